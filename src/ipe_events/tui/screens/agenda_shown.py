"""What the agenda shows: the days of a month beside the events, by month, week or day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget

from ipe_events.domain.records import EventLine, EventPage
from ipe_events.i18n import _, format_date, format_day_range, ngettext
from ipe_events.tui import event_text
from ipe_events.tui.actions import key_of
from ipe_events.tui.aims import Aim, next_from
from ipe_events.tui.screens.base import AreaScreen
from ipe_events.tui.screens.several_events import SeveralEvents
from ipe_events.tui.widgets.area_tabs import AreaTabs
from ipe_events.tui.widgets.event_details import EventDetails
from ipe_events.tui.widgets.event_list import EventList
from ipe_events.tui.widgets.event_pane import EventPane
from ipe_events.tui.widgets.month_grid import MonthGrid
from ipe_events.tui.widgets.month_side import MonthSide
from ipe_events.tui.widgets.view_bar import VIEWS, ViewBar
from ipe_events.tui.widgets.week_grid import DAYS

if TYPE_CHECKING:
    from ipe_events.tui.bridge_agenda import AgendaData, MonthData, PeriodData
    from ipe_events.tui.bridge_first import FirstLook

PAUSE = 0.15
# From this width on the days of a week stand beside each other.
COLUMNS = 112


class AgendaShown(SeveralEvents, AreaScreen):
    """Loads and shows; what its keys do stands in `agenda`."""

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._first = date.min
        self._view = VIEWS[0]
        self._shown: tuple[date, date] | None = None
        self._text = ""
        self._aim: Aim | None = None
        self._day_follows = False
        self._complete = False
        self._known_month: tuple[date, str] | None = None
        self._details_timer: Timer | None = None
        self._filter_timer: Timer | None = None

    def parts(self) -> Iterable[Widget]:
        """Days, events, and where there is room the event's page."""
        self._today = self.ipe.clock().date()
        self._first = self._today.replace(day=1)
        self._aim = next_from(self._today)
        yield Horizontal(
            MonthSide(self._today, id="side"),
            EventPane(id="middle"),
            EventDetails(id="details"),
            id="agenda",
        )

    def on_mount(self) -> None:
        """The list has the keys first."""
        self.query_one(EventList).focus()

    @property
    def pane(self) -> EventPane:
        """The middle."""
        return self.query_one(EventPane)

    @property
    def grid(self) -> MonthGrid:
        """The days."""
        return self.query_one(MonthGrid)

    def _load_first(self) -> None:
        """The list before the database's libraries: they take longer than all that is seen."""
        path, slug, first = self.ipe.workspace_path, self.ipe.programme_slug, self._first
        self.ipe.runner.look_up(
            self, lambda: _look(path, slug, first), self._show_first, self._unanswered
        )

    def _show_first(self, look: FirstLook | None) -> None:
        if look is not None and look.events:
            found = self._aimed(look.events)
            self.query_one(AreaTabs).programme = look.programme
            self.pane.show(look.events, look.total, select=found.id if found else None)
            self._say_period()
        # Once that is drawn: a thread that imports keeps this one from drawing.
        self.call_after_refresh(super()._load_first)

    def load(self) -> None:
        """Ask for the events; when they are seen, for the days and for what waits to be sent."""
        if self._view == "month":
            first, text = self._first, self._text
            self.ask(lambda bridge: bridge.agenda(first, text), self.show)
        else:
            begin, end = self._period(self.grid.day)
            hours = self._view == "day"
            self.ask(lambda bridge: bridge.period(begin, end, hours=hours), self._show_period)

    def _period(self, day: date) -> tuple[date, date]:
        """The first and last day of the week or the day that is shown with a day."""
        if self._view == "day":
            return day, day
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=DAYS - 1)

    def show(self, data: AgendaData) -> None:
        """Fill the list and choose what was aimed at."""
        if self._view != "month":
            return
        self.query_one(AreaTabs).programme = data.programme.name
        found = self._aimed(data.events)
        self._shown = None
        self.pane.show(data.events, data.total, select=found.id if found else None)
        self.pane.say_matches(data.total, data.whole, data.remarks)
        self.pane.say_why_empty(self._first, self._text)
        if found is not None and self._day_follows:
            self.grid.day = found.day
        self._showed(data.events)

    def _show_period(self, data: PeriodData) -> None:
        """Fill the week or the day."""
        if self._period(data.first) != (data.first, data.last) or self._view == "month":
            return
        self.query_one(AreaTabs).programme = data.programme.name
        found = self._aimed(data.events)
        if found is not None and self._day_follows:
            self.grid.day = min(max(found.day, data.first), data.last)
        day, other = self.grid.day, self._shown != (data.first, data.last)
        self._shown = data.first, data.last
        select = str(found.id) if found is not None else None
        pane = self.pane
        if self._view == "day":
            pane.events.show_day(data.events, data.hours, select=select)
            pane.say_empty_day()
        else:
            days = [data.first + timedelta(days=number) for number in range(DAYS)]
            if select is None and other:
                there = next_from(day)([one for one in data.events if one.day >= day])
                select = str(there.id) if there and there.day == day else day.isoformat()
            pane.events.show_week(days, data.events, data.off, self._today, select=select)
            event = found or (None if other else pane.week.selected)
            pane.week.show(
                data.first,
                data.events,
                data.off,
                self._today,
                day=day,
                select=event.id if event is not None else None,
            )
        pane.say_count(len(data.events), data.total, empty=self._view == "day")
        self._showed(data.events)

    def _aimed(self, found: Iterable[EventLine]) -> EventLine | None:
        aim, self._aim = self._aim, None
        return aim(tuple(found)) if aim is not None else None

    def _showed(self, found: Iterable[EventLine]) -> None:
        self._day_follows = False
        self.forget_marks(found)
        self._say_period()
        self._show_chosen()
        self._ask_the_rest()

    def _say_period(self) -> None:
        """Above the events: which days, or how many are marked."""
        bar, day = self.query_one(ViewBar), self.grid.day
        if self.marked:
            words = ngettext("{number} marked", "{number} marked", len(self.marked))
            said = f"{event_text.MARKED} {words.format(number=len(self.marked))}"
            words = _("{key} changes them").format(key=key_of("edit"))
            bar.show(self._view, f"{said} · {words}", said)
        elif self._view == "month":
            words = _("from {month} on").format(month=event_text.month_heading(self._first))
            bar.show(self._view, words if not self._text else _("what matches"))
        elif self._view == "week":
            monday, sunday = self._period(day)
            week = _("week {number}").format(number=monday.isocalendar().week)
            days = format_day_range(monday, sunday, weekday=False)
            bar.show(self._view, f"{week} · {days}", f"{week} · {days.rsplit(' ', 1)[0]}")
        else:
            bar.show(self._view, event_text.long_day(day), format_date(day))

    def _ask_the_rest(self) -> None:
        self._complete = True
        self._ask_month(again=True)
        self.ask(lambda bridge: bridge.pending(), self._show_pending)

    def _show_pending(self, count: int) -> None:
        self.query_one(AreaTabs).pending = count

    def _ask_month(self, *, again: bool = False) -> None:
        grid = self.grid
        first, last, text = grid.first_shown, grid.last_shown, self._text
        if again or self._known_month != (first, text):
            self._known_month = (first, text)
            self.ask(lambda bridge: bridge.month(first, last, text), self._show_month)

    def _show_month(self, data: MonthData) -> None:
        self.query_one(MonthSide).show(data.states, data.public, data.school, data.closed)

    def _show_chosen(self) -> None:
        """The event under the cursor, in a few lines and as a page."""
        self.query_one(MonthSide).show_event(self.chosen_event())
        if self._details_timer is not None:
            self._details_timer.stop()
        self._details_timer = self.set_timer(PAUSE, self._ask_details)

    def _ask_details(self) -> None:
        details, event = self.query_one(EventDetails), self.chosen_event()
        seen = self.has_class("-highest" if self.has_class("-columns") else "-widest")
        if not details.display or not seen:
            return
        if event is None:
            details.clear()
        else:
            number = event.id
            self.ask(lambda bridge: bridge.event(number), self._show_details)

    def _show_details(self, page: EventPage) -> None:
        event = self.chosen_event()
        if event is not None and event.id == page.event.id:
            self.query_one(EventDetails).show_page(page)

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room the list is alone; where there is much the page comes."""
        self.set_class(event.size.width < 72, "-slim")
        self._lay_out(event.size.width)
        if self._began:
            self._ask_details()

    def _lay_out(self, width: int) -> None:
        """The days of a week beside each other where there is room for them."""
        pane, had = self.pane, self.pane.in_front.has_focus
        columns = self._view == "week" and width >= COLUMNS
        self.set_class(columns, "-columns")
        pane.set_class(columns, "-columns")
        if had or columns:
            pane.in_front.focus()


def _look(path: Path, programme: str | None, first: date) -> FirstLook | None:
    from ipe_events.tui.bridge_first import look

    return look(path, programme, first)
