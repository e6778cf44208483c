"""The left side of the agenda: the month, the chosen day, the event in hand, the signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from rich.text import Text
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import EventLine
from ipe_events.i18n import _
from ipe_events.tui import event_lines, event_text
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.month_grid import CLOSED, PUBLIC, SCHOOL, MonthGrid


class MonthSide(Vertical):
    """Says in words what the signs in the grid mean."""

    DEFAULT_CSS = """
    MonthSide {
        width: 33; padding: 0 1; border-right: solid $line;
        & > .side--day { height: 2; margin-top: 1; text-style: bold; }
        & > .side--event { height: 1fr; margin-top: 1; }
        & > .side--signs { height: 4; }
    }
    """

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._today = today

    def compose(self) -> Iterable[Widget]:
        """From the month down to the signs."""
        yield MonthGrid(self._today, id="month")
        yield Static("", classes="side--day", markup=False)
        lines = LineList(classes="side--event")
        lines.can_focus = False
        yield lines
        yield Static(_signs(), classes="side--signs", markup=False)

    def show(
        self,
        states: Mapping[date, frozenset[str]],
        public: Mapping[date, str],
        school: Mapping[date, str],
        closed: Mapping[date, str],
    ) -> None:
        """What happens in the month."""
        self.query_one(MonthGrid).show(states, public, school, closed)
        self.say_day()

    def show_event(self, event: EventLine | None) -> None:
        """The event in hand, in a few lines."""
        self.query_one(LineList).show(
            lambda width: event_lines.summary(event, width) if event else []
        )
        self.say_day()

    def say_day(self) -> None:
        """The chosen day in words, and why it is off."""
        grid = self.query_one(MonthGrid)
        words = f"{event_text.long_day(grid.day)}\n{grid.off(grid.day)}".strip()
        self.query_one(".side--day", Static).update(visible(words))


def _signs() -> Text:
    states = [event_text.state_words(state) for state in event_text.STATE_MARKS]
    states += [f"{PUBLIC} " + _("holiday"), f"{SCHOOL} " + _("school holiday")]
    states += [f"{CLOSED} " + _("closed"), f"{event_text.MARKED} " + _("marked")]
    rows = zip(states[::2], states[1::2], strict=True)
    return Text("\n".join(f"{one:<13} {other}" for one, other in rows), style="dim")
