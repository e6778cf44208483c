"""What the pages say of the screens is so: keys, words, frames, the first five minutes."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ipe_events import i18n
from ipe_events.domain.minutes import parse_duration
from ipe_events.domain.quick_add import parse_quick_add
from ipe_events.domain.records import EventFilter
from ipe_events.domain.rhythm import parse_rhythm
from ipe_events.services import events
from ipe_events.services.workspace import Workspace
from ipe_events.tui.actions import ACTIONS
from ipe_events.tui.registry.action import key_name
from tests.conftest import NOW, fixed_clock
from tests.tui.conftest import Opener
from tests.tui.driving import FRAMES, UPDATE
from tests.tui.test_tmux import Tmux

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = ROOT / "docs" / "handleiding.md"
SPAN = re.compile(r"`([^`\n]+)`")
# A key with what the screen calls it: `a` **Aanwezigheid**.
NAMED = re.compile(r"`([^`\s]+)`\s+\*\*([^*]+)\*\*")
# Bold words inside a line are words of the screen; at its beginning they are a heading.
WORDS = re.compile(r"(?<=[^\s*] )\*\*([^*]+[^*.?:])\*\*|\| \*\*([^*]+)\*\*")
PICTURE = re.compile(r"<!-- scherm: (\S+) -->\n```text\n(.*?)```", re.DOTALL)
# Keys of every terminal program, which no action of ours has.
USUAL = {"Tab"}
KEY = re.compile(r"\^?[A-Za-z0-9/?+*,\[\]-]|F[0-9]{1,2}|[↑↓←→]|Esc|Enter|Tab|Spatie|Del")
# As the pages write a key, and as the tests press it.
PRESSED = {"↓": "down", "Enter": "enter", "Ctrl+S": "ctrl+s", "^s": "ctrl+s"}
PRESSED_IN_TMUX = {"↓": "Down", "^s": "C-s"}
REST = 0.8
WORKING = ("⧗", "Het programma wordt klaargezet")
MOST = 15


@dataclass(frozen=True)
class Step:
    """A row of the five minutes: keys, a text that is typed, keys."""

    before: list[str]
    text: str
    after: list[str]


def steps(language: str = "en") -> list[Step]:
    """The rows of the table of the five minutes; the handleiding begins after the welcome."""
    if language == "nl":
        table = guide().partition("**In vijf minuten")[2].partition("\n## ")[0]
        return [steps()[0], *rows_of(table)]
    return rows_of(README.partition("## Five minutes")[2].partition("\n## ")[0])


def rows_of(table: str) -> list[Step]:
    """The rows of a table whose first and third columns are keys."""
    rows = [line.strip("| ").split("|") for line in table.splitlines() if line.startswith("| `")]
    return [Step(SPAN.findall(row[0]), row[1].strip(" `"), SPAN.findall(row[2])) for row in rows]


def guide() -> str:
    """The handleiding."""
    return GUIDE.read_text(encoding="utf-8")


@pytest.fixture
def dutch() -> Iterator[None]:
    before = i18n.language()
    i18n.use("nl")
    yield
    i18n.use(before)


def commands_before() -> list[str]:
    """What is typed before the screens open: each ends with Enter."""
    block = README.partition("## Install it")[2].partition("```sh\n")[2].partition("```")[0]
    return block.splitlines()


def test_the_five_minutes_take_no_more_than_fifteen_keys() -> None:
    keys = [key for step in steps() for key in (*step.before, *step.after)]
    assert set(keys) & {"n", "i", "x", "Enter"} == {"n", "i", "x", "Enter"}
    assert commands_before()[-1] == "ipe-events"
    assert len(keys) + len(commands_before()) <= MOST


@pytest.mark.parametrize("language", ["en", pytest.param("nl", marks=pytest.mark.soak)])
async def test_the_five_minutes_of_the_readme(
    open_app: Opener, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "new" / "ipe-events.db"
    async with open_app(path, language=language) as app:
        await app.until(lambda: "(SION)" in app.frame())
        for step in steps(language):
            await app.press(*(PRESSED.get(key, key) for key in step.before))
            if step.text:
                await app.until(lambda: not app.on.startswith("Welcome"))
                await app.paste(step.text)
            await app.press(*(PRESSED.get(key, key) for key in step.after))
            await app.until(lambda: app.on != "WelcomeScreen")
            await app.settle()
        assert app.on == "PartnersScreen"
        assert "+2" in app.line("Hogeschool Viaa")
    workspace = Workspace(path, fixed_clock)
    with workspace.read() as view:
        found = events.lines(view, EventFilter())
    workspace.close()
    assert "2026-11-24" in [f"{line.day}" for line in found if line.kind == "kernteamoverleg"]
    (file,) = (tmp_path / "exports").rglob("*.ics")
    invitation = file.read_text(encoding="utf-8")
    assert "METHOD:REQUEST" in invitation
    assert "noor@example.org" in invitation.replace("\n ", "")


def keys_and_labels() -> set[tuple[str, str]]:
    """Every key as it is shown, with what the screen calls what it does."""
    return {
        (key_name(key), i18n._(action.label))
        for action in ACTIONS.values()
        for key in action.all_keys.split(",")
        if key
    }


def test_every_key_in_the_handleiding_is_a_key(dutch: None) -> None:
    keys = {
        key_name(key) for action in ACTIONS.values() for key in action.all_keys.split(",") if key
    }
    text = re.sub(r"```.*?```", "", guide(), flags=re.DOTALL)
    written = {span for span in SPAN.findall(text) if KEY.fullmatch(span)}
    assert len(written) > 40
    assert written - {"+", "○", "●"} <= keys | USUAL


def test_every_key_in_the_readme_is_a_key() -> None:
    keys = {key for key, _label in keys_and_labels()}
    text = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    spelled = [
        re.sub(r"^Ctrl\+(.)$", lambda key: f"^{key[1].lower()}", one) for one in SPAN.findall(text)
    ]
    written = {span for span in spelled if KEY.fullmatch(span)}
    assert {"n", "^s", "^p", "1", "?"} <= written
    assert written <= keys


def test_every_key_in_the_handleiding_does_what_stands_beside_it(dutch: None) -> None:
    pairs = {
        (key, " ".join(label.split()))
        for key, label in NAMED.findall(guide())
        if KEY.fullmatch(key)
    }
    assert len(pairs) > 60
    assert pairs - keys_and_labels() == set()


def test_every_word_of_a_screen_in_the_handleiding_is_one(dutch: None) -> None:
    catalogue = i18n.translator("nl")._catalog  # type: ignore[attr-defined]
    known = {str(text).lstrip("▲○✓· ") for text in catalogue.values()}
    found = {" ".join((one or other).split()) for one, other in WORDS.findall(guide())}
    assert {"nog ruimte", "Aanwezigheid"} <= found
    assert found - known == set()


def test_what_is_typed_in_the_handleiding_is_understood() -> None:
    kinds = [("overig", "Overige bijeenkomst"), ("kernteamoverleg", "Kernteamoverleg")]
    paragraphs = guide().split("\n\n")
    (days,) = [text for text in paragraphs if text.startswith("**Datums en tijden**")]
    for span in SPAN.findall(days.partition("Het scherm zegt")[0]):
        line = f"overig {span}" if not re.match(r"13", span) else f"overig morgen {span}"
        assert parse_quick_add(line, NOW.date(), kinds, []).title == ""
    (hours,) = [text for text in paragraphs if text.startswith("**Uren** typ je")]
    assert {parse_duration(span) for span in SPAN.findall(hours)} == {90}
    rhythms = guide().partition("### Een heel jaar")[2].partition("Of noem")[0]
    for span in SPAN.findall(rhythms.partition("\n* ")[2]):
        parse_rhythm(span)


def test_the_screens_in_the_handleiding_are_those_of_today() -> None:
    """With IPE_EVENTS_UPDATE_FRAMES=1 they are made so."""

    def as_it_is(found: re.Match[str]) -> str:
        frame = (FRAMES / f"{found[1]}.txt").read_text(encoding="utf-8").rstrip("\n")
        return f"<!-- scherm: {found[1]} -->\n```text\n{frame}\n```"

    now = PICTURE.sub(as_it_is, guide())
    if os.environ.get(UPDATE):
        GUIDE.write_text(now, encoding="utf-8")
    assert len(PICTURE.findall(now)) > 3
    assert guide() == now


@pytest.mark.soak
@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=str)
def test_the_five_minutes_in_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    # In a clone the files would go into its own folder.
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "new" / "ipe-events.db"
    terminal = Tmux(tmp_path, path, size)
    try:
        terminal.until(lambda frame: "(SION)" in frame)
        for step in steps("nl"):
            for key in step.before:
                terminal.press(PRESSED_IN_TMUX.get(key, key))
                rest(terminal)
            terminal.write(step.text)
            for key in step.after:
                rest(terminal)
                terminal.press(PRESSED_IN_TMUX.get(key, key))
            rest(terminal)
        frame = terminal.until(lambda shown: "Uren van partners" in shown)
        assert "+2" in next(line for line in frame.splitlines() if "Hogeschool Viaa" in line)
    finally:
        terminal.close()
    (file,) = tmp_path.rglob("*.ics")
    assert "noor@example.org" in file.read_text(encoding="utf-8").replace("\n ", "")


def rest(terminal: Tmux) -> None:
    """Wait until what was pressed has come, as somebody does who looks."""
    last, since = terminal.frame(), time.monotonic()
    while time.monotonic() - since < REST or any(sign in last for sign in WORKING):
        time.sleep(0.1)
        if (frame := terminal.frame()) != last:
            last, since = frame, time.monotonic()
