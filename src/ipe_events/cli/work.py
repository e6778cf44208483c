"""Work expected outside meetings."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import documents, output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, Org, group, show
from ipe_events.cli.opening import changing, reading
from ipe_events.domain.minutes import parse_duration
from ipe_events.domain.planned_work import WorkDraft, WorkLine
from ipe_events.domain.when import parse_iso_day
from ipe_events.i18n import _, format_date, format_decimal_hours

app = group()
work = group("Work expected outside meetings.", example="work list")
app.add_typer(work, name="work")


@work.command(
    "add",
    epilog=show(
        "work add --org viaa --line kernteam --from 2027-01-01 --until 2027-07-31"
        " --hours 60 --activity Curriculumanalyse"
    ),
)
def add(
    ctx: typer.Context,
    org: Annotated[str, typer.Option("--org", metavar="ORG", help="Whose work it is.")],
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="The last day.")],
    hours: Annotated[str, typer.Option(metavar="H", help="As 60, 37,5 or 1:30.")],
    activity: Annotated[str, typer.Option(metavar="TEXT", help="What it is.")],
    line: Annotated[
        str | None, typer.Option("--line", metavar="LINE", help="The promise it fulfils.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Expect work of a partner, spread over the weeks of school."""
    from ipe_events.services import planned_work

    days = parse_iso_day(first, "from"), parse_iso_day(until, "until")
    minutes = parse_duration(hours)
    draft = WorkDraft(org, line, *days, minutes, activity)
    with changing(ctx, f"work add {org}") as change:
        number = planned_work.add(change, draft)
    words = _("{org} is expected to work {hours} hours, number {id}").format(
        org=output.plain(org), hours=format_decimal_hours(minutes), id=number
    )
    output.tell(as_json, {"id": number, "hours": documents.hours(minutes)}, words)


@work.command("list", epilog=show("work list --org viaa"))
def list_work(ctx: typer.Context, org: Org = None, as_json: AsJson = False) -> None:
    """List what is expected, what was worked of it and what is left."""
    from ipe_events.services import planned_work

    with reading(ctx) as view:
        found = planned_work.lines(view, org)
    if as_json:
        output.emit({"work": [_document(one) for one in found]})
        return
    if not found:
        output.say(_("No work is expected outside meetings."))
        return
    head = (
        "",
        _("organisation"),
        _("line"),
        _("until"),
        _("activity"),
        _("hours"),
        _("done"),
        _("left"),
    )
    rows = [
        (
            str(one.id),
            one.organisation_name,
            one.line or "–",
            format_date(one.ends, weekday=False),
            one.activity,
            format_decimal_hours(one.minutes),
            format_decimal_hours(one.realised),
            format_decimal_hours(one.left) + (" " + _("not received") if one.overdue else ""),
        )
        for one in found
    ]
    table(head, rows, right=(0, 5, 6, 7))


@work.command("remove", epilog=show("work remove 1"))
def remove(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="Its number.")],
    as_json: AsJson = False,
) -> None:
    """Expect a piece of work no longer."""
    from ipe_events.services import planned_work

    with changing(ctx, f"work remove {number}") as change:
        planned_work.remove(change, number)
    output.tell(as_json, {"removed": number}, _("Removed {what}").format(what=number))


def _document(one: WorkLine) -> documents.Document:
    return {
        "id": one.id,
        "organisation": one.organisation,
        "line": one.line,
        "from": documents.day(one.starts),
        "until": documents.day(one.ends),
        "activity": one.activity,
        "hours": documents.hours(one.minutes),
        "realised_hours": documents.hours(one.realised),
        "left_hours": documents.hours(one.left),
        "not_received_hours": documents.hours(one.overdue),
    }
