"""The form that settles hours up to a day, after saying what that means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ipe_events.i18n import N_, _, format_date, format_decimal_hours, format_money, ngettext
from ipe_events.tui.screens.hours_form import AboutHours, partners, with_undo
from ipe_events.tui.screens.plain_form import pick
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.tui.bridge_hours import Closing, HourChoices

MOST_SHOWN = 60


class ClosingForm(AboutHours):
    """Gives the sentence that says what was settled."""

    PURPOSE = N_(
        "Settle the hours of a partner, or of all, up to and including a day. What is settled does "
        "not change any more, and keeps what an hour is worth today: a later correction becomes "
        "an entry on the first open day. Look first at which meetings nobody kept attendance of."
    )

    def __init__(self, organisation: str | None) -> None:
        super().__init__(_("Close a period"))
        self._organisation = organisation

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """Until when, and whose."""
        last_month = data.today.replace(day=1) - timedelta(days=1)
        yield Field(
            _("Up to"), DayInput("until", data.today, last_month), "until", "date", required=True
        )
        whose = pick("org", partners(data), self._organisation, empty=_("all partners"))
        yield Field(_("Of"), whose, "org")

    def _what(self) -> tuple[date, str | None]:
        return self.a_day("until"), self.picked("org")

    def ahead(self) -> None:
        """What it would settle."""
        until, organisation = self._what()
        self.foresee(lambda bridge: bridge.preview_closing(until, organisation), self._ahead)

    def _ahead(self, found: Closing) -> None:
        words = [_("This settles {what}.").format(what=closed_words(found))]
        waiting = found.unregistered
        if waiting:
            count = len(waiting)
            said = ngettext(
                "! Of {count} meeting until then nobody kept who was there:",
                "! Of {count} meetings until then nobody kept who was there:",
                count,
            )
            words.append(said.format(count=count))
            words += [
                f"  {format_date(event.day)}  {event.title}" for event in waiting[:MOST_SHOWN]
            ]
        else:
            words.append(_("✓ Of every meeting until then it is known who was there."))
        words += [
            _("{partner}: {hours} hours, {amount}").format(
                partner=one.organisation_name,
                hours=format_decimal_hours(one.minutes),
                amount=format_money(one.cents, whole=True),
            )
            for one in found.partners
            if one.entries
        ]
        self.tell(words)

    def save(self) -> None:
        """Settle."""
        self.no_longer_wrong()
        until, organisation = self._what()
        self.saving = True
        self.order(lambda bridge: bridge.close_period(until, organisation), self._done)

    def _done(self, found: Closing) -> None:
        self.dismiss(with_undo(_("Settled: {what}").format(what=closed_words(found))))


def closed_words(found: Closing) -> str:
    """How many partners, entries and hours it is about."""
    count = len(found.partners)
    words = ngettext(
        "{count} partner: {entries} entries, {hours} hours, {amount}",
        "{count} partners: {entries} entries, {hours} hours, {amount}",
        count,
    )
    return words.format(
        count=count,
        entries=sum(one.entries for one in found.partners),
        hours=format_decimal_hours(sum(one.minutes for one in found.partners)),
        amount=format_money(sum(one.cents for one in found.partners), whole=True),
    )
