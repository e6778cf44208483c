from __future__ import annotations

from datetime import date, time

import pytest

from ipe_events.services import calendars
from ipe_events.services.workspace import Change, Workspace
from tests.services.acts import address, refused, seat_everybody
from tests.services.test_availability import obstacles
from tests.store.dumps import everything, rows


def calendar(*starts: str) -> bytes:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{start}\r\nDTSTART:{start}\r\nDURATION:PT1H\r\n"
        "SUMMARY:geheim\r\nEND:VEVENT\r\n"
        for start in starts
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def brought_in(
    workspace: Workspace,
    who: str,
    content: bytes,
    name: str = "noor.ics",
    source: str | None = None,
) -> int:
    with workspace.change("calendar import") as change:
        return len(calendars.import_busy(change, who, content, name, source).periods)


def kept(workspace: Workspace) -> list[tuple[object, ...]]:
    query = "SELECT starts_at, source, person_id IS NULL FROM busy ORDER BY starts_at, source"
    return rows(workspace.path, query)


def test_times_are_kept_in_utc_without_what_they_are_about(workspace: Workspace) -> None:
    seat_everybody(workspace)
    assert brought_in(workspace, address("viaa"), calendar("20270112T130000")) == 1
    assert kept(workspace) == [("2027-01-12T12:00:00+00:00", "noor.ics", 0)]
    assert "geheim" not in repr(everything(workspace.path))
    found = [("busy", "", "Lid viaa")]
    assert obstacles(workspace, address("viaa"), start=time(13, 59), end=time(15)) == found
    assert obstacles(workspace, address("viaa"), start=time(14), end=time(15)) == []


def test_a_calendar_takes_the_place_of_what_it_gave_before_and_of_nothing_else(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    viaa = address("viaa")
    brought_in(workspace, viaa, calendar("20270112T130000Z", "20270113T130000Z"))
    brought_in(workspace, viaa, calendar("20270114T130000Z"), "thuis.ics")
    brought_in(workspace, "viaa", calendar("20270115T130000Z"))
    brought_in(workspace, viaa, calendar("20270116T130000Z"))
    days = [(str(start)[8:10], source, org) for start, source, org in kept(workspace)]
    assert days == [("14", "thuis.ics", 0), ("15", "noor.ics", 1), ("16", "noor.ics", 0)]
    brought_in(workspace, viaa, calendar(), "x.ics", "thuis.ics")
    assert len(kept(workspace)) == 2


def test_importing_twice_changes_nothing_and_undo_takes_it_back(workspace: Workspace) -> None:
    seat_everybody(workspace)
    content = calendar("20270112T130000Z")
    brought_in(workspace, "viaa", content)
    before = kept(workspace)
    brought_in(workspace, "viaa", content)
    assert kept(workspace) == before
    workspace.undo()
    workspace.undo()
    assert kept(workspace) == []


def test_times_are_kept_from_a_year_ago_to_the_programme_s_end(workspace: Workspace) -> None:
    with workspace.read() as view:
        assert calendars.window(view) == (date(2025, 11, 21), date(2028, 11, 22))
        view.programme.ends = date(2030, 7, 31)
        assert calendars.window(view)[1] == date(2030, 7, 31)
        view.programme.ends = None
        assert calendars.window(view)[1] == date(2028, 11, 22)


@pytest.mark.parametrize(
    ("who", "content", "name", "code"),
    [
        ("niemand@example.org", calendar(), "a.ics", "unknown-person"),
        ("nergens", calendar(), "a.ics", "unknown-organisation"),
        ("viaa", b"<html>", "a.ics", "calendar-invalid"),
        ("viaa", calendar("20270112T130000Z")[:-9], "a.ics", "calendar-invalid"),
        ("viaa", calendar(), "a\x1b.ics", "control-characters"),
    ],
)
def test_a_refused_calendar_changes_nothing(
    workspace: Workspace, who: str, content: bytes, name: str, code: str
) -> None:
    brought_in(workspace, "viaa", calendar("20270112T130000Z"))

    def act(change: Change) -> object:
        return calendars.import_busy(change, who, content, name)

    assert refused(workspace, act).code == code


def test_many_times_are_kept_at_once(workspace: Workspace) -> None:
    starts = [
        f"2027{month:02}{day:02}T{hour:02}0000Z"
        for month in range(1, 13)
        for day in range(1, 29)
        for hour in range(0, 24, 2)
    ]
    assert brought_in(workspace, "viaa", calendar(*starts)) == 12 * 28 * 12
    assert len(kept(workspace)) == 12 * 28 * 12
