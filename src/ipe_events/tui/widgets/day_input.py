"""Inputs for days and times, in the words people use; the arrows go up and down."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from textual.binding import Binding, BindingType
from textual.widgets import Input

from ipe_events.domain.errors import Refused
from ipe_events.domain.when import parse_clock, parse_day
from ipe_events.i18n import format_date
from ipe_events.tui.widgets.guarded import Guarded

STEP = timedelta(minutes=15)
ARROWS: list[BindingType] = [
    Binding("up", "step(1)", show=False),
    Binding("down", "step(-1)", show=False),
]


class DayInput(Guarded, Input):
    """Takes `12 jan`, `di`, `+2w`, `12-1-2027`; days without a year count from `today` on."""

    BINDINGS = ARROWS

    def __init__(self, field: str, today: date, value: date | None = None) -> None:
        super().__init__(format_date(value) if value else "", id=field, compact=True)
        self.field = field
        self.today = today

    def day(self) -> date | None:
        """The day, None when nothing is typed; refuses what is no day."""
        text = self.value.strip()
        return parse_day(text, self.today, self.field) if text else None

    def action_step(self, days: int) -> None:
        """So many days on; from today when there is no day yet."""
        try:
            day = self.day() or self.today - timedelta(days=days)
            self.value = format_date(day + timedelta(days=days))
        except (Refused, OverflowError):
            return


class TimeInput(Guarded, Input):
    """Takes `13`, `13:30`, `13u30`."""

    BINDINGS = ARROWS

    def __init__(self, field: str, value: time | None = None) -> None:
        super().__init__(f"{value:%H:%M}" if value else "", id=field, compact=True)
        self.field = field

    def clock(self) -> time | None:
        """The time, None when nothing is typed; refuses what is no time."""
        text = self.value.strip()
        return parse_clock(text, self.field) if text else None

    def action_step(self, quarters: int) -> None:
        """So many quarters of an hour on, within the day."""
        try:
            moment = datetime.combine(date.min, self.clock() or time(9)) + timedelta(days=1)
        except Refused:
            return
        later = moment + quarters * STEP
        if later.date() == moment.date():
            self.value = f"{later:%H:%M}"
