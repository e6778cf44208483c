"""Content lines of calendar files, as they are written (RFC 5545 section 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A backslash before an N stays two characters: the escapes are made in one pass.
_TEXT_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_PARAMETER_ESCAPES = str.maketrans({"^": "^^", '"': "^'"})
# A colon, semicolon or comma has to be; with an equals sign some readers err.
_PLAIN = re.compile(r"[\w .@'-]*")
# Octets of a piece; the space that the next one begins with makes 75.
_LONGEST = 74
# In UTF-8 every octet of a character but its first is 10xxxxxx.
_CONTINUATION, _CONTINUES = 0b1100_0000, 0b1000_0000
_ESCAPES = b"\\^"


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
    """A line as icalendar folds it: between characters, and not after what begins an escape."""
    if "\n" in line or "\r" in line:
        raise ValueError("a line end inside a content line")
    rest, pieces = line.encode(), []
    while len(rest) > _LONGEST:
        cut = _LONGEST
        while rest[cut] & _CONTINUATION == _CONTINUES:
            cut -= 1
        if rest[cut - 1] in _ESCAPES:
            cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return b"\r\n ".join((*pieces, rest))
