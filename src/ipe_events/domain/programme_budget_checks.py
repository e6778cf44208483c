"""What does not fit in the choices and commitments of a programme file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from ipe_events.domain.programme_checks import Fault, shown, unknown
from ipe_events.domain.programme_file import Budget, Commitment, Option, ProgrammeFile
from ipe_events.domain.programme_reading import expanded, first_calendar_year

MOST_PROMISES = 50_000


def faults(file: ProgrammeFile) -> Iterator[Fault]:
    """Everything about choices and money that does not fit; the references are already right."""
    yield from _choice_faults(file)
    yield from _year_lists(file)
    if file.budget is None:
        yield from _needless(file)
        return
    if not _always_years(file, file.budget):
        allowed = 'such as ["2024", "2025"], here or in every option of one choice'
        yield Fault("budget.years", "is missing", allowed)
        return
    starts = {first_calendar_year(label) for label in _labels(file, file.budget)}
    options = {choice.id: [option.id for option in choice.options] for choice in file.choices}
    outside = {row.slug for row in file.organisations if not row.partner}
    for place, row in enumerate(file.commitments):
        above = f"commitments[{place}]"
        yield from _condition_faults(above, row, options)
        if not row.organisations:
            yield Fault(f"{above}.organisations", "must not be empty", "one organisation or more")
        if row.minutes is None and row.value_cents is None and row.cash_cents is None:
            yield Fault(above, "promises nothing", "one or more of hours, value, cash")
        for index, year in enumerate(row.years):
            if year not in starts:
                known = tuple(str(start) for start in sorted(starts))
                yield Fault(f"{above}.years[{index}]", f"no budget year starts in {year}", known)
        for slug in sorted(outside.intersection(row.organisations)):
            reason = f'"{slug}" is not a partner'
            yield Fault(f"{above}.organisations", reason, "organisations without partner = false")
    yield from _overlaps(file)


def _choice_faults(file: ProgrammeFile) -> Iterator[Fault]:
    set_by: dict[str, str] = {}
    for place, choice in enumerate(file.choices):
        options = [option.id for option in choice.options]
        if choice.default not in options:
            yield unknown(f"choices[{place}].default", "option", choice.default, options)
        for effect in sorted({name for option in choice.options for name in _effects(option)}):
            before = set_by.setdefault(effect, choice.id)
            if before != choice.id:
                reason = f'sets {effect}, which choice "{before}" sets too'
                yield Fault(f"choices[{place}].options", reason, "one choice for each effect")


def _effects(option: Option) -> Iterator[str]:
    if option.years:
        yield "years"
    if option.promise is not None:
        yield "promise"
    if option.carry_over is not None:
        yield "carry_over"
    if option.school_year_starts is not None:
        yield "school_year_starts"


def _needless(file: ProgrammeFile) -> Iterator[Fault]:
    if file.commitments:
        yield Fault("commitments", "are of no use without a budget", "a [budget] table")
    for place, choice in enumerate(file.choices):
        if any(effect for option in choice.options for effect in _effects(option)):
            reason = "changes a budget that is not there"
            yield Fault(f"choices[{place}].options", reason, "a [budget] table")


def _year_lists(file: ProgrammeFile) -> Iterator[Fault]:
    lists = [("budget.years", file.budget.years)] if file.budget else []
    for place, choice in enumerate(file.choices):
        for index, option in enumerate(choice.options):
            lists.append((f"choices[{place}].options[{index}].years", option.years))
    for key, labels in lists:
        if len({len(label) for label in labels}) > 1:
            yield Fault(key, "mixes calendar years and school years", "years of one kind")
        elif any(after <= before for before, after in pairwise(labels)):
            yield Fault(key, "is not in order", "each year once, the first year first")


def _always_years(file: ProgrammeFile, budget: Budget) -> bool:
    """Whether every reading has budget years."""
    choices = (choice.options for choice in file.choices if choice.options)
    return bool(budget.years) or any(all(option.years for option in one) for one in choices)


def _labels(file: ProgrammeFile, budget: Budget) -> set[str]:
    options = [option for choice in file.choices for option in choice.options]
    return {*budget.years, *(label for option in options for label in option.years)}


def _condition_faults(
    above: str, row: Commitment, options: dict[str, list[str]]
) -> Iterator[Fault]:
    for choice, option in row.when:
        if choice not in options:
            yield unknown(f"{above}.when", "choice", choice, options)
        elif option not in options[choice]:
            yield unknown(f"{above}.when.{choice}", "option", option, options[choice])


def _overlaps(file: ProgrammeFile) -> Iterator[Fault]:
    promised = [frozenset(expanded(file, row.organisations)) for row in file.commitments]
    years = len(_labels(file, file.budget)) if file.budget else 0
    count = sum(len(slugs) for slugs in promised) * years
    if count > MOST_PROMISES:
        allowed = f"at most {MOST_PROMISES}, each organisation and year counted"
        yield Fault("commitments", f"there would be {count} promises", allowed)
        return
    rows = list(enumerate(file.commitments))
    for (first, one), (second, other) in combinations(rows, 2):
        if one.line != other.line or not _together(one, other):
            continue
        if both := promised[first] & promised[second]:
            reason = f'"{shown(min(both))}" promises twice, first in commitments[{first}]'
            allowed = "one promise for an organisation, line and year"
            yield Fault(f"commitments[{second}]", reason, allowed)


def _together(one: Commitment, other: Commitment) -> bool:
    """Whether some reading has a year in which both commitments hold."""
    conditions = dict(one.when)
    if any(conditions.get(choice, option) != option for choice, option in other.when):
        return False
    return not one.years or not other.years or not set(one.years).isdisjoint(other.years)
