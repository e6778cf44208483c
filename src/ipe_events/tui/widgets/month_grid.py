"""A month of days with week numbers: what happens on each, days off, today, the day chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ipe_events.domain.drafts import FIRST_YEAR, LAST_YEAR
from ipe_events.i18n import WEEKDAYS_SHORT, _
from ipe_events.tui.actions import moving
from ipe_events.tui.event_text import STATE_MARKS, STATE_TONES, month_heading
from ipe_events.tui.text import tone
from ipe_events.tui.widgets.guarded import Guarded

WEEKS = 6
CELL = 4
WIDTH = 3 + 7 * CELL
# Of several events on a day the sign of the first of these shows.
WEIGHT = ("planned", "draft", "held", "cancelled")
PUBLIC, SCHOOL, CLOSED = "*", "~", "#"
# Where a meeting was that is being moved.
ORIGIN = "□"
FIRST, LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


class MonthGrid(Guarded, Widget, can_focus=True):
    """Moves by day, week and month; Monday comes first, weeks are numbered as in ISO 8601."""

    DEFAULT_CSS = f"""
    MonthGrid {{
        width: {WIDTH}; height: {WEEKS + 2};
        & > .month--today {{ text-style: bold underline; }}
        & > .month--day {{ background: $block-cursor-blurred-background; text-style: bold; }}
        &:ansi > .month--day, &:nocolor > .month--day {{ text-style: bold underline; }}
        &:ansi > .month--today, &:nocolor > .month--today {{ text-style: bold italic; }}
        &:focus > .month--day {{
            background: $block-cursor-background; color: $block-cursor-foreground;
        }}
    }}
    """
    COMPONENT_CLASSES = {"month--today", "month--day"}
    BINDINGS = [
        *moving(
            left="move(-1)",
            right="move(1)",
            up="move(-7)",
            down="move(7)",
            page_up="month(-1)",
            page_down="month(1)",
            first="edge(-1)",
            last="edge(1)",
        ),
        Binding("enter", "choose", show=False),
    ]
    day: reactive[date] = reactive(FIRST)

    class Moved(Message):
        """Another day was chosen with the keys or the mouse."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Opened(Moved):
        """Enter was pressed on a day, or the chosen day was clicked."""

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.today = today
        self.states: Mapping[date, frozenset[str]] = {}
        self.public: Mapping[date, str] = {}
        self.school: Mapping[date, str] = {}
        self.closed: Mapping[date, str] = {}
        self.origin: date | None = None
        self.set_reactive(MonthGrid.day, today)

    def show(
        self,
        states: Mapping[date, frozenset[str]],
        public: Mapping[date, str],
        school: Mapping[date, str],
        closed: Mapping[date, str],
    ) -> None:
        """What happens on each day, the names of the days off and of who is closed."""
        self.states, self.public, self.school, self.closed = states, public, school, closed
        self.refresh()

    def off(self, day: date) -> str:
        """Why a day is off, or who is closed; "" for nothing."""
        words = (self.public.get(day) or self.school.get(day), self.closed.get(day))
        return " · ".join(word for word in words if word)

    def validate_day(self, day: date) -> date:
        """No day outside what calendars can hold."""
        return min(max(day, FIRST), LAST)

    @property
    def first_shown(self) -> date:
        """The Monday the grid begins with."""
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())

    @property
    def last_shown(self) -> date:
        """The Sunday the grid ends with."""
        return self.first_shown + timedelta(days=7 * WEEKS - 1)

    def render(self) -> Text:
        """The month's name, the days' names, six weeks."""
        text = Text(no_wrap=True, end="")
        text.append_text(self._title())
        text.append("\n")
        names = "".join(f"{_(name)[:2]:>3} " for name in WEEKDAYS_SHORT)
        text.append(_("wk")[:2].rjust(2) + f" {names}", style="dim")
        for week in range(WEEKS):
            monday = self.first_shown + timedelta(weeks=week)
            text.append("\n")
            text.append(f"{monday.isocalendar().week:2d} ", style="dim")
            for number in range(7):
                text.append_text(self._cell(monday + timedelta(days=number)))
        return text

    def _title(self) -> Text:
        name = month_heading(self.day).center(WIDTH - 6)
        text = Text(no_wrap=True, end="")
        text.append(" ◂ ", style=Style(meta={"@click": "screen.earlier"}))
        text.append(name, style="bold")
        return text.append(" ▸ ", style=Style(meta={"@click": "screen.later"}))

    def _cell(self, day: date) -> Text:
        signs = ((PUBLIC, self.public), (SCHOOL, self.school), (CLOSED, self.closed))
        off = next((sign for sign, days in signs if day in days), " ")
        states = self.states.get(day, frozenset())
        state = next((name for name in WEIGHT if name in states), "")
        style = Style(meta={"day": day.toordinal()})
        if day.month != self.day.month:
            style += Style(dim=True)
        if day == self.today:
            style += self.get_component_rich_style("month--today", partial=True)
        chosen = Style()
        if day == self.day:
            chosen = self.get_component_rich_style("month--day", partial=True)
        cell = Text(no_wrap=True, end="")
        quiet = Style(dim=True)
        cell.append(off, style=Style(meta={"day": day.toordinal()}) + quiet + chosen)
        cell.append(f"{day.day:2d}", style=style + chosen)
        mark = tone(self.app, STATE_TONES[state]) if state and day != self.day else Style()
        meta = Style(meta={"day": day.toordinal()})
        sign = ORIGIN if day == self.origin else STATE_MARKS.get(state, " ")
        return cell.append(sign, style=meta + mark + chosen)

    def go(self, day: date) -> None:
        """Choose a day, and tell."""
        self.day = day
        self.post_message(self.Moved(self.day))

    def action_move(self, days: int) -> None:
        """So many days on or back."""
        self.go(self.day + timedelta(days=days))

    def action_month(self, months: int) -> None:
        """The same day of another month, or its last day."""
        self.go(month_on(self.day, months))

    def action_edge(self, step: int) -> None:
        """To the Monday or Sunday of this week."""
        self.go(
            self.day + timedelta(days=6 - self.day.weekday() if step > 0 else -self.day.weekday())
        )

    def action_choose(self) -> None:
        """Open this day."""
        self.post_message(self.Opened(self.day))

    def on_click(self, event: events.Click) -> None:
        """A click chooses a day; on the chosen day it opens it."""
        ordinal = event.style.meta.get("day")
        if not isinstance(ordinal, int):
            return
        day = date.fromordinal(ordinal)
        if day == self.day:
            self.action_choose()
        else:
            self.go(day)


def month_on(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(years, FIRST_YEAR), LAST_YEAR)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
