"""A programme without a file: its partners, groups and promises, written as a programme file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ipe_events.domain import minutes, new_programme
from ipe_events.domain.drafts import line_problems, raise_for
from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.importing import bare, need
from ipe_events.domain.naming import short_name
from ipe_events.domain.new_programme import COLUMNS, NewPartner, NewProgramme, Partners
from ipe_events.domain.programme_edit import budget_years
from ipe_events.domain.years import SCHOOL_MONTH, year_of
from ipe_events.i18n import N_, translator
from ipe_events.services import programmes, reading

LINE = "inzet"
LENGTH = "2:00"
TEAM, MEETING, EFFORT = N_("Partners"), N_("Meeting: {group}"), N_("Hours of partners")


def in_file(path: Path) -> Partners:
    """The partners of a CSV or XLSX file, a row each; refuses one without a column of names."""
    rows = reading.rows(path, COLUMNS)
    need(rows, "name", COLUMNS)
    return new_programme.partners(rows)


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
    # A programme file would say it of a file that nobody has.
    budget_years(new.years, SCHOOL_MONTH)
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
