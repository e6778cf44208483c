"""The keys of the screens: those in force, and what is wrong with the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.opening import run_of
from ipe_events.cli.screens import explained
from ipe_events.domain.errors import Refused
from ipe_events.i18n import _

if TYPE_CHECKING:
    from ipe_events.tui.key_table import KeyLine

app = group()


@app.command("keys", epilog=show("keys"))
def keys(
    ctx: typer.Context,
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="As a page, by screen.")] = False,
    standard: Annotated[
        bool, typer.Option("--standard", help="The usual ones, without your own.")
    ] = False,
) -> None:
    """List every action of the screens: its name, its keys, what it does and where."""
    # Imported here: every screen is asked for its keys.
    from ipe_events.tui import key_table, keymap

    found = key_table.settle({} if standard else run_of(ctx).settings.keys)
    keymap.use(found.keys)
    problems = [explained(Refused(problem)) for problem in found.problems]
    lines = key_table.lines()
    if markdown:
        output.write(key_table.markdown().rstrip("\n"))
    elif as_json:
        output.emit({"keys": [_as_json(line) for line in lines], "problems": problems})
    else:
        head = (_("name"), _("keys"), _("what it does"), _("where"))
        table(head, [_cells(line) for line in lines], whole=(0,))
    for problem in () if as_json else problems:
        output.warn(problem)


def _as_json(line: KeyLine) -> dict[str, object]:
    return {
        "id": line.action.id,
        "keys": list(line.keys),
        "usual": list(line.usual),
        "does": line.action.help,
        "where": list(line.where),
    }


def _cells(line: KeyLine) -> tuple[str, ...]:
    where = ", ".join(line.where) or _("everywhere")
    return line.action.id, " ".join(line.keys) or "-", _(line.action.help), where
