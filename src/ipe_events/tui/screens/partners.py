"""Partners: what each promised, did and will do, a bar for every partner and line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.hour_records import HoursRow
from ipe_events.domain.records import OrganisationLine
from ipe_events.domain.search import STATUSES, Facts
from ipe_events.i18n import N_, _
from ipe_events.tui import hours_text
from ipe_events.tui.actions import bindings, key_of
from ipe_events.tui.columns import Line
from ipe_events.tui.screens.filtered import FilteredScreen
from ipe_events.tui.screens.partner_actions import PartnerActions
from ipe_events.tui.screens.yearly import YearlyScreen
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.hours_bar import legend
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.period_title import PeriodTitle
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_partners import HoursData, PartnersData

Item = HoursRow | OrganisationLine


class PartnersScreen(YearlyScreen, PartnerActions, FilteredScreen):
    """Every partner's lines under the plan line they are promised for, then the others."""

    AREA = "partners"
    PURPOSE = N_(
        "Every partner's hours in a year: realised, planned and as a draft, against what was "
        "promised for each line of the plan. Hours of one line never make up for another. Below "
        "stand organisations without hours in that year. Enter opens the page of a partner."
    )
    HINTS = (
        *("open", "partner-new", "filter", "later", "earlier", "promise-new", "partner-edit"),
        *("partner-import", "year-kind", "undo", "redo", "history"),
    )
    BINDINGS = bindings("open", "partner-new", "partner-import")
    CSS_PATH = "partners.tcss"

    _data: HoursData | None = None
    _organisations: tuple[OrganisationLine, ...] = ()
    _items: tuple[Item, ...] = ()

    def parts(self) -> Iterable[Widget]:
        """The year, the filter, the bars, what the bars mean."""
        table = LineTable(id="partners")
        yield PeriodTitle()
        yield from super().parts()
        yield table.heads
        yield table
        yield EmptyState("", id="nothing")
        yield Static(legend(), classes="legend")

    def main_list(self) -> LineTable:
        """The bars."""
        return self.query_one("#partners", LineTable)

    def load(self) -> None:
        """Ask for the figures of the year."""
        self.ask(lambda bridge: bridge.partners(self.year), self.show)

    def show(self, found: PartnersData) -> None:
        """Show a year."""
        self._data, self._organisations = found.hours, found.organisations
        data = found.hours
        period = data.report.period
        counted = {row.key for row in data.report.rows}
        without = (one for one in found.organisations if one.slug not in counted)
        self._items = (*data.report.rows, *without)
        self.keep(data.periods, period)
        self.query_one(PeriodTitle).show(_("Hours of partners"), self.labels, period.label)
        self.refill()

    def refill(self) -> None:
        """Show the partners that match."""
        if self._data is None:
            return
        names = self._data.lines
        shown = self.narrowed(self._items, lambda item: _facts(item, names))
        rows = [item for item in shown if isinstance(item, HoursRow)]
        others = [item for item in shown if isinstance(item, OrganisationLine)]
        lines = [*self._lines(self._data, rows), *_without_hours(others)]
        self.main_list().show(hours_text.columns(_("Partner")), lines)
        self.set_class(not shown, "-nothing")
        words = _("There are no partners yet: {key} adds one, {other} reads a file in.")
        said = words.format(key=key_of("partner-new"), other=key_of("partner-import"))
        self.query_one("#nothing", EmptyState).say(
            _("No partner matches.") if self._items else said
        )

    def _lines(self, data: HoursData, rows: list[HoursRow]) -> list[Line]:
        if not rows:
            return []
        lines: list[Line] = []
        for name, own in hours_text.by_line(rows, data.lines):
            lines.append(Line((plain(name, "bold underline"), *[None] * 8)))
            lines += [
                Line(
                    hours_text.cells(self.ipe, plain(f"  {row.name}"), row.figures),
                    key=f"{row.key}/{row.line or ''}",
                )
                for row in own
            ]
        return lines + hours_text.sum_lines(self.ipe, rows, data.report.bounds)

    @property
    def partner_in_hand(self) -> OrganisationLine | None:
        """The partner under the cursor."""
        slug = (self.main_list().selected_key or "").partition("/")[0]
        return next((one for one in self._organisations if one.slug == slug), None)

    def action_partner_new(self) -> None:
        """Add an organisation, and go to its page."""
        from ipe_events.tui.screens.organisation_form import OrganisationForm

        def made(slug: str | None) -> None:
            if slug is not None:
                self.ipe.open_partner(slug, self.year)

        self.app.push_screen(OrganisationForm(None), made)

    def action_partner_import(self) -> None:
        """Partners from a file."""
        from ipe_events.tui.screens.organisation_form import PartnersImportForm

        self.app.push_screen(PartnersImportForm(), self.said)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the partner."""
        self.ipe.open_partner(event.key.partition("/")[0], self.year)

    def action_open(self) -> None:
        """Open the partner under the cursor."""
        self.main_list().action_choose()


def _without_hours(organisations: list[OrganisationLine]) -> list[Line]:
    """Those without hours in the year shown: partners, then whoever else is known."""
    lines: list[Line] = []
    for words, own in (
        (_("No hours promised, worked or planned"), [o for o in organisations if o.partner]),
        (_("No partner of this programme"), [o for o in organisations if not o.partner]),
    ):
        if own:
            lines.append(Line((plain(words, "bold underline"), *[None] * 8)))
        for one in own:
            state = _("not named yet") if one.placeholder else one.kind
            name = plain(f"  {one.name}").append_text(plain(f"  {state}" if state else "", "dim"))
            lines.append(Line((name, *[None] * 8), key=f"{one.slug}/"))
    return lines


def _facts(row: Item, lines: Mapping[str, str]) -> Facts:
    """What a partner's line is found by."""
    if isinstance(row, OrganisationLine):
        names = (row.slug, row.name, *row.aliases)
        return Facts((row.name, row.kind, *row.aliases), {"partner": (names,)})
    line = row.line or ""
    values = {
        "partner": ((row.key, row.name),),
        "line": ((line, lines.get(line, line)),),
        "status": (STATUSES[row.figures.status],),
    }
    return Facts((row.name, lines.get(line, line)), values)
