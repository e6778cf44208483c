"""The demonstration: SION with fictional people, its invitations and its hours."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events import paths
from ipe_events.cli import documents, output, screens
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.hours import say_report
from ipe_events.cli.invitations import send
from ipe_events.cli.opening import created, exports, run_of
from ipe_events.domain.errors import refuse
from ipe_events.i18n import _, ngettext

if TYPE_CHECKING:
    from ipe_events.services.workspace import Workspace

PROGRAMME = "sion"
ORGANISER_EMAIL = "aanjager@example.org"
ORGANISER = f"Aanjager Voorbeeld <{ORGANISER_EMAIL}>"

app = group()


@app.command("demo", epilog=show("demo --fresh"))
def demo(
    ctx: typer.Context,
    fresh: Annotated[bool, typer.Option("--fresh", help="Replace the demo that is there.")] = False,
    no_tui: Annotated[bool, typer.Option("--no-tui", help="Do not open the screens.")] = False,
    as_json: AsJson = False,
) -> None:
    """Try things out: SION with fictional people, a planned year and its invitations.

    The demo has a workspace of its own; without --fresh it goes on where it was left.
    """
    from ipe_events.services import ledger, upkeep

    run = run_of(ctx)
    path = run.path(demo=True)
    folder = exports("demo")
    if fresh and path.exists():
        _must_be_a_demo(ctx, path)
        upkeep.remove(path)
        for old in folder.glob("*.ics"):
            old.unlink()
    with created(ctx, path, run.programme) as workspace:
        if _is_empty_demo(workspace):
            if sys.stdout.isatty() and not as_json:
                output.say(_("Making the demo; this takes a few seconds …"))
            _fill(workspace)
        files = send(workspace, folder)
        with workspace.read() as view:
            report = ledger.report(view, bounds=run.settings.bounds)
    if as_json:
        document = {
            "workspace": output.absolute(path),
            "files": [str(file) for file in files],
            "hours": documents.hours_report(report),
        }
        output.emit(document)
        return
    say_report(report)
    output.say("", _invited(len(files), output.place(folder)))
    output.say(_("The demo is in {path}").format(path=output.place(path)))
    if screens.can_show() and not no_tui:
        screens.show(run, path)


def _must_be_a_demo(ctx: typer.Context, path: Path) -> None:
    """Refuse to replace a workspace that somebody works in.

    The file that is the demo's own by its name may be replaced whatever it holds.
    """
    from ipe_events.cli.opening import opened

    if path.resolve() == paths.data_folder(Path.cwd()).resolve() / "demo.db":
        return
    with opened(ctx) as workspace:
        _is_empty_demo(workspace)


def _is_empty_demo(workspace: Workspace) -> bool:
    """Whether the demo has still to be filled; refuses a workspace with another programme."""
    from ipe_events.services import programmes

    with workspace.read() as view:
        known = programmes.programmes(view)
    if known and all(line.organiser_email != ORGANISER_EMAIL for line in known):
        raise refuse("not-a-demo", path=str(workspace.path))
    return not known


def _fill(workspace: Workspace) -> None:
    """Set the programme up with its people and its year, as one change."""
    from ipe_events.services import demo, programmes, setup

    text, name = programmes.source(PROGRAMME)
    with workspace.change("demo") as change:
        setup.add(change, text, name, {}, ORGANISER)
        demo.fill(change)


def _invited(count: int, folder: str) -> str:
    if count == 0:
        return _("Nobody new to invite; what was exported before is in {folder}").format(
            folder=folder
        )
    words = ngettext("{count} invitation in {folder}", "{count} invitations in {folder}", count)
    return words.format(count=count, folder=folder)
