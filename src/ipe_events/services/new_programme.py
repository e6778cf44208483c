"""A programme without a file: its partners, groups and promises, written as a programme file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ipe_events.domain import importing, minutes, sheet_text
from ipe_events.domain.drafts import line_problems, raise_for
from ipe_events.domain.errors import Problem, Refused, refuse
from ipe_events.domain.euros import parse_euros
from ipe_events.domain.importing import Columns, Rejected, Row, bare, need
from ipe_events.domain.naming import short_name
from ipe_events.domain.years import year_of
from ipe_events.i18n import N_, translator
from ipe_events.services import programmes, reading

COLUMNS: Columns = {
    "name": ("name", "naam", "partner", "organisatie", "organisation", "instelling"),
    "kind": ("kind", "soort", "type"),
    "hours": ("hours", "uren", "uren per jaar", "hours a year"),
    "cash": ("cash", "geld", "bijdrage", "euro", "euros", "bijdrage per jaar"),
    "groups": ("groups", "groepen", "groep", "group", "overleg"),
}
KIND = "partner"
LINE = "inzet"
LENGTH = "2:00"
TEAM, MEETING, EFFORT = N_("Partners"), N_("Meeting: {group}"), N_("Hours of partners")


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


def typed(text: str) -> Partners:
    """The partners of lines such as `Hogeschool Viaa; hbo; 200; 3500; Kernteam, Stuurgroep`."""
    head = ";".join(COLUMNS)
    return _partners(importing.rows(sheet_text.table(f"{head}\n{text}"), COLUMNS), first=1)


def in_file(path: Path) -> Partners:
    """The partners of a CSV or XLSX file, a row each; refuses one without a column of names."""
    rows = reading.rows(path, COLUMNS)
    need(rows, "name", COLUMNS)
    return _partners(rows, first=0)


def text_of(new: NewProgramme, today: date) -> str:
    """The programme file (TOML) of a programme; it can be read, kept and changed like any other.

    Without years a programme with promises is budgeted for the school year of today. Refuses a
    name that is none, a programme without partners, and whatever a programme file is refused for.
    """
    # Imported here: only this writes programme files.
    import tomlkit

    raise_for(line_problems(new.name, "name", limit=200))
    if not new.partners:
        raise refuse("no-partners", "partners")
    text = tomlkit.dumps(dict(_tables(new, today)))
    programmes.parse(text, f"{short_name(new.name, ())}.toml")
    return text


def refused(found: Partners) -> Refused:
    """Why such partners cannot be used; what is wrong with each row stands in them."""
    return refuse("rows-refused", "partners", count=len(found.rejected))


def write(path: Path, text: str) -> None:
    """Write a new file; refuses one that is there."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise refuse("file-exists", "out", path=str(path)) from None
    except OSError:
        raise refuse("file-unreadable", "out", path=str(path)) from None


def _partners(rows: Sequence[Row], *, first: int) -> Partners:
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


def _tables(new: NewProgramme, today: date) -> Iterator[tuple[str, Any]]:
    speak = translator(new.language).gettext
    taken: dict[str, str] = {}
    slugs = [_slug(taken, partner.name) for partner in new.partners]
    groups = _groups(new.partners, speak(TEAM))
    promised = any(partner.minutes or partner.cents for partner in new.partners)
    yield "format", 1
    yield (
        "programme",
        {
            "slug": _slug({}, new.name),
            "name": new.name,
            "language": new.language,
            "holidays": {"country": "NL", "subdivision": new.subdivision},
        },
    )
    yield (
        "organisations",
        [
            {"slug": slug, "name": partner.name, "kind": partner.kind}
            for slug, partner in zip(slugs, new.partners, strict=True)
        ],
    )
    named = {name: _slug(taken, name) for name in groups}
    yield (
        "groups",
        [
            {"slug": named[name], "name": name, "seats": [slugs[place] for place in places]}
            for name, places in groups.items()
        ],
    )
    if promised:
        yield "lines", [{"slug": LINE, "name": speak(EFFORT)}]
    yield (
        "kinds",
        [
            {
                "slug": f"overleg-{slug}",
                "name": speak(MEETING).format(group=name),
                "length": LENGTH,
                "groups": [slug],
                **({"line": LINE} if promised else {"charge": "nobody"}),
            }
            for name, slug in named.items()
        ],
    )
    if promised:
        years = new.years or (year_of(today, school=True).label,)
        cash = sum(partner.cents or 0 for partner in new.partners)
        yield "budget", {"cash_needed": cash / 100, "years": list(years)}
        yield "commitments", [*_commitments(slugs, new.partners)]


def _commitments(
    slugs: Sequence[str], partners: Sequence[NewPartner]
) -> Iterator[dict[str, object]]:
    for slug, partner in zip(slugs, partners, strict=True):
        amounts: dict[str, object] = {}
        if partner.minutes:
            amounts["hours"] = minutes.decimal_hours(partner.minutes)
        if partner.cents:
            amounts["cash"] = partner.cents / 100
        if amounts:
            yield {"organisations": [slug], "line": LINE, **amounts}


def _groups(partners: Sequence[NewPartner], everybody: str) -> dict[str, list[int]]:
    """The places of the partners in each group; without any group all are in one."""
    groups: dict[str, list[int]] = {}
    spelled: dict[str, str] = {}
    for place, partner in enumerate(partners):
        for name in partner.groups:
            places = groups.setdefault(spelled.setdefault(bare(name), name), [])
            if place not in places:
                places.append(place)
    return groups or {everybody: list(range(len(partners)))}


def _slug(taken: dict[str, str], name: str) -> str:
    slug = short_name(name, taken)
    taken[slug] = name
    return slug
