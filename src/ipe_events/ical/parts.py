"""The components of somebody else's calendar file, whatever is in it (RFC 5545 section 3.1).

Only the properties that whoever reads asks for are kept: of busy times no title, no text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ipe_events.domain.errors import Problem, Refused

LARGEST = 32_000_000
MOST_LINES = 3_000_000
MOST_PARTS = 400_000
DEEPEST = 8
# Of a property that matters; an attachment may be as long as the file.
LONGEST_VALUE = 200_000

_OF_EVENTS = frozenset(
    {b"UID", b"DTSTART", b"DTEND", b"DURATION", b"RRULE", b"RDATE", b"EXDATE", b"RECURRENCE-ID"}
    | {b"STATUS", b"TRANSP", b"X-MICROSOFT-CDO-BUSYSTATUS", b"ATTENDEE"}
)
Kept = Mapping[bytes, frozenset[bytes]]
OF_ZONES: Kept = {
    b"VTIMEZONE": frozenset({b"TZID", b"X-LIC-LOCATION"}),
    b"STANDARD": frozenset({b"TZOFFSETTO", b"RRULE"}),
    b"DAYLIGHT": frozenset({b"TZOFFSETTO", b"RRULE"}),
}
# What says when somebody is busy.
OF_BUSY: Kept = {
    **OF_ZONES,
    b"VCALENDAR": frozenset({b"METHOD"}),
    b"VEVENT": _OF_EVENTS,
    b"VFREEBUSY": frozenset({b"FREEBUSY"}),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its parameters by upper-case name, and its value as written."""

    params: dict[str, str]
    value: str


@dataclass(slots=True)
class Part:
    """A component with the properties that are kept and the components in it that matter.

    `latin`: a value was no UTF-8 and was read as Latin-1. `cut`: a value was too long to keep.
    """

    name: str
    lines: dict[str, list[Line]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    latin: bool = False
    cut: bool = False

    def first(self, name: str) -> Line | None:
        """The first property of this name."""
        found = self.lines.get(name)
        return found[0] if found else None

    def word(self, name: str) -> str:
        """The value of a property in upper case; "" when it is absent."""
        line = self.first(name)
        return line.value.strip().upper() if line else ""


def parts(
    content: bytes, name: str, kept: Kept = OF_BUSY, most_lines: int | None = None
) -> Iterator[tuple[Part, Part]]:
    """Each event, free/busy time and time zone of a file, after the calendar it stands in.

    `kept`: the properties that are kept, by the components that are. Refuses `calendar-invalid` or
    `calendar-too-much` with a `reason` for a file that `name` calls: what is not a calendar, is
    not closed, is nested too deep or holds too much.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _refused(name, "utf-16")
    reader = _Reader(name, kept, MOST_LINES if most_lines is None else most_lines)
    for physical in io.BytesIO(content.removeprefix(b"\xef\xbb\xbf")):
        reader.lines += 1
        if physical[:1] in (b" ", b"\t"):
            reader.go_on(physical)
        elif line := physical.rstrip(b"\r\n"):
            done = reader.line(line)
            if done is not None and len(reader.open) == 1 and done.name != "VCALENDAR":
                yield reader.open[0], done
    reader.finish()


class _Reader:
    """What is open while a file is read line after line."""

    def __init__(self, name: str, kept: Kept, most_lines: int) -> None:
        self.open: list[Part] = []
        self.lines = 0
        self._name = name
        self._kept = kept
        self._most_lines = most_lines
        self._skipped = 0
        self._count = 0
        self._value: bytearray | None = None

    def line(self, line: bytes) -> Part | None:
        """Take one line; the component that it closes."""
        self._keep()
        if self.lines > self._most_lines:
            raise _refused(self._name, "too-many-lines", "calendar-too-much")
        key = line[:40].partition(b":")[0].partition(b";")[0].strip().upper()
        if key == b"BEGIN":
            self._begin(line[6:].strip().upper())
        elif key == b"END":
            return self._end(line[4:].strip().upper())
        elif not self.open:
            raise _refused(self._name, "no-calendar")
        elif not self._skipped and key in self._kept[self.open[-1].name.encode()]:
            self._value = bytearray(line)
        return None

    def go_on(self, physical: bytes) -> None:
        """Take the rest of a folded line."""
        if self._value is not None:
            self._value += physical[1:].rstrip(b"\r\n")

    def finish(self) -> None:
        """Refuse a file that ends too early."""
        if self._count == 0:
            raise _refused(self._name, "empty")
        if self.open:
            raise _refused(self._name, "not-closed")

    def _begin(self, kind: bytes) -> None:
        if not self.open and kind != b"VCALENDAR":
            raise _refused(self._name, "no-calendar")
        if len(self.open) + self._skipped >= DEEPEST:
            raise _refused(self._name, "nested-too-deep")
        self._count += 1
        if self._count > MOST_PARTS:
            raise _refused(self._name, "too-many-parts", "calendar-too-much")
        # What is in a component that does not matter does not matter either: alarms, to-dos.
        if self._skipped or kind not in self._kept or (self.open and kind == b"VCALENDAR"):
            self._skipped += 1
            return
        part = Part(kind.decode())
        if self.open and kind in (b"STANDARD", b"DAYLIGHT"):
            self.open[-1].parts.append(part)
        self.open.append(part)

    def _end(self, kind: bytes) -> Part | None:
        if self._skipped:
            self._skipped -= 1
            return None
        if not self.open or self.open[-1].name.encode() != kind:
            raise _refused(self._name, "not-closed")
        return self.open.pop()

    def _keep(self) -> None:
        """Put the property that has come to its end with its component."""
        if self._value is None:
            return
        part, value = self.open[-1], bytes(self._value)
        self._value = None
        if len(value) > LONGEST_VALUE:
            part.cut = True
            return
        try:
            text = value.decode()
        except UnicodeDecodeError:
            text, part.latin = value.decode("latin-1"), True
        name, line = split(text)
        part.lines.setdefault(name, []).append(line)


def split(text: str) -> tuple[str, Line]:
    """The name of a property, its parameters and its value."""
    head, value = _at_colon(text)
    name, *pieces = head.split(";") if '"' not in head else _unquoted_split(head)
    params = {}
    for piece in pieces:
        key, _equals, said = piece.partition("=")
        params[key.strip().upper()] = said.strip().strip('"')
    return name.strip().upper(), Line(params, value)


def _at_colon(text: str) -> tuple[str, str]:
    """Both sides of the first colon outside quotes."""
    if '"' not in text:
        head, _colon, value = text.partition(":")
        # An address in a parameter must be quoted, and yet often is not.
        if head[-7:].lower() == "=mailto":
            more, _colon, value = value.partition(":")
            head = f"{head}:{more}"
        return head, value
    inside = False
    for place, letter in enumerate(text):
        if letter == '"':
            inside = not inside
        elif letter == ":" and not inside:
            return text[:place], text[place + 1 :]
    return text, ""


def _unquoted_split(head: str) -> list[str]:
    pieces, inside = [""], False
    for letter in head:
        inside ^= letter == '"'
        if letter == ";" and not inside:
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces


def _refused(name: str, reason: str, code: str = "calendar-invalid") -> Refused:
    return Refused(Problem("file", code, {"path": name, "reason": reason}))
