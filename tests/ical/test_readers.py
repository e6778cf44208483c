"""Independent programs read what was meant, whatever is typed and whenever it takes place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ipe_events.domain.errors import Refused
from ipe_events.domain.invitation import Address, Attendee, Invitation
from ipe_events.ical.write import write
from tests.ical.clock import instant
from tests.ical.examples import BARE, EVERY, LINK
from tests.ical.generated import TEXTS, expected_name, expected_text
from tests.ical.others import READERS, Reader, Seen
from tests.ical.reader import Component, event_of, read

ADDRESSES = ("bram@example.org", "Cagla@Example.org", "dirk@example.org")
ZONES = st.sampled_from(
    ("Europe/Amsterdam", "Europe/Amsterdam", "America/Nuuk", "Australia/Sydney", "Asia/Tokyo")
)
LENGTHS = st.integers(1, 3000).map(lambda minutes: timedelta(minutes=minutes))
WALLS = st.datetimes(datetime(2024, 1, 1), datetime(2038, 12, 31, 23, 59))


def expected(invitation: Invitation) -> Seen:
    start, end = invitation.start, invitation.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        zone = ZoneInfo(invitation.zone)
        start = start.replace(tzinfo=zone).astimezone(UTC)
        end = end.replace(tzinfo=zone).astimezone(UTC)
    else:
        end += timedelta(days=1)
    description = expected_text(invitation.description)
    if invitation.link:
        description = f"{description}\n\n{invitation.link}" if description else invitation.link
    people: list[Address | Attendee] = [invitation.organizer, *invitation.attendees]
    told = [(f"mailto:{who.email.lower()}", expected_name(who.name) or who.email) for who in people]
    return Seen(
        uid=invitation.uid,
        start=start,
        end=end,
        title=expected_text(invitation.title),
        location=expected_text(invitation.location),
        description=description,
        organizer=told[0],
        attendees=frozenset(told[1:]),
    )


def names(component: Component) -> list[str]:
    return sorted(found.name for inner in component.walk() for found in inner.properties)


@pytest.mark.parametrize("key", [key for key in EVERY if key != "hostile"])
@pytest.mark.parametrize("reader", READERS)
def test_readers_see_what_was_meant(reader: Reader, key: str) -> None:
    assert reader(write(EVERY[key])) == expected(EVERY[key])


def check_texts(title: str, location: str, description: str, people: list[str]) -> None:
    attendees = tuple(map(Attendee, people[1:], ADDRESSES))
    invitation = replace(
        BARE,
        title=title,
        location=location,
        description=description,
        organizer=Address(people[0], "Aanjager@example.org"),
        attendees=attendees,
        link=LINK,
        reminder_minutes=30,
    )
    content = write(invitation)
    meant = expected(invitation)
    event = event_of(content)
    assert event.only("SUMMARY").text == meant.title
    assert event.only("DESCRIPTION").text == meant.description
    assert [line.parameter("CN") for line in event.every("ATTENDEE")] == [
        expected_name(who.name) or who.email for who in attendees
    ]
    for reader in READERS:
        assert reader(content) == meant, reader
    plain = replace(invitation, title="x", description="x", location="x" if meant.location else "")
    assert names(read(content)) == names(read(write(plain)))


@given(TEXTS, TEXTS, TEXTS, st.lists(TEXTS, min_size=4, max_size=4))
@example("", "", "", ["a =", "=", "a;b=c", "^n = ^"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_arrives_and_adds_nothing(
    title: str, location: str, description: str, people: list[str]
) -> None:
    check_texts(title, location, description, people)


@pytest.mark.soak
@given(TEXTS, TEXTS, TEXTS, st.lists(TEXTS, min_size=4, max_size=4))
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_arrives_and_adds_nothing_at_length(
    title: str, location: str, description: str, people: list[str]
) -> None:
    check_texts(title, location, description, people)


def check_every_field(texts: list[str]) -> None:
    """Whatever stands in a field, checked upstream or not: a refusal, or no line more."""
    title, category, link, zone, uid, language, name, address = texts
    plain = names(read(write(replace(BARE, link=LINK, category="x"))))
    for changes in (
        {"title": title, "category": category},
        {"link": f"https://{link}"},
        {"zone": f"Europe/Amsterdam{zone}"},
        {"uid": f"a{uid}"},
        {"language": f"nl{language}"},
        {"organizer": Address(name, f"a@b.example.org{address}")},
        {"attendees": (Attendee(name, f"{address}a@b.example.org"),)},
    ):
        invitation: Invitation = replace(BARE, **{"link": LINK, "category": "x", **changes})  # type: ignore[arg-type]
        try:
            content = write(invitation)
        except (Refused, ValueError):
            continue
        missing = set() if expected_text(invitation.category) else {"CATEGORIES"}
        assert names(read(content)) == [name for name in plain if name not in missing]


@given(st.lists(TEXTS, min_size=8, max_size=8))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_field_adds_a_property(texts: list[str]) -> None:
    check_every_field(texts)


@pytest.mark.soak
@given(st.lists(TEXTS, min_size=8, max_size=8))
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_field_adds_a_property_at_length(texts: list[str]) -> None:
    check_every_field(texts)


def check_wall(wall: datetime, zone: str, length: timedelta) -> None:
    wall = wall.replace(microsecond=0, fold=0)
    info = ZoneInfo(zone)
    start = wall.replace(tzinfo=info).astimezone(UTC)
    end = (start + length).astimezone(info).replace(tzinfo=None, fold=0)
    invitation = replace(BARE, start=wall, end=end, zone=zone)
    if start.astimezone(info).replace(tzinfo=None) != wall:
        with pytest.raises(Refused, match="time-does-not-exist"):
            write(invitation)
        return
    meant = end.replace(tzinfo=info).astimezone(UTC)
    if meant <= start:
        with pytest.raises(Refused, match="end-not-after-start"):
            write(invitation)
        return
    content = write(invitation)
    (definition,) = read(content).inside("VTIMEZONE")
    event = event_of(content)
    for name, right in (("DTSTART", start), ("DTEND", meant)):
        written = datetime.strptime(event.only(name).raw, "%Y%m%dT%H%M%S")
        assert instant(definition, written) == right
    if zone == "Europe/Amsterdam" and not _comes_twice(wall, info) and not _comes_twice(end, info):
        for reader in READERS:
            seen = reader(content)
            assert (seen.start, seen.end) == (start, meant), reader


def _comes_twice(wall: datetime, info: ZoneInfo) -> bool:
    """Whether programs may disagree about this hour (facts: last Sunday of October)."""
    first = wall.replace(tzinfo=info)
    return first.utcoffset() != first.replace(fold=1).utcoffset()


@given(WALLS, ZONES, LENGTHS)
@settings(max_examples=60, deadline=None)
def test_r30_wall_clock_times_are_the_tz_databases(
    wall: datetime, zone: str, length: timedelta
) -> None:
    check_wall(wall, zone, length)


@pytest.mark.parametrize("length", [timedelta(minutes=15), timedelta(hours=2), timedelta(days=1)])
@pytest.mark.parametrize("day", [datetime(2026, 3, 29), datetime(2026, 10, 25)])
def test_r30_around_a_change_of_the_clock(day: datetime, length: timedelta) -> None:
    for minutes in range(0, 300, 15):
        check_wall(day + timedelta(minutes=minutes), "Europe/Amsterdam", length)


@pytest.mark.soak
@given(WALLS, ZONES, LENGTHS)
@settings(max_examples=3000, deadline=None)
def test_r30_wall_clock_times_are_the_tz_databases_at_length(
    wall: datetime, zone: str, length: timedelta
) -> None:
    check_wall(wall, zone, length)


@given(st.dates(date(2024, 1, 1), date(2038, 12, 31)), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_r27_days_arrive_whole(day: date, more: int) -> None:
    invitation = replace(BARE, start=day, end=day + timedelta(days=more))
    for reader in READERS:
        assert reader(write(invitation)) == expected(invitation), reader
