"""A widget whose faults stay inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual, visualize

if TYPE_CHECKING:
    from textual.widget import Widget
else:
    # Textual takes styles and their names from the first base that is a widget.
    Widget = object


class Guarded(Widget):
    """A fault in a handler or in drawing is reported, and the widget lives on.

    To be mixed in before the widget: `class AreaTabs(Guarded, Widget)`.

    Textual ends a widget's message loop on an exception in a handler, and one in drawing keeps
    the whole screen from being drawn.
    """

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.app._handle_exception(error)

    def _render(self) -> Visual:
        try:
            return super()._render()
        except Exception as error:
            self.app._handle_exception(error)
            return visualize(self, Text("…"))

    def render_line(self, y: int) -> Strip:
        """One line; blank when it cannot be drawn."""
        try:
            return super().render_line(y)
        except Exception as error:
            self.app._handle_exception(error)
            return Strip.blank(self.size.width)
