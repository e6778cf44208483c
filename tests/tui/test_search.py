from __future__ import annotations

from textual.widgets import Input

from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.row_list import RowList
from ipe_events.tui.widgets.suggest_input import SuggestInput, Suggestions
from tests.tui.conftest import Opener
from tests.tui.driving import Driven


def _focused(app: Driven) -> SuggestInput:
    assert isinstance(app.screen.focused, SuggestInput)
    return app.screen.focused


async def _look_for(app: Driven, text: str, until: str) -> None:
    """Type something else in the search, and wait for what it finds."""
    await app.press("ctrl+u")
    await app.paste(text)
    if _focused(app).is_open:
        await app.press("escape")
    await app.until(lambda: until in app.frame())


async def test_a_search_over_everything_opens_what_it_finds(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("ctrl+f")
        assert "a part of a word will do" in app.frame()
        await _look_for(app, "VIAA", "Partners · 1")
        assert "People · 1" in app.frame()
        await app.press("down", "enter")
        assert app.on == "PartnerScreen"
        # Back among what was found, with what was typed.
        await app.press("escape")
        assert (app.on, _focused(app).value) == ("SearchScreen", "VIAA")
        await app.press("up", "enter")
        assert app.on == "PeopleScreen"
        assert "Hogeschool Viaa" in app.selected()
        await app.press("ctrl+f")
        await _look_for(app, "kind:kern zzzz", "Nothing matches.")
        await _look_for(app, "kind:kern", "Meetings · ")
        await app.press("enter")
        assert app.on == "EventPageScreen"
        await app.press("escape")
        await _look_for(app, "foo:bar", "“foo:” is not known here")
        await _look_for(app, "praktijkgericht onderzoek", "Notes, goals and places · ")
        await app.press("enter")
        assert app.on == "ProgrammeScreen"
        assert "nderzoek" in app.selected()


async def test_search_is_there_in_a_form_and_loses_nothing(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("N", "tab")
        await app.write("half af")
        await app.press("ctrl+f")
        assert app.on == "SearchScreen"
        await app.press("escape")
        assert app.screen.query_one("#title", Input).value == "half af"


async def test_the_agenda_is_narrowed_by_fields(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("slash")
        line = app.screen.query_one(FilterLine)
        await app.until(lambda: line._known is not None)
        await app.write("kin")
        assert "kind:" in app.frame()
        # What may follow is taken with Tab; Esc closes only the list.
        await app.press("tab")
        assert _focused(app).value == "kind:"
        await app.write("st")
        assert _focused(app).is_open
        await app.press("escape")
        assert (line.is_open, _focused(app).is_open) == (True, False)
        await app.until(lambda: " of " in app.frame())
        count = str(line.query_one(".filter--count").render())
        shown, whole = (int(word) for word in count.split(" of "))
        assert 0 < shown < whole
        await app.press("ctrl+u")
        await app.paste("group:nobody")
        await app.until(lambda: "nothing is called “nobody”" in app.frame())
        await app.press("escape")
        await app.until(lambda: not line.is_open)
        assert isinstance(app.screen.focused, RowList)


async def test_every_list_can_be_narrowed(open_app: Opener) -> None:
    async with open_app(size=(100, 30), language="en") as app:
        for keys in (
            *(("1",), ("2",), ("3",), ("4",), ("5",), ("6",)),
            *(("4", "enter"), ("4", "t"), ("4", "m"), ("4", "w"), ("4", "r")),
            *(("1", "H"), ("1", "D"), ("5", "v")),
        ):
            await app.press(*keys)
            name = app.on
            await app.press("slash")
            assert app.screen.query_one(FilterLine).is_open, name
            await app.paste("zzzz")
            await app.until(lambda: "0 of " in app.frame())
            await app.press("escape")
            assert not app.screen.query_one(FilterLine).is_open, name
            assert app.on == name
            if len(keys) > 1:
                await app.press("escape")


async def test_the_cursor_stays_on_what_it_was_on(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("3", "down", "down")
        before = app.selected()
        await app.press("slash")
        await app.write("a")
        await app.press("escape")
        assert app.selected() == before


async def test_a_day_is_said_back_and_hands_on_its_times(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("N", "tab", "tab")
        await app.paste("volgende week do half 2 - 15u")
        assert "do 26 nov 2026, week 48" in app.frame()
        assert "13:30-15:00" in app.frame()
        await app.press("tab")
        values = {one.id: one.value for one in app.screen.query(Input)}
        assert (values["date"], values["start"], values["end"]) == (
            "do 26 nov 2026",
            "13:30",
            "15:00",
        )
        await app.press("shift+tab", "up")
        assert "vr 27 nov 2026" in app.frame()
        await app.press("pagedown", "ctrl+up", "ctrl+up")
        assert "vr 4 dec 2026" in app.frame()
        await app.press("ctrl+u")
        await app.paste("25-12")
        await app.until(lambda: "Eerste kerstdag" in app.frame())
        await app.press("ctrl+u")
        await app.paste("12-1")
        line = app.frame()
        assert "di 12 jan 2027, week 2" in line
        await app.press("ctrl+u")
        await app.paste("30 feb")
        assert "“30 feb”" in app.frame() or '"30 feb"' in app.frame()
        await app.press("ctrl+s")
        assert app.screen.focused is not None
        assert app.screen.focused.id == "date"


async def test_places_are_suggested(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("n")
        await app.paste("werkplaats di 13-15 @kernt")
        await app.press("ctrl+u")
        await app.write("wer")
        menu = app.screen.query_one(Suggestions)
        assert menu.display
        await app.press("down", "tab")
        assert _focused(app).value.startswith("wer")
        assert not menu.display
        await app.press("ctrl+u")
        await app.write("werkplaats @via")
        assert menu.display
        await app.pilot.click(Suggestions, offset=(3, 1))
        await app.settle()
        assert _focused(app).value == "werkplaats @Hogeschool Viaa"


async def test_a_list_to_choose_from_is_narrowed_by_typing(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("4", "n")
        await app.write("viaa")
        await app.press("enter")
        assert "Hogeschool Viaa" in app.line(" Of")
        await app.press("tab", "tab", "tab")
        await app.write("1:30")
        # Enter goes on to the next field, and saves in the last.
        await app.press("enter")
        assert app.screen.focused is not None
        assert app.screen.focused.id == "activity"
        await app.write("Les")
        await app.press("ctrl+s")
        assert app.on == "HoursScreen"
        # What is typed and taken back again is not lost by leaving.
        await app.press("n", "tab", "tab", "tab")
        await app.write("x")
        await app.press("backspace", "escape")
        assert app.on == "HoursScreen"
