"""Organisations and people."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, Org, group, need_any, show
from ipe_events.cli.opening import changing, reading
from ipe_events.i18n import _

Slug = Annotated[str, typer.Argument(metavar="ORG", help="The organisation's short name.")]
Name = Annotated[str | None, typer.Option("--name", metavar="NAME", help="What it is called.")]
Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="As mbo or werkveld.")]
Aliases = Annotated[
    list[str] | None,
    typer.Option("--alias", metavar="NAME", help="Another name for it; may be repeated."),
]
Who = Annotated[str, typer.Argument(metavar="EMAIL|ID", help="The person.")]
Email = Annotated[str | None, typer.Option("--email", metavar="EMAIL", help="The address.")]
Profession = Annotated[
    str | None, typer.Option("--profession", metavar="TEXT", help="What they do.")
]

app = group()
org = group("Organisations: partners of the programme and others.", example="org list")
person = group("People and the organisations they belong to.", example="person list")
app.add_typer(org, name="org")
app.add_typer(person, name="person")


@org.command("list", epilog=show("org list"))
def list_organisations(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the organisations: partners first, then others that are known."""
    from ipe_events.services import people

    with reading(ctx) as view:
        found = people.organisations(view)
    if as_json:
        document = [
            {
                "slug": item.slug,
                "name": item.name,
                "kind": item.kind or None,
                "aliases": list(item.aliases),
                "placeholder": item.placeholder,
                "partner": item.partner,
            }
            for item in found
        ]
        output.emit({"organisations": document})
        return
    rows = [
        (
            item.slug,
            item.name,
            item.kind,
            _("not named yet") if item.placeholder else "" if item.partner else _("no partner"),
        )
        for item in found
    ]
    table((_("slug"), _("name"), _("kind"), ""), rows, whole=(0,))


@org.command("add", epilog=show('org add roc-zwolle --name "ROC Zwolle" --kind mbo'))
def add_organisation(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What it is called.")],
    kind: Kind = None,
    alias: Aliases = None,
    as_json: AsJson = False,
) -> None:
    """Add an organisation and make it a partner of the programme."""
    from ipe_events.services import people

    with changing(ctx, f"org add {slug}") as change:
        people.add_organisation(change, slug, name, kind or "", tuple(alias or ()))
    words = _("Added {name} as {slug}").format(name=output.plain(name), slug=slug)
    output.tell(as_json, {"slug": slug}, words)


@org.command("edit", epilog=show('org edit werkveld-kernteam-1 --name "Travers"'))
def edit_organisation(
    ctx: typer.Context,
    slug: Slug,
    name: Name = None,
    kind: Kind = None,
    alias: Aliases = None,
    as_json: AsJson = False,
) -> None:
    """Change an organisation; a placeholder that gets a name is one no more."""
    from ipe_events.services import people

    need_any(ctx, "--name", "--kind", "--alias")
    with changing(ctx, f"org edit {slug}") as change:
        aliases = tuple(alias) if alias else None
        people.edit_organisation(change, slug, name=name, kind=kind, aliases=aliases)
    output.tell(as_json, {"changed": slug}, _("Changed: {what}").format(what=output.plain(slug)))


@person.command("list", epilog=show("person list --org windesheim"))
def list_people(ctx: typer.Context, org: Org = None, as_json: AsJson = False) -> None:
    """List people by name, with their organisation and groups of today."""
    from ipe_events.services import finding, people

    with reading(ctx) as view:
        found = people.people(view)
        if org is not None:
            slug = finding.organisation(view, org).slug
            found = [item for item in found if item.organisation == slug]
    if as_json:
        document = [
            {
                "id": item.id,
                "name": item.name,
                "email": item.email,
                "profession": item.profession or None,
                "organisation": item.organisation,
                "groups": list(item.groups),
            }
            for item in found
        ]
        output.emit({"people": document})
        return
    rows = [
        (
            str(item.id),
            item.name,
            item.email or "–",
            item.organisation_name,
            item.profession,
            ", ".join(item.groups),
        )
        for item in found
    ]
    head = (_("id"), _("name"), _("e-mail"), _("organisation"), _("profession"), _("groups"))
    table(head, rows, right=(0,), whole=(2,))


@person.command(
    "add",
    epilog=show('person add --name "Noor Bakker" --org windesheim --email noor@example.org'),
)
def add_person(
    ctx: typer.Context,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What they are called.")],
    org: Annotated[str, typer.Option("--org", metavar="ORG", help="Where they belong.")],
    email: Email = None,
    profession: Profession = None,
    as_json: AsJson = False,
) -> None:
    """Add a person who belongs to an organisation."""
    from ipe_events.domain.drafts import PersonDraft
    from ipe_events.services import people

    with changing(ctx, f"person add {org}") as change:
        number = people.add_person(change, PersonDraft(name, org, email, profession or ""))
    words = _("Added {name} with number {id}").format(name=output.plain(name), id=number)
    output.tell(as_json, {"id": number}, words)


@person.command("edit", epilog=show("person edit noor@example.org --profession pabo"))
def edit_person(
    ctx: typer.Context,
    who: Who,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What they are called.")
    ] = None,
    email: Email = None,
    profession: Profession = None,
    as_json: AsJson = False,
) -> None:
    """Change a person's name, address or profession."""
    from ipe_events.services import finding, people

    need_any(ctx, "--name", "--email", "--profession")
    with changing(ctx, "person edit") as change:
        row = finding.person(change, who)
        number = row.id
        people.edit_person(change, who, name=name, email=email, profession=profession)
        shown = row.name
    words = _("Changed: {what}").format(what=output.plain(shown))
    output.tell(as_json, {"changed": number}, words)
