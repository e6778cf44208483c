"""The user's own keys, put in force on an app; what is wrong with them is said once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ipe_events.domain.errors import Problem, Refused
from ipe_events.tui import keymap
from ipe_events.tui.actions import ACTIONS

if TYPE_CHECKING:
    from ipe_events.tui.host import Host
    from ipe_events.tui.key_table import OwnKeys


def begin(app: Host) -> None:
    """Put in force what can be read; what collides is found after the first frame."""
    own, _problems = keymap.read(app.settings.keys, ACTIONS)
    _put(app, own)
    if app.settings.keys:
        app.call_after_refresh(_look, app)


def _look(app: Host) -> None:
    # In the background: which keys meet is known when every screen is imported.
    def settled() -> OwnKeys:
        from ipe_events.tui.key_table import settle

        return settle(app.settings.keys)

    def found(own: OwnKeys) -> None:
        _put(app, own.keys)
        _say(app, own.problems)

    app.runner.look_up(app, settled, found, app.refused)


def _put(app: Host, own: dict[str, tuple[str, ...]]) -> None:
    keymap.use(own)
    app.set_keymap(keymap.for_textual(ACTIONS))


def _say(app: Host, problems: Sequence[Problem]) -> None:
    if problems:
        app.refused(Refused(*problems))
