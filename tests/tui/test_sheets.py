"""Attendance and guests while they are filled in, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from ipe_events.domain.errors import Refused
from ipe_events.domain.records import (
    EventLine,
    EventPage,
    GroupLine,
    OrganisationLine,
    Participant,
    PersonLine,
)
from ipe_events.tui.attendance_sheet import Sheet, WalkIn, parse_times
from ipe_events.tui.bridge_events import FormData
from ipe_events.tui.event_lines import preview, reading, summary, whole
from ipe_events.tui.guest_sheet import GuestSheet, Offer, offers

ANNA = Participant(
    1, 11, "Anna", "a@example.org", "viaa", "Viaa", "participant", "in_kind", False,
    "needs-action", None, None, None, None, None,
)  # fmt: skip
SEAT = replace(ANNA, id=2, person=None, name=None, email=None, organisation="kpz")
HEADS = replace(SEAT, id=3, heads=12)
EVENT = EventLine(
    7, "u", "kern", "Kernteam", "Kernteam", "planned", date(2027, 1, 12), None, time(13), time(15),
    "Zwolle", "", None, None,
)  # fmt: skip
PAGE = EventPage(EVENT, None, "", "", 120, (ANNA, SEAT, HEADS), (), ())
BERT = PersonLine(12, "Bert", None, "docent", "kpz", "KPZ", ())
DATA = FormData(
    today=date(2027, 1, 1),
    kinds=(),
    organisations=(OrganisationLine(1, "kpz", "KPZ", "hbo", ("Katholieke",), False, True),),
    groups=(GroupLine("kern", "Kernteam", "", ()),),
    goals=(),
    people=(PersonLine(11, "Anna", "a@example.org", "", "viaa", "Viaa", ()), BERT),
)


def test_marks() -> None:
    sheet = Sheet.of(PAGE)
    assert not sheet.changed
    assert not sheet.says_something
    sheet.turn(1)
    sheet.turn(3)
    assert sheet.attendance().present == ("#1",)
    sheet.turn(1)
    assert sheet.attendance().absent == ("#1",)
    sheet.turn(1)
    assert not sheet.changed
    sheet.everybody()
    assert sheet.attendance().present == ("#1",)


def test_what_is_known_is_mentioned_only_when_it_changes() -> None:
    sheet = Sheet.of(replace(PAGE, participants=(replace(ANNA, attended=True), SEAT)))
    assert sheet.says_something
    assert sheet.attendance().present == ()
    sheet.turn(1)
    sheet.turn(1)
    assert not sheet.changed


def test_a_deputy_stands_in_for_who_is_absent() -> None:
    sheet = Sheet.of(PAGE)
    sheet.between(1, (time(13), time(14)))
    sheet.replace(1, BERT)
    found = sheet.attendance()
    assert (found.deputies, found.absent, found.times) == ((("#1", "12"),), (), ())
    sheet.mark(1, True)
    assert sheet.attendance().deputies == ()
    sheet.walk_ins.append(WalkIn("Piet", "kpz", "KPZ"))
    assert sheet.attendance().walk_ins == (("Piet", "kpz"),)


@pytest.mark.parametrize(("text", "times"), [("13:40-15", (time(13, 40), time(15)))])
def test_times(text: str, times: tuple[time, time]) -> None:
    assert parse_times(text) == times


@pytest.mark.parametrize("text", ["", "13", "15-13", "13-25", "a-b", "-"])
def test_no_times(text: str) -> None:
    with pytest.raises(Refused):
        parse_times(text)


def test_who_can_be_invited() -> None:
    def tokens(text: str) -> list[str]:
        return [offer.token for offer in offers(text, DATA, PAGE)]

    assert tokens("") == []
    assert tokens("bert") == ["12"]
    assert tokens("anna") == []
    assert tokens("kern") == ["kern"]
    assert tokens("katho") == ["kpz"]
    assert tokens("kpz = 12") == ["kpz=12"]
    assert tokens("kpz=0") == []


def test_guests_that_change() -> None:
    sheet = GuestSheet(PAGE)
    offer = Offer("kpz", "KPZ")
    sheet.add(offer)
    sheet.add(offer)
    sheet.turn(ANNA)
    sheet.answer(ANNA, "accepted")
    sheet.answer(SEAT, "declined")
    assert (sheet.to_add, sheet.to_remove) == (("kpz",), ("#1",))
    assert sheet.to_answer == (("#2", "declined"),)
    sheet.turn(ANNA)
    sheet.answer(ANNA, "needs-action")
    sheet.answer(SEAT, "needs-action")
    sheet.added.clear()
    assert not sheet.changed


@pytest.mark.parametrize("width", [1, 8, 20, 57, 58, 80, 200])
def test_lines_fit_whatever_the_width(width: int) -> None:
    page = replace(PAGE, event=replace(EVENT, title="学" * 100), note="een\ntwee", goal="G1")
    for lines in (whole(page, width), preview(page, width), summary(EVENT, width)):
        assert lines
    for _key, line in [*whole(page, width), *reading(page, ("Kernteam",), width)]:
        if width >= 40:
            assert line.cell_len <= width
