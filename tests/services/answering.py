"""Guests who answer by file: what a programme leader gets, and what became of it."""

from __future__ import annotations

from pathlib import Path

from ipe_events.domain.replies import Entry, Replies
from ipe_events.domain.reviews import ReviewLine
from ipe_events.services import events, letters, replies, reviews
from ipe_events.services.workspace import Workspace
from tests.ical.answers import Answered, message
from tests.services.acts import address, later, participants
from tests.store.dumps import everything, rows

VIAA, KPZ, DELTION = address("viaa"), address("kpz"), address("deltion")
AT = "20261122T{:02}{:02}00Z"


def stamp(hour: int, minute: int = 0) -> str:
    return AT.format(hour, minute)


def tell(workspace: Workspace) -> None:
    """Export what is pending: a minute later each time."""
    later(workspace, minutes=1)
    with workspace.delivery() as view:
        letters.remember(view, letters.letters(view))


def uid_of(workspace: Workspace, event: int) -> str:
    with workspace.read() as view:
        return events.line(view, event).uid


def answered(
    workspace: Workspace, event: int, who: str, answer: str = "ACCEPTED", **more: object
) -> bytes:
    """The file with somebody's answer."""
    return Answered(uid_of(workspace, event), who, answer, **more).by()  # type: ignore[arg-type]


def said(workspace: Workspace, event: int, method: str, *lines: str, hour: int = 9) -> bytes:
    return message(method, uid_of(workspace, event), *lines, stamp=stamp(hour))


def read(workspace: Workspace, *contents: bytes, suffix: str = ".ics") -> Replies:
    """Read these files, in this order; their names are their places."""
    folder = workspace.path.parent / f"in-{len(list(workspace.path.parent.glob('in-*')))}"
    folder.mkdir()
    for number, content in enumerate(contents):
        (folder / f"{number:04}{suffix}").write_bytes(content)
    return replies.read_files(workspace, [folder])


def one(found: Replies) -> tuple[str, str, str | None]:
    """What became of the one file: the list it stands in, the reason and the address."""
    lists = {
        "applied": found.applied,
        "ignored": found.ignored,
        "review": found.review,
        "refused": found.refused,
    }
    ((name, entry),) = [(name, one) for name, entries in lists.items() for one in entries]
    return name, entry.reason, entry.email


def reasons(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.reason for entry in entries]


def answers(workspace: Workspace, event: int) -> dict[str, str]:
    """The answers that are known, by address or organisation."""
    return {
        who: part.answer
        for who, part in participants(workspace, event).items()
        if part.answer != "needs-action"
    }


def comment(workspace: Workspace, event: int, who: str) -> str:
    return participants(workspace, event)[who].comment


def waiting(workspace: Workspace) -> list[ReviewLine]:
    with workspace.read() as view:
        return reviews.waiting(view)


def everything_of_answers(workspace: Workspace) -> list[tuple[object, ...]]:
    """The state that must not depend on the order of reading."""
    found = rows(
        workspace.path,
        "SELECT event_id, organisation_id, person_id, answer, comment, answered_sequence,"
        " answered_stamp FROM participation ORDER BY id",
    )
    found += rows(
        workspace.path,
        "SELECT event_id, recurrence_id, reason, address, details, answer, comment, sequence,"
        " stamp, state FROM review ORDER BY event_id, recurrence_id, reason, address, details",
    )
    return found


def save(folder: Path, contents: dict[str, bytes]) -> None:
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def content_of(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the workspace; a command that wrote nothing has used up a number."""
    return {name: rows for name, rows in everything(workspace.path).items() if "seq" not in name}
