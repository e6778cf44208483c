"""Drafts that ask for an answer: to invitations, and to a poll."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.declare import AsJson
from ipe_events.cli.opening import reading
from ipe_events.i18n import _, ngettext

if TYPE_CHECKING:
    from ipe_events.services.reminders import Reminder

MOST_DAYS = 3660

Out = Annotated[Path, typer.Option(metavar="DIR", help="The folder for the drafts.")]


def remind(
    ctx: typer.Context,
    out: Out,
    after: Annotated[
        int,
        typer.Option(metavar="DAYS", min=0, max=MOST_DAYS, help="Told at least so long ago."),
    ] = 7,
    as_json: AsJson = False,
) -> None:
    """Write a draft for everybody who has not answered; it tells nothing new."""
    from ipe_events.services import reminders

    with reading(ctx) as view:
        drafts = reminders.invitation_reminders(view, after)
    _write(drafts, out, as_json, _("Nobody has to be reminded."))


def remind_of_poll(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="POLL", help="Its number.")],
    out: Out,
    as_json: AsJson = False,
) -> None:
    """Write a draft for everybody who has not answered a poll."""
    from ipe_events.services import reminders

    with reading(ctx) as view:
        found = reminders.poll_reminders(view, number)
    nobody = "" if found.unreachable else _("Everybody has answered.")
    _write(found.drafts, out, as_json, nobody)
    if found.unreachable:
        names = ", ".join(output.plain(name) for name in found.unreachable)
        output.warn(_("no address: {names}").format(names=names))


def _write(drafts: Sequence[Reminder], out: Path, as_json: bool, nobody: str) -> None:
    from ipe_events.services.files import write_all

    files = write_all(out, ((draft.file_name, draft.content) for draft in drafts))
    words = ngettext(
        "A draft for {count} person in {folder}",
        "Drafts for {count} people in {folder}",
        len(files),
    )
    said = words.format(count=len(files), folder=output.place(out)) if files else nobody
    lines = [said, *(f"  {draft.file_name}  {output.plain(draft.to.name)}" for draft in drafts)]
    output.tell(as_json, {"files": [str(file) for file in files]}, *filter(None, lines))
