"""A workspace to live in, made once per worker, and what a command says of a copy of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ipe_events.services.workspace import Workspace
from tests.conftest import fixed_clock
from tests.oracle.programmes import begin


@pytest.fixture(scope="session")
def peopled_template(sion_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SION with people everywhere; never to be written."""
    path = Path(shutil.copy(sion_template, tmp_path_factory.mktemp("peopled") / "peopled.db"))
    workspace = Workspace(path, fixed_clock)
    begin(workspace)
    workspace.close()
    shutil.rmtree(path.parent / "backups", ignore_errors=True)
    return path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings and no language of the user's."""
    for name in [name for name in os.environ if name.startswith(("XDG_", "LC_", "LANG"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("IPE_EVENTS_WORKSPACE", raising=False)
