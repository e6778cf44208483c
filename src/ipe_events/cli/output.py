"""What is printed: one JSON document for machines, plain text for people, never an escape code."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ipe_events.domain.errors import refuse
from ipe_events.i18n import _, format_date, format_day_range, language

if TYPE_CHECKING:
    from ipe_events.domain.records import Check, EventLine

LONGEST_LINE = 400


def prepare() -> None:
    """UTF-8 whatever the locale says; what no encoding takes is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with suppress(ValueError, OSError):
                reconfigure(encoding="utf-8", errors="backslashreplace")


def emit(document: object) -> None:
    """One JSON document."""
    write(json.dumps(document, ensure_ascii=False, indent=2))


def say(*lines: str) -> None:
    """Lines for people; a user's own texts have gone through `plain` before.

    On a terminal a line that is too long goes on below its own beginning, between words.
    """
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in lines:
        write(line.rstrip() if room is None else wrapped(line.rstrip(), room))


def wrapped(line: str, room: int) -> str:
    """A line over as many as it takes, each going on where its last column begins.

    What has no spaces stays whole, to be copied.
    """
    from textwrap import wrap

    if len(line) <= room:
        return line
    indent = len(line) - len(line.lstrip(" "))
    columns = [end for end in _column_starts(line) if end <= room // 2]
    hang = max([indent + 2, *columns])
    rows = wrap(
        line,
        room,
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(rows)


def _column_starts(line: str) -> list[int]:
    return [found.end() for found in re.finditer(r"(?<=\S)\s{2,}", line)]


def write(text: str) -> None:
    """Whole lines as they are; refuses a full disk."""
    try:
        print(text)
    except BrokenPipeError:
        raise
    except OSError:
        abandon()
        raise refuse("output-unwritable") from None


def abandon() -> None:
    """Let what is left of the output go nowhere: the interpreter flushes once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(as_json: bool, document: object, *lines: str) -> None:
    """What a command did: the document for machines, or the lines for people."""
    if as_json:
        emit(document)
    else:
        say(*lines)


def warn(line: str) -> None:
    """A line beside the output that is no refusal."""
    # Not inside the f-string: messages are not found there.
    word = _("warning")
    _aside(f"{word}: {plain(line)}")


def fail(line: str) -> None:
    """The one line of a refusal."""
    _aside(f"error: {line}")


def _aside(line: str, stream: TextIO | None = None) -> None:
    # Nobody reads what cannot be written.
    with suppress(OSError, ValueError):
        print(line, file=stream or sys.stderr, flush=True)


def plain(text: str, longest: int = LONGEST_LINE) -> str:
    """A user's text without control characters, on one line."""
    # Imported here: help needs no sentences.
    from ipe_events.i18n.sentences import clean

    return clean(text, longest)


def moment(day: date, until: date | None, start: time | None, end: time | None) -> str:
    """The days and times of an event for people."""
    days = format_day_range(day, until or day)
    return days if start is None or end is None else f"{days} {start:%H:%M}–{end:%H:%M}"


def event_words(event: EventLine) -> str:
    """An event in a sentence: its title, days and times."""
    return f"{plain(event.title)}, {moment(event.day, event.until, event.start, event.end)}"


def say_checks(checks: Iterable[Check]) -> None:
    """Warnings for people."""
    from ipe_events.i18n.sentences import check_sentence

    for check in checks:
        say(f"  ! {check_sentence(check.code, check.values, language())}")


def day_words(day: date | None) -> str:
    """A day for people; nothing when it is open."""
    return "" if day is None else format_date(day, weekday=False)


def absolute(path: Path) -> str:
    """A path that means the same from everywhere."""
    return str(path.expanduser().resolve())


def place(path: Path) -> str:
    """A path that means the same from everywhere, for people."""
    found = absolute(path)
    return plain(found, len(found))
