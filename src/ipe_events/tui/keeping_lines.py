"""Copies of the workspace and what was found in it, as lines and in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.text import Text

from ipe_events.i18n import N_, _, format_date, format_number, ngettext
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, blank, heading, indented, remark
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.path_input import tilde

if TYPE_CHECKING:
    from pathlib import Path

    from ipe_events.tui.bridge_keeping import Copy, Health, KeepingData, Lost

SECOND = "second"
STALE = timedelta(days=7)
MOST_SHOWN = 5
# What `doctor` looks at, by how what it finds begins, and what is said when all is well.
EXAMINED = (
    ("integrity", N_("The file is whole"), N_("The file is damaged")),
    ("reference", N_("Everything refers to something that is there"), N_("References are broken")),
    ("revision", N_("It is of this version of the program"), N_("It is of another version")),
    ("trigger", N_("Every change is kept for undo"), N_("Changes are not all kept")),
    ("journal", N_("No change was left halfway"), N_("A change was left halfway")),
)


def columns() -> tuple[Column, ...]:
    """When, how old, how large, why it was made, the file."""
    return (
        Column(_("Copy of"), least=22, most=24),
        Column(_("age"), least=9, most=14),
        Column(_("size"), least=8, right=True),
        Column(_("made"), least=14, most=30),
        Column(_("file"), least=10, most=60, grow=True, from_width=96),
    )


def lines(data: KeepingData) -> Iterator[Line]:
    """A line for each copy, and that in the second folder above them."""
    if data.second is not None:
        yield _line(data.second, data.now, _("2nd folder"), SECOND)
    for copy in data.copies:
        yield _line(copy, data.now, _why(copy, data.path), str(copy.file))


def _line(copy: Copy, now: datetime, why: str, key: str) -> Line:
    return Line(
        (
            Text(moment_words(copy.made)),
            Text(age_words(now - copy.made)),
            Text(size_words(copy.size)),
            plain(why),
            plain(copy.file.name, "dim"),
        ),
        key=key,
    )


def _why(copy: Copy, path: Path) -> str:
    """Why a copy was made, which its name tells."""
    rest = copy.file.stem.removeprefix(f"{path.stem}-")
    if rest.startswith("before-restore"):
        return _("before putting back")
    if rest.startswith("before-"):
        return _("before a new version")
    return _("at the first change") if len(rest) == len("2026-11-22") else _("by hand")


def moment_words(moment: datetime) -> str:
    """A day and a time of this computer's."""
    local = moment.astimezone()
    return f"{format_date(local)} {local:%H:%M}"


def age_words(age: timedelta) -> str:
    """How long ago, in the largest unit that says something."""
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    if minutes < 24 * 60:
        hours = minutes // 60
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    days = minutes // (24 * 60)
    return ngettext("{count} day", "{count} days", days).format(count=days)


def size_words(size: int) -> str:
    """Bytes as people read them."""
    if size < 1_000_000:
        return f"{max(1, size // 1000)} kB"
    return f"{format_number(size // 100_000)} MB"


def second_words(data: KeepingData) -> tuple[str, bool]:
    """Where a second copy goes, and whether that deserves attention."""
    if data.folder is None:
        return _("No second copy is kept: a laptop breaks. f says where one goes."), True
    folder = tilde(data.folder)
    if data.second is None:
        return _("There is no copy in {folder}; n makes one.").format(folder=folder), True
    words = _("A second copy goes to {folder}, last on {moment}.")
    said = words.format(folder=folder, moment=moment_words(data.second.made))
    return said, data.now - data.second.made > STALE


def lost_words(lost: Lost) -> str:
    """What putting a copy back takes away, in some lines."""
    count = len(lost.changes)
    if not count:
        said = [_("Nothing was changed since this copy was made.")]
    else:
        words = ngettext(
            "{count} change since then is lost:", "{count} changes since then are lost:", count
        )
        said = [words.format(count=count)]
        said += [f"  · {line.label}" for line in lost.changes[:MOST_SHOWN]]
        said += ["  …"] if count > MOST_SHOWN else []
    if lost.told:
        words = ngettext(
            "{count} message that went out since is known no more: it would be told again.",
            "{count} messages that went out since are known no more: they would be told again.",
            lost.told,
        )
        said.append(words.format(count=lost.told))
    said.append(_("What is there now is copied first, so that it can be put back in its turn."))
    return "\n".join(said)


def health_page(health: Health, path: Path, width: int) -> Iterator[Row]:
    """What was found, and what to do about it."""
    sound = not health.faults
    yield heading(_("The workspace is sound") if sound else _("The workspace is not sound"))
    for begin, well, wrong in EXAMINED:
        found = [fault for fault in health.faults if fault.startswith(begin)]
        mark = f"✗ {_(wrong)}" if found else f"✓ {_(well)}"
        yield from indented(mark, width, "bold" if found else "")
        for fault in found[:MOST_SHOWN]:
            yield from indented(f"  {fault}", width, "dim")
    if not sound:
        yield blank()
        words = _("Put a copy back that was made when all was well: choose one, then Enter.")
        yield from remark(words, width, "bold")
    yield blank()
    rows = sum(health.counts.values())
    words = ngettext("{count} row in {path}", "{count} rows in {path}", rows)
    yield from remark(words.format(count=format_number(10 * rows), path=tilde(path)), width)
    yield from remark(_contents(health.counts), width)


def _contents(counts: dict[str, int]) -> str:
    """How much there is of what people know."""

    def count(table: str, words: str) -> str:
        return words.format(count=format_number(10 * counts[table]))

    events, people, entries = counts["event"], counts["person"], counts["hour_entry"]
    told, changes = counts["delivery"], counts["change"]
    return " · ".join(
        (
            count("event", ngettext("{count} event", "{count} events", events)),
            count("person", ngettext("{count} person", "{count} people", people)),
            count("hour_entry", ngettext("{count} hour entry", "{count} hour entries", entries)),
            count("delivery", ngettext("{count} message told", "{count} messages told", told)),
            count("change", ngettext("{count} change", "{count} changes", changes)),
        )
    )
