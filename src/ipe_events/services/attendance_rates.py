"""Who of those invited was there, per institution and kind; the rule is in `domain`."""

from __future__ import annotations

from datetime import date

from ipe_events.domain import attendance_rates as rule
from ipe_events.domain.attendance_rates import AttendanceRow
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup, progress
from ipe_events.store.tables import EventKind, Organisation, Partner


def attendance_rates(
    view: View, first: date | None = None, last: date | None = None
) -> list[AttendanceRow]:
    """The rate of each organisation and kind over the meetings held on those days.

    In the order of the partners, then of the kinds.
    """
    rates = rule.rates(progress.places(view.session, view.programme_id, first, last))
    names = {row.slug: row for row in lookup.find(view.session, Organisation)}
    partners = lookup.find(view.session, Partner, programme_id=view.programme_id)
    order = {row.organisation_id: row.position for row in partners}
    kinds = {
        row.slug: (place, row.name)
        for place, row in enumerate(
            lookup.find(view.session, EventKind, programme_id=view.programme_id)
        )
    }

    def position(pair: tuple[str, str]) -> tuple[int, int, int]:
        number = key(names[pair[0]])
        return order.get(number, len(order)), number, kinds[pair[1]][0]

    return [
        AttendanceRow(slug, names[slug].name, kind, kinds[kind][1], rates[slug, kind])
        for slug, kind in sorted(rates, key=position)
    ]
