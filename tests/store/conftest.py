"""Workspaces of which there is no copy yet: copies are what some of these tests are about."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def workspace_path(sion_template: Path, tmp_path: Path) -> Path:
    """A workspace file of the test's own, alone in its folder."""
    folder = tmp_path / "workspace"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(sion_template, folder / "ipe-events.db"))
