"""What every screen shares: asking the bridge, refusals as toasts, errors that stay inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from ipe_events.domain.errors import Refused
from ipe_events.i18n import sentences
from ipe_events.tui.actions import AREAS, bindings
from ipe_events.tui.host import Host
from ipe_events.tui.messages import Answered, Broken, Denied, Working, WorkspaceChanged
from ipe_events.tui.widgets.area_tabs import AreaTabs
from ipe_events.tui.widgets.busy import Busy
from ipe_events.tui.widgets.key_hints import KeyHints
from ipe_events.tui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    from ipe_events.tui.bridge import Bridge

Value = TypeVar("Value")
Result = TypeVar("Result")

# What may be done when the terminal is too small to see what is done.
BLINDLY = frozenset({"leave", "help", "back"})


class BaseScreen(Screen[Result]):
    """A screen whose handlers cannot bring the program down.

    `HINTS` are the ids of actions for the last line, weightiest first; `PURPOSE` is a message,
    marked with `N_`, that says on the help screen what this screen is for.
    """

    # The app has these as well, but its own are dead under a modal screen.
    BINDINGS = bindings("help", "palette", "quit")
    HINTS: tuple[str, ...] = ()
    PURPOSE: str = ""
    _began = False
    _opening: Callable[..., None] | None = None
    _dismissed = False
    _wants_to_close: tuple[Result | None] | None = None

    @property
    def ipe(self) -> Host:
        """The app, by its own type."""
        app = self.app
        assert isinstance(app, Host)
        return app

    async def _dispatch_message(self, message: Message) -> None:
        # Textual ends a screen's message loop on an exception in a handler; ours are caught here.
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.ipe.report(error)

    async def _invoke_and_clear_callbacks(self) -> None:
        # What waits for a refresh runs outside the dispatch above, and ends the loop as well.
        try:
            await super()._invoke_and_clear_callbacks()
        except Exception as error:
            self.ipe.report(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is done unseen on a screen too small to show."""
        return super().check_action(action, parameters) if not self.tiny else action in BLINDLY

    @property
    def takes_keys(self) -> bool:
        """Whether what is typed now comes where it is meant; until then it waits."""
        return self._began and self._opening is None

    @property
    def tiny(self) -> bool:
        """Whether the terminal is too small to show this screen."""
        return self.has_class("-tiny") or self.has_class("-low")

    def ask(
        self,
        question: Callable[[Bridge], Value],
        then: Callable[[Value], None],
        *,
        doing: str = "",
        opens: bool = False,
    ) -> None:
        """Ask in the background; `then` takes the answer, unless a later question came.

        `doing`: what the user is told of it when it takes more than a moment. `opens`: the answer
        opens what the next keys are for.
        """
        if opens:
            self._opening = then
        self.ipe.runner.ask(self, question, then, self._unanswered, doing)

    def order(
        self,
        command: Callable[[Bridge], Value],
        then: Callable[[Value], None],
        *,
        doing: str = "",
    ) -> None:
        """Have a command carried out; `then` takes what it gave, `refused` a refusal."""
        self.ipe.runner.do(self, command, then, self.refused, doing)

    def _unanswered(self, refused: Refused) -> None:
        """A file that cannot be read is told on a screen of its own, over what was being done."""
        if not self.ipe.in_trouble(refused):
            self.refused(refused)

    def refused(self, refused: Refused) -> None:
        """Tell the user why not; forms show it at their fields."""
        self.notify(sentences.explain_all(refused), severity="error")

    def on_answered(self, message: Answered) -> None:
        """Hand an answer to who asked; a command's shows on the screen in front at once."""
        self.ipe.answered(message)
        if message.then == self._opening:
            self._opening = None
        if self.is_attached:
            message.then(message.value)
        self.ipe.changed(surely=message.wrote)

    def on_denied(self, message: Denied) -> None:
        """Hand a refusal to who asked."""
        self._opening = None
        self.ipe.show_work()
        if self.is_attached:
            message.otherwise(message.refused)

    def on_broken(self, message: Broken) -> None:
        """A fault in a thread."""
        self._opening = None
        self.ipe.show_work()
        self.ipe.report(message.error)

    def compose(self) -> ComposeResult:
        """The parts of this screen above its key hints."""
        yield from self.parts()
        yield KeyHints(*self.HINTS)
        yield Busy()
        yield TooSmall()

    def parts(self) -> Iterable[Widget]:
        """The widgets of this screen."""
        return ()

    def load(self) -> None:
        """Ask for what this screen shows."""

    def on_mount(self) -> None:
        """Show the frame first: the first question imports the database."""
        self.call_after_refresh(self._load_first)

    def _load_first(self) -> None:
        self._began = True
        self.load()

    def on_working(self, message: Working) -> None:
        """Show how far the work is."""
        for line in self.query(Busy):
            line.show(message.work)

    def on_workspace_changed(self, _message: WorkspaceChanged) -> None:
        """Somebody wrote: ask again."""
        if self._began:
            self.load()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close this screen, once; when another one is in front of it, as soon as that is gone.

        Textual closes whatever screen is in front, and calls back as often as it is told.
        """
        if self._dismissed:
            return AwaitComplete()
        if not self.is_active:
            self._wants_to_close = (result,)
            return AwaitComplete()
        self._dismissed = True
        return super().dismiss(result)

    def on_screen_resume(self) -> None:
        """Close now, if it was to close while something stood in front of it."""
        if self._wants_to_close is not None:
            (result,) = self._wants_to_close
            self.dismiss(result)

    def action_back(self) -> None:
        """Close this screen."""
        self.dismiss()


class PageScreen(BaseScreen[Any]):
    """A page over an area: what changed meanwhile shows when it comes to the front again."""

    BINDINGS = bindings("back")

    def on_screen_resume(self) -> None:
        """What was changed on a screen over this one shows here."""
        if self._began:
            self.load()


class AreaScreen(BaseScreen[Any]):
    """One of the six areas, with their tabs above it."""

    AREA = ""
    BINDINGS = bindings(*(f"area-{area}" for area in AREAS))

    def compose(self) -> ComposeResult:
        """The tabs, the parts, the key hints."""
        yield AreaTabs(self.AREA)
        yield from super().compose()

    def on_screen_resume(self) -> None:
        """What another area or a page over this one changed shows here."""
        if self._began:
            self.query_one(AreaTabs).refresh()
            self.load()

    def action_back(self) -> None:
        """Nothing lies behind an area."""
