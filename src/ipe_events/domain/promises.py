"""What partners promised, and what an hour of theirs is worth in a month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ipe_events.domain.rates import NOTHING, SEVERAL, RateFrom, SetRate, Worth
from ipe_events.domain.years import Year, months, share


class Lead(StrEnum):
    """Which of the two a promise fixes when the rate differs (GPL, 002:392)."""

    HOURS = "hours"
    EUROS = "euros"


@dataclass(frozen=True, slots=True)
class Promise:
    """A partner's promise on a line from `start` to `end`; cents, and cents an hour.

    `minutes` is None when only cash is promised.
    """

    organisation: int
    line: int
    start: date
    end: date
    minutes: int | None
    value: int | None
    hand_rate: int | None
    cash: int
    lead: Lead = Lead.HOURS

    def touches(self, month: str) -> bool:
        """Whether a day of the month (`2027-01`) lies in it."""
        return month in months(self.start, self.end)


class Book:
    """The promises of a programme and the rates that were set: what is promised, and its worth."""

    def __init__(self, promises: Iterable[Promise], rates: Sequence[SetRate] = ()) -> None:
        self.promises = tuple(promises)
        self._people: dict[int, list[SetRate]] = defaultdict(list)
        self._organisations: dict[int, list[SetRate]] = defaultdict(list)
        for rate in rates:
            if rate.person is not None:
                self._people[rate.person].append(rate)
            elif rate.organisation is not None:
                self._organisations[rate.organisation].append(rate)
        self._promised: dict[tuple[int, int], list[Promise]] = defaultdict(list)
        for promise in self.promises:
            if promise.minutes is not None:
                self._promised[promise.organisation, promise.line].append(promise)
        self._found: dict[tuple[int, int | None, str, int | None], Worth] = {}
        self._shares: dict[tuple[Promise, Year | None], list[tuple[Worth, Fraction]]] = {}

    @property
    def people(self) -> frozenset[int]:
        """Whose hours have a rate of their own."""
        return frozenset(self._people)

    def worth(
        self, organisation: int, line: int | None, month: str, person: int | None = None
    ) -> Worth:
        """What an hour in a month (`2027-01`) is worth."""
        asked = (organisation, line, month, person if person in self._people else None)
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._worth(*asked)
        return found

    def promised_worth(self, promise: Promise, within: Year | None = None) -> Worth:
        """What a promised hour is worth, in the months of a year; `SEVERAL` when that changes."""
        found = {worth for worth, _share in self._by_worth(promise, within)}
        return found.pop() if len(found) == 1 else SEVERAL

    def committed(self, promise: Promise) -> int:
        """Promised minutes; when euros lead, what the plan's value buys at each month's rate."""
        if promise.lead is Lead.HOURS or promise.value is None:
            return promise.minutes or 0
        shares = self._by_worth(promise)
        if any(not worth.rate for worth, _share in shares):
            return promise.minutes or 0
        cents = Fraction(promise.value)
        return half_away(sum(cents * share * 60 / (worth.rate or 1) for worth, share in shares))

    def committed_value(self, promise: Promise) -> int:
        """The promise in cents; its hours are spread over its months, each at its own rate."""
        if promise.lead is Lead.EUROS and promise.value is not None:
            return promise.value
        minutes = Fraction(promise.minutes or 0, 60)
        shares = self._by_worth(promise)
        return half_away(sum(minutes * share * (worth.rate or 0) for worth, share in shares))

    def _by_worth(
        self, promise: Promise, within: Year | None = None
    ) -> list[tuple[Worth, Fraction]]:
        """What an hour is worth in which share of the promise's months."""
        asked = (promise, within)
        if asked not in self._shares:
            spanned = list(months(promise.start, promise.end))
            inside = set(months(within.start, within.end)) if within is not None else spanned
            found = Counter(
                self.worth(promise.organisation, promise.line, month)
                for month in spanned
                if month in inside
            )
            shares = [(worth, Fraction(count, len(spanned))) for worth, count in found.items()]
            self._shares[asked] = shares
        return self._shares[asked]

    def _worth(self, organisation: int, line: int | None, month: str, person: int | None) -> Worth:
        promised = self._promised.get((organisation, line or 0), ())
        promise = next((one for one in reversed(promised) if one.touches(month)), None)
        own = _in_force(self._people.get(person or 0, ()), month)
        usual = _in_force(self._organisations.get(organisation, ()), month)
        if own is not None:
            return Worth(Fraction(own), RateFrom.PERSON)
        if promise is not None and promise.hand_rate is not None:
            return Worth(Fraction(promise.hand_rate), RateFrom.COMMITMENT)
        if usual is not None:
            return Worth(Fraction(usual), RateFrom.ORGANISATION)
        if promise is not None and promise.value is not None and promise.minutes:
            return Worth(Fraction(promise.value * 60, promise.minutes), RateFrom.PLAN)
        return NOTHING


def _in_force(rates: Sequence[SetRate], month: str) -> int | None:
    """Cents an hour in a month, by the rate that started last."""
    if not rates:
        return None
    day = date.fromisoformat(f"{month}-01")
    held = [rate for rate in rates if rate.holds(day)]
    return max(held, key=lambda rate: rate.starts or date.min).cents if held else None


def part_of(promise: Promise, amount: int, period: Year) -> int:
    """What of an amount promised falls in the months of a period."""
    return share(amount, (promise.start, promise.end), (period.start, period.end))


def value_of(minutes: int, rate: Fraction | None) -> int:
    """Cents for minutes at a rate in cents an hour, rounded half away from zero."""
    # In whole numbers: with fractions this takes most of the time of a report.
    return 0 if rate is None else _divided(minutes * rate.numerator, 60 * rate.denominator)


def half_away(number: Fraction | int) -> int:
    """To the nearest whole number, half away from zero."""
    return _divided(number.numerator, number.denominator)


def _divided(numerator: int, denominator: int) -> int:
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))
