"""What can be done with hours from the screens that show them."""

from __future__ import annotations

from typing import Any

from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import BaseScreen


class HoursActions(BaseScreen[Any]):
    """Opens the forms and pages about hours; a partner in hand is filled in."""

    BINDINGS = bindings(
        "log-hours",
        "pace",
        "money",
        "states",
        "hours-import",
        "close-period",
        "opening",
        "work",
        "rates",
        "recalculate",
        "turnout",
    )

    year: str | None = None

    @property
    def organisation(self) -> str | None:
        """The slug of the partner in hand."""
        return None

    @property
    def line(self) -> str | None:
        """The slug of the plan line in hand."""
        return None

    def told(self, words: str | None) -> None:
        """Say what a form did; None when nothing was."""
        if words:
            self.notify(words)
            self.load()

    def action_log_hours(self) -> None:
        """Keep hours that were worked."""
        from ipe_events.tui.screens.hours_form import HoursForm

        self.app.push_screen(HoursForm(self.organisation, self.line), self.told)

    def action_close_period(self) -> None:
        """Settle hours up to a day."""
        from ipe_events.tui.screens.closing_form import ClosingForm

        self.app.push_screen(ClosingForm(self.organisation), self.told)

    def action_opening(self) -> None:
        """Keep what was done before hours were kept here."""
        from ipe_events.tui.screens.opening_form import OpeningForm

        self.app.push_screen(OpeningForm(self.organisation, self.line), self.told)

    def action_pace(self) -> None:
        """What would use the room that is left."""
        from ipe_events.tui.screens.pace import PaceScreen

        self.app.push_screen(PaceScreen(self.year, self.organisation))

    def action_money(self) -> None:
        """Cash, costs and what is short."""
        from ipe_events.tui.screens.money import MoneyScreen

        self.app.push_screen(MoneyScreen())

    def action_states(self) -> None:
        """How far every partner is, from asking for its hours to the signature."""
        from ipe_events.tui.screens.states import StatesScreen

        self.app.push_screen(StatesScreen(self.year))

    def action_hours_import(self) -> None:
        """Read hours in from a file."""
        from ipe_events.tui.screens.hours_import import HoursImportForm

        self.app.push_screen(HoursImportForm(), self.told)

    def action_work(self) -> None:
        """Work expected outside meetings."""
        from ipe_events.tui.screens.work import WorkScreen

        self.app.push_screen(WorkScreen(self.organisation, self.line))

    def action_rates(self) -> None:
        """What an hour is worth."""
        from ipe_events.tui.screens.rates import RatesScreen

        self.app.push_screen(RatesScreen())

    def action_recalculate(self) -> None:
        """Charge meetings that were held by the rules of today."""
        from ipe_events.tui.screens.recalculate_form import RecalculateForm

        self.app.push_screen(RecalculateForm(), self.told)

    def action_turnout(self) -> None:
        """How many of those invited were there."""
        from ipe_events.tui.screens.turnout import TurnoutScreen

        self.app.push_screen(TurnoutScreen(self.year))
