"""Who and what a file of hours names, looked up once for all its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from ipe_events.domain.errors import refuse
from ipe_events.domain.importing import bare
from ipe_events.domain.naming import MOST_PROPOSED
from ipe_events.services import finding
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Affiliation, Goal, Organisation, Person, PlanLine

Span = tuple[date | None, date | None]


class HourNames:
    """Organisations, people, lines and goals by what people call them."""

    def __init__(self, view: View) -> None:
        session, programme = view.session, view.programme_id
        self.slugs = {key(row): row.slug for row in lookup.find(session, Organisation)}
        self.names = {key(row): row.name for row in lookup.find(session, Organisation)}
        self._directory = finding.directory(view)
        self._organisations: dict[str, int] = {}
        lines = lookup.find(session, PlanLine, programme_id=programme)
        self.line_keys = {row.slug: key(row) for row in lines}
        self._lines = _by_name(lines)
        self._goals = _by_name(lookup.find(session, Goal, programme_id=programme))
        self._people = {key(row): row for row in lookup.find(session, Person)}
        self._addresses = {
            address: number
            for number, row in self._people.items()
            for address in (*finding.aliases_of(row), row.email)
            if address
        }
        self._called: dict[str, list[int]] = defaultdict(list)
        for number, row in self._people.items():
            self._called[bare(row.name)].append(number)
        self._work: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for link in lookup.find(session, Affiliation):
            self._work[link.person_id][link.organisation_id].append((link.starts, link.ends))

    def organisation(self, typed: str) -> int:
        """The organisation that is meant; refused with those that may be."""
        if not typed:
            raise refuse("blank", "organisation")
        if typed not in self._organisations:
            self._organisations[typed] = finding.meant(self._directory, typed, "organisation")
        return self._organisations[typed]

    def line(self, typed: str) -> str | None:
        """The slug of the line with this slug or name; None when nothing is typed."""
        return _one_of(self._lines, typed, "line")

    def goal(self, typed: str) -> str | None:
        """The slug of the goal with this slug or name; None when nothing is typed."""
        return _one_of(self._goals, typed, "goal")

    def person(self, typed: str, organisation: int, day: date, column: str) -> int | None:
        """The person with this address, number or name; None when nothing is typed.

        A name is looked for among the organisation's people, those of that day first.
        """
        if not typed:
            return None
        if "@" in typed:
            number = self._addresses.get(typed.lower())
        elif typed.isascii() and typed.isdigit():
            number = int(typed) if int(typed) in self._people else None
        else:
            number = self._called_so(typed, organisation, day, column)
        if number is None:
            raise self._nobody(typed, organisation, column)
        return number

    def works_at(self, person: int, organisation: int, day: date) -> bool:
        """Whether somebody belongs to an organisation on a day."""
        spans = self._work[person].get(organisation, [])
        return any((start or day) <= day <= (end or day) for start, end in spans)

    def name(self, person: int) -> str:
        """What somebody is called."""
        return self._people[person].name

    def email(self, person: int | None) -> str:
        """The address of somebody; "" when there is none."""
        row = self._people.get(person or 0)
        return (row.email or "") if row is not None else ""

    def _called_so(self, typed: str, organisation: int, day: date, column: str) -> int | None:
        last, _comma, first = typed.partition(",")
        named = self._called.get(bare(typed)) or self._called.get(bare(first + last)) or []
        here = [number for number in named if organisation in self._work[number]]
        now = [number for number in here if self.works_at(number, organisation, day)]
        found = now or here
        if len(found) > 1:
            known = [self._people[number].email or str(number) for number in found]
            raise refuse("ambiguous-person", column, value=typed, known=known)
        return found[0] if found else None

    def _nobody(self, typed: str, organisation: int, column: str) -> Exception:
        """A refusal with who may be meant; nobody is ever chosen."""
        if "@" in typed:
            return refuse("unknown-person", column, value=typed, known="")
        elsewhere = [
            f"{self.name(number)} ({self.names[place]})"
            for number in self._called.get(bare(typed), ())
            for place in self._work[number]
        ]
        here = {
            bare(row.name): row.name
            for number, row in self._people.items()
            if organisation in self._work[number]
        }
        close = get_close_matches(bare(typed), list(here), MOST_PROPOSED, 0.75)
        near = [*elsewhere, *(here[one] for one in close)][:MOST_PROPOSED]
        return refuse("nobody-there", column, value=typed, name=self.names[organisation], near=near)


def _by_name(rows: Iterable[PlanLine | Goal]) -> dict[str, str]:
    """Slugs by slug and by name."""
    found = list(rows)
    return {bare(row.name): row.slug for row in found} | {bare(row.slug): row.slug for row in found}


def _one_of(known: dict[str, str], typed: str, field: str) -> str | None:
    if not typed:
        return None
    slug = known.get(bare(typed))
    if slug is None:
        slugs = list(dict.fromkeys(known.values()))
        names = ", ".join(slugs[: finding.NAMED_AT_MOST])
        raise refuse(f"unknown-{field}", field, value=typed, known=names)
    return slug
