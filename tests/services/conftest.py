"""Workspaces with work in them, made once per worker; every test gets a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipe_events.services.workspace import Workspace
from ipe_events.store import journal
from tests.conftest import fixed_clock
from tests.services.acts import KERNTEAM, busy_year, plan, seat_everybody
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


@pytest.fixture
def workspace_path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workspace file of the test's own: with a planned kernteam for who asks for `kernteam`."""
    wanted = "planned_template" if "kernteam" in request.fixturenames else "sion_template"
    template: Path = request.getfixturevalue(wanted)
    folder = tmp_path / "workspace"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(template, folder / "ipe-events.db"))


@pytest.fixture
def kernteam(workspace: Workspace) -> int:
    """A planned kernteam in Zwolle with a name in each institution's seat, told to nobody."""
    ((number,),) = rows(workspace.path, "SELECT max(id) FROM event")
    assert isinstance(number, int)
    return number


@pytest.fixture
def busy(busy_template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """An open workspace with something of everything in 2027."""
    folder = tmp_path / "busy"
    folder.mkdir(mode=0o700)
    workspace = Workspace(Path(shutil.copy(busy_template, folder / "ipe-events.db")), fixed_clock)
    yield workspace
    workspace.close()
