"""The agenda: what its keys and the mouse do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ipe_events.domain.records import EventLine
from ipe_events.i18n import N_, format_date
from ipe_events.tui.actions import bindings
from ipe_events.tui.aims import Aim, after, by_id, last_on, next_from
from ipe_events.tui.screens.agenda_shown import PAUSE, AgendaShown
from ipe_events.tui.widgets.event_list import EventList
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.month_grid import MonthGrid, month_on
from ipe_events.tui.widgets.row_list import RowList
from ipe_events.tui.widgets.view_bar import VIEWS
from ipe_events.tui.widgets.week_grid import DAYS

if TYPE_CHECKING:
    pass

CONTEXT_MONTHS = 2


class AgendaScreen(AgendaShown):
    """The days choose the event, the events choose the day."""

    AREA = "agenda"
    CSS_PATH = "agenda.tcss"
    HINTS = (
        "quick-add",
        "open",
        "move-event",
        "attend",
        "agenda-view",
        "edit",
        "undo",
        "mark-event",
        "filter",
        "go-to-date",
        "new-event",
        "plan-year",
        "invite",
        "today",
    )
    PURPOSE = N_(
        "What is planned and what was held: the days at the left, the events beside them. "
        "Tab goes from one to the other; v shows a month, a week or a day. Space marks events, "
        "which e then changes all at once; m picks one up, and the arrows move it."
    )
    BINDINGS = bindings(
        "quick-add",
        "new-event",
        "new-series",
        "plan-year",
        "find-date",
        "polls",
        "open",
        "edit",
        "move-event",
        "mark-event",
        "mark-all",
        "attend",
        "invite",
        "plan",
        "cancel-event",
        "attendance-list",
        "agenda-view",
        "go-to-date",
        "today",
        "earlier",
        "later",
        "filter",
        "back",
    )

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

    # Month, week and day

    def action_show_next_view(self) -> None:
        """The next of the views."""
        self.action_show_view(VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)])

    def action_show_view(self, view: str) -> None:
        """Another view of the same days: what was chosen stays chosen."""
        if view not in VIEWS or view == self._view:
            return
        event = self.chosen_event()
        day = self.grid.day
        if self.query_one(FilterLine).is_open and view != "month":
            self.query_one(FilterLine).close()
            self._text = ""
        self._view = view
        self._aim = by_id(event.id) if event is not None else None
        if view == "month":
            self._first = day.replace(day=1)
            self._aim = self._aim or next_from(day)
        self._lay_out(self.size.width)
        self.load()

    def action_go_to_date(self) -> None:
        """Ask for a day and go there."""
        from ipe_events.tui.screens.go_to_date import GoToDateDialog

        def given(day: date | None) -> None:
            if day is not None:
                self.grid.go(day)

        self.app.push_screen(GoToDateDialog(self._today), given)

    # The list and the days follow each other

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """The day of the event under the cursor is the day chosen."""
        message.stop()
        pane = self.pane
        if message.rows is not pane.in_front:
            return
        event = self.chosen_event()
        if message.rows is pane.week:
            day = pane.week.day
        elif event is not None:
            day = max(event.day, self._shown[0]) if self._shown else event.day
        elif message.key.isdigit():
            return  # An event that is no longer listed.
        else:
            day = date.fromisoformat(message.key)
        self.grid.day = day
        self._ask_month()
        self._show_chosen()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter on an event opens it, on a day without any plans one; on a guest it opens too."""
        message.stop()
        if message.rows is self.pane.in_front and self.chosen_event() is None:
            self.action_quick_add()
        else:
            self.action_open()

    def on_event_list_marked(self, message: EventList.Marked) -> None:
        """A click on its sign marks an event."""
        message.stop()
        self.action_mark_event()

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
            self.pane.in_front.focus()
        else:
            self.action_quick_add()

    def _go(self, day: date) -> None:
        self._ask_month()
        if self._view != "month":
            self._aim = _first_on(day)
            self._say_period()
            # Once that is drawn: the thread that reads keeps this one from drawing.
            self.call_after_refresh(self.load)
            return
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
        pane = self.pane
        return day < self._first or (pane.cut and day > pane.last_day)

    def _first_for(self, day: date) -> date:
        """Where a list that shows a day begins: with its month, unless that does not fit."""
        return day if self.pane.cut and day >= self._first else day.replace(day=1)

    def on_row_list_beyond(self, message: RowList.Beyond) -> None:
        """Past the first or last line come others."""
        message.stop()
        pane = self.pane
        if message.rows is not pane.in_front or self._text:
            return
        if self._view != "month":
            self._beyond_period(message.step)
        elif message.step < 0:
            self._look_back()
        elif pane.cut and pane.events.events:
            last = pane.events.events[-1]
            self._first, self._aim = last.day, after(last.id)
            self._day_follows = True
            self.load()

    def _beyond_period(self, step: int) -> None:
        """On to the day beside the week or the day shown, or a week further."""
        begin, end = self._period(self.grid.day)
        if abs(step) == DAYS:
            self.grid.go(self.grid.day + timedelta(days=step))
        else:
            self.grid.go((begin if step < 0 else end) + timedelta(days=step))

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
        return self.pane.in_front.selected

    def shown_events(self) -> list[EventLine]:
        """Every event that is listed."""
        return self.pane.events.events

    def show_marks(self) -> None:
        """Show which events are marked."""
        self.pane.events.mark(self.marked)
        self.pane.week.mark(self.marked)
        self._say_period()

    def typed_ahead(self) -> str:
        """With the days in hand: the chosen day."""
        begins = self.grid.has_focus or self._view != "month"
        return f"{format_date(self.grid.day, weekday=False)} " if begins else ""

    def made(self, event: EventLine) -> None:
        """Show a new event, wherever it lies."""
        filtered = self.query_one(FilterLine)
        if filtered.is_open:
            filtered.close()
        self._text = ""
        if self._is_outside(event.day):
            self._first = self._first_for(event.day)
        self._aim = by_id(event.id)
        self.grid.day = event.day
        self.load()

    def action_today(self) -> None:
        """Today, and the first event from today on."""
        self.grid.go(self._today)

    def action_earlier(self) -> None:
        """A month, a week or a day back."""
        self._by_period(-1)

    def action_later(self) -> None:
        """A month, a week or a day on."""
        self._by_period(1)

    def _by_period(self, step: int) -> None:
        if self._view == "month":
            self.grid.action_month(step)
        else:
            self.grid.action_move(step * (DAYS if self._view == "week" else 1))

    def action_filter(self) -> None:
        """Show only what matches, of any day."""
        self.action_show_view("month")
        self.query_one(FilterLine).open()
        self.ask(lambda bridge: bridge.vocabulary(), self.query_one(FilterLine).know)

    def go_to(self, text: str) -> None:
        """Show what matches a query."""
        self.action_filter()
        self.query_one(FilterLine).open(text)

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
            self._aim = next_from(self._today if text else self.grid.day)
            self.load()

    def on_filter_line_done(self) -> None:
        """On to what was found."""
        self.pane.in_front.focus()

    def action_back(self) -> None:
        """Empty and close the filter; else mark nothing any more."""
        filtered = self.query_one(FilterLine)
        if filtered.is_open:
            filtered.close()
            self.pane.in_front.focus()
        elif self.marked:
            self.clear_marks()


def _first_on(day: date) -> Aim:
    """The first event of a day; none when it has none."""
    return lambda found: next(
        (event for event in found if event.day <= day <= (event.until or event.day)), None
    )
