"""A line to type in what a list is narrowed to, with how much of it that leaves."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from ipe_events.domain.search import LONGEST, Remark, Vocabulary
from ipe_events.domain.suggesting import Suggestion, complete
from ipe_events.i18n import _, language
from ipe_events.i18n.search_words import remarks_words
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.guarded import Guarded
from ipe_events.tui.widgets.suggest_input import SuggestInput


class FilterLine(Guarded, Vertical):
    """Hidden until it is opened; what is typed counts at once.

    `know` says what its fields may be: they are completed while typing.
    """

    DEFAULT_CSS = """
    FilterLine { height: auto; display: none; padding: 0 1; }
    FilterLine.-open { display: block; }
    FilterLine > Horizontal { height: 1; }
    FilterLine Input { width: 1fr; }
    FilterLine .filter--sign { width: 2; color: $text-muted; }
    FilterLine .filter--count { width: auto; padding: 0 0 0 2; color: $text-muted; }
    FilterLine .filter--remark { display: none; height: 1; padding: 0 0 0 2; color: $text-warning; }
    FilterLine.-remarked .filter--remark { display: block; }
    """

    class Typed(Message):
        """Another text narrows the list."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Done(Message):
        """The list takes over."""

    def __init__(self) -> None:
        super().__init__()
        self._known: Vocabulary | None = None

    def compose(self) -> ComposeResult:
        """The input and the count; below it what could not be used."""
        yield Horizontal(
            Static("/", classes="filter--sign", markup=False),
            SuggestInput(
                placeholder=_("Show only what matches: words, or field:value"),
                compact=True,
                max_length=LONGEST,
                suggest=self._complete,
                eager=True,
            ),
            Static("", classes="filter--count", markup=False),
        )
        yield Static("", classes="filter--remark", markup=False)

    def _complete(self, text: str) -> Sequence[Suggestion]:
        return complete(text, self._known, language()) if self._known is not None else ()

    def know(self, vocabulary: Vocabulary) -> None:
        """What can be asked of the list."""
        self._known = vocabulary

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-open")

    @property
    def text(self) -> str:
        """What is asked for."""
        return self.query_one(Input).value.strip()

    def open(self, text: str | None = None) -> None:
        """Show it, ready to type, with a text in it where one is given."""
        self.add_class("-open")
        line = self.query_one(Input)
        if text is not None:
            line.value, line.cursor_position = text, len(text)
        line.focus()

    def close(self) -> None:
        """Ask for everything again."""
        self.query_one(Input).value = ""
        self.remove_class("-open")
        self.remark(())

    def count(self, shown: int, whole: int) -> None:
        """Say how many of all match."""
        self.say(_("{shown} of {whole}").format(shown=shown, whole=whole))

    def say(self, words: str) -> None:
        """Say how many match, where nobody counts all."""
        self.query_one(".filter--count", Static).update(words)

    def remark(self, remarks: Sequence[Remark]) -> None:
        """Say what of the text could not be used."""
        words = remarks_words(remarks)
        self.query_one(".filter--remark", Static).update(visible(words))
        self.set_class(bool(words), "-remarked")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow while typing."""
        event.stop()
        self.post_message(self.Typed(self.text))

    def on_key(self, event: events.Key) -> None:
        """Down goes on to the list as well."""
        if event.key == "down":
            event.stop()
            self.post_message(self.Done())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Back to the list, which stays narrowed."""
        event.stop()
        self.post_message(self.Done())
