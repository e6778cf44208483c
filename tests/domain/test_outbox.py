from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.invitation import Method
from ipe_events.domain.outbox import (
    Card,
    Difference,
    Events,
    Message,
    Place,
    Reason,
    Recipient,
    Told,
    next_sequence,
    pending,
    repeated,
)

CARD = Card("Kernteam", "2027-01-12T13:00", "2027-01-12T15:00", "Zwolle", "")
MOVED = replace(CARD, start="2027-01-13T13:00", end="2027-01-13T15:00")
RENAMED = replace(CARD, title="Kernteamoverleg")
PLACE = Place("uid-1")
HERE = {1: PLACE}
OTHER = Place("uid-1", "2027-02-09T13:00:00")


def guest(name: str, card: Card = CARD, place: Place = PLACE) -> Recipient:
    return Recipient(place, 1, card, f"{name}@example.org", name, "windesheim")


A, B, C = guest("a"), guest("b"), guest("c")
SEAT = replace(A, address=None, name="Windesheim")


def requested(*recipients: Recipient, sequence: int = 0) -> list[Told]:
    return [Told(recipient, Method.REQUEST, sequence) for recipient in recipients]


def cancelled(*recipients: Recipient, sequence: int = 1) -> list[Told]:
    return [Told(recipient, Method.CANCEL, sequence) for recipient in recipients]


def due(
    guests: Sequence[Recipient],
    told: Sequence[Told] = (),
    *,
    planned: Mapping[int, Place] = HERE,
    closed: Sequence[int] = (),
) -> list[tuple[str, str, str]]:
    """Who must be told what: name, method, reason."""
    return outline(pending(guests, told, Events(planned, closed)))


def outline(messages: Sequence[Message]) -> list[tuple[str, str, str]]:
    return [(item.to.name, str(item.method), str(item.reason)) for item in messages]


# --- who must be told what ----------------------------------------------------------------------


def test_everybody_who_was_told_nothing_is_invited() -> None:
    assert due([A, B]) == [("a", "REQUEST", "new"), ("b", "REQUEST", "new")]


def test_nobody_is_told_twice_what_has_not_changed() -> None:
    assert due([A, B], requested(A, B)) == []


def test_somebody_invited_later_is_told_alone() -> None:
    assert due([A, B, C], requested(A, B)) == [("c", "REQUEST", "new")]


def test_a_seat_without_an_address_is_listed_and_never_told() -> None:
    assert due([SEAT]) == [("Windesheim", "REQUEST", "no-address")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Anders"),
        ("start", "2027-01-12T12:00"),
        ("end", "2027-01-12T16:00"),
        ("location", "Deventer"),
        ("link", "https://example.org"),
    ],
)
def test_a_change_of_anything_on_the_invitation_is_told_with_what_changed(
    field: str, value: str
) -> None:
    changed = replace(A, card=replace(CARD, **{field: value}))
    (message,) = pending([changed], requested(A), Events(HERE))
    assert (message.method, message.reason) == (Method.REQUEST, Reason.CHANGED)
    assert message.changes == (Difference(field, getattr(CARD, field), value),)


def test_a_change_that_was_taken_back_before_it_was_told_is_not_told() -> None:
    assert due([replace(A, card=MOVED)], requested(A)) == [("a", "REQUEST", "changed")]
    assert due([A], requested(A)) == []


def test_who_is_taken_off_the_list_is_told_so_and_the_others_nothing() -> None:
    assert due([A], requested(A, B)) == [("b", "CANCEL", "removed")]


def test_the_last_guest_taken_off_is_removed_as_the_event_goes_on() -> None:
    assert due([], requested(A)) == [("a", "CANCEL", "removed")]


def test_of_a_cancelled_event_everybody_who_was_told_is_told() -> None:
    assert due([], requested(A, B), planned={}) == [
        ("a", "CANCEL", "cancelled"),
        ("b", "CANCEL", "cancelled"),
    ]


def test_a_cancelled_event_that_nobody_was_told_of_needs_no_word() -> None:
    assert due([], planned={}) == []


def test_a_cancellation_is_told_once() -> None:
    assert due([], cancelled(A), planned={}) == []


def test_who_is_invited_again_after_a_cancellation_is_told() -> None:
    assert due([A], cancelled(A)) == [("a", "REQUEST", "restored")]


def test_of_an_event_that_is_over_nobody_is_told_anything() -> None:
    assert due([], requested(A, B), planned={}, closed=(A.event,)) == []


def test_a_new_address_is_invited_and_the_old_one_hears_that_it_is_off() -> None:
    moved_on = replace(A, address="a.new@example.org")
    assert due([moved_on], requested(A)) == [("a", "REQUEST", "new"), ("a", "CANCEL", "removed")]


def test_an_occurrence_of_a_series_is_told_apart_from_the_others() -> None:
    there = guest("a", place=OTHER)
    told = requested(A, there)
    assert due([A], told, planned=HERE) == [("a", "CANCEL", "cancelled")]
    (message,) = pending([A], told, Events(HERE))
    assert message.to.place == OTHER


def test_what_is_told_again_is_what_was_told_and_still_holds() -> None:
    told = requested(A, B) + cancelled(C)
    assert outline(repeated([A, replace(B, card=MOVED)], told, Events(HERE))) == [
        ("a", "REQUEST", "again"),
        ("c", "CANCEL", "removed"),
    ]
    assert repeated([SEAT], [], Events(HERE)) == []
    assert repeated([], cancelled(A), Events({}, (A.event,))) == []


def test_nothing_is_both_due_and_repeated() -> None:
    guests = [A, replace(B, card=MOVED), SEAT]
    told = requested(A, B, C)
    due_now = pending(guests, told, Events(HERE))
    again = repeated(guests, told, Events(HERE))
    assert not {item.to.address for item in due_now} & {item.to.address for item in again}


# --- SEQUENCE -----------------------------------------------------------------------------------


def test_the_story_of_one_meeting() -> None:
    """Invite, invite again, rename, move, uninvite, cancel, plan again."""
    told: list[Told] = []

    def tell(card: Card, method: Method = Method.REQUEST) -> int:
        number = next_sequence(card, told, method)
        told.append(Told(replace(A, card=card), method, number))
        return number

    assert tell(CARD) == 0
    assert tell(CARD) == 0
    assert tell(RENAMED) == 0
    assert tell(MOVED) == 1
    assert tell(MOVED, Method.CANCEL) == 2
    assert tell(MOVED, Method.CANCEL) == 3
    assert tell(MOVED) == 4
    assert tell(MOVED) == 4


def test_a_cancellation_is_never_below_one() -> None:
    assert next_sequence(CARD, [], Method.CANCEL) == 1


CARDS = st.builds(
    Card,
    title=st.sampled_from(["Kernteam", "Kernteamoverleg"]),
    start=st.sampled_from(["2027-01-12T13:00", "2027-01-13T13:00"]),
    end=st.just("2027-01-13T15:00"),
    location=st.sampled_from(["", "Zwolle"]),
    link=st.sampled_from(["", "https://example.org"]),
)
STORIES = st.lists(st.tuples(CARDS, st.sampled_from(Method)), max_size=12)


def tell_all(story: Sequence[tuple[Card, Method]]) -> list[Told]:
    told: list[Told] = []
    for card, method in story:
        number = next_sequence(card, told, method)
        told.append(Told(replace(A, card=card), method, number))
    return told


@given(STORIES)
def test_the_sequence_never_falls(story: list[tuple[Card, Method]]) -> None:
    numbers = [item.sequence for item in tell_all(story)]
    assert numbers == sorted(numbers)
    assert all(0 <= number <= len(numbers) for number in numbers)


@given(STORIES)
def test_every_cancellation_is_above_all_that_was_told_before(
    story: list[tuple[Card, Method]],
) -> None:
    told = tell_all(story)
    for place, item in enumerate(told):
        if item.method is Method.CANCEL:
            assert item.sequence > max((before.sequence for before in told[:place]), default=0)


@given(STORIES)
def test_between_invitations_the_sequence_rises_exactly_when_it_matters(
    story: list[tuple[Card, Method]],
) -> None:
    told = tell_all(story)
    for before, after in pairwise(told):
        if after.method is Method.CANCEL:
            continue
        differs = after.to.card.significantly_differs(before.to.card)
        risen = after.sequence - before.sequence
        assert risen == (1 if before.method is Method.CANCEL or differs else 0)


@given(CARDS, CARDS)
def test_a_difference_names_the_fields_that_differ(one: Card, other: Card) -> None:
    found = one.since(other)
    assert replace(other, **{item.field: item.new for item in found}) == one
    assert replace(one, **{item.field: item.old for item in found}) == other
    assert all(item.old != item.new for item in found)


# --- what takes the place of what ---------------------------------------------------------------


def off(told: Told, *guests: Recipient, planned: Mapping[int, Place] = HERE) -> list[Message]:
    found = pending(guests, [told], Events(planned))
    return [message for message in found if message.method is Method.CANCEL]


def test_a_meeting_that_goes_on_under_another_identity_is_replaced() -> None:
    """As after a split, or when it was made in another calendar after all."""
    (told,) = requested(A)
    again = replace(A, place=Place("uid-2"))
    (message,) = off(told, again, planned={1: Place("uid-2")})
    assert (message.reason, message.replaced) == (Reason.CANCELLED, True)


def test_who_has_another_address_now_is_not_told_that_they_are_off() -> None:
    (told,) = requested(A)
    (message,) = off(told, replace(A, address="a.new@example.org"))
    assert (message.reason, message.replaced) == (Reason.REMOVED, True)
    (message,) = off(told, B)
    assert not message.replaced


def test_a_meeting_of_another_calendar_that_was_taken_by_mistake_is_nobody_s() -> None:
    (told,) = [replace(item, elsewhere=True) for item in requested(A)]
    assert off(told, planned={1: Place("uid-2")}) == []
    # Called off here, it must be called off there.
    (message,) = off(told, planned={})
    assert message.reason is Reason.CANCELLED
