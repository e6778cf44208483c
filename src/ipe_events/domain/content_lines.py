"""Lines of vCards and calendars (RFC 5545 section 3.1): unfolded, split, without escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def plain(value: str) -> str:
    """A value without its escapes."""
    text = _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
    return text.strip()


def split(line: str) -> tuple[str, str, str]:
    """Before and after the first colon outside quotes."""
    quoted = False
    for place, character in enumerate(line):
        quoted ^= character == '"'
        if character == ":" and not quoted:
            return line[:place], ":", line[place + 1 :]
    return line, "", ""


def unfolded(text: str) -> Iterator[str]:
    """Lines joined that were folded: by a space, or, quoted-printable, by an `=` at the end."""
    current: str | None = None
    for line in re.split(r"\r\n|\r|\n", text):
        soft = current is not None and current.endswith("=") and _is_quoted_printable(current)
        if current is not None and soft:
            current = current[:-1] + line
        elif current is not None and line[:1] in (" ", "\t") and line:
            current += line[1:]
        else:
            if current is not None:
                yield current
            current = line
    if current is not None:
        yield current


def _is_quoted_printable(line: str) -> bool:
    return "QUOTED-PRINTABLE" in split(line)[0].upper()
