"""What a call is refused with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ipe_events.domain.errors import Problem, Refused


def problem_of(action: Callable[[], object]) -> Problem:
    """The only problem that the call is refused with."""
    with pytest.raises(Refused) as caught:
        action()
    (problem,) = caught.value.problems
    return problem


def code_of(action: Callable[[], object]) -> str:
    """The code that the call is refused with."""
    return problem_of(action).code
