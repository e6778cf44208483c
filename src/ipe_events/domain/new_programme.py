"""A programme that has no file yet, as it is typed: its partners, groups and promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ipe_events.domain import importing, minutes, sheet_text
from ipe_events.domain.drafts import line_problems, raise_for
from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.euros import parse_euros
from ipe_events.domain.importing import Columns, Rejected, Row, bare
from ipe_events.domain.naming import short_name

COLUMNS: Columns = {
    "name": ("name", "naam", "partner", "organisatie", "organisation", "instelling"),
    "kind": ("kind", "soort", "type"),
    "hours": ("hours", "uren", "uren per jaar", "hours a year"),
    "cash": ("cash", "geld", "bijdrage", "euro", "euros", "bijdrage per jaar"),
    "groups": ("groups", "groepen", "groep", "group", "overleg"),
}
KIND = "partner"


@dataclass(frozen=True, slots=True)
class NewPartner:
    """A partner with what it promises a year (minutes, cents) and the groups it has a seat in."""

    name: str
    kind: str
    minutes: int | None
    cents: int | None
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partners:
    """Those of a list that are sound, and the rows that are not."""

    sound: tuple[NewPartner, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """What a programme is made of; `years` are labels, `subdivision` the region of its holidays."""

    name: str
    partners: tuple[NewPartner, ...]
    years: tuple[str, ...] = ()
    subdivision: str = "Noord"
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed of a programme of their own; a file takes the place of the lines."""

    name: str
    region: str
    years: str
    lines: str
    file: str
    organiser: str


def typed_partners(text: str) -> Partners:
    """The partners of lines such as `Hogeschool Viaa; hbo; 200; 3500; Kernteam, Stuurgroep`."""
    head = ";".join(COLUMNS)
    return partners(importing.rows(sheet_text.table(f"{head}\n{text}"), COLUMNS), first=1)


def partners(rows: Sequence[Row], *, first: int = 0) -> Partners:
    """The partners of rows; `first` is how many rows of the table nobody typed."""
    sound: list[NewPartner] = []
    rejected: list[Rejected] = []
    seen: dict[str, int] = {}
    for row in (replace(row, number=row.number - first) for row in rows):
        problems = row.problems() or line_problems(row["name"], "name", limit=200)
        known = seen.setdefault(bare(row["name"]), row.number)
        if not problems and known != row.number:
            problems = [Problem("name", "name-twice", {"value": row["name"], "row": known})]
        try:
            raise_for(problems)
            sound.append(_partner(row))
        except Refused as refused:
            rejected.append(row.rejected(refused.problems))
    return Partners(tuple(sound), tuple(rejected))


def _partner(row: Row) -> NewPartner:
    hours, cash = row["hours"], row["cash"]
    return NewPartner(
        name=row["name"],
        kind=short_name(row["kind"], ()) if row["kind"] else KIND,
        minutes=minutes.parse_duration(hours) if hours else None,
        cents=parse_euros(cash.removeprefix("€").replace(" ", ""), "cash") if cash else None,
        groups=tuple(part.strip() for part in row["groups"].split(",") if part.strip()),
    )
