"""The forms about paper: asking a partner for its hours, and who signed a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.years import Year
from ipe_events.i18n import N_, _, format_date, format_day_range, format_decimal_hours
from ipe_events.tui.screens.exporting import written
from ipe_events.tui.screens.hours_form import AboutHours, partners
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.domain.statements import Issued, Signature
    from ipe_events.tui.bridge_hours import HourChoices

REQUESTS = "requests"


class AskForm(AboutHours):
    """Gives the sentence that says how many sheets were written."""

    PURPOSE = N_(
        "A spreadsheet for a partner to fill in with what was worked outside meetings: its people "
        "and promises are there, and what is booked already in grey. Mail it yourself; i reads it "
        "back in."
    )

    def __init__(self, organisation: str | None, period: Year, exports: Path) -> None:
        super().__init__(_("Ask for hours"))
        self._organisation = organisation
        self._period = period
        self._folder = exports / REQUESTS

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """Whom, and about which days."""
        whom = pick("org", partners(data), self._organisation, empty=_("all that promised hours"))
        yield Field(_("Whom"), whom, "org")
        last = min(self._period.end, max(data.today, self._period.start))
        yield Field(_("From"), DayInput("from", data.today, self._period.start), "from")
        yield Field(_("Until"), DayInput("to", data.today, last), "to")

    def _what(self) -> tuple[str | None, date, date]:
        return self.picked("org"), self.a_day("from"), self.a_day("to")

    def ahead(self) -> None:
        """Which days, and where the sheets go."""
        _whom, first, last = self._what()
        days = format_day_range(first, last, weekday=False) if first <= last else ""
        words = _("Sheets in {folder}").format(folder=self._folder)
        self.tell([days, words])

    def save(self) -> None:
        """Write the sheets."""
        self.no_longer_wrong()
        whom, first, last = self._what()
        folder = self._folder
        self.saving = True
        self.order(lambda bridge: bridge.ask_for_hours(whom, first, last, folder), self._done)

    def _done(self, paths: Sequence[Path]) -> None:
        self.dismiss(written(paths))


class SignForm(AboutHours):
    """Gives the sentence that says who signed."""

    PURPOSE = N_(
        "Who signed the statement for the partner, in what function and when; and where the signed "
        "paper or its scan can be found. A later signature takes the place of an earlier one."
    )

    def __init__(self, issued: Issued) -> None:
        title = _("Signed: {partner}, {period}, version {number}")
        super().__init__(
            title.format(
                partner=issued.organisation_name, period=issued.label, number=issued.version
            )
        )
        self._issued = issued

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """Who, as what, when, where it is kept."""
        old = self._issued.signature
        yield Field(_("Name"), line("by", old.by if old else ""), "signed-by", "by")
        yield Field(_("Function"), line("function", old.function if old else ""), "function")
        yield Field(_("On"), DayInput("on", data.today, old.on if old else data.today), "on")
        scan = line("document", old.document if old else "", _("where the scan is"))
        yield Field(_("Document"), scan, "document")

    def ahead(self) -> None:
        """What is signed."""
        issued = self._issued
        words = _("{hours} hours, issued on {day}, fingerprint {fingerprint}")
        self.tell(
            [
                words.format(
                    hours=format_decimal_hours(issued.minutes),
                    day=format_date(issued.issued_on),
                    fingerprint=issued.fingerprint[:12],
                ),
                _("A signature is kept outside undo."),
            ]
        )

    def _signature(self) -> Signature:
        from ipe_events.domain.statements import Signature

        return Signature(
            self.text("by"), self.text("function"), self.a_day("on"), self.text("document")
        )

    def save(self) -> None:
        """Keep the signature."""
        self.no_longer_wrong()
        signature, number = self._signature(), self._issued.id
        again = self._issued.signature is not None
        self.saving = True

        def done(name: str) -> None:
            self.dismiss(_("Signed for {partner}").format(partner=name))

        self.order(lambda bridge: bridge.sign(number, signature, again=again), done)
