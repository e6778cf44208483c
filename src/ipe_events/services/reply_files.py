"""The files and folders in which answers come in, each read on its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.incoming import Incoming
from ipe_events.domain.replies import Entry, Why
from ipe_events.services import reading

MOST_FILES = 20_000
# So many files are read between two words of how far it is.
STEP = 50
SUFFIXES = (".ics", ".eml")
OUTLOOK = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Came:
    """A calendar message and where it came from; `sender` is None for a file that is no mail."""

    file: str
    message: Incoming
    sender: str | None


@dataclass(frozen=True, slots=True)
class Post:
    """What came in, in the order of the files, and the files that could not be read."""

    files: tuple[str, ...]
    messages: tuple[Came, ...]
    refused: tuple[Entry, ...]


def gather(
    paths: Iterable[Path], zone: str, tell: Callable[[int, int], None] | None = None
) -> Post:
    """Read the calendar messages in these files and folders; `zone` is that of floating times.

    `tell` is told now and then how many of how many files are read.
    """
    messages: list[Came] = []
    refused = []
    meant = files(paths)
    for number, path in enumerate(meant):
        if tell is not None and number % STEP == 0:
            tell(number, len(meant))
        try:
            found = list(_messages(path, zone))
            if not found:
                raise refuse("no-event")
            messages += found
        except Refused as fault:
            refused.append(Entry(_called(path), None, None, reason_of(fault)))
    return Post(tuple(map(_called, meant)), tuple(messages), tuple(refused))


def _called(path: Path) -> str:
    """A path as text; a name may hold bytes that are none."""
    return os.fsencode(path).decode("utf-8", "replace")


def files(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant, each once: those of folders by name, folders in them as well.

    Nothing that a link in a folder leads to outside of it. Refuses `too-many-files`.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = _inside(path) if os.path.isdir(path) else [path]
        for one in inside:
            found[one] = None
            if len(found) > MOST_FILES:
                raise refuse("too-many-files", "file", path=str(path), limit=MOST_FILES)
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    root = os.path.realpath(folder)
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            is_ours = Path(os.path.realpath(path)).is_relative_to(root)
            if path.suffix.lower() in SUFFIXES and is_ours and os.path.isfile(path):
                yield path


def reason_of(fault: Refused) -> str:
    """The code of what is wrong with a file: the reason when there is one, as it says more."""
    problem = fault.problems[0]
    return str(problem.values.get("reason") or problem.code)


def _messages(path: Path, zone: str) -> Iterator[Came]:
    # Imported here: nothing else reads calendars and mails.
    from ipe_events.ical import mail_reading
    from ipe_events.ical.messages import read_messages

    is_mail = path.suffix.lower() == ".eml"
    content = reading.content(path, limit=mail_reading.LARGEST_MAIL)
    if content.startswith(OUTLOOK):
        raise refuse("outlook-message")
    if not is_mail:
        for message in read_messages(content, path.name, zone):
            yield Came(_called(path), message, None)
        return
    parts = mail_reading.calendar_parts(content, path.name)
    seen: list[Incoming] = []
    faults: list[Refused] = []
    for part in parts:
        try:
            found = read_messages(part.content, path.name, zone)
        # Another calendar in the same mail may be sound.
        except Refused as fault:
            faults.append(fault)
            continue
        if part.method and any(message.method != part.method for message in found):
            faults.append(refuse(Why.METHOD_DIFFERS))
            continue
        for message in found:
            # The same file stands in many mails twice, once as an attachment (rule R44).
            if message not in seen:
                seen.append(message)
                yield Came(_called(path), message, part.sender)
    if faults and not seen:
        raise faults[0]
