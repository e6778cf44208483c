from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path
from unicodedata import category

import pytest
from rich.cells import cell_len, set_cell_size
from sqlmodel import select

from benchmarks.generate import Size, make
from ipe_events.domain.drafts import EventDraft, PersonDraft, When
from ipe_events.services import events, people, programmes
from ipe_events.services.seats import MemberTerms
from ipe_events.services.workspace import Workspace
from ipe_events.store.tables import EventKind, Goal, Group, PlanLine
from ipe_events.tui.text import visible
from tests.conftest import fixed_clock
from tests.tui.conftest import INSTITUTIONS, Opener
from tests.tui.driving import Driven
from tests.tui.places import WAYS, screens

PARTNERS = (*INSTITUTIONS, "werkveld-kernteam-1")
TUI = Path(__file__).parents[2] / "src" / "ipe_events" / "tui"
TEXTS = {
    "markup": "[/red] kick-off [b]",
    "link": "[@click=app.bell]x[/] $foo \\[",
    "emoji": "🎓👩‍⚕️ zorg",
    "wide": "漢字漢字 会議",
    "turning": "\u202egnor\u202c a\u0627\u0644\u0639\u0631",
    "long": "y" * 200,
    "braces": "{label} {0} %s",
}


def fill(workspace: Workspace) -> None:
    """Each text wherever somebody may type one."""
    for number, (slug, text) in enumerate(zip(PARTNERS, TEXTS.values(), strict=True)):
        name = text[:120]
        with workspace.change(text) as change:
            people.edit_organisation(change, slug, name=text)
            people.add_group(change, f"odd{number}", text)
            odd = f"odd{number}@example.org"
            people.add_person(change, PersonDraft(name, slug, odd, name))
            people.add_member(change, f"odd{number}", odd, MemberTerms())
            programmes.edit(change, organiser=f"{name} <{odd}>")
            when = When(date(2026, 12, 1), None, time(9), time(10))
            draft = EventDraft("overig", when, title=text, location=text, invite=(odd,))
            events.add(change, draft)


def start_of(text: str) -> str:
    return set_cell_size(visible(text), min(16, cell_len(visible(text)))).rstrip()


async def test_what_people_type_is_shown_as_typed_on_every_screen(
    open_app: Opener, planned: Workspace
) -> None:
    fill(planned)
    last = start_of(TEXTS["braces"])
    async with open_app(size=(180, 60)) as app:
        for key in ("1", "2", "3", "v", "5", "H"):
            await app.press(key)
            assert [text for text in TEXTS.values() if start_of(text) not in app.frame()] == [], key
            assert all(cell_len(line) <= 180 for line in app.frame().splitlines())
        await app.press("escape", "6", "asterisk")
        assert last in app.frame()
        await app.press("2")
        for name in ("markup", "turning", "long"):
            text = TEXTS[name]
            await app.press("home")
            await app.to(start_of(text))
            await app.press("enter")
            assert start_of(text) in app.frame().splitlines()[0]
            await app.press("escape")
        await app.press("5", "x", "escape", "u")
        assert last in app.toasts[-1]
        await app.resize(60, 18)
        for key in ("1", "2", "3", "4", "5", "6"):
            await app.press(key)
            assert all(cell_len(line) <= 60 for line in app.frame().splitlines())


# Where a screen of every sort is; the whole walk is in `make soak`.
DAILY = ("AgendaScreen", "EventPageScreen", "KindForm")
MEETING = "[/bold] 会議 👩‍⚕️ \u202eabc"
PARTNER = f"{MEETING} {'p' * 80}"[:80]
PERSON = f"{MEETING} {'q' * 120}"[:120]


@pytest.fixture
def hostile(planned_path: Path) -> Path:
    """What one names, named so."""
    workspace = Workspace(planned_path, fixed_clock)
    with workspace.change(MEETING) as change:
        people.edit_organisation(change, "landstede", name=PARTNER, aliases=(MEETING,))
        people.edit_person(change, "landstede@example.org", name=PERSON)
        when = When(date(2026, 11, 30), None, time(9), time(10))
        draft = EventDraft(
            "kernteamoverleg", when, title=MEETING, location=MEETING, invite=("landstede",)
        )
        events.add(change, draft)
        tables = (EventKind, Group, Goal, PlanLine)
        for row in (row for table in tables for row in change.session.exec(select(table))):
            row.name = MEETING
            change.session.add(row)
    workspace.close()
    return planned_path


async def unsound(app: Driven, sizes: Sequence[tuple[int, int]], names: Sequence[str]) -> list[str]:
    """Where a screen lets through what it is not to."""
    found = []
    ways = {name: WAYS[name] for name in names}
    async for _way in screens(app, ways=ways):
        for width, height in sizes:
            await app.resize(width, height)
            for line in app.frame().splitlines():
                turned = {character for character in line if category(character) == "Cf"}
                # A name may be broken over two lines where it holds a space.
                read = re.search(r"\S(?<!\[/bold\]) 会議", line.lstrip(" │▊"))
                if cell_len(line) > width or turned - {"\u200d"} or read:
                    found.append(f"{app.on} {width}: {line}")
        await app.resize(*sizes[0])
    return found


WHOLE = pytest.param(tuple(WAYS), marks=pytest.mark.soak)


@pytest.mark.parametrize("names", [DAILY, WHOLE], ids=len)
async def test_hostile_names_break_no_screen(
    open_app: Opener, hostile: Path, names: Sequence[str]
) -> None:
    async with open_app(hostile) as app:
        assert await unsound(app, [(80, 24), (140, 45)], names) == []


@pytest.mark.soak
async def test_an_empty_programme_breaks_no_screen(open_app: Opener, bare_path: Path) -> None:
    async with open_app(bare_path) as app:
        assert await unsound(app, [(80, 24), (140, 45)], tuple(WAYS)) == []


@pytest.mark.soak
async def test_thirty_thousand_events_break_no_screen(open_app: Opener, tmp_path: Path) -> None:
    path = tmp_path / "many" / "ipe-events.db"
    make(path, Size(planned=30_000))
    async with open_app(path) as app:
        assert await unsound(app, [(80, 24), (140, 45)], tuple(WAYS)) == []


# What takes a string as markup, unless it is told not to or is given a `Text` or `Content`.
TAKERS = {"Static", "Label", "Button", "Tab", "TabPane", "Collapsible"}
SAFE = {"plain", "visible", "Text", "Content", "legend", "escape"}


def unsafe(source: str) -> list[str]:
    """Where a string that may be somebody's is given to what reads markup."""
    found = []
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        told = any(word.arg == "markup" for word in call.keywords)
        if name in TAKERS and not told and not all(is_safe(word) for word in call.args[:1]):
            found.append(f"{call.lineno}: {ast.unparse(call)[:80]}")
    return found


def is_safe(node: ast.expr) -> bool:
    """A constant, a message of the program's own without values, or a text made safe."""
    if isinstance(node, ast.Constant):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return name in SAFE or (name in ("_", "N_") and isinstance(node.args[0], ast.Constant))


@pytest.mark.parametrize("file", sorted(TUI.rglob("*.py")), ids=lambda file: file.stem)
def test_no_widget_reads_a_string_as_markup(file: Path) -> None:
    assert unsafe(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("code", "harmless"),
    [
        ("Static('fixed')", True),
        ("Static(_('fixed'))", True),
        ("Static(name, markup=False)", True),
        ("Static(plain(name))", True),
        ("Static(name)", False),
        ("Button(_('Save {x}').format(x=name))", False),
    ],
)
def test_the_search_knows_what_is_harmless(code: str, harmless: bool) -> None:
    assert (unsafe(code) == []) is harmless
