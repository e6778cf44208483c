"""Takes the pictures of the README: the real screens on a fresh demonstration, clock stopped.

`python scripts/screenshot.py [NAME …]` writes docs/images/NAME.svg and NAME-light.svg; the same
every time.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from ipe_events import i18n
from ipe_events.services import demo, programmes, setup
from ipe_events.services.workspace import Workspace
from ipe_events.settings import Settings
from ipe_events.tui.app import IpeEventsApp

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
ORGANISER = "Femke Roelofsen <femke.roelofsen@example.org>"
WIDE = (120, 32)
THEMES = {"": "ipe-dark", "-light": "ipe-light"}
PATIENCE, SETTLED = 20.0, 0.6
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """A screen: which keys lead there, a text that is on it once its data has come, its size."""

    name: str
    keys: tuple[str, ...]
    text: str
    size: tuple[int, int] = WIDE


PICTURES = (
    Picture("agenda", (), "Leerteam"),
    Picture("partners", ("2",), "Hogeschool Windesheim"),
    Picture("hours", ("4",), "2027"),
    Picture("form", (*["down"] * 5, "e", "enter"), "Landstede"),
)


def main() -> None:
    """Take the pictures named, or all of them."""
    wanted = [item for item in PICTURES if item.name in sys.argv[1:]] or list(PICTURES)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="ipe-screens-") as folder:
        # Nobody's own settings, log or language may be seen in a picture.
        os.environ["HOME"] = folder
        others = ("XDG_", "IPE_EVENTS_", "NO_COLOR", "COLORFGBG", "TEXTUAL")
        for name in [name for name in os.environ if name.startswith(others)]:
            del os.environ[name]
        i18n.use("nl")
        for picture in wanted:
            for suffix, theme in THEMES.items():
                place = Path(folder) / f"{picture.name}{suffix}"
                place.mkdir()
                file = IMAGES / f"{place.name}.svg"
                file.write_text(asyncio.run(_take(picture, place, theme)), encoding="utf-8")
                print(file)


def _make_workspace(path: Path) -> None:
    workspace = Workspace.create(path, lambda: NOW)
    text, name = programmes.source("sion")
    with workspace.change("demo") as change:
        setup.add(change, text, name, {}, ORGANISER)
        demo.fill(change)
    workspace.close()


async def _take(picture: Picture, folder: Path, theme: str) -> str:
    path = folder / "demo.db"
    _make_workspace(path)
    settings = Settings(language="nl", theme=theme)
    app = IpeEventsApp(path, None, lambda: NOW, settings, folder / "exports")
    try:
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            for key in picture.keys:
                await pilot.press(key)
            return await _settled(app, picture)
    finally:
        app.runner.close()


async def _settled(app: IpeEventsApp, picture: Picture) -> str:
    """The picture, once its text is there and nothing has moved for a while."""
    end = time.monotonic() + PATIENCE
    last, since = "", time.monotonic()
    while time.monotonic() < end:
        await asyncio.sleep(0.05)
        image = app.export_screenshot(title="ipe-events")
        if image != last:
            last, since = image, time.monotonic()
        seen = html.unescape(image).replace("\N{NO-BREAK SPACE}", " ")
        if picture.text in seen and time.monotonic() - since > SETTLED:
            # The fonts would come from somebody else's server; without them any monospace does.
            # Some viewers drop the spaces at the ends of a text unless they are told not to.
            return FONTS.sub("", image).replace("<svg ", '<svg xml:space="preserve" ', 1)
    raise SystemExit(f"error: `{picture.text}` did not come on the screen `{picture.name}`")


if __name__ == "__main__":
    main()
