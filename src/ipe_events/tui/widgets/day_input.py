"""Inputs for days and times, in the words people use; the arrows go up and down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from textual.binding import Binding, BindingType
from textual.widgets import Input

from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.quick_add import DayAndTimes, parse_day_and_times
from ipe_events.domain.when import leaves_year_out, parse_clock
from ipe_events.i18n import format_date
from ipe_events.i18n.day_words import understood
from ipe_events.tui.widgets.guarded import Guarded

STEP = timedelta(minutes=15)


def _steps(far: int) -> list[BindingType]:
    """The arrows go one on or back, with ctrl or the page keys so many."""
    return [
        Binding("up", "step(1)", show=False),
        Binding("down", "step(-1)", show=False),
        Binding("pageup,ctrl+up", f"step({far})", show=False),
        Binding("pagedown,ctrl+down", f"step(-{far})", show=False),
    ]


class TimeInput(Guarded, Input):
    """Takes `13`, `13:30`, `13u30`, `half 2`; the arrows a quarter of an hour, or an hour."""

    BINDINGS = _steps(4)

    def __init__(self, field: str, value: time | None = None) -> None:
        super().__init__(f"{value:%H:%M}" if value else "", id=field, compact=True)
        self.field = field

    def clock(self) -> time | None:
        """The time, None when nothing is typed; refuses what is no time."""
        text = self.value.strip()
        return parse_clock(text, self.field) if text else None

    def understood(self) -> str:
        """The time as it is read, when it is written otherwise; refuses what is no time."""
        clock = self.clock()
        words = f"{clock:%H:%M}" if clock is not None else ""
        return "" if words == self.value.strip() else words

    def write(self, clock: time) -> None:
        """Type a time."""
        self.value = f"{clock:%H:%M}"

    def action_step(self, quarters: int) -> None:
        """So many quarters of an hour on, within the day."""
        try:
            moment = datetime.combine(date.min, self.clock() or time(9)) + timedelta(days=1)
        except Refused:
            return
        later = moment + quarters * STEP
        if later.date() == moment.date():
            self.write(later.time())


class DayInput(Guarded, Input):
    """Takes `12 jan`, `di`, `+2w`, `12-1-2027`; days without a year count from `today` on.

    The arrows go a day on or back, or a week. With `until`, `start` and `end` it takes what goes
    there as well, `volgende week do 13-15`, and hands it on when it is left.
    """

    BINDINGS = _steps(7)

    def __init__(
        self,
        field: str,
        today: date,
        value: date | None = None,
        *,
        until: DayInput | None = None,
        start: TimeInput | None = None,
        end: TimeInput | None = None,
    ) -> None:
        super().__init__(format_date(value) if value else "", id=field, compact=True)
        self.field = field
        self.today = today
        self.off: Mapping[date, str] = {}
        self._until, self._start, self._end = until, start, end

    def said(self) -> DayAndTimes | None:
        """Everything that is typed here, None when nothing is; refuses what cannot be read."""
        text = self.value.strip()
        if not text:
            return None
        said = parse_day_and_times(text, self.today, self.field)
        homeless = (said.until and not self._until) or (said.start and not self._start)
        if homeless or (said.end and not self._end):
            raise refuse("not-a-date", self.field, value=text)
        return said

    def day(self) -> date | None:
        """The day, None when nothing is typed; refuses what is no day."""
        said = self.said()
        return said.day if said is not None else None

    def understood(self) -> str:
        """The day as it is read, with its weekday, week and name; refuses what is no day."""
        said = self.said()
        if said is None:
            return ""
        chosen = leaves_year_out(self.value) and said.day.year != self.today.year
        return understood(said, off=self.off.get(said.day, ""), year_was_chosen=chosen)

    def hand_on(self) -> None:
        """Put what belongs in other inputs there, where nothing is typed yet."""
        try:
            said = self.said()
        except Refused:
            return
        if said is None or (said.until is None and said.start is None):
            return
        if said.until is not None and self._until is not None:
            self._until.value = format_date(said.until)
        if said.start is not None and self._start is not None:
            self._start.write(said.start)
        if said.end is not None and self._end is not None:
            self._end.write(said.end)
        self.value = format_date(said.day)

    def on_blur(self) -> None:
        """What else was typed goes where it belongs."""
        self.hand_on()

    def action_step(self, days: int) -> None:
        """So many days on; from today when there is no day yet."""
        try:
            day = self.day() or self.today - timedelta(days=days)
            self.value = format_date(day + timedelta(days=days))
        except (Refused, OverflowError):
            return
