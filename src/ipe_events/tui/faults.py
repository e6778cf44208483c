"""The program's own faults: what outlives them, and which were told lately."""

from __future__ import annotations

from time import monotonic

from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget

from ipe_events.faults import trace

QUIET_SECONDS = 5.0


class Faults:
    """Remembers the faults that were told lately, by the place where they arose."""

    def __init__(self) -> None:
        self._told: dict[str, float] = {}

    def is_new(self, error: BaseException) -> bool:
        """Whether this fault, of this place, was not told in the last seconds."""
        place, now = trace(error)[-1], monotonic()
        new = now - self._told.get(place, -QUIET_SECONDS) >= QUIET_SECONDS
        self._told[place] = now
        return new


async def _dispatch(widget: Widget, message: Message) -> None:
    try:
        await MessagePump._dispatch_message(widget, message)
    except Exception as error:
        widget.app._handle_exception(error)


# Textual ends a widget's message loop on an exception in a handler, of its own widgets too: one in
# focus would take every key from then on, Esc as well, and do nothing.
Widget._dispatch_message = _dispatch  # type: ignore[assignment,method-assign]
