from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Button, Input, Select, TextArea

from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.row_list import RowList
from tests.tui.conftest import Opener
from tests.tui.driving import Driven
from tests.tui.places import WAYS, follow, screens


def place(app: Driven, word: str) -> Offset:
    """Where a word stands on the screen."""
    for row, line in enumerate(app.frame().splitlines()):
        if word in line:
            return Offset(line.index(word), row)
    raise AssertionError(word)


async def click(app: Driven, word: str) -> None:
    """Click on a word."""
    await app.pilot.click(offset=place(app, word))
    await app.settle()


async def test_hints_years_and_lines_can_be_clicked(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await click(app, "2 Partners")
        assert app.on == "PartnersScreen"
        await click(app, "Later")
        assert "Hours of partners · 2027" in app.frame()
        await click(app, "2025")
        assert "Hours of partners · 2025" in app.frame()
        await click(app, "Deltion")
        assert "Deltion" in app.selected()
        await click(app, "Deltion")
        assert app.on == "PartnerScreen"
        await click(app, "Back")
        assert app.on == "PartnersScreen"
        await click(app, "Filter")
        assert isinstance(app.screen.focused, Input)
        await click(app, "F1")
        assert app.on == "HelpScreen"


async def test_options_and_buttons_can_be_clicked(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await click(app, "6 Programme")
        await click(app, "How the plan")
        await click(app, "How the plan")
        await click(app, "Zijn de 80")
        await click(app, "Zijn de 80")
        assert app.on == "ChoiceScreen"
        await click(app, "80 uur samen")
        await click(app, "80 uur samen")
        assert "● 80 uur samen" in app.frame()
        await click(app, "Undo")
        assert "● 80 uur elk" in app.frame()
        await click(app, "Back")
        await app.press("o")
        assert app.on == "OrganiserDialog"
        await click(app, "Save")
        assert app.on == "ProgrammeScreen"
        await click(app, "5 Outbox")
        await click(app, "Export all")
        await click(app, "calendar files (.ics)")
        assert "Exported, not confirmed" in app.frame()


# A screen of every sort; the whole walk is in `make soak`.
DAILY = ("PartnerScreen", "OrganiserDialog")
HALVES = [pytest.param(tuple(WAYS)[half::2], marks=pytest.mark.soak) for half in (0, 1)]
# What may be so already: a year or a view that is shown, a form to save in which nothing is
# typed, the hint of a list that stands open, an area that is in front.
ALREADY = ("screen.year", "screen.show_view", "screen.save", "app.area", "screen.filter")


def targets(app: Driven) -> dict[str, Offset]:
    """Where there is something to click, by what it is."""
    found: dict[str, Offset] = {}
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            action = segment.style.meta.get("@click") if segment.style else None
            if action:
                found.setdefault(str(action), Offset(x + segment.cell_length // 2, y))
            x += segment.cell_length
    for widget in app.screen.walk_children(Widget):
        if widget.is_on_screen and widget.region and widget.display:
            found.update(_within(widget))
    return found


def _within(widget: Widget) -> Iterator[tuple[str, Offset]]:
    """What is clicked of a widget that is clicked as a whole, or line by line."""
    name = f"{type(widget).__name__} {widget.id or ''}"
    region = widget.content_region or widget.region
    if isinstance(widget, Button | Input | TextArea | Select):
        yield name, region.offset + Offset(1, 0)
    elif isinstance(widget, ChoiceRow) and len(widget.options) > 1:
        yield name, region.offset + Offset(region.width - 2, region.height - 1)
    elif isinstance(widget, RowList):
        top = widget.scroll_offset.y
        rows = [
            y
            for y in range(region.height)
            if top + y < len(widget.keys)
            and widget.keys[top + y] is not None
            and top + y != widget.cursor
        ]
        if rows:
            yield name, region.offset + Offset(3, rows[0])


def looks(app: Driven) -> tuple[object, ...]:
    """What a click may change."""
    rows = tuple(one.cursor for one in app.screen.query(RowList))
    return app.screen, app.frame(), tuple(app.toasts), app.screen.focused, rows


async def silent(app: Driven, way: str, done: set[str]) -> list[str]:
    """Where a click on this screen does nothing."""
    found = []
    area, *steps = way.split()
    for what, at in targets(app).items():
        # What is the same on every area, or in every window, is clicked once.
        everywhere = f"{what} {app.screen.is_modal}"
        if what.startswith("app.") and everywhere in done:
            continue
        done.add(everywhere)
        before = looks(app)
        if before[3] in app.screen.walk_children() and what.startswith(type(before[3]).__name__):
            app.screen.set_focus(None)
            await app.settle()
            before = looks(app)
        await app.pilot.click(offset=at)
        await app.settle()
        after = looks(app)
        if after == before and not what.startswith(ALREADY):
            found.append(f"{app.on}: {what} at {at}")
        if after[0] is not before[0]:
            await follow(app, area, steps)
        app.app.clear_notifications()
    return found


@pytest.mark.parametrize(
    "names",
    [DAILY, *(pytest.param(tuple(WAYS)[n::2], marks=pytest.mark.soak) for n in (0, 1))],
    ids=len,
)
async def test_whatever_can_be_clicked_answers(open_app: Opener, names: Sequence[str]) -> None:
    done = {"app.leave False", "app.leave True"}
    async with open_app() as app:
        ways = {name: WAYS[name] for name in names}
        found = [await silent(app, way, done) async for way in screens(app, ways=ways)]
        assert [one for some in found for one in some] == []
