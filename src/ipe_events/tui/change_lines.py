"""What a change did, as the lines of a page: each row, and what its fields were and are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.text import Text

from ipe_events.domain.changes import ChangeDetails, ChangedRow
from ipe_events.domain.records import HistoryLine
from ipe_events.i18n import N_, _, change_words, format_date, ngettext
from ipe_events.tui.event_lines import wrapped
from ipe_events.tui.page import Row, blank, heading, remark
from ipe_events.tui.text import plain

KINDS = {
    "undo": ("↶", N_("undoing")),
    "redo": ("↷", N_("carried out again")),
    "barrier": ("▪", N_("cannot be undone")),
}
SIGNS = {"added": "+", "changed": "~", "removed": "−"}
MARGIN, DEEP = " ", "     "


def state_words(line: HistoryLine) -> str:
    """What became of a change, or what kind it is."""
    if line.undone:
        return _("undone")
    word = KINDS.get(line.kind, ("", ""))[1]
    return _(word) if word else ""


def moment_words(line: HistoryLine, zone: ZoneInfo) -> str:
    """When it was made, on the programme's clock."""
    local = datetime.fromisoformat(line.at).astimezone(zone)
    return f"{format_date(local, weekday=False)} {local:%H:%M}"


def details(data: ChangeDetails, zone: ZoneInfo, width: int) -> Iterator[Row]:
    """A change: when, what became of it, and its rows."""
    yield heading(data.line.label)
    said = (moment_words(data.line, zone), state_words(data.line))
    yield from remark(" · ".join(word for word in said if word), width)
    yield blank()
    if not data.rows:
        yield from remark(_("There is nothing more to tell of this change."), width)
    for row in data.rows:
        yield from _row(row, width)
    if data.more:
        words = ngettext("and {number} row more", "and {number} rows more", data.more)
        yield blank()
        yield from remark(words.format(number=data.more), width)


def _row(row: ChangedRow, width: int) -> Iterator[Row]:
    title = plain(f"{SIGNS[row.kind]} {change_words.row_words(row)}", "bold")
    title.append(f"  {_(change_words.KINDS[row.kind])}", style="dim")
    yield from _lines(title, MARGIN, width)
    for label, before, after in change_words.field_words(row):
        line = Text(f"{label}: ", style="dim", end="")
        line.append_text(_values(row.kind, before, after))
        yield from _lines(line, DEEP, width)


def _values(kind: str, before: str, after: str) -> Text:
    if kind == "added":
        return plain(after, "not dim")
    if kind == "removed":
        return plain(before, "not dim strike")
    words = Text("", end="")
    words.append_text(plain(before or "–", "not dim"))
    words.append(" → ")
    return words.append_text(plain(after or "–", "not dim bold"))


def _lines(text: Text, margin: str, width: int) -> Iterator[Row]:
    for line in wrapped(text, width - len(margin) - 1):
        yield None, Text(margin).append_text(line)
