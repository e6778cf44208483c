"""Warnings about a whole programme: a rhythm with gaps, layers that nothing is planned for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ipe_events.domain import years
from ipe_events.domain.records import Check, KindLine
from ipe_events.domain.years import Year


@dataclass(frozen=True, slots=True)
class Dated:
    """A meeting that was not cancelled: its number, kind, first day and state."""

    event: int
    kind: str
    day: date
    state: str


def gaps(
    kinds: Mapping[str, KindLine], dated: Sequence[Dated], asked: Collection[int]
) -> Iterator[Check]:
    """More days from one meeting to the next than the cadence of its kind (R1, 002:181-183).

    Told of the earlier of the two, or of the later when only that is asked about. What lies
    between held meetings is past.
    """
    for kind, own in _by_kind(dated).items():
        cadence = kinds[kind].cadence
        if cadence is None:
            continue
        for before, after in pairwise(own):
            days = (after.day - before.day).days
            about = before.event if before.event in asked else after.event
            if days > cadence and about in asked and after.state != "held":
                values = {
                    "meetings": kinds[kind].name,
                    "before": before.day,
                    "after": after.day,
                    "days": days,
                    "cadence": cadence,
                }
                yield Check("no-next-meeting", values, about)


def without_next(
    kinds: Mapping[str, KindLine], dated: Sequence[Dated], today: date
) -> Iterator[Check]:
    """Kinds that met before and have nothing planned from today on (R1)."""
    for kind, own in _by_kind(dated).items():
        if not any(one.day >= today for one in own):
            yield Check("no-next-meeting", {"kind": kinds[kind].name})


def _by_kind(dated: Sequence[Dated]) -> dict[str, list[Dated]]:
    found: dict[str, list[Dated]] = {}
    for one in sorted(dated, key=lambda one: (one.day, one.event)):
        found.setdefault(one.kind, []).append(one)
    return found


def empty_layers(
    kinds: Sequence[KindLine],
    group_layers: Mapping[str, str],
    dated: Sequence[Dated],
    judged: Sequence[Year],
) -> Iterator[Check]:
    """Each layer without a meeting in a year (R2, 002:192-195).

    A layer is left alone when all kinds that reach it are.
    """
    layers = reached(kinds, group_layers)
    for year in judged:
        met = {one.kind for one in dated if year.contains(one.day)}
        for layer, reaching in layers.items():
            off = all("layer-without-event" in kind.checks_off for kind in reaching)
            if not any(kind.slug in met for kind in reaching) and not (reaching and off):
                yield Check("layer-without-event", {"layer": layer, "year": year.label})


def reached(
    kinds: Sequence[KindLine], group_layers: Mapping[str, str]
) -> dict[str, list[KindLine]]:
    """Every layer with the kinds that reach it; `group_layers`: from a group to its layer.

    Those are the kinds that name it; of one that no kind names, those that invite its groups.
    """
    named = [kind.layer for kind in kinds if kind.layer]
    layers = dict.fromkeys([*named, *(layer for layer in group_layers.values() if layer)])
    return {
        layer: [kind for kind in kinds if _reaches(kind, layer, named, group_layers)]
        for layer in layers
    }


def _reaches(
    kind: KindLine, layer: str, named: Collection[str], group_layers: Mapping[str, str]
) -> bool:
    if layer in named:
        return kind.layer == layer
    return layer in {group_layers.get(group) for group in kind.groups}


def judged_years(
    dated: Sequence[Dated],
    today: date,
    first: date | None,
    last: date | None,
    period: tuple[date | None, date | None],
    month: int,
) -> list[Year]:
    """The school years of which the layers are told: this one, and those planned or asked for.

    `first`, `last`: the days asked about; `period`: those of the programme; `month`: in which a
    school year starts.
    """
    begin = max((day for day in (first, period[0]) if day), default=None)
    end = min((day for day in (last, period[1]) if day), default=None)
    days = {today, *(day for day in (first, last) if day)}
    days |= {one.day for one in dated if one.day >= today}
    found = {years.year_of(day, school=True, month=month) for day in days}
    return sorted(
        year
        for year in found
        if (begin is None or begin <= year.end) and (end is None or year.start <= end)
    )
