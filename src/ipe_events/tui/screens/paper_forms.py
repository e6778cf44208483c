"""The forms about paper: asking for hours, statements of a period, and who signed one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.years import Year
from ipe_events.i18n import N_, _, format_date, format_day_range, format_decimal_hours
from ipe_events.tui.screens.dialog import SureDialog
from ipe_events.tui.screens.file_form import FolderForm
from ipe_events.tui.screens.hours_form import AboutHours, partners
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.path_input import PathInput

if TYPE_CHECKING:
    from ipe_events.domain.statements import Issued, Signature
    from ipe_events.tui.bridge import Bridge
    from ipe_events.tui.bridge_files import PaperChoices
    from ipe_events.tui.bridge_hours import HourChoices

REQUESTS, STATEMENTS = "requests", "statements"


class AskForm(FolderForm):
    """Writes a sheet to fill in for one partner, or for all that promised hours."""

    FOLDER = REQUESTS
    PURPOSE = N_(
        "A spreadsheet for a partner to fill in with what was worked outside meetings: its people "
        "and promises are there, and what is booked already in grey. Mail it yourself; i reads it "
        "back in."
    )

    def __init__(self, organisation: str | None = None, period: Year | None = None) -> None:
        super().__init__(_("Ask for hours"))
        self._organisation = organisation
        self._period = period

    def of_paper(self, data: PaperChoices) -> Iterator[Field]:
        """Whom, about which days, where to."""
        whom = pick("org", partners(data), self._organisation, empty=_("all that promised hours"))
        yield Field(_("Whom"), whom, "org")
        first, last = data.today.replace(month=1, day=1), data.today
        if self._period is not None:
            first = self._period.start
            last = min(self._period.end, max(data.today, first))
        yield Field(_("From"), DayInput("from", data.today, first), "from")
        yield Field(_("Until"), DayInput("to", data.today, last), "to")
        yield self.folder_field()

    def ahead(self) -> None:
        """Which days, and what it is."""
        first, last = self.a_day("from"), self.a_day("to")
        days = format_day_range(first, last, weekday=False) if first <= last else ""
        self.tell([days, _(self.PURPOSE)])

    def write(self, bridge: Bridge, path: Path, *, replace: bool) -> Sequence[Path]:
        """Write the sheets."""
        whom, first, last = self.picked("org"), self.a_day("from"), self.a_day("to")
        return bridge.ask_for_hours(whom, first, last, path, replace=replace)


class StatementForm(FolderForm):
    """Issues the statement of a partner, or of all, of a year or of a part of one."""

    FOLDER = STATEMENTS
    PURPOSE = N_(
        "The hour statement of a partner, or of all, over a part of a year: as a page to print and "
        "sign, and as a spreadsheet to check. What is issued has a number and stays as it is; that "
        "cannot be undone. Hours that come later make a next version."
    )

    def __init__(self) -> None:
        super().__init__(_("A statement of part of a year"))

    def of_paper(self, data: PaperChoices) -> Iterator[Field]:
        """Whose, of which days of which year, where to."""
        whose = pick("org", partners(data), empty=_("all partners"))
        yield Field(_("Of"), whose, "org")
        years = [(label, label) for label in data.all_years]
        yield Field(_("Year"), pick("year", years, data.budget_year), "year", "date")
        yield Field(_("From"), DayInput("from", data.today), "from")
        yield Field(_("Until"), DayInput("to", data.today), "to")
        yield self.folder_field()

    def save(self) -> None:
        """Issue them, after asking: that cannot be undone."""
        self.no_longer_wrong()
        self.out(), self.day("from"), self.day("to")

        def answered(sure: bool | None) -> None:
            if sure:
                self._write(replace=True)

        words = _(
            "What is issued has a number and stays as it is; that cannot be undone. Hours that "
            "come later make a next version."
        )
        title = _("Issue the statement?")
        dialog = SureDialog(title, words, do=_("Issue"), keep=_("Not yet"))
        self.app.push_screen(dialog, answered)

    def ahead(self) -> None:
        """What it is; which days it is about."""
        first, last = self.day("from"), self.day("to")
        days = [_("Without days it is about the whole year.")]
        if first and last and first <= last:
            days = [format_day_range(first, last, weekday=False)]
        self.tell([*days, _(self.PURPOSE)])

    def write(self, bridge: Bridge, path: Path, *, replace: bool) -> Sequence[Path]:
        """Issue them."""
        del replace  # The name says which version it is, and a version never says anything else.
        year, days = self.chosen("year"), (self.day("from"), self.day("to"))
        return bridge.issue(year, self.picked("org"), path, *days)

    def nothing(self) -> str:
        """Nobody has hours."""
        return _("No partner promised or worked hours in this period.")


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
        yield Field(_("Name"), line("by", old.by if old else ""), "signed-by", "by", required=True)
        yield Field(_("Function"), line("function", old.function if old else ""), "function")
        yield Field(
            _("On"), DayInput("on", data.today, old.on if old else data.today), "on", required=True
        )
        kept = old.document if old else ""
        scan = PathInput(kept, _("where the scan is"), id="document")
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
