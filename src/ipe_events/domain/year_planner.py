"""Finds the dates of a year around everything in the way, hosts in turn, numbers for titles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from types import MappingProxyType

from ipe_events.domain.availability import CLOSURE, MEETING, Availability, Obstacle, Seat
from ipe_events.domain.hosts import Rotation
from ipe_events.domain.rhythm import WORKWEEK
from ipe_events.domain.rhythm_days import Wanted, apart, expand
from ipe_events.domain.slots import Chair
from ipe_events.domain.year_plan import Edit, Proposal, Wish
from ipe_events.domain.years import Year


@dataclass
class Planner:
    """Finds the days of every wish in a window of a year, and looks a changed plan over.

    Who is in `no_host` (slugs) never gets a turn. `numbered` makes the title of one of several,
    of `{name}`, `{number}` and `{total}`.
    """

    wishes: Sequence[Wish]
    window: tuple[date, date]
    year: Year
    availability: Availability
    no_host: Collection[str] = ()
    numbered: str = "{name} {number} of {total}"

    def __post_init__(self) -> None:
        self._by_kind = {wish.kind: wish for wish in self.wishes}
        self._on_day: dict[date, list[Proposal]] = defaultdict(list)

    def propose(self, edits: Mapping[str, Edit] = MappingProxyType({})) -> list[Proposal]:
        """A meeting for every time a rhythm asks for one, by date; what fits nowhere is not taken.

        Rules come before numbers, and large numbers before small ones, as those have more room.
        `edits` by key are what was changed by hand; the turns to host go around them.
        """
        ordered = sorted(self.wishes, key=lambda wish: (wish.rhythm.count > 0, -wish.rhythm.count))
        found = [proposal for wish in ordered for proposal in self._of_wish(wish)]
        found = [edits[item.key].of(item) if item.key in edits else item for item in found]
        found.sort(key=lambda item: (item.day, item.start or time.min, item.key))
        self._on_day.clear()
        for proposal in found:
            self._keep(proposal)
        return self._numbered(self._hosted(found))

    def _numbered(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        """With their titles, and what is in the way of each."""
        totals = Counter(item.kind for item in proposals if item.taken)
        numbers: Counter[str] = Counter()
        found = []
        for item in proposals:
            numbers[item.kind] += item.taken
            title = item.name
            if item.taken and totals[item.kind] > 1:
                title = self.numbered.format(
                    name=item.name, number=numbers[item.kind], total=totals[item.kind]
                )
            found.append(replace(item, title=title, marks=self._marks(item)))
        return found

    # Days

    def usable(self, day: date) -> bool:
        """Whether there can be any meeting: no weekend, no day off of everybody."""
        return day.weekday() < WORKWEEK and not self.availability.of_region(day)

    def _of_wish(self, wish: Wish) -> Iterator[Proposal]:
        asked = expand(wish.rhythm, self.window, self.year, self.usable)
        start, end = wish.times
        distance = timedelta(days=apart(asked))
        before = date.min
        for number, wanted in enumerate(asked):
            proposal = Proposal(
                key=f"{wish.kind}-{number}",
                kind=wish.kind,
                name=wish.name,
                wanted=wanted.day,
                day=wanted.day,
                start=start,
                end=end,
                groups=wish.groups,
            )
            earliest = before if before == date.min else before + distance
            following = asked[number + 1].day - distance if asked[number + 1 :] else date.max
            day = self._day(wish, wanted, proposal, (earliest, following))
            if day is None:
                yield replace(proposal, taken=False, passed=self._marks(proposal))
                continue
            passed = self._marks(proposal) if day != wanted.day else ()
            if wish.rhythm.count:
                # Nobody asked for the middle of a part: another day passes nothing over.
                proposal, passed = replace(proposal, wanted=day), ()
            chosen = replace(proposal, day=day, passed=passed)
            self._keep(chosen)
            before = day
            yield chosen

    def _day(
        self, wish: Wish, wanted: Wanted, proposal: Proposal, apart: tuple[date, date]
    ) -> date | None:
        """The nearest day with the least in the way, on the rhythm's weekday if any will do.

        `apart`: from when to when it is not too near to the one before and the one after. What
        has a number is kept when there is no such day; what has a rule is skipped.
        """
        count = (wanted.last - wanted.first).days + 1
        days = [wanted.first + timedelta(days=number) for number in range(count)]
        days = [day for day in days if self.usable(day)]
        far = [day for day in days if apart[0] <= day <= apart[1]]
        weekdays = wish.rhythm.allowed
        for some in (far, days if wish.rhythm.count else []):
            for able in ([day for day in some if day.weekday() in weekdays], some):
                if able:
                    return self._best(wish, proposal, able)
        return None

    def _best(self, wish: Wish, proposal: Proposal, days: Sequence[date]) -> date:
        best, least = days[0], (len(wish.chairs) + 1, 0)

        def nearness(day: date) -> tuple[int, date]:
            # A rule is kept best by the same weekday of another week.
            other = not wish.rhythm.count and day.weekday() != proposal.wanted.weekday()
            return abs((day - proposal.wanted).days) + 7 * other, day

        for day in sorted(days, key=nearness):
            burden = self._burden(wish, replace(proposal, day=day))
            if burden < least:
                best, least = day, burden
            if least == (0, 0):
                break
        return best

    # What is in the way

    def _burden(self, wish: Wish, proposal: Proposal) -> tuple[int, int]:
        """How many required organisations' seats cannot be there, and how many seats at all."""
        engaged = {seat for other in self._others(proposal) for seat in self._seats(other)}
        hindered = [
            chair
            for chair in _present(wish, proposal.day)
            if chair.seat in engaged or not self._can_come(chair, proposal)
        ]
        return sum(chair.organisation in wish.required for chair in hindered), len(hindered)

    def _can_come(self, chair: Chair, proposal: Proposal) -> bool:
        """Whether somebody of a seat, or a deputy, is free."""
        day, start, end = proposal.day, proposal.start, proposal.end
        who = (chair, *(deputy for deputy in chair.deputies if deputy.holds(day)))
        return any(not self.availability.of_seat(day, start, end, one.seat) for one in who)

    def _marks(self, proposal: Proposal) -> tuple[Obstacle, ...]:
        wish = self._by_kind[proposal.kind]
        seats = [chair.seat for chair in _present(wish, proposal.day)]
        day, start, end = proposal.day, proposal.start, proposal.end
        found = list(self.availability.obstacles(day, start, end, seats))
        found += [Obstacle(MEETING, other.name) for other in self._others(proposal)]
        return tuple(found)

    def _others(self, proposal: Proposal) -> list[Proposal]:
        """Other proposals at the same time that need somebody of this one."""
        there = self._on_day.get(proposal.day)
        if not there:
            return []
        own = self._seats(proposal)
        return [
            other
            for other in there
            if other.key != proposal.key and proposal.meets(other) and own & self._seats(other)
        ]

    def _seats(self, proposal: Proposal) -> set[Seat]:
        wish = self._by_kind[proposal.kind]
        return {chair.seat for chair in _present(wish, proposal.day)}

    def _keep(self, proposal: Proposal) -> None:
        if proposal.taken:
            self._on_day[proposal.day].append(proposal)

    # Hosts

    def _hosted(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        load: Counter[str] = Counter()
        turns = {wish.kind: Rotation(wish.history, load) for wish in self.wishes}
        for item in proposals:
            if item.taken and item.host is not None:
                turns[item.kind].keep(item.host, item.day)
        found = []
        for item in proposals:
            host = item.host
            if item.taken and host is None:
                host = turns[item.kind].next(*self._able(item), item.day)
            found.append(replace(item, host=host or None))
        return found

    def _able(self, proposal: Proposal) -> tuple[list[str], Collection[str]]:
        """The organisations that can host a meeting, and those of them that are closed on it."""
        day = proposal.day
        seats = {
            chair.organisation: Seat(chair.seat.organisation_id)
            for chair in _present(self._by_kind[proposal.kind], day)
            if chair.fills and chair.organisation not in self.no_host
        }
        closed = {
            slug
            for slug, seat in seats.items()
            if any(one.code == CLOSURE for one in self.availability.of_seat(day, None, None, seat))
        }
        return list(seats), closed


def _present(wish: Wish, day: date) -> list[Chair]:
    return [chair for chair in wish.chairs if chair.holds(day)]
