"""All shipped programmes in one workspace, made once per worker; every test gets a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
from typer.testing import Result

from ipe_events.services import programmes, setup
from ipe_events.services.workspace import Workspace
from tests.cli.conftest import home as home
from tests.cli.shell import Shell
from tests.conftest import fixed_clock

SHIPPED = ("ipe-hva-uva", "izo", "opleiden2025", "platform-iso", "sion")


class InProgramme(Shell):
    """Commands typed at one programme of a workspace that holds several."""

    def __init__(self, workspace: Path, slug: str) -> None:
        super().__init__(workspace)
        self.slug = slug

    def run(self, *arguments: str) -> Result:
        """Whatever comes of it."""
        return super().run("--programme", self.slug, *arguments)


def attendees(meeting: icalendar.Component) -> set[str]:
    """The addresses that an entry of a calendar invites."""
    invited = meeting.get("ATTENDEE", [])
    return {str(who) for who in (invited if isinstance(invited, list) else [invited])}


@pytest.fixture(scope="session")
def five_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that holds every shipped programme; never to be written."""
    path = tmp_path_factory.mktemp("five") / "five.db"
    workspace = Workspace.create(path, fixed_clock)
    for slug in SHIPPED:
        text, name = programmes.source(slug)
        with workspace.change(f"init {slug}") as change:
            setup.add(change, text, name, {}, "Sanne de Wit <sanne.de.wit@example.org>")
    workspace.close()
    return path


@pytest.fixture
def five(five_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of the test's own with every shipped programme."""
    folder = tmp_path / "workspace"
    folder.mkdir(mode=0o700)
    path = Path(shutil.copy(five_template, folder / "ipe-events.db"))
    monkeypatch.setenv("IPE_EVENTS_WORKSPACE", str(path))
    return path


@pytest.fixture
def shell(five: Path) -> Callable[[str], InProgramme]:
    """A shell on one of the programmes."""
    return lambda slug: InProgramme(five, slug)
