"""The app as its screens know it: its state, its threads, and the boundary of errors."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size
from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.notifications import Notify
from textual.screen import Screen

from ipe_events import faults, paths
from ipe_events.domain.errors import Refused
from ipe_events.i18n import _, sentences
from ipe_events.settings import Settings
from ipe_events.tui import themes
from ipe_events.tui.actions import key_of
from ipe_events.tui.faults import Faults
from ipe_events.tui.messages import Answered, Broken, Denied, Working, WorkspaceChanged
from ipe_events.tui.presence import Presence
from ipe_events.tui.runner import Runner
from ipe_events.tui.text import Straight, visible
from ipe_events.tui.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from ipe_events.domain.records import EventLine
    from ipe_events.tui.bridge import Bridge

LONGEST_LABEL = 36
STRAIGHT = Straight()
Clock = Callable[[], datetime]
SYNCED = 0.5
# In seconds: what takes no longer is not told of; how often it is told how far work is.
MOMENT, OFTEN = 0.2, 0.1


class Host(App[None]):
    """What screens may use of the app; `app` adds the screens, which import this."""

    def __init__(
        self, path: Path, programme: str | None, clock: Clock, settings: Settings, exports: Path
    ) -> None:
        # Without colours nothing but what a terminal shows by itself: bold, reversed, underlined.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.workspace_path = path
        self.programme_slug = programme
        self.clock = clock
        self.settings = settings
        self.exports = exports
        self.programme_name, self.pending = "", 0  # As whoever asked last knows them.
        self.runner = Runner(path, self._open_bridge, self.watch_work)
        self._seen = self.runner.signature()
        self._presence, self._others = Presence(path), 0
        self._faults = Faults()
        self.typed = TypedAhead(self, lambda: self.runner.idle, super().on_event)
        self._leaving = False
        self.folders: dict[str, Path] = {}  # The one used last for a purpose, in this session.
        self._watching = False
        self._shown_busy: Screen[Any] | None = None
        for theme in (*themes.OWN, *themes.TERMINAL):
            self.register_theme(theme)
        self.theme = themes.first_theme(self, settings.theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of this program's own that other themes do not name."""
        return themes.lacking(self.current_theme)

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

    def watch_work(self) -> None:
        """Tell of what is being done, from the moment on that it takes long."""
        if not self._watching:
            self._watching = True
            self.set_timer(MOMENT, self._look_at_work)

    def _look_at_work(self) -> None:
        self._watching = False
        self.show_work()
        if not self.runner.idle:
            self._watching = True
            self.set_timer(OFTEN, self._look_at_work)

    def show_work(self) -> None:
        """Show how far the work is, on the screen in front."""
        work, before = self.runner.work, self._shown_busy
        shown = work if work is not None and work.seconds >= MOMENT else None
        self._shown_busy = self.screen if shown else None
        for screen in {before, self._shown_busy} - {None}:
            assert screen is not None
            screen.post_message(Working(shown if screen is self._shown_busy else None))

    async def on_event(self, event: Event) -> None:
        """Esc stops what is shown to be going on, before all that it means elsewhere."""
        is_esc = isinstance(event, Key) and event.key == "escape"
        if is_esc and self._shown_busy is not None and self.action_stop_work():
            return
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self.typed.take(event)
        else:
            await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is drawn."""
        return [*super().get_line_filters(), STRAIGHT]

    def action_stop_work(self) -> bool:
        """Stop what is being done, where nothing of it is written yet; whether it can be."""
        work = self.runner.work
        can = work is not None and work.stop()
        self.show_work()
        return can

    def look_around(self) -> None:
        """Look whether somebody else wrote, and say so when another window opens the same file."""
        self.changed()
        before, self._others = self._others, self._presence.others()
        if self._others > before:
            words = _("Another window has this file open too; what is changed there shows here.")
            self.notify(words, timeout=8)

    def close(self) -> None:
        """Finish what is being written and let go of the workspace."""
        self.runner.close()
        self._presence.leave()

    def welcome(self, *, lacking: bool = False) -> None:
        """Ask what to begin with; `lacking`: the workspace is there, but has no programme."""
        raise NotImplementedError

    def use_keys(self) -> None:
        """Put the user's own keys in force, as the settings have them now."""
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

    def on_notify(self, event: Notify) -> None:
        """What was done takes the place of what was done before; what went wrong stays."""
        if event.notification.severity == "information":
            for before in [one for one in self._notifications if one.severity == "information"]:
                self._unnotify(before, refresh=False)

    def refused(self, refused: Refused) -> None:
        """Tell the user why not."""
        self.notify(sentences.explain_all(refused), severity="error")

    def answered(self, message: Answered) -> None:
        """Say what was changed and how to take it back; whoever ordered it may say it better."""
        self.show_work()
        if message.made:
            words = _("{label} — {key} takes it back")
            self.notify(words.format(label=short(message.made), key=key_of("undo")))

    def on_answered(self, message: Answered) -> None:
        """Hand an answer to who asked."""
        self.answered(message)
        message.then(message.value)
        self.changed(surely=message.wrote)

    def on_denied(self, message: Denied) -> None:
        """Hand a refusal to who asked."""
        self.show_work()
        message.otherwise(message.refused)

    def on_broken(self, message: Broken) -> None:
        """A fault in a thread."""
        self.show_work()
        self.report(message.error)

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.report(error)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        # Once one of them cannot be read, Textual would show no other screen either.
        known = dict(self.stylesheet.source)
        try:
            super()._load_screen_css(screen)
        except Exception as error:
            self.stylesheet.source.clear()
            self.stylesheet.source.update(known)
            self.stylesheet.reparse()
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


def short(label: str) -> str:
    """A label of a change as a toast of one line has room for."""
    words = visible(label)
    if cell_len(words) <= LONGEST_LABEL:
        return words
    return f"{set_cell_size(words, LONGEST_LABEL - 1).rstrip()}…"
