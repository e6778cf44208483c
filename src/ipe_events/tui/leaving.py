"""Being told to stop from outside: leave as `q` does, when everything is saved."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def leave_on_signals(leave: Callable[[], None]) -> None:
    """Have these signals leave, where the platform has them."""
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            # Windows has no such handlers; its own way of ending a program stays.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, leave)
