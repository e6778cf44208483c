"""The user's own keys: in force everywhere they are shown, and said to be wrong in one line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.settings import Settings, load, save
from ipe_events.tui import key_table, keymap
from ipe_events.tui.actions import ACTIONS, AREAS
from ipe_events.tui.registry.action import key_name
from ipe_events.tui.widgets.key_hints import KeyHints
from ipe_events.tui.widgets.line_list import LineList
from tests.conftest import fixed_clock
from tests.tui.driving import Driven, running

DOCS = Path(__file__).parent.parent.parent / "docs"


def hints(app: Driven) -> str:
    return app.screen.query_one(KeyHints).fit(200).plain


def own(path: Path, exports: Path, **keys: str) -> object:
    lines = {name.replace("_", "-"): key for name, key in keys.items()}
    settings = Settings(keys=lines)
    return running(path, fixed_clock, exports, size=(160, 40), language="en", settings=settings)


async def test_own_keys_do_it_and_are_shown(planned_path: Path, tmp_path: Path) -> None:
    keys = {"history": "f12", "open": "enter,ctrl+o", "quit": "Q,^x", "filter": "f11,%"}
    async with own(planned_path, tmp_path, **keys) as app:  # type: ignore[attr-defined]
        assert " F11  Filter " in hints(app)
        assert " Q  Quit " in hints(app)
        # The usual keys are nobody's any more.
        await app.press("H", "q", "slash", "ctrl+q")
        assert app.on == "AgendaScreen"
        await app.press("f12")
        assert app.on == "HistoryScreen"
        await app.press("escape", "ctrl+o")
        assert app.on == "EventPageScreen"
        await app.press("escape", "f1")
        said = "\n".join(app.screen.query_one(LineList).lines)
        assert "F12" in said
        assert "Sentences name the usual keys" in said
        # A letter of one's own can still be typed.
        await app.press("escape", "f11")
        await app.write("%Qo")
        assert app.screen.focused.value == "%Qo"
        assert " ^x  Quit " in hints(app)
        assert not app.toasts


async def test_what_is_wrong_is_said_once_and_the_rest_works(
    planned_path: Path, tmp_path: Path
) -> None:
    keys = {"undo": "f12", "nothing": "x", "redo": "ctrl+bogus", "help": "up", "today": "n"}
    async with own(planned_path, tmp_path, **keys) as app:  # type: ignore[attr-defined]
        await app.until(lambda: app.toasts)
        (said,) = app.toasts
        assert "there is no “nothing”" in said
        assert "“ctrl+bogus” for redo is no key" in said
        assert "“up” for help moves about" in said
        assert "“n” for today is that of quick-add as well" in said
        await app.press("n")
        assert app.on == "QuickAddScreen"
        await app.press("escape", "f12")
        assert any("Undone" in one for one in app.toasts)


def test_two_actions_may_change_keys() -> None:
    swapped = key_table.settle({"edit": "a,f7", "attend": "e,f6"})
    assert swapped.problems == ()
    assert swapped.keys == {"edit": ("a", "f7"), "attend": ("e", "f6")}
    # Where one gives way the other may have its key again.
    halfway = key_table.settle({"edit": "a,f7", "attend": "i"})
    assert {problem.values["action"] for problem in halfway.problems} == {"edit", "attend"}
    assert halfway.keys == {}


def test_the_usual_keys_are_all_right() -> None:
    usual = {name: ",".join(keymap.usual_keys(action)) for name, action in ACTIONS.items()}
    found, problems = keymap.read(usual, ACTIONS)
    assert problems == []
    assert found == {name: keymap.usual_keys(action) for name, action in ACTIONS.items()}


def test_what_can_be_typed_reaches_no_screen() -> None:
    typed = {"x", "space", "slash", "question_mark", "left_square_bracket", "comma", "é"}
    sent = {"escape", "delete", "backspace", "tab", "enter", "end", "f1", "ctrl+s", "alt+x", "up"}
    assert {key for key in typed | sent if keymap.reaches(key)} == sent


@pytest.mark.parametrize(
    ("written", "key"),
    [
        *[
            ("f12", "f12"),
            ("F12", "f12"),
            ("^s", "ctrl+s"),
            ("Ctrl+S", "ctrl+s"),
            ("Esc", "escape"),
        ],
        *[("?", "question_mark"), ("/", "slash"), ("é", "é"), ("N", "N"), ("PgUp", "pageup")],
        *[("shift+ctrl+f2", "ctrl+shift+f2"), ("alt+x", "alt+x"), ("comma", "comma")],
        *[("ctrl+i", None), ("ctrl+", None), ("hyper+x", None), ("\x1b", None), ("<ignore>", None)],
    ],
)
def test_keys_as_people_write_them(written: str, key: str | None) -> None:
    assert keymap.spelled(written) == key


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_whatever_stands_in_the_settings(name: str, key: str) -> None:
    lines = {name: key, "undo": key, "quit": key}
    found = key_table.settle(lines)
    keymap.use(found.keys)
    try:
        for action in ACTIONS.values():
            assert all(key_name(one) for one in keymap.keys_of(action))
        assert all(keymap.for_textual(ACTIONS).values())
        # A letter with priority could never be typed.
        assert all(map(keymap.reaches, keymap.ahead(ACTIONS["quit"], found.keys.get("quit", ()))))
    finally:
        keymap.use({})


def test_the_table_of_keys_is_current() -> None:
    keymap.use({})
    kept = (DOCS / "keys.md").read_text(encoding="utf-8")
    # The difference of two such texts takes pytest minutes.
    current = kept == key_table.markdown()
    assert current, "make keys writes it anew"
    for action in ACTIONS.values():
        assert f"`{action.id}`" in kept
    assert all(f"`area-{area}`" in kept for area in AREAS)


def test_settings_keep_their_keys(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "nl"\n[keys]\nundo = "f12" # mine\nredo = 5\n', encoding="utf-8")
    assert load(file).keys == {"undo": "f12"}
    save(file, "theme", "ipe-light")
    assert load(file) == Settings(language="nl", theme="ipe-light", keys={"undo": "f12"})
    assert tomllib.loads(file.read_text("utf-8"))["theme"] == "ipe-light"
    assert "# mine" in file.read_text("utf-8")
    file.write_text("keys = 3\n", encoding="utf-8")
    assert load(file).keys == {}


async def test_settings_that_cannot_be_used_are_said(planned_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "fr"\ntheme = "pink"\nstatus_room = 1001\n', encoding="utf-8")
    settings = load(file)
    assert (settings.language, settings.status_room) == (None, 90)
    shown = running(
        planned_path, fixed_clock, tmp_path, size=(80, 24), language="en", settings=settings
    )
    async with shown as app:
        await app.until(lambda: bool(app.toasts))
        assert all(word in app.toasts[0] for word in ("fr", "pink", "ipe-dark", "1001"))
