"""vCards (RFC 6350; 3.0: RFC 2426) as rows; of 2.1 what telephones and Outlook still write."""

from __future__ import annotations

import quopri
import re

from ipe_events.domain.content_lines import plain, split, unfolded
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.importing import MOST_ROWS, Cell, Row, cell

HEADS = {"name": "FN", "email": "EMAIL", "organisation": "ORG", "profession": "TITLE"}
_BEGIN, _END = "BEGIN:VCARD", "END:VCARD"
# Parts of a value end at a semicolon that is not escaped.
_PART = re.compile(r"((?:\\.|[^;\\])*)(?:;|\Z)", re.DOTALL)


def rows(text: str) -> list[Row]:
    """The cards of a file, numbered from 1; a card that does not end is a broken row."""
    found: list[Row] = []
    card: dict[str, list[str]] | None = None
    for line in unfolded(text):
        mark = line.strip().upper()
        if mark == _BEGIN:
            if card is not None:
                found.append(_broken(len(found) + 1))
            card = {}
        elif mark == _END and card is not None:
            found.append(Row(len(found) + 1, HEADS, _cells(card)))
            card = None
        elif card is not None:
            name, value = _property(line)
            card.setdefault(name, []).append(value)
        if len(found) > MOST_ROWS:
            raise refuse("too-many-rows", "file", limit=MOST_ROWS)
    if card is not None:
        found.append(_broken(len(found) + 1))
    if not found:
        raise refuse("file-without-rows", "file")
    return found


def _broken(number: int) -> Row:
    return Row(number, HEADS, broken=Problem("", "card-open"))


def _cells(card: dict[str, list[str]]) -> dict[str, Cell]:
    texts = {
        "name": _first(card, "FN") or _name(card),
        "email": _first(card, "EMAIL").removeprefix("mailto:").lower(),
        "organisation": _parts(next(iter(card.get("ORG", ())), ""))[0],
        "profession": _first(card, "TITLE") or _first(card, "ROLE"),
    }
    return {column: cell(text) for column, text in texts.items() if text}


def _first(card: dict[str, list[str]], name: str) -> str:
    return next((plain(value) for value in card.get(name, ()) if value.strip()), "")


def _name(card: dict[str, list[str]]) -> str:
    """Given name, additional names and family name of N, in the order they are spoken."""
    family, given, middle, *_rest = [*_parts(next(iter(card.get("N", ())), "")), "", ""]
    return " ".join(part for part in (given, middle, family) if part)


def _parts(value: str) -> list[str]:
    return [plain(match[1]) for match in _PART.finditer(value)] or [""]


def _property(line: str) -> tuple[str, str]:
    """The name of a line, without its group, and its value, decoded."""
    head, _colon, value = split(line)
    name, *parameters = head.upper().split(";")
    if any(part in ("QUOTED-PRINTABLE", "ENCODING=QUOTED-PRINTABLE") for part in parameters):
        content = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
        windows = any(part in ("CHARSET=WINDOWS-1252", "CHARSET=ISO-8859-1") for part in parameters)
        value = content.decode("cp1252" if windows else "utf-8", errors="surrogateescape")
    return name.rpartition(".")[2], value
