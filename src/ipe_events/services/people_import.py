"""People from a file: every row is checked by itself, and those that are sound are added."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from ipe_events.domain.drafts import PersonDraft, email_problems
from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.importing import Columns, ImportReport, Row, bare, need
from ipe_events.domain.naming import Directory
from ipe_events.domain.working import through
from ipe_events.domain.working_days import parse_working_days
from ipe_events.services import finding
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Affiliation, Person

COLUMNS: Columns = {
    "name": ("name", "naam", "volledige naam", "full name", "weergavenaam", "display name"),
    "first-name": ("first name", "voornaam", "roepnaam", "given name"),
    "infix": ("infix", "tussenvoegsel", "tussenvoegsels", "middle name"),
    "last-name": ("last name", "achternaam", "surname", "family name"),
    "email": ("email", "e-mailadres", "email address", "mail", "mailadres"),
    "organisation": (
        *("organisation", "organisatie", "organization", "org", "instelling", "werkgever"),
        *("company", "bedrijf", "partner", "hogeschool", "school"),
    ),
    "profession": ("profession", "beroep", "functie", "job title", "function", "functietitel"),
    "working-days": ("working days", "werkdagen"),
    "alias": ("alias", "aliases", "aliassen", "other addresses", "andere adressen"),
}
_BETWEEN = re.compile(r"[\s;,|]+")


class _Book:
    """Who is known: in the workspace and on the rows before."""

    def __init__(self, view: View) -> None:
        people = lookup.find(view.session, Person)
        self.addresses: dict[str, int | None] = {
            address: None
            for row in people
            for address in (row.email, *finding.aliases_of(row))
            if address
        }
        names = {key(row): bare(row.name) for row in people}
        self.names: dict[tuple[str, int], int | None] = {
            (names[link.person_id], link.organisation_id): None
            for link in lookup.find(view.session, Affiliation)
        }

    def problems(
        self, draft: PersonDraft, aliases: Sequence[str], organisation: int, row: int
    ) -> list[Problem]:
        """Whether somebody has these addresses already, or, without one, this name there."""
        place = (bare(draft.name), organisation)
        own = [("email", draft.email)] if draft.email is not None else []
        own += [("alias", alias) for alias in aliases]
        for field, address in own:
            if address in self.addresses:
                return [_twice(field, "address", address, self.addresses[address])]
        if draft.email is None and place in self.names:
            return [_twice("name", "person", draft.name, self.names[place])]
        self.addresses.update((address, row) for _field, address in own)
        self.names.setdefault(place, row)
        return []


def _twice(field: str, what: str, value: str, row: int | None) -> Problem:
    if row is None:
        return Problem(field, f"{what}-known", {"value": value})
    return Problem(field, f"{what}-twice", {"value": value, "row": row})


def import_people(
    change: Change, rows: Sequence[Row], organisation: str | None = None
) -> ImportReport:
    """Add the people of sound rows, who belong to `organisation` where the row names none."""
    if rows and not {"first-name", "last-name"} & set(rows[0].heads):
        need(rows, "name", COLUMNS)
    if organisation is None:
        need(rows, "organisation", COLUMNS)
    directory, book = finding.directory(change), _Book(change)
    default = finding.organisation(change, organisation).slug if organisation else ""
    taken: list[tuple[Person, int]] = []
    rejected = []
    for row in through(rows):
        try:
            taken.append(_read(row, directory, book, default))
        except Refused as refused:
            rejected.append(row.rejected(refused.problems))
    # All at once: a row at a time takes several times as long.
    change.session.add_all([person for person, _employer in taken])
    change.session.flush()
    change.session.add_all(
        [Affiliation(person_id=key(one), organisation_id=employer) for one, employer in taken]
    )
    change.session.flush()
    return ImportReport(len(taken), tuple(rejected))


def _read(row: Row, directory: Directory, book: _Book, default: str) -> tuple[Person, int]:
    """The person of a row and the key of the employer; refuses with everything that is wrong."""
    if found := row.problems():
        raise Refused(*found)
    name = row["name"] or " ".join(row[part] for part in ("first-name", "infix", "last-name"))
    draft = PersonDraft(
        # A cell of a spreadsheet may hold a name on several lines.
        name=" ".join(name.split()),
        organisation=row["organisation"] or default,
        email=row["email"].lower() or None,
        profession=" ".join(row["profession"].split()),
    )
    found = draft.problems()
    aliases = _aliases(row["alias"], draft.email)
    for alias in aliases:
        found += email_problems(alias, "alias")
    days, employer = "", 0
    try:
        days = parse_working_days(row["working-days"])
    except Refused as refused:
        found += refused.problems
    try:
        employer = _employer(directory, draft.organisation)
    except Refused as refused:
        found += refused.problems
    found = found or book.problems(draft, aliases, employer, row.number)
    if found:
        raise Refused(*(_placed(problem, row.heads) for problem in found))
    person = Person(
        name=draft.name,
        email=draft.email,
        profession=draft.profession,
        working_days=days,
        aliases=json.dumps(aliases),
    )
    return person, employer


def _aliases(text: str, own: str | None) -> list[str]:
    found = dict.fromkeys(one for one in _BETWEEN.split(text.lower()) if one)
    return [address for address in found if address != own]


def _employer(directory: Directory, typed: str) -> int:
    if not typed:
        raise Refused(Problem("organisation", "blank"))
    return finding.meant(directory, typed, "organisation")


def _placed(problem: Problem, heads: Mapping[str, str]) -> Problem:
    """A name that is made of several columns is wrong in the first of them."""
    if problem.field != "name" or "name" in heads:
        return problem
    column = next(name for name in ("first-name", "last-name") if name in heads)
    return Problem(column, problem.code, problem.values)
