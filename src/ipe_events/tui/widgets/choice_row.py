"""Choices beside each other on as many lines as they need: several, or one of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ipe_events.tui.text import visible
from ipe_events.tui.widgets.guarded import Guarded

GAP = 2


class ChoiceRow(Guarded, Widget, can_focus=True):
    """`[x] this  [ ] that`, or with `single` `(•) this  ( ) that`; space marks."""

    DEFAULT_CSS = """
    ChoiceRow {
        height: auto; width: 1fr; text-wrap: nowrap;
        &:focus > .choice--here { background: $block-cursor-background;
                                  color: $block-cursor-foreground; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"choice--here"}
    BINDINGS = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space,enter", "mark", show=False),
    ]
    here: reactive[int] = reactive(0)
    chosen: reactive[frozenset[str]] = reactive(frozenset())

    class Changed(Message):
        """Something else is chosen."""

        def __init__(self, row: ChoiceRow) -> None:
            super().__init__()
            self.row = row

        @property
        def control(self) -> ChoiceRow:
            """The row."""
            return self.row

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        chosen: Collection[str] = (),
        *,
        single: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.options = [(key, visible(label)) for key, label in options]
        self._single = single
        self.set_reactive(ChoiceRow.chosen, frozenset(chosen))
        if single:
            places = [place for place, (key, _label) in enumerate(options) if key in chosen]
            self.set_reactive(ChoiceRow.here, places[0] if places else 0)

    @property
    def in_order(self) -> tuple[str, ...]:
        """What is chosen, in the order it is shown."""
        return tuple(key for key, _label in self.options if key in self.chosen)

    def choose(self, keys: Collection[str]) -> None:
        """Choose these without telling."""
        self.set_reactive(ChoiceRow.chosen, frozenset(keys))
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the choices need in a width."""
        return max(1, len(self._lines(width)))

    def _lines(self, width: int) -> list[list[int]]:
        lines: list[list[int]] = [[]]
        used = 0
        for place, (_key, label) in enumerate(self.options):
            need = cell_len(label) + 4
            if lines[-1] and used + need > width:
                lines.append([])
                used = 0
            lines[-1].append(place)
            used += need + GAP
        return lines

    def render(self) -> Text:
        """The choices with their marks."""
        text = Text(no_wrap=True, end="")
        for number, line in enumerate(self._lines(self.size.width)):
            text.append("\n" if number else "")
            for place in line:
                # Not after the last: blanks beyond the width would begin a line of their own.
                text.append(" " * GAP if place != line[0] else "").append_text(self._option(place))
        return text

    def _option(self, place: int) -> Text:
        key, label = self.options[place]
        on = key in self.chosen
        mark = ("(•)" if on else "( )") if self._single else ("[x]" if on else "[ ]")
        style = Style(meta={"place": place})
        if place == self.here and self.has_focus:
            style += self.get_component_rich_style("choice--here", partial=True)
        return Text(f"{mark} {label}", style=style, no_wrap=True, end="")

    def on_focus(self) -> None:
        """Show where the keys are."""
        self.refresh()

    def on_blur(self) -> None:
        """The keys are elsewhere."""
        self.refresh()

    def action_step(self, step: int) -> None:
        """To the next choice; where there can be one it is chosen at once."""
        if self.options:
            self.here = (self.here + step) % len(self.options)
            if self._single:
                self.action_mark()

    def action_mark(self) -> None:
        """Choose, or choose no longer."""
        if not self.options:
            return
        key = self.options[self.here][0]
        self.chosen = frozenset((key,)) if self._single else self.chosen ^ {key}
        self.post_message(self.Changed(self))

    def on_click(self, event: events.Click) -> None:
        """A click marks."""
        place = event.style.meta.get("place")
        if isinstance(place, int) and place < len(self.options):
            self.here = place
            self.action_mark()
