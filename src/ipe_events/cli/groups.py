"""Groups and who sits in them."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.declare import AsJson, FromDay, UntilDay, group, need_any, show
from ipe_events.cli.opening import changing, reading
from ipe_events.i18n import _

Slug = Annotated[str, typer.Argument(metavar="GROUP", help="The group's short name.")]

app = group()
groups = group("Groups and who sits in them.", example="group list")
app.add_typer(groups, name="group")


@groups.command("list", epilog=show("group list"))
def list_groups(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the groups with their seats of today."""
    from ipe_events.services import people

    with reading(ctx) as view:
        found = people.groups(view)
    if as_json:
        output.emit(
            {
                "groups": [
                    {
                        "slug": item.slug,
                        "name": item.name,
                        "layer": item.layer or None,
                        "seats": [
                            {
                                "organisation": seat.organisation,
                                "name": seat.name,
                                "email": seat.email,
                                "role": seat.role,
                                "financing": seat.financing,
                                "from": documents.day(seat.starts),
                                "until": documents.day(seat.ends),
                            }
                            for seat in item.seats
                        ],
                    }
                    for item in found
                ]
            }
        )
        return
    for item in found:
        output.say(f"{item.slug}: {output.plain(item.name)}")
        for seat in item.seats:
            who = f"{seat.name} <{seat.email or '–'}>" if seat.name else _("open seat")
            output.say(f"  {output.plain(seat.organisation_name)}: {output.plain(who)}")


@groups.command("add", epilog=show('group add lectoraten --name "Lectoraten"'))
def add_group(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What it is called.")],
    layer: Annotated[
        str | None, typer.Option("--layer", metavar="LAYER", help="As bestuur or werkveld.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add a group to the programme."""
    from ipe_events.services import people

    with changing(ctx, f"group add {slug}") as change:
        people.add_group(change, slug, name, layer or "")
    words = _("Added {name} as {slug}").format(name=output.plain(name), slug=slug)
    output.tell(as_json, {"slug": slug}, words)


@groups.command("member", epilog=show("group member kernteam --add noor@example.org"))
def member(
    ctx: typer.Context,
    group: Slug,
    add: Annotated[
        list[str] | None,
        typer.Option(metavar="EMAIL|ORG", help="Seat somebody; may be repeated."),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option(metavar="EMAIL|ORG", help="Take somebody out; may be repeated."),
    ] = None,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help="Of those added.")] = None,
    from_day: FromDay = None,
    until_day: UntilDay = None,
    financing: Annotated[
        str | None, typer.Option(metavar="F", help="in_kind, programme or other.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Seat people in a group or take them out.

    A person takes the open seat of their organisation, else gets one more.
    """
    from ipe_events.services import people

    need_any(ctx, "--add", "--remove")
    terms = people.MemberTerms(
        role, financing, values.day(from_day, "from"), values.day(until_day, "until")
    )
    with changing(ctx, f"group member {group}") as change:
        for who in remove or ():
            people.remove_member(change, group, who)
        for who in add or ():
            people.add_member(change, group, who, terms)
    words = _("Changed {group}: {added} added, {removed} removed").format(
        group=group, added=len(add or ()), removed=len(remove or ())
    )
    document = {"changed": group, "added": add or [], "removed": remove or []}
    output.tell(as_json, document, words)
