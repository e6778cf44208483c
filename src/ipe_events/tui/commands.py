"""The command palette: what applies to the screen in front, in the language of the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.text import Text
from textual.app import SystemCommand
from textual.command import CommandList, CommandPalette
from textual.screen import Screen
from textual.widgets.option_list import Option

from ipe_events.i18n import _
from ipe_events.tui.actions import Action, applicable, home_of, shown_key

if TYPE_CHECKING:
    from ipe_events.tui.host import Host


class Palette(CommandPalette):
    """Textual's palette, without its English."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def say_so() -> None:
            if search_value:
                words = Text(_("There is no such command here"))
                option = Option(words, disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(option)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say_so)


def commands(app: Host, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """Every action of a screen with its key, then the looks."""
    for action in applicable(screen):
        help_words = f"{_(action.help)} ({shown_key(action, typing=False)})"
        # Both are read as markup, where a key may be `[`.
        yield SystemCommand(escape(_(action.label)), escape(help_words), _runs(app, screen, action))
    yield SystemCommand(_("Theme"), _("Change the colours"), app.action_change_theme)


def _runs(app: Host, screen: Screen[Any], action: Action) -> Callable[[], None]:
    async def run() -> None:
        await app.run_action(action.method, home_of(action, screen))

    def later() -> None:
        # When the palette has gone, so that what opens comes over the screen itself.
        app.call_later(run)

    return later
