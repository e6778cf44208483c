"""Groups and who sits in them."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.declare import AsJson, FromDay, UntilDay, group, need_any, show
from ipe_events.cli.opening import changing, reading
from ipe_events.i18n import _, ngettext

Slug = Annotated[str, typer.Argument(metavar="GROUP", help="The group's short name.")]

Layer = Annotated[
    str | None, typer.Option("--layer", metavar="LAYER", help="As bestuur or werkveld.")
]
Line = Annotated[
    str | None,
    typer.Option("--line", metavar="LINE", help='Which promise its work fulfils; "" for none.'),
]

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
                        "line": item.line,
                        "seats": [
                            {
                                "organisation": seat.organisation,
                                "name": seat.name,
                                "email": seat.email,
                                "role": seat.role,
                                "financing": seat.financing,
                                "from": documents.day(seat.starts),
                                "until": documents.day(seat.ends),
                                "deputy_for": seat.deputy_for,
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
            if seat.deputy_for is not None:
                who = _("{name}, deputy for {member}").format(name=who, member=seat.deputy_for)
            output.say(f"  {output.plain(seat.organisation_name)}: {output.plain(who)}")


@groups.command("add", epilog=show('group add lectoraten --name "Lectoraten"'))
def add_group(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What it is called.")],
    layer: Layer = None,
    line: Line = None,
    as_json: AsJson = False,
) -> None:
    """Add a group to the programme."""
    from ipe_events.services import people

    with changing(ctx, f"group add {slug}") as change:
        people.add_group(change, slug, name, layer or "")
        people.set_line(change, slug, line or "")
    words = _("Added {name} as {slug}").format(name=output.plain(name), slug=slug)
    output.tell(as_json, {"slug": slug}, words)


@groups.command("edit", epilog=show("group edit leerteams --line leerteambegeleiding"))
def edit_group(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What it is called.")
    ] = None,
    layer: Layer = None,
    line: Line = None,
    as_json: AsJson = False,
) -> None:
    """Change a group, or say which promise the work of its members fulfils."""
    from ipe_events.services import groups as group_edits

    need_any(ctx, "--name", "--layer", "--line")
    with changing(ctx, f"group edit {slug}") as change:
        group_edits.edit(change, slug, name=name, layer=layer, line=line)
    output.tell(as_json, {"changed": slug}, _("Changed: {what}").format(what=slug))


@groups.command("remove", epilog=show("group remove lectoraten"))
def remove_group(ctx: typer.Context, slug: Slug, as_json: AsJson = False) -> None:
    """Take a group away with its seats; meetings to come keep their guests."""
    from ipe_events.services import removing

    with changing(ctx, f"group remove {slug}") as change:
        seats = removing.group(change, slug)
    gone = ngettext("{count} seat", "{count} seats", seats).format(count=seats)
    words = _("Removed: {what}").format(what=f"{output.plain(slug)} ({gone})")
    output.tell(as_json, {"removed": slug, "seats": seats}, words)


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
    deputy_for: Annotated[
        str | None,
        typer.Option("--deputy-for", metavar="EMAIL|ORG", help="Those added fill this seat."),
    ] = None,
    future: Annotated[
        bool, typer.Option("--future", help="Also invite them to, or take them off, what is next.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Seat people in a group or take them out.

    A person takes the open seat of their organisation, else gets one more. With --deputy-for they
    get none: they fill that seat when its holder cannot come. What is held stays as it is.
    """
    from ipe_events.services import membership_events, people

    need_any(ctx, "--add", "--remove")
    terms = people.MemberTerms(
        role, financing, values.day(from_day, "from"), values.day(until_day, "until"), deputy_for
    )
    added, removed = add or [], remove or []
    with changing(ctx, f"group member {group}") as change:
        for who in removed:
            people.remove_member(change, group, who)
        for who in added:
            people.add_member(change, group, who, terms)
        due = membership_events.due(change, group, added, removed)
        if future:
            membership_events.follow(change, due, added)
    words = _("Changed {group}: {added} added, {removed} removed").format(
        group=group, added=len(added), removed=len(removed)
    )
    document = {
        "changed": group,
        "added": added,
        "removed": removed,
        "future_events": len(due),
        "future_updated": future,
    }
    lines = [_future_words(len(due), done=future)] if due else []
    output.tell(as_json, document, words, *lines)


def _future_words(count: int, *, done: bool) -> str:
    """What became, or could become, of the meetings to come."""
    if done:
        words = ngettext("{count} future meeting updated", "{count} future meetings updated", count)
    else:
        words = ngettext(
            "{count} future meeting still has the guests of before; update it with --future",
            "{count} future meetings still have the guests of before; update them with --future",
            count,
        )
    return words.format(count=count)
