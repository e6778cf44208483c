"""What one guest's part of an event costs their organisation, when not as the kind says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ipe_events.domain.hours import Own
from ipe_events.domain.minutes import parse_duration
from ipe_events.domain.records import EventPage, Participant
from ipe_events.i18n import N_, _, format_hours
from ipe_events.tui import event_lines, event_text
from ipe_events.tui.screens.plain_form import PlainForm, line
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.line_list import LineList

PARTS = ("presence", "preparation", "travel")
CHARGED = {"": None, "yes": True, "no": False}


class ChargeFormScreen(PlainForm):
    """Gives the event; what stays empty is as the kind says."""

    PURPOSE = N_(
        "The hours of one guest. Whether they count at all, and how long they were there, prepared "
        "and travelled, where that is not as the kind of event says. What stays empty is as the "
        "kind says. Beside the form stands what the event then costs each partner."
    )

    def __init__(self, page: EventPage, guest: Participant) -> None:
        super().__init__(_("Hours of {name}").format(name=_name(guest)))
        self._page, self._guest = page, guest

    def fields(self, data: Any) -> Iterator[Field]:
        """Whether, and how long."""
        guest = self._guest
        known = {value: key for key, value in CHARGED.items()}
        options = [("", _("as the kind says")), ("yes", _("yes")), ("no", _("no"))]
        charged = ChoiceRow(options, (known[guest.charged],), single=True, id="charged")
        yield Field(_("Counts"), charged, "charged")
        labels = (_("Present"), _("Prepared"), _("Travelled"))
        for name, label in zip(PARTS, labels, strict=True):
            minutes = getattr(guest, name)
            value = format_hours(minutes) if minutes is not None else ""
            yield Field(label, line(name, value, _("as the kind says; 1:30")), name)

    def _own(self) -> Own:
        minutes = [
            parse_duration(self.text(name), name) if self.text(name) else None for name in PARTS
        ]
        return Own(minutes[0], minutes[1], minutes[2], CHARGED[self.marked("charged")])

    def ahead(self) -> None:
        """Ask what the event costs then."""
        number, who, own = self._page.event.id, event_text.guest_place(self._guest), self._own()
        self.foresee(lambda bridge: bridge.foresee_charge(number, who, own), self._show_ahead)

    def _show_ahead(self, page: EventPage) -> None:
        self.query_one("#ahead", LineList).show(lambda width: event_lines.preview(page, width - 1))

    def save(self) -> None:
        """Keep it."""
        self.no_longer_wrong()
        number, who, own = self._page.event.id, event_text.guest_place(self._guest), self._own()
        self.saving = True
        self.order(lambda bridge: bridge.charge(number, who, own), self.saved)


def _name(guest: Participant) -> str:
    named = guest.name is not None or guest.heads is not None
    return event_text.guest_name(guest) if named else guest.organisation_name
