"""An invitation as text, to be pasted into a calendar in which the meeting is made."""

from __future__ import annotations

from dataclasses import dataclass

from ipe_events.i18n import N_
from ipe_events.i18n.mail_voice import Voice
from ipe_events.services import events, invitation_contents, outbox
from ipe_events.services.workspace import View

# Separated by semicolons, as Outlook reads them.
RECIPIENTS = N_("Recipients: {names}")
# What a name stands in quotes for, in a list of recipients.
_SPECIAL = frozenset(';,<>@"')


@dataclass(frozen=True, slots=True)
class InvitationText:
    """What is typed into another calendar, in the programme's language.

    `recipients` each as `Name <address>`; `whole` is all of it as one text.
    """

    subject: str
    when: str
    location: str
    link: str
    recipients: tuple[str, ...]
    text: str
    whole: str


def of(view: View, event_id: int) -> InvitationText:
    """The invitation to an event, to everybody on its list who has an address."""
    line = events.line(view, event_id)
    known = invitation_contents.contents(view, {event_id}, set())
    place, card = outbox.place_of(line), outbox.card_of(line)
    said = known.invitation(event_id, place, card, known.attendees(event_id))
    voice = Voice(said.language)
    when = voice.when(said.start, said.end, long=True)
    recipients = tuple(
        {one.email: _recipient(one.name, one.email) for one in said.attendees}.values()
    )
    facts = voice.facts({"start": when, "location": said.location, "link": said.link}).pairs
    lines = [f"{label}: {value}" for label, value in facts]
    if recipients:
        lines.append(voice.say(RECIPIENTS, names="; ".join(recipients)))
    whole = "\n\n".join(filter(None, (said.title, "\n".join(lines), said.description)))
    return InvitationText(
        said.title, when, said.location, said.link, recipients, said.description, whole
    )


def _recipient(name: str, address: str) -> str:
    plain = " ".join(name.replace('"', "'").split())
    return f'"{plain}" <{address}>' if _SPECIAL & set(plain) else f"{plain} <{address}>"
