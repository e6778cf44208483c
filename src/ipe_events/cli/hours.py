"""Hours and money: figures by partner, hours by hand, the budget."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import documents, output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.opening import changing, reading, run_of
from ipe_events.domain.minutes import parse_duration
from ipe_events.i18n import N_, _, format_date, format_decimal_hours, format_hours, format_money

if TYPE_CHECKING:
    from ipe_events.domain.budget import BudgetYear, Figures
    from ipe_events.domain.records import BudgetReport, HoursReport

STATUS = {
    "room": N_("room left"),
    "on_track": N_("on track"),
    "above": N_("above"),
    "none": "–",
}
GROUPINGS = {
    "partner": N_("partner"),
    "person": N_("person"),
    "kind": N_("kind"),
    "goal": N_("goal"),
    "month": N_("month"),
}

app = group()
hours = group(
    "Promised, realised, planned and left, per partner and line; log hours.",
    example="hours --year 2027",
    invoke_without_command=True,
    no_args_is_help=False,
)
app.add_typer(hours, name="hours")


@hours.callback()
def report(
    ctx: typer.Context,
    year: Annotated[
        str | None,
        typer.Option(metavar="YEAR", help="2027 or 2026-2027; without it the year of today."),
    ] = None,
    by: Annotated[
        str, typer.Option(metavar="BY", help="partner, person, kind, goal or month.")
    ] = "partner",
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A table for spreadsheets.")] = False,
) -> None:
    """Show hours promised, realised, planned and left, per partner and line."""
    if ctx.invoked_subcommand is not None:
        if year is not None or by != "partner" or as_json or as_csv:
            ctx.fail(f"Give the options after {ctx.invoked_subcommand}.")
        return
    if as_json and as_csv:
        ctx.fail("Give one of --json and --csv.")
    from ipe_events.services import ledger

    with reading(ctx) as view:
        found = ledger.report(view, year, by, run_of(ctx).settings.bounds)
    if as_json:
        output.emit(documents.hours_report(found))
    elif as_csv:
        _write_csv(found)
    else:
        say_report(found)


def _write_csv(found: HoursReport) -> None:
    """The rows as the JSON names them; no cell of text starts a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(documents.hours_row_names(found.by))
    for row in found.rows:
        writer.writerow([_cell(value) for value in documents.hours_row(row, found.by).values()])
    output.write(text.getvalue().removesuffix("\n"))


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = output.plain(value, len(value))
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def say_report(found: HoursReport) -> None:
    """The hours of a period for people; those of partners by line, as lines never offset."""
    output.say(f"{found.programme}, {found.period.label}")
    shown = _Columns(
        promised=found.by in ("partner", "month"),
        draft=any(row.figures.tally.draft for row in found.rows),
        other=any(row.figures.tally.other for row in found.rows),
    )
    rows = []
    lines = {row.line: True for row in found.rows if row.line is not None} | {None: True}
    for line in lines:
        own = [row for row in found.rows if row.line == line]
        if found.by == "partner" and own:
            name = line or _("no line")
            rows.append([f"{name}:"])
        indent = " " if found.by == "partner" else ""
        rows += [[indent + (row.name or _("none")), *shown.figures(row.figures)] for row in own]
    rows.append([_("total"), *shown.figures(found.totals)])
    head = [_(GROUPINGS[found.by]), *shown.head()]
    table(head, rows, right=range(1, len(head) - (1 if shown.promised else 0)))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which figures are shown: those that say something."""

    promised: bool
    draft: bool
    other: bool

    def head(self) -> list[str]:
        """Their names."""
        names = [_("realised"), _("planned")]
        names += [_("draft")] if self.draft else []
        names += [_("other")] if self.other else []
        return [_("promised"), *names, _("left"), _("status")] if self.promised else names

    def figures(self, row: Figures) -> list[str]:
        """One row of them."""

        def number(minutes: int | None) -> str:
            return "–" if minutes is None else format_decimal_hours(minutes)

        cells = [number(row.tally.realised), number(row.tally.planned)]
        cells += [number(row.tally.draft)] if self.draft else []
        cells += [number(row.tally.other)] if self.other else []
        if not self.promised:
            return cells
        return [number(row.committed), *cells, number(row.left), _(STATUS[row.status])]


@hours.command(
    "log",
    epilog=show(
        "hours log --org deltion --date 2027-01-20 --hours 1:30 --activity Curriculumanalyse"
    ),
)
def log(
    ctx: typer.Context,
    org: Annotated[str, typer.Option(metavar="ORG", help="Whose hours they are.")],
    day: Annotated[str, typer.Option("--date", metavar="DATE", help="As 2027-01-12.")],
    hours: Annotated[str, typer.Option(metavar="H", help="1.5, 1,5, 1:30, 90m or 1h30m.")],
    activity: Annotated[str, typer.Option(metavar="TEXT", help="What was done.")],
    person: Annotated[str | None, typer.Option(metavar="EMAIL", help="Who did it.")] = None,
    line: Annotated[
        str | None, typer.Option(metavar="LINE", help="Which promise, when there are several.")
    ] = None,
    goal: Annotated[str | None, typer.Option(metavar="GOAL", help="What it worked on.")] = None,
    financing: Annotated[
        str, typer.Option(metavar="F", help="in_kind, programme or other.")
    ] = "in_kind",
    as_json: AsJson = False,
) -> None:
    """Keep hours that were worked outside a meeting."""
    from ipe_events.domain.drafts import HourDraft
    from ipe_events.domain.when import parse_iso_day
    from ipe_events.services import ledger

    minutes = parse_duration(hours)
    worked = parse_iso_day(day)
    draft = HourDraft(org, worked, minutes, activity, person, line, goal, financing)
    with changing(ctx, f"hours log {org} {day}") as change:
        number = ledger.log_hours(change, draft)
    words = _("Kept {hours} hours on {date} for {org}, entry {id}").format(
        hours=format_hours(minutes), date=format_date(worked), org=output.plain(org), id=number
    )
    output.tell(as_json, {"id": number, "hours": documents.hours(minutes)}, words)


@app.command("budget", epilog=show("budget --json"))
def budget(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show cash and hours per budget year, under the readings chosen."""
    from ipe_events.services import ledger

    with reading(ctx) as view:
        found = ledger.budget_report(view)
    if as_json:
        output.emit(documents.budget_report(found))
    elif found.years:
        _say_budget(found)
    else:
        output.say(_("This programme has no budget."))


def _say_budget(found: BudgetReport) -> None:
    def money(cents: int) -> str:
        return format_money(cents, whole=cents % 100 == 0)

    def row(name: str, years: Sequence[BudgetYear], balance: str) -> list[str]:
        return [
            name,
            money(sum(year.cash_in for year in years)),
            money(sum(year.cash_needed for year in years)),
            money(sum(year.gap for year in years)),
            balance,
            money(sum(year.in_kind for year in years)),
            format_decimal_hours(sum(year.committed for year in years)),
        ]

    rows = [row(year.label, [year], money(year.balance)) for year in found.years]
    rows.append(row(_("total"), found.years, ""))
    head = (
        _("year"),
        _("cash in"),
        _("needed"),
        _("short"),
        _("balance so far"),
        _("in kind"),
        _("hours"),
    )
    table(head, rows, right=range(1, 7))
    for choice, option in found.choices.items():
        output.say(f"{choice} = {option}")
