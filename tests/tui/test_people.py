from __future__ import annotations

from pathlib import Path

from ipe_events.domain.drafts import PersonDraft
from ipe_events.services import people
from ipe_events.services.seats import MemberTerms
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener


async def test_everybody_with_organisation_profession_and_groups(open_app: Opener) -> None:
    async with open_app(language="en", size=(110, 30)) as app:
        await app.press("3")
        line = app.lines("Anna Bos")[0]
        assert [word for word in ("Landstede", "docent", "Kernteam") if word in line] == [
            "Landstede",
            "docent",
            "Kernteam",
        ]
        assert "6 people" in app.frame()
        # What columns may cut stands below in full.
        assert "Anna Bos · Landstede MBO · docent · landstede@example.org" in app.frame()
        await app.press("down")
        assert "Bram Vos · Mbo Menso Alting Zwolle · lector" in app.frame()


async def test_groups_show_their_open_seats(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("3")
        assert "open seat" not in app.frame()
        await app.press("v")
        assert "open seats" in app.frame().splitlines()[1]
        await app.press("slash")
        await app.write("kernteam")
        assert "6 of 8 seats taken" in app.lines("Kernteam")[0]
        assert "● Dina Aks" in app.line("Hogeschool Windesheim")
        assert "○ open seat" in app.lines("Werkveldpartner kernteam 2")[0]
        await app.press("escape")
        await app.press("v")
        assert "Anna Bos" in app.frame()


async def test_the_filter_finds_people_and_seats(open_app: Opener) -> None:
    async with open_app(language="en", size=(110, 30)) as app:
        await app.press("3", "f4")
        await app.write("lector")
        assert "1 of 6" in app.frame()
        assert "Bram Vos" in app.frame()
        assert "Anna Bos" not in app.frame()
        await app.press("escape")
        await app.press("slash")
        await app.write("kernteam")
        assert "6 of 6" in app.frame()
        await app.press("enter", "escape")
        assert "Anna Bos" in app.frame()


async def test_roles_and_other_pay_stand_beside_a_seat(
    open_app: Opener, planned: Workspace
) -> None:
    with planned.change("aanjager") as change:
        people.add_person(change, PersonDraft("Guus Aan", "landstede", "guus@example.org"))
        terms = MemberTerms(role="chair", financing="programme")
        people.add_member(change, "kernteam", "guus@example.org", terms)
    async with open_app(language="en", size=(160, 30)) as app:
        await app.press("3", "v")
        assert "chair, paid by the" in app.lines("Guus Aan")[-1]


async def test_who_is_called_something_odd_is_shown_as_typed(
    open_app: Opener, planned: Workspace
) -> None:
    with planned.change("odd") as change:
        people.edit_person(change, "viaa@example.org", name="[/red] A [b]", profession="[link=x]")
    async with open_app(size=(120, 40)) as app:
        await app.press("3")
        assert "[/red] A [b]" in app.frame()
        assert "[link=x]" in app.frame()
        await app.press("slash")
        await app.write("[/red]")
        assert "[/red] A [b]" in app.frame()


async def test_nobody_yet_says_how_to_add_people(open_app: Opener, bare_path: Path) -> None:
    async with open_app(bare_path, language="en") as app:
        await app.press("3")
        assert "n adds somebody, i imports a file" in app.frame()
        await app.press("v")
        assert "g adds one." in app.frame()
        await app.press("v", "slash")
        await app.write("x")
        assert "n adds somebody" in app.frame()
