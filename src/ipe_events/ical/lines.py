"""Content lines of calendar files, as they are written (RFC 5545 section 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from icalendar.parser import Contentline

# A backslash before an N stays two characters: the escapes are made in one pass.
_TEXT_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_PARAMETER_ESCAPES = str.maketrans({"^": "^^", '"': "^'"})
# A colon, semicolon or comma has to be; with an equals sign some readers err.
_PLAIN = re.compile(r"[\w .@'-]*")


def text(value: str) -> str:
    """A TEXT value, escaped (RFC 5545 section 3.3.11)."""
    return value.translate(_TEXT_ESCAPES)


def parameter(value: str) -> str:
    """The value of a parameter, one line, escaped (RFC 6868) and quoted unless it is plain."""
    escaped = value.translate(_PARAMETER_ESCAPES)
    return escaped if _PLAIN.fullmatch(escaped) else f'"{escaped}"'


def to_bytes(lines: Iterable[str]) -> bytes:
    """Lines as they stand in a file: UTF-8, folded at 75 octets, each with its CRLF.

    ValueError when a line holds a line end: whatever is typed has been cleaned and escaped.
    """
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _folded(line: str) -> bytes:
    if "\n" in line or "\r" in line:
        raise ValueError("a line end inside a content line")
    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded
