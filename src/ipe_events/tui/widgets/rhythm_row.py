"""A kind of meeting with the rhythm to type beside it, read back in words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.tui.text import plain
from ipe_events.tui.widgets.guarded import Guarded

LONGEST = 120


class RhythmRow(Guarded, Horizontal):
    """`Kernteamoverleg  [every 3 weeks tue 13-15]  16 × · every 3 weeks on Tuesday`."""

    DEFAULT_CSS = """
    RhythmRow {
        height: 1;
        & Static { text-wrap: nowrap; text-overflow: ellipsis; }
        & .rhythm--kind { width: 26; color: $text-muted; }
        & Input { width: 32; background: $surface; }
        & .rhythm--said { width: 1fr; padding-left: 1; }
        &.-wrong .rhythm--said { color: $text-error; text-style: bold; }
        &.-here .rhythm--kind { color: $text; text-style: bold; }
    }
    """

    def __init__(self, kind: str, name: str) -> None:
        super().__init__()
        self.kind = kind
        self._name_shown = name
        # What is said in full under all rows while this one is in hand.
        self.words = ""

    def compose(self) -> Iterable[Widget]:
        """The kind, the rhythm, what was understood."""
        yield Static(plain(self._name_shown), classes="rhythm--kind")
        yield Input(compact=True, max_length=LONGEST, select_on_focus=False)
        yield Static("", classes="rhythm--said", markup=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value.strip()

    @property
    def is_wrong(self) -> bool:
        """Whether it cannot be read."""
        return self.has_class("-wrong")

    def on_descendant_focus(self) -> None:
        """The kind tells where the keys are."""
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        """The keys are elsewhere."""
        self.remove_class("-here")

    def say(self, words: str, count: int | None = None) -> None:
        """Say what was understood, and how many meetings that makes once it is known."""
        self.words = words
        self._show(f"{count} × · {words}" if count is not None else words, wrong=False)

    def wrong(self, words: str) -> None:
        """Say why it cannot be read."""
        self.words = words
        self._show(f"✗ {words}", wrong=True)

    def _show(self, words: str, *, wrong: bool) -> None:
        self.set_class(wrong, "-wrong")
        self.query_one(".rhythm--said", Static).update(plain(words))
