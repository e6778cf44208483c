"""Which meeting of a file is meant, and what is read of it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.adoption import answer_of, card_of, the_event, the_series
from ipe_events.domain.incoming import Incoming
from ipe_events.domain.outbox import Card
from ipe_events.ical.messages import read_messages
from tests.refusals import code_of
from tests.services.foreign import LINK, UID, calendar, vevent

START = "2027-01-12T13:00"


def read(*events: tuple[str, ...]) -> list[Incoming]:
    return list(read_messages(calendar(*events), "x.ics", "Europe/Amsterdam"))


@pytest.mark.parametrize(
    "line",
    [
        f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{LINK}",
        f"X-GOOGLE-CONFERENCE:{LINK}",
        f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{LINK}",
        f"X-MICROSOFT-ONLINEMEETINGEXTERNALLINK:{LINK}",
        f"LOCATION:{LINK}",
        f"DESCRIPTION:Kom erbij\\n{LINK}\\nzie https://example.org",
        f"URL:{LINK}",
    ],
)
def test_a_link_stands_in_many_places_and_is_no_place(line: str) -> None:
    (found,) = read(vevent(line))
    assert card_of(found) == Card("Kernteamoverleg", START, "2027-01-12T15:00", "", LINK)


def test_a_link_on_another_subject_is_none() -> None:
    (found,) = read(vevent("DESCRIPTION:zie https://example.org/agenda"))
    assert found.link == ""


@given(st.randoms(use_true_random=False), st.integers(0, 3))
def test_the_order_of_a_file_does_not_matter(chance: random.Random, others: int) -> None:
    events = [
        vevent(uid=f"other-{number}", start="20270113T130000", end="20270113T150000")
        for number in range(others)
    ]
    events += [vevent(sequence=2), vevent(sequence=1, title="Oud")]
    chance.shuffle(events)
    found = the_event(read(*events), "ours", START)
    assert (found.uid, found.summary, found.sequence) == (UID, "Kernteamoverleg", 2)


def test_what_is_not_clear_is_refused() -> None:
    two = read(vevent(uid="a"), vevent(uid="b"))
    assert code_of(lambda: the_event(two, "ours", START)) == "adopt-unclear"
    assert the_event(two, "b", START).uid == "b"
    series = read(vevent("RRULE:FREQ=DAILY;COUNT=3"), vevent(uid="b"))
    assert code_of(lambda: the_event(series, UID, START)) == "adopt-series"
    assert the_event(series, "b", START).uid == "b"
    starts = [one.start for one in two if one.start is not None]
    twice = read(vevent("RRULE:FREQ=DAILY;COUNT=3"), vevent("RRULE:FREQ=DAILY;COUNT=3", uid="b"))
    refused = code_of(lambda: the_series(twice, "ours", starts, "Europe/Amsterdam"))
    assert refused == "adopt-unclear"
    assert the_series(twice, "b", starts, "Europe/Amsterdam").master.uid == "b"


def test_only_an_answer_is_one() -> None:
    given_back = [answer_of(text) for text in ("ACCEPTED", "NEEDS-ACTION", "", "X-NO", "DELEGATED")]
    assert given_back == ["accepted", None, None, None, "delegated"]
