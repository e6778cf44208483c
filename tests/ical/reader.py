"""A strict reader of calendar files, which accepts only what RFC 5545 and RFC 6868 allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

NAME = re.compile(r"[A-Z][A-Z0-9-]*")
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
UNQUOTED = re.compile('[^",;:]*')
QUOTED = re.compile('"[^"]*"')
ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
PARAMETER_ESCAPE = re.compile(r"\^([n^'])")
UNESCAPED = {"\\": "\\", ";": ";", ",": ",", "n": "\n"}


class Malformed(AssertionError):
    """The file breaks the grammar."""


@dataclass(frozen=True)
class Value:
    """One value of a parameter."""

    text: str
    quoted: bool


@dataclass(frozen=True)
class Property:
    """One content line."""

    name: str
    parameters: dict[str, tuple[Value, ...]]
    raw: str

    @property
    def text(self) -> str:
        """The value read as TEXT."""
        if re.search(r"(?<!\\)(\\\\)*[;,]", self.raw):
            raise Malformed(f"unescaped separator in {self.raw!r}")

        def unescape(match: re.Match[str]) -> str:
            if match[1] not in UNESCAPED:
                raise Malformed(f"unknown escape in {self.raw!r}")
            return UNESCAPED[match[1]]

        return ESCAPE.sub(unescape, self.raw)

    def parameter(self, name: str) -> str:
        """The only value of a parameter."""
        (value,) = self.parameters[name]
        return value.text


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    properties: list[Property] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)

    def every(self, name: str) -> list[Property]:
        return [found for found in self.properties if found.name == name]

    def only(self, name: str) -> Property:
        (found,) = self.every(name)
        return found

    def has(self, name: str) -> bool:
        return bool(self.every(name))

    def inside(self, name: str) -> list[Component]:
        return [found for found in self.components if found.name == name]

    def walk(self) -> Iterator[Component]:
        yield self
        for component in self.components:
            yield from component.walk()


def unfold(content: bytes) -> list[str]:
    """The logical lines of a file, after checking octets, line ends and folds."""
    if not content.endswith(b"\r\n"):
        raise Malformed("the last line has no CRLF")
    lines: list[str] = []
    for octets in content[:-2].split(b"\r\n"):
        if b"\r" in octets or b"\n" in octets:
            raise Malformed(f"bare CR or LF in {octets!r}")
        if len(octets) > 75:
            raise Malformed(f"{len(octets)} octets: {octets!r}")
        # Decoded line by line, so a fold inside a character fails here.
        line = octets.decode("utf-8")
        if CONTROL.search(line):
            raise Malformed(f"control character in {line!r}")
        if line.startswith((" ", "\t")) and lines:
            lines[-1] += line[1:]
        elif not line:
            raise Malformed("blank line")
        else:
            lines.append(line)
    return lines


def parse_line(line: str) -> Property:
    match = NAME.match(line)
    if not match:
        raise Malformed(f"no name in {line!r}")
    name, at = match[0], match.end()
    parameters: dict[str, tuple[Value, ...]] = {}
    while line[at : at + 1] == ";":
        key = NAME.match(line, at + 1)
        if not key or line[key.end() : key.end() + 1] != "=" or key[0] in parameters:
            raise Malformed(f"bad parameter in {line!r}")
        values, at = _parameter_values(line, key.end() + 1)
        parameters[key[0]] = values
    if line[at : at + 1] != ":":
        raise Malformed(f"no colon where the value starts in {line!r}")
    return Property(name, parameters, line[at + 1 :])


def _parameter_values(line: str, at: int) -> tuple[tuple[Value, ...], int]:
    values = []
    while True:
        match = QUOTED.match(line, at) or UNQUOTED.match(line, at)
        assert match
        quoted = match[0].startswith('"')
        text = match[0][1:-1] if quoted else match[0]
        values.append(Value(PARAMETER_ESCAPE.sub(_parameter_character, text), quoted))
        at = match.end()
        if line[at : at + 1] != ",":
            return tuple(values), at
        at += 1


def _parameter_character(match: re.Match[str]) -> str:
    return {"n": "\n", "^": "^", "'": '"'}[match[1]]


def read(content: bytes) -> Component:
    """The one VCALENDAR of a file."""
    root = Component("")
    stack = [root]
    for line in unfold(content):
        found = parse_line(line)
        if found.name == "BEGIN":
            component = Component(found.raw)
            stack[-1].components.append(component)
            stack.append(component)
        elif found.name == "END":
            if stack.pop().name != found.raw:
                raise Malformed(f"END:{found.raw} closes something else")
        elif stack[-1] is root or (stack[-1].components and stack[-1].name == "VCALENDAR"):
            raise Malformed(f"{found.name} outside a component or after the first one")
        else:
            stack[-1].properties.append(found)
    if stack != [root] or [component.name for component in root.components] != ["VCALENDAR"]:
        raise Malformed("not exactly one VCALENDAR")
    return root.components[0]


def event_of(content: bytes) -> Component:
    """The one VEVENT of a file."""
    (event,) = read(content).inside("VEVENT")
    return event


def series_of(content: bytes) -> tuple[Component, list[Component]]:
    """The one event with a rule in a file, and the dates of it that differ."""
    events = read(content).inside("VEVENT")
    master, overrides = events[0], events[1:]
    if not master.has("RRULE") or master.has("RECURRENCE-ID"):
        raise Malformed("the first event is not the series")
    seen = set()
    for event in overrides:
        if event.only("UID") != master.only("UID"):
            raise Malformed("an override of another event")
        for name in ("RRULE", "RDATE", "EXDATE", "EXRULE"):
            if event.has(name):
                raise Malformed(f"{name} in an override")
        at = event.only("RECURRENCE-ID")
        if at.parameters != master.only("DTSTART").parameters:
            raise Malformed(f"{at} is not like the start of the series")
        if at.raw in seen:
            raise Malformed(f"{at} twice")
        seen.add(at.raw)
    return master, overrides
