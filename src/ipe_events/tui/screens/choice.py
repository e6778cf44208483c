"""One reading the plan leaves open: its options, and what choosing one did to the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget

from ipe_events.domain.budget_years import BudgetYear
from ipe_events.domain.records import Choice
from ipe_events.i18n import N_, _, format_decimal_hours, format_money
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, blank, heading, remark, table
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_programme import Chosen, ProgrammeData

CHOSEN, OTHER = "●", "○"


class ChoiceScreen(PageScreen):
    """Enter chooses; the budget before and after stands below, and `u` takes it back."""

    PURPOSE = N_(
        "The plan can be read in more than one way here. Choosing another reading makes the "
        "promises that came from the plan anew; what was changed by hand stays and is named."
    )
    HINTS = ("choose", "undo", "back")
    BINDINGS = bindings("choose")
    AUTO_FOCUS = "RowList"

    def __init__(self, choice: str) -> None:
        super().__init__()
        self._id = choice
        self._choice: Choice | None = None
        self._result: tuple[str, Chosen] | None = None

    def parts(self) -> Iterable[Widget]:
        """One page."""
        yield LineList(id="choice")

    def load(self) -> None:
        """Ask what is chosen now."""
        self.ask(lambda bridge: bridge.programme(), self.show)

    def show(self, data: ProgrammeData) -> None:
        """Show the options."""
        self._choice = next((one for one in data.choices if one.id == self._id), None)
        choice = self._choice
        if choice is None:
            self.dismiss()
            return
        if self._result is not None and self._result[0] != choice.chosen:
            self._result = None  # It was undone.
        result = self._result[1] if self._result is not None else None
        self.query_one(LineList).show(lambda width: list(_page(choice, result, width)))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Choose what is under the cursor."""
        choice, option = self._choice, event.key
        if choice is None:
            return
        if option == choice.chosen:
            self.notify(_("The plan is read like this already."))
            return
        self.order(
            lambda bridge: (option, bridge.choose(choice, option)),
            self._chose,
        )

    def _chose(self, result: tuple[str, Chosen]) -> None:
        self._result = result
        self.load()

    def action_choose(self) -> None:
        """Choose what is under the cursor."""
        self.query_one(LineList).action_choose()


def _page(choice: Choice, result: Chosen | None, width: int) -> Iterator[Row]:
    yield from remark(choice.question, width, "bold")
    yield blank()
    for option, words in choice.options:
        mark = CHOSEN if option == choice.chosen else OTHER
        yield option, plain(f" {mark} {words}")
    if result is None:
        return
    yield blank()
    yield heading(_("What this did to the figures"))
    columns = (
        Column(_("Year"), least=9),
        *(
            Column(title, least=8, most=30, right=True, grow=True)
            for title in (_("cash in"), _("in kind"), _("hours"), _("gap"))
        ),
    )
    before = {year.label: year for year in result.before.years}
    after = {year.label: year for year in result.after.years}
    lines = [
        Line((Text(label), *_differences(before.get(label), after.get(label))))
        for label in sorted({*before, *after})
    ]
    yield from table(columns, lines, width)
    yield blank()
    if result.kept:
        yield from remark(_("Changed by hand, and so kept as they were:"), width, "")
        for item in result.kept:
            words = f"{item.organisation_name}, {item.line}, {item.year}"
            yield from remark(f"· {words}", width, "")


def _differences(before: BudgetYear | None, after: BudgetYear | None) -> tuple[Text, ...]:
    return (
        _difference(before, after, lambda year: format_money(year.cash_in, whole=True)),
        _difference(before, after, lambda year: format_money(year.in_kind, whole=True)),
        _difference(before, after, lambda year: format_decimal_hours(year.committed)),
        _difference(before, after, lambda year: format_money(year.gap, whole=True)),
    )


def _difference(
    before: BudgetYear | None, after: BudgetYear | None, shown: Callable[[BudgetYear], str]
) -> Text:
    """`2.360 → 2.280`; one figure when it stayed; – for a year that is not there."""
    old = shown(before) if before is not None else "–"
    new = shown(after) if after is not None else "–"
    return Text(new, style="dim") if old == new else Text(f"{old} → {new}", style="bold")
