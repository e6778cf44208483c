"""Adding, reading in, seating, succeeding and erasing people on their screen."""

from __future__ import annotations

from pathlib import Path

from ipe_events.domain.records import PersonLine
from ipe_events.services import people
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener
from tests.tui.driving import Driven


def known(workspace: Workspace) -> dict[str, PersonLine]:
    with workspace.read() as view:
        return {line.name: line for line in people.people(view)}


async def in_people(app: Driven) -> None:
    await app.press("3")


async def choose(app: Driven, name: str, label: str) -> None:
    """Choose what is called so in a list of a form."""
    from textual.widgets import Select

    select = app.screen.query_one(f"#{name}", Select)
    (value,) = [key for text, key in select._options if label in str(text)]
    select.value = value
    await app.settle()


async def test_somebody_is_added_and_changed(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en", size=(110, 30)) as app:
        await in_people(app)
        await app.press("n")
        assert app.on == "PersonForm"
        await app.paste("Noor Bakker")
        await app.press("ctrl+s")
        assert "✗ the organisation is empty; fill it in" in app.frame()
        await choose(app, "organisation", "Windesheim")
        await app.press("ctrl+s")
        assert app.on == "PeopleScreen"
        assert known(planned)["Noor Bakker"].organisation == "windesheim"
        await app.to("Noor Bakker")
        await app.press("e", "tab", "tab", "tab")
        await app.paste("noor@example")
        await app.press("ctrl+s")
        assert 'noor@example" is not an e-mail address' in app.frame()
        await app.write(".org")
        await app.press("tab", "tab")
        await app.paste("ma-wo")
        await app.press("ctrl+s")
        changed = known(planned)["Noor Bakker"]
        assert (changed.email, changed.working_days) == ("noor@example.org", "123")
        await app.press("u", "u")
        assert "Noor Bakker" not in known(planned)


async def test_a_form_with_something_typed_is_not_left_by_accident(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en") as app:
        await in_people(app)
        await app.press("n", "escape")
        assert app.on == "PeopleScreen"
        await app.press("n")
        await app.write("Noor")
        await app.press("escape")
        assert app.on == "SureDialog"
        await app.press("enter")
        assert app.on == "PersonForm"


async def test_a_file_is_told_row_by_row_before_it_is_read_in(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "leden.csv").write_text(
        "Naam;E-mail;Organisatie\nNoor;noor@example.org;viaa\n[/red];x;viaa\n"
    )
    async with open_app(language="en", size=(120, 30)) as app:
        await in_people(app)
        await app.press("i")
        await app.paste(str(tmp_path / "leden.csv"))
        await app.until(lambda: "1 row would be imported, 1 row refused" in app.frame())
        assert "✗ row 3, E-mail:" in app.frame()
        assert "Noor" not in known(planned)
        await app.press("ctrl+s")
        assert app.on == "PeopleScreen"
        assert app.toasts == ["1 row imported, 1 row refused"]
        assert "Noor" in known(planned)


async def test_a_file_that_is_not_there_or_not_whole_is_said_in_the_form(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "leden.csv").write_text("Naam;Organisatie\nNoor;viaa\n;viaa\n")
    async with open_app(language="en", size=(120, 30)) as app:
        await in_people(app)
        await app.press("i")
        await app.paste(str(tmp_path / "nergens.csv"))
        await app.press("ctrl+s")
        assert "there is no file" in app.frame()
        await app.press("ctrl+u")
        await app.paste(str(tmp_path / "leden.csv"))
        await app.press("tab", "tab", "right", "space", "ctrl+s")
        assert "nothing was imported" in app.frame()
        assert "✗ row 3, Naam: the name is empty" in app.frame()
        assert app.on == "ImportForm"
        assert "Noor" not in known(planned)


async def test_a_seat_is_given_and_meetings_to_come_follow(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en", size=(120, 30)) as app:
        await in_people(app)
        await app.to("Anna Bos")
        await app.press("m")
        await choose(app, "group", "Ontwerpteams")
        await app.until(lambda: "to come." in app.frame())
        await app.press("ctrl+s")
        assert app.on == "PeopleScreen"
        assert "ontwerpteams" in known(planned)["Anna Bos"].groups


async def test_somebody_is_taken_out_of_a_group(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en", size=(120, 40)) as app:
        await in_people(app)
        await app.press("x")
        assert app.toasts == ["Choose a seat in a group first."]
        await app.press("v")
        await app.to("Anna Bos")
        await app.press("x")
        assert app.on == "LeaveDialog"
        await app.press("enter")
        assert "kernteam" in known(planned)["Anna Bos"].groups
        await app.press("x", "right", "enter")
        assert "kernteam" not in known(planned)["Anna Bos"].groups


async def test_one_takes_over_from_another(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en", size=(120, 30)) as app:
        await in_people(app)
        await app.to("Anna Bos")
        await app.press("s")
        await choose(app, "new", "Bram Vos")
        await app.until(lambda: "Taken over:" in app.frame())
        await app.press("ctrl+s")
        assert app.on == "PeopleScreen"
        assert app.toasts[0].startswith("Taken over: ")
        await app.press("u")
        assert "kernteam" in known(planned)["Anna Bos"].groups


async def test_somebody_is_erased_only_when_it_is_really_meant(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en", size=(120, 30)) as app:
        await in_people(app)
        await app.to("Anna Bos")
        number = known(planned)["Anna Bos"].id
        await app.press("E")
        assert "Erase all data of Anna Bos?" in app.frame()
        await app.press("enter")
        assert "Anna Bos" in known(planned)
        await app.press("E", "right", "enter")
        assert app.toasts[0].startswith("Erased.")
        (line,) = [one for one in known(planned).values() if one.id == number]
        assert (line.email, line.profession) == (None, "")
