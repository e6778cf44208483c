"""Workspaces with work in them, made once per worker; every test gets a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipe_events.services import series
from ipe_events.services.workspace import Workspace
from ipe_events.store import journal
from tests.conftest import copied, fixed_clock
from tests.services.acts import KERNTEAM, busy_year, later, plan, seat_everybody
from tests.services.answering import tell
from tests.store.dumps import rows


@pytest.fixture(scope="session")
def busy_template(sion_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SION with something of everything in 2027; never to be written."""
    path = Path(shutil.copy(sion_template, tmp_path_factory.mktemp("busy") / "busy.db"))
    workspace = Workspace(path, fixed_clock)
    busy_year(workspace)
    workspace.close()
    return path


@pytest.fixture(scope="session")
def planned_template(sion_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SION with one planned kernteam of which nobody was told; never to be written."""
    path = Path(shutil.copy(sion_template, tmp_path_factory.mktemp("planned") / "planned.db"))
    workspace = Workspace(path, fixed_clock)
    seat_everybody(workspace)
    with workspace.delivery() as view:
        view.session.connection().execute(journal.barrier("so far", view.stamp))
    plan(workspace, replace(KERNTEAM, location="Zwolle"))
    workspace.close()
    return path


@pytest.fixture(scope="session")
def told_template(planned_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same when everybody was told; never to be written."""
    path = Path(shutil.copy(planned_template, tmp_path_factory.mktemp("told") / "told.db"))
    workspace = Workspace(path, fixed_clock)
    tell(workspace)
    workspace.close()
    return path


@pytest.fixture(scope="session")
def weekly_template(sion_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SION with four weekly kernteams of which everybody was told; never to be written."""
    path = Path(shutil.copy(sion_template, tmp_path_factory.mktemp("weekly") / "weekly.db"))
    workspace = Workspace(path, fixed_clock)
    seat_everybody(workspace)
    with workspace.change("series add") as change:
        series.add(change, KERNTEAM, "FREQ=WEEKLY;COUNT=4")
    tell(workspace)
    workspace.close()
    return path


_MADE = {
    "told_weekly": "weekly_template",
    "told": "told_template",
    "kernteam": "planned_template",
}


@pytest.fixture
def workspace_path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workspace file of the test's own, with what the test asks for planned in it."""
    used = (made for name, made in _MADE.items() if name in request.fixturenames)
    wanted = next(used, "sion_template")
    template: Path = request.getfixturevalue(wanted)
    return copied(template, tmp_path / "workspace" / "ipe-events.db")


@pytest.fixture
def kernteam(workspace: Workspace) -> int:
    """A planned kernteam in Zwolle with a name in each institution's seat, told to nobody."""
    ((number,),) = rows(workspace.path, "SELECT max(id) FROM event")
    assert isinstance(number, int)
    return number


@pytest.fixture
def told(workspace: Workspace) -> int:
    """A planned kernteam of which everybody was told, a minute ago at most."""
    later(workspace, minutes=1)
    ((number,),) = rows(workspace.path, "SELECT max(id) FROM event")
    assert isinstance(number, int)
    return number


@pytest.fixture
def told_weekly(workspace: Workspace) -> list[int]:
    """Four weekly meetings of which everybody was told."""
    later(workspace, minutes=1)
    found = rows(workspace.path, "SELECT id FROM event WHERE series_id IS NOT NULL ORDER BY id")
    return [int(str(number)) for (number,) in found][-4:]


@pytest.fixture
def busy(busy_template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """An open workspace with something of everything in 2027."""
    workspace = Workspace(copied(busy_template, tmp_path / "busy" / "ipe-events.db"), fixed_clock)
    yield workspace
    workspace.close()
