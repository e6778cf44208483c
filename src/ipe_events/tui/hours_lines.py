"""The matrix of hours in words: its rows for the grid, and the figure in hand in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text
from textual.app import App

from ipe_events.domain.budget import Figures
from ipe_events.domain.matrix import (
    Cells,
    Matrix,
    MatrixRow,
    Measure,
    Section,
    percent,
    sections,
    whole,
)
from ipe_events.domain.under_figure import Spot
from ipe_events.i18n import N_, _, format_date, format_decimal_hours, format_money
from ipe_events.i18n.period_words import column_words
from ipe_events.tui.grid_layout import Figure, GridRow
from ipe_events.tui.text import plain, tone
from ipe_events.tui.widgets.hours_bar import bar

MEASURES = {
    Measure.REALISED: N_("realised"),
    Measure.PLANNED: N_("planned"),
    Measure.FORECAST: N_("realised and planned"),
    Measure.DRAFT: N_("drafts"),
}
GROUPS = {
    "partner": N_("by partner"),
    "person": N_("by person"),
    "kind": N_("by kind"),
    "goal": N_("by goal"),
}
PERS = {"quarter": N_("per quarter"), "month": N_("per month"), "year": N_("per year")}
# What a row of hours is called that are nobody's, of no meeting or for no goal.
NOBODY = {
    "partner": "",
    "person": N_("nobody by name"),
    "kind": N_("outside meetings"),
    "goal": N_("for no goal"),
}
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the grid: what it is called in full, its figures, and which rows it sums."""

    name: str
    cells: Cells
    slots: frozenset[tuple[str, str | None]] | None
    number: int | None = None


class Sheet:
    """A matrix as the grid shows it: one measure of it, each row by its key."""

    def __init__(self, matrix: Matrix, measure: Measure, *, narrowed: bool = False) -> None:
        self.matrix = matrix
        self.measure = measure
        self.shown: dict[str, Shown] = {}
        self._looks: list[tuple[str, Text, str]] = []
        for section in sections(matrix):
            if matrix.by == "partner":
                self._add_section(section)
            for row in section.rows:
                self._add_row(row, section)
        # What is under the sum of some people, kinds or goals cannot be asked.
        if self.shown and (not narrowed or matrix.by == "partner"):
            slots = frozenset((row.key, row.line) for row in matrix.rows) if narrowed else None
            everything = Shown(_("Total"), whole(matrix), slots)
            self._add(TOTAL, plain(_("Total")), everything, "bold")

    def _add_section(self, section: Section) -> None:
        lines = self.matrix.lines
        name = lines.get(section.line or "", "") or _("Without a line")
        if section.beside:
            name = _("Not budgeted: without promise")
        slots = frozenset((row.key, row.line) for row in section.rows)
        look = plain(name, "bold underline")
        key = f"beside/{section.line}" if section.beside else f"line/{section.line}"
        self._add(key, look, Shown(name, section.sums, slots), "bold")

    def _add_row(self, row: MatrixRow, section: Section) -> None:
        name = row.name or _(NOBODY[self.matrix.by])
        if self.matrix.by != "partner":
            shown = Shown(name, Cells(row.cells, row.total), None, row.number)
            self._add(f"{row.key}/", plain(name, "" if row.key else "dim"), shown)
            return
        line = self.matrix.lines.get(row.line or "", "") or _("without a line")
        shown = Shown(
            f"{name} · {line}", Cells(row.cells, row.total), frozenset({(row.key, row.line)})
        )
        look = plain(f"  {name}")
        if section.beside:
            look.append_text(plain(f" · {line}", "dim"))
        self._add(f"{row.key}/{row.line or ''}", look, shown)

    def _add(self, key: str, look: Text, shown: Shown, style: str = "") -> None:
        self.shown[key] = shown
        self._looks.append((key, look, style))

    @property
    def heads(self) -> list[str]:
        """The heads of the columns."""
        columns = [column_words(self.matrix, column) for column in self.matrix.columns]
        return [*columns, _("total")]

    def rows(self, app: App[object]) -> list[GridRow]:
        """The rows with their bars."""
        return [self._row(app, key, look, style) for key, look, style in self._looks]

    def _row(self, app: App[object], key: str, look: Text, style: str) -> GridRow:
        cells = self.shown[key].cells
        figures = (*cells.cells, cells.total)
        total = cells.total

        def drawn(width: int) -> Text:
            return bar(total, width, lambda name: tone(app, name))

        return GridRow(
            name=look,
            figures=tuple(self._figure(one) for one in figures),
            key=key,
            bar=drawn if total.committed and key != TOTAL else None,
            style=style,
        )

    def _figure(self, figures: Figures) -> Figure:
        minutes = self.measure.of(figures)
        return Figure(minutes, percent(minutes, figures))

    def figures(self, key: str, column: int) -> Figures:
        """The figures in hand."""
        cells = self.shown[key].cells
        return (*cells.cells, cells.total)[column]

    def spot(self, key: str, column: int) -> Spot:
        """Which days and rows a figure is about."""
        columns, shown = self.matrix.columns, self.shown[key]
        every = column == len(columns) or self.matrix.cumulative
        last = columns[min(column, len(columns) - 1)]
        return Spot(
            first=columns[0].start if every else last.start,
            last=last.end,
            measure=self.measure,
            slots=shown.slots,
            by=self.matrix.by if key != TOTAL else "partner",
            number=shown.number,
        )

    def title(self, key: str, column: int) -> str:
        """What a figure is of: `Hogeschool KPZ · Kernteam · 1 okt – 31 dec 2026`."""
        spot = self.spot(key, column)
        first = format_date(spot.first, weekday=False)
        last = format_date(spot.last, weekday=False)
        return f"{self.shown[key].name} · {first} – {last}"


def in_full(figures: Figures, *, by_partner: bool) -> Iterator[str]:
    """Everything of a figure in hand, exact; only those of partners can be budgeted."""
    tally = figures.tally
    parts = [_("{hours} realised").format(hours=format_decimal_hours(tally.realised))]
    if tally.planned:
        parts.append(_("{hours} planned").format(hours=format_decimal_hours(tally.planned)))
    words = " + ".join(parts)
    if tally.planned:
        words += f" = {format_decimal_hours(tally.forecast)}"
    if figures.beside:
        words += ", " + _("of which {hours} not budgeted").format(
            hours=format_decimal_hours(figures.beside)
        )
    elif figures.committed is None:
        words += ", " + _("not budgeted") if by_partner else ""
    elif by_partner:
        allowed = figures.committed + figures.carried
        words = _("{done} of {promised} promised").format(
            done=words, promised=format_decimal_hours(allowed)
        )
        share = percent(tally.forecast, figures)
        words += f" ({share}%)" if share is not None else ""
    yield words
    more = []
    if tally.draft:
        more.append(_("{hours} as a draft").format(hours=format_decimal_hours(tally.draft)))
    if tally.other:
        more.append(_("{hours} paid otherwise").format(hours=format_decimal_hours(tally.other)))
    if tally.value:
        more.append(_("value {amount}").format(amount=format_money(tally.value, whole=True)))
    yield "  ·  ".join(more)
