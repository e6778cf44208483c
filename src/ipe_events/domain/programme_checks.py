"""What the tables of a programme file say of each other: each thing that does not fit."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from ipe_events.domain.calendar_days import HolidayCalendar
from ipe_events.domain.errors import Refused
from ipe_events.domain.programme_file import ProgrammeFile
from ipe_events.domain.programme_reading import expanded, numbered_slugs

MOST_ORGANISATIONS = 1000
LONGEST_SLUG = 61
MOST_SHOWN = 40


class Fault(NamedTuple):
    """One thing that is wrong in a file: the path of the key, why, and what is allowed."""

    key: str
    reason: str
    allowed: str | tuple[str, ...]


class _Slugged(Protocol):
    @property
    def slug(self) -> str: ...


def unknown(key: str, noun: str, value: str, known: Iterable[str]) -> Fault:
    """The fault of a word that is not among those known, with the one probably meant."""
    words = tuple(known)
    near = difflib.get_close_matches(value[:MOST_SHOWN], words, n=1)
    hint = f', did you mean "{near[0]}"?' if near else ""
    return Fault(key, f'unknown {noun} "{shown(value)}"{hint}', words or f"there is no {noun} yet")


def shown(text: str) -> str:
    """The text fit for a message: shortened, what cannot be printed replaced."""
    short = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)


def faults(file: ProgrammeFile) -> Iterator[Fault]:
    """Everything but the budget that does not fit, in the order in which to put it right."""
    count = len(file.organisations) + sum(row.count for row in file.placeholders)
    if count > MOST_ORGANISATIONS:
        allowed = f"at most {MOST_ORGANISATIONS}, every placeholder counted"
        yield Fault("placeholders", f"there would be {count} organisations", allowed)
        return
    yield from _placeholder_faults(file)
    yield from _repeated_slugs(file)
    yield from _unknown_references(file)
    yield from _repeated_references(file)
    yield from _goal_circles(file)
    yield from _programme_faults(file)
    yield from _event_faults(file)
    yield from _closure_faults(file)
    yield from _reversed_periods(file)


def _placeholder_faults(file: ProgrammeFile) -> Iterator[Fault]:
    for place, row in enumerate(file.placeholders):
        above = f"placeholders[{place}]"
        if row.count > 1 and "{n}" not in row.name:
            yield Fault(f"{above}.name", "has no place for the number", "a name with {n} in it")
        longest = LONGEST_SLUG - len(f"-{row.count}")
        if len(row.slug) > longest:
            allowed = f"at most {longest} characters, so that -{row.count} can follow"
            yield Fault(f"{above}.slug", "is too long to be numbered", allowed)


def _repeated_slugs(file: ProgrammeFile) -> Iterator[Fault]:
    yield from _repeated(_invited(file))
    yield from _repeated(_slugs("goals", file.goals))
    yield from _repeated(_slugs("lines", file.lines))
    yield from _repeated(_slugs("kinds", file.kinds))
    yield from _repeated((f"choices[{i}].id", row.id) for i, row in enumerate(file.choices))
    for place, choice in enumerate(file.choices):
        above = f"choices[{place}].options"
        yield from _repeated((f"{above}[{i}].id", row.id) for i, row in enumerate(choice.options))


def _invited(file: ProgrammeFile) -> Iterator[tuple[str, str]]:
    # Organisations and groups are invited by slug in the same place, so they share one list.
    yield from _slugs("organisations", file.organisations)
    for place, row in enumerate(file.placeholders):
        for slug in (row.slug, *numbered_slugs(row)):
            yield f"placeholders[{place}].slug", slug
    yield from _slugs("groups", file.groups)


def _slugs(table: str, rows: Sequence[_Slugged]) -> Iterator[tuple[str, str]]:
    return ((f"{table}[{place}].slug", row.slug) for place, row in enumerate(rows))


def _repeated(entries: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for key, slug in entries:
        # Two slugs that differ in capitals only would be taken for each other.
        before = first.setdefault(slug.casefold(), key)
        if before != key:
            reason = f'"{slug}" is used twice, first at {before}'
            yield Fault(key, reason, "a slug of its own")


def _unknown_references(file: ProgrammeFile) -> Iterator[Fault]:
    listed = {
        "organisation": _names(file.organisations) + _names(file.placeholders),
        "group": _names(file.groups),
        "goal": _names(file.goals),
        "line": _names(file.lines),
        "kind": _names(file.kinds),
    }
    known = {noun: {*slugs} for noun, slugs in listed.items()}
    numbered = expanded(file, listed["organisation"])
    known["organisation"].update(numbered)
    known["single organisation"] = {*numbered}
    listed["single organisation"] = _names(file.organisations)
    for key, noun, slug in _references(file):
        if slug is not None and slug not in known[noun]:
            yield unknown(key, noun, slug, listed[noun])


def _names(rows: Sequence[_Slugged]) -> list[str]:
    return [row.slug for row in rows]


def _references(file: ProgrammeFile) -> Iterator[tuple[str, str, str | None]]:
    for key, noun, slugs in _lists(file):
        for place, slug in enumerate(slugs):
            yield f"{key}[{place}]", noun, slug
    for place, goal in enumerate(file.goals):
        yield f"goals[{place}].parent", "goal", goal.parent
    for place, kind in enumerate(file.kinds):
        yield f"kinds[{place}].line", "line", kind.line
    for place, commitment in enumerate(file.commitments):
        yield f"commitments[{place}].line", "line", commitment.line
    for place, event in enumerate(file.events):
        yield f"events[{place}].kind", "kind", event.kind
        yield f"events[{place}].goal", "goal", event.goal
        yield f"events[{place}].host", "single organisation", event.host
    for place, undated in enumerate(file.undated):
        yield f"undated[{place}].kind", "kind", undated.kind
    for place, closure in enumerate(file.closures):
        yield f"closures[{place}].organisation", "single organisation", closure.organisation


def _lists(file: ProgrammeFile) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for place, group in enumerate(file.groups):
        yield f"groups[{place}].seats", "organisation", group.seats
    for place, goal in enumerate(file.goals):
        yield f"goals[{place}].organisations", "organisation", goal.organisations
    for place, kind in enumerate(file.kinds):
        yield f"kinds[{place}].groups", "group", kind.groups
        yield f"kinds[{place}].required", "organisation", kind.required
    for place, commitment in enumerate(file.commitments):
        yield f"commitments[{place}].organisations", "organisation", commitment.organisations


def _repeated_references(file: ProgrammeFile) -> Iterator[Fault]:
    for key, noun, slugs in _lists(file):
        twice = _first_repeated(slugs)
        # Only then numbered, so that one placeholder named 500 times costs nothing.
        if twice is None and noun == "organisation":
            twice = _first_repeated(expanded(file, slugs))
        if twice is not None:
            yield Fault(key, f'has "{shown(twice)}" twice', "each once")


def _first_repeated(slugs: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for slug in slugs:
        if slug in seen:
            return slug
        seen.add(slug)
    return None


def _goal_circles(file: ProgrammeFile) -> Iterator[Fault]:
    parents = {goal.slug: goal.parent for goal in file.goals}
    told: set[str] = set()
    for place, goal in enumerate(file.goals):
        above: set[str] = set()
        step: str | None = goal.slug
        while step is not None and step not in above:
            above.add(step)
            step = parents.get(step)
        if step == goal.slug and goal.slug not in told:
            told.update(above)
            yield Fault(
                f"goals[{place}].parent", "leads back to the goal itself", "a goal above it"
            )


def _programme_faults(file: ProgrammeFile) -> Iterator[Fault]:
    leads = [place for place, row in enumerate(file.organisations) if row.lead]
    for place in leads[1:]:
        reason = f"organisations[{leads[0]}] is the lead already"
        yield Fault(f"organisations[{place}].lead", reason, "one lead organisation")
    region = file.programme.holidays
    if region is not None:
        try:
            HolidayCalendar(region.country, region.subdivision)
        except Refused:
            place_name = shown(f"{region.country} {region.subdivision}".strip())
            allowed = 'such as country = "NL" and subdivision = "Noord", "Midden" or "Zuid"'
            yield Fault("programme.holidays", f'no holidays are known for "{place_name}"', allowed)


def _event_faults(file: ProgrammeFile) -> Iterator[Fault]:
    for place, event in enumerate(file.events):
        if event.moderators and event.host is None:
            allowed = "the organisation for which the moderators are there"
            yield Fault(f"events[{place}].host", "is missing", allowed)
        twice = _first_repeated(name.casefold() for name in event.moderators)
        if twice is not None:
            key = f"events[{place}].moderators"
            yield Fault(key, f'has "{shown(twice)}" twice', "each once")


def _closure_faults(file: ProgrammeFile) -> Iterator[Fault]:
    for place, closure in enumerate(file.closures):
        if (closure.organisation is None) == (closure.region is None):
            reason = "is for nobody" if closure.region is None else "is for two"
            yield Fault(f"closures[{place}]", reason, "an organisation or a region")


def _reversed_periods(file: ProgrammeFile) -> Iterator[Fault]:
    programme = file.programme
    if programme.start and programme.end and programme.end < programme.start:
        yield _reversed("programme.end", "start", programme.start)
    for place, row in enumerate(file.organisations):
        if row.from_date and row.until and row.until < row.from_date:
            yield _reversed(f"organisations[{place}].until", "from", row.from_date)
        for index, figure in enumerate(row.figures):
            if figure.from_date and figure.until and figure.until < figure.from_date:
                key = f"organisations[{place}].figures[{index}].until"
                yield _reversed(key, "from", figure.from_date)
    for place, closure in enumerate(file.closures):
        if closure.until and closure.until < closure.from_date:
            yield _reversed(f"closures[{place}].until", "from", closure.from_date)
    for place, event in enumerate(file.events):
        if event.until and event.until < event.date:
            yield _reversed(f"events[{place}].until", "date", event.date)
    for place, kind in enumerate(file.kinds):
        shortest, longest = kind.shortest_minutes, kind.longest_minutes
        if shortest is not None and longest is not None and longest < shortest:
            allowed = f"{shortest} minutes or more"
            yield Fault(f"kinds[{place}].longest", "is shorter than shortest", allowed)


def _reversed(key: str, first: str, day: object) -> Fault:
    return Fault(key, f"lies before {first}", f"{day} or later")
