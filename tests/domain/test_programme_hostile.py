"""No text, however strange or malicious, does more to the reader than be refused."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from ipe_events.domain.errors import Refused
from ipe_events.domain.programme_text import read_programme
from tests.domain.test_programme_text import (
    BASE,
    CHOICE,
    HEAD,
    KIND,
    PLACEHOLDERS,
    PROMISE,
    problems,
)

SION = (Path(__file__).parents[2] / "data/programmes/sion.toml").read_text(encoding="utf-8")

HOSTILE = [
    "a." * 124_000 + "a = 1",
    '"\\"".' + "a." * 120_000 + "a = 1",
    "x = { b = 1, " + "a . " * 60_000 + "a = 1}",
    "".join("a." * 13 + f"b{i}.a = 1\n" for i in range(5000)),
    "x = " + "[" * 240_000,
    "x = " + "{a=" * 80_000,
    "x = [" + "1," * 120_000 + "]",
    "x = " + "7" * 249_000,
    HEAD + "[budget]\ncash_needed = 0x" + "f" * 200_000,
    HEAD + "[budget]\ncash_needed = 0." + "3" * 200_000,
    '"' * 249_000,
    ',"\\' * 80_000,
    '{"' * 120_000,
    HEAD + "k" * 200_000 + " = 1",
    HEAD + "".join(f"k{i} = 1\n" for i in range(25_000)),
    HEAD + PLACEHOLDERS.replace("count = 3", "count = 500") * 400,
    HEAD
    + PLACEHOLDERS.replace("count = 3", "count = 500")
    + ('[[groups]]\nslug = "g"\nname = "G"\nseats = [' + '"p",' * 400 + "]\n") * 100,
    BASE.replace("count = 3", "count = 500") + PROMISE.replace('"a"', '"p"') * 400,
    HEAD
    + "".join(f"[[goals]]\nslug='g{i}'\nname='G'\nparent='g{(i + 1) % 500}'\n" for i in range(500)),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_file_is_refused_at_once(number: int) -> None:
    started = time.process_time()
    problems(HOSTILE[number])
    # The slowest takes a quarter of a second; a quadratic reader takes minutes.
    assert time.process_time() - started < 10


def reads_or_refuses(text: str) -> None:
    try:
        read_programme(text, "x.toml")
    except Refused:
        problems(text)


FRAGMENTS = (
    st.sampled_from([HEAD, BASE, PROMISE, KIND, CHOICE, "\n", "\r\n", "\x00", "\\u", '"""'])
    | st.sampled_from(["organisations", "programme.", "years", "[budget]\n", "[[groups]]\n"])
    | st.sampled_from(["nan", "inf", "1e999", "0x", "true", "2024-02-30", "[[choices.options]]\n"])
    | st.sampled_from(list("[]{}=\"'.,#"))
)


@bounded(deadline=None)
@given(st.text())
@example("")
@example("\ufeff")
def test_any_text(text: str) -> None:
    reads_or_refuses(text)


@bounded(deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_that_looks_like_a_programme(text: str) -> None:
    reads_or_refuses(text)


LINES = SION.splitlines()
VALUES = [number for number, line in enumerate(LINES) if re.match(r"[a-z_]+ = ", line)]
JUNK = st.one_of(
    st.sampled_from(["nan", "-inf", "true", "-1", "0", "1e300", "[]", "{}", "[[]]", "2024-01-01"]),
    st.sampled_from(['""', '"a\\u0000b"', '"kernteam"', '["kpz", "kpz"]', "{ a = 1 }", "12:00:00"]),
    st.integers().map(str),
    st.floats().map(repr),
    st.text(st.characters(codec="utf-8", exclude_characters="'\n\r"), max_size=300).map(
        lambda text: f"'{text}'"
    ),
)


@bounded(deadline=None)
@given(st.sampled_from(VALUES), st.none() | JUNK)
def test_sion_with_one_value_changed(number: int, junk: str | None) -> None:
    key = LINES[number].partition(" = ")[0]
    changed = [] if junk is None else [f"{key} = {junk}"]
    reads_or_refuses("\n".join([*LINES[:number], *changed, *LINES[number + 1 :]]))


@bounded(deadline=None)
@given(st.sampled_from(range(len(LINES))), st.integers(1, 12))
def test_sion_with_lines_missing(number: int, count: int) -> None:
    reads_or_refuses("\n".join([*LINES[:number], *LINES[number + count :]]))
