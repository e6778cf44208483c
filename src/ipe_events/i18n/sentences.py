"""The sentence for each problem and each check, in the language of whoever reads it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Set
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from string import Formatter

import ipe_events.i18n as i18n
from ipe_events.domain.errors import Problem, Refused
from ipe_events.i18n import N_
from ipe_events.i18n.catalogue import CHECKS, FIELDS, REFUSALS, WORDS
from ipe_events.i18n.catalogue.checks import NUMBERS

LONGEST = 60
LONGEST_PATH = 200
MOST_LISTED = 20

# Unicode categories that end a line, and those that turn the reading direction or that no output
# encoding takes.
_BREAKS = frozenset({"Cc", "Zl", "Zp"})
_UNSEEN = frozenset({"Cf", "Cs", "Co", "Cn"})


def explain(problem: Problem, *, language: str | None = None) -> str:
    """What is wrong and what to do, on one line, by default in the language of the screens."""
    tongue = language or i18n.language()
    values = {**problem.values, "field": field_label(problem.field, language=tongue)}
    parts = REFUSALS.get(problem.code)
    if parts is None:
        return _unexplained(problem, tongue)
    return _say(problem.code, parts, values, tongue)


def explain_all(refused: Refused, *, language: str | None = None) -> str:
    """Every problem of a refusal, on one line."""
    return "; ".join(explain(problem, language=language) for problem in refused.problems)


def check_sentence(code: str, values: Mapping[str, object], language: str = "en") -> str:
    """The sentence of a check, on one line: English for machines, else the reader's language."""
    parts = CHECKS.get(code)
    if parts is None:
        return _unexplained(Problem("", code, values), language)
    given = {name for name, value in values.items() if _shown(code, name, value, language)}
    fitting = tuple(part for part in parts if placeholders(part) <= given)
    return _say(code, fitting or parts[:1], values, language)


def field_label(name: str, *, language: str | None = None) -> str:
    """What people call an input field."""
    tongue = language or i18n.language()
    if not name:
        return i18n.translator(tongue).gettext(N_("the input"))
    label = FIELDS.get(name)
    return i18n.translator(tongue).gettext(label) if label else clean(name)


def clean(text: str, longest: int = LONGEST) -> str:
    """A user's text for one line: no control characters, cut with … when it is too long."""
    kept = "".join(" " if unicodedata.category(c) in _BREAKS else c for c in text)
    line = " ".join("".join(c for c in kept if unicodedata.category(c) not in _UNSEEN).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _say(code: str, parts: tuple[str, ...], values: Mapping[str, object], language: str) -> str:
    messages = i18n.translator(language)
    said = _Values({name: _shown(code, name, value, language) for name, value in values.items()})
    first, *rest = parts
    spoken = [messages.gettext(first).format_map(said)]
    for part in rest:
        if all(said.get(name) for name in placeholders(part)):
            spoken.append(messages.gettext(part).format_map(said))
    return "; ".join(spoken)


class _Values(dict[str, str]):
    """Values by name; one that was not given never breaks a sentence."""

    def __missing__(self, name: str) -> str:
        return "…"


@cache
def placeholders(template: str) -> frozenset[str]:
    """The names of the values a template asks for."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def _unexplained(problem: Problem, language: str) -> str:
    """A readable line for a code that has no sentence yet."""
    what = clean(problem.code).replace("-", " ")
    where = f"{field_label(problem.field, language=language)}: " if problem.field else ""
    values = ", ".join(
        f"{clean(name)} {_shown(problem.code, name, value, language)}"
        for name, value in problem.values.items()
    )
    return f"{where}{what} ({values})" if values else f"{where}{what}"


def _shown(code: str, name: str, value: object, language: str) -> str:
    """One value as people read it; "" for one that is absent."""
    if value is None:
        return ""
    unit = _UNITS.get((code, name))
    if unit and isinstance(value, int):
        return unit(value, language)
    if isinstance(value, datetime):
        return f"{i18n.format_date(value, language=language)} {value:%H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return i18n.format_date(value, language=language)
    if isinstance(value, Iterable) and not isinstance(value, str):
        words = [_word(name, one, language) for one in value]
        words = sorted(words) if isinstance(value, Set) else words
        return ", ".join([*words[:MOST_LISTED], "…"] if len(words) > MOST_LISTED else words)
    return _word(name, value, language)


def _word(name: str, value: object, language: str) -> str:
    text = str(value.value if isinstance(value, Enum) else value)
    if name in {"state", "wanted", "reason"} and text in WORDS:
        return i18n.translator(language).gettext(WORDS[text])
    if name == "fields":
        return field_label(text, language=language)
    if name == "path":
        return _path(text)
    # What the program itself lists or reasons is not cut as a user's value is.
    return clean(text, LONGEST_PATH if name in {"known", "allowed", "reason"} else LONGEST)


def _path(text: str) -> str:
    """A path with its end kept: the file's name says most."""
    whole = clean(text, len(text))
    return whole if len(whole) <= LONGEST_PATH else "…" + whole[1 - LONGEST_PATH :]


def _hours(minutes: int, language: str) -> str:
    return i18n.format_hours(minutes)


def _decimal_hours(minutes: int, language: str) -> str:
    return i18n.format_decimal_hours(minutes, language=language)


def _number(number: int, language: str) -> str:
    """A number as text has it: in a word when it is small."""
    if 0 < number <= len(NUMBERS):
        return i18n.translator(language).gettext(NUMBERS[number - 1])
    return str(number)


def _euros(cents: int, language: str) -> str:
    return i18n.format_money(cents, whole=cents % 100 == 0, language=language)


# Which values are minutes or cents, and how they are shown.
_UNITS: Mapping[tuple[str, str], Callable[[int, str], str]] = {
    ("commitment-exceeded", "over"): _decimal_hours,
    ("cash-short", "amount"): _euros,
    ("too-few-professions", "minimum"): _number,
    ("agenda-too-long", "agenda"): _hours,
    ("agenda-too-long", "minutes"): _hours,
    ("length-out-of-bounds", "minutes"): _hours,
    ("same-day-hours", "minutes"): _hours,
    ("hours-kept-before", "minutes"): _hours,
    ("length-out-of-bounds", "minimum"): _hours,
    ("length-out-of-bounds", "maximum"): _hours,
}
