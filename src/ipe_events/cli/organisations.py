"""Organisations: partners of the programme and others."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import facts, imports, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, FromDay, group, need_any, show
from ipe_events.cli.opening import changing, reading
from ipe_events.i18n import _

Slug = Annotated[str, typer.Argument(metavar="ORG", help="The organisation's short name.")]
Name = Annotated[str | None, typer.Option("--name", metavar="NAME", help="What it is called.")]
Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="As mbo or werkveld.")]
Aliases = Annotated[
    list[str] | None,
    typer.Option("--alias", metavar="NAME", help="Another name for it; may be repeated."),
]
Email = Annotated[
    str | None,
    typer.Option("--email", metavar="EMAIL", help="Where a seat without a name is invited."),
]

app = group()
org = group("Organisations: partners of the programme and others.", example="org list")
app.add_typer(org, name="org")


@org.command("list", epilog=show("org list"))
def list_organisations(
    ctx: typer.Context,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="With the figures of that day, not of today."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the organisations, partners first, with what the plan says of them."""
    from ipe_events.services import people, plans

    with reading(ctx) as view:
        found = people.organisations(view)
        said = plans.facts(view, values.day(on, "on"))
    if as_json:
        document = [
            {
                "slug": item.slug,
                "name": item.name,
                "kind": item.kind or None,
                "aliases": list(item.aliases),
                "email": item.email or None,
                "placeholder": item.placeholder,
                "partner": item.partner,
                **facts.document(said.get(item.slug, facts.NOTHING)),
            }
            for item in found
        ]
        output.emit({"organisations": document})
        return
    rows: list[tuple[str, ...]] = []
    for item in found:
        state = _("not named yet") if item.placeholder else "" if item.partner else _("no partner")
        rows.append((item.slug, item.name, item.kind, state))
        rows += [(line,) for line in facts.lines(said.get(item.slug, facts.NOTHING))]
    table((_("slug"), _("name"), _("kind"), ""), rows, whole=(0,))


@org.command("add", epilog=show('org add roc-zwolle --name "ROC Zwolle" --kind mbo'))
def add_organisation(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What it is called.")],
    kind: Kind = None,
    alias: Aliases = None,
    email: Email = None,
    as_json: AsJson = False,
) -> None:
    """Add an organisation and make it a partner of the programme."""
    from ipe_events.services import people

    with changing(ctx, f"org add {slug}") as change:
        people.add_organisation(change, slug, name, kind or "", tuple(alias or ()), email or "")
    words = _("Added {name} as {slug}").format(name=output.plain(name), slug=slug)
    output.tell(as_json, {"slug": slug}, words)


@org.command("edit", epilog=show('org edit werkveld-kernteam-1 --name "Travers"'))
def edit_organisation(
    ctx: typer.Context,
    slug: Slug,
    name: Name = None,
    kind: Kind = None,
    alias: Aliases = None,
    email: Email = None,
    as_json: AsJson = False,
) -> None:
    """Change an organisation; a placeholder that gets a name is one no more."""
    from ipe_events.services import people

    need_any(ctx, "--name", "--kind", "--alias", "--email")
    with changing(ctx, f"org edit {slug}") as change:
        aliases = values.listed(alias)
        people.edit_organisation(change, slug, name=name, kind=kind, aliases=aliases, email=email)
    output.tell(as_json, {"changed": slug}, _("Changed: {what}").format(what=output.plain(slug)))


@org.command("remove", epilog=show("org remove roc-zwolle"))
def remove_organisation(ctx: typer.Context, slug: Slug, as_json: AsJson = False) -> None:
    """Take an organisation away of which nothing is kept: no people, promises, hours, meetings."""
    from ipe_events.services import removing

    with changing(ctx, f"org remove {slug}") as change:
        removing.organisation(change, slug)
    words = _("Removed: {what}").format(what=output.plain(slug))
    output.tell(as_json, {"removed": slug}, words)


@org.command("import", epilog=show("org import partners.csv --fill werkveld-leerteams"))
def import_organisations(
    ctx: typer.Context,
    file: imports.File,
    fill: Annotated[
        str | None,
        typer.Option("--fill", metavar="NAME", help="New names fill the placeholders NAME-1, …"),
    ] = None,
    like: Annotated[
        str | None,
        typer.Option("--like", metavar="ORG", help="New names are one more partner like ORG."),
    ] = None,
    from_day: FromDay = None,
    dry_run: imports.DryRun = False,
    all_or_nothing: imports.AllOrNothing = False,
    as_json: AsJson = False,
) -> None:
    """Give placeholders the names of a file; their promises, seats and meetings stay.

    Columns: name, placeholder, short name, kind, other names, e-mail, from. A name for which the
    file says no placeholder is asked for: --fill, or --like with the day it joins.
    """
    from ipe_events.services import partners_import
    from ipe_events.services.partners_import import Newcomer

    if fill is not None and like is not None:
        ctx.fail("Give --fill or --like.")
    newcomer = Newcomer(fill, like, values.day(from_day, "from"))
    imports.bring_in(
        ctx,
        "org import",
        file,
        partners_import.COLUMNS,
        lambda change, rows: partners_import.import_partners(change, rows, newcomer),
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
        as_json=as_json,
    )
