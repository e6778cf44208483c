"""Days on which an organisation, a person or a region cannot meet."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import imports, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, FromDay, Org, ToDay, UntilDay, group, show
from ipe_events.cli.opening import changing, reading
from ipe_events.domain.when import parse_iso_day
from ipe_events.i18n import _

Somebody = Annotated[
    str | None, typer.Option("--person", metavar="EMAIL|ID", help="Of this person.")
]
Region = Annotated[
    str | None, typer.Option("--region", metavar="REGION", help="Of a region, as NL-Noord.")
]

app = group()
closure = group(
    "Days on which an organisation, a person or a region cannot meet.", example="closure list"
)
app.add_typer(closure, name="closure")


@closure.command("list", epilog=show("closure list --org landstede"))
def list_closures(
    ctx: typer.Context,
    org: Org = None,
    first: FromDay = None,
    last: ToDay = None,
    as_json: AsJson = False,
) -> None:
    """List the closures, the first first."""
    from ipe_events.services import closures

    with reading(ctx) as view:
        found = closures.lines(view, org, *values.days(first, last))
    if as_json:
        document = [
            {
                "id": item.id,
                "organisation": item.organisation,
                "person": item.person,
                "region": item.region,
                "from": item.starts.isoformat(),
                "until": item.ends.isoformat(),
                "name": item.name or None,
            }
            for item in found
        ]
        output.emit({"closures": document})
        return
    rows = [
        (str(item.id), output.moment(item.starts, item.ends, None, None), item.who, item.name)
        for item in found
    ]
    table((_("id"), _("when"), _("who"), _("name")), rows, right=(0,), whole=(1,))


@closure.command(
    "add",
    epilog=show('closure add --org deltion --from 2027-05-03 --until 2027-05-07 --name "Meiweek"'),
)
def add(
    ctx: typer.Context,
    first: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first day, as 2027-01-12.")
    ],
    last: UntilDay = None,
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="What it is.")] = "",
    org: Org = None,
    person: Somebody = None,
    region: Region = None,
    as_json: AsJson = False,
) -> None:
    """Keep a closure; dates are proposed around it."""
    from ipe_events.domain.closures import ClosureDraft
    from ipe_events.services import closures

    draft = ClosureDraft(
        starts=parse_iso_day(first, "from"),
        ends=values.day(last, "until"),
        name=name,
        organisation=org or "",
        person=person or "",
        region=region or "",
    )
    with changing(ctx, "closure add") as change:
        number = closures.add(change, draft)
    days = output.moment(draft.starts, draft.last, None, None)
    words = _("Closed: {days}, number {id}").format(days=days, id=number)
    output.tell(as_json, {"id": number}, words)


@closure.command("remove", epilog=show("closure remove 1"))
def remove(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="Its number in the list.")],
    as_json: AsJson = False,
) -> None:
    """Forget a closure."""
    from ipe_events.services import closures

    with changing(ctx, f"closure remove {number}") as change:
        closures.remove(change, number)
    output.tell(as_json, {"removed": number}, _("Removed closure {id}").format(id=number))


@closure.command("import", epilog=show("closure import sluitingen.csv --org deltion"))
def import_closures(
    ctx: typer.Context,
    file: imports.File,
    org: Org = None,
    person: Somebody = None,
    region: Region = None,
    dry_run: imports.DryRun = False,
    all_or_nothing: imports.AllOrNothing = False,
    as_json: AsJson = False,
) -> None:
    """Keep the closures of a file, row by row; of whom, the rows say or an option.

    The all-day events of an .ics, or a table with the columns from, until, name, and
    organisation, person (by address) or region.
    """
    from ipe_events.services import closures

    imports.bring_in(
        ctx,
        "closure import",
        file,
        closures.COLUMNS,
        lambda change, rows: closures.import_closures(
            change, rows, organisation=org or "", person=person or "", region=region or ""
        ),
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
        as_json=as_json,
    )
