"""Which promise an hour counts for, and what pays for it: by kind, seat or organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ipe_events.domain.entries import LineFrom
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Financing, KindRule
from ipe_events.domain.promises import Promise
from ipe_events.domain.years import touch
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Group, Membership, PlanLine

Chosen = tuple[int | None, LineFrom]
_NONE: Chosen = (None, LineFrom.NONE)


class Lines:
    """The lines of a programme's groups and promises, and what its seats are paid by; read once."""

    def __init__(self, view: View, promises: Iterable[Promise]) -> None:
        self._promises = [promise for promise in promises if promise.minutes is not None]
        groups = {
            key(row): row.line_id
            for row in lookup.find(view.session, Group, programme_id=view.programme_id)
        }
        self._seats: dict[int, list[Membership]] = defaultdict(list)
        for row in lookup.find(view.session, Membership):
            if row.group_id in groups and row.person_id is not None:
                self._seats[row.person_id].append(row)
        self._groups = groups
        self._slugs = {
            key(row): row.slug
            for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
        }

    def of_event(
        self, rule: KindRule, organisation: int, person: int | None, day: date | None
    ) -> Chosen:
        """The line of somebody's hours at a meeting."""
        if rule.line is not None:
            return rule.line, LineFrom.KIND
        if not rule.by_seat or day is None:
            return _NONE
        return self.of_group(person, day) or self.of_organisation(organisation, day)

    def of_group(self, person: int | None, day: date) -> Chosen | None:
        """The line of the group that somebody sits in on a day."""
        for seat in self._on(person, day):
            line = self._groups[seat.group_id]
            if line is not None:
                return line, LineFrom.GROUP
        return None

    def financing(self, person: int | None, day: date) -> str:
        """What pays for somebody's hours on a day: what all their seats say, else in kind."""
        said = {seat.financing for seat in self._on(person, day)}
        return said.pop() if len(said) == 1 else Financing.IN_KIND

    def _on(self, person: int | None, day: date) -> list[Membership]:
        return [
            seat
            for seat in self._seats.get(person or 0, ())
            if (seat.starts or day) <= day <= (seat.ends or day)
        ]

    def of_organisation(self, organisation: int, day: date) -> Chosen:
        """The only line an organisation promised hours on for that day; none of several."""
        lines = self.promised(organisation, day)
        return (lines.pop(), LineFrom.ORGANISATION) if len(lines) == 1 else _NONE

    def of_work(self, organisation: int, person: int | None, day: date, slug: str) -> Chosen:
        """The line of work outside a meeting; refuses to choose among several (`slug`: whose)."""
        of_group = self.of_group(person, day) if person is not None else None
        if of_group is not None:
            return of_group
        promised = self.promised(organisation, day)
        if len(promised) > 1:
            known = ", ".join(sorted(self._slugs[line] for line in promised))
            raise refuse("line-needed", "line", value=slug, known=known)
        return self.of_organisation(organisation, day)

    def promised(self, organisation: int, day: date) -> set[int]:
        """The lines an organisation promised hours on for the month of that day."""
        return {
            promise.line
            for promise in self._promises
            if promise.organisation == organisation
            and touch((promise.start, promise.end), (day, day))
        }
