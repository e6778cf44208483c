"""Every figure of the Hours screen is the recomputed one, and what lies under it adds up to it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from ipe_events.domain.matrix import Measure, Per
from ipe_events.domain.under_figure import Spot
from ipe_events.services import matrix
from ipe_events.services.under_figure import under
from ipe_events.services.workspace import View
from ipe_events.tui.hours_lines import Sheet
from tests.oracle.programmes import Story, story
from tests.oracle.recompute import Fact, Recomputation, index
from tests.oracle.test_totals import lived

STATES = {
    Measure.REALISED: ("realised",),
    Measure.PLANNED: ("planned",),
    Measure.FORECAST: ("realised", "planned"),
    Measure.DRAFT: ("draft",),
}


def minutes(own: Recomputation, spot: Spot) -> int:
    """What a figure must be."""

    def meant(fact: Fact) -> bool:
        line = own.lines[fact.line] if fact.line is not None else None
        return (
            fact.financing == "in_kind"
            and fact.state in STATES[spot.measure]
            and index(spot.first) <= fact.month <= index(spot.last)
            and (spot.slots is None or (own.slugs[fact.organisation], line) in spot.slots)
            and (spot.by == "partner" or getattr(fact, spot.by) == spot.number)
        )

    return sum(fact.minutes for fact in own.facts if meant(fact))


def prove(view: View, own: Recomputation, sheet: Sheet, rng: Random, most: int) -> None:
    """All figures of a sheet; of some, none of them nothing, also what lies under it."""
    telling = []
    for key in sheet.shown:
        for column in range(len(sheet.heads)):
            spot = sheet.spot(key, column)
            wanted = minutes(own, spot)
            assert sheet.measure.of(sheet.figures(key, column)) == wanted, (key, spot)
            telling += [spot] if wanted else []
    for spot in rng.sample(telling, min(most, len(telling))):
        assert under(view, spot).minutes == minutes(own, spot), spot


def prove_all(template: Path, told_of: Story, pers: Iterable[Per], most: int) -> None:
    rng = Random(most)
    with lived(template, told_of) as told, told.workspace.read() as view:
        for year in ("2027", "2026-2027"):
            for by in matrix.GROUPINGS:
                for per in pers:
                    cumulative = rng.random() < 0.5
                    found = matrix.matrix(view, year, per, by, cumulative=cumulative)
                    for measure in Measure:
                        prove(view, told.own, Sheet(found, measure), rng, most)


def test_the_figures_of_the_hours_screen_agree(peopled_template: Path) -> None:
    prove_all(peopled_template, story(5, 60), (Per.QUARTER,), 1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_the_figures_of_any_hours_screen_agree(peopled_template: Path, seed: int) -> None:
    prove_all(peopled_template, story(2000 + seed, 120), Per, 12)
