"""The text of a programme file read into its model, or refused with what is wrong where."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeGuard, get_args

from ipe_events.domain import programme_budget_checks, programme_checks
from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.programme_checks import Fault, shown, unknown
from ipe_events.domain.programme_file import Misshapen, ProgrammeFile, shaped
from ipe_events.domain.programme_types import Plain, Row, Table

MOST_CHARACTERS = 250_000
MOST_PROBLEMS = 10
MOST_DOTS = 16
LONGEST_REASON = 150

Path = tuple[int | str, ...]

# tomllib takes quadratic time for a key of many parts; no key of this format has more than two.
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_ENDLESS_KEY = re.compile(rf"(?:^|[\[{{,])[ \t]*(?:{_PART}[ \t]*\.[ \t]*){{{MOST_DOTS}}}", re.M)
_PLACE = re.compile(r" \(at (?:(line \d+, column \d+)|end of document)\)$")
_FIRST_KEYS = re.compile(r"(?P<table>\w+)(?:\[(?P<place>\d+)\])?(?:\.(?P<key>[\w-]+))?")
_LINE_AND_COLUMN = re.compile(r"line (\d+), column \d+")


def read_programme(text: str, name: str) -> ProgrammeFile:
    """The programme in the text of a TOML file that messages are to call `name`.

    Refuses with one to ten problems `file-invalid`, each with `path` (the name), `key`
    ("commitments[2].hours", counted from 0, or "line 12, column 3"), `reason`, `allowed` (a
    description, or a tuple of words) and `line` (a number, None where it cannot be told).
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    document = _document(text)
    if isinstance(document, Fault):
        raise _refused([document], text, name)
    try:
        file = shaped(document)
    except Misshapen as misshapen:
        raise _refused(_shape_faults(misshapen), text, name) from None
    # Money is looked at only when what it refers to is right: one mistake gives one problem.
    for check in (programme_checks.faults, programme_budget_checks.faults):
        if found := list(islice(check(file), MOST_PROBLEMS)):
            raise _refused(found, text, name)
    return file


def _refused(faults: Iterable[Fault], text: str, name: str) -> Refused:
    problems = []
    for fault in islice(faults, MOST_PROBLEMS):
        values = {"path": name, **fault._asdict(), "line": _line(text, fault.key)}
        problems.append(Problem("file", "file-invalid", values))
    return Refused(*problems)


def _document(text: str) -> Mapping[str, object] | Fault:
    if len(text) > MOST_CHARACTERS:
        return Fault("file", "is too long", f"at most {MOST_CHARACTERS} characters")
    if endless := _ENDLESS_KEY.search(text):
        line = text.count("\n", 0, endless.start()) + 1
        column = endless.start() - text.rfind("\n", 0, endless.start())
        key = f"line {line}, column {column}"
        return Fault(key, "has a key of too many parts", f"fewer than {MOST_DOTS} dots")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        reason = _PLACE.sub("", str(error))[:LONGEST_REASON]
        key = place[1] if place and place[1] else "end of the file"
        return Fault(key, f"is not TOML: {reason}", "see https://toml.io")
    except RecursionError:
        return Fault("file", "is nested too deeply", "lists and tables a few levels deep")
    except ValueError:
        # What tomllib leaves to Python: a whole number of thousands of digits.
        return Fault("file", "holds a number that is too long to read", "fewer digits")


def _shape_faults(misshapen: Misshapen) -> Iterator[Fault]:
    # A file of a later format may have any shape: its number is then the only thing to tell.
    later = [fault for fault in misshapen.faults if fault[:2] == (("format",), "fault")]
    return (_shape_fault(*fault) for fault in later or misshapen.faults)


def _shape_fault(path: Path, kind: str, words: Mapping[str, object]) -> Fault:
    key = _dotted(path)
    match kind:
        case "fault":
            return Fault(key, str(words["reason"]), _words(words["allowed"]))
        case "missing":
            return Fault(key, "is missing", _allowed(path))
        case "extra_forbidden":
            return unknown(key, "key", str(path[-1]), _keys(path[:-1]))
        case "too_long":
            return Fault(key, "is too long a list", f"at most {words['max_length']}")
        case "tuple_type":
            return Fault(key, "must be a list", _list_words(path))
        case _:
            return Fault(key, "must be a table", _keys(path))


def _dotted(path: Path) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{shown(part)}" for part in path)
    return "".join(parts).removeprefix(".")


def _words(allowed: object) -> str | tuple[str, ...]:
    return allowed if isinstance(allowed, tuple) else str(allowed)


def _list_words(path: Path) -> str:
    is_tables = any(_is_table(part) for part in _parts(path))
    return f"tables under [[{_dotted(path)}]]" if is_tables else 'a list such as ["one", "two"]'


def _allowed(path: Path) -> str | tuple[str, ...]:
    """What the key at this path may hold: in words, or the keys of its own table."""
    told = (part.allowed for part in _parts(path) if isinstance(part, Plain))
    return next(told, None) or _keys(path)


def _keys(path: Path) -> tuple[str, ...]:
    """The keys that the table at this path may have, those that every table has last."""
    keys = (field.alias or name for name, field in _table(path).model_fields.items())
    return tuple(sorted(keys, key=lambda key: key in Row.model_fields))


def _table(path: Path) -> type[Table]:
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return ProgrammeFile
    return next(part for part in _parts(path) if _is_table(part))


def _parts(path: Path) -> Iterator[object]:
    """Everything that the type of the key at this path is made of, outermost first."""
    *above, key = (part for part in path if isinstance(part, str))
    fields = _table(tuple(above)).model_fields
    field = next(field for name, field in fields.items() if (field.alias or name) == key)
    yield from field.metadata
    yield from _inside(field.annotation)


def _inside(annotation: object) -> Iterator[object]:
    yield annotation
    for part in get_args(annotation):
        yield from _inside(part)


def _is_table(part: object) -> TypeGuard[type[Table]]:
    return isinstance(part, type) and issubclass(part, Table)


def _line(text: str, key: str) -> int | None:
    """The line of this key, or of the table that misses it; None when it cannot be told."""
    if place := _LINE_AND_COLUMN.fullmatch(key):
        return int(place[1])
    match = _FIRST_KEYS.match(key)
    if match is None:
        return None
    header = re.compile(rf"^[ \t]*\[{{1,2}}[ \t]*{match['table']}[ \t]*\]{{1,2}}", re.M)
    start = next(islice(header.finditer(text), int(match["place"] or 0), None), None)
    if start is None:
        return None
    end = re.compile(r"^[ \t]*\[", re.M).search(text, start.end())
    body = text[start.end() : end.start() if end else len(text)]
    own = match["key"] and re.search(rf"^[ \t]*{match['key']}[ \t]*[=.]", body, re.M)
    offset = start.end() + own.start() if own else start.start()
    return text.count("\n", 0, offset) + 1
