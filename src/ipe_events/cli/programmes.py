"""Programmes: the shipped ones, those in the workspace, and the readings of their plans."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.opening import changing, created, reading, run_of
from ipe_events.i18n import _

CHOICE_FORM = "ID=OPTION"
Organiser = Annotated[
    str | None,
    typer.Option(metavar="NAME <EMAIL>", help="Who sends the invitations."),
]

app = group()
programme = group("The programmes in the workspace.", example="programme list")
app.add_typer(programme, name="programme")


@app.command("programmes", epilog=show("programmes --json"))
def shipped(as_json: AsJson = False) -> None:
    """List the programme files that come with the program; add one with init."""
    from ipe_events.services import programmes

    found = programmes.shipped()
    if as_json:
        output.emit({"programmes": [{"slug": item.slug, "name": item.name} for item in found]})
        return
    table((_("slug"), _("name")), [(item.slug, item.name) for item in found], whole=(0,))


@app.command("init", epilog=show("init sion --choice period=school-2024-2027"))
def init(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="SLUG|FILE.toml", help="A shipped programme or a file.")
    ],
    choice: Annotated[
        list[str] | None,
        typer.Option(metavar=CHOICE_FORM, help="A reading of the plan; may be repeated."),
    ] = None,
    organiser: Organiser = None,
    as_json: AsJson = False,
) -> None:
    """Add a programme to the workspace, which is made when there is none."""
    from ipe_events.services import programmes, setup

    text, name = programmes.source(source)
    chosen = dict(values.pairs(choice or (), "choice", CHOICE_FORM))
    path = run_of(ctx).path()
    with created(ctx, path) as workspace:
        with workspace.change(f"init {name.removesuffix('.toml')}") as change:
            slug = setup.add(change, text, name, chosen, organiser)
        workspace.programme = slug
        with workspace.read() as view:
            own = next(line for line in programmes.programmes(view) if line.slug == slug)
            readings = setup.choices(view)
    place = output.absolute(path)
    if as_json:
        made = {item.id: item.chosen for item in readings}
        output.emit({"programme": slug, "name": own.name, "workspace": place, "choices": made})
        return
    output.say(_("Added {name} to {path}").format(name=output.plain(own.name), path=place))
    if readings:
        words = _("The plan leaves {count} readings open; see them with: ipe-events choices")
        output.say(words.format(count=len(readings)))
    if not own.organiser_email:
        output.say(
            _('Before inviting: ipe-events programme edit --organiser "NAME <EMAIL>"'),
        )


@programme.command("list", epilog=show("programme list --json"))
def list_programmes(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the programmes in the workspace."""
    from ipe_events.services import programmes

    with reading(ctx) as view:
        found = programmes.programmes(view)
    if as_json:
        keys = ("slug", "name", "language", "zone")
        document = [
            {
                **{key: getattr(item, key) for key in keys},
                "start": item.starts and item.starts.isoformat(),
                "end": item.ends and item.ends.isoformat(),
                "years": list(item.years),
                "organiser": {"name": item.organiser_name, "email": item.organiser_email}
                if item.organiser_email
                else None,
            }
            for item in found
        ]
        output.emit({"programmes": document})
        return
    rows = [
        (
            item.slug,
            item.name,
            ", ".join(item.years),
            f"{item.organiser_name} <{item.organiser_email}>" if item.organiser_email else "–",
        )
        for item in found
    ]
    table((_("slug"), _("name"), _("years"), _("organiser")), rows, whole=(0,))


@programme.command(
    "edit", epilog=show('programme edit --organiser "Sanne de Wit <sanne@example.org>"')
)
def edit_programme(
    ctx: typer.Context,
    organiser: Annotated[
        str, typer.Option(metavar="NAME <EMAIL>", help="Who sends the invitations.")
    ],
    as_json: AsJson = False,
) -> None:
    """Say who sends the programme's invitations."""
    from ipe_events.services import programmes

    with changing(ctx, "programme edit") as change:
        programmes.edit(change, organiser=organiser)
        slug = change.programme.slug
    name, email = programmes.parse_organiser(organiser)
    words = _("Invitations come from {name} <{email}>").format(name=name, email=email)
    output.tell(as_json, {"changed": slug, "organiser": {"name": name, "email": email}}, words)


@app.command("choices", epilog=show("choices --json"))
def choices(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show the readings the plan leaves open, and which were chosen."""
    from ipe_events.services import setup

    with reading(ctx) as view:
        found = setup.choices(view)
    if as_json:
        document = [
            {
                "id": item.id,
                "question": item.question,
                "options": [option for option, _label in item.options],
                "chosen": item.chosen,
            }
            for item in found
        ]
        output.emit({"choices": document})
        return
    for item in found:
        output.say(f"{item.id}: {output.plain(item.question)}")
        width = max(len(option) for option, _label in item.options)
        for option, label in item.options:
            mark = "*" if option == item.chosen else " "
            output.say(f"  {mark} {option:<{width}}  {output.plain(label)}")
    if found:
        output.say(_("* is what counts now; another: ipe-events choose ID=OPTION"))
    else:
        output.say(_("The plan of this programme leaves nothing open."))


@app.command("choose", epilog=show("choose kernteam-hours=together"))
def choose(
    ctx: typer.Context,
    choice: Annotated[str, typer.Argument(metavar=CHOICE_FORM, help="As choices lists them.")],
    as_json: AsJson = False,
) -> None:
    """Read the plan another way; promises that were edited by hand stay as they are."""
    from ipe_events.services import setup

    name, option = values.pair(choice, "choice", CHOICE_FORM)
    with changing(ctx, f"choose {name}={option}") as change:
        kept = setup.choose(change, name, option)
    if as_json:
        lines = [
            {"organisation": line.organisation, "line": line.line, "year": line.year}
            for line in kept
        ]
        output.emit({"changed": {name: option}, "kept": lines})
        return
    output.say(_("Chosen: {name} = {option}").format(name=name, option=option))
    for line in kept:
        words = _("Kept as edited by hand: {organisation}, {line}, {year}")
        output.say(
            words.format(organisation=line.organisation_name, line=line.line, year=line.year)
        )
