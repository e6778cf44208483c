"""What is typed faster than the screens follow waits, so that each key comes where it was meant."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

# In seconds: how often is looked whether a key can go; how long is waited when nothing is asked.
TICK, PATIENCE = 0.003, 2.0
# Whoever wants to leave waits for nothing.
AT_ONCE = "ctrl+q"


class TypedAhead:
    """Keys and pastes in the order they came.

    Each goes on once what the ones before it began is done, and the screen in front takes keys: a
    form that has its fields, a list that has opened. Nothing waits for a screen that is never
    ready: when nothing is asked of the workspace any more, keys go on after a moment.
    """

    def __init__(
        self,
        app: App[Any],
        is_idle: Callable[[], bool],
        send: Callable[[Event], Awaitable[None]],
    ) -> None:
        """`is_idle`: whether nothing is asked of the workspace; `send` lets a key go on."""
        self._app, self._is_idle, self._send = app, is_idle, send
        self._waiting: deque[Key | Paste] = deque()
        self._looks = False
        self._patience = PATIENCE
        self._given_up: Screen[Any] | None = None
        self._text_in: Widget | None = None

    @property
    def none(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    async def take(self, event: Key | Paste) -> None:
        """Let a key go on to the screen in front, now or as soon as that takes it."""
        key = event.key if isinstance(event, Key) else ""
        to_leave = key == "escape" and not self._waiting and not self._is_ready
        if to_leave or key == AT_ONCE:
            await self._send(event)
        else:
            self._waiting.append(event)
            await self._play()

    def forget(self) -> None:
        """Drop what was meant for a screen that will not come."""
        self._waiting.clear()

    async def _play(self) -> None:
        while self._waiting and self._may_go(self._waiting[0]):
            event = self._waiting.popleft()
            self._patience = PATIENCE
            # More letters may follow at once: an input takes them one after another itself.
            focused = self._app.focused
            is_text = isinstance(event, Key) and event.is_printable
            self._text_in = focused if is_text and isinstance(focused, Input | TextArea) else None
            await self._send(event)
        if self._waiting and not self._looks:
            self._looks = True
            self._app.set_timer(TICK, self._look_again)

    async def _look_again(self) -> None:
        self._looks = False
        if self._is_idle():
            self._patience -= TICK
        await self._play()

    def _may_go(self, event: Key | Paste) -> bool:
        if not self._is_ready:
            if self._patience > 0:
                return False
            self._given_up = self._app.screen
            return True
        is_text = isinstance(event, Key) and event.is_printable
        more = is_text and self._text_in is not None and self._text_in is self._app.focused
        return more or self._is_quiet or self._patience <= 0

    @property
    def _is_ready(self) -> bool:
        screen = self._app.screen
        if screen is self._given_up:
            return True
        # The program begins with an empty screen; the palette has no say in it.
        there = screen.is_mounted and type(screen) is not Screen
        return bool(getattr(screen, "takes_keys", there))

    @property
    def _is_quiet(self) -> bool:
        """Whether all that was begun is done."""
        app, screen = self._app, self._app.screen
        pumps: list[MessagePump] = [app, screen, *screen.walk_children(Widget)]
        return not any(pump._message_queue.qsize() + len(pump._next_callbacks) for pump in pumps)
