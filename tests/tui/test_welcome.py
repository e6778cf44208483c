from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ipe_events.services.workspace import Workspace
from ipe_events.tui import bridge_start
from tests.conftest import fixed_clock
from tests.tui.conftest import BARE, Opener


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    return tmp_path / "new" / "ipe-events.db"


def programme_of(path: Path) -> tuple[str, str]:
    workspace = Workspace(path, fixed_clock)
    with workspace.read() as view:
        found = view.programme.slug, view.programme.organiser_email
    workspace.close()
    return found


async def test_the_first_run_offers_what_there_is_to_begin_with(
    open_app: Opener, nowhere: Path
) -> None:
    async with open_app(nowhere, language="en") as app:
        assert app.on == "WelcomeScreen"
        assert "A demo: invented people" in app.frame()
        assert "Samen Interprofessioneel Opleiden Netwerk (SION)" in app.frame()
        await app.press("question_mark")
        assert "There is no programme yet." in app.frame()
    assert not nowhere.exists()


async def test_a_shipped_programme_with_an_organiser(open_app: Opener, nowhere: Path) -> None:
    async with open_app(nowhere, language="en") as app:
        await app.press("tab", "tab")
        await app.paste("Sanne <sanne@example.org>")
        await app.press("enter")
        await app.to("(SION)")
        await app.press("enter")
        await app.until(lambda: app.on == "AgendaScreen")
        await app.settle()
        assert "Samen" in app.frame()
    assert programme_of(nowhere) == ("sion", "sanne@example.org")
    assert nowhere.stat().st_mode & 0o077 == 0


async def test_the_demo_says_how_far_it_is_and_opens_the_agenda(
    open_app: Opener, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, begun = Event(), []

    def create(*what: Any, **how: Any) -> None:
        begun.append(what)
        assert seen.wait(timeout=60)
        start(*what, **how)

    start = bridge_start.create
    monkeypatch.setattr(bridge_start, "create", create)
    async with open_app(nowhere, language="en") as app:
        await app.pilot.press("enter")
        await app.until(lambda: "being set up" in app.frame())
        await app.pilot.press("enter")  # A second time starts nothing.
        seen.set()
        await app.until(lambda: app.on == "AgendaScreen")
        assert len(begun) == 1
        await app.settle()
        await app.press("3")
        assert "Femke Roelofsen" in app.frame() or "Agnieszka" in app.frame()
    assert programme_of(nowhere)[0] == "sion"


async def test_a_file_of_one_s_own(open_app: Opener, nowhere: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(BARE, encoding="utf-8")
    async with open_app(nowhere, language="en") as app:
        await app.press("tab")
        await app.paste(str(file))
        await app.press("enter")
        await app.until(lambda: app.on == "AgendaScreen")
        await app.settle()
    assert programme_of(nowhere) == ("bare", "")


@pytest.mark.parametrize(
    ("file", "organiser", "words"),
    [
        ("/nowhere/mine.toml", "", "there is no file"),
        ("", "", "Say which file"),
        ("mine.toml", "", "there is no file"),
        ("SION", "nobody", "nobody"),
    ],
)
async def test_what_cannot_be_used_is_refused_and_nothing_is_made(
    open_app: Opener, nowhere: Path, file: str, organiser: str, words: str
) -> None:
    async with open_app(nowhere, language="en") as app:
        if organiser:
            await app.press("tab", "tab")
            await app.paste(organiser)
            await app.press("shift+tab", "shift+tab", "down", "enter")
        else:
            await app.press("tab")
            await app.paste(file)
            await app.press("enter")
        assert words in app.frame()
        assert app.on == "WelcomeScreen"
    assert not nowhere.exists()


async def test_a_file_that_is_no_programme_is_refused_with_its_key(
    open_app: Opener, nowhere: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(BARE + 'colour = "red"\n', encoding="utf-8")
    async with open_app(nowhere, language="en") as app:
        await app.press("tab")
        await app.paste(str(file))
        await app.press("enter")
        assert "colour" in app.frame()
    assert not nowhere.exists()


async def test_a_workspace_without_a_programme_is_welcomed_too(
    open_app: Opener, nowhere: Path
) -> None:
    Workspace.create(nowhere, fixed_clock).close()
    async with open_app(nowhere, language="en") as app:
        await app.until(lambda: app.on == "WelcomeScreen")
        await app.settle()
        await app.to("(SION)")
        await app.press("enter")
        await app.until(lambda: app.on == "AgendaScreen")
        await app.settle()
        assert "Samen" in app.frame()
    assert programme_of(nowhere)[0] == "sion"
