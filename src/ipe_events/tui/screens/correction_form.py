"""The form that corrects an hour entry: by an entry beside it, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipe_events.i18n import N_, _, format_date, format_decimal_hours, format_hours
from ipe_events.tui.screens.hours_form import AboutHours, with_undo
from ipe_events.tui.screens.plain_form import line
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.domain.entries import EntryLine
    from ipe_events.tui.bridge_hours import HourChoices


class CorrectionForm(AboutHours):
    """Gives the sentence that says what was corrected."""

    PURPOSE = N_(
        "How many hours it should have been, and why. The entry stays; the difference becomes an "
        "entry of its own that names it, on the same day or, when that is settled, on the first "
        "day that is not."
    )

    def __init__(self, entry: EntryLine, minutes: int) -> None:
        super().__init__(_("Correct: {activity}").format(activity=entry.activity))
        self._entry = entry
        self._minutes = minutes

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """The hours it comes to now, and the reason."""
        yield Field(_("Hours"), line("hours", format_hours(self._minutes)), "hours", required=True)
        yield Field(_("Reason"), line("reason"), "reason", required=True)

    def ahead(self) -> None:
        """The entry it would make."""
        number, minutes = self._entry.id, self.minutes()
        if minutes == self._minutes:
            self.tell([_("Type how many hours it should have been, and why.")])
            return
        reason = self.text("reason") or "…"
        self.foresee(lambda bridge: bridge.preview_correction(number, minutes, reason), self._ahead)

    def _ahead(self, made: EntryLine) -> None:
        day = format_date(made.day)
        words = [
            _("A correction of {hours} hours on {day}.").format(
                hours=_signed(made.minutes), day=day
            )
        ]
        if made.day != self._entry.day:
            words.append(_("The day of the entry is settled: it stays as it is."))
        self.tell(words)

    def save(self) -> None:
        """Keep the correction."""
        self.no_longer_wrong()
        number, minutes, reason = self._entry.id, self.minutes(), self.text("reason")
        self.saving = True
        self.order(lambda bridge: bridge.correct(number, minutes, reason), self._done)

    def _done(self, made: EntryLine) -> None:
        words = _("Corrected by {hours} hours on {day}")
        said = words.format(hours=_signed(made.minutes), day=format_date(made.day))
        self.dismiss(with_undo(said))


def _signed(minutes: int) -> str:
    hours = format_decimal_hours(minutes)
    return f"+{hours}" if minutes > 0 else hours
