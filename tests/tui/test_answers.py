from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from ipe_events.domain.drafts import EventDraft, When
from ipe_events.domain.records import EventPage
from ipe_events.services import events, letters
from ipe_events.services.workspace import Workspace
from tests.ical.answers import mail, message
from tests.services.answering import answered, answers, said, save, uid_of
from tests.services.foreign import calendar, guests, vevent
from tests.tui.conftest import Opener

VIAA, KPZ, DELTION = (f"{name}@example.org" for name in ("viaa", "kpz", "deltion"))
NEW, DEPUTY = "joke@elders.example.org", "invaller@elders.example.org"


@pytest.fixture
def event(planned: Workspace) -> int:
    """An event by itself that three people were told of."""
    with planned.change("Add one") as change:
        when = When(date(2026, 12, 1), None, time(9), time(10))
        draft = EventDraft("kernteamoverleg", when, title="Ingelast", invite=(VIAA, KPZ, DELTION))
        number = events.add(change, draft).events[0].id
    with planned.delivery() as view:
        letters.remember(view, letters.letters(view))
    return number


def page(workspace: Workspace, event: int) -> EventPage:
    with workspace.read() as view:
        return events.page(view, event)


async def test_answers_are_read_and_what_waits_is_decided(
    open_app: Opener, planned: Workspace, event: int, tmp_path: Path
) -> None:
    counter = (
        f"ATTENDEE;PARTSTAT=TENTATIVE:mailto:{DELTION}",
        "DTSTART;TZID=Europe/Amsterdam:20261201T130000",
        "DTEND;TZID=Europe/Amsterdam:20261201T140000",
    )
    delegated = (
        f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:{DEPUTY}":mailto:{KPZ}',
        "COMMENT:Die dag les",
    )
    folder = tmp_path / "in"
    save(
        folder,
        {
            "1.ics": answered(planned, event, VIAA, "DECLINED", comment="[/red] ziek"),
            "2.ics": answered(planned, event, NEW, comment="Mag ik ook?"),
            "3.ics": said(planned, event, "COUNTER", *counter),
            "4.eml": mail(message("REPLY", uid_of(planned, event), *delegated), KPZ),
            "5.ics": b"<html>",
            "6.txt": b"no answer",
        },
    )
    async with open_app(language="en", size=(80, 40)) as app:
        await app.press("5", "r")
        assert "~/Downloads" in app.frame()
        await app.paste(str(tmp_path / "nowhere"))
        await app.press("enter")
        assert "there is no file" in app.frame()
        await app.press("ctrl+u")
        await app.paste(str(folder))
        await app.press("enter")
        assert app.on == "ReportScreen"
        assert "Answers: 2 kept, 3 to look at, 1 refused" in app.frame()
        assert "viaa@example.org: ✗ not coming · Ingelast, Tue 1 Dec 2026" in app.frame()
        assert "5.ics" in app.frame()
        assert answers(planned, event) == {VIAA: "declined", KPZ: "delegated"}
        await app.press("escape")
        assert "? 3 answers to look at  (v)" in app.frame()
        await app.press("v")
        await app.to("Lid")
        assert "Says: “Mag ik ook?”" in app.frame()
        # Nobody knows who that is: it is asked, and taken back with one key.
        await app.press("a")
        assert f"Who is Lid <{NEW}>?" in " ".join(app.frame().split())
        await app.paste("new windesheim")
        await app.press("enter")
        assert answers(planned, event)[NEW] == "accepted"
        assert app.toasts[-1].startswith(f"Accepted: Lid <{NEW}> is not invited")
        await app.press("u")
        assert NEW not in answers(planned, event)
        await app.press("home")
        await app.to("Lid")
        await app.press("x")
        assert app.toasts[-1].startswith(f"Dismissed: Lid <{NEW}> is not invited")
        assert not app.lines("is not invited   ")
        await app.press("home")
        await app.to("invaller")
        assert "Instead of: kpz@example.org" in app.frame()
        await app.press("enter")
        assert app.on == "EventPageScreen"
        # Who is replaced does not count.
        assert "Guests  2 · ✗ 1 · → 1" in app.frame()
        assert "“[/red] ziek”" in app.frame()
        assert "“Die dag les”" in app.frame()
        await app.press("escape", "a")
        deputy = next(one for one in page(planned, event).participants if one.email == DEPUTY)
        assert (deputy.organisation, deputy.deputy_for) == ("kpz", "Fons Kip")
        assert "Cor de Wit" in app.selected()
        assert "Proposes: Tue 1 Dec 2026 13:00 – 14:00" in app.frame()
        await app.press("a", "escape")
        assert page(planned, event).event.start == time(13)
        assert app.on == "OutboxScreen"
        assert "to look at" not in app.frame()


async def test_a_pasted_list_the_text_for_another_calendar_and_taking_it_over(
    open_app: Opener, planned: Workspace, event: int, tmp_path: Path
) -> None:
    file = tmp_path / "teams.ics"
    invited = guests(viaa="ACCEPTED", kpz="TENTATIVE", zaal="ACCEPTED")
    file.write_bytes(calendar(vevent(*invited, start="20261201T100000", end="20261201T110000")))
    async with open_app(language="en", size=(100, 45)) as app:
        app.app.open_event(page(planned, event).event)
        await app.settle()
        await app.press("Y")
        assert app.on == "EventAnswersScreen"
        assert "No answer yet: " in app.frame()
        await app.paste("Viaa no\nPiet yes\nCor de Wit maybe")
        await app.until(lambda: "Els Mol: ✗ not coming" in app.frame())
        assert '? line 2: "Piet yes"' in app.frame()
        await app.press("ctrl+s")
        assert answers(planned, event) == {VIAA: "declined", DELTION: "tentative"}
        assert app.toasts[-1] == "Kept 2 answers — u takes it back"

        await app.press("c")
        assert "Sent to the clipboard" in app.frame()
        assert app.app.clipboard.startswith("Ingelast\n")
        assert "Els Mol <viaa@example.org>" in app.app.clipboard
        await app.press("right", "enter")
        (saved,) = (tmp_path / "exports" / "texts").iterdir()
        assert saved.read_text(encoding="utf-8") == app.app.clipboard
        assert app.toasts[-1] == f"Saved as {saved}"

        await app.press("g")
        assert "Export 3 mails to 3 people" in app.frame()
        await app.press("escape", "A")
        await app.paste(str(file))
        await app.press("enter")
        assert app.on == "ReportScreen"
        words = " ".join(app.frame().split())
        assert "In the file, not invited here zaal@example.org" in words
        assert "Invited here, not in the file deltion@example.org" in words
        assert "the time: here 09:00-10:00, there 10:00-11:00" in words
        assert "Els Mol ✓ is coming" in words
        await app.press("escape")
        assert "in another calendar, which invites to it" in app.line("Made")
        assert answers(planned, event)[VIAA] == "accepted"
        await app.press("u")
        assert answers(planned, event)[VIAA] == "declined"
        await app.press("x", "tab", "enter")
        await app.until(lambda: page(planned, event).event.state == "cancelled")
        await app.press("Y")
        assert app.toasts == ["Nobody is invited to a cancelled event; p plans it again."]
        await app.press("A")
        assert app.toasts == ["Only a planned event can be taken over."]
