"""Answers that come in as files, and what of them waits for the user."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import documents, output
from ipe_events.cli.changing_events import say_changed
from ipe_events.cli.dates_lines import WIDTH, wrapped
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.event_text import ANSWERS
from ipe_events.cli.opening import changing, opened, reading
from ipe_events.i18n import N_, _, format_hours, ngettext
from ipe_events.i18n.sentences import clean

if TYPE_CHECKING:
    from ipe_events.domain.hour_rows import RowHours
    from ipe_events.domain.replies import Entry, Replies
    from ipe_events.domain.reviews import Decided, ReviewLine

Number = Annotated[int, typer.Argument(metavar="N", help="Its number in review list.")]

# What a decision came to (`domain.reviews.Did`).
DONE = {
    "dismissed": N_("dismissed"),
    "invited": N_("{who} is invited now"),
    "deputy": N_("{who} is invited as a deputy now"),
    "kept": N_("kept the answer of {who}"),
    "nothing": N_("{who} is invited already, and what is kept is newer"),
    "moved": N_("moved to where {who} proposed"),
    "booked": N_("booked the hours of {who}"),
    "again": N_("the invitation to {who} waits to be exported again"),
}

app = group()
review = group(
    "What came in and waits for you.",
    example="review list",
)
app.add_typer(review, name="review")


@app.command("replies", epilog=show("replies Downloads/answers antwoord.ics"))
def replies(
    ctx: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="An .ics or .eml file, or a folder.")
    ],
    as_json: AsJson = False,
) -> None:
    """Read the answers that guests sent: from files, mails and folders."""
    from ipe_events.domain.errors import refuse
    from ipe_events.services import replies as services

    if not all(paths):
        raise refuse("no-path", "file")
    with opened(ctx) as workspace:
        found = services.read_files(workspace, map(Path, paths))
    if as_json:
        output.emit({name: list(map(_entry, entries)) for name, entries in _lists(found)})
    if not found.messages:
        first = found.refused[0] if found.refused else None
        raise refuse(
            "nothing-read",
            "file",
            path=first.file if first else ", ".join(paths),
            reason=_why(first.reason) if first else _("there is no .ics or .eml file in it"),
        )
    if not as_json:
        _say(found)


def _lists(found: Replies) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    return (
        ("applied", found.applied),
        ("ignored", found.ignored),
        ("review", found.review),
        ("refused", found.refused),
    )


def _entry(entry: Entry) -> documents.Document:
    return {
        "file": entry.file,
        "email": entry.email,
        "event": entry.event,
        "reason": entry.reason,
    }


def _say(found: Replies) -> None:
    """What became of every file, under a line that says how many."""
    from ipe_events.i18n.sentences import explain

    applied, ignored, aside, refused = (len(entries) for _name, entries in _lists(found))
    heads = {
        "applied": ngettext("Kept {count} answer:", "Kept {count} answers:", applied),
        "ignored": ngettext(
            "{count} was left as it was:", "{count} were left as they were:", ignored
        ),
        "review": ngettext(
            "{count} waits for you, see: ipe-events review list",
            "{count} wait for you, see: ipe-events review list",
            aside,
        ),
        "refused": ngettext("{count} was refused:", "{count} were refused:", refused),
    }
    for name, entries in _lists(found):
        if entries:
            output.say(heads[name].format(count=len(entries)), *_entries(entries))
    for file, notice in found.notices:
        output.warn(f"{Path(file).name}: {explain(notice)}")


def _entries(entries: Iterable[Entry]) -> Iterable[str]:
    """Each file once with what was said of it, however many dates of a series it is about."""
    grouped: dict[tuple[str, str | None, str], list[int | None]] = {}
    for entry in entries:
        grouped.setdefault((entry.file, entry.email, entry.reason), []).append(entry.event)
    for (file, email, reason), events in grouped.items():
        numbers = [number for number in events if number is not None]
        about = _("event {id}").format(id=numbers[0]) if len(numbers) == 1 else ""
        if len(numbers) > 1:
            words = ngettext("{count} event", "{count} events", len(numbers))
            about = words.format(count=len(numbers))
        whose = ", ".join(filter(None, (output.plain(email or ""), about)))
        said = ": ".join(filter(None, (output.plain(Path(file).name), whose, _why(reason))))
        yield from textwrap.wrap(said, WIDTH, initial_indent="  ", subsequent_indent="      ")


def _why(reason: str) -> str:
    from ipe_events.i18n.replies import why

    return _(ANSWERS[reason]) if reason in ANSWERS else why(reason)


@review.command("list", epilog=show("review list"))
def list_waiting(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show what came in and waits for you."""
    from ipe_events.services import reviews

    with reading(ctx) as view:
        found = reviews.waiting(view)
    if as_json:
        output.emit({"review": [document(line) for line in found]})
        return
    for line in found:
        output.say(*lines(line))
    if not found:
        output.say(_("Nothing waits for you."))


@review.command("accept", epilog=show("review accept 3 --org windesheim"))
def accept(
    ctx: typer.Context,
    number: Number,
    org: Annotated[
        str | None, typer.Option(metavar="ORG", help="Where somebody new belongs.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What somebody new is called.")
    ] = None,
    known: Annotated[
        str | None,
        typer.Option("--as", metavar="EMAIL|ID", help="Somebody known: their other address."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Invite, keep the answer, move the event, tell once more, or count the hours."""
    from ipe_events.domain.reviews import Newcomer
    from ipe_events.services import reviews

    if known is not None and (org is not None or name is not None):
        ctx.fail("--as goes without --org and --name.")
    with changing(ctx, f"review accept {number}") as change:
        done = reviews.accept(change, number, Newcomer(org, name, known))
    if as_json:
        output.emit(_decided(done))
        return
    output.say(_line(done))
    if done.moved is not None:
        say_changed(done.moved)


@review.command("dismiss", epilog=show("review dismiss 3"))
def dismiss(
    ctx: typer.Context,
    numbers: Annotated[
        list[int], typer.Argument(metavar="N…", help="Their numbers in review list.")
    ],
    as_json: AsJson = False,
) -> None:
    """Let it be; it does not come back when its file is read again."""
    from ipe_events.services import reviews

    wanted = list(dict.fromkeys(numbers))
    label = " ".join(map(str, wanted))
    with changing(ctx, clean(f"review dismiss {label}")) as change:
        done = [reviews.dismiss(change, number) for number in wanted]
    output.tell(as_json, {"review": list(map(_decided, done))}, *map(_line, done))


def _line(done: Decided) -> str:
    said = _(DONE[done.did]).format(who=_whose(done.review))
    return f"{done.review.id}: {said}"


def _decided(done: Decided) -> documents.Document:
    """What was decided; `events` as they are now."""
    known = {
        **document(done.review),
        "state": done.state,
        "done": done.did,
        "events": [documents.event(line) for line in done.events],
    }
    if done.moved is not None:
        known |= {
            "warnings": documents.checks(done.moved.checks),
            "mails": done.moved.mails,
            "guests": done.moved.guests,
        }
    return known


def document(line: ReviewLine) -> documents.Document:
    """Something that waits; a proposal's times are null unless it is one."""
    return {
        "id": line.id,
        "file": line.file,
        "email": line.email,
        "name": line.name or None,
        "event": line.event,
        "title": line.title,
        "date": documents.day(line.day),
        "reason": line.reason,
        "answer": line.answer or None,
        "comment": line.comment or None,
        "series": line.whole,
        "delegator": line.delegator or None,
        "start": _moment(line.start),
        "end": _moment(line.end),
        "location": line.location or None,
        "sender": line.sender or None,
        "asks": line.asks or None,
        "hours": None if line.hours is None else _hours(line.hours),
    }


def _hours(asked: RowHours) -> documents.Document:
    return {
        "organisation": asked.organisation,
        "date": documents.day(asked.day),
        "hours": documents.hours(asked.minutes),
        "activity": asked.activity,
        "line": asked.line,
        "booked_hours": documents.hours(asked.booked),
    }


def _moment(moment: object) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return str(moment) if moment is not None else None


def lines(line: ReviewLine) -> Iterable[str]:
    """Something that waits, for people."""
    yield f"{line.id:>3}  {_whose(line)}"
    about = ""
    if line.event is not None and line.day is not None:
        words = _("event {id}").format(id=line.event)
        about = f"{words}, {output.plain(line.title or '')}, {output.day_words(line.day)}: "
    yield from wrapped(about + _why(line.reason), " ")
    if line.hours is not None:
        yield from _hour_lines(line.hours)
    if line.asks:
        yield from wrapped(_why(line.asks), " ")
    if line.sender:
        yield from wrapped(_("sent by {email}").format(email=output.plain(line.sender)), " ")
    if line.delegator:
        yield from wrapped(_("instead of {email}").format(email=output.plain(line.delegator)), " ")
    if line.start is not None and line.end is not None:
        yield from wrapped(_("proposes {when}").format(when=_proposal(line)), " ")
    if line.answer:
        yield from wrapped(_(ANSWERS.get(line.answer, line.answer)), " ")
    if line.comment:
        yield from wrapped(f"“{output.plain(line.comment)}”", " ")


def _hour_lines(asked: RowHours) -> Iterable[str]:
    """Hours of a file that wait, and what the meeting on that day counts for."""
    words = _("{hours} hours, {activity}, {organisation}").format(
        hours=format_hours(asked.minutes),
        activity=f"“{output.plain(asked.activity)}”",
        organisation=output.plain(asked.organisation_name),
    )
    yield from wrapped(words, " ")
    kept = _("the meeting counts for {hours} hours").format(hours=format_hours(asked.booked))
    yield from wrapped(kept, " ")


def _whose(line: ReviewLine) -> str:
    name, email = output.plain(line.name), output.plain(line.email)
    return f"{name} <{email}>" if name and email else name or email


def _proposal(line: ReviewLine) -> str:
    start, end = line.start, line.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        return output.moment(start.date(), end.date(), start.time(), end.time())
    assert start is not None
    return output.moment(start, end, None, None)
