"""Beside another calendar: answers that are pasted, a meeting made there, text to paste there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.declare import AsJson, EventId
from ipe_events.cli.event_text import ANSWERS
from ipe_events.cli.opening import changing, reading
from ipe_events.i18n import _
from ipe_events.i18n.catalogue import WORDS

if TYPE_CHECKING:
    from ipe_events.domain.adoption import Adoption

STDIN = "-"


def answers(
    ctx: typer.Context,
    event_id: EventId,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A text; - reads what is typed.")],
    as_json: AsJson = False,
) -> None:
    """Keep the answers in a pasted list.

    As people write them: "Windesheim yes, Jan maybe; KPZ no". The table that Outlook's "Copy Status
    to Clipboard" gives is read too, in Dutch and English. What is not certain is given back and
    changes nothing.
    """
    # Read before the workspace is locked.
    text = _text(file)
    from ipe_events.i18n.catalogue.dates import UNREAD
    from ipe_events.services import event_answers

    with changing(ctx, f"event answers {event_id}") as change:
        taken = event_answers.paste(change, event_id, text)
    if as_json:
        output.emit(
            {
                "applied": [
                    {"email": one.email, "name": one.name, "answer": one.answer}
                    for one in taken.applied
                ],
                "unread": [
                    {"line": one.line, "text": one.text, "reason": one.reason}
                    for one in taken.unread
                ],
            }
        )
        return
    line = taken.outcome.events[0]
    words = _("Kept the answers for event {id}: {event}")
    output.say(words.format(id=line.id, event=output.event_words(line)))
    output.say(*(_answered(one.name, one.answer) for one in taken.applied))
    output.say_checks(taken.outcome.checks)
    words = _('line {number} was not read: "{text}"; {reason}')
    for one in taken.unread:
        shown = output.plain(one.text)
        output.warn(words.format(number=one.line, text=shown, reason=_(UNREAD[one.reason])))


def _text(file: str) -> str:
    from ipe_events.domain.sheet_text import decoded
    from ipe_events.services import reading as files

    if file == STDIN:
        return decoded(files.whole(sys.stdin.buffer, STDIN))
    return decoded(files.content(Path(file)))


def _answered(name: str, answer: str) -> str:
    return f"  {output.plain(name)}: {_(ANSWERS[answer])}"


def adopt(
    ctx: typer.Context,
    event_id: EventId,
    file: Annotated[Path, typer.Argument(metavar="FILE.ics", help="Saved in the other calendar.")],
    as_json: AsJson = False,
) -> None:
    """Take over a meeting that was made in another calendar.

    Its UID, its link and the answers of the guests; that calendar invites to it from now on. Read
    again later, it brings new answers. Of a series the whole series is taken over. Nobody is added:
    who is only there, or only here, is told.
    """
    from ipe_events.services import adopting
    from ipe_events.services.reading import content

    found = content(file)
    with changing(ctx, f"event adopt {event_id}") as change:
        done = adopting.adopt(change, event_id, found, str(file))
    if as_json:
        output.emit(_document(done))
        return
    output.say(*_lines(done))
    _warn(done)


def _document(done: Adoption) -> dict[str, object]:
    from ipe_events.i18n.sentences import explain

    return {
        "id": done.event.id,
        "uid": done.event.uid,
        "link": done.event.link or None,
        "sequence": done.sequence,
        "answers": [
            {"event": one.event, "email": one.email, "answer": one.answer} for one in done.answers
        ],
        "unknown": list(done.unknown),
        "missing": list(done.missing),
        "differences": [
            {"event": one.event, "field": one.field, "here": one.here, "there": one.there}
            for one in done.differences
        ],
        "events": list(done.events),
        "notices": [explain(notice, language="en") for notice in done.notices],
    }


def _lines(done: Adoption) -> Iterator[str]:
    several = len(done.events) > 1
    words = _("Adopted {count} events of the series of event {id}: {event}")
    if not several:
        words = _("Adopted event {id}: {event}")
    what = output.event_words(done.event)
    yield words.format(count=len(done.events), id=done.event.id, event=what)
    if done.event.link:
        yield "  " + _("link: {link}").format(link=output.plain(done.event.link))
    for one in done.answers:
        number = f"{one.event}, " if several else ""
        yield f"  {number}{_answered(one.name, one.answer).strip()}"


def _warn(done: Adoption) -> None:
    """What is not alike here and there, and what there is to do."""
    from ipe_events.i18n.sentences import explain, field_label

    for one in done.differences:
        words = _("event {id}, {field}: here {here}, there {there}")
        field, here, there = field_label(one.field), _value(one.here), _value(one.there)
        output.warn(words.format(id=one.event, field=field, here=here, there=there))
    if done.unknown:
        words = _("in the file and not invited here: {names}")
        output.warn(words.format(names=", ".join(done.unknown)))
    if done.missing:
        words = _("invited here and not in the file: {names}")
        output.warn(words.format(names=", ".join(done.missing)))
    for notice in done.notices:
        output.warn(explain(notice))
    if done.told_before:
        output.warn(_("an earlier invitation must be withdrawn: ipe-events invitations list"))


def _value(value: str) -> str:
    """A title, a place, a state, or a day with or without a time."""
    if value in WORDS:
        return _(WORDS[value])
    day, mark, time = value.partition("T")
    return f"{day} {time}" if mark and day[:1].isdigit() else output.plain(value) or "–"


def text(ctx: typer.Context, event_id: EventId, as_json: AsJson = False) -> None:
    """Show an invitation as text, to paste elsewhere."""
    from ipe_events.services import invitation_text

    with reading(ctx) as view:
        found = invitation_text.of(view, event_id)
    if as_json:
        document = {
            "subject": found.subject,
            "when": found.when,
            "location": found.location or None,
            "link": found.link or None,
            "recipients": list(found.recipients),
            "text": found.text,
        }
        output.emit(document)
        return
    output.say(*(output.plain(line, len(line)) for line in found.whole.splitlines()))
