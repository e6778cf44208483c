"""A workspace with a year of work in it, made once per worker."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipe_events.services.workspace import Workspace
from tests.conftest import fixed_clock
from tests.services.acts import busy_year


@pytest.fixture(scope="session")
def busy_template(sion_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SION with something of everything in 2027; never to be written."""
    path = Path(shutil.copy(sion_template, tmp_path_factory.mktemp("busy") / "busy.db"))
    workspace = Workspace(path, fixed_clock)
    busy_year(workspace)
    workspace.close()
    return path


@pytest.fixture
def busy(busy_template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """An open workspace with something of everything in 2027."""
    folder = tmp_path / "busy"
    folder.mkdir(mode=0o700)
    workspace = Workspace(Path(shutil.copy(busy_template, folder / "ipe-events.db")), fixed_clock)
    yield workspace
    workspace.close()
