"""Setting a programme up on screen: what it is made of is added, changed and taken away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import TextArea

from ipe_events.domain.records import CommitmentLine, KindLine
from ipe_events.services import closures, people, plans, programmes
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener
from tests.tui.driving import Driven
from tests.tui.test_people_forms import choose
from tests.tui.test_programme import open_part


def kinds(workspace: Workspace) -> dict[str, KindLine]:
    with workspace.read() as view:
        return {kind.slug: kind for kind in programmes.kinds(view)}


def promises(workspace: Workspace, organisation: str) -> dict[str, CommitmentLine]:
    with workspace.read() as view:
        found = programmes.commitments(view)
        return {one.year: one for one in found if one.organisation == organisation}


async def to_field(app: Driven, name: str) -> None:
    app.screen.query_one(f"#{name}").focus()
    await app.settle()


async def retype(app: Driven, name: str, text: str) -> None:
    """Type a text in the place of what stands in a field."""
    await to_field(app, name)
    control = app.screen.query_one(f"#{name}")
    if isinstance(control, TextArea):
        control.text = ""
    else:
        await app.press("ctrl+a")
        await app.press("ctrl+k")
    if text:
        await app.paste(text)


async def test_a_kind_is_changed_and_the_pane_says_what_a_meeting_costs(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en", size=(120, 45)) as app:
        await app.press("6")
        await open_part(app, "Kinds of events")
        await app.to("Kernteamoverleg")
        await app.press("enter")
        assert app.on == "KindForm"
        assert "2:00 · 8 seats invited" in app.frame()
        assert "2:00" in app.lines("Landstede MBO  ")[0]
        await retype(app, "preparation", "1:30")
        await app.until(lambda: "3:30" in app.frame())
        await retype(app, "agenda", "Welkom = 10\nRondje")
        await retype(app, "shortest", "90")
        await retype(app, "longest", "60")
        await app.press("ctrl+s")
        assert "✗ the longest is shorter than the shortest" in app.frame()
        assert app.on == "KindForm"
        await retype(app, "longest", "3u")
        await app.press("ctrl+s")
        assert app.on == "ProgrammeScreen"
        kind = kinds(planned)["kernteamoverleg"]
        assert (kind.preparation, kind.shortest, kind.longest) == (90, 90, 180)
        assert kind.agenda == (("Welkom", 10), ("Rondje", None))
        assert kind.groups == ("kernteam",)
        await app.press("u")
        assert kinds(planned)["kernteamoverleg"].preparation == 0


async def test_a_kind_changed_meanwhile_is_not_overwritten(
    open_app: Opener, planned: Workspace
) -> None:
    from ipe_events.domain.kinds import KindEdit
    from ipe_events.services import kinds as kind_service

    async with open_app(language="en") as app:
        await app.press("6")
        await open_part(app, "Kinds of events")
        await app.to("Kernteamoverleg")
        await app.press("enter")
        with planned.change("elsewhere") as change:
            kind_service.edit(change, "kernteamoverleg", KindEdit(travel=30))
        await retype(app, "length", "3:00")
        await app.press("ctrl+s")
        assert app.on == "KindForm"
        assert "travel" in app.frame()
        assert kinds(planned)["kernteamoverleg"].length == 120


async def test_goal_kind_group_and_line_are_added_and_taken_away(
    open_app: Opener, bare_path: Path
) -> None:
    async with open_app(bare_path, language="en", size=(100, 40)) as app:
        await app.press("6")
        workspace = Workspace(bare_path, app.app.clock)
        for part, name in (("Goals", "Samen leren"), ("Groups", "Kernteam"), ("What is", "Inzet")):
            await open_part(app, part)
            await app.press("n")
            await app.paste(name)
            await app.press("ctrl+s")
            assert app.on == "ProgrammeScreen"
            assert name in app.selected()
        await open_part(app, "Kinds of events")
        await app.press("n")
        await app.paste("Overleg")
        await to_field(app, "groups")
        await app.press("space")
        await choose(app, "line", "Inzet")
        await app.press("ctrl+s")
        kind = kinds(workspace)["overleg"]
        assert (kind.groups, kind.line, kind.length) == (("kernteam",), "inzet", 120)
        # What is used stays, and says so; the question says what goes.
        await open_part(app, "What is promised")
        await app.press("down")
        app.app.clear_notifications()
        await app.press("x")
        assert "Take away “Inzet”?" in app.frame()
        await app.press("right", "enter")
        assert "is used" in app.toasts[-1]
        await open_part(app, "Groups")
        await app.press("down")
        app.app.clear_notifications()
        await app.press("x")
        assert "Overleg invites it no longer." in app.frame()
        await app.press("right", "enter")
        assert kinds(workspace)["overleg"].groups == ()
        await app.press("u")
        assert kinds(workspace)["overleg"].groups == ("kernteam",)
        workspace.close()


async def test_a_goal_keeps_what_the_plan_says_and_gets_what_a_report_tells(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en", size=(100, 45)) as app:
        await app.press("6")
        await open_part(app, "Goals")
        await app.to("G1")
        await app.press("enter")
        await retype(app, "request", "Besluit over een tweede team")
        await retype(app, "detail", "geen dubbele punt")
        await app.press("ctrl+s")
        assert "write it as key: text" in app.frame()
        await retype(app, "detail", "huidige_praktijk: elk apart\nhuidige_praktijk: of niet")
        await app.press("ctrl+s")
        assert "✎" in app.selected()
        with planned.read() as view:
            goal = next(one for one in programmes.goals(view) if one.slug == "G1")
        assert goal.request == "Besluit over een tweede team"
        assert dict(goal.details) == {"huidige_praktijk": ("elk apart", "of niet")}


async def test_a_promise_is_set_changed_and_taken_away(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en", size=(100, 45)) as app:
        await app.press("2")
        await app.to("Viaa")
        await app.press("enter")
        await app.to("2027")
        await app.press("enter")
        assert app.on == "PromiseForm"
        await retype(app, "hours", "150")
        await retype(app, "rate", "60,50")
        await retype(app, "reason", "Eén lid minder")
        await to_field(app, "state")
        await app.press("right")
        await app.until(lambda: "It was: 200 hours" in app.frame())
        assert "150 hours, worth €9,075" in app.frame()
        await app.press("ctrl+s")
        kept = promises(planned, "viaa")["2027"]
        assert (kept.minutes, kept.rate_cents, kept.state) == (9000, 6050, "signed")
        assert kept.reason == "Eén lid minder"
        await app.press("enter")
        await retype(app, "rate", "")
        await app.press("ctrl+s")
        assert promises(planned, "viaa")["2027"].rate_cents is None
        await app.press("delete", "right", "enter")
        assert "2027" not in promises(planned, "viaa")
        await app.press("u")
        assert "2027" in promises(planned, "viaa")


async def test_the_first_promise_of_a_programme_makes_its_line(
    open_app: Opener, bare_path: Path
) -> None:
    async with open_app(bare_path, language="en") as app:
        workspace = Workspace(bare_path, app.app.clock)
        await app.press("2", "n")
        await app.paste("Hogeschool Viaa")
        await retype(app, "alias", "Viaa\nHS Viaa")
        await app.press("ctrl+s")
        assert app.on == "PartnerScreen"
        await app.press("p")
        await retype(app, "hours", "37,5")
        await app.press("ctrl+s")
        with workspace.read() as view:
            (one,) = programmes.commitments(view)
            (partner,) = people.organisations(view)
            (line,) = programmes.plan_lines(view)
        assert (one.organisation, one.line, one.minutes) == (partner.slug, line.slug, 2250)
        assert partner.aliases == ("Viaa", "HS Viaa")
        await app.press("u")
        with workspace.read() as view:
            assert not programmes.plan_lines(view)
        workspace.close()


async def test_closures_are_kept_changed_and_taken_away(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    def known() -> list[tuple[str, date, date]]:
        with planned.read() as view:
            return [(one.who, one.starts, one.ends) for one in closures.lines(view)]

    before = known()
    (tmp_path / "dicht.csv").write_text("van;tot;naam\n3-5-2027;7-5-2027;Meiweek\nx;;\n")
    async with open_app(language="en", size=(100, 40)) as app:
        await app.press("6")
        await open_part(app, "Closures")
        await app.press("n")
        await choose(app, "whose", "NL-Noord")
        await retype(app, "from", "12 jan 2027")
        await retype(app, "until", "11 jan 2027")
        await app.press("ctrl+s")
        assert app.on == "ClosureForm"
        await retype(app, "until", "13 jan 2027")
        await app.press("ctrl+s")
        own = ("NL-Noord", date(2027, 1, 12), date(2027, 1, 13))
        assert own in known()
        await app.press("c")
        assert app.on == "ClosuresScreen"
        await app.to("NL-Noord")
        await app.press("enter")
        await retype(app, "until", "")
        await app.press("ctrl+s")
        assert ("NL-Noord", date(2027, 1, 12), date(2027, 1, 12)) in known()
        await app.press("x", "right", "enter")
        assert known() == before
        await app.press("i")
        await app.paste(str(tmp_path / "dicht.csv"))
        await choose(app, "organisation", "Viaa")
        await app.until(lambda: "1 row would be imported, 1 row refused" in app.frame())
        await app.press("ctrl+s")
        assert ("Hogeschool Viaa", date(2027, 5, 3), date(2027, 5, 7)) in known()


async def test_a_placeholder_gets_a_name_from_a_file_and_by_hand(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "p.csv").write_text("naam\nTravers\n")
    async with open_app(language="en", size=(100, 40)) as app:
        await app.press("2", "i")
        await app.paste(str(tmp_path / "p.csv"))
        await app.until(lambda: "1 row refused" in app.frame())
        await choose(app, "organisation", "fill werkveld-kernteam-…")
        await app.until(lambda: "1 row would be imported" in app.frame())
        await app.press("ctrl+s")
        assert app.toasts[-1].startswith("1 row imported")
        await app.to("Werkveldpartner kernteam 2")
        await app.press("e")
        await retype(app, "name", "Icare")
        await app.press("ctrl+s")
        with planned.read() as view:
            known = {one.name: one.placeholder for one in people.organisations(view)}
        assert known["Travers"] is False
        assert known["Icare"] is False


async def test_a_group_has_seats_with_their_terms(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en", size=(110, 40)) as app:
        await app.press("3", "g")
        await app.paste("Lectoraten")
        await app.press("ctrl+s")
        assert app.on == "GroupScreen"
        assert "Nobody sits here yet: n gives" in app.frame()
        await app.press("n")
        await choose(app, "who", "Hogeschool Viaa: an open seat")
        await app.press("ctrl+s")
        assert "open seat" in app.frame()
        await app.to("open seat")
        await app.press("enter")
        await choose(app, "who", "Els Mol")
        await choose(app, "role", "chair")
        await retype(app, "until", "31 jul 2027")
        await app.press("ctrl+s")
        assert "until 31 Jul 2027" in app.line("Els Mol")
        with planned.read() as view:
            group = next(one for one in people.groups(view) if one.slug == "lectoraten")
        assert [(s.name, s.role, s.ends) for s in group.seats] == [
            ("Els Mol", "chair", date(2027, 7, 31))
        ]


async def test_the_programme_itself_is_changed(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en", size=(100, 40)) as app:
        await app.press("6", "e")
        assert app.on == "ProgrammeForm"
        await retype(app, "name", "SION en verder")
        await retype(app, "years", "2026 2027-2028")
        await app.press("ctrl+s")
        assert "calendar years and school years" in app.frame()
        await retype(app, "years", "2027, 2026")
        await retype(app, "cash-needed", "")
        await retype(app, "until", "31 dec 2027")
        await app.press("ctrl+s")
        assert "SION en verder" in app.frame()
        with planned.read() as view:
            (own,) = programmes.programmes(view)
            assert plans.layers(view)
        assert (own.years, own.cash_needed_cents) == (("2026", "2027"), 0)
        assert own.ends == date(2027, 12, 31)
        assert own.organiser_email == "sanne.de.wit@example.org"
