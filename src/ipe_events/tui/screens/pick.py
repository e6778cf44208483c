"""A window to pick something from a list, with a line that narrows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.search import fold
from ipe_events.i18n import _
from ipe_events.tui.actions import bindings
from ipe_events.tui.event_lines import Line
from ipe_events.tui.screens.dialog import Dialog
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

MOST_SHOWN = 200
HEIGHT = 8


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick: what is given, what is read, and what else finds it."""

    key: str
    label: str
    also: str = ""

    def matches(self, words: Sequence[str]) -> bool:
        """Whether every word stands in it."""
        text = fold(f"{self.label} {self.also}")
        return all(word in text for word in words)


class PickDialog(Dialog[Any]):
    """Gives the key of what was picked; the arrows move while typing goes on."""

    DEFAULT_CSS = """
    PickDialog #narrowing { height: 2; }
    PickDialog #narrow { width: 1fr; }
    PickDialog #narrowed { width: auto; padding: 0 0 0 2; margin-top: 1; color: $text-muted; }
    """
    HINTS = ("pick", "back")
    BINDINGS = bindings("pick")
    BEGIN = "#narrow"

    def __init__(self, title: str, words: str, options: Sequence[Option]) -> None:
        super().__init__(title, words)
        self._options = options

    def inside(self) -> Iterable[Widget]:
        """What narrows the list, and the list."""
        narrow = Input(placeholder=_("Type a part of the name"), compact=True, id="narrow")
        yield Horizontal(narrow, Static("", id="narrowed", markup=False), id="narrowing")
        lines = LineList(id="options")
        lines.styles.height = HEIGHT
        yield lines

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(self.BEGIN).focus()
        self.narrow()

    def narrow(self) -> None:
        """Show what matches."""
        words = fold(self.query_one("#narrow", Input).value).split()
        matching = [option for option in self._options if option.matches(words)]
        found = matching[:MOST_SHOWN]
        count = _("{shown} of {whole}").format(shown=len(matching), whole=len(self._options))
        self.query_one("#narrowed", Static).update(count)
        lines: list[Line] = [(option.key, plain(f" {option.label}")) for option in found]
        if not lines:
            lines = [(None, plain(" " + _("Nothing matches.")))]
        picked = self.query_one(LineList)
        picked.cursor = -1
        picked.show(lambda _width: lines, select=found[0].key if found else None)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Narrow while typing."""
        message.stop()
        if message.input.id == "narrow":
            self.narrow()

    def on_key(self, event: events.Key) -> None:
        """The arrows belong to the list, wherever the typing is."""
        if event.key in ("up", "down") and self.query_one("#narrow").has_focus:
            event.stop()
            self.query_one(LineList).action_cursor(-1 if event.key == "up" else 1)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter picks."""
        message.stop()
        self.action_open()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """That one."""
        message.stop()
        self.picked(message.key)

    def action_open(self) -> None:
        """What the list stands on."""
        self.query_one(LineList).action_choose()

    def picked(self, key: str) -> None:
        """Give it."""
        self.dismiss(key)


class WalkInDialog(PickDialog):
    """Somebody who came uninvited: gives (name, organisation)."""

    BEGIN = "#name"

    def inside(self) -> Iterable[Widget]:
        """The name above the organisations."""
        yield Input(placeholder=_("Name of who came"), compact=True, id="name")
        yield from super().inside()

    def action_open(self) -> None:
        """After the name the organisation."""
        narrow = self.query_one("#narrow")
        if self.query_one("#name").has_focus:
            narrow.focus()
        else:
            super().action_open()

    def picked(self, key: str) -> None:
        """Give both; without a name there is nobody."""
        name = self.query_one("#name", Input)
        if name.value.strip():
            self.dismiss((name.value.strip(), key))
        else:
            name.focus()
