"""Every screen as it looks, kept as text: a difference shows in a diff as people see it."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ipe_events.services import programmes, setup
from ipe_events.services.workspace import Workspace
from ipe_events.tui import keeping_lines, screens
from ipe_events.tui.screens.base import BaseScreen
from tests.conftest import fixed_clock
from tests.tui.conftest import Opener
from tests.tui.driving import FRAMES, running
from tests.tui.places import WAYS, follow

SIZES = [(80, 24), (120, 40)]
LANGUAGES = ["nl", "en"]
# Those of `make test`: one way of being wide, one of being a form, one of asking.
DAILY = {
    *("PartnersScreen", "PartnerScreen", "PeopleScreen", "HoursScreen", "OutboxScreen"),
    *("ProgrammeScreen", "KindForm", "ChoiceScreen", "HelpScreen", "OrganiserDialog"),
}
# Other faces of a screen.
STATES = {"groups": "people view", "programme-open": "programme unfold-all"}
# Screens that this workspace never comes to, and the frame of the test that does.
ELSEWHERE = {
    "WelcomeScreen": "welcome",
    "NewProgrammeScreen": "new-programme",
    "TroubleScreen": "trouble",
    "SettleDialog": "settle-izo",
    "ReportScreen": "answers-read",
}


def kinds(kind: type[BaseScreen[Any]]) -> Iterator[type[BaseScreen[Any]]]:
    """What is made from a kind of screen, by the program itself."""
    for one in kind.__subclasses__():
        if one.__module__.startswith(screens.__name__):
            yield one
            yield from kinds(one)


def test_every_screen_has_a_frame() -> None:
    for module in pkgutil.iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{module.name}")
    shown = {kind.__name__ for kind in kinds(BaseScreen) if not any(kinds(kind))}
    assert shown - set(WAYS) == set(ELSEWHERE)
    for width, height in SIZES:
        end = f"{width}x{height}-nl.txt"
        kept = [f"screens/{name}-{end}" for name in WAYS]
        kept += [f"{name}-{end}" for name in ELSEWHERE.values()]
        assert [name for name in kept if not (FRAMES / name).exists()] == []


# Each size in one language; both in the other one, and the other screens, in `make soak`.
WALKS = [
    pytest.param(
        size,
        language,
        whole,
        marks=() if number == place and not whole else pytest.mark.soak,
        id=f"{language}-{size[0]}x{size[1]}-{'whole' if whole else 'daily'}",
    )
    for number, size in enumerate(SIZES)
    for place, language in enumerate(LANGUAGES)
    for whole in (False, True)
    if whole or number == place
]


@pytest.mark.parametrize(("size", "language", "whole"), WALKS)
async def test_the_screens(
    planned_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    language: str,
    whole: bool,
) -> None:
    # The paths and the ages that a frame shows are the same everywhere.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(keeping_lines, "moment_words", lambda _moment: "22-11-2026 08:00")
    monkeypatch.setattr(keeping_lines, "age_words", lambda _age: "1 h")
    exports = tmp_path / "exports"
    async with running(planned_path, fixed_clock, exports, size=size, language=language) as app:
        for name, way in (WAYS | STATES).items():
            if whole or name in DAILY:
                area, *steps = way.split()
                await follow(app, area, steps)
                assert app.on == name or name in STATES, way
                app.app.clear_notifications()
                await app.settle()
                app.same_as(f"screens/{name}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_run(
    open_app: Opener,
    size: tuple[int, int],
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_app(Path("new/ipe-events.db"), size=size, language=language) as app:
        app.same_as("welcome")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_workspace_that_cannot_be_read(
    open_app: Opener, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.db").write_text("a shopping list\n" * 100, encoding="utf-8")
    async with open_app(Path("list.db"), language=language) as app:
        await app.until(lambda: app.on == "TroubleScreen")
        await app.settle()
        await app.in_both_sizes("trouble")


async def test_a_programme_of_one_s_own(open_app: Opener, tmp_path: Path) -> None:
    async with open_app(tmp_path / "new" / "ipe-events.db") as app:
        await app.press("end", "enter")
        await app.in_both_sizes("new-programme")


async def test_a_date_to_settle(open_app: Opener, tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "izo" / "ipe-events.db", fixed_clock)
    text, name = programmes.source("izo")
    with workspace.change("init izo") as change:
        setup.add(change, text, name, {})
    workspace.close()
    async with open_app(workspace.path) as app:
        await follow(app, "programme", ["=part:dates", "unfold", "=date:", "open"])
        await app.in_both_sizes("settle-izo")


async def test_what_became_of_answers(open_app: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "note.txt").write_text("no answer", encoding="utf-8")
    (folder / "empty.ics").write_text("BEGIN:VCALENDAR", encoding="utf-8")
    async with open_app() as app:
        await follow(app, "outbox", ["read-answers"])
        await app.press("ctrl+u")
        await app.paste(str(folder))
        await app.press("enter")
        await app.until(lambda: app.on == "ReportScreen")
        await app.settle()
        await app.in_both_sizes("answers-read")
