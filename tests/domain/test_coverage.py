"""Themes and settings: what they lack, whatever the tree of goals (000:5-10)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.coverage import EXPERIMENT, PRESENT, WANTED, coverage
from ipe_events.domain.plan import GOALS, GoalLine, tree

BOTH = ((PRESENT, ("nu",)), (WANTED, ("straks",)))


def goal(slug: str, kind: str, parent: str | None = None, *said: str) -> GoalLine:
    details = tuple((name, texts) for name, texts in BOTH if name in said)
    return GoalLine(slug, slug.upper(), kind, "", parent, (), details)


SETTING = goal("s", "setting")
THEME = goal("t", "theme", "s", PRESENT, WANTED)
TRIAL = goal("x", "experiment", "t")


def lacks(*goals: GoalLine) -> tuple[str, ...]:
    return coverage(goals, ()).themes[0].lacks


def test_a_theme_lacks_what_is_not_there() -> None:
    assert lacks(THEME, TRIAL) == ()
    assert lacks(goal("t", "theme"), TRIAL) == (PRESENT, WANTED)
    assert lacks(goal("t", "theme", None, WANTED), TRIAL) == (PRESENT,)
    assert lacks(THEME) == (EXPERIMENT,)
    assert lacks(THEME, goal("x", "experiment", "s")) == (EXPERIMENT,)
    assert lacks(THEME, goal("u", "goal", "t"), goal("x", "experiment", "u")) == ()


def test_a_setting_counts_what_hangs_under_it() -> None:
    other = goal("r", "setting")
    first, second = coverage((SETTING, THEME, TRIAL, other), ("t", "x", "s", "r")).settings
    assert (first.themes, first.experiments, first.meetings, first.covered) == (1, 1, 3, True)
    assert (second.experiments, second.meetings, second.covered) == (0, 1, True)
    alone = coverage((SETTING, THEME, other), ("t",)).settings
    assert [item.covered for item in alone] == [True, False]


@st.composite
def trees(draw: st.DrawFn) -> list[GoalLine]:
    """Goals of any kind, each under one before it or under none, in any order."""
    goals: list[GoalLine] = []
    for number in range(draw(st.integers(0, 12))):
        parent = draw(st.sampled_from([None, *(one.slug for one in goals)]))
        kind = draw(st.sampled_from(GOALS))
        said = draw(st.sets(st.sampled_from([PRESENT, WANTED])))
        goals.append(goal(f"g{number}", kind, parent, *said))
    return draw(st.permutations(goals))


@given(trees(), st.data())
def test_an_experiment_more_never_makes_anything_less_complete(
    goals: list[GoalLine], data: st.DataObject
) -> None:
    before = coverage(goals, ())
    parent = data.draw(st.sampled_from([None, *(one.slug for one in goals)]))
    after = coverage([*goals, goal("new", "experiment", parent)], ())
    for theme, later in zip(before.themes, after.themes, strict=True):
        assert set(later.lacks) <= set(theme.lacks)
        assert set(theme.lacks) - set(later.lacks) <= {EXPERIMENT}
    for setting, more in zip(before.settings, after.settings, strict=True):
        assert setting.experiments <= more.experiments <= setting.experiments + 1


@given(trees())
def test_the_tree_has_every_goal_once_and_below_its_parent(goals: list[GoalLine]) -> None:
    found = list(tree(goals))
    assert sorted(item.slug for _depth, item in found) == sorted(item.slug for item in goals)
    depths: dict[str | None, int] = {None: -1}
    for depth, item in found:
        assert depth == depths[item.parent] + 1
        depths[item.slug] = depth
