"""Every screen as it looks, kept as text: a difference shows in a diff as people see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener

SIZES = [(80, 24), (120, 40)]
LANGUAGES = ["nl", "en"]
# What is pressed to come to a screen, and from it to the next.
WALK = (
    (("2",), "partners"),
    (("enter",), "partner"),
    (("escape", "3"), "people"),
    (("v",), "groups"),
    (("v", "4"), "hours"),
    (("enter",), "hours-under"),
    (("v",), "hours-entry"),
    (("escape", "escape", "a"), "hours-room"),
    (("escape", "t"), "hours-states"),
    (("escape", "n"), "hours-form"),
    (("escape", "5"), "outbox"),
    (("o",), "organiser"),
    (("escape", "6"), "programme"),
    (("end",), "programme-end"),
    (("home", "enter"), "choice"),
    (("down", "enter"), "choice-made"),
    (("u", "escape", "H"), "history"),
    (("escape", "f1"), "help"),
)


# Each size in one language; both in the other one in `make soak`.
AREAS = [
    pytest.param(
        size,
        language,
        marks=() if quick else pytest.mark.soak,
        id=f"{language}-{size[0]}x{size[1]}",
    )
    for number, size in enumerate(SIZES)
    for place, language in enumerate(LANGUAGES)
    for quick in [number == place]
]


@pytest.mark.parametrize(("size", "language"), AREAS)
async def test_the_areas(open_app: Opener, size: tuple[int, int], language: str) -> None:
    async with open_app(size=size, language=language) as app:
        for keys, name in WALK:
            await app.press(*keys)
            app.app.clear_notifications()
            await app.settle()
            app.same_as(name)


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
        app.same_as("trouble")
