from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.checks_rhythm import Dated, empty_layers, gaps, judged_years, without_next
from ipe_events.domain.records import KindLine
from ipe_events.domain.years import school_year
from tests.domain.meetings import KIND, TUESDAY

TODAY = date(2026, 11, 22)
THIS, NEXT = school_year(2026), school_year(2027)


def kind(slug: str, layer: str = "", **more: Any) -> KindLine:
    return replace(KIND, slug=slug, name=slug.capitalize(), layer=layer, **more)


def dated(event: int, day: date, of: str = "kernteamoverleg", state: str = "planned") -> Dated:
    return Dated(event, of, day, state)


# --- R1: a rhythm -------------------------------------------------------------------------------

KINDS = {"kernteamoverleg": kind("kernteamoverleg", cadence=42), "congres": kind("congres")}


def said(rows: list[Dated], asked: set[int] | None = None) -> list[tuple[int | None, object]]:
    found = gaps(KINDS, rows, {row.event for row in rows} if asked is None else asked)
    return [(check.event, check.values["days"]) for check in found]


def test_a_gap_longer_than_the_cadence_names_both_days() -> None:
    rows = [dated(1, TUESDAY), dated(2, TUESDAY + timedelta(days=43))]
    (check,) = gaps(KINDS, rows, {1, 2})
    assert (check.code, check.event) == ("no-next-meeting", 1)
    assert check.values == {
        "meetings": "Kernteamoverleg",
        "before": TUESDAY,
        "after": TUESDAY + timedelta(days=43),
        "days": 43,
        "cadence": 42,
    }
    assert said([dated(1, TUESDAY), dated(2, TUESDAY + timedelta(days=42))]) == []


def test_a_gap_is_told_of_the_event_that_is_on_the_screen() -> None:
    rows = [dated(1, TUESDAY), dated(2, TUESDAY + timedelta(days=50))]
    assert said(rows, {1}) == [(1, 50)]
    assert said(rows, {2}) == [(2, 50)]
    assert said(rows, {3}) == []


def test_what_lies_between_held_meetings_is_past_and_other_kinds_have_no_rhythm() -> None:
    later = TUESDAY + timedelta(days=50)
    held = dated(1, TUESDAY, state="held")
    assert said([held, dated(2, later, state="held")]) == []
    assert said([held, dated(2, later)]) == [(1, 50)]
    assert said([dated(1, TUESDAY, "congres"), dated(2, later, "congres")]) == []
    assert said([dated(1, TUESDAY), dated(2, later, "congres")]) == []


@given(st.lists(st.integers(0, 400), max_size=12), st.integers(1, 90))
def test_each_gap_is_told_once_and_only_gaps_are(offsets: list[int], cadence: int) -> None:
    kinds = {"kernteamoverleg": replace(KINDS["kernteamoverleg"], cadence=cadence)}
    rows = [dated(n, TUESDAY + timedelta(days=days)) for n, days in enumerate(offsets)]
    ordered = sorted(offsets)
    steps = [b - a for a, b in pairwise(ordered)]
    found = list(gaps(kinds, rows, range(len(rows))))
    assert sorted(check.values["days"] for check in found) == sorted(  # type: ignore[type-var]
        step for step in steps if step > cadence
    )
    alone = {check.event for n in range(len(rows)) for check in gaps(kinds, rows, {n})}
    assert {check.event for check in found} <= alone


def test_a_kind_that_met_and_has_nothing_planned_any_more_is_named() -> None:
    past = dated(1, TODAY - timedelta(days=1), state="held")
    (check,) = without_next(KINDS, [past], TODAY)
    assert (check.code, check.values) == ("no-next-meeting", {"kind": "Kernteamoverleg"})
    assert list(without_next(KINDS, [past, dated(2, TODAY)], TODAY)) == []
    assert list(without_next(KINDS, [], TODAY)) == []
    assert list(without_next(KINDS, [past, dated(2, TODAY, "congres")], TODAY))


# --- R2: layers ---------------------------------------------------------------------------------

LAYERED = (kind("stuurgroep", "bestuur"), kind("werkplaats", "opleiders"), kind("overig"))


def empty(
    rows: list[Dated], kinds: tuple[KindLine, ...] = LAYERED, **groups: str
) -> list[tuple[object, object]]:
    found = empty_layers(kinds, groups, rows, [THIS, NEXT])
    return [(check.values["layer"], check.values["year"]) for check in found]


def test_every_layer_without_a_meeting_in_a_school_year_is_named() -> None:
    rows = [
        dated(1, date(2026, 8, 1), "stuurgroep", "held"),
        dated(2, date(2027, 7, 31), "werkplaats", "draft"),
        dated(3, date(2027, 8, 1), "werkplaats"),
        dated(4, date(2026, 10, 1), "overig"),
    ]
    assert empty(rows) == [("bestuur", "2027-2028")]
    assert empty([]) == [
        ("bestuur", "2026-2027"),
        ("opleiders", "2026-2027"),
        ("bestuur", "2027-2028"),
        ("opleiders", "2027-2028"),
    ]


def test_a_layer_of_groups_alone_is_reached_by_the_kinds_that_invite_them() -> None:
    kinds = (*LAYERED, kind("expertise", groups=("experts",)))
    rows = [
        dated(n, date(2026 + n, 9, 1), of) for n in (0, 1) for of in ("stuurgroep", "werkplaats")
    ]
    years = [("werkveld", "2026-2027"), ("werkveld", "2027-2028")]
    assert empty(rows, kinds, experts="werkveld") == years
    assert empty(rows, LAYERED, experts="werkveld") == years
    rows.append(dated(9, date(2027, 3, 1), "expertise"))
    assert empty(rows, kinds, experts="werkveld") == years[1:]
    # A kind that names the layer speaks for it, not one that happens to invite a group of it.
    assert empty(rows, kinds, experts="bestuur") == []
    assert empty([rows[-1]], kinds, experts="bestuur")[0] == ("bestuur", "2026-2027")


def test_a_layer_is_left_alone_when_all_of_its_kinds_are() -> None:
    off = {"checks_off": ("layer-without-event",)}
    two = (kind("stuurgroep", "bestuur", **off), kind("bestuursdag", "bestuur"))
    assert len(empty([], two)) == 2
    assert empty([], (two[0], replace(two[1], checks_off=("layer-without-event",)))) == []


def judged(
    rows: list[Dated],
    first: date | None = None,
    last: date | None = None,
    period: tuple[date | None, date | None] = (None, None),
) -> list[str]:
    return [year.label for year in judged_years(rows, TODAY, first, last, period, 8)]


def test_the_years_judged_are_this_one_and_those_planned_or_asked_for() -> None:
    assert judged([]) == ["2026-2027"]
    past, ahead = dated(1, date(2025, 3, 1)), dated(2, date(2027, 9, 1))
    assert judged([past, ahead]) == ["2026-2027", "2027-2028"]
    assert judged([], date(2027, 8, 1), date(2028, 7, 31)) == ["2027-2028"]
    assert judged([past], date(2024, 10, 1), date(2025, 7, 1)) == ["2024-2025"]
    assert judged([ahead], None, date(2027, 7, 31)) == ["2026-2027"]


def test_no_year_outside_the_programme_is_judged() -> None:
    over = (date(2012, 5, 3), date(2016, 10, 17))
    assert judged([], period=over) == []
    assert judged([], date(2014, 1, 1), date(2016, 12, 31), over) == ["2013-2014", "2016-2017"]
    to_come = (date(2027, 9, 1), None)
    assert judged([dated(1, date(2027, 9, 7))], period=to_come) == ["2027-2028"]
