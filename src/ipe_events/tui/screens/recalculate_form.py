"""The form that charges held meetings by the rules of today, after listing what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.i18n import N_, _, format_date, format_hours, ngettext
from ipe_events.tui.screens.hours_form import AboutHours, with_undo
from ipe_events.tui.screens.plain_form import pick
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.domain.closings import Difference
    from ipe_events.tui.bridge_hours import HourChoices

MOST_SHOWN = 200


class RecalculateForm(AboutHours):
    """Gives the sentence that says what changed."""

    PURPOSE = N_(
        "A meeting that was held keeps the rule of its kind as it was then. Here it is listed what "
        "the rules of today would make different; saving does it. What is settled stays as it is."
    )

    def __init__(self) -> None:
        super().__init__(_("Recalculate hours of held meetings"))
        self._found: Sequence[Difference] | None = None

    def load(self) -> None:
        """Ask once for what there is to choose from."""
        if self._opened is None:
            self.ask(lambda bridge: bridge.paper_choices(), self.show)

    @property
    def dirty(self) -> bool:
        """What is asked here takes a moment to ask again."""
        return False

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """Of which kind, on which days."""
        from ipe_events.tui.bridge_files import PaperChoices

        assert isinstance(data, PaperChoices)
        kinds = [(kind.slug, kind.name) for kind in data.kinds]
        yield Field(_("Kind"), pick("kind", kinds, empty=_("every kind")), "kind")
        yield Field(_("From"), DayInput("from", data.today), "from")
        yield Field(_("Until"), DayInput("to", data.today), "to")

    def _what(self) -> tuple[date | None, date | None, str | None]:
        first, last = self.day("from"), self.day("to")
        if first and last and last < first:
            raise refuse("end-before-start", "to")
        return first, last, self.picked("kind")

    def ahead(self) -> None:
        """List what differs."""
        what = self._what()
        self.foresee(lambda bridge: bridge.preview_recalculation(*what), self._ahead)

    def _ahead(self, found: Sequence[Difference]) -> None:
        self._found = found
        if not found:
            self.tell(["✓ " + _("Nothing differs: every meeting is charged as its kind says now.")])
            return
        words = [_summary(found), _("Saving does this:")]
        day = ""
        for one in found[:MOST_SHOWN]:
            meeting = f"{format_date(one.day)}  {one.title}"
            words += [meeting] if meeting != day else []
            day = meeting
            change = f"{format_hours(one.before)} → {format_hours(one.after)}"
            words.append(f"  {one.organisation_name}: {change}")
        rest = len(found) - MOST_SHOWN
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest)
            words.append(more.format(count=rest))
        self.tell(words)

    def save(self) -> None:
        """Do it."""
        self.no_longer_wrong()
        what = self._what()
        if self._found is not None and not self._found:
            self.complain(_("Nothing differs, so there is nothing to do."))
            return
        self.saving = True

        def done(found: Sequence[Difference]) -> None:
            self.dismiss(with_undo(_summary(found)))

        self.order(lambda bridge: bridge.recalculate(*what), done, doing=_("Recalculating"))


def _summary(found: Sequence[Difference]) -> str:
    meetings = len({one.event for one in found})
    words = ngettext("{count} meeting differs", "{count} meetings differ", meetings)
    before, after = sum(one.before for one in found), sum(one.after for one in found)
    said = words.format(count=meetings)
    return f"{said}: {format_hours(before)} → {format_hours(after)}"
