"""The form for what a partner had done in a year before its hours were kept here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipe_events.i18n import N_, _, format_decimal_hours
from ipe_events.tui.screens.hours_form import AboutHours, partners, with_undo
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.tui.bridge_hours import HourChoices


class OpeningForm(AboutHours):
    """Gives the sentence that says what was kept."""

    PURPOSE = N_(
        "What a partner had done in a year before its hours were kept here, as one entry at the "
        "beginning of the year. Set again it takes the place of the earlier one; 0 takes it away."
    )

    def __init__(self, organisation: str | None, plan_line: str | None) -> None:
        super().__init__(_("Opening balance"))
        self._organisation = organisation
        self._line = plan_line

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """Whose, for which promise, of which year, how many."""
        yield Field(
            _("Partner"), pick("org", partners(data), self._organisation), "org", required=True
        )
        yield Field(_("Line"), pick("line", data.lines, self._line), "line")
        years = [(label, label) for label in data.years]
        year = pick("year", years, data.years[0] if data.years else None)
        yield Field(_("Year"), year, "year", "date", required=True)
        hint = _("1,5 or 1:30 or 90m or 1h30m")
        yield Field(_("Hours"), line("hours", "", hint), "hours", required=True)

    def ahead(self) -> None:
        """Read back the hours."""
        if self.text("hours"):
            self.minutes()
        self.tell([_("One entry at the beginning of the year; 0 takes an earlier one away.")])

    def save(self) -> None:
        """Keep it."""
        self.no_longer_wrong()
        organisation, plan_line = self.chosen("org"), self.chosen("line")
        year = self.chosen("year")
        minutes = self.minutes()
        self.saving = True

        def done(_nothing: None) -> None:
            words = _("Opening balance of {year}: {hours} hours")
            said = words.format(year=year, hours=format_decimal_hours(minutes))
            self.dismiss(with_undo(said))

        self.order(lambda bridge: bridge.opening(organisation, plan_line, year, minutes), done)
