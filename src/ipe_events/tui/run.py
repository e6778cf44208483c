"""Opens the screens and, when they are left, closes what they worked on."""

from __future__ import annotations

import sys
from pathlib import Path

from ipe_events import i18n, paths
from ipe_events.i18n import _
from ipe_events.settings import Settings
from ipe_events.tui.app import IpeEventsApp
from ipe_events.tui.host import Clock


def run(
    workspace_path: Path,
    *,
    programme: str | None,
    language: str,
    clock: Clock,
    settings: Settings,
) -> None:
    """Open the screens on a workspace until the user leaves."""
    i18n.use(language)
    exports = paths.exports(Path.cwd())
    app = IpeEventsApp(workspace_path, programme, clock, settings, exports)
    try:
        app.run()
    finally:
        app.close()
    if app.return_code is None:
        words = _("error: the screens could not be shown. Details: {path}")
        sys.exit(words.format(path=paths.log_file()))
