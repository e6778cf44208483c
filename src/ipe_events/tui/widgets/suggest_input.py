"""An input with under it what may be meant, to be chosen with the arrows, Tab or a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from ipe_events.domain.suggesting import Suggestion
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.guarded import Guarded

Suggest = Callable[[str], Sequence[Suggestion]]
HEIGHT, WIDEST, NARROWEST = 8, 64, 20


class SuggestInput(Guarded, Input):
    """`suggest` is asked what the text before the cursor may become.

    The arrows go into the list, Enter and Tab take what is chosen there, Esc closes it and nothing
    else. `eager`: Tab takes the first when none is chosen.
    """

    def __init__(
        self,
        *args: Any,
        suggest: Suggest | None = None,
        eager: bool = False,
        down_opens: bool = True,
        **how: Any,
    ):
        super().__init__(*args, **how)
        self.suggest: Suggest | None = suggest
        self._eager, self._down_opens = eager, down_opens
        self._typing = False
        self._offered: Sequence[Suggestion] = ()
        self._menu: Suggestions | None = None

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._menu is not None and bool(self._menu.display)

    def on_key(self, event: events.Key) -> None:
        """The keys of the list while it is shown; down opens it."""
        self._typing = event.is_printable or event.key in ("backspace", "delete")
        taken = False
        if event.key == "down" and self._down_opens and not self.is_open:
            self._offer(moved=True)
            taken = self.is_open
        else:
            taken = self._menu_key(event.key)
        if taken:
            event.stop()
            event.prevent_default()

    def _menu_key(self, key: str) -> bool:
        menu = self._menu
        if menu is None or not menu.display:
            return False
        if key in ("down", "up"):
            menu.action_cursor_down() if key == "down" else menu.action_cursor_up()
        elif key == "escape":
            self.close_list()
        elif key in ("enter", "tab") and menu.highlighted is not None:
            self.take(menu.highlighted)
        elif key == "tab" and self._eager:
            self.take(0)
        else:
            return False
        return True

    def on_paste(self) -> None:
        """A pasted beginning may be meant as well."""
        self._typing = True

    def on_input_changed(self) -> None:
        """Say what may be meant now."""
        if self._typing and self.has_focus:
            self._offer()
        elif self.is_open:
            self.close_list()

    def on_blur(self) -> None:
        """Nothing is chosen for somebody who leaves."""
        self.close_list()

    def _on_unmount(self) -> None:
        if self._menu is not None and self._menu.is_attached:
            self._menu.remove()

    def _offer(self, *, moved: bool = False) -> None:
        before = self.value[: self.cursor_position]
        self._offered = self.suggest(before) if self.suggest is not None else ()
        if not self._offered:
            self.close_list()
            return
        if self._menu is None:
            self._menu = Suggestions(self)
            self.screen.mount(self._menu)
        self._menu.offer(self._offered, moved=moved)

    def close_list(self) -> None:
        """Offer nothing."""
        if self._menu is not None:
            self._menu.display = False

    def take(self, place: int) -> None:
        """What was chosen takes the place of what was typed before the cursor."""
        chosen = self._offered[place].text
        after = self.value[self.cursor_position :]
        self._typing = False
        self.value = chosen + after.lstrip() if chosen.endswith(" ") else chosen + after
        self.cursor_position = len(chosen)
        self.close_list()
        self.focus()


class Suggestions(Guarded, OptionList):
    """The list, over everything else and never with the keys."""

    DEFAULT_CSS = """
    Suggestions, Suggestions:focus {
        overlay: screen; display: none; border: none; padding: 0; width: auto; height: auto;
        max-height: 10; background: $panel; scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-highlighted {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
        &:ansi, &:nocolor { border: round $panel; }
        &:ansi > .option-list--option-highlighted, &:nocolor > .option-list--option-highlighted {
            text-style: reverse;
        }
    }
    """
    can_focus = False

    def __init__(self, owner: SuggestInput) -> None:
        super().__init__(markup=False)
        self._owner = owner

    def offer(self, found: Sequence[Suggestion], *, moved: bool) -> None:
        """Show these, under the input or where there is more room above it."""
        self.clear_options()
        self.add_options([Option(plain(one.label)) for one in found])
        self.highlighted = 0 if moved else None
        beside, screen = self._owner.region, self.screen.size
        # Without colours a border tells the list from what is below it.
        around = self.styles.gutter
        height = min(len(found), HEIGHT) + around.height
        widest = max(cell_len(one.label) for one in found) + 3
        width = min(max(widest, NARROWEST) + around.width, WIDEST, screen.width)
        below = screen.height - beside.bottom
        y = beside.bottom if below >= height or below >= beside.y else max(0, beside.y - height)
        self.styles.width, self.styles.height = width, height
        x = beside.x + min(self._owner._cursor_offset, max(0, beside.width - 1)) - 1
        self.absolute_offset = Offset(max(0, min(beside.x, screen.width - width, max(x, 0))), y)
        self.display = True
        self.refresh(layout=True)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The button chooses before its click takes the focus, and the list, away."""
        event.stop()
        place = event.style.meta.get("option")
        if isinstance(place, int):
            self._owner.take(place)

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Nobody else's affair."""
        message.stop()
