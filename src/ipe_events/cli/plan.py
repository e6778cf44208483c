"""Goals, kinds of event, and what partners promise."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, FromDay, Org, UntilDay, group, need_any, show
from ipe_events.cli.opening import changing, reading
from ipe_events.domain.minutes import parse_duration
from ipe_events.i18n import _, format_decimal_hours, format_hours, format_money

Length = Annotated[str | None, typer.Option(metavar="T", help="How long it lasts, as 2:00.")]
Extra = Annotated[str | None, typer.Option(metavar="T", help="Added to everybody's presence.")]

app = group()
goal = group("Goals, preconditions and proeftuinen.", example="goal list")
kind = group("Kinds of event and what they cost.", example="kind list")
commitment = group("What partners promise per line and year.", example="commitment list")
app.add_typer(goal, name="goal")
app.add_typer(kind, name="kind")
app.add_typer(commitment, name="commitment")


@goal.command("list", epilog=show("goal list"))
def list_goals(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the goals of the programme."""
    from ipe_events.services import programmes

    with reading(ctx) as view:
        found = programmes.goals(view)
    if as_json:
        document = [
            {"slug": item.slug, "name": item.name, "kind": item.kind, "source": item.note or None}
            for item in found
        ]
        output.emit({"goals": document})
        return
    rows = [(item.slug, item.kind, item.name) for item in found]
    table((_("slug"), _("kind"), _("name")), rows, whole=(0,))


@kind.command("list", epilog=show("kind list"))
def list_kinds(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the kinds of event with their lengths and whom they charge."""
    from ipe_events.services import programmes

    with reading(ctx) as view:
        found = programmes.kinds(view)
    if as_json:
        document = [
            {
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
            }
            for item in found
        ]
        output.emit({"kinds": document})
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


@kind.command("edit", epilog=show("kind edit kernteamoverleg --preparation 0:30"))
def edit_kind(
    ctx: typer.Context,
    slug: Annotated[str, typer.Argument(metavar="KIND", help="The kind's short name.")],
    length: Length = None,
    preparation: Extra = None,
    travel: Annotated[
        str | None, typer.Option(metavar="T", help="Added for who is on site.")
    ] = None,
    charge: Annotated[
        str | None, typer.Option(metavar="WHOM", help="all, hosts or nobody.")
    ] = None,
    line: Annotated[
        str | None, typer.Option(metavar="LINE", help='Which promise it uses; "" for none.')
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change the defaults of a kind; events that are there keep their length."""
    from ipe_events.services import commitments

    need_any(ctx, "--length", "--preparation", "--travel", "--charge", "--line")
    minutes = {
        name: parse_duration(text, name)
        for name, text in (("length", length), ("preparation", preparation), ("travel", travel))
        if text is not None
    }
    with changing(ctx, f"kind edit {slug}") as change:
        commitments.edit_kind(change, slug, **minutes, charge=charge, line=line)
    output.tell(as_json, {"changed": slug}, _("Changed: {what}").format(what=slug))


@commitment.command("list", epilog=show("commitment list --org deltion"))
def list_commitments(
    ctx: typer.Context,
    org: Org = None,
    year: Annotated[str | None, typer.Option(metavar="YEAR", help="As 2027.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what partners promise, per line and year."""
    from ipe_events.services import finding, programmes

    with reading(ctx) as view:
        slug = None if org is None else finding.organisation(view, org).slug
        found = [
            line
            for line in programmes.commitments(view)
            if slug in (None, line.organisation) and year in (None, line.year)
        ]
    if as_json:
        output.emit({"commitments": [documents.commitment(line) for line in found]})
        return
    rows = [
        (
            line.organisation_name,
            line.line,
            line.year,
            "" if line.minutes is None else format_decimal_hours(line.minutes),
            format_money(line.cash_cents, whole=True) if line.cash_cents else "",
            "" if line.value_cents is None else format_money(line.value_cents, whole=True),
            _("edited by hand") if line.edited else "",
        )
        for line in found
    ]
    head = (_("organisation"), _("line"), _("year"), _("hours"), _("cash"), _("value"), "")
    table(head, rows, right=(3, 4, 5), whole=(1,))


@commitment.command(
    "set", epilog=show("commitment set --org deltion --line kernteam --year 2027 --hours 150")
)
def set_commitment(
    ctx: typer.Context,
    org: Annotated[str, typer.Option("--org", metavar="ORG", help="Who promises.")],
    line: Annotated[str, typer.Option("--line", metavar="LINE", help="What for.")],
    year: Annotated[str, typer.Option("--year", metavar="YEAR", help="2027 or 2026-2027.")],
    hours: Annotated[str | None, typer.Option(metavar="H", help="As 150 or 37,5.")] = None,
    cash: Annotated[str | None, typer.Option(metavar="EUROS", help="Money promised.")] = None,
    rate: Annotated[str | None, typer.Option(metavar="EUROS", help="Worth of an hour.")] = None,
    from_day: FromDay = None,
    until_day: UntilDay = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="plan or signed.")] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it differs.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make or change a partner's promise on a line for one year."""
    from ipe_events.services import commitments

    need_any(ctx, "--hours", "--cash", "--rate", "--from", "--until", "--state", "--reason")
    wanted = commitments.CommitmentEdit(
        minutes=None if hours is None else parse_duration(hours),
        cash=values.cents(cash, "cash"),
        rate=values.cents(rate, "rate"),
        starts=values.day(from_day, "from"),
        ends=values.day(until_day, "until"),
        state=state,
        reason=reason,
    )
    with changing(ctx, f"commitment set {org} {line} {year}") as change:
        commitments.set_commitment(change, org, line, year, wanted)
    words = _("Changed: {what}").format(what=output.plain(f"{org}, {line}, {year}"))
    output.tell(as_json, {"changed": {"organisation": org, "line": line, "year": year}}, words)
