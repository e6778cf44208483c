"""Which of two answers is the newer one, also when a clock runs ahead (rules I05 and I13)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.moments import Moment, kept_stamp, newness

_STAMPS = st.integers(0, 9).map("2026-11-2{}".format) | st.just("")
_SAID = st.tuples(_STAMPS, st.sampled_from(("accepted", "declined")))


class _Kept:
    """What is kept of messages, the way answers and reviews are."""

    def __init__(self) -> None:
        self.age: tuple[int, str, str] = (0, "", "")

    def read(self, stamp: str, answer: str, now: str) -> bool:
        new = (0, str(Moment.of(stamp, now)), answer)
        if newness(new, self.age) <= 0:
            return False
        self.age = (0, kept_stamp(new, self.age), answer)
        return True


@given(said=st.lists(_SAID, max_size=6), now=_STAMPS, data=st.data())
def test_i05_at_one_moment_the_order_of_reading_never_matters(
    said: list[tuple[str, str]], now: str, data: st.DataObject
) -> None:
    found = []
    for messages in (said, data.draw(st.permutations(said))):
        kept = _Kept()
        for stamp, answer in messages:
            kept.read(stamp, answer, now)
        found.append(kept.age)
        assert not any(kept.read(stamp, answer, now) for stamp, answer in messages)
    assert found[0] == found[1]
    assert found[0][2] == max(said, default=("", ""))[1]


@given(stamp=_STAMPS, first=_STAMPS, then=_STAMPS, again=_STAMPS)
def test_i05_what_is_dated_in_the_future_blocks_nothing_and_does_not_come_back(
    stamp: str, first: str, then: str, again: str
) -> None:
    first, then, again = sorted((first, then, again))
    kept = _Kept()
    kept.read(stamp, "accepted", first)
    # Said after it was read, by a clock that is right.
    if not first < then:
        return
    assert kept.read(then, "declined", then)
    before = kept.age
    assert not kept.read(stamp, "accepted", again)
    assert not kept.read(then, "declined", again)
    assert kept.age == before


def test_a_moment_is_stored_as_it_was_and_says_how_far_ahead_it_is() -> None:
    late = Moment.of("2026-11-23", "2026-11-22")
    assert (str(late), Moment.parse(str(late))) == ("2026-11-22/2026-11-23", late)
    after = Moment.of("2026-11-22", "2026-11-24").after(late)
    assert (str(after), Moment.parse(str(after))) == ("2026-11-22//2026-11-23", after)
    assert str(Moment.of("", "2026-11-22")) == ""
    later = Moment.of("2026-11-25", "2026-11-24")
    assert (later.since(after), after.since(later)) == (1, -1)
    # Put aside before something was said, and accepted after it.
    assert Moment.of("2026-11-25", "2026-11-21").since(after) == -1
