"""Tables as text: which encoding, which delimiter, and rows whose quotes are not closed."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence

from ipe_events.domain.errors import Problem
from ipe_events.domain.importing import MOST_ROWS, Cell, cell

DELIMITERS = ";,\t"
# Of a file with more it is known that it has too many.
MOST_READ = 2 * MOST_ROWS
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (b"\xfe\xff", "utf-16"))
# What Excel writes above a table to say how it is delimited.
_SEPARATOR = re.compile(r"sep=(?P<mark>[;,\t])\r?\n?", re.IGNORECASE)


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, or Windows' cp1252.

    Where a file is UTF-8 but for some bytes, these are left as surrogates: they spoil their own
    row, and not the accents of all others.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(
                encoding, errors="surrogateescape" if "8" in encoding else "replace"
            )
    text = content.decode("utf-8", errors="surrogateescape")
    odd = [character for character in text if character > "\x7f"]
    strays = sum("\udc80" <= character <= "\udcff" for character in odd)
    if strays and strays == len(odd):
        return content.decode("cp1252", errors="surrogateescape")
    return text


def table(text: str) -> list[Sequence[Cell] | Problem]:
    """The rows of a delimited text; one whose quotes do not fit is a Problem."""
    # Lines end in a line feed, a carriage return or both, and in nothing else.
    lines = list(io.StringIO(text, newline=""))
    found: list[Sequence[Cell] | Problem] = []
    start, mark = 0, _delimiter(lines)
    if lines and _SEPARATOR.fullmatch(lines[0]):
        found.append([])
        start = 1
    while start < len(lines) and len(found) < MOST_READ:
        reader = csv.reader(lines[start:], delimiter=mark, strict=True)
        done = 0
        try:
            for row in reader:
                found.append([cell(one) for one in row])
                done = reader.line_num
                if len(found) >= MOST_READ:
                    break
            break
        except csv.Error:
            found.append(Problem("", "quotes-open"))
            start += done + 1
    return found


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that stands most often outside quotes in the first line with text."""
    for line in lines:
        said = _SEPARATOR.fullmatch(line)
        if said:
            return said["mark"]
        if line.strip(f"{DELIMITERS} \r\n"):
            plain = "".join(_outside_quotes(line))
            return max(DELIMITERS, key=plain.count)
    return DELIMITERS[0]


def _outside_quotes(line: str) -> Iterator[str]:
    inside = False
    for character in line:
        inside ^= character == '"'
        if not inside:
            yield character
