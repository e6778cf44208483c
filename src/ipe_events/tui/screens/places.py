"""What belongs to no area and is opened from anywhere: settings, files, copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipe_events.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from ipe_events.tui.host import Host


def open_place(app: Host, place: str) -> None:
    """Open one of them, unless it is in front."""
    screen = _made(place)
    if type(app.screen) is not type(screen):
        app.push_screen(screen)


def _made(place: str) -> BaseScreen[Any]:
    if place == "settings":
        from ipe_events.tui.screens.settings_form import SettingsForm

        return SettingsForm()
    if place == "keeping":
        from ipe_events.tui.screens.keeping import KeepingScreen

        return KeepingScreen()
    from ipe_events.tui.screens.files import FilesScreen

    return FilesScreen()
