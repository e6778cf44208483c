"""What partners promise."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, FromDay, Org, UntilDay, group, need_any, show
from ipe_events.cli.opening import changing, reading
from ipe_events.domain.minutes import parse_duration
from ipe_events.i18n import _, format_decimal_hours, format_money

app = group()
commitment = group("What partners promise per line and year.", example="commitment list")
app.add_typer(commitment, name="commitment")


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
            "" if line.minutes is None else format_decimal_hours(line.committed),
            format_money(line.cash_cents, whole=True) if line.cash_cents else "",
            "" if line.minutes is None else format_money(line.committed_value, whole=True),
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
    cash: Annotated[
        str | None, typer.Option(metavar="EUROS", help="Money promised, as 7000 or 5833,33.")
    ] = None,
    rate: Annotated[
        str | None,
        typer.Option(metavar="EUROS", help='Of an hour, as 57,50; "": as the plan says.'),
    ] = None,
    from_day: FromDay = None,
    until_day: UntilDay = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="plan or signed.")] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it differs.")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where it stands, as a file or a page.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make or change a partner's promise on a line for one year.

    An empty --rate, --from or --until ("") takes it away.
    """
    from ipe_events.services import commitments

    need_any(
        ctx,
        "--hours",
        "--cash",
        "--rate",
        "--from",
        "--until",
        "--state",
        "--reason",
        *("--document",),
    )
    wanted = commitments.CommitmentEdit(
        minutes=None if hours is None else parse_duration(hours),
        cash=values.cents(cash, "cash"),
        rate=values.cents(rate or None, "rate"),
        starts=values.day(from_day or None, "from"),
        ends=values.day(until_day or None, "until"),
        state=state,
        reason=reason,
        document=document,
        cleared=frozenset(
            name
            for name, text in (("rate", rate), ("starts", from_day), ("ends", until_day))
            if text == ""
        ),
    )
    with changing(ctx, f"commitment set {org} {line} {year}") as change:
        commitments.set_commitment(change, org, line, year, wanted)
    words = _("Changed: {what}").format(what=output.plain(f"{org}, {line}, {year}"))
    output.tell(as_json, {"changed": {"organisation": org, "line": line, "year": year}}, words)


@commitment.command(
    "remove", epilog=show("commitment remove --org deltion --line kernteam --year 2027")
)
def remove_commitment(
    ctx: typer.Context,
    org: Annotated[str, typer.Option("--org", metavar="ORG", help="Who promises.")],
    line: Annotated[str, typer.Option("--line", metavar="LINE", help="What for.")],
    year: Annotated[str, typer.Option("--year", metavar="YEAR", help="2027 or 2026-2027.")],
    as_json: AsJson = False,
) -> None:
    """Take a promise of one year away; hours that were worked stay."""
    from ipe_events.services import commitments

    with changing(ctx, f"commitment remove {org} {line} {year}") as change:
        commitments.remove_commitment(change, org, line, year)
    words = _("Removed: {what}").format(what=output.plain(f"{org}, {line}, {year}"))
    output.tell(as_json, {"removed": {"organisation": org, "line": line, "year": year}}, words)
