"""The agenda: a month of days beside the events from that month on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget

from ipe_events.domain.records import EventLine, EventPage
from ipe_events.i18n import N_, format_date
from ipe_events.tui.actions import bindings
from ipe_events.tui.aims import Aim, after, by_id, last_on, next_from
from ipe_events.tui.screens.base import AreaScreen
from ipe_events.tui.screens.event_actions import EventActions
from ipe_events.tui.widgets.area_tabs import AreaTabs
from ipe_events.tui.widgets.event_details import EventDetails
from ipe_events.tui.widgets.event_list import EventList
from ipe_events.tui.widgets.event_pane import EventPane
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.month_grid import MonthGrid, month_on
from ipe_events.tui.widgets.month_side import MonthSide
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_events import AgendaData, MonthData

PAUSE = 0.15
CONTEXT_MONTHS = 2


class AgendaScreen(EventActions, AreaScreen):
    """The days choose the event, the events choose the day."""

    AREA = "agenda"
    CSS_PATH = "agenda.tcss"
    HINTS = (
        "quick-add",
        "open",
        "attend",
        "undo",
        "new-event",
        "plan-year",
        "edit",
        "invite",
        "filter",
        "today",
        "earlier",
        "later",
        "find-date",
        "polls",
    )
    PURPOSE = N_(
        "What is planned and what was held: the days at the left, the events beside them. "
        "Tab goes from one to the other."
    )
    BINDINGS = bindings(
        "quick-add",
        "new-event",
        "plan-year",
        "find-date",
        "polls",
        "open",
        "edit",
        "attend",
        "invite",
        "plan",
        "cancel-event",
        "today",
        "earlier",
        "later",
        "filter",
        "back",
    )

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._first = date.min
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

    def action_plan_year(self) -> None:
        """Plan the meetings of a whole year."""
        from ipe_events.tui.screens.year_planner import YearPlannerScreen

        self.app.push_screen(YearPlannerScreen(), self._year_planned)

    def _year_planned(self, event: EventLine | None) -> None:
        if event is not None:
            self.made(event)

    def action_find_date(self) -> None:
        """Find a date that suits a group."""
        from ipe_events.tui.screens.find_date import FindDateScreen

        self.app.push_screen(FindDateScreen(), self._year_planned)

    def action_polls(self) -> None:
        """Look at what was answered to polls."""
        from ipe_events.tui.screens.polls import PollsScreen

        self.app.push_screen(PollsScreen())

    # What is shown

    def load(self) -> None:
        """Ask for the list; when it is seen, for the days and for what waits to be sent."""
        first, text = self._first, self._text
        self.ask(lambda bridge: bridge.agenda(first, text), self.show)

    def show(self, data: AgendaData) -> None:
        """Fill the list and choose what was aimed at."""
        self.query_one(AreaTabs).programme = data.programme.name
        aim, self._aim = self._aim, None
        found = aim(data.events) if aim is not None else None
        pane = self.query_one(EventPane)
        pane.show(data.events, data.total, select=found.id if found else None)
        pane.say_why_empty(self._first, self._text)
        if found is not None and self._day_follows:
            self.query_one(MonthGrid).day = found.day
        self._day_follows = False
        self._show_chosen()
        if self._complete:
            self._ask_the_rest()
        else:
            # What a thread imports for the first answers keeps the list from being drawn.
            self.set_timer(PAUSE, self._ask_the_rest)

    def _ask_the_rest(self) -> None:
        self._complete = True
        self._ask_month(again=True)
        self.ask(lambda bridge: bridge.pending(), self._show_pending)

    def _show_pending(self, count: int) -> None:
        self.query_one(AreaTabs).pending = count

    def _ask_month(self, *, again: bool = False) -> None:
        grid = self.query_one(MonthGrid)
        first, last, text = grid.first_shown, grid.last_shown, self._text
        if again or self._known_month != (first, text):
            self._known_month = (first, text)
            self.ask(lambda bridge: bridge.month(first, last, text), self._show_month)

    def _show_month(self, data: MonthData) -> None:
        self.query_one(MonthSide).show(data.states, data.public, data.school)

    def _show_chosen(self) -> None:
        """The event under the cursor, in a few lines and as a page."""
        event = self.chosen_event()
        self.query_one(MonthSide).show_event(event)
        if self._details_timer is not None:
            self._details_timer.stop()
        self._details_timer = self.set_timer(PAUSE, self._ask_details)

    def _ask_details(self) -> None:
        details, event = self.query_one(EventDetails), self.chosen_event()
        if not details.display or not self.has_class("-widest"):
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
        if self._began:
            self._ask_details()

    # The list and the days follow each other

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """The day of the event under the cursor is the day chosen."""
        message.stop()
        event = self.chosen_event()
        if message.rows.id != "events" or event is None:
            return
        self.query_one(MonthGrid).day = event.day
        self._ask_month()
        self._show_chosen()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter on an event opens it; on a guest in the pane too."""
        message.stop()
        self.action_open()

    def on_month_grid_moved(self, message: MonthGrid.Moved) -> None:
        """The first event from the chosen day on is chosen."""
        message.stop()
        if not isinstance(message, MonthGrid.Opened):
            self._go(message.day)

    def on_month_grid_opened(self, message: MonthGrid.Opened) -> None:
        """A day with events gives them the keys; an empty one is planned on."""
        message.stop()
        event = self.chosen_event()
        if event is not None and event.day <= message.day <= (event.until or event.day):
            self.query_one(EventList).focus()
        else:
            self.action_quick_add()

    def _go(self, day: date) -> None:
        self._ask_month()
        if not self._text and self._is_outside(day):
            self._first, self._aim = self._first_for(day), next_from(day)
            self.load()
            return
        listed = self.query_one(EventList)
        event = next_from(day)(listed.events)
        with self.prevent(RowList.Highlighted):
            if event is not None:
                listed.select(str(event.id))
        self._show_chosen()

    def _is_outside(self, day: date) -> bool:
        pane = self.query_one(EventPane)
        return day < self._first or (pane.cut and day > pane.last_day)

    def _first_for(self, day: date) -> date:
        """Where a list that shows a day begins: with its month, unless that does not fit."""
        return day if self.query_one(EventPane).cut and day >= self._first else day.replace(day=1)

    def on_row_list_beyond(self, message: RowList.Beyond) -> None:
        """Past the first or last line come others."""
        message.stop()
        if message.rows.id != "events" or self._text:
            return
        listed = self.query_one(EventList)
        if message.step < 0:
            self._look_back()
        elif self.query_one(EventPane).cut and listed.events:
            last = listed.events[-1]
            self._first, self._aim = last.day, after(last.id)
            self._day_follows = True
            self.load()

    def _look_back(self) -> None:
        first, text = self._first, self._text
        self.ask(lambda bridge: bridge.last_day_before(first, text), self._earlier)

    def _earlier(self, day: date | None) -> None:
        if day is not None:
            self._first = month_on(day.replace(day=1), -CONTEXT_MONTHS)
            self._aim = last_on(day)
            self._day_follows = True
            self.load()

    # What can be done

    def chosen_event(self) -> EventLine | None:
        """The event under the cursor."""
        return self.query_one(EventList).selected

    def typed_ahead(self) -> str:
        """With the days in hand: the chosen day."""
        grid = self.query_one(MonthGrid)
        return f"{format_date(grid.day, weekday=False)} " if grid.has_focus else ""

    def made(self, event: EventLine) -> None:
        """Show a new event, wherever it lies."""
        filtered = self.query_one(FilterLine)
        if filtered.is_open:
            filtered.close()
        self._text = ""
        if self._is_outside(event.day):
            self._first = self._first_for(event.day)
        self._aim = by_id(event.id)
        self.query_one(MonthGrid).day = event.day
        self.load()

    def action_today(self) -> None:
        """Today, and the first event from today on."""
        self.query_one(MonthGrid).go(self._today)

    def action_earlier(self) -> None:
        """A month back."""
        self.query_one(MonthGrid).action_month(-1)

    def action_later(self) -> None:
        """A month on."""
        self.query_one(MonthGrid).action_month(1)

    def action_filter(self) -> None:
        """Show only what matches."""
        self.query_one(FilterLine).open()

    def on_filter_line_typed(self, message: FilterLine.Typed) -> None:
        """List what matches, once the typing pauses."""
        message.stop()
        if self._filter_timer is not None:
            self._filter_timer.stop()
        self._filter_timer = self.set_timer(PAUSE, self._filter)

    def _filter(self) -> None:
        text = self.query_one(FilterLine).text
        if text != self._text:
            self._text = text
            self._aim = next_from(self._today if text else self.query_one(MonthGrid).day)
            self.load()

    def on_filter_line_done(self) -> None:
        """On to what was found."""
        self.query_one(EventList).focus()

    def action_back(self) -> None:
        """Empty and close the filter."""
        filtered = self.query_one(FilterLine)
        if filtered.is_open:
            filtered.close()
            self.query_one(EventList).focus()
