"""Which colours it begins with, and what is left without any."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from textual.command import CommandList

from ipe_events import paths
from ipe_events.settings import Settings, load
from ipe_events.tui.app import IpeEventsApp
from ipe_events.tui.themes import OWN, TERMINAL, first_theme, in_order
from tests.conftest import fixed_clock
from tests.tui.conftest import Opener
from tests.tui.driving import running


@pytest.mark.parametrize(
    ("environ", "wanted", "theme"),
    [
        ({"TERM": "xterm-256color"}, None, "ipe-dark"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, None, "ipe-light"),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;default;0"}, None, "ipe-dark"),
        ({"TERM": "screen", "COLORTERM": ""}, None, "ansi-dark"),
        ({"TERM": "linux", "COLORFGBG": "0;7"}, None, "ansi-light"),
        ({"TERM": "linux"}, "ipe-light", "ipe-light"),
        ({"TERM": "xterm-256color"}, "of-long-ago", "ipe-dark"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "ipe-light", "ansi-dark"),
    ],
)
async def test_the_theme_it_begins_with(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    environ: dict[str, str],
    wanted: str | None,
    theme: str,
) -> None:
    for name in ("TERM", "COLORTERM", "COLORFGBG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    app = IpeEventsApp(tmp_path / "no.db", None, fixed_clock, Settings(theme=wanted), tmp_path)
    try:
        assert app.theme == theme
        assert first_theme(app, None, {"COLORFGBG": "0;15"}).endswith("-light")
        own = [one.name for one in (*OWN, *TERMINAL)]
        assert in_order(app)[: len(own)] == own
    finally:
        app.runner.close()


async def test_without_colours_what_is_in_hand_is_seen(
    monkeypatch: pytest.MonkeyPatch, planned_path: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async with running(planned_path, fixed_clock, tmp_path) as app:

        def drawn() -> list[Segment]:
            strips = app.screen._compositor.render_strips()
            return [segment for strip in strips for segment in strip if segment.text.strip()]

        def in_reverse() -> str:
            return "".join(
                segment.text for segment in drawn() if segment.style and segment.style.reverse
            )

        assert app.selected().strip()[:8] in in_reverse()
        for key in ("4", "n"):
            await app.press(key)
            assert in_reverse()
            for segment in drawn():
                style = segment.style
                assert style is None or not style.color or style.color.is_default, segment
                assert style is None or not style.bgcolor or style.bgcolor.is_default, segment


async def test_colours_and_language_are_chosen_in_the_palette(open_app: Opener) -> None:
    async with open_app(language="en") as app:

        async def choose(typed: str) -> None:
            await app.press("ctrl+p")
            await app.paste(typed)
            await app.until(lambda: app.screen.query_one(CommandList).option_count == 1)
            await app.press("enter")

        await choose("ipe-light")
        await app.until(lambda: app.app.theme == "ipe-light")
        await choose("nederlands")
        await app.until(lambda: "Hulp" in app.frame())
        assert app.on == "AgendaScreen"
        await app.settle()
        kept = load(paths.settings_file())
        assert (kept.theme, kept.language) == ("ipe-light", "nl")
