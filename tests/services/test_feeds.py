from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from ipe_events.domain.drafts import EventDraft, EventEdit, When
from ipe_events.services import events, feeds, letters, series
from ipe_events.services.workspace import Workspace
from tests.refusals import problem_of
from tests.services.acts import (
    KERNTEAM,
    TUESDAY,
    address,
    do,
    later,
    page,
    person,
    plan,
    seat_everybody,
)


def made(workspace: Workspace, **wanted: str) -> bytes:
    with workspace.read() as view:
        return feeds.feed(view, **wanted).content


def read(content: bytes) -> tuple[Any, list[Any]]:
    """The calendar and its events, but for the meetings of the plan's own past."""
    found: Any = Calendar.from_ical(content)
    return found, [one for one in found.walk("VEVENT") if f"{one['DTSTART'].dt}" > "2026"]


def titles(workspace: Workspace, **wanted: str) -> list[str]:
    return [str(one["SUMMARY"]) for one in read(made(workspace, **wanted))[1]]


def planned(workspace: Workspace, title: str, **more: object) -> int:
    values: dict[str, object] = {"kind": "werkplaats", "when": When(TUESDAY), "title": title}
    return plan(workspace, EventDraft(**{**values, **more}))  # type: ignore[arg-type]


def test_a_feed_says_what_it_is_and_when_to_look_again(workspace: Workspace) -> None:
    seat_everybody(workspace)
    plan(workspace)
    content = made(workspace, group="kernteam")
    found, _events = read(content)
    assert found["METHOD"] == "PUBLISH"
    assert found["CALSCALE"] == "GREGORIAN"
    assert found["NAME"] == found["X-WR-CALNAME"]
    assert str(found["NAME"]).endswith("– Kernteam")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in content
    assert b"X-PUBLISHED-TTL:PT12H\r\n" in content
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    assert content.index(b"END:VTIMEZONE") < content.index(b"BEGIN:VEVENT")


def test_no_guest_and_no_note_is_in_a_feed(workspace: Workspace) -> None:
    seat_everybody(workspace)
    number = plan(workspace)
    do(workspace, lambda c: events.edit(c, number, EventEdit(note="Lid viaa is ziek")))
    content = made(workspace)
    assert b"ATTENDEE" not in content
    assert b"Lid" not in content
    assert address("viaa").encode() not in content
    (event,) = read(content)[1]
    assert str(event["ORGANIZER"]) == "mailto:sanne.de.wit@example.org"


def test_independent_readers_see_the_same_event(workspace: Workspace) -> None:
    seat_everybody(workspace)
    number = plan(workspace, replace(KERNTEAM, location="Zwolle; zaal 2", title="Één, twee"))
    line = page(workspace, number).event
    text = made(workspace, group="kernteam").decode()
    noon = datetime(2027, 1, 12, 12, tzinfo=UTC)
    (strict,) = IcsCalendarStream.calendar_from_ics(text).events
    assert (strict.uid, strict.summary, strict.location) == (line.uid, line.title, line.location)
    assert strict.start_datetime.astimezone(UTC) == noon
    lenient = vobject.readOne(text).vevent
    assert (lenient.uid.value, lenient.summary.value) == (line.uid, line.title)
    assert lenient.dtstart.value.astimezone(UTC) == noon


def test_uids_stay_the_same_and_are_those_of_the_invitation(workspace: Workspace) -> None:
    seat_everybody(workspace)
    number = plan(workspace)
    uid = page(workspace, number).event.uid
    with workspace.delivery() as view:
        letters.remember(view, letters.letters(view))
    do(workspace, lambda c: events.move(c, number, day=TUESDAY + timedelta(days=1)))
    with workspace.delivery() as view:
        letters.remember(view, letters.letters(view))
    later(workspace, hours=1)
    (event,) = read(made(workspace))[1]
    assert (str(event["UID"]), int(event["SEQUENCE"])) == (uid, 1)


def test_drafts_are_never_shown_and_what_is_cancelled_is_marked(workspace: Workspace) -> None:
    planned(workspace, "Concept", draft=True)
    gone = planned(workspace, "Geannuleerd")
    planned(workspace, "Gepland")
    do(workspace, lambda c: events.cancel(c, gone))
    found = {str(one["SUMMARY"]): one for one in read(made(workspace))[1]}
    assert set(found) == {"Geannuleerd", "Gepland"}
    assert (found["Geannuleerd"]["STATUS"], found["Gepland"]["STATUS"]) == (
        "CANCELLED",
        "CONFIRMED",
    )


def test_an_organisation_s_feed_has_what_it_takes_part_in_or_hosts(workspace: Workspace) -> None:
    planned(workspace, "Te gast", invite=("viaa",))
    planned(workspace, "Ontvangt", invite=("kpz",), host="viaa")
    planned(workspace, "Elders", invite=("kpz",))
    assert titles(workspace, organisation="viaa") == ["Te gast", "Ontvangt"]


def test_a_group_s_feed_has_its_kinds_and_what_all_of_it_is_invited_to(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    anna = person(workspace, "anna", "viaa")
    plan(workspace)
    planned(workspace, "Met het kernteam", groups=("kernteam",), invite=(anna,))
    planned(workspace, "Met een paar", invite=(address("viaa"), address("kpz")))
    assert sorted(titles(workspace, group="kernteam")) == [
        "Kernteamoverleg",
        "Met het kernteam",
    ]
    assert titles(workspace, group="werkgroepen") == []


def test_each_of_a_series_is_there_once(workspace: Workspace) -> None:
    seat_everybody(workspace)
    first = replace(KERNTEAM, when=When(TUESDAY, None, time(13), time(15)))
    with workspace.change("series") as change:
        numbers = [
            line.id for line in series.add(change, first, "FREQ=WEEKLY;COUNT=4", "keep").events
        ]
    do(workspace, lambda c: events.move(c, numbers[1], day=date(2027, 1, 20)))
    do(workspace, lambda c: events.cancel(c, numbers[2]))
    calendar, found = read(made(workspace))
    # One master, and an override for the one that moved and for the one that is off (rule R13).
    assert [one.get("RECURRENCE-ID") is None for one in found] == [True, False, False]
    assert len({str(one["UID"]) for one in found}) == 1
    shown = recurring_ical_events.of(calendar).between(date(2027, 1, 1), date(2027, 3, 1))
    days = sorted(one["DTSTART"].dt.day for one in shown if one["STATUS"] != "CANCELLED")
    assert days == [2, 12, 20]


def test_an_all_day_event_ends_the_day_after(workspace: Workspace) -> None:
    planned(workspace, "Congres", when=When(TUESDAY, TUESDAY + timedelta(days=1)))
    (event,) = read(made(workspace))[1]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (TUESDAY, date(2027, 1, 14))


def test_nothing_planned_is_a_calendar_of_nothing(workspace: Workspace) -> None:
    assert read(made(workspace))[1] == []


def test_a_feed_is_written_whole_for_its_owner_only(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.read() as view:
        feed = feeds.feed(view)
    path = feeds.write(tmp_path / "new" / "all.ics", feed)
    assert path.read_bytes() == feed.content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["all.ics"]
    assert problem_of(lambda: feeds.write(tmp_path, feed)).code == "folder-unwritable"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [({"organisation": "nergens"}, "unknown-organisation"), ({"group": "x"}, "unknown-group")],
)
def test_a_feed_of_nobody_is_refused(
    workspace: Workspace, wanted: dict[str, str], code: str
) -> None:
    assert problem_of(lambda: made(workspace, **wanted)).code == code
