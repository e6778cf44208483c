"""The days of a calendar file as rows of closures: holidays and study days, all day mostly."""

from __future__ import annotations

from datetime import date, timedelta

from ipe_events.domain.content_lines import plain, split, unfolded
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.importing import MOST_ROWS, Cell, Row

HEADS = {"from": "DTSTART", "until": "DTEND", "name": "SUMMARY"}


def rows(text: str) -> list[Row]:
    """The events of a calendar, numbered from 1; one that repeats is a broken row."""
    found: list[Row] = []
    event: dict[str, str] | None = None
    inside = 0
    for line in unfolded(text):
        head, _colon, value = split(line)
        name, value = head.upper().partition(";")[0], value.strip()
        if name == "BEGIN":
            if value.upper() == "VEVENT":
                event, inside = {}, 0
            else:
                # An alarm has properties of the same names.
                inside += 1
        elif name == "END" and value.upper() == "VEVENT" and event is not None:
            if event.get("STATUS", "").upper() != "CANCELLED":
                found.append(_row(len(found) + 1, event))
            event = None
        elif name == "END":
            inside -= 1
        elif event is not None and not inside:
            event.setdefault(name, value)
        if len(found) > MOST_ROWS:
            raise refuse("too-many-rows", "file", limit=MOST_ROWS)
    if not found:
        raise refuse("file-without-rows", "file")
    return found


def _row(number: int, event: dict[str, str]) -> Row:
    if "RRULE" in event or "RDATE" in event:
        return Row(number, HEADS, broken=Problem("from", "closure-repeats"))
    start, end = _day(event.get("DTSTART", "")), _day(event.get("DTEND", ""))
    if start is None:
        return Row(number, HEADS, broken=Problem("from", "blank"))
    # An end that is a day is not included (RFC 5545 section 3.6.1); nor is midnight.
    if end is not None and end > start and event["DTEND"][8:] in ("", "T000000", "T000000Z"):
        end -= timedelta(days=1)
    texts = {
        "from": start.isoformat(),
        "until": end.isoformat() if end else "",
        "name": plain(event.get("SUMMARY", "")),
    }
    return Row(number, HEADS, {name: Cell(text) for name, text in texts.items() if text})


def _day(value: str) -> date | None:
    digits = value[:8]
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
