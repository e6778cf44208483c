"""One partner: hours with bars, promises per year, people, meetings of the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.budget import expected
from ipe_events.i18n import N_, _, format_date, format_decimal_hours
from ipe_events.tui import hours_text, partner_lines
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Line
from ipe_events.tui.page import Row, heading, remark, table
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.hours_actions import HoursActions
from ipe_events.tui.screens.partner_actions import PartnerActions
from ipe_events.tui.screens.yearly import YearlyScreen
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.hours_bar import legend
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.period_title import PeriodTitle
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.domain.records import OrganisationLine
    from ipe_events.tui.bridge_partners import PartnerData

Rows = Iterator[Row]
HOURS = "hours"


class PartnerScreen(HoursActions, YearlyScreen, PartnerActions, PageScreen):
    """Everything of one partner in a year."""

    PURPOSE = N_(
        "One partner: its hours of the year, what it promised in each year, its people and seats, "
        "closures, statements, and the meetings it takes part in. Enter opens what a line is "
        "about: hours list what they are made of, a promise or a person opens its form."
    )
    HINTS = (
        *("open", "log-hours", "promise-new", "back", "partner-edit", "pace", "partner-person"),
        *("earlier", "later", "partner-closure", "states", "year-kind", "undo"),
    )
    BINDINGS = bindings("open", "promise-remove")
    CSS_PATH = "partner.tcss"

    def __init__(self, slug: str, year: str | None) -> None:
        super().__init__()
        self._slug = slug
        self.year = year
        self._data: PartnerData | None = None

    @property
    def partner_in_hand(self) -> OrganisationLine | None:
        """The partner this is about."""
        return self._data.organisation if self._data is not None else None

    @property
    def organisation(self) -> str | None:
        """The partner in hand."""
        return self._slug

    def parts(self) -> Iterable[Widget]:
        """The name with the year, and the page."""
        yield PeriodTitle()
        yield LineList(id="partner")
        yield Static(legend(), classes="legend")

    def load(self) -> None:
        """Ask for the partner's year."""
        self.ask(lambda bridge: bridge.partner(self._slug, self.year), self.show)

    def show(self, data: PartnerData | None) -> None:
        """Show a year; nothing is left to show of one that is gone."""
        if data is None:
            self.dismiss()
            return
        self._data = data
        period = data.hours.report.period
        self.keep(data.hours.periods, period)
        self.query_one(PeriodTitle).show(data.organisation.name, self.labels, period.label)
        page = self.query_one(LineList)
        is_new = page.selected_key is None
        page.show(lambda width: list(self._page(data, width)))
        hours = next((key for key in page.keys if key and key.startswith(f"{HOURS}/")), None)
        if is_new and hours is not None:
            page.select(hours)
            page.call_after_refresh(page.scroll_home, animate=False)

    def _page(self, data: PartnerData, width: int) -> Rows:
        return partner_lines.apart(
            partner_lines.about(data, width),
            self._hours(data, width),
            partner_lines.promises(data, width),
            partner_lines.people(data, width),
            partner_lines.closures(data, width),
            partner_lines.statements(data, width),
            partner_lines.meetings(data, width),
        )

    def _hours(self, data: PartnerData, width: int) -> Rows:
        report, names = data.hours.report, data.hours.lines
        rows = [row for row in report.rows if row.key == self._slug]
        yield heading(_("Hours in {year}").format(year=report.period.label))
        if not rows:
            yield from remark(_("No hours promised, worked or planned in this year."), width)
            return
        lines = [
            Line(
                hours_text.cells(
                    self.ipe,
                    plain(names.get(row.line or "", "") or _("Without a line")),
                    row.figures,
                ),
                key=f"{HOURS}/{row.line or ''}",
            )
            for row in rows
        ]
        yield from table(hours_text.columns(_("Line")), lines, width)
        promised = sum(row.figures.committed or 0 for row in rows)
        today = self.ipe.clock().date()
        if promised and report.period.contains(today):
            words = _("Spread evenly, {hours} hours could be done by {day}.").format(
                hours=format_decimal_hours(expected(promised, report.period, today)),
                day=format_date(today, weekday=False),
            )
            yield from remark(words, width)

    def _open_hours(self, plan_line: str) -> None:
        from ipe_events.domain.matrix import Measure
        from ipe_events.domain.under_figure import Spot
        from ipe_events.tui.screens.under_figure import UnderScreen

        if self._data is None:
            return
        hours = self._data.hours
        slots = frozenset({(self._slug, plan_line or None)})
        period = hours.report.period
        spot = Spot(period.start, period.end, Measure.FORECAST, slots)
        line = hours.lines.get(plan_line, "") or _("without a line")
        words = _("realised and planned")
        title = f"{self._data.organisation.name} · {line} · {period.label} · {words}"
        self.app.push_screen(UnderScreen(title, spot))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open what a line is about, in its place."""
        what, _slash, name = event.key.partition("/")
        data = self._data
        if data is None:
            return
        if what == HOURS:
            self._open_hours(name)
        elif what == partner_lines.OWN:
            self.action_partner_edit()
        elif what == partner_lines.PROMISE:
            self._open_promise(data, name)
        elif what == partner_lines.PERSON:
            from ipe_events.tui.screens.person_forms import PersonForm

            self.app.push_screen(PersonForm(next(p for p in data.people if str(p.id) == name)))
        elif what == partner_lines.GROUP:
            from ipe_events.tui.screens.group import GroupScreen

            self.app.push_screen(GroupScreen(name))
        elif what == partner_lines.STATEMENT:
            self.action_states()
        elif what == partner_lines.EVENT:
            self.ipe.open_event(next(line for line in data.events if str(line.id) == name))
        else:
            self._open_closure(data, event.key)

    def _open_promise(self, data: PartnerData, name: str) -> None:
        from ipe_events.tui.screens.promise_form import PromiseForm

        promise = next(p for p in data.commitments if f"{p.line}/{p.year}" == name)
        self.app.push_screen(PromiseForm(None, promise))

    def _open_closure(self, data: PartnerData, key: str) -> None:
        from ipe_events.tui.screens.closure_form import ClosureForm

        number = key.partition(":")[2]
        self.app.push_screen(ClosureForm(next(c for c in data.closures if str(c.id) == number)))

    def action_open(self) -> None:
        """Open what is under the cursor."""
        self.query_one(LineList).action_choose()

    def action_promise_remove(self) -> None:
        """Take the promise under the cursor away, after asking."""
        from ipe_events.tui.screens.dialog import SureDialog

        what, _slash, name = (self.query_one(LineList).selected_key or "").partition("/")
        if what != partner_lines.PROMISE:
            self.notify(_("Choose a promise first."))
            return
        line, _cut, year = name.partition("/")

        def answered(sure: bool | None) -> None:
            if sure:
                where = (self._slug, line, year)
                self.order(lambda bridge: bridge.remove_promise(where), self.partner_gone)

        title = _("Take the promise for {year} away?").format(year=year)
        words = _("Hours that were worked stay, and count as hours without a promise.")
        dialog = SureDialog(title, words, do=_("Take away"), keep=_("Keep"))
        self.app.push_screen(dialog, answered)
