"""Workspaces of which there is no copy yet: copies are what some of these tests are about."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ipe_events.store import migrate
from tests import conftest


@pytest.fixture(autouse=True)
def every_schema_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here an empty workspace is not a copy of an earlier one."""
    monkeypatch.setattr(migrate, "_upgrade", conftest.upgrade)


@pytest.fixture
def workspace_path(sion_template: Path, tmp_path: Path) -> Path:
    """A workspace file of the test's own, alone in its folder."""
    folder = tmp_path / "workspace"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(sion_template, folder / "ipe-events.db"))
