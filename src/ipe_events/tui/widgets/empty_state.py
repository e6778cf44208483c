"""What a place without content says: what belongs here, and which key makes it."""

from __future__ import annotations

from textual.widgets import Static

from ipe_events.tui.text import visible_lines
from ipe_events.tui.widgets.guarded import Guarded


class EmptyState(Guarded, Static):
    """A few centred words; hidden while there is content."""

    DEFAULT_CSS = """
    EmptyState { width: 1fr; height: 1fr; content-align: center middle; color: $text-muted;
                 padding: 1 4; text-align: center; }
    """

    def __init__(self, words: str, *, id: str | None = None) -> None:
        super().__init__(visible_lines(words), markup=False, id=id)

    def say(self, words: str) -> None:
        """Say something else."""
        self.update(visible_lines(words))
