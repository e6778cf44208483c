"""A screen that shows one year at a time: of the budget, or of the other kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipe_events.i18n import _
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from ipe_events.domain.years import Year
    from ipe_events.tui.bridge_hours import Periods


class YearlyScreen(BaseScreen[Any]):
    """`[` and `]` go to another year, `s` to school years and back; `year` None is today's."""

    BINDINGS = bindings("earlier", "later", "year-kind")

    year: str | None = None
    _periods: Periods | None = None
    _shown: Year | None = None

    def keep(self, periods: Periods, shown: Year) -> None:
        """Remember which years there are, and which one is shown."""
        self._periods, self._shown = periods, shown

    @property
    def shown_year(self) -> str:
        """The label of the year that is shown; "" before there is one."""
        return self._shown.label if self._shown is not None else ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The years of the kind that is shown."""
        if self._periods is None or self._shown is None:
            return ()
        others = self._periods.others
        return others if self._shown.label in others else self._periods.budget

    def action_year(self, label: str) -> None:
        """Show a year."""
        self.year = label
        self.load()

    def action_earlier(self) -> None:
        """The year before."""
        self._go(-1, _("There is no earlier year."))

    def action_later(self) -> None:
        """The year after."""
        self._go(1, _("There is no later year."))

    def _go(self, step: int, none: str) -> None:
        labels, shown = self.labels, self._shown.label if self._shown else ""
        place = labels.index(shown) + step if shown in labels else 0
        if 0 <= place < len(labels):
            self.action_year(labels[place])
        else:
            self.notify(none)

    def action_year_kind(self) -> None:
        """The other kind of years; the one that starts in the year shown, or the nearest."""
        if self._periods is None or self._shown is None:
            return
        budget, others = self._periods.budget, self._periods.others
        labels = budget if self._shown.label in others else others
        if not labels:
            self.notify(_("There is no other kind of years."))
            return
        first = self._shown.label[:4]
        later = [label for label in labels if label[:4] >= first]
        self.action_year(later[0] if later else labels[-1])
