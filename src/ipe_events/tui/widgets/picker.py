"""A list of which one can be chosen; what is typed narrows it."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import OptionList, Select
from textual.widgets._select import SelectCurrent, SelectOverlay
from textual.widgets.option_list import Option

from ipe_events.domain.search import is_called, spaced
from ipe_events.i18n import _
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.guarded import Guarded


class Picker(Guarded, Select[str]):
    """Letters open it and show what they may mean: the beginning of any word, accents or not."""

    def compose(self) -> ComposeResult:
        """What is chosen, and the list."""
        yield SelectCurrent(self.prompt)
        yield Narrowing().data_bind(compact=Select.compact)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters are typed here."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Open, and narrow to what was typed."""
        if self.has_focus and event.is_printable and event.character and event.key != "space":
            event.stop()
            self.action_show_overlay()
            self.query_one(Narrowing).type_on(event.character)

    def watch_expanded(self, expanded: bool) -> None:
        """Everything is there again the next time."""
        if not expanded and self.is_mounted:
            self.query_one(Narrowing).widen()

    def places(self, typed: str) -> list[int]:
        """Which choices every typed word begins a word of."""
        words = spaced(typed).split()
        return [
            place
            for place, (prompt, value) in enumerate(self._options)
            if not words
            or (value != self.NULL and all(is_called(f"{prompt} {value}", word) for word in words))
        ]

    def take(self, place: int) -> None:
        """Choose one, and go on to what comes next."""
        self.value = self._options[place][1]
        self.expanded = False
        self.screen.set_focus(self)
        self.screen.focus_next()

    def label(self, place: int) -> Text:
        """How a choice is read."""
        prompt, value = self._options[place]
        if value == self.NULL:
            return plain(self.prompt, "dim")
        return prompt if isinstance(prompt, Text) else plain(str(prompt))

    def say(self, typed: str | None) -> None:
        """Show what is typed; None: what is chosen."""
        current = self.query_one(SelectCurrent)
        if typed is not None:
            current.update(plain(f"{typed}▏"))
            return
        place = next(n for n, (_prompt, value) in enumerate(self._options) if value == self.value)
        current.update(self.NULL if self.value == self.NULL else self.label(place))


class Narrowing(Guarded, SelectOverlay):
    """The list under it, of what matches what is typed."""

    def __init__(self) -> None:
        super().__init__(type_to_search=True)
        self._typed = ""
        self._places: list[int] | None = None

    @property
    def _picker(self) -> Picker:
        assert isinstance(self.parent, Picker)
        return self.parent

    async def _on_key(self, event: events.Key) -> None:
        typed = self._typed
        if event.key == "backspace" and typed:
            self.narrow(typed[:-1])
        elif event.key == "tab" and typed and self._places and self.highlighted is not None:
            self._picker.take(self._places[self.highlighted])
        elif event.is_printable and event.character:
            self.type_on(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def type_on(self, more: str) -> None:
        """Something more is typed; the keys may not have come here yet."""
        self.narrow(self._typed + more)

    def narrow(self, typed: str) -> None:
        """Show what matches."""
        self._typed = typed
        self._places = self._picker.places(typed)
        self.clear_options()
        self.add_options([Option(self._picker.label(place)) for place in self._places])
        if self._places:
            self.highlighted = 0
        else:
            self.add_option(Option(Text(_("Nothing matches."), style="dim"), disabled=True))
        self._picker.say(typed)

    def widen(self) -> None:
        """Show everything."""
        if self._places is not None:
            self._typed, self._places = "", None
            self._picker._setup_options_renderables()
            self._picker.say(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The place among all choices, of that among those shown."""
        event.stop()
        event.prevent_default()
        place = event.option_index
        self.post_message(self.UpdateSelection(self._places[place] if self._places else place))
