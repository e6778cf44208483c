"""What an e-mail says that asks once more for an answer: to invitations, or to a poll."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ipe_events.domain.invitation import Address, moment
from ipe_events.domain.mail import Block, Lines, Words
from ipe_events.domain.outbox import Card
from ipe_events.domain.polls import PollLine, PollOption
from ipe_events.i18n import N_, translator
from ipe_events.i18n.mail_voice import Voice

ASKED = N_(
    "Could you let me know whether you can be there? Use the buttons of this invitation, or reply "
    "to this mail with yes, maybe or no."
)
ASKED_FOR_EACH = N_(
    "Could you let me know whether you can be there? Reply to this mail with yes, maybe or no "
    "behind each date, or open the invitation and answer there."
)
ASKED_ELSEWHERE = N_(
    "Could you let me know whether you can be there? Answer the invitation in your calendar, or "
    "reply to this mail with yes, maybe or no."
)
ASKED_POLL = N_(
    "Which of these dates can you make? Reply to this mail and leave what is true behind each date:"
)
ANSWERS = (N_("yes"), N_("maybe"), N_("no"))


def reminder_words(
    language: str, sender: Address, to: Address, cards: Sequence[Card], asked: str
) -> Words:
    """The e-mail to somebody who has not answered the invitations to these meetings.

    `asked`: how to answer them, one of the messages above.
    """
    voice = Voice(language)
    count = len(cards)
    opening = translator(language).ngettext(
        "I have no answer from you yet to this invitation:",
        "I have no answer from you yet to these {count} invitations:",
        count,
    )
    blocks: list[Block]
    if count == 1:
        card = cards[0]
        start, end = moment(card.start), moment(card.end)
        what = f"{card.title}, {voice.when(start, end)}"
        facts = {
            "title": card.title,
            "start": voice.when(start, end, long=True),
            "location": card.location,
            "link": card.link,
        }
        blocks = [voice.facts(facts)]
    else:
        what = voice.say(N_("{count} meetings"), count=count)
        blocks = [Lines("", tuple(_line(voice, card) for card in cards))]
    subject = voice.say(N_("Reminder: {what}"), what=what)
    opening = opening.format(count=count)
    return voice.letter(subject, to.name, sender.name, [opening, *blocks, voice.say(asked)])


def _line(voice: Voice, card: Card) -> str:
    when = voice.when(moment(card.start), moment(card.end))
    where = card.location or card.link
    return f"{when}: {card.title}" + (f", {where}" if where else "")


def poll_words(language: str, sender: Address, to: Address, poll: PollLine) -> Words:
    """The e-mail to somebody who has not answered a poll.

    Its dates with the three answers behind each, of which one is left, are read by
    `domain.pasted_answers` as they come back.
    """
    voice = Voice(language)
    answers = " / ".join(voice.say(answer) for answer in ANSWERS)
    ballot = "\n".join(f"{_option(voice, option)}: {answers}" for option in poll.options)
    ballot = f"{to.name}:\n{ballot}"
    opening = voice.say(N_("We are looking for a date for {title}."), title=poll.title)
    where = {"location": poll.location}
    subject = voice.say(N_("Which date suits you? {title}"), title=poll.title)
    blocks: list[Block] = [
        opening,
        voice.facts(where),
        voice.say(ASKED_POLL),
        ballot,
    ]
    return voice.letter(subject, to.name, sender.name, blocks)


def _option(voice: Voice, option: PollOption) -> str:
    if option.start is None or option.end is None:
        return voice.when(option.day, option.day)
    start, end = (datetime.combine(option.day, time) for time in (option.start, option.end))
    return voice.when(start, end)
