"""Small windows over a screen: a question with a safe answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from ipe_events.domain.errors import Refused
from ipe_events.i18n import N_, _, sentences
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


class InputDialog(Dialog[Result]):
    """Asks for one thing that is typed; enter or the first button saves it.

    A subclass gives the input in `asked`, and orders the saving in `action_save`; `DO` is what
    its first button says.
    """

    HINTS = ("save", "back")
    BINDINGS = bindings("save")
    DO = N_("Save")

    def asked(self) -> Widget:
        """The input."""
        raise NotImplementedError

    def inside(self) -> Iterable[Widget]:
        """The input, what is wrong with it, the buttons."""
        yield self.asked()
        yield Static("", markup=False, classes="wrong")
        yield ButtonRow(button(_(self.DO), "save"), button(_("Back"), "back"))

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def action_save(self) -> None:
        """Save, and close when it could be saved."""

    def saved(self, result: Result) -> None:
        """It is done."""
        self.dismiss(result)

    def refused(self, refused: Refused) -> None:
        """Say what is wrong under the input."""
        self.query_one(".wrong", Static).update(visible(f"✗ {sentences.explain_all(refused)}"))

    def on_input_submitted(self) -> None:
        """Enter saves."""
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """What the buttons say."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.dismiss(None)


def leave_dialog() -> SureDialog:
    """Asks whether to leave a form without saving."""
    return SureDialog(
        _("Leave without saving?"),
        _("What you changed here is lost."),
        do=_("Leave"),
        keep=_("Go on here"),
    )
