"""Invitations: who must be told what, and the files that tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from ipe_events.cli import output, reminders
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, known, show
from ipe_events.cli.opening import exports, opened, reading
from ipe_events.i18n import N_, _, format_date, ngettext
from ipe_events.i18n.differences import differences

if TYPE_CHECKING:
    from ipe_events.domain.outbox_lines import Exported, Pending
    from ipe_events.services.workspace import Workspace

Line = TypeVar("Line", "Pending", "Exported")

NO_ADDRESS = "no-address"
WIDTH = 80
INDENT = "      "
REASONS = {
    "new": N_("new"),
    "changed": N_("changed"),
    "restored": N_("goes on after all"),
    "cancelled": N_("cancelled"),
    "removed": N_("taken off the list"),
    "again": N_("once more"),
    NO_ADDRESS: N_("no address"),
}

OfEvent = Annotated[
    int | None,
    typer.Option("--event", metavar="ID", callback=known, help="Of this event alone."),
]

app = group()
invitations = group("Invitations: who must be told what.", example="invitations list")
app.add_typer(invitations, name="invitations")


class Format(StrEnum):
    """The kinds of file there are."""

    ICS = "ics"
    EML = "eml"
    BOTH = "both"


@invitations.command("list", epilog=show("invitations list"))
def list_invitations(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show who must still be told what, and what went out and is not confirmed."""
    from ipe_events.services import letters, outbox

    with reading(ctx) as view:
        pending, told = outbox.pending(view), outbox.exported(view)
        mails = letters.mails(letters.parcels(view)) if view.programme.organiser_email else {}
    if as_json:
        output.emit(
            {
                "pending": [_pending(item) for item in pending],
                "exported": [_told(item) for item in told],
                "mails": [{"email": email, "number": count} for email, count in mails.items()],
            }
        )
        return
    waiting = [item for item in pending if item.reason != NO_ADDRESS]
    if waiting:
        rows = [row for found in _by_event(waiting) for row in _rows(found)]
        table((_("name"), _("e-mail"), _("why")), rows, whole=(1,))
        output.say(*_mails(mails))
    else:
        output.say(_("Nobody is waiting to be told anything."))
    output.say(*_unreachable(pending))
    if told:
        words = _("Exported and not confirmed: {count}")
        output.say(words.format(count=len(told)))
        output.say(*(line for found in _by_event(told) for line in _gone(found)))


def _pending(item: Pending) -> dict[str, object]:
    return {
        "event": item.event,
        "email": item.email,
        "method": item.method,
        "reason": item.reason,
        "name": item.name,
        "organisation": item.organisation,
        "changes": [change.field for change in item.changes],
        "differences": [
            {"field": change.field, "old": change.old, "new": change.new} for change in item.changes
        ],
        "elsewhere": item.elsewhere,
        "replaced": item.replaced,
    }


def _told(item: Exported) -> dict[str, object]:
    return {"event": item.event, "email": item.email, "method": item.method}


def _by_event(items: Iterable[Line]) -> list[list[Line]]:
    """The items of each event, in the order of the first of them."""
    found: dict[int, list[Line]] = {}
    for item in items:
        found.setdefault(item.event, []).append(item)
    return list(found.values())


def _rows(found: Sequence[Pending]) -> Iterator[tuple[str, ...]]:
    """An event with what is otherwise than it was told, then everybody who waits."""
    # Who is taken off the list was told of the day it was on then.
    invited = [item for item in found if item.reason != "removed"]
    lines = [_event((invited or found)[0])]
    if any(item.elsewhere for item in found):
        lines.append(INDENT + _("another calendar invites to it"))
    changes = dict.fromkeys(line for item in found for line in differences(item.changes))
    lines += [INDENT + output.plain(f"{name}: {old} → {new}") for name, old, new in changes]
    yield from ((part,) for line in lines for part in _wrapped(line))
    for item in found:
        yield item.name, item.email or "–", _(REASONS[item.reason])


def _event(item: Pending | Exported) -> str:
    return f"{item.event:>5} {output.plain(item.title)}, {format_date(item.day)}"


def _wrapped(line: str) -> list[str]:
    return wrap(line, WIDTH, subsequent_indent=INDENT, break_on_hyphens=False)


def _gone(found: Sequence[Exported]) -> list[str]:
    """How many invitations and cancellations of an event are not confirmed."""
    count = Counter(item.method for item in found)
    invited = ngettext("{number} invitation", "{number} invitations", count["REQUEST"])
    cancelled = ngettext("{number} cancellation", "{number} cancellations", count["CANCEL"])
    words = [
        said.format(number=number)
        for said, number in ((invited, count["REQUEST"]), (cancelled, count["CANCEL"]))
        if number
    ]
    return _wrapped(f"{_event(found[0])}: {', '.join(words)}")


def _unreachable(pending: Iterable[Pending]) -> Iterator[str]:
    """The seats that nobody can be told at, by event."""
    for seats in _by_event(item for item in pending if item.reason == NO_ADDRESS):
        words = ngettext(
            "{count} seat without an address", "{count} seats without an address", len(seats)
        )
        yield from _wrapped(f"{_event(seats[0])}: {words.format(count=len(seats))}")


def _mails(mails: Mapping[str, int]) -> list[str]:
    """How many mails that is, and at most how many for one person."""
    if not mails:
        return []
    total = sum(mails.values())
    words = ngettext("{count} mail", "{count} mails", total).format(count=total)
    people = ngettext("to {count} person", "to {count} people", len(mails))
    most = _("at most {count} each").format(count=max(mails.values()))
    return [f"{words} {people.format(count=len(mails))}, {most}"]


@invitations.command("export", epilog=show("invitations export --event 12 --dry-run"))
def export(
    ctx: typer.Context,
    event: OfEvent = None,
    format: Annotated[
        Format, typer.Option(help="Calendar files, e-mail drafts with them, or both.")
    ] = Format.ICS,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder; else invitations/ in exports.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Also what was told already.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write the files, but count nothing as told.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write the calendar files that tell what is pending; it counts as told then."""
    folder = out.expanduser() if out is not None else exports("invitations")
    from ipe_events.services import outbox

    with opened(ctx) as workspace:
        files = send(workspace, folder, event, format, again=again, dry_run=dry_run)
        lines = _files(files, folder, dry_run)
        if event is not None and not as_json:
            with workspace.read() as view:
                lines += _unreachable(outbox.pending(view, event))
    output.tell(as_json, {"files": [str(file) for file in files]}, *lines)


@invitations.command("mark", epilog=show("invitations mark --event 12"))
def mark(
    ctx: typer.Context,
    event: OfEvent = None,
    unsent: Annotated[
        bool, typer.Option("--unsent", help="It was not sent: it must be told again.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Confirm that what was exported was sent, or take the telling back."""
    from ipe_events.services import outbox

    with opened(ctx) as workspace, workspace.delivery() as view:
        marked = outbox.mark(view, event, sent=not unsent)
    count = len(marked)
    if unsent:
        words = ngettext(
            "{count} message is to be told again", "{count} messages are to be told again", count
        )
    else:
        words = ngettext("{count} message was sent", "{count} messages were sent", count)
    document = {"unsent" if unsent else "sent": [_told(item) for item in marked]}
    output.tell(as_json, document, words.format(count=count))


def send(
    workspace: Workspace,
    folder: Path,
    event: int | None = None,
    form: str = "ics",
    *,
    again: bool = False,
    dry_run: bool = False,
) -> list[Path]:
    """Write what is pending into a folder and, unless it is a dry run, remember it as told."""
    from ipe_events.services import letters

    kind = letters.FileForm(form)
    if dry_run:
        with workspace.read() as view:
            return letters.write_all(folder, letters.letters(view, event, again=again), kind)
    with workspace.delivery() as view:
        sent = letters.letters(view, event, again=again)
        files = letters.write_all(folder, sent, kind)
        letters.remember(view, sent)
    return files


def _files(files: list[Path], folder: Path, dry_run: bool) -> list[str]:
    if not files:
        return [_("Nothing to tell anybody.")]
    words = ngettext("{count} file in {folder}", "{count} files in {folder}", len(files))
    lines = [words.format(count=len(files), folder=output.place(folder))]
    lines += [f"  {file.name}" for file in files]
    return lines + ([_("A dry run: nothing counts as told.")] if dry_run else [])


invitations.command("remind", epilog=show("invitations remind --out drafts"))(reminders.remind)
