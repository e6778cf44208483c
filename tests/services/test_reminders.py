"""Who is asked once more for an answer: on a real workspace, with the drafts read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial

import pytest

from ipe_events.domain.drafts import EventEdit, When
from ipe_events.domain.invitation import Attendee
from ipe_events.domain.polls import PollDraft
from ipe_events.ical.write import write
from ipe_events.services import adopting, events, letters, outbox, polls, reminders, series
from ipe_events.services.workspace import Change, Workspace
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Organisation, Programme
from tests.ical.examples import BARE
from tests.ical.reader import event_of, read, series_of
from tests.refusals import code_of
from tests.services.acts import (
    AFTERNOON,
    INSTITUTIONS,
    KERNTEAM,
    TUESDAY,
    address,
    do,
    later,
    plan,
    seat_everybody,
)
from tests.store.dumps import dump

VIAA, KPZ = address("viaa"), address("kpz")
EVERYBODY = {address(slug) for slug in INSTITUTIONS}


@dataclass(frozen=True)
class Draft:
    """A draft as its reader sees it; `inline`: the invitation with buttons."""

    name: str
    events: Sequence[int]
    mail: EmailMessage
    inline: bytes | None
    attached: Sequence[bytes]

    @property
    def text(self) -> str:
        body = self.mail.get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


def opened(found: reminders.Reminder) -> Draft:
    mail = message_from_bytes(found.content, _class=EmailMessage, policy=default)
    parts = list(mail.walk())
    inline = [p.get_content().encode() for p in parts if p.get_content_subtype() == "calendar"]
    attached = [p.get_content() for p in parts if p.get_content_subtype() == "ics"]
    (invitation,) = inline or [None]
    return Draft(found.file_name, found.events, mail, invitation, attached)


def tell(workspace: Workspace, event: int | None = None, *, again: bool = False) -> None:
    """Export what is pending."""
    with workspace.delivery() as view:
        letters.remember(view, letters.letters(view, event, again=again))


def reminded(workspace: Workspace, days: int = 7) -> dict[str, Draft]:
    """The drafts by address; making them changes nothing."""
    before = dump(workspace.path)
    with workspace.read() as view:
        found = reminders.invitation_reminders(view, days)
    assert dump(workspace.path) == before
    assert len({one.file_name for one in found}) == len(found)
    assert len({one.to.email for one in found}) == len(found)
    return {one.to.email: opened(one) for one in found}


def sequence_of(draft: Draft) -> int:
    assert draft.inline is not None
    return int(event_of(draft.inline).only("SEQUENCE").raw)


def test_who_was_told_a_week_ago_and_is_silent_gets_the_same_invitation(
    workspace: Workspace, kernteam: int
) -> None:
    assert reminded(workspace, 0) == {}
    tell(workspace)
    with workspace.read() as view:
        (stamp,) = {item.stamp for item in outbox.exported(view)}
        pending = outbox.pending(view)
    do(workspace, lambda c: events.answer(c, kernteam, VIAA, "tentative"))
    later(workspace, days=7, seconds=-1)
    assert reminded(workspace) == {}
    later(workspace, seconds=1)
    found = reminded(workspace)
    assert found.keys() == EVERYBODY - {VIAA}
    draft = found[KPZ]
    assert draft.events == (kernteam,)
    assert draft.mail["Subject"] == "Herinnering: Kernteamoverleg, di 12 jan 2027 13:00–15:00"
    assert draft.mail["To"] == "Lid kpz <kpz@example.org>"
    assert draft.inline is not None
    assert list(draft.attached) == [draft.inline]
    event = event_of(draft.inline)
    assert read(draft.inline).only("METHOD").raw == "REQUEST"
    assert event.only("DTSTAMP").raw == f"{stamp:%Y%m%dT%H%M%SZ}"
    assert sequence_of(draft) == 0
    assert event.only("ORGANIZER").raw.endswith(draft.mail["From"].addresses[0].addr_spec)
    with workspace.read() as view:
        assert outbox.pending(view) == pending


def test_what_has_changed_is_left_to_the_outbox_and_then_waits_anew(
    workspace: Workspace, kernteam: int
) -> None:
    tell(workspace)
    later(workspace, days=10)
    do(workspace, lambda c: events.move(c, kernteam, day=TUESDAY + timedelta(days=1)))
    assert reminded(workspace) == {}
    tell(workspace)
    assert reminded(workspace) == {}
    later(workspace, days=6)
    # A new title asks nobody to answer again, so it is no new question; nor is telling it twice.
    do(workspace, lambda c: events.edit(c, kernteam, EventEdit(title="Kick-off")))
    assert reminded(workspace) == {}
    tell(workspace)
    tell(workspace, again=True)
    later(workspace, days=1)
    found = reminded(workspace)
    assert found.keys() == EVERYBODY
    assert sequence_of(found[KPZ]) == 1
    assert "Kick-off" in found[KPZ].text


def test_nobody_is_reminded_of_what_is_off_over_or_was_not_sent(
    workspace: Workspace, kernteam: int
) -> None:
    tell(workspace)
    later(workspace, days=8)
    with workspace.delivery() as view:
        outbox.mark(view, sent=False)
    assert reminded(workspace) == {}
    tell(workspace)
    later(workspace, days=8)
    assert reminded(workspace).keys() == EVERYBODY
    do(workspace, lambda c: events.invite(c, kernteam, [], [VIAA]))
    assert reminded(workspace).keys() == EVERYBODY - {VIAA}
    do(workspace, lambda c: events.cancel(c, kernteam))
    assert reminded(workspace) == {}
    do(workspace, lambda c: events.plan(c, kernteam))
    eve = datetime(2027, 1, 12, 12, tzinfo=workspace.clock().tzinfo)
    workspace.clock = lambda: eve
    assert reminded(workspace).keys() == EVERYBODY - {VIAA}
    later(workspace, hours=1)
    assert reminded(workspace) == {}


def test_one_draft_asks_about_every_meeting_with_each_invitation(
    workspace: Workspace, kernteam: int
) -> None:
    second = plan(workspace, replace(KERNTEAM, when=When(TUESDAY - timedelta(days=7))))
    tell(workspace)
    do(workspace, lambda c: events.answer(c, second, VIAA, "declined"))
    later(workspace, days=7)
    found = reminded(workspace)
    assert found[VIAA].events == (kernteam,)
    assert found[VIAA].inline is not None
    draft = found[KPZ]
    assert draft.events == (second, kernteam)
    assert draft.inline is None
    uids = [event_of(content).only("UID").text for content in draft.attached]
    with workspace.read() as view:
        assert uids == [events.line(view, number).uid for number in (second, kernteam)]
    assert draft.mail["Subject"] == "Herinnering: 2 bijeenkomsten"
    assert "- di 5 jan 2027: Kernteamoverleg\n- di 12 jan 2027 13:00–15:00: Kern" in draft.text


def test_a_series_that_was_told_whole_comes_as_one_file(workspace: Workspace) -> None:
    seat_everybody(workspace)
    with workspace.change("series") as change:
        made = series.add(change, KERNTEAM, "FREQ=WEEKLY;COUNT=5")
    numbers = [line.id for line in made.events]
    tell(workspace)
    do(workspace, lambda c: events.answer(c, numbers[1], VIAA, "accepted"))
    do(workspace, *(lambda c, n=n: events.answer(c, n, KPZ, "declined") for n in numbers[1:]))
    later(workspace, days=7)
    found = reminded(workspace)
    draft = found[VIAA]
    assert draft.events == (numbers[0], *numbers[2:])
    assert draft.inline is not None
    first, _overrides = series_of(draft.inline)
    assert first.only("RRULE").raw.startswith("FREQ=WEEKLY")
    assert "achter elke datum" in draft.text.replace("\n", " ")
    # One date of it comes by itself.
    alone = found[KPZ]
    assert alone.events == (numbers[0],)
    assert alone.inline is not None
    assert event_of(alone.inline).has("RECURRENCE-ID")


def test_a_meeting_of_another_calendar_is_asked_about_without_an_invitation_of_ours(
    workspace: Workspace, kernteam: int
) -> None:
    do(workspace, lambda c: events.invite(c, kernteam, [], ["deltion"]))
    there = replace(
        BARE,
        uid="040000008200E00074C5B7101A82E008@example.org",
        stamp=workspace.clock(),
        start=datetime(2027, 1, 12, 13),
        end=datetime(2027, 1, 12, 15),
        location="Zwolle",
        attendees=tuple(Attendee(who, who) for who in EVERYBODY - {VIAA}),
    )
    do(workspace, lambda c: adopting.adopt(c, kernteam, write(there), "meeting.ics"))
    assert reminded(workspace) == {}
    later(workspace, days=7)
    found = reminded(workspace)
    # Nobody but who is invited here and there: the others the outbox speaks of.
    assert found.keys() == EVERYBODY - {VIAA, address("deltion")}
    assert (found[KPZ].inline, list(found[KPZ].attached)) == (None, [])
    assert "in je agenda" in found[KPZ].text
    second = plan(workspace, replace(KERNTEAM, when=When(TUESDAY + timedelta(days=7))))
    tell(workspace)
    later(workspace, days=7)
    draft = reminded(workspace)[KPZ]
    assert draft.events == (kernteam, second)
    assert (draft.inline, len(draft.attached)) == (None, 1)


def test_nobody_is_named_to_others_where_only_the_recipient_is(
    workspace: Workspace, kernteam: int
) -> None:
    do(workspace, lambda c: events.edit(c, kernteam, EventEdit(privacy="recipient")))
    tell(workspace)
    later(workspace, days=7)
    for who, draft in reminded(workspace).items():
        assert draft.inline is not None
        (only,) = event_of(draft.inline).every("ATTENDEE")
        assert only.raw == f"mailto:{who}"


def test_without_an_organiser_nobody_can_be_reminded(workspace: Workspace, kernteam: int) -> None:
    def nobody(change: Change) -> None:
        lookup.find(change.session, Programme)[0].organiser_email = ""

    do(workspace, nobody)
    assert code_of(lambda: reminded(workspace)) == "no-organiser"


# --- polls ----------------------------------------------------------------------------------------


@pytest.fixture
def poll(workspace: Workspace) -> int:
    """A poll among a kernteam with a name in each institution's seat and two open seats."""
    seat_everybody(workspace)
    days = (AFTERNOON, When(date(2027, 1, 19), None, time(9), time(11)), When(date(2027, 2, 24)))
    with workspace.change("poll") as change:
        return polls.add(change, PollDraft("kernteamoverleg", days, location="Zwolle")).id


def asked(workspace: Workspace, poll: int) -> reminders.PollReminders:
    with workspace.read() as view:
        return reminders.poll_reminders(view, poll)


def test_a_poll_is_put_to_who_is_silent_and_the_answer_can_be_read(
    workspace: Workspace, poll: int
) -> None:
    do(workspace, lambda c: polls.answer(c, poll, VIAA, "ja"))
    do(workspace, lambda c: polls.answer(c, poll, "deltion", "nee"))

    def write_to_an_open_seat(change: Change) -> None:
        (row,) = lookup.find(change.session, Organisation, slug="werkveld-kernteam-1")
        row.email = "praktijk@example.org"

    do(workspace, write_to_an_open_seat)
    found = asked(workspace, poll)
    drafts = {one.to.email: opened(one) for one in found.drafts}
    silent = EVERYBODY - {VIAA, address("deltion")}
    assert drafts.keys() == silent | {"praktijk@example.org"}
    assert len(found.unreachable) == 1
    draft = drafts[KPZ]
    assert draft.mail["Subject"] == "Welke datum past je? Kernteamoverleg"
    assert (draft.inline, list(draft.attached)) == (None, [])
    for reply in drafts.values():
        text = reply.text.replace(": ja / misschien / nee", ": misschien")
        do(workspace, partial(polls.paste, number=poll, text=text))
    assert asked(workspace, poll).drafts == ()
    with workspace.read() as view:
        options = polls.line(view, poll).options
    assert [option.count("tentative") for option in options] == [5, 5, 5]


def test_a_poll_that_is_over_is_put_to_nobody(workspace: Workspace, poll: int) -> None:
    do(workspace, lambda c: polls.choose(c, poll, "2027-01-19"))
    assert code_of(lambda: asked(workspace, poll)) == "poll-chosen"
    assert code_of(lambda: asked(workspace, 99)) == "unknown-poll"
