"""A labelled part of a form, with under it what was understood or what is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.tui.text import visible
from ipe_events.tui.widgets.guarded import Guarded


class Field(Guarded, Vertical):
    """A label beside a control; `names` are the fields of problems that are shown here."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        & > Horizontal { height: auto; }
        & .field--label { width: 11; color: $text-muted; }
        & .field--note { display: none; margin-left: 11; color: $text-muted; height: auto; }
        &.-noted .field--note { display: block; }
        &.-wrong .field--note { display: block; color: $text-error; text-style: bold; }
        &.-wrong .field--label { text-style: bold; color: $text-error; }
        &.-here .field--label { color: $text; text-style: bold; }
    }
    """

    def __init__(
        self, label: str, control: Widget, *names: str, id: str | None = None, classes: str = ""
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._label = label
        self.control = control
        self.names = names

    def compose(self) -> Iterable[Widget]:
        """The label, the control, the note."""
        yield Horizontal(
            Static(visible(self._label), classes="field--label", markup=False), self.control
        )
        yield Static("", classes="field--note", markup=False)

    def on_descendant_focus(self) -> None:
        """The label tells where the keys are."""
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        """The keys are elsewhere."""
        self.remove_class("-here")

    def note(self, words: str) -> None:
        """Say what was understood; takes the place of what was wrong."""
        self._say(words)
        self.set_class(False, "-wrong")
        self.set_class(bool(words), "-noted")

    def wrong(self, words: str) -> None:
        """Say what is wrong."""
        self._say(f"✗ {words}")
        self.set_class(True, "-wrong")

    @property
    def is_wrong(self) -> bool:
        """Whether something is said to be wrong."""
        return self.has_class("-wrong")

    def _say(self, words: str) -> None:
        self.query_one(".field--note", Static).update(visible(words))
