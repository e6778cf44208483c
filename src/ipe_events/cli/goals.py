"""Goals: the tree of what a programme is for, and how far its themes and settings are covered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from ipe_events.cli import facts, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, need_any, show
from ipe_events.cli.opening import changing, reading
from ipe_events.domain.coverage import EXPERIMENT, PRESENT, WANTED, Coverage, LayerState
from ipe_events.domain.plan import GOALS, GoalLine, tree
from ipe_events.i18n import N_, _

DETAIL_FORM = "KEY=TEXT"
LACKING = {
    PRESENT: N_("present practice"),
    WANTED: N_("wanted situation"),
    EXPERIMENT: N_("an experiment"),
}
Slug = Annotated[str, typer.Argument(metavar="GOAL", help="The goal's short name.")]
Kind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help=f"One of {', '.join(GOALS)}.")
]
Parent = Annotated[
    str | None, typer.Option("--parent", metavar="GOAL", help='What it hangs under; "" for none.')
]
Detail = Annotated[
    list[str] | None,
    typer.Option("--detail", metavar=DETAIL_FORM, help="What to say of it; may be repeated."),
]

app = group()
goal = group("Goals, themes, settings and experiments.", example="goal list")
app.add_typer(goal, name="goal")


@goal.command("list", epilog=show("goal list --details"))
def list_goals(
    ctx: typer.Context,
    kind: Kind = None,
    with_details: Annotated[
        bool, typer.Option("--details", help="Also what the plan says of each.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the goals of the programme, each under the one it belongs to."""
    from ipe_events.services import programmes

    with reading(ctx) as view:
        found = programmes.goals(view)
    own = [item for item in found if kind in (None, item.kind)]
    if as_json:
        output.emit({"goals": [_document(item) for item in own]})
        return
    listed = list(tree(found)) if kind is None else [(0, item) for item in own]
    table((_("slug"), _("kind"), _("name")), _rows(listed, with_details), whole=(0,))


def _document(item: GoalLine) -> dict[str, object]:
    return {
        "slug": item.slug,
        "name": item.name,
        "kind": item.kind,
        "parent": item.parent,
        "organisations": list(item.organisations),
        "details": {name: list(said) for name, said in item.details},
        "source": item.note or None,
        "explanation": item.explanation or None,
        "obstacle": item.obstacle or None,
        "request": item.request or None,
    }


def _rows(found: list[tuple[int, GoalLine]], with_details: bool) -> Iterator[tuple[str, ...]]:
    for depth, item in found:
        indent = "  " * depth
        yield f"{indent}{item.slug}", item.kind, item.name
        if with_details:
            said = dict(item.details)
            if item.organisations:
                said[_("organisations")] = (", ".join(item.organisations),)
            for label, text in (
                (_("explanation"), item.explanation),
                (_("in the way"), item.obstacle),
                (_("asked to decide"), item.request),
            ):
                said |= {label: tuple(text.splitlines())} if text else {}
            for line in facts.detail_lines(said, f"{indent}    "):
                yield (line,)


@goal.command("coverage", epilog=show("goal coverage"))
def show_coverage(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show which themes are complete, and where nothing is planned yet: settings, layers."""
    from ipe_events.services import plans

    with reading(ctx) as view:
        found, layers = plans.coverage(view), plans.layers(view)
    if as_json:
        output.emit({**_covered(found), "layers": [_layer(item) for item in layers]})
        return
    if not (found.settings or found.themes or layers):
        output.say(_("This programme has no settings and no themes."))
    if layers:
        met = [(one.layer, str(one.meetings), ", ".join(one.kinds)) for one in layers]
        about = (_("layer"), _("meetings in {year}").format(year=layers[0].year), _("kinds"))
        table(about, met, right=(1,))
        if found.settings or found.themes:
            output.say("")
    if found.settings:
        rows = [
            (
                item.slug,
                item.name,
                str(item.experiments),
                str(item.meetings),
                "" if item.covered else _("nothing yet"),
            )
            for item in found.settings
        ]
        head = (_("slug"), _("setting"), _("experiments"), _("meetings"), "")
        table(head, rows, right=(2, 3), whole=(0,))
    if found.settings and found.themes:
        output.say("")
    if found.themes:
        themes = [(item.slug, item.name, _state(item.lacks)) for item in found.themes]
        table((_("slug"), _("theme"), ""), themes, whole=(0, 2))


def _layer(item: LayerState) -> dict[str, object]:
    return {
        "layer": item.layer,
        "year": item.year,
        "meetings": item.meetings,
        "kinds": list(item.kinds),
    }


def _state(lacks: tuple[str, ...]) -> str:
    if not lacks:
        return _("complete")
    words = ", ".join(_(LACKING[name]) for name in lacks)
    return _("still to do: {what}").format(what=words)


def _covered(found: Coverage) -> dict[str, object]:
    return {
        "settings": [
            {
                "slug": item.slug,
                "name": item.name,
                "themes": item.themes,
                "experiments": item.experiments,
                "meetings": item.meetings,
                "covered": item.covered,
            }
            for item in found.settings
        ],
        "themes": [
            {
                "slug": item.slug,
                "name": item.name,
                "complete": item.complete,
                "lacks": list(item.lacks),
            }
            for item in found.themes
        ],
    }


@goal.command(
    "add", epilog=show('goal add valpreventie --name "Valpreventie" --kind theme --parent G1')
)
def add_goal(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What it is called.")],
    kind: Kind = None,
    parent: Parent = None,
    detail: Detail = None,
    as_json: AsJson = False,
) -> None:
    """Add a goal, theme, experiment, … to the programme."""
    from ipe_events.services import plans

    wanted = plans.GoalEdit(name, kind, parent, values.pairs(detail or (), "detail", DETAIL_FORM))
    with changing(ctx, f"goal add {slug}") as change:
        plans.add_goal(change, slug, wanted)
    words = _("Added {name} as {slug}").format(name=output.plain(name), slug=slug)
    output.tell(as_json, {"slug": slug}, words)


@goal.command("edit", epilog=show('goal edit G1 --detail huidige_praktijk="Ieder zijn eigen plan"'))
def edit_goal(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What it is called.")
    ] = None,
    kind: Kind = None,
    parent: Parent = None,
    detail: Detail = None,
    as_json: AsJson = False,
) -> None:
    """Change a goal, where it hangs, or what is said of it."""
    from ipe_events.services import plans

    need_any(ctx, "--name", "--kind", "--parent", "--detail")
    wanted = plans.GoalEdit(name, kind, parent, values.pairs(detail or (), "detail", DETAIL_FORM))
    with changing(ctx, f"goal edit {slug}") as change:
        plans.edit_goal(change, slug, wanted)
    output.tell(as_json, {"changed": slug}, _("Changed: {what}").format(what=output.plain(slug)))


@goal.command("remove", epilog=show("goal remove valpreventie"))
def remove_goal(ctx: typer.Context, slug: Slug, as_json: AsJson = False) -> None:
    """Take a goal away that nothing hangs under and nothing works on."""
    from ipe_events.services import removing

    with changing(ctx, f"goal remove {slug}") as change:
        removing.goal(change, slug)
    words = _("Removed: {what}").format(what=output.plain(slug))
    output.tell(as_json, {"removed": slug}, words)


@goal.command("note", epilog=show('goal note G1 --request "Besluit over een tweede wijkleerteam"'))
def note_goal(
    ctx: typer.Context,
    slug: Slug,
    explanation: Annotated[
        str | None, typer.Option("--explanation", metavar="TEXT", help="How it goes.")
    ] = None,
    obstacle: Annotated[
        str | None, typer.Option("--obstacle", metavar="TEXT", help="What is in the way.")
    ] = None,
    request: Annotated[
        str | None, typer.Option("--request", metavar="TEXT", help="What is asked to be decided.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write what the progress report tells of a goal.

    Several lines are allowed; an empty text ("") takes one away.
    """
    from ipe_events.services import plans

    need_any(ctx, "--explanation", "--obstacle", "--request")
    wanted = plans.GoalNote(explanation, obstacle, request)
    with changing(ctx, f"goal note {slug}") as change:
        plans.note_goal(change, slug, wanted)
    output.tell(as_json, {"changed": slug}, _("Changed: {what}").format(what=output.plain(slug)))
