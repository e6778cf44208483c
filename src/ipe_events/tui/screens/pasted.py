"""A form for answers that are typed or pasted, and read back before they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from textual.widget import Widget
from textual.widgets import Static, TextArea

from ipe_events.domain.errors import Refused
from ipe_events.tui.event_lines import sentences_of
from ipe_events.tui.page import Row
from ipe_events.tui.screens.form import FormScreen
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from ipe_events.tui.bridge import Bridge


class PastedForm(FormScreen):
    """Gives what was kept; None when nothing was. A subclass says how it is read and kept."""

    CSS_PATH = "pasted.tcss"

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def preview(self, bridge: Bridge, text: str) -> Any:
        """What a text would be read as."""
        raise NotImplementedError

    def keep(self, bridge: Bridge, text: str) -> Any:
        """Keep the answers in a text."""
        raise NotImplementedError

    def read_back(self, found: Any, width: int) -> Iterable[Row]:
        """What was read, as lines."""
        raise NotImplementedError

    def explanation(self) -> Sequence[str]:
        """What stands there while nothing is typed."""
        raise NotImplementedError

    def parts(self) -> Iterable[Widget]:
        """The text, and what is read in it."""
        yield Static(visible(self._title), classes="title", markup=False)
        yield TextArea(compact=True, id="text")
        yield LineList(id="ahead")

    def on_mount(self) -> None:
        """Ready to type or to paste."""
        self.query_one("#ahead").can_focus = False
        self.query_one(TextArea).focus()
        self._explain()

    def load(self) -> None:
        """Read the text again: names may have changed."""
        self.look_ahead()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(TextArea).text.strip()

    @property
    def dirty(self) -> bool:
        """Whether something was typed."""
        return bool(self.text)

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Read it once the typing pauses."""
        message.stop()
        self.look_ahead_soon()

    def look_ahead(self) -> None:
        """Have the text read."""
        text = self.text
        if not text:
            self._explain()
            return

        def read(found: Any) -> None:
            if text == self.text:
                self.query_one(LineList).show(lambda width: list(self.read_back(found, width)))

        self.foresee(lambda bridge: self.preview(bridge, text), read)

    def _explain(self) -> None:
        lines = self.explanation()
        self.query_one(LineList).show(lambda width: sentences_of(lines, width))

    def save(self) -> None:
        """Keep what could be read."""
        text = self.text
        if text:
            self.saving = True
            self.order(lambda bridge: self.keep(bridge, text), self.kept)

    def kept(self, found: Any) -> None:
        """It is done."""
        self.dismiss(found)

    def refused(self, refused: Refused) -> None:
        """Nothing was kept: say why, and keep the text."""
        self.saving = False
        self.looked(refused)
