"""Promised, realised, planned: every figure of every screen and file is made here.

Definitions: design §4. All amounts are integer minutes and integer cents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ipe_events.domain.hours import Financing
from ipe_events.domain.promises import Book, Promise, half_away, part_of, value_of
from ipe_events.domain.rates import SEVERAL, RateFrom, Worth
from ipe_events.domain.years import Year, months, touch


class State(StrEnum):
    """How far minutes have come."""

    REALISED = "realised"
    PLANNED = "planned"
    DRAFT = "draft"


class Status(StrEnum):
    """The forecast against the promise, in words that do not blame (004:365-366)."""

    ROOM = "room"
    ON_TRACK = "on_track"
    ABOVE = "above"
    NONE = "none"


Place = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class MinuteGroup:
    """`count` entries of `minutes` each that agree in everything else; `month` as `2027-01`.

    `person` is told where it matters for the rate. `settled`: what an hour was worth when its
    period was closed; None while it is open.
    """

    organisation: int
    line: int | None
    month: str
    financing: Financing
    state: State
    minutes: int
    count: int = 1
    person: int | None = None
    settled: Worth | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Minutes by state, and the value of the forecast in cents.

    `other`: what was worked and paid for otherwise than in kind.
    """

    realised: int = 0
    planned: int = 0
    draft: int = 0
    other: int = 0
    value: int = 0

    def __add__(self, more: Tally) -> Tally:
        return Tally(
            self.realised + more.realised,
            self.planned + more.planned,
            self.draft + more.draft,
            self.other + more.other,
            self.value + more.value,
        )

    @property
    def forecast(self) -> int:
        """What has been and what is planned to be done."""
        return self.realised + self.planned


@dataclass(frozen=True, slots=True)
class Figures:
    """One partner's line in a period, or the sum of several; `committed` None: no promise.

    `beside`: minutes of the forecast that stand beside every promise, in a sum of several lines.
    """

    committed: int | None
    committed_value: int | None
    tally: Tally
    rate: Fraction | None = None
    carried: int = 0
    status: Status = Status.NONE
    rate_from: RateFrom = RateFrom.NONE
    beside: int = 0

    @property
    def left(self) -> int | None:
        """What remains of the promise; negative above it."""
        if self.committed is None:
            return None
        return self.committed + self.carried - self.used

    @property
    def used(self) -> int:
        """The minutes of the forecast that a promise is kept with."""
        return self.tally.forecast - self.beside


@dataclass(frozen=True, slots=True)
class Bounds:
    """Percent of the promise: below `room` there is room, above `above` it is exceeded."""

    room: int = 90
    above: int = 110


def worth_of(group: MinuteGroup, book: Book) -> Worth:
    """What an hour of a group is worth: as settled, else by today's rates."""
    if group.settled is not None:
        return group.settled
    return book.worth(group.organisation, group.line, group.month, group.person)


def tally(groups: Iterable[MinuteGroup], book: Book) -> Tally:
    """Add up groups; each entry's value is rounded by itself, so every grouping agrees."""
    sums = dict.fromkeys(State, 0)
    other = value = 0
    for group in groups:
        minutes = group.minutes * group.count
        if group.financing is not Financing.IN_KIND:
            other += minutes if group.state is State.REALISED else 0
            continue
        sums[group.state] += minutes
        if group.state is not State.DRAFT:
            value += value_of(group.minutes, worth_of(group, book).rate) * group.count
    return Tally(sums[State.REALISED], sums[State.PLANNED], sums[State.DRAFT], other, value)


class Tallies:
    """Groups added up once by partner, line and month: what the figures of promises are made of."""

    def __init__(self, book: Book, groups: Iterable[MinuteGroup]) -> None:
        self.book = book
        found: dict[Place, dict[str, list[MinuteGroup]]] = defaultdict(lambda: defaultdict(list))
        for group in groups:
            found[group.organisation, group.line][group.month].append(group)
        self._months = {
            place: {month: tally(own, book) for month, own in by_month.items()}
            for place, by_month in found.items()
        }

    def places(self, inside: Container[str]) -> Iterator[Place]:
        """The partners and lines that have minutes in these months."""
        for place, by_month in self._months.items():
            if any(month in inside for month in by_month):
                yield place

    def of(self, place: Place, inside: Container[str]) -> Tally:
        """What a partner has on a line in these months."""
        by_month = self._months.get(place, {})
        return sum((own for month, own in by_month.items() if month in inside), Tally())


def by_partner_and_line(
    tallies: Tallies,
    period: Year,
    bounds: Bounds,
    carry_from: Sequence[Year] = (),
    only: Container[int] | None = None,
) -> dict[Place, Figures]:
    """The figures of every partner and line that promised hours or has any, in `period`.

    `carry_from`: earlier years, oldest first, whose unspent hours may be used in this one.
    `only`: of these organisations.
    """
    promised: dict[Place, list[Promise]] = defaultdict(list)
    for promise in tallies.book.promises:
        if promise.minutes is not None and (only is None or promise.organisation in only):
            promised[promise.organisation, promise.line].append(promise)
    keys = set(tallies.places(set(months(period.start, period.end))))
    keys |= {
        place
        for place, made in promised.items()
        if any(_holds(promise, tallies.book, period) for promise in made)
    }
    found = {}
    for place in keys:
        if only is not None and place[0] not in only:
            continue
        made, carried = promised.get(place, []), 0
        for year in carry_from:
            before = _figures(tallies, place, made, year, carried)
            carried = max(0, before.left or 0)
        figures = _figures(tallies, place, made, period, carried)
        found[place] = replace(figures, status=status(figures, bounds))
    return found


def _figures(
    tallies: Tallies, place: Place, promises: Sequence[Promise], period: Year, carried: int
) -> Figures:
    book = tallies.book
    active = [promise for promise in promises if _holds(promise, book, period)]
    sums = tallies.of(place, set(months(period.start, period.end)))
    if not active:
        return Figures(None, None, sums)
    worths = {book.promised_worth(promise, period) for promise in active}
    worth = worths.pop() if len(worths) == 1 else SEVERAL
    return Figures(
        committed=sum(part_of(p, book.committed(p), period) for p in active),
        committed_value=sum(part_of(p, book.committed_value(p), period) for p in active),
        tally=sums,
        rate=worth.rate,
        carried=carried,
        rate_from=worth.source,
    )


def _holds(promise: Promise, book: Book, period: Year) -> bool:
    days = (promise.start, promise.end)
    return book.committed(promise) > 0 and touch(days, (period.start, period.end))


def status(figures: Figures, bounds: Bounds) -> Status:
    """The word for a forecast against what may be used of the promise."""
    allowed = (figures.committed or 0) + figures.carried
    if allowed <= 0:
        return Status.NONE
    percent = Fraction(100 * figures.used, allowed)
    if percent < bounds.room:
        return Status.ROOM
    return Status.ON_TRACK if percent <= bounds.above else Status.ABOVE


def expected(committed: int, period: Year, today: date) -> int:
    """The minutes of a promise that may be expected by `today` when work is spread evenly."""
    days = (period.end - period.start).days + 1
    passed = min(max((today - period.start).days, 0), days)
    return half_away(Fraction(committed * passed, days))


def total(figures: Iterable[Figures], bounds: Bounds) -> Figures:
    """The sum of several lines; what no partner promised takes nothing from what is left."""
    parts = list(figures)
    summed = Figures(
        committed=sum(part.committed or 0 for part in parts),
        committed_value=sum(part.committed_value or 0 for part in parts),
        tally=sum((part.tally for part in parts), Tally()),
        carried=sum(part.carried for part in parts),
        beside=sum(part.tally.forecast for part in parts if part.committed is None),
    )
    return replace(summed, status=status(summed, bounds))
