"""Where a programme stands, as its steering group reads it: one data set for every document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ipe_events.domain.attendance_rates import AttendanceRow
from ipe_events.domain.budget import Figures, Tally
from ipe_events.domain.hour_records import BudgetReport, HoursReport
from ipe_events.domain.plan import GoalLine
from ipe_events.domain.records import Check, EventLine
from ipe_events.domain.years import months


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting that was not cancelled: its kind (slug), first day, state and goal (key)."""

    kind: str
    day: date
    state: str
    goal: int | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many meetings by state; drafts stand apart."""

    held: int = 0
    planned: int = 0
    draft: int = 0

    @property
    def known(self) -> int:
        """Held and planned."""
        return self.held + self.planned

    def __add__(self, more: Count) -> Count:
        return Count(self.held + more.held, self.planned + more.planned, self.draft + more.draft)


@dataclass(frozen=True, slots=True)
class KindCount:
    """A kind of meeting (names) with how often it met."""

    name: str
    layer: str
    count: Count


@dataclass(frozen=True, slots=True)
class LayerCount:
    """A layer of the network: its meetings, and the organisations that were at one of them."""

    layer: str
    count: Count
    organisations: int


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """A goal at its depth in the tree, with its own meetings and hours in the period.

    The goal without a slug stands for what serves none in particular.
    """

    depth: int
    goal: GoalLine
    count: Count
    hours: Tally


@dataclass(frozen=True, slots=True)
class Decision:
    """What a held meeting decided, one decision a line."""

    day: date
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """A warning with the meeting it is about, when it is about one."""

    check: Check
    event: EventLine | None


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The hours of a budget year, all partners together."""

    label: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Progress:
    """A programme from `first` to `last` as it stands `today`.

    `hours` are those of the budget year of the last day that has come, per partner and line;
    `years` their totals in each budget year that the period touches. `line_names` by slug.
    `beside`: how many more warnings are about somebody's own calendar. `readings`: what the plan
    leaves open, with what was chosen.
    """

    programme: str
    umbrella: str
    organiser: str
    language: str
    first: date
    last: date
    today: date
    kinds: tuple[KindCount, ...]
    layers: tuple[LayerCount, ...]
    months: tuple[tuple[str, Count], ...]
    attendance: tuple[AttendanceRow, ...]
    goals: tuple[GoalProgress, ...]
    hours: HoursReport
    years: tuple[YearFigures, ...]
    line_names: Mapping[str, str]
    budget: BudgetReport
    decisions: tuple[Decision, ...]
    attention: tuple[Attention, ...]
    beside: int
    ahead: tuple[EventLine, ...]
    readings: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> Count:
        """All meetings of the period."""
        return sum((kind.count for kind in self.kinds), Count())


def is_personal(check: Check) -> bool:
    """Whether a warning is about somebody's own days, which are no steering group's business."""
    return check.code in ("double-booked", "not-working-day") or "person" in check.values


def told(checks: Iterable[Check]) -> list[Check]:
    """The warnings of a report: layers without a meeting in the same year are one of them.

    Nobody's own days; and what is above its promise, figures tell.
    """
    found: list[Check] = []
    layers: dict[object, list[str]] = defaultdict(list)
    for check in checks:
        if check.code == "layer-without-event":
            layers[check.values["year"]].append(str(check.values["layer"]))
        elif check.code != "commitment-exceeded" and not is_personal(check):
            found.append(check)
    return found + [
        Check("layer-without-event", {"layer": ", ".join(names), "year": year})
        for year, names in layers.items()
    ]


def tally(meetings: Iterable[Met]) -> Count:
    """How many meetings by state."""
    states = Counter(meeting.state for meeting in meetings)
    return Count(states["held"], states["planned"], states["draft"])


def by_kind(
    kinds: Sequence[tuple[str, str, str]], meetings: Iterable[Met]
) -> tuple[KindCount, ...]:
    """The kinds (slug, name, layer) that meet at all, in their order."""
    own: dict[str, list[Met]] = defaultdict(list)
    for meeting in meetings:
        own[meeting.kind].append(meeting)
    return tuple(
        KindCount(name, layer, tally(own[slug])) for slug, name, layer in kinds if own[slug]
    )


def by_layer(
    layers: Mapping[str, Collection[str]],
    meetings: Sequence[Met],
    attendance: Sequence[AttendanceRow],
) -> tuple[LayerCount, ...]:
    """Every layer of the programme, met or not; `layers` has the kinds that reach each."""
    return tuple(
        LayerCount(
            layer,
            tally(meeting for meeting in meetings if meeting.kind in kinds),
            len({row.organisation for row in attendance if row.kind in kinds and row.rate.came}),
        )
        for layer, kinds in layers.items()
    )


def by_month(first: date, last: date, meetings: Sequence[Met]) -> tuple[tuple[str, Count], ...]:
    """Every month (`2027-01`) from the first to the last that has a meeting, within the days."""
    days = [meeting.day for meeting in meetings]
    if not days:
        return ()
    own: dict[str, list[Met]] = defaultdict(list)
    for meeting in meetings:
        own[f"{meeting.day:%Y-%m}"].append(meeting)
    span = months(max(first, min(days)), min(last, max(days)))
    return tuple((month, tally(own[month])) for month in span)


def by_quarter(counted: Iterable[tuple[str, Count]]) -> tuple[tuple[str, Count], ...]:
    """Months added up by quarter, `2027-1` to `2027-4`."""
    found: dict[str, Count] = defaultdict(Count)
    for month, count in counted:
        found[f"{month[:4]}-{(int(month[5:]) + 2) // 3}"] += count
    return tuple(found.items())
