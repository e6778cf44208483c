"""A line to type in what a list is narrowed to, with how much of it that leaves."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from ipe_events.i18n import _
from ipe_events.tui.widgets.guarded import Guarded


class FilterLine(Guarded, Horizontal):
    """Hidden until it is opened; what is typed counts at once."""

    DEFAULT_CSS = """
    FilterLine { height: 1; display: none; padding: 0 1; }
    FilterLine.-open { display: block; }
    FilterLine Input { width: 1fr; }
    FilterLine Static { width: auto; padding: 0 0 0 2; color: $text-muted; }
    """

    class Typed(Message):
        """Another text narrows the list."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Done(Message):
        """The list takes over."""

    def compose(self) -> ComposeResult:
        """The input and the count."""
        yield Input(placeholder=_("Show only what contains…"), compact=True)
        yield Static("", markup=False)

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-open")

    @property
    def text(self) -> str:
        """What is asked for, as it is compared."""
        return self.query_one(Input).value.strip().casefold()

    def open(self) -> None:
        """Show it, ready to type."""
        self.add_class("-open")
        self.query_one(Input).focus()

    def close(self) -> None:
        """Ask for everything again."""
        self.query_one(Input).value = ""
        self.remove_class("-open")

    def count(self, shown: int, whole: int) -> None:
        """Say how many of all match."""
        words = _("{shown} of {whole}").format(shown=shown, whole=whole)
        self.query_one(Static).update(words)

    def say(self, words: str) -> None:
        """Say how many match, where nobody counts all."""
        self.query_one(Static).update(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow while typing."""
        event.stop()
        self.post_message(self.Typed(self.text))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Back to the list, which stays narrowed."""
        event.stop()
        self.post_message(self.Done())
