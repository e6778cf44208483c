"""A seat of a group in a line: whether it is taken, by whom, of where, on what terms."""

from __future__ import annotations

from rich.text import Text

from ipe_events.domain.records import Seat
from ipe_events.i18n import N_, _, format_date
from ipe_events.tui import event_text
from ipe_events.tui.text import plain

OPEN, TAKEN = "○", "●"
FINANCING = {
    "in_kind": "",
    "programme": N_("paid by the programme"),
    "other": N_("paid otherwise"),
}


def seat_cells(seat: Seat) -> tuple[Text, Text, Text, Text]:
    """The mark, the name, the organisation, the terms."""
    remarks = [] if seat.role == "participant" else [event_text.role_words(seat.role)]
    if FINANCING.get(seat.financing):
        remarks.append(_(FINANCING[seat.financing]))
    if seat.deputy_for is not None:
        remarks.append(_("deputy for {member}").format(member=seat.deputy_for))
    if seat.starts is not None:
        remarks.append(_("from {day}").format(day=format_date(seat.starts, weekday=False)))
    if seat.ends is not None:
        remarks.append(_("until {day}").format(day=format_date(seat.ends, weekday=False)))
    name = plain(seat.name) if seat.name is not None else Text(_("open seat"), style="dim italic")
    return (
        Text(TAKEN if seat.name is not None else OPEN),
        name,
        plain(seat.organisation_name),
        plain(", ".join(remarks), "dim"),
    )
