"""Kinds of event: their defaults, what they cost, and what is checked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, need_any, show
from ipe_events.cli.opening import changing, reading
from ipe_events.domain.errors import refuse
from ipe_events.domain.kinds import KindEdit
from ipe_events.domain.minutes import parse_duration
from ipe_events.i18n import _, format_hours

if TYPE_CHECKING:
    from ipe_events.domain.records import KindLine

CHECK_FORM = "CODE=on|off"
Length = Annotated[str | None, typer.Option(metavar="T", help="How long it lasts, as 2:00.")]
Slug = Annotated[str, typer.Argument(metavar="KIND", help="The kind's short name.")]
Layer = Annotated[str | None, typer.Option("--layer", metavar="LAYER", help="As bestuur.")]
Groups = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="GROUP", help='Invited to it; repeatable; "": nobody.'),
]
Whom = Annotated[str | None, typer.Option(metavar="WHOM", help="all, hosts or nobody.")]
PlanLine = Annotated[
    str | None,
    typer.Option(
        metavar="LINE", help='Which promise it uses; seat: that of who comes; "" for none.'
    ),
]
Extra = Annotated[str | None, typer.Option(metavar="T", help="To everybody's presence, as 0:15.")]

app = group()
kind = group("Kinds of event, what they cost and what is checked.", example="kind list")
app.add_typer(kind, name="kind")


@kind.command("list", epilog=show("kind list"))
def list_kinds(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the kinds of event with their lengths, whom they charge and what is checked."""
    from ipe_events.services import programmes

    with reading(ctx) as view:
        found = programmes.kinds(view)
    if as_json:
        output.emit({"kinds": [_document(item) for item in found]})
        return
    rows = [
        (
            item.slug,
            item.name,
            format_hours(item.length),
            item.line or "–",
            item.charge,
            ", ".join(item.groups),
        )
        for item in found
    ]
    head = (_("slug"), _("name"), _("length"), _("line"), _("charged"), _("groups"))
    table(head, rows, right=(2,), whole=(0,))
    asked = [(item.slug, _asked(item)) for item in found]
    if any(words for _slug, words in asked):
        output.say(_("Checked beside what holds for all:"))
    for slug, words in asked:
        if words:
            output.say(f"  {slug}: {'; '.join(words)}")


def _document(item: KindLine) -> dict[str, object]:
    return {
        "slug": item.slug,
        "name": item.name,
        "layer": item.layer or None,
        "length_hours": documents.hours(item.length),
        "preparation_hours": documents.hours(item.preparation),
        "travel_hours": documents.hours(item.travel),
        "line": item.line,
        "charge": item.charge,
        "groups": list(item.groups),
        "required": list(item.required),
        "minimum_professions": item.minimum_professions,
        "required_roles": list(item.required_roles),
        "shortest_hours": documents.hours(item.shortest),
        "longest_hours": documents.hours(item.longest),
        "cadence_days": item.cadence,
        "agenda": [
            {"title": title, "hours": documents.hours(minutes)} for title, minutes in item.agenda
        ],
        "checks_off": list(item.checks_off),
        "reminder_days": item.reminder_days,
    }


def _asked(item: KindLine) -> list[str]:
    """What is checked of a kind beside what is checked of all, in words."""
    words = []
    if item.required:
        words.append(_("asks {names}").format(names=", ".join(item.required)))
    if item.minimum_professions:
        words.append(_("professions: {count} or more").format(count=item.minimum_professions))
    if item.required_roles:
        roles = ", ".join(output.plain(role) for role in item.required_roles)
        words.append(_("roles: {roles}").format(roles=roles))
    if item.shortest is not None:
        words.append(_("{length} or longer").format(length=format_hours(item.shortest)))
    if item.longest is not None:
        words.append(_("{length} or shorter").format(length=format_hours(item.longest)))
    if item.cadence is not None:
        words.append(_("the next within {days} days").format(days=item.cadence))
    if item.reminder_days is not None:
        words.append(_("calendars remind {days} days before").format(days=item.reminder_days))
    if item.checks_off:
        words.append(_("not checked: {codes}").format(codes=", ".join(item.checks_off)))
    return words


@kind.command("add", epilog=show('kind add studiereis --name "Studiereis" --group kernteam'))
def add_kind(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What it is called.")],
    layer: Layer = None,
    group: Groups = None,
    length: Length = None,
    charge: Whom = None,
    line: PlanLine = None,
    as_json: AsJson = False,
) -> None:
    """Add a kind of event; kind edit settles the rest."""
    from ipe_events.services import kinds

    wanted = KindEdit(
        name=name,
        layer=layer,
        groups=values.listed(group),
        length=None if length is None else parse_duration(length, "length"),
        charge=charge,
        line=line,
    )
    with changing(ctx, f"kind add {slug}") as change:
        kinds.add(change, slug, wanted)
    words = _("Added {name} as {slug}").format(name=output.plain(name), slug=slug)
    output.tell(as_json, {"slug": slug}, words)


@kind.command("remove", epilog=show("kind remove studiereis"))
def remove_kind(ctx: typer.Context, slug: Slug, as_json: AsJson = False) -> None:
    """Take a kind away of which there are no meetings."""
    from ipe_events.services import removing

    with changing(ctx, f"kind remove {slug}") as change:
        removing.kind(change, slug)
    words = _("Removed: {what}").format(what=output.plain(slug))
    output.tell(as_json, {"removed": slug}, words)


@kind.command("edit", epilog=show("kind edit kernteamoverleg --check school-holiday=off"))
def edit_kind(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What it is called.")
    ] = None,
    layer: Layer = None,
    group: Groups = None,
    required: Annotated[
        list[str] | None,
        typer.Option("--required", metavar="ORG", help='Belongs there; repeatable; "": nobody.'),
    ] = None,
    length: Length = None,
    preparation: Extra = None,
    travel: Annotated[
        str | None, typer.Option(metavar="T", help="For who is on site, as 0:30.")
    ] = None,
    charge: Whom = None,
    line: PlanLine = None,
    check: Annotated[
        list[str] | None,
        typer.Option(metavar=CHECK_FORM, help="Whether a check applies; may be repeated."),
    ] = None,
    minimum_professions: Annotated[
        int | None, typer.Option(metavar="N", help="Professions or specialisms at least; 0: any.")
    ] = None,
    required_role: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLE", help='A role that must be there; may be repeated; "": none.'),
    ] = None,
    shortest: Annotated[
        str | None, typer.Option(metavar="MINUTES", help="Usually at least this long; 0: any.")
    ] = None,
    longest: Annotated[
        str | None, typer.Option(metavar="MINUTES", help="Usually at most this long; 0: any.")
    ] = None,
    cadence: Annotated[
        int | None, typer.Option(metavar="DAYS", help="Most days until the next one; 0: any.")
    ] = None,
    reminder: Annotated[
        int | None, typer.Option(metavar="DAYS", help="Calendars remind so early; 0: not.")
    ] = None,
    agenda: Annotated[
        list[str] | None,
        typer.Option(metavar="POINT[=MINUTES]", help='May be repeated; "": no agenda.'),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change the defaults and checks of a kind; events that are there keep their length."""
    from ipe_events.services import kinds

    need_any(
        ctx,
        *("--name", "--layer", "--group", "--required"),
        *("--length", "--preparation", "--travel", "--charge", "--line", "--check"),
        *("--minimum-professions", "--required-role", "--shortest", "--longest"),
        *("--cadence", "--agenda", "--reminder"),
    )
    lengths = (("length", length), ("preparation", preparation), ("travel", travel))
    wanted = KindEdit(
        **{name: parse_duration(text, name) for name, text in lengths if text is not None},
        name=name,
        layer=layer,
        groups=values.listed(group),
        required=values.listed(required),
        charge=charge,
        line=line,
        minimum_professions=minimum_professions,
        required_roles=None if required_role is None else tuple(filter(None, required_role)),
        shortest=_minutes(shortest, "shortest"),
        longest=_minutes(longest, "longest"),
        cadence=cadence,
        reminder_days=reminder,
        agenda=None if agenda is None else tuple(_point(text) for text in filter(None, agenda)),
        checks=tuple(_check(text) for text in check or ()),
    )
    with changing(ctx, f"kind edit {slug}") as change:
        kinds.edit(change, slug, wanted)
    output.tell(as_json, {"changed": slug}, _("Changed: {what}").format(what=slug))


def _minutes(text: str | None, field: str) -> int | None:
    """Minutes as a number alone; `0:45` and `1h` too."""
    if text is None:
        return None
    return parse_duration(f"{text}m" if text.isascii() and text.isdigit() else text, field)


def _point(text: str) -> tuple[str, int | None]:
    title, _equals, length = text.rpartition("=")
    return (title, _minutes(length, "agenda")) if title else (text, None)


def _check(text: str) -> tuple[str, bool]:
    code, applies = values.pair(text, "check", CHECK_FORM)
    if applies not in ("on", "off"):
        raise refuse("form-wrong", "check", value=text, form=CHECK_FORM)
    return code, applies == "on"
