"""Lines of the plan: what partners promise hours or money for."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.opening import changing, reading
from ipe_events.i18n import _

Slug = Annotated[str, typer.Argument(metavar="LINE", help="The line's short name.")]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help="What it is called.")]

app = group()
lines = group("What partners promise hours or money for.", example="line list")
app.add_typer(lines, name="line")


@lines.command("list", epilog=show("line list"))
def list_lines(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the lines of the plan."""
    from ipe_events.services import programmes

    with reading(ctx) as view:
        found = programmes.plan_lines(view)
    if as_json:
        output.emit({"lines": [{"slug": item.slug, "name": item.name} for item in found]})
        return
    table((_("slug"), _("name")), [(item.slug, item.name) for item in found], whole=(0,))


@lines.command("add", epilog=show('line add onderzoek --name "Onderzoek"'))
def add_line(ctx: typer.Context, slug: Slug, name: Name, as_json: AsJson = False) -> None:
    """Add something that hours or money can be promised for."""
    from ipe_events.services import plan_lines

    with changing(ctx, f"line add {slug}") as change:
        plan_lines.add(change, slug, name)
    words = _("Added {name} as {slug}").format(name=output.plain(name), slug=slug)
    output.tell(as_json, {"slug": slug}, words)


@lines.command("edit", epilog=show('line edit kernteam --name "Inzet kernteam"'))
def edit_line(ctx: typer.Context, slug: Slug, name: Name, as_json: AsJson = False) -> None:
    """Call a line otherwise; what was promised for it stays."""
    from ipe_events.services import plan_lines

    with changing(ctx, f"line edit {slug}") as change:
        plan_lines.rename(change, slug, name)
    output.tell(as_json, {"changed": slug}, _("Changed: {what}").format(what=output.plain(slug)))


@lines.command("remove", epilog=show("line remove onderzoek"))
def remove_line(ctx: typer.Context, slug: Slug, as_json: AsJson = False) -> None:
    """Take a line away for which nothing is promised or done."""
    from ipe_events.services import removing

    with changing(ctx, f"line remove {slug}") as change:
        removing.line(change, slug)
    words = _("Removed: {what}").format(what=output.plain(slug))
    output.tell(as_json, {"removed": slug}, words)
