"""The app as its screens know it: its state, its threads, and the boundary of errors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.message import Message

from ipe_events import faults, paths
from ipe_events.domain.errors import Refused
from ipe_events.i18n import _, sentences
from ipe_events.settings import Settings
from ipe_events.tui.faults import Faults
from ipe_events.tui.messages import Answered, Broken, Denied, WorkspaceChanged
from ipe_events.tui.runner import Runner
from ipe_events.tui.text import visible

if TYPE_CHECKING:
    from ipe_events.domain.records import EventLine
    from ipe_events.tui.bridge import Bridge

Clock = Callable[[], datetime]
SYNCED = 0.5


class Host(App[None]):
    """What screens may use of the app; `app` adds the screens, which import this."""

    def __init__(
        self, path: Path, programme: str | None, clock: Clock, settings: Settings, exports: Path
    ) -> None:
        super().__init__()
        self.workspace_path = path
        self.programme_slug = programme
        self.clock = clock
        self.settings = settings
        self.exports = exports
        self.programme_name, self.pending = "", 0  # As whoever asked last knows them.
        self.runner = Runner(path, self._open_bridge)
        self._seen = self.runner.signature()
        self._faults = Faults()
        self._leaving = False
        self.theme = settings.theme if settings.theme in self.available_themes else "textual-dark"

    def _open_bridge(self) -> Bridge:
        # Runs in a thread, after the first frame: this import takes longer than everything else.
        from ipe_events.tui.bridge import Bridge

        return Bridge(self.workspace_path, self.programme_slug, self.clock, self.settings)

    def changed(self, *, surely: bool = False) -> None:
        """Have the screen in front ask again when the file has changed, by whomever.

        `surely`: a command of this program was carried out.
        """
        seen = self.runner.signature()
        if seen == self._seen and not surely:
            return
        self._seen = seen
        self.screen.post_message(WorkspaceChanged())
        if not surely:
            # The file looks written before anybody can read what was: while its disk syncs.
            self.set_timer(SYNCED, partial(self.changed, surely=True))

    def welcome(self) -> None:
        """Ask what to begin with; when there is no workspace, or one without a programme."""
        raise NotImplementedError

    def turn_to(self, programme: str) -> None:
        """Show another programme, by its short name."""
        raise NotImplementedError

    def open_event(self, event: EventLine) -> None:
        """Show the page of an event."""
        raise NotImplementedError

    def open_partner(self, slug: str, year: str | None) -> None:
        """Show the page of a partner in a year."""
        raise NotImplementedError

    def in_trouble(self, refused: Refused) -> bool:
        """Take care of a workspace that cannot be read; whether that is what was refused."""
        raise NotImplementedError

    def action_area(self, area: str) -> None:
        """Bring an area to the front."""
        raise NotImplementedError

    def notify(self, message: str, **how: Any) -> None:
        """Show a toast; what somebody typed stands in it as typed."""
        super().notify(visible(message), **{**how, "markup": False})

    def refused(self, refused: Refused) -> None:
        """Tell the user why not."""
        self.notify(sentences.explain_all(refused), severity="error")

    def on_answered(self, message: Answered) -> None:
        """Hand an answer to who asked."""
        message.then(message.value)
        self.changed(surely=message.wrote)

    def on_denied(self, message: Denied) -> None:
        """Hand a refusal to who asked."""
        message.otherwise(message.refused)

    def on_broken(self, message: Broken) -> None:
        """A fault in a thread."""
        self.report(message.error)

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.report(error)

    def _handle_exception(self, error: Exception) -> None:
        # Textual's crash screen prints local variables: names and addresses.
        self.report(error)

    def report(self, error: Exception) -> None:
        """Keep a fault in the log, without anybody's data, and say so, once for each place."""
        if self._faults.is_new(error):
            place = faults.record(error, "screens") or paths.log_file()
            words = _("Something went wrong; your data is as it was. Details: {path}")
            self.notify(words.format(path=place), severity="error", timeout=10)
