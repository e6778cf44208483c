"""What the bridge's threads tell the screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.message import Message

from ipe_events.domain.errors import Refused
from ipe_events.domain.working import Work


class Answered(Message, bubble=False):
    """A question was answered, or a command carried out (`wrote`): `then` takes the value.

    `made`: the label of the change it made, which can be undone; "" for none.
    """

    def __init__(
        self,
        then: Callable[[Any], None],
        value: object,
        *,
        wrote: bool = False,
        made: str = "",
    ) -> None:
        super().__init__()
        self.made = made
        self.then = then
        self.value = value
        self.wrote = wrote


class Denied(Message, bubble=False):
    """A question or command was refused; nothing changed."""

    def __init__(self, otherwise: Callable[[Refused], None], refused: Refused) -> None:
        super().__init__()
        self.otherwise = otherwise
        self.refused = refused


class Broken(Message, bubble=False):
    """A fault of the program's own in a thread."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Working(Message, bubble=False):
    """What is being done that takes longer than a moment; None: nothing any more."""

    def __init__(self, work: Work | None) -> None:
        super().__init__()
        self.work = work


class WorkspaceChanged(Message, bubble=False):
    """The workspace changed, by this program or another; screens ask again."""
