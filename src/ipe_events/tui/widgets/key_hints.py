"""The last line: the keys that matter here, whole or not at all."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from ipe_events.i18n import _
from ipe_events.tui.actions import ACTIONS, home_of, shown_key
from ipe_events.tui.registry.action import Action
from ipe_events.tui.widgets.guarded import Guarded

# Room enough: a terminal of 100 columns, without the cell that is kept free at both sides.
MOST, ROOMY = 6, 98
# How to find everything else is always there; leaving where there is room for it.
ALWAYS = ("help", "palette")
AFTER = "quit"
KEY = Style(bold=True, reverse=True)


class KeyHints(Guarded, Widget):
    """Shows as many hints as fit, in order of weight; every hint can be clicked."""

    DEFAULT_CSS = """
    KeyHints { dock: bottom; height: 1; background: $footer-background; padding: 0 1; }
    """
    typing: reactive[bool] = reactive(False)

    def __init__(self, *ids: str) -> None:
        super().__init__()
        self._ids = ids

    def on_mount(self) -> None:
        """Follow the focus: an input swallows letters."""
        self.watch(self.screen, "focused", self._focus_moved)

    def _focus_moved(self, focused: Widget | None) -> None:
        self.typing = focused is not None and focused.check_consume_key("a", "a")

    def show(self, *ids: str) -> None:
        """Show the hints of these actions."""
        if ids != self._ids:
            self._ids = ids
            self.refresh()

    def render(self) -> Text:
        """The hints that fit."""
        return self.fit(self.size.width)

    def fit(self, width: int) -> Text:
        """The hints for a width, whole, with those that are always there at the end."""
        last = [self._hint(ACTIONS[name]) for name in ALWAYS if name not in self._ids]
        room = width - sum(hint.cell_len for hint in last)
        count = (99 if width >= ROOMY else MOST) - len(last)
        line = Text(no_wrap=True, end="")
        for name in dict.fromkeys((*self._ids, AFTER)):
            hint = self._hint(ACTIONS[name])
            if count and hint.cell_len and line.cell_len + hint.cell_len <= room:
                line.append_text(hint)
                count -= 1
        for hint in last:
            if line.cell_len + hint.cell_len <= width:
                line.append_text(hint)
        return line

    def _hint(self, action: Action) -> Text:
        key = shown_key(action, typing=self.typing)
        if not key:
            return Text()
        place = "screen" if home_of(action, self.screen) is self.screen else "app"
        click = Style(meta={"@click": f"{place}.{action.method.removeprefix('app.')}"})
        label = _(action.label)
        hint = Text(no_wrap=True, end="")
        hint.append(f" {key} ", style=KEY + click)
        # The gap after the label does not count where it does not fit.
        hint.append(f" {label} ", style=click)
        return hint if cell_len(label) else Text()
