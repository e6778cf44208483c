"""A labelled part of a form, with under it what was understood or what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.cells import cell_len
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.errors import Refused
from ipe_events.i18n import sentences
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.guarded import Guarded

REQUIRED = "*"
NARROWEST, WIDEST = 11, 24


class Field(Guarded, Vertical):
    """A label beside a control; `names` are the fields of problems that are shown here.

    A control that has `understood` is said back while it is typed in. `required` fields are
    marked.
    """

    DEFAULT_CSS = """
    Field {
        height: auto;
        & > Horizontal { height: auto; }
        & .field--label { width: 11; color: $text-muted; }
        & .field--note { display: none; margin-left: 11; color: $text-muted; height: auto; }
        &.-noted .field--note { display: block; }
        /* What was understood of a day comes and goes without moving what is below it. */
        &.-day .field--note { display: block; min-height: 1; }
        &.-wrong .field--note { display: block; color: $text-error; text-style: bold; }
        &.-wrong .field--label { text-style: bold; color: $text-error; }
        &.-here .field--label { color: $text; text-style: bold; }
    }
    """

    class Understood(Message):
        """Another day is meant: somebody may know what it is called."""

    def __init__(
        self,
        label: str,
        control: Widget,
        *names: str,
        id: str | None = None,
        classes: str = "",
        required: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.label = f"{visible(label)} {REQUIRED}" if required else visible(label)
        self.control = control
        self.names = names
        self._refused: object = None
        self.set_class(isinstance(control, DayInput), "-day")

    def compose(self) -> Iterable[Widget]:
        """The label, the control, the note."""
        yield Horizontal(Static(self.label, classes="field--label", markup=False), self.control)
        yield Static("", classes="field--note", markup=False)

    def on_mount(self) -> None:
        """Say back what it begins with."""
        self.say_back()

    def on_descendant_focus(self) -> None:
        """The label tells where the keys are; all of the field is in view."""
        self.add_class("-here")
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_blur(self) -> None:
        """The keys are elsewhere."""
        self.remove_class("-here")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Say back what is typed."""
        if message.input is self.control:
            self.say_back()

    def say_back(self) -> None:
        """Say what is understood of what stands here; what was refused stays said."""
        understood = getattr(self.control, "understood", None)
        if understood is None or (self.is_wrong and self._refused == self._value):
            return
        try:
            words = understood()
        except Refused as refused:
            words = sentences.explain(refused.problems[0])
        else:
            if isinstance(self.control, DayInput) and words:
                self.post_message(self.Understood())
        self.note(words)

    @property
    def _value(self) -> Any:
        return getattr(self.control, "value", None)

    def note(self, words: str) -> None:
        """Say what was understood; takes the place of what was wrong."""
        self._say(words)
        self.set_class(False, "-wrong")
        self.set_class(bool(words), "-noted")

    def wrong(self, words: str) -> None:
        """Say what is wrong."""
        self._refused = self._value
        self._say(f"✗ {words}")
        self.set_class(True, "-wrong")

    @property
    def is_wrong(self) -> bool:
        """Whether something is said to be wrong."""
        return self.has_class("-wrong")

    def _say(self, words: str) -> None:
        self.query_one(".field--note", Static).update(visible(words))


def align(fields: Iterable[Field]) -> None:
    """Make the labels as wide as the longest of them needs."""
    own = list(fields)
    longest = max((cell_len(field.label) + 2 for field in own), default=0)
    width = min(max(longest, NARROWEST), WIDEST)
    for field in own:
        field.query_one(".field--label", Static).styles.width = width
        field.query_one(".field--note", Static).styles.margin = (0, 0, 0, width)
