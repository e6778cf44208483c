"""Small windows over a screen: a question with a safe answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Static

from ipe_events.i18n import _
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.text import visible, visible_lines

Result = TypeVar("Result")


class Dialog(BaseScreen[Result], ModalScreen[Result]):
    """A window with a question; Esc gives the safe answer, None."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings("back")
    HINTS: tuple[str, ...] = ("back",)

    def __init__(self, title: str, words: str = "") -> None:
        super().__init__()
        self._title = title
        self._words = words

    def parts(self) -> Iterable[Widget]:
        """The window."""
        words = visible_lines(self._words)
        with_words = [Static(words, markup=False)] if words else []
        yield Vertical(
            Static(visible(self._title), markup=False, classes="dialog--title"),
            *with_words,
            *self.inside(),
            id="dialog",
        )

    def inside(self) -> Iterable[Widget]:
        """What stands under the words."""
        return ()


class ButtonRow(Horizontal):
    """Buttons beside each other; the arrows go from one to the next."""

    BINDINGS = [("left", "app.focus_previous", ""), ("right", "app.focus_next", "")]


def button(label: str, name: str) -> Button:
    """A button of one line."""
    return Button(Content(visible(label)), id=name, compact=True)


class SureDialog(Dialog[bool]):
    """Asks whether to do what cannot be taken back easily; the focus is on not doing it."""

    def __init__(self, title: str, words: str, *, do: str, keep: str) -> None:
        super().__init__(title, words)
        self._do, self._keep = do, keep

    def inside(self) -> Iterable[Widget]:
        """Two buttons, the safe one first."""
        yield ButtonRow(button(self._keep, "keep"), button(self._do, "do"))

    def on_mount(self) -> None:
        """Enter does nothing."""
        self.query_one("#keep").focus()

    def on_button_pressed(self, message: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(message.button.id == "do")


def leave_dialog() -> SureDialog:
    """Asks whether to leave a form without saving."""
    return SureDialog(
        _("Leave without saving?"),
        _("What you changed here is lost."),
        do=_("Leave"),
        keep=_("Go on here"),
    )
