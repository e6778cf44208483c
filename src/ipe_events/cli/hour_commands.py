"""What is done with hours: keeping them, and every command below `hours` with its example."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import (
    documents,
    hour_statements,
    hours_entries,
    hours_files,
    hours_pace,
    hours_views,
    output,
)
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.opening import changing
from ipe_events.domain.minutes import parse_duration
from ipe_events.i18n import _, format_date, format_hours

app = group()


@app.command(
    "log",
    epilog=show(
        "hours log --org deltion --date 2027-01-20 --hours 1:30 --activity Curriculumanalyse"
    ),
)
def log(
    ctx: typer.Context,
    day: Annotated[str, typer.Option("--date", metavar="DATE", help="As 2027-01-12.")],
    hours: Annotated[str, typer.Option(metavar="H", help="1.5, 1,5, 1:30, 90m or 1h30m.")],
    activity: Annotated[str, typer.Option(metavar="TEXT", help="What was done.")],
    org: Annotated[
        str | None, typer.Option("--org", metavar="ORG", help="Whose hours they are.")
    ] = None,
    everybody: Annotated[
        str | None,
        typer.Option("--group", metavar="GROUP", help="The same for everybody in this group."),
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="EMAIL", help="Who did it.")] = None,
    line: Annotated[
        str | None, typer.Option(metavar="LINE", help="Which promise, when there are several.")
    ] = None,
    goal: Annotated[str | None, typer.Option(metavar="GOAL", help="What it worked on.")] = None,
    financing: Annotated[
        str | None,
        typer.Option(metavar="F", help="in_kind, programme or other; else as their seat is."),
    ] = None,
    evidence: Annotated[
        str, typer.Option(metavar="TEXT", help="What shows it, as a file or a list.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Keep hours that were worked outside a meeting."""
    from ipe_events.domain.drafts import HourDraft
    from ipe_events.domain.when import parse_iso_day
    from ipe_events.services import entries

    if (org is None) == (everybody is None):
        ctx.fail("Give one of --org and --group.")
    if everybody is not None and person is not None:
        ctx.fail("Give one of --group and --person.")
    minutes = parse_duration(hours)
    worked = parse_iso_day(day)
    who = org or everybody or ""
    draft = HourDraft(who, worked, minutes, activity, person, line, goal, financing, evidence)
    with changing(ctx, f"hours log {who} {day}") as change:
        if everybody is not None:
            numbers = entries.log_group(change, everybody, draft)
        else:
            numbers = [entries.log_hours(change, draft)]
        checks = [one for number in numbers for one in entries.maybe_twice(change, number)]
    words = _("Kept {hours} hours on {date} for {org}, entry {id}").format(
        hours=format_hours(minutes),
        date=format_date(worked),
        org=output.plain(who),
        id=", ".join(map(str, numbers)),
    )
    document: documents.Document = {
        "id": numbers[0],
        "hours": documents.hours(minutes),
        "warnings": documents.warnings(checks),
    }
    if everybody is not None:
        document["ids"] = numbers
    output.tell(as_json, document, words)
    if not as_json:
        output.say_checks(checks)


app.command("entries", epilog=show("hours entries --org viaa --from 2027-01-01"))(
    hours_entries.entries
)
app.command("correct", epilog=show('hours correct 1 --hours 1:30 --reason "Eerder weg"'))(
    hours_entries.correct
)
app.command(
    "opening", epilog=show("hours opening --org viaa --line kernteam --year 2026 --hours 37,5")
)(hours_entries.opening)
app.command("close", epilog=show("hours close --until 2026-06-30 --org viaa"))(hours_entries.close)
app.command("recalculate", epilog=show("hours recalculate --kind kernteamoverleg"))(
    hours_entries.recalculate
)
app.command("import", epilog=show("hours import uren.csv --dry-run"))(hours_files.read_in)
app.command(
    "request", epilog=show("hours request --all --from 2027-01-01 --to 2027-03-31 --out uren")
)(hours_files.request)
app.command("requests", epilog=show("hours requests --year 2027"))(hours_files.requests)
app.command(
    "statement", epilog=show("hours statement --org deltion --year 2026 --out deltion-2026.html")
)(hour_statements.statement)
app.command(
    "sign",
    epilog=show('hours sign 1 --by "A. de Boer" --function directeur --on 2027-02-01'),
)(hour_statements.sign)
app.command("statements", epilog=show("hours statements --year 2026"))(hour_statements.overview)
app.command("matrix", epilog=show("hours matrix --year 2026-2027 --per month"))(hours_views.matrix)
app.command("pace", epilog=show("hours pace --org kpz"))(hours_pace.pace)
app.command("attendance", epilog=show("hours attendance --year 2027"))(hours_pace.attendance)
