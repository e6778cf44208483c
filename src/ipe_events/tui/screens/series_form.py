"""A form for events that repeat, with every date it makes beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text

from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventLine, SeriesPlan
from ipe_events.i18n import N_, _, ngettext
from ipe_events.tui import event_lines, event_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.event_fields import EventFields
from ipe_events.tui.event_lines import Line
from ipe_events.tui.screens.event_form import EventFormScreen
from ipe_events.tui.series_fields import SeriesFields
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.widget import Widget

    from ipe_events.tui.bridge_events import FormData


class SeriesFormScreen(EventFormScreen):
    """Gives the series that was planned."""

    TITLE_WORDS = N_("New series")
    CHOOSES_AHEAD = True
    HINTS = ("save", "plan-skipped", "back")
    PURPOSE = N_(
        "Plans events that repeat: from a first day until a last one, every so many weeks or on "
        "the same day of a month. Beside or below the form stand the dates this makes, and those "
        "that are left out with the holiday they fall in; Tab goes there, and Space plans a date "
        "after all."
    )
    BINDINGS = bindings("plan-skipped")

    def __init__(self, day: date) -> None:
        super().__init__(None, day)

    def make_fields(self, data: FormData, day: date) -> EventFields:
        """Those of a series."""
        return SeriesFields(data, day)

    @property
    def _of_series(self) -> SeriesFields | None:
        return self._fields if isinstance(self._fields, SeriesFields) else None

    def _touched(self, control: Widget) -> None:
        if self._of_series is not None and self._filled:
            self._of_series.follow_repeats()
        super()._touched(control)

    def on_choice_row_changed(self, message: ChoiceRow.Changed) -> None:
        """Other holidays, other dates are left out."""
        if self._of_series is not None and message.row.id in ("repeats", "holidays"):
            self._of_series.taken_back.clear()
        super().on_choice_row_changed(message)

    def look_ahead(self) -> None:
        """Ask which dates it makes."""
        if self._of_series is None:
            return
        try:
            wanted = self._of_series.series()
        except Refused as refused:
            self.looked(refused)
            return
        self.foresee(lambda bridge: bridge.preview_series(wanted), self._show_dates)

    def _show_dates(self, plan: SeriesPlan) -> None:
        fields = self._of_series
        if fields is not None:
            back = frozenset(fields.taken_back)
            self.query_one("#ahead", LineList).show(
                lambda width: list(_dates(plan, back, width - 1))
            )

    def action_plan_skipped(self) -> None:
        """Plan the date in hand after all, or leave it out again."""
        fields, ahead = self._of_series, self.query_one("#ahead", LineList)
        if fields is None or ahead.selected_key is None or not ahead.has_focus:
            self.notify(_("Choose a date that was left out first, with Tab and the arrows."))
            return
        fields.taken_back ^= {date.fromisoformat(ahead.selected_key)}
        self.look_ahead()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter or a click does what space does."""
        message.stop()
        self.action_plan_skipped()

    def save(self) -> None:
        """Plan them all, as one change."""
        if self._of_series is not None:
            self.no_longer_wrong()
            wanted = self._of_series.series()
            self.saving = True
            self.order(lambda bridge: bridge.add_series(wanted), self._planned)

    def _planned(self, plan: SeriesPlan) -> None:
        self.dismiss(plan)


def _dates(plan: SeriesPlan, back: frozenset[date], width: int) -> Iterator[Line]:
    """Every date in order: planned, moved, left out, taken back."""
    count = ngettext("{number} event", "{number} events", len(plan.events))
    words = count.format(number=len(plan.events))
    if plan.skipped:
        words += " · " + _("{number} left out").format(number=len(plan.skipped))
    yield None, Text(words, style="bold")
    found: list[tuple[date, Line]] = [(one.day, _event(one, back, width)) for one in plan.events]
    for skipped in plan.skipped:
        text = Text(f"  {event_text.day_and_month(skipped.day)}", no_wrap=True, end="")
        why = _("left out") + f": {visible(skipped.reason)}"
        text.append(f" {skipped.day.year}  {why}", "dim")
        found.append((skipped.day, (skipped.day.isoformat(), text)))
    yield from (line for _day, line in sorted(found, key=lambda one: one[0]))
    yield from event_lines.checks(plan.checks, width)


def _event(one: EventLine, back: frozenset[date], width: int) -> Line:
    original = date.fromisoformat(one.original_start[:10]) if one.original_start else one.day
    text = Text(no_wrap=True, end="")
    text.append(f"{event_text.STATE_MARKS[one.state]} {event_text.day_and_month(one.day)}")
    text.append(f" {one.day.year}  {event_text.span(one)}", "dim")
    if original != one.day:
        text.append("  " + _("instead of {day}").format(day=event_text.day_and_month(original)))
    if one.day in back:
        text.append("  " + _("taken back"))
        return one.day.isoformat(), text
    return None, text
