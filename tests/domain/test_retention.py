from __future__ import annotations

from datetime import date

import pytest

from ipe_events.domain.closures import ClosureDraft
from ipe_events.domain.retention import TakingPart, name_kept_until

LAST = date(2026, 5, 1)


def test_a_name_is_kept_from_the_end_of_the_programme_or_later_work() -> None:
    assert TakingPart(LAST, date(2028, 7, 31), 7).kept_until == date(2035, 7, 31)
    assert TakingPart(LAST, date(2025, 7, 31), 7).kept_until == date(2033, 5, 1)
    assert TakingPart(LAST, None, 0).kept_until == LAST
    assert TakingPart(date(2028, 2, 29), None, 1).kept_until == date(2029, 2, 28)


def test_the_longest_of_all_programmes_counts() -> None:
    parts = (TakingPart(LAST, None, 7), TakingPart(LAST, None, 2))
    assert name_kept_until(parts) == date(2033, 5, 1)
    assert name_kept_until(()) is None


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (ClosureDraft(LAST, organisation="viaa"), []),
        (ClosureDraft(LAST, region="NL-Noord"), []),
        (ClosureDraft(LAST, region="NL"), []),
        (ClosureDraft(LAST), ["closure-of-one"]),
        (ClosureDraft(LAST, organisation="viaa", region="NL"), ["closure-of-one"]),
        (ClosureDraft(LAST, region="noord"), ["region-invalid"]),
        (ClosureDraft(LAST, date(2026, 4, 30), person="1"), ["end-before-start"]),
        (ClosureDraft(LAST, person="1", name="a\nb"), ["control-characters"]),
        (ClosureDraft(date(1900, 1, 1), LAST, person="1"), ["not-a-date"]),
    ],
)
def test_what_a_closure_must_say(draft: ClosureDraft, codes: list[str]) -> None:
    assert [problem.code for problem in draft.problems()] == codes
