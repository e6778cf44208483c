"""Hours: figures by partner, hours by hand."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from ipe_events.cli import documents, output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group
from ipe_events.cli.lazily import Lazily
from ipe_events.cli.opening import reading, run_of
from ipe_events.domain.budget import total
from ipe_events.i18n import N_, _, format_decimal_hours

if TYPE_CHECKING:
    from ipe_events.domain.budget import Figures
    from ipe_events.domain.hour_records import HoursReport

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

COMMANDS = (
    "log",
    "entries",
    "correct",
    "opening",
    "close",
    "recalculate",
    "import",
    "request",
    "requests",
    "statement",
    "sign",
    "statements",
    "matrix",
    "pace",
    "attendance",
)


class Hours(TyperGroup):
    """The figures; the commands below it are imported when one is asked for."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Lazily(dict.fromkeys(COMMANDS, "hour_commands"))


app = group()
hours = group(
    "Promised, realised, planned and left, per partner and line; log hours.",
    example="hours --year 2027",
    cls=Hours,
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
        carried=any(row.figures.carried for row in found.rows),
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
    bound = [row.figures for row in found.rows if row.figures.committed is not None]
    if found.by == "partner" and len(bound) < len(found.rows):
        free = [row.figures for row in found.rows if row.figures.committed is None]
        rows.append([_("promised"), *shown.figures(total(bound, found.bounds))])
        beside = replace(total(free, found.bounds), committed=None)
        rows.append([_("beside what was promised"), *shown.figures(beside)])
    rows.append([_("total"), *shown.figures(found.totals)])
    head = [_(GROUPINGS[found.by]), *shown.head()]
    table(head, rows, right=range(1, len(head) - (1 if shown.promised else 0)))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which figures are shown: those that say something."""

    promised: bool
    carried: bool
    draft: bool
    other: bool

    def head(self) -> list[str]:
        """Their names."""
        names = [_("realised"), _("planned")]
        names += [_("draft")] if self.draft else []
        names += [_("other")] if self.other else []
        if not self.promised:
            return names
        carried = [_("carried over")] if self.carried else []
        return [_("promised"), *carried, *names, _("left"), _("status")]

    def figures(self, row: Figures) -> list[str]:
        """One row of them."""

        def number(minutes: int | None) -> str:
            return "–" if minutes is None else format_decimal_hours(minutes)

        cells = [number(row.tally.realised), number(row.tally.planned)]
        cells += [number(row.tally.draft)] if self.draft else []
        cells += [number(row.tally.other)] if self.other else []
        if not self.promised:
            return cells
        carried = [number(row.carried)] if self.carried else []
        return [number(row.committed), *carried, *cells, number(row.left), _(STATUS[row.status])]
