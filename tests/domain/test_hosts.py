"""Hosting goes round."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.hosts import Hosted, Rotation

ABLE = ["deltion", "kpz", "viaa", "windesheim"]
DAY = date(2027, 9, 1)

histories = st.dictionaries(
    st.sampled_from(ABLE),
    st.builds(Hosted, st.integers(0, 9), st.dates(date(2020, 1, 1), date(2027, 8, 1))),
)


@given(histories, st.lists(st.sets(st.sampled_from(ABLE)), max_size=30))
def test_shares_differ_by_at_most_one(history: dict[str, Hosted], hindered: list[set[str]]) -> None:
    rotation = Rotation(history, Counter())
    shares = Counter(dict.fromkeys(ABLE, 0))
    for number, away in enumerate(hindered):
        chosen = rotation.next(ABLE, away, DAY + timedelta(days=number))
        assert chosen is not None
        shares[chosen] += 1
        assert max(shares.values()) - min(shares.values()) <= 1


def test_longest_ago_comes_first_then_the_lowest_share() -> None:
    history = {
        "deltion": Hosted(1, date(2027, 3, 1)),
        "kpz": Hosted(5, date(2026, 1, 1)),
        "viaa": Hosted(1, date(2026, 1, 1)),
        "windesheim": Hosted(9, date(2027, 6, 1)),
    }
    rotation = Rotation(history, Counter())
    turns = [rotation.next(ABLE, (), DAY) for _turn in ABLE]
    assert turns == ["viaa", "kpz", "deltion", "windesheim"]


def test_who_is_closed_waits_for_the_next_turn() -> None:
    rotation = Rotation({}, Counter())
    assert rotation.next(ABLE, {"deltion"}, DAY) == "kpz"
    assert rotation.next(ABLE, (), DAY) == "deltion"
    assert rotation.next([], (), DAY) is None


def test_a_host_that_was_fixed_counts() -> None:
    rotation = Rotation({}, Counter())
    rotation.keep("deltion", DAY)
    assert [rotation.next(ABLE, (), DAY) for _turn in range(3)] == ["kpz", "viaa", "windesheim"]
