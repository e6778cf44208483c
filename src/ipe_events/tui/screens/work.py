"""Work expected of partners outside meetings: what came of it and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.search import Facts
from ipe_events.i18n import N_, _, format_date, format_day_range, format_decimal_hours
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.screens.hours_form import AboutHours, partners, with_undo
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_table import LineTable

if TYPE_CHECKING:
    from ipe_events.domain.planned_work import WorkDraft, WorkLine
    from ipe_events.tui.bridge_hours import HourChoices


class WorkScreen(Filtered, PageScreen):
    """The list; what is left counts in the forecast."""

    PURPOSE = N_(
        "Work that partners are to do outside meetings. Hours they log on the same line in those "
        "days fulfil it; what is left is spread over the days of school to come and counts in the "
        "forecast. When its days have passed, what is left has not been received yet."
    )
    HINTS = ("work-new", "take-away", "back", "filter", "undo")
    BINDINGS = bindings("work-new", "take-away")
    CSS_PATH = "work.tcss"
    _found: Sequence[WorkLine] = ()

    def __init__(self, organisation: str | None = None, plan_line: str | None = None) -> None:
        super().__init__()
        self._organisation = organisation
        self._line = plan_line

    def parts(self) -> Iterable[Widget]:
        """The list under its titles."""
        table = LineTable(id="work")
        yield Static(_("Work outside meetings"), classes="title", markup=False)
        yield FilterLine()
        yield table.heads
        yield table
        words = _("No work outside meetings is expected yet.")
        yield EmptyState(f"{words}\n\n" + _("n adds it."), id="nothing")

    def load(self) -> None:
        """Ask what is expected."""
        self.ask(lambda bridge: bridge.work(), self.show)

    def show(self, found: Sequence[WorkLine]) -> None:
        """Show it."""
        self._found = found
        self.refill()

    def refill(self) -> None:
        """Show what matches."""
        found = self.narrowed(self._found, _facts)
        columns = (
            Column(_("Partner"), least=12, most=34, grow=True),
            Column(_("What"), least=10, most=40, grow=True),
            Column(_("Days"), least=19, most=28),
            Column(_("hours"), least=5, right=True),
            Column(_("done"), least=6, right=True, from_width=90),
            Column(_("left"), least=9, right=True),
            Column(_("state"), least=8, most=20),
        )
        self.query_one(LineTable).show(columns, [_line(one) for one in found])
        self.set_class(not self._found, "-nothing")

    def action_work_new(self) -> None:
        """Expect work of a partner."""

        def kept(words: str | None) -> None:
            if words:
                self.notify(words)

        self.app.push_screen(WorkForm(self._organisation, self._line), kept)

    def action_take_away(self) -> None:
        """Expect it no longer."""
        key = self.query_one(LineTable).selected_key
        if key is None:
            self.notify(_("There is nothing to take away."))
            return

        def gone(_nothing: None) -> None:
            self.notify(with_undo(_("Taken away")))
            self.load()

        self.order(lambda bridge: bridge.remove_work(int(key)), gone)


def _facts(one: WorkLine) -> Facts:
    """What expected work is found by."""
    values = {
        "partner": ((one.organisation, one.organisation_name),),
        "line": ((one.line or "",),),
    }
    return Facts((one.organisation_name, one.activity), values, one.starts, one.ends)


def _line(one: WorkLine) -> Line:
    state, style = "", ""
    if one.overdue:
        state, style = _("not received"), "bold"
    elif not one.left:
        state = "✓ " + _("done")
    return Line(
        (
            plain(one.organisation_name),
            plain(one.activity),
            Text(format_day_range(one.starts, one.ends, weekday=False)),
            Text(format_decimal_hours(one.minutes)),
            Text(format_decimal_hours(one.realised) if one.realised else "·"),
            Text(format_decimal_hours(one.left) if one.left else "·"),
            plain(state, style),
        ),
        key=str(one.id),
    )


class WorkForm(AboutHours):
    """Gives the sentence that says what was added."""

    PURPOSE = N_(
        "Work that a partner is to do outside meetings, from a day to a day. It counts in the "
        "forecast until it is done."
    )

    def __init__(self, organisation: str | None, plan_line: str | None) -> None:
        super().__init__(_("Work outside meetings"))
        self._organisation = organisation
        self._line = plan_line
        self._today = date.min

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """Whose, for which promise, when, how many, what."""
        self._today = data.today
        whose = pick("org", partners(data), self._organisation)
        yield Field(_("Partner"), whose, "org", required=True)
        lines = pick("line", data.lines, self._line, empty=_("without a line"))
        yield Field(_("Line"), lines, "line")
        yield Field(_("From"), DayInput("from", data.today, data.today), "from", required=True)
        yield Field(_("Until"), DayInput("until", data.today), "until", required=True)
        hint = _("1,5 or 1:30 or 90m or 1h30m")
        yield Field(_("Hours"), line("hours", "", hint), "hours", required=True)
        yield Field(_("What"), line("activity"), "activity", required=True)

    def _draft(self) -> WorkDraft:
        from ipe_events.domain.planned_work import WorkDraft

        return WorkDraft(
            organisation=self.chosen("org"),
            line=self.picked("line"),
            starts=self.a_day("from"),
            ends=self.a_day("until"),
            minutes=self.minutes(),
            activity=self.text("activity"),
        )

    def ahead(self) -> None:
        """Read back the hours and the days."""
        if self.text("hours"):
            self.minutes()
        until = self.day("until")
        if until is not None:
            words = _("Spread over the days of school until {day}.")
            self.tell([words.format(day=format_date(until))])

    def save(self) -> None:
        """Keep it."""
        self.no_longer_wrong()
        draft = self._draft()
        self.saving = True

        def done(_number: int) -> None:
            words = _("{hours} hours of work expected")
            said = words.format(hours=format_decimal_hours(draft.minutes))
            self.dismiss(with_undo(said))

        self.order(lambda bridge: bridge.add_work(draft), done)
