"""Dates on which a plan contradicts itself, on the screen of the programme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipe_events.services import plans, programmes, setup
from ipe_events.services.workspace import Workspace
from tests.conftest import fixed_clock
from tests.tui.conftest import Opener


@pytest.fixture
def izo(tmp_path: Path) -> Iterator[Workspace]:
    """The programme whose list of meetings and text disagree."""
    workspace = Workspace.create(tmp_path / "izo" / "ipe-events.db", fixed_clock)
    text, name = programmes.source("izo")
    with workspace.change("init izo") as change:
        setup.add(change, text, name, {})
    yield workspace
    workspace.close()


def open_days(workspace: Workspace) -> list[str]:
    with workspace.read() as view:
        return [str(one.day) for one in plans.open_dates(view) if one.event is not None]


async def test_a_disputed_date_is_settled(open_app: Opener, izo: Workspace) -> None:
    async with open_app(izo.path, language="en", size=(100, 40)) as app:
        await app.press("6")
        await app.to("Dates to settle")
        await app.press("enter", "down")
        assert "15 Apr 2016  Onderwijsbijeenkomst" in app.frame()
        assert "no date: 1 × Broedplaatsbijeenkomst Heerlen" in app.frame()
        await app.press("enter")
        assert app.on == "SettleDialog"
        assert "april 2015" in app.frame()
        await app.press("escape")
        assert app.on == "ProgrammeScreen"
        assert open_days(izo) == ["2016-04-15", "2016-08-25", "2015-12-08"]
        await app.press("enter", "end", "ctrl+u", *"32-1-2015", "enter")
        assert app.on == "SettleDialog"
        await app.press("end", "ctrl+u", *"15-4-2015", "enter")
        assert app.on == "ProgrammeScreen"
        assert open_days(izo) == ["2016-08-25", "2015-12-08"]
        assert "Onderwijsbijeenkomst" not in app.frame()
