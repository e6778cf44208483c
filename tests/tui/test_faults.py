"""A fault anywhere in a screen leaves the program running, and nobody's name in the log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import pytest
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events import paths
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import BaseScreen
from tests.tui.conftest import Opener

SECRET = "Anna van den Geheim"


def boom(*_arguments: Any) -> Any:
    raise ValueError(SECRET)


class Fine(BaseScreen[None]):
    """Nothing is wrong with it."""

    BINDINGS = bindings("back")

    def parts(self) -> Iterable[Widget]:
        yield Input("here")


class InCompose(Fine):
    def compose(self) -> ComposeResult:
        yield Input("here")
        boom()


class InMount(Fine):
    def on_mount(self) -> None:
        boom()


class InLoad(Fine):
    def load(self) -> None:
        boom()


class InStyles(Fine):
    CSS = "Input { colour: ; width ???"


class InStyleFile(Fine):
    CSS_PATH = "there-is-no-such.tcss"


class InBindings(Fine):
    BINDINGS: ClassVar[list[Any]] = [Binding("f8", "wrong", "wrong")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(boom()) if action == "wrong" else super().check_action(action, parameters)


class InKey(Fine):
    def key_f7(self) -> None:
        boom()


class InWorker(Fine):
    def on_mount(self) -> None:
        self.in_thread()
        self.in_loop()

    @work(thread=True)
    def in_thread(self) -> None:
        boom()

    @work
    async def in_loop(self) -> None:
        boom()


class InChild(Fine):
    """Widgets of Textual's own, whose handlers nobody guards."""

    class Odd(Input):
        def on_mount(self) -> None:
            boom()

        def key_f7(self) -> None:
            boom()

    def parts(self) -> Iterable[Widget]:
        yield self.Odd("here")


class InChildRender(Fine):
    class Odd(Static):
        def render(self) -> Any:
            return boom()

        def get_content_width(self, *_arguments: Any) -> int:
            return int(boom())

    def parts(self) -> Iterable[Widget]:
        yield self.Odd()
        yield Input("here")


class InWatcher(Fine):
    number: reactive[int] = reactive(0)

    def on_mount(self) -> None:
        self.number = 1

    def watch_number(self, number: int) -> None:
        if number:
            boom()


class InMessage(Fine):
    class Odd(Message):
        """Something was said."""

    def on_mount(self) -> None:
        self.post_message(self.Odd())
        self.set_timer(0.01, boom)
        self.call_later(boom)
        self.call_after_refresh(boom)

    def on_in_message_odd(self) -> None:
        boom()


class InDismissal(Fine):
    def on_unmount(self) -> None:
        boom()

    def on_screen_suspend(self) -> None:
        boom()


SCREENS = Fine.__subclasses__()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda kind: kind.__name__)
async def test_the_program_goes_on(open_app: Opener, screen: type[Fine]) -> None:
    async with open_app(faulty=True, language="en") as app:
        # What never began would be waited for by `press`.
        screen._began = True
        app.app.call_later(app.app.push_screen, screen())
        await app.press("f7", "f8", "x", "escape")
        await app.until(lambda: app.faults)
        assert app.on == "AgendaScreen"
        await app.press("2")
        await app.until(lambda: app.on == "PartnersScreen" and "Viaa" in app.frame())
        await app.press("n", "escape", "1")
        assert app.on == "AgendaScreen"
        assert "Kernteam" in app.frame()
        assert app.app._exit is False
        said = [toast for toast in app.toasts if "went wrong" in toast]
        assert said
        log = paths.log_file().read_text("utf-8")
        assert "Geheim" not in log
        assert "screens" in log
        assert not any("Geheim" in toast for toast in app.toasts)
