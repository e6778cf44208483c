"""Invitations: who must be told what, and the files that tell it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, known, show
from ipe_events.cli.opening import exports, opened, reading
from ipe_events.i18n import N_, _, format_date, ngettext

if TYPE_CHECKING:
    from ipe_events.services.workspace import Workspace

REASONS = {
    "new": N_("new"),
    "changed": N_("changed"),
    "restored": N_("goes on after all"),
    "cancelled": N_("cancelled"),
    "removed": N_("taken off the list"),
    "no-address": N_("no address"),
}

app = group()
invitations = group("Invitations: who must be told what.", example="invitations list")
app.add_typer(invitations, name="invitations")


class Format(StrEnum):
    """The kinds of file there are."""

    ICS = "ics"


@invitations.command("list", epilog=show("invitations list"))
def list_invitations(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show who must still be told what, and what went out and is not confirmed."""
    from ipe_events.services import outbox

    with reading(ctx) as view:
        pending, told = outbox.pending(view), outbox.exported(view)
    if as_json:
        output.emit(
            {
                "pending": [
                    {
                        "event": item.event,
                        "email": item.email,
                        "method": item.method,
                        "reason": item.reason,
                        "name": item.name,
                        "organisation": item.organisation,
                        "changes": list(item.changes),
                    }
                    for item in pending
                ],
                "exported": [
                    {"event": item.event, "email": item.email, "method": item.method}
                    for item in told
                ],
            }
        )
        return
    rows = [
        (
            str(item.event),
            format_date(item.day),
            item.title,
            item.name,
            item.email or "–",
            _(REASONS[item.reason]),
        )
        for item in pending
    ]
    if rows:
        head = (_("event"), _("when"), _("what"), _("name"), _("e-mail"), _("why"))
        table(head, rows, right=(0,), whole=(1, 4))
    else:
        output.say(_("Nobody is waiting to be told anything."))
    if told:
        words = _("Exported and not confirmed: {count}")
        output.say(words.format(count=len(told)))


@invitations.command("export", epilog=show("invitations export --event 12 --dry-run"))
def export(
    ctx: typer.Context,
    event: Annotated[
        int | None,
        typer.Option("--event", metavar="ID", callback=known, help="Of this event alone."),
    ] = None,
    format: Annotated[Format, typer.Option(help="The kind of file.")] = Format.ICS,
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
    with opened(ctx) as workspace:
        files = send(workspace, folder, event, again=again, dry_run=dry_run)
    output.tell(as_json, {"files": [str(file) for file in files]}, *_told(files, folder, dry_run))


def send(
    workspace: Workspace,
    folder: Path,
    event: int | None = None,
    *,
    again: bool = False,
    dry_run: bool = False,
) -> list[Path]:
    """Write what is pending into a folder and, unless it is a dry run, remember it as told."""
    from ipe_events.services import letters

    if dry_run:
        with workspace.read() as view:
            return letters.write_all(folder, letters.letters(view, event, again=again))
    with workspace.delivery() as view:
        sent = letters.letters(view, event, again=again)
        files = letters.write_all(folder, sent)
        letters.remember(view, sent)
    return files


def _told(files: list[Path], folder: Path, dry_run: bool) -> list[str]:
    if not files:
        return [_("Nothing to tell anybody.")]
    words = ngettext("{count} file in {folder}", "{count} files in {folder}", len(files))
    lines = [words.format(count=len(files), folder=output.absolute(folder))]
    lines += [f"  {file.name}" for file in files]
    return lines + ([_("A dry run: nothing counts as told.")] if dry_run else [])
