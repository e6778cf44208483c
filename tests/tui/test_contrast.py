"""What is on the screen can be read: the contrast of every colour on every other one behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color

from ipe_events.settings import Settings
from ipe_events.tui.themes import OWN
from tests.conftest import fixed_clock
from tests.tui.contrast import contrast, faint
from tests.tui.driving import running
from tests.tui.places import screens

THEMES = [theme.name for theme in OWN]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("depth", "theme"),
    [
        *[(0, theme) for theme in THEMES],
        *[pytest.param(1, theme, marks=pytest.mark.soak) for theme in THEMES],
    ],
)
async def test_everything_stands_out(
    planned_path: Path, tmp_path: Path, depth: int, theme: str
) -> None:
    settings = Settings(theme=theme)
    async with running(
        planned_path, fixed_clock, tmp_path, size=(120, 40), settings=settings
    ) as app:
        found = {f"{app.on}: {one}" async for _way in screens(app, depth) for one in faint(app)}
        assert found == set()
