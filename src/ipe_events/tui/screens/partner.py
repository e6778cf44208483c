"""One partner: hours with bars, promises per year, people, meetings of the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.budget import expected
from ipe_events.domain.promises import value_of
from ipe_events.domain.records import CommitmentLine
from ipe_events.i18n import N_, _, format_date, format_decimal_hours, format_money
from ipe_events.i18n.hour_words import RATES_FROM
from ipe_events.tui import event_text, hours_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, heading, remark, table
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.hours_actions import HoursActions
from ipe_events.tui.screens.yearly import YearlyScreen
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.hours_bar import legend
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.period_title import PeriodTitle
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge import PartnerData

Rows = Iterator[Row]
HOURS = "hours"
STATES = {"plan": N_("in the plan"), "signed": N_("signed")}


class PartnerScreen(HoursActions, YearlyScreen, PageScreen):
    """Everything of one partner in a year."""

    PURPOSE = N_(
        "One partner: its hours of the year, what it promised in each year, its people and the "
        "meetings it takes part in. Enter on hours lists what they are made of."
    )
    HINTS = ("open", "log-hours", "pace", "back", "earlier", "later", "year-kind", "undo")
    BINDINGS = bindings("open")
    CSS_PATH = "partner.tcss"

    def __init__(self, slug: str, year: str | None) -> None:
        super().__init__()
        self._slug = slug
        self.year = year
        self._data: PartnerData | None = None

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

    def show(self, data: PartnerData) -> None:
        """Show a year."""
        self._data = data
        period = data.hours.report.period
        self.keep(data.hours.periods, period)
        self.query_one(PeriodTitle).show(data.organisation.name, self.labels, period.label)
        page = self.query_one(LineList)
        read_from_the_top = page.selected_key is None
        page.show(lambda width: list(self._page(data, width)))
        if read_from_the_top:
            # The first line to choose is a meeting, below what this page is about.
            page.cursor = -1
            page.call_after_refresh(page.scroll_home, animate=False)

    def _page(self, data: PartnerData, width: int) -> Rows:
        yield from self._hours(data, width)
        yield from self._promises(data, width)
        yield from _people(data, width)
        yield from _meetings(data, width)

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

    def _promises(self, data: PartnerData, width: int) -> Rows:
        yield heading(_("Promised"))
        if not data.commitments:
            yield from remark(_("Nothing was promised; hours count as “no hours agreed”."), width)
            return
        columns = (
            Column(_("Year"), least=9),
            Column(_("Line"), least=10, grow=True, most=40),
            Column(_("hours"), least=6, right=True),
            Column(_("rate"), least=8, right=True),
            Column(_("value"), least=9, right=True),
            Column(_("cash"), least=9, right=True),
            Column(_("state"), least=8),
        )
        lines = [_promise(item, data.hours.lines) for item in data.commitments]
        yield from table(columns, lines, width)
        rules = dict.fromkeys(item.worth.source for item in data.commitments if item.minutes)
        if rules:
            words = _("Rate: {rules}").format(
                rules="; ".join(_(RATES_FROM[rule]) for rule in rules)
            )
            yield from remark(words, width)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the meeting, or list what hours are made of."""
        kind, slash, plan_line = event.key.partition("/")
        if slash and kind == HOURS:
            self._open_hours(plan_line)
            return
        for line in self._data.events if self._data is not None else ():
            if str(line.id) == event.key:
                self.ipe.open_event(line)

    def action_open(self) -> None:
        """Open what is under the cursor."""
        self.query_one(LineList).action_choose()


def _promise(item: CommitmentLine, names: Mapping[str, str]) -> Line:
    rate, value = item.worth.rate, item.committed_value
    state = _(STATES[item.state]) if item.state in STATES else item.state
    if item.edited:
        state += ", " + _("by hand")
    return Line(
        (
            Text(item.year),
            plain(names.get(item.line, item.line)),
            Text("" if item.minutes is None else format_decimal_hours(item.committed)),
            Text("" if rate is None else format_money(value_of(60, rate))),
            Text(format_money(value, whole=True) if value else ""),
            Text(format_money(item.cash_cents, whole=True) if item.cash_cents else ""),
            plain(state),
        )
    )


def _people(data: PartnerData, width: int) -> Rows:
    yield heading(_("People"))
    if not data.people:
        words = _("Nobody is known yet: ipe-events person add --name … --org {org}")
        yield from remark(words.format(org=data.organisation.slug), width)
        return
    columns = (
        Column(least=10, most=36, grow=True),
        Column(least=8, most=30, grow=True),
        Column(least=10, most=40),
        Column(least=8, most=30, from_width=90),
    )
    lines = [
        Line(
            (
                plain(person.name),
                plain(person.profession, "dim"),
                plain(person.email or ""),
                plain(", ".join(person.groups), "dim"),
            )
        )
        for person in data.people
    ]
    yield from table(columns, lines, width, heads=False)


def _meetings(data: PartnerData, width: int) -> Rows:
    yield heading(_("Meetings in {year}").format(year=data.hours.report.period.label))
    if not data.events:
        yield from remark(_("No meetings with this partner."), width)
        return
    columns = (
        Column(least=1),
        Column(least=9),
        Column(least=7, most=14),
        Column(least=12, most=80, grow=True),
        Column(least=4, most=30, from_width=64),
    )
    lines = [
        Line(
            (
                Text(event_text.STATE_MARKS[event.state]),
                Text(event_text.day_and_month(event.day)),
                Text(event_text.span(event)),
                plain(event.title, "strike" if event.state == "cancelled" else ""),
                plain(event.location, "dim"),
            ),
            key=str(event.id),
        )
        for event in data.events
    ]
    yield from table(columns, lines, width, heads=False)
