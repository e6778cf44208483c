"""What the program refuses, as data; sentences are made at the edge by `i18n.sentences`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the input's name ("" for the whole), a code, its values."""

    field: str
    code: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Refused(Exception):
    """The user's request cannot be carried out; nothing has been changed."""

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("a refusal names at least one problem")
        super().__init__("; ".join(f"{p.field}: {p.code}" for p in problems))
        self.problems = problems


def refuse(code: str, field: str = "", /, **values: object) -> Refused:
    """A refusal with one problem, to be raised by the caller."""
    return Refused(Problem(field, code, values))
