"""A shell in an empty home folder, with SION or with a kernteam that has names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipe_events import i18n
from ipe_events.domain.drafts import PersonDraft
from ipe_events.services import people
from ipe_events.services.workspace import Workspace
from tests.cli.shell import INSTITUTIONS, Shell, address
from tests.conftest import copied, fixed_clock


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home folder of the test's own, an English one, on 22 November 2026."""
    folder = tmp_path / "home"
    here = tmp_path / "here"
    for made in (folder, here):
        made.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "IPE_EVENTS_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("IPE_EVENTS_NOW", "2026-11-22T09:00")
    monkeypatch.chdir(here)
    before = i18n.language()
    yield folder
    i18n.use(before)


@pytest.fixture(scope="session")
def kernteam_template(sion_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SION with one member of the kernteam for each institution; never to be written."""
    path = Path(shutil.copy(sion_template, tmp_path_factory.mktemp("kernteam") / "kernteam.db"))
    workspace = Workspace(path, fixed_clock)
    with workspace.change("kernteam") as change:
        for slug in INSTITUTIONS:
            people.add_person(change, PersonDraft(f"Lid {slug}", slug, address(slug), "docent"))
            people.add_member(change, "kernteam", address(slug), people.MemberTerms())
    workspace.close()
    return path


@pytest.fixture
def sion(workspace_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell on SION as shipped."""
    monkeypatch.setenv("IPE_EVENTS_WORKSPACE", str(workspace_path))
    return Shell(workspace_path)


@pytest.fixture
def kernteam(kernteam_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell on SION whose kernteam has names."""
    path = copied(kernteam_template, tmp_path / "kernteam.db")
    monkeypatch.setenv("IPE_EVENTS_WORKSPACE", str(path))
    return Shell(path)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell without a workspace."""
    path = tmp_path / "new" / "ipe-events.db"
    monkeypatch.setenv("IPE_EVENTS_WORKSPACE", str(path))
    return Shell(path)
