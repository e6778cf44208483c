"""What is kept of somebody, and what is left after it was erased, for people and machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.cli import output
from ipe_events.i18n import _, ngettext
from ipe_events.i18n.dossier_words import document as document
from ipe_events.i18n.dossier_words import dossier_words

if TYPE_CHECKING:
    from ipe_events.services.erasing import Erased


def text(found: Mapping[str, Sequence[Mapping[str, object]]]) -> Iterator[str]:
    """For people: a heading for each kind of thing there is, and a line for each thing."""
    for heading, lines in dossier_words(found):
        yield heading
        yield from (f"  {line}" for line in lines)


def erased_document(done: Erased) -> dict[str, object]:
    """For machines."""
    return {
        "erased": done.person,
        "events": done.events,
        "name_until": done.name_until and done.name_until.isoformat(),
        "copies": done.copies,
        "unread": [str(file) for file in done.unread],
        "left": [str(file) for file in done.left],
        "settled": done.settled,
        "statements": list(done.statements),
    }


def erased_words(done: Erased, exports: Path) -> Iterator[str]:
    """For people: what went, what is left and what is theirs to do."""
    copies = ngettext("{count} copy", "{count} copies", done.copies).format(count=done.copies)
    yield _("Erased from the workspace, its journal and {copies}; this cannot be undone").format(
        copies=copies
    )
    if done.name_until is not None:
        day = output.day_words(done.name_until)
        yield _("The name is kept until {day}; after that: ipe-events person erase --due").format(
            day=day
        )
    if done.statements:
        numbers = ", ".join(map(str, done.statements))
        yield _("Named on paper by hour statements that were issued: {numbers}").format(
            numbers=numbers
        )
    if done.events:
        words = ngettext(
            "Taken off {count} meeting to come; no cancellation can be sent any more",
            "Taken off {count} meetings to come; no cancellation can be sent any more",
            done.events,
        )
        yield words.format(count=done.events)
    if not done.settled:
        yield _("Another window has the workspace open: close it and erase again")
    for file in done.unread:
        yield _("This copy cannot be read and was left as it is: {path}").format(path=file)
    folder = exports.resolve()
    exported = [file for file in done.left if file.is_relative_to(folder)]
    for file in sorted(set(done.left) - set(exported)):
        yield _("The address still stands in: {path}").format(path=file)
    words = ngettext(
        "Exported files are not touched: {count} holds the address in {path}",
        "Exported files are not touched: {count} hold the address in {path}",
        len(exported),
    )
    yield words.format(count=len(exported), path=folder)
