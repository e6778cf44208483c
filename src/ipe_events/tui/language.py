"""Turning to the other language while the screens are open."""

from __future__ import annotations

from functools import partial

from ipe_events import i18n, paths
from ipe_events.settings import save
from ipe_events.tui.actions import AREAS
from ipe_events.tui.host import Host


def turn(app: Host) -> None:
    """Make every area anew in the other language, and keep it for the next time."""
    i18n.use(next(one for one in i18n.LANGUAGES if one != i18n.language()))
    here = app.current_mode
    for area in AREAS:
        if area in app._modes and area != here:
            app.remove_mode(area)
    # One stands in front while the one that is shown is made.
    app.action_area(next(area for area in AREAS if area != here))
    app.remove_mode(here)
    app.action_area(here)
    keep = partial(save, paths.settings_file(), "language", i18n.language())
    app.runner.make(app, keep, lambda _nothing: None, app.refused)
