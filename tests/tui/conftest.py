"""Apps to drive: `open_app` opens one on a copy of a workspace, by default a planned SION."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from datetime import date, time
from pathlib import Path
from typing import Any, Protocol

import pytest
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from ipe_events.domain.drafts import Attendance, EventDraft, HourDraft, PersonDraft, When
from ipe_events.services import attendance, entries, events, people, series, setup
from ipe_events.services.seats import MemberTerms
from ipe_events.services.workspace import Change, Workspace
from tests.conftest import copied, fixed_clock
from tests.tui.driving import Driven, running

INSTITUTIONS = ("landstede", "menso-alting-zwolle", "deltion", "windesheim", "viaa", "kpz")
NAMES = ("Anna Bos", "Bram Vos", "Cor de Wit", "Dina Aks", "Els Mol", "Fons Kip")
BARE = """
format = 1

[programme]
slug = "bare"
name = "Kaal programma"
timezone = "Europe/Amsterdam"
language = "nl"
"""
PROFESSIONS = ("docent", "lector", "docent", "docent", "onderzoeker", "docent")


# Textual reads its style sheets anew for every app; here they are the same ones hundreds of times.
_PARSED: dict[object, list[RuleSet]] = {}
_parse_rules = Stylesheet._parse_rules


def _parse_once(sheet: Stylesheet, *what: Any, **how: Any) -> list[RuleSet]:
    place = (what, tuple(how.items()), tuple(sheet._variables.items()))
    if place not in _PARSED:
        _PARSED[place] = _parse_rules(sheet, *what, **how)
    return _PARSED[place]


Stylesheet._parse_rules = _parse_once  # type: ignore[assignment,method-assign]


class Opener(Protocol):
    """Opens an app on a workspace; the arguments are those of `driving.running`."""

    def __call__(
        self,
        path: Path | None = None,
        *,
        size: tuple[int, int] = (80, 24),
        language: str = "nl",
        programme: str | None = None,
        faulty: bool = False,
    ) -> AbstractAsyncContextManager[Driven]:
        """An app to be entered with `async with`."""


# Where drawing itself may fail, it is done; elsewhere `frame` draws what is looked at.
DRAWN = {
    "test_app",
    "test_frames",
    "test_hostile",
    "test_hostile_titles",
    "test_monkey",
    "test_series_scope",
}


# Dutch has the longer words; both are in `make soak`.
LANGUAGES = ["nl", pytest.param("en", marks=pytest.mark.soak)]


@pytest.fixture(autouse=True)
def drawn_when_looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sees what Textual draws for a terminal that is not there; it takes long."""
    if request.module.__name__.rpartition(".")[2] not in DRAWN:
        monkeypatch.setattr(Compositor, "render_update", _draw_nothing)


def _draw_nothing(compositor: Compositor, **_how: object) -> None:
    compositor._dirty_regions.clear()


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and logs of a test are not the user's."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture(scope="session")
def planned_template(sion_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SION with six people, a series of which two were held, a draft and some hours."""
    path = Path(shutil.copy(sion_template, tmp_path_factory.mktemp("planned") / "planned.db"))
    workspace = Workspace(path, fixed_clock)
    with workspace.change("plan") as change:
        _plan(change)
    workspace.close()
    shutil.rmtree(path.parent / "backups", ignore_errors=True)
    return path


def _plan(change: Change) -> None:
    for slug, name, profession in zip(INSTITUTIONS, NAMES, PROFESSIONS, strict=True):
        people.add_person(change, PersonDraft(name, slug, f"{slug}@example.org", profession))
        people.add_member(change, "kernteam", f"{slug}@example.org", MemberTerms())
    when = When(date(2026, 9, 1), None, time(13), time(15))
    rule = "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270731"
    planned = series.add(change, EventDraft("kernteamoverleg", when), rule, "skip")
    for event in planned.events[:2]:
        attendance.register(change, event.id, Attendance(everybody=True))
    day = When(date(2026, 12, 3), None, time(10), time(12))
    events.add(change, EventDraft("werkplaats", day, host="windesheim", draft=True))
    day = When(date(2027, 1, 21), None, time(9), time(10, 30))
    events.add(change, EventDraft("expertisegroepbijeenkomst", day, location="Zwolle"))
    entries.log_hours(
        change, HourDraft("windesheim", date(2026, 10, 5), 195 * 60, "curriculum", line="kernteam")
    )
    entries.log_hours(
        change,
        HourDraft("werkveld-leerteams-1", date(2026, 10, 6), 55 * 60, "begeleiding"),
    )


@pytest.fixture
def planned_path(planned_template: Path, tmp_path: Path) -> Path:
    """A planned workspace of the test's own."""
    return copied(planned_template, tmp_path / "planned" / "ipe-events.db")


@pytest.fixture
def open_app(planned_path: Path, tmp_path: Path) -> Opener:
    """Opens the screens on `planned_path`, or on the workspace given."""

    def open_(
        path: Path | None = None,
        *,
        size: tuple[int, int] = (80, 24),
        language: str = "nl",
        programme: str | None = None,
        faulty: bool = False,
    ) -> AbstractAsyncContextManager[Driven]:
        return running(
            path or planned_path,
            fixed_clock,
            tmp_path / "exports",
            size=size,
            language=language,
            programme=programme,
            faulty=faulty,
        )

    return open_


@pytest.fixture
def planned(planned_path: Path) -> Iterator[Workspace]:
    """The planned workspace, open beside the screens: what they wrote, and another program."""
    workspace = Workspace(planned_path, fixed_clock)
    yield workspace
    workspace.close()


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A workspace with a programme of which nothing is known but its name."""
    folder = tmp_path / "bare"
    folder.mkdir(mode=0o700)
    workspace = Workspace.create(folder / "ipe-events.db", fixed_clock)
    with workspace.change("init") as change:
        setup.add(change, BARE, "bare.toml", {})
    workspace.close()
    return workspace.path
