"""Outbox: who must be told what, and the files that tell them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.text import Text
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import Pending, Told
from ipe_events.i18n import N_, _, format_date, ngettext, sentences
from ipe_events.tui import event_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, heading, remark
from ipe_events.tui.screens.base import AreaScreen
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.area_tabs import AreaTabs
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge import OutboxData

FOLDER = "invitations"
NO_ADDRESS = "no-address"
# By weight: what comes first is the sign of an event with several.
REASONS = {
    "cancelled": ("✗", N_("cancelled")),
    "removed": ("−", N_("taken off the list")),
    "changed": ("~", N_("changed")),
    "restored": ("↺", N_("takes place after all")),
    "new": ("+", N_("new")),
    NO_ADDRESS: ("?", N_("no address")),
}


class OutboxScreen(AreaScreen):
    """The events somebody must be told of; beside or below it who that is."""

    AREA = "outbox"
    PURPOSE = N_(
        "Who must still be told what: new, changed, cancelled. Exporting writes calendar files to "
        "send by mail; from then on they count as told. What went out cannot be unsent: after an "
        "undo it stands here who must be told again."
    )
    HINTS = ("export", "export-all", "organiser", "open", "undo", "redo", "history")
    BINDINGS = bindings("export", "export-all", "organiser", "open")
    CSS_PATH = "outbox.tcss"
    AUTO_FOCUS = "RowList"

    _data: OutboxData | None = None

    def parts(self) -> Iterable[Widget]:
        """How much waits, by whom it is sent, the events, and who is told."""
        yield Static("", markup=False, classes="title", id="how-much")
        yield Static("", markup=False, id="organiser")
        yield Container(LineTable(id="events"), LineList(id="who"), id="panes")
        yield EmptyState("", id="nothing")

    def load(self) -> None:
        """Ask what waits and what went out."""
        self.ask(lambda bridge: bridge.outbox(), self.show)

    def show(self, data: OutboxData) -> None:
        """Show what waits and what went out."""
        self._data = data
        waiting = [item for item in data.pending if item.reason != NO_ADDRESS]
        self.query_one(AreaTabs).pending = len(waiting)
        self.query_one("#how-much", Static).update(_how_much(waiting))
        words = data.organiser or _("nobody yet: o says who sends the invitations")
        self.query_one("#organiser", Static).update(
            visible(_("Sent by: {name}").format(name=words))
        )
        table = self.query_one("#events", LineTable)
        table.show(_columns(), list(_lines(data)))
        self._show_who(table.selected_key)
        self.set_class(not data.pending and not data.told, "-nothing")
        self.query_one("#nothing", EmptyState).say(
            _("Nobody must be told anything.") + "\n" + _("Plan an event in the agenda (1).")
        )

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Say who is told of the event under the cursor."""
        if event.rows.id == "events":
            self._show_who(event.key)

    def _show_who(self, key: str | None) -> None:
        data, (part, event) = self._data, _place(key)
        if data is None or event is None:
            self.query_one("#who", LineList).empty()
            return
        pending = [item for item in data.pending if item.event == event]
        told = [item for item in data.told if item.event == event]
        self.query_one("#who", LineList).show(
            lambda width: list(_who(part, pending, told, ZoneInfo(data.zone), width))
        )

    @property
    def _selected(self) -> int | None:
        return _place(self.query_one("#events", LineTable).selected_key)[1]

    def action_export(self) -> None:
        """Write the files of the selected event."""
        if self._selected is None:
            self.notify(_("There is no event to export."))
        else:
            self._export(self._selected)

    def action_export_all(self) -> None:
        """Write every file that waits."""
        self._export(None)

    def _export(self, event: int | None) -> None:
        if self._data is None:
            return
        if not self._data.organiser:
            self._ask_organiser(lambda: self._export_now(event))
        else:
            self._export_now(event)

    def _export_now(self, event: int | None) -> None:
        folder = self.ipe.exports / FOLDER
        self.order(lambda bridge: bridge.export(folder, event), self._exported)

    def _exported(self, paths: Sequence[Path]) -> None:
        if not paths:
            self.notify(_("Nothing waits to be sent."))
            return
        words = ngettext(
            "{number} file written in {folder}", "{number} files written in {folder}", len(paths)
        )
        text = words.format(number=len(paths), folder=paths[0].parent)
        self.notify(text, timeout=10)
        self.load()

    def action_organiser(self) -> None:
        """Say who sends the invitations."""
        self._ask_organiser(lambda: None)

    def _ask_organiser(self, then: Callable[[], None]) -> None:
        from ipe_events.tui.screens.organiser import OrganiserDialog

        def said(organiser: str | None) -> None:
            if organiser is not None:
                self.load()
                then()

        known = self._data.organiser if self._data is not None else ""
        self.ipe.push_screen(OrganiserDialog(known), said)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the event's page."""
        number = _place(event.key)[1]
        line = self._data.events.get(number) if self._data and number else None
        if line is not None:
            self.ipe.open_event(line)
        else:
            self.notify(_("This event is not there any more: making it was undone."))

    def action_open(self) -> None:
        """Open the page of the event under the cursor."""
        self.query_one("#events", LineTable).action_choose()


def _place(key: str | None) -> tuple[str, int | None]:
    """The part of the list and the event of a line's key."""
    part, _colon, event = (key or "").partition(":")
    return part, int(event) if event else None


def _how_much(waiting: Sequence[Pending]) -> str:
    messages = ngettext("{number} message to send", "{number} messages to send", len(waiting))
    count = len({item.event for item in waiting})
    events = ngettext("about {number} event", "about {number} events", count)
    words = messages.format(number=len(waiting))
    return f"{words} {events.format(number=count)}" if waiting else words


def _columns() -> tuple[Column, ...]:
    return (
        Column(least=1),
        Column(least=9),
        Column(least=16, most=60, grow=True),
        Column(least=14, most=60, grow=True),
    )


def _lines(data: OutboxData) -> Iterator[Line]:
    waiting: dict[int, list[Pending]] = defaultdict(list)
    unreachable: dict[int, list[Pending]] = defaultdict(list)
    for item in data.pending:
        (unreachable if item.reason == NO_ADDRESS else waiting)[item.event].append(item)
    for words, part, found in (
        (_("To be told"), "to", waiting),
        (_("Cannot be told: no address"), "no", unreachable),
    ):
        if found:
            yield Line((plain(words, "bold underline"), None, None, None))
        for event, items in found.items():
            yield Line(
                (
                    Text(_sign(items)),
                    Text(event_text.day_and_month(items[0].day)),
                    plain(items[0].title),
                    plain(_summary(items)),
                ),
                key=f"{part}:{event}",
            )
    if data.told:
        yield Line((plain(_("Went out last"), "bold underline"), None, None, None))
        yield from _told_lines(data.told, ZoneInfo(data.zone))


def _told_lines(told: Sequence[Told], zone: ZoneInfo) -> Iterator[Line]:
    by_event: dict[int, list[Told]] = defaultdict(list)
    for item in sorted(told, key=lambda item: item.stamp, reverse=True):
        by_event[item.event].append(item)
    for event, items in by_event.items():
        count = Counter(item.method for item in items)
        invited = ngettext("{number} invitation", "{number} invitations", count["REQUEST"])
        cancelled = ngettext("{number} cancellation", "{number} cancellations", count["CANCEL"])
        words = [
            said.format(number=number)
            for said, number in ((invited, count["REQUEST"]), (cancelled, count["CANCEL"]))
            if number
        ]
        yield Line(
            (
                Text("→"),
                Text(event_text.day_and_month(items[0].day)),
                plain(items[0].title),
                plain(f"{', '.join(words)} · {_moment(items[0].stamp, zone)}", "dim"),
            ),
            key=f"told:{event}",
        )


def _sign(items: Sequence[Pending]) -> str:
    there = {item.reason for item in items}
    return next((sign for name, (sign, _word) in REASONS.items() if name in there), "·")


def _summary(items: Sequence[Pending]) -> str:
    """How many for which reason: `12 nieuw, 2 gewijzigd (het begin)`."""
    count = Counter(item.reason for item in items)
    return ", ".join(
        f"{count[name]} {_(word)}{_fields(items) if name == 'changed' else ''}"
        for name, (_sign_of, word) in REASONS.items()
        if count[name]
    )


def _fields(items: Sequence[Pending]) -> str:
    names = dict.fromkeys(name for item in items for name in item.changes)
    return f" ({', '.join(sentences.field_label(name) for name in names)})" if names else ""


def _moment(stamp: datetime, zone: ZoneInfo) -> str:
    local = stamp.astimezone(zone)
    return f"{event_text.day_and_month(local)} {local:%H:%M}"


def _who(
    part: str, pending: Sequence[Pending], told: Sequence[Told], zone: ZoneInfo, width: int
) -> Iterator[Row]:
    first = pending[0] if pending else told[0] if told else None
    if first is None:
        return
    yield from remark(f"{first.title} · {format_date(first.day)}", width, "bold")
    for name, (sign, word) in REASONS.items():
        items = [item for item in pending if item.reason == name]
        if not items or (name == NO_ADDRESS) != (part == "no"):
            continue
        yield heading(f"{sign} {_(word)}{_fields(items) if name == 'changed' else ''}")
        for item in items:
            address = f"<{item.email}>" if item.email else item.organisation
            yield from _pair(item.name, address, width)
    if part == "told":
        yield heading(_("Went out last"))
        for sent in told:
            what = _("cancellation") if sent.method == "CANCEL" else _("invitation")
            yield from _pair(sent.email, f"{what} · {_moment(sent.stamp, zone)}", width)


def _pair(first: str, second: str, width: int) -> Iterator[Row]:
    """Two texts beside each other, or under each other where they do not fit."""
    line, rest = plain(f"   {first}"), plain(second, "dim")
    if line.cell_len + rest.cell_len + 2 <= width:
        yield None, line.append("  ").append_text(rest)
    else:
        yield None, line
        yield None, Text("     ").append_text(rest)
