"""What an e-mail says that carries an invitation, a change of one or a cancellation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ipe_events.domain.invitation import Address, Answer, Invitation, Method, moment
from ipe_events.domain.mail import Block, Facts, Lines, Words
from ipe_events.domain.outbox import Difference, Message, Reason
from ipe_events.domain.recurrence import occurrences
from ipe_events.i18n import N_, translator
from ipe_events.i18n.mail_voice import Voice

SUBJECTS: Mapping[Reason, str] = {
    Reason.NEW: N_("Invitation: {what}"),
    Reason.AGAIN: N_("Invitation: {what}"),
    Reason.CHANGED: N_("Changed: {what}"),
    Reason.RESTORED: N_("Invited again: {what}"),
    Reason.CANCELLED: N_("Will not take place: {what}"),
    Reason.REMOVED: N_("Your invitation is withdrawn: {what}"),
}
# The first sentence about one meeting, and about several.
OPENINGS: Mapping[Reason, tuple[str, str]] = {
    Reason.NEW: (
        N_("I would like to invite you to this meeting."),
        N_("I would like to invite you to this series of meetings."),
    ),
    Reason.AGAIN: (
        N_("Here is your invitation to this meeting once more."),
        N_("Here is your invitation to this series of meetings once more."),
    ),
    Reason.CHANGED: (
        N_("Something has changed in this meeting:"),
        N_("Something has changed in this series of meetings:"),
    ),
    Reason.RESTORED: (
        N_("You are invited to this meeting after all: it is on your calendar again."),
        N_("You are invited to these meetings after all: they are on your calendar again."),
    ),
    Reason.CANCELLED: (
        N_("Unfortunately this meeting will not take place."),
        N_("Unfortunately these meetings will not take place."),
    ),
    Reason.REMOVED: (
        N_("You are no longer invited to this meeting; it takes place without you."),
        N_("You are no longer invited to these meetings; they take place without you."),
    ),
}
# What happened to one date of a series.
NEWS: Mapping[Reason, str] = {
    Reason.NEW: N_("{when}: new"),
    Reason.RESTORED: N_("{when}: takes place after all"),
    Reason.CANCELLED: N_("{when}: will not take place"),
    Reason.REMOVED: N_("{when}: you are no longer invited"),
}
REPLACED_SUBJECT = N_("Replaced: {what}")
REPLACED = (
    N_("Another invitation takes the place of this one: the meeting itself goes on."),
    N_("Another invitation takes the place of this one: the meetings themselves go on."),
)
REPLACED_DATE = N_("{when}: another invitation takes the place of this one")
ASKED = N_(
    "Will you let me know whether you can be there? Use the buttons of this invitation, or reply "
    "to this mail with yes, maybe or no."
)
ASKED_FOR_ALL = N_(
    "Will you let me know whether you can be there? Use the buttons of this invitation, for all "
    "dates at once or for one of them, or reply to this mail with the dates you cannot make."
)
ANSWERED = N_("Your answer stands; you need to answer again only if it is another one now.")
NO_ANSWER = N_("You need not answer; it can go out of your calendar.")


def invitation_words(invitation: Invitation, to: Address, news: Sequence[Message]) -> Words:
    """The e-mail to one recipient with the calendar file of `invitation`.

    `news`: all that the file tells this recipient, one message for each event.
    """
    voice = Voice(invitation.language)
    reason = _reason(invitation, news)
    if invitation.method is Method.CANCEL:
        what, blocks = _cancellation(voice, invitation, news)
    elif invitation.rule is not None:
        what, blocks = _series(voice, invitation, news, reason)
    else:
        what, blocks = _single(voice, invitation, news, reason)
    cancelled = invitation.method is Method.CANCEL
    several = len(news) > 1 if cancelled else invitation.rule is not None
    replaced = cancelled and all(message.replaced for message in news)
    opening = voice.say((REPLACED if replaced else OPENINGS[reason])[several])
    end = NO_ANSWER if cancelled else _question(invitation, to)
    return voice.letter(
        voice.say(REPLACED_SUBJECT if replaced else SUBJECTS[reason], what=what),
        to.name,
        invitation.organizer.name,
        [opening, *blocks, voice.say(end)],
    )


def _reason(invitation: Invitation, news: Sequence[Message]) -> Reason:
    """Why all of it is told: what holds for every date, else that something changed."""
    if invitation.method is Method.CANCEL:
        return Reason.CANCELLED if invitation.whole_event else Reason.REMOVED
    reason = news[0].reason
    alike = all(message.reason is reason for message in news)
    whole = invitation.rule is None or len(news) >= len(occasions(invitation))
    if alike and (reason is Reason.AGAIN or (whole and reason in (Reason.NEW, Reason.RESTORED))):
        return reason
    return Reason.CHANGED


def _question(invitation: Invitation, to: Address) -> str:
    answers = {one.email.casefold(): one.answer for one in invitation.attendees}
    if answers.get(to.email.casefold(), Answer.NEEDS_ACTION) is not Answer.NEEDS_ACTION:
        return ANSWERED
    return ASKED if invitation.rule is None else ASKED_FOR_ALL


def _single(
    voice: Voice, invitation: Invitation, news: Sequence[Message], reason: Reason
) -> tuple[str, list[Block]]:
    facts = _facts(voice, invitation)
    blocks: list[Block] = [facts, invitation.description]
    if reason is Reason.CHANGED:
        changed = [_changes(voice, message) for message in news]
        blocks = [*changed, voice.say(N_("This is how it stands now:")), *blocks]
    return _what(voice, invitation), blocks


def _cancellation(
    voice: Voice, invitation: Invitation, news: Sequence[Message]
) -> tuple[str, list[Block]]:
    if len(news) > 1:
        whens = tuple(
            _when(voice, message) for message in sorted(news, key=lambda one: one.to.card.start)
        )
        return f"{invitation.title}, {_count(voice, len(news), whens[0])}", [
            voice.facts({"title": invitation.title}),
            Lines("", whens),
        ]
    alone = voice.say(N_("This is about this date alone.")) if invitation.occurrence else ""
    return _what(voice, invitation), [_facts(voice, invitation, where=False), alone]


def _series(
    voice: Voice, invitation: Invitation, news: Sequence[Message], reason: Reason
) -> tuple[str, list[Block]]:
    singles = occasions(invitation)
    dates = tuple(_date_line(voice, invitation, single) for single in singles)
    left_out = tuple(
        voice.when(start, start + invitation.length) for start in sorted(invitation.excluded)
    )
    facts = {"title": invitation.title, "location": invitation.location, "link": invitation.link}
    blocks: list[Block] = []
    if reason is Reason.CHANGED:
        blocks += [*_news(voice, news), voice.say(N_("This is how it stands now:"))]
    blocks += [voice.facts(facts), Lines(voice.say(N_("The dates:")), dates)]
    if left_out and reason is not Reason.CHANGED:
        blocks.append(Lines(voice.say(N_("Not on:")), left_out))
    first = voice.when(singles[0].start, singles[0].end) if singles else ""
    what = f"{invitation.title}, {_count(voice, len(singles), first)}"
    return what, [*blocks, invitation.description]


def occasions(invitation: Invitation) -> list[Invitation]:
    """The meetings of a series one by one, by date, as they now are."""
    if invitation.rule is None:
        return [invitation]
    moved = {single.occurrence: single for single in invitation.overrides}
    starts = occurrences(
        invitation.rule, invitation.start, zone=invitation.zone, exdates=invitation.excluded
    )
    singles = [
        moved.get(start) or replace(invitation, start=start, end=start + invitation.length)
        for start in starts
    ]
    return sorted(singles, key=lambda single: str(single.start))


def _news(voice: Voice, news: Sequence[Message]) -> list[Block]:
    """What changed in a series: what changed on every date once, then date by date."""
    common = _common([message for message in news if message.reason is Reason.CHANGED])
    lines = []
    for message in sorted(news, key=lambda message: message.to.card.start):
        if message.reason in NEWS:
            words = REPLACED_DATE if message.replaced else NEWS[message.reason]
            lines.append(voice.say(words, when=_when(voice, message)))
            continue
        own = [change for change in message.changes if change not in common]
        if own:
            pairs = _values(voice, own)
            said = _time(voice, message) or _when(voice, message)
            lines.append("; ".join([said, *(f"{label}: {value}" for label, value in pairs)]))
    return [Facts(tuple(_values(voice, common))), Lines("", tuple(lines))]


def _common(changed: Sequence[Message]) -> list[Difference]:
    """What is not a time and changed alike on several dates."""
    if len(changed) < 2:
        return []
    alike = set(changed[0].changes).intersection(*(message.changes for message in changed[1:]))
    return [change for change in changed[0].changes if change in alike and not _is_time(change)]


def _changes(voice: Voice, message: Message) -> Facts:
    """Each change of one meeting with its label, as old → new."""
    time = _time(voice, message)
    when = [(voice.label("start"), time)] if time else []
    return Facts((*when, *_values(voice, message.changes)))


def _time(voice: Voice, message: Message) -> str:
    """The old and the new days and times; "" when they are as they were."""
    card = message.to.card
    old = {change.field: change.old for change in message.changes if _is_time(change)}
    if not old:
        return ""
    was = voice.when(moment(old.get("start", card.start)), moment(old.get("end", card.end)))
    return f"{was} → {_when(voice, message)}"


def _is_time(change: Difference) -> bool:
    return change.field in {"start", "end"}


def _values(voice: Voice, changes: Sequence[Difference]) -> list[tuple[str, str]]:
    return [
        (voice.label(change.field), f"{change.old or '–'} → {change.new or '–'}")
        for change in changes
        if not _is_time(change)
    ]


def _facts(voice: Voice, invitation: Invitation, *, where: bool = True) -> Facts:
    when = voice.when(invitation.start, invitation.end, long=True)
    facts = {"title": invitation.title, "start": when}
    if where:
        facts |= {"location": invitation.location, "link": invitation.link}
    return voice.facts(facts)


def _date_line(voice: Voice, series: Invitation, single: Invitation) -> str:
    """A date of a series, with what it has of its own, or has not."""
    own = [
        getattr(single, name) or f"{voice.label(name)}: –"
        for name in ("title", "location", "link")
        if getattr(single, name) != getattr(series, name)
    ]
    return ", ".join([voice.when(single.start, single.end), *own])


def _what(voice: Voice, invitation: Invitation) -> str:
    return f"{invitation.title}, {voice.when(invitation.start, invitation.end)}"


def _count(voice: Voice, count: int, first: str) -> str:
    spoken = translator(voice.language)
    words = spoken.ngettext("{count} date: {first}", "{count} dates from {first}", count)
    return words.format(count=count, first=first)


def _when(voice: Voice, message: Message) -> str:
    return voice.when(moment(message.to.card.start), moment(message.to.card.end))
