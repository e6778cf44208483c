"""Who is told what: on a real workspace, with the files read back."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.domain.drafts import Attendance, EventDraft, EventEdit, When
from ipe_events.domain.errors import Refused
from ipe_events.domain.outbox import Difference
from ipe_events.domain.outbox_lines import Pending
from ipe_events.services import events, letters, outbox, people, programmes, series, setup
from ipe_events.services.workspace import Change, Workspace
from tests.conftest import fixed_clock
from tests.ical.reader import Component, read
from tests.refusals import code_of
from tests.services.acts import (
    INSTITUTIONS,
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    do,
    later,
    person,
    plan,
    seat_everybody,
)
from tests.store.dumps import dump, everything, rows

EVERYBODY = {address(slug) for slug in INSTITUTIONS}
VIAA, KPZ = address("viaa"), address("kpz")


@dataclass(frozen=True)
class File:
    """A calendar file as its recipient's program reads it."""

    name: str
    method: str
    uid: str
    sequence: int
    stamp: str
    people: Set[str]
    to: Set[str]
    event: Component
    content: bytes

    def text(self, name: str) -> str | None:
        return self.event.only(name).text if self.event.has(name) else None


def opened(path: Path, to: Iterable[str]) -> File:
    content = path.read_bytes()
    event, *_others = read(content).inside("VEVENT")
    return File(
        name=path.name,
        method=read(content).only("METHOD").raw,
        uid=event.only("UID").text,
        sequence=int(event.only("SEQUENCE").raw),
        stamp=event.only("DTSTAMP").raw,
        people=frozenset(
            line.raw.lower().removeprefix("mailto:") for line in event.every("ATTENDEE")
        ),
        to=frozenset(to),
        event=event,
        content=content,
    )


def export(workspace: Workspace, event: int | None = None, *, again: bool = False) -> list[File]:
    """Export what is pending: a minute later each time."""
    later(workspace, minutes=1)
    folder = workspace.path.parent / "exports"
    with workspace.delivery() as view:
        made = letters.letters(view, event, again=again)
        paths = letters.write_all(folder, made)
        letters.remember(view, made)
        found = [[row.address for row in letter.deliveries] for letter in made]
    return [opened(path, to) for path, to in zip(paths, found, strict=True)]


def pending(workspace: Workspace, event: int | None = None) -> list[Pending]:
    with workspace.read() as view:
        return outbox.pending(view, event)


def due(workspace: Workspace) -> set[tuple[str | None, str, str]]:
    """Address, method and reason of everything pending to somebody with an address."""
    return {(item.email, item.method, item.reason) for item in pending(workspace) if item.email}


def told(workspace: Workspace) -> set[tuple[str, str]]:
    with workspace.read() as view:
        return {(item.email, item.method) for item in outbox.exported(view)}


# --- the story of one meeting -------------------------------------------------------------------


def test_a_new_event_is_told_to_everybody_in_one_file(workspace: Workspace, kernteam: int) -> None:
    assert due(workspace) == {(email, "REQUEST", "new") for email in EVERYBODY}
    seats = [item for item in pending(workspace) if item.email is None]
    assert {(item.organisation, item.reason) for item in seats} == {
        (f"werkveld-kernteam-{n}", "no-address") for n in (1, 2)
    }
    (file,) = export(workspace)
    assert (file.method, file.sequence, file.people) == ("REQUEST", 0, EVERYBODY)
    assert file.text("SUMMARY") == "Kernteamoverleg"
    assert file.text("LOCATION") == "Zwolle"
    assert file.event.only("ORGANIZER").raw == "mailto:sanne.de.wit@example.org"
    assert file.event.only("DTSTART").raw == "20270112T130000"
    assert file.event.only("DTEND").raw == "20270112T150000"
    assert file.name == f"2027-01-12-kernteamoverleg-{kernteam}-request.ics"
    assert due(workspace) == set()
    assert told(workspace) == {(email, "REQUEST") for email in EVERYBODY}


def test_exporting_again_tells_the_same_with_a_later_stamp(
    workspace: Workspace, kernteam: int
) -> None:
    (first,) = export(workspace)
    assert export(workspace) == []
    (again,) = export(workspace, again=True)
    assert (again.method, again.sequence, again.uid) == ("REQUEST", 0, first.uid)
    assert again.people == first.people
    assert again.stamp > first.stamp


def test_a_moved_event_raises_the_sequence_and_asks_again(
    workspace: Workspace, kernteam: int
) -> None:
    (first,) = export(workspace)
    do(workspace, lambda c: events.answer(c, kernteam, VIAA, "accepted"))
    do(workspace, lambda c: events.move(c, kernteam, day=TUESDAY + timedelta(days=1)))
    assert due(workspace) == {(email, "REQUEST", "changed") for email in EVERYBODY}
    found = {item.changes for item in pending(workspace) if item.email}
    assert {tuple(change.field for change in changes) for changes in found} == {("start", "end")}
    (moved,) = export(workspace)
    assert (moved.method, moved.sequence, moved.uid) == ("REQUEST", 1, first.uid)
    assert moved.stamp > first.stamp
    states = {line.parameter("PARTSTAT") for line in moved.event.every("ATTENDEE")}
    assert states == {"NEEDS-ACTION"}


def test_a_new_title_is_told_without_asking_again(workspace: Workspace, kernteam: int) -> None:
    (first,) = export(workspace)
    do(workspace, lambda c: events.answer(c, kernteam, VIAA, "accepted"))
    do(workspace, lambda c: events.edit(c, kernteam, EventEdit(title="Kick-off [/red]")))
    assert {(item.reason, item.changes) for item in pending(workspace) if item.email} == {
        ("changed", (Difference("title", "Kernteamoverleg", "Kick-off [/red]"),))
    }
    (renamed,) = export(workspace)
    assert (renamed.sequence, renamed.text("SUMMARY")) == (0, "Kick-off [/red]")
    assert renamed.stamp > first.stamp
    states = {
        line.raw.removeprefix("mailto:"): line.parameter("PARTSTAT")
        for line in renamed.event.every("ATTENDEE")
    }
    assert states[VIAA] == "ACCEPTED"


def test_another_place_raises_the_sequence_and_asks_again(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    do(workspace, lambda c: events.answer(c, kernteam, VIAA, "accepted"))
    do(workspace, lambda c: events.edit(c, kernteam, EventEdit(location="Deventer")))
    (file,) = export(workspace)
    assert (file.sequence, file.text("LOCATION")) == (1, "Deventer")
    states = {line.parameter("PARTSTAT") for line in file.event.every("ATTENDEE")}
    assert states == {"NEEDS-ACTION"}


def test_a_note_alone_needs_no_word_and_goes_with_the_next_file(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    do(workspace, lambda c: events.edit(c, kernteam, EventEdit(note="Neem het rooster mee")))
    assert due(workspace) == set()
    (file,) = export(workspace, again=True)
    assert "Neem het rooster mee" in (file.text("DESCRIPTION") or "")
    assert file.sequence == 0


def test_who_is_uninvited_hears_it_alone_and_the_event_goes_on(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    do(workspace, lambda c: events.invite(c, kernteam, [], [VIAA]))
    assert due(workspace) == {(VIAA, "CANCEL", "removed")}
    (file,) = export(workspace)
    assert (file.method, file.people) == ("CANCEL", {VIAA})
    assert file.sequence >= 1
    assert not file.event.has("STATUS")
    assert due(workspace) == set()


def test_the_last_guest_who_is_uninvited_hears_of_no_cancellation(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    number = plan(workspace, replace(KERNTEAM, invite=(anne,)))
    export(workspace)
    do(workspace, lambda c: events.invite(c, number, ["kpz"], [anne]))
    (file,) = export(workspace)
    assert (file.method, file.people) == ("CANCEL", {anne})
    assert not file.event.has("STATUS")


def test_a_cancelled_event_is_told_to_all_who_were_told_of_it(
    workspace: Workspace, kernteam: int
) -> None:
    (first,) = export(workspace)
    do(workspace, lambda c: events.invite(c, kernteam, [], [VIAA]))
    (removed,) = export(workspace)
    late = person(workspace, "laat", "saxion")
    do(
        workspace,
        lambda c: events.invite(c, kernteam, [late], []),
        lambda c: events.cancel(c, kernteam, "ziekte"),
    )
    assert due(workspace) == {(email, "CANCEL", "cancelled") for email in EVERYBODY - {VIAA}}
    (file,) = export(workspace)
    assert (file.method, file.uid) == ("CANCEL", first.uid)
    assert file.people == EVERYBODY - {VIAA}
    assert file.event.only("STATUS").raw == "CANCELLED"
    assert file.sequence > removed.sequence > first.sequence
    assert due(workspace) == set()


def test_who_comes_back_is_invited_above_the_cancellation(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    do(workspace, lambda c: events.cancel(c, kernteam))
    (off,) = export(workspace)
    do(workspace, lambda c: events.plan(c, kernteam))
    assert due(workspace) == {(email, "REQUEST", "restored") for email in EVERYBODY}
    (on,) = export(workspace)
    assert (on.method, on.uid, on.people) == ("REQUEST", off.uid, EVERYBODY)
    assert on.sequence > off.sequence


def test_a_guest_invited_later_is_told_alone_of_everybody(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    anne = person(workspace, "anne", "saxion")
    do(workspace, lambda c: events.invite(c, kernteam, [anne], []))
    assert due(workspace) == {(anne, "REQUEST", "new")}
    (file,) = export(workspace)
    assert (file.sequence, file.people, file.to) == (0, EVERYBODY | {anne}, {anne})


def test_one_who_is_moved_and_one_who_is_off_get_different_files(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    do(
        workspace,
        lambda c: events.invite(c, kernteam, [], [VIAA, KPZ]),
        lambda c: events.move(c, kernteam, start=time(9)),
    )
    request, *cancels = export(workspace)
    assert (request.method, request.people) == ("REQUEST", EVERYBODY - {VIAA, KPZ})
    assert {cancel.people for cancel in cancels} == {frozenset({VIAA}), frozenset({KPZ})}
    assert [cancel.method for cancel in cancels] == ["CANCEL", "CANCEL"]
    assert all(cancel.sequence > request.sequence > 0 for cancel in cancels)
    assert len({file.name for file in (request, *cancels)}) == 3


def test_a_held_event_is_told_to_nobody_any_more(workspace: Workspace, kernteam: int) -> None:
    export(workspace)
    attend(workspace, kernteam, Attendance(everybody=True))
    do(workspace, lambda c: events.edit(c, kernteam, EventEdit(title="Anders", location="Anders")))
    assert due(workspace) == set()
    assert export(workspace, again=True) == []


def test_a_draft_is_told_to_nobody(workspace: Workspace) -> None:
    seat_everybody(workspace)
    number = plan(workspace, replace(KERNTEAM, draft=True))
    assert pending(workspace) == []
    do(workspace, lambda c: events.plan(c, number))
    assert len(due(workspace)) == 6


def test_somebody_with_a_new_address_is_told_there_and_the_old_one_is_off(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    new = "nieuw@example.org"
    do(workspace, lambda c: people.edit_person(c, VIAA, email=new))
    assert due(workspace) == {(new, "REQUEST", "new"), (VIAA, "CANCEL", "removed")}


# --- after an undo ------------------------------------------------------------------------------


def test_an_invitation_that_went_out_cannot_be_unsent_by_undoing_the_event(
    workspace: Workspace, kernteam: int
) -> None:
    (first,) = export(workspace)
    workspace.undo()
    assert due(workspace) == {(email, "CANCEL", "cancelled") for email in EVERYBODY}
    (item, *_) = pending(workspace)
    assert (item.event, item.title, item.day) == (kernteam, "Kernteamoverleg", TUESDAY)
    (off,) = export(workspace)
    assert (off.method, off.uid, off.people) == ("CANCEL", first.uid, EVERYBODY)
    assert off.sequence > first.sequence
    assert due(workspace) == set()
    workspace.redo()
    assert due(workspace) == {(email, "REQUEST", "restored") for email in EVERYBODY}
    (on,) = export(workspace)
    assert (on.uid, on.sequence > off.sequence) == (first.uid, True)


def test_an_event_that_was_undone_can_still_be_named_while_somebody_must_hear_of_it(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    workspace.undo()
    assert {item.method for item in pending(workspace, kernteam)} == {"CANCEL"}
    (file,) = export(workspace, kernteam)
    assert file.to == EVERYBODY
    assert code_of(lambda: pending(workspace, kernteam)) == "unknown-event"


def test_undoing_a_move_that_was_told_tells_the_old_time_with_a_higher_sequence(
    workspace: Workspace, kernteam: int
) -> None:
    (first,) = export(workspace)
    do(workspace, lambda c: events.move(c, kernteam, start=time(9)))
    (moved,) = export(workspace)
    workspace.undo()
    assert {item.reason for item in pending(workspace) if item.email} == {"changed"}
    (back,) = export(workspace)
    assert back.event.only("DTSTART").raw == first.event.only("DTSTART").raw
    assert back.sequence == moved.sequence + 1 == first.sequence + 2


def test_undoing_a_move_that_was_not_told_leaves_nothing_to_tell(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    do(workspace, lambda c: events.move(c, kernteam, start=time(9)))
    workspace.undo()
    assert due(workspace) == set()


def test_undoing_an_uninviting_restores_who_was_told(workspace: Workspace, kernteam: int) -> None:
    export(workspace)
    do(workspace, lambda c: events.invite(c, kernteam, [], [VIAA]))
    export(workspace)
    workspace.undo()
    assert due(workspace) == {(VIAA, "REQUEST", "restored")}


def test_undoing_attendance_brings_back_what_was_to_be_told(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    do(workspace, lambda c: events.move(c, kernteam, start=time(9)))
    attend(workspace, kernteam, Attendance(everybody=True))
    assert due(workspace) == set()
    workspace.undo()
    assert len(due(workspace)) == 6


# --- what an export is --------------------------------------------------------------------------


def test_telling_is_no_change_and_cannot_be_undone(workspace: Workspace, kernteam: int) -> None:
    before, history = dump(workspace.path), workspace.history()
    export(workspace)
    assert dump(workspace.path) == before
    assert workspace.history() == history


def test_looking_at_what_would_be_sent_remembers_nothing(
    workspace: Workspace, kernteam: int
) -> None:
    before = everything(workspace.path)
    with workspace.read() as view:
        made = letters.letters(view)
        assert len(made) == 1
    assert everything(workspace.path) == before
    assert len(due(workspace)) == 6


def test_what_cannot_be_written_is_not_remembered(
    workspace: Workspace, kernteam: int, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("a file")

    def send() -> None:
        with workspace.delivery() as view:
            made = letters.letters(view)
            letters.remember(view, made)
            letters.write_all(tmp_path / "letter.txt", made)

    assert code_of(send) == "folder-unwritable"
    assert len(due(workspace)) == 6


def test_without_an_organiser_nothing_is_exported_and_everything_else_works(
    workspace: Workspace, kernteam: int
) -> None:
    workspace.programme = "tweede"
    text = 'format = 1\n[programme]\nslug = "tweede"\nname = "Tweede"\nsource = "test"\n'
    do(workspace, lambda c: setup.add(c, text, "tweede.toml", {}))
    assert code_of(lambda: export(workspace)) == "no-organiser"
    assert pending(workspace) == []


def test_an_event_keeps_the_organiser_it_was_first_told_with(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    do(workspace, lambda c: programmes.edit(c, organiser="Bo Ek <bo@example.org>"))
    do(workspace, lambda c: events.move(c, kernteam, start=time(9)))
    other = plan(workspace)
    by_event = {file.uid: file.event.only("ORGANIZER").raw for file in export(workspace)}
    with workspace.read() as view:
        uids = {number: events.line(view, number).uid for number in (kernteam, other)}
    assert by_event == {
        uids[kernteam]: "mailto:sanne.de.wit@example.org",
        uids[other]: "mailto:bo@example.org",
    }


def test_only_the_event_that_is_named_is_exported(workspace: Workspace, kernteam: int) -> None:
    other = plan(workspace)
    (file,) = export(workspace, other)
    assert {item.event for item in pending(workspace) if item.email} == {kernteam}
    assert pending(workspace, other) == [item for item in pending(workspace) if item.event == other]
    assert str(other) in file.name
    assert code_of(lambda: export(workspace, 999)) == "unknown-event"
    assert code_of(lambda: pending(workspace, 999)) == "unknown-event"


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "a/b\\c", "....", "Ünïcode – é", "CON", "x" * 200, "\u202egnp.exe", "☃"],
)
def test_a_title_cannot_lead_a_file_out_of_the_folder(workspace: Workspace, title: str) -> None:
    anne = person(workspace, "anne", "viaa")
    plan(workspace, replace(KERNTEAM, title=title, invite=(anne,)))
    (file,) = export(workspace)
    folder = workspace.path.parent / "exports"
    assert [path.name for path in folder.iterdir()] == [file.name]
    assert re.fullmatch(r"2027-01-12-[a-z0-9-]*request\.ics", file.name)
    assert len(file.name) < 80
    assert file.text("SUMMARY") == title


def test_the_files_are_for_their_owner_and_are_replaced_whole(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    folder = workspace.path.parent / "exports"
    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    export(workspace, again=True)
    assert list(folder.iterdir()) == [path]


def test_a_day_without_times_becomes_an_entry_of_the_whole_day(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    days = When(TUESDAY, TUESDAY + timedelta(days=2))
    plan(workspace, EventDraft("congres", days, host="kpz", invite=(anne,)))
    (file,) = export(workspace)
    assert file.event.only("DTSTART").raw == "20270112"
    assert file.event.only("DTEND").raw == "20270115"


def test_roles_are_told_and_head_counts_and_seats_are_not(workspace: Workspace) -> None:
    anne, bram = person(workspace, "anne", "viaa"), person(workspace, "bram", "kpz")
    number = plan(workspace, replace(KERNTEAM, invite=("viaa=12", "kpz")))
    do(
        workspace,
        lambda c: events.invite(c, number, [anne], [], role="chair"),
        lambda c: events.invite(c, number, ["saxion"], []),
        lambda c: events.invite(c, number, [bram], [], role="optional"),
    )
    # A head count is nobody who could be told; an unnamed seat waits for a name.
    assert [item.organisation for item in pending(workspace) if not item.email] == ["saxion"]
    (file,) = export(workspace)
    roles = {
        line.raw.removeprefix("mailto:"): line.parameter("ROLE")
        for line in file.event.every("ATTENDEE")
    }
    assert roles == {anne: "CHAIR", bram: "OPT-PARTICIPANT"}


def test_the_stamp_rises_even_when_the_clock_stands_still_or_goes_back(
    workspace: Workspace, kernteam: int
) -> None:
    stamps = []
    for _ in range(3):
        later(workspace, minutes=-30)
        stamps.append(export(workspace, again=True)[0].stamp)
    assert stamps == sorted(set(stamps))


# --- series -------------------------------------------------------------------------------------


def test_each_occurrence_is_told_by_the_start_it_had_first(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    draft = replace(KERNTEAM, invite=(anne,))
    with workspace.change("series") as change:
        made = series.add(change, draft, "FREQ=WEEKLY;COUNT=3")
    (whole,) = export(workspace)
    assert whole.event.has("RRULE")
    assert whole.event.only("DTSTART").raw == "20270112T130000"
    second = made.events[1].id
    for number, day in enumerate((date(2027, 1, 21), date(2027, 1, 22)), start=1):
        do(workspace, partial(events.move, event_id=second, day=day))
        (moved,) = export(workspace)
        assert moved.event.only("RECURRENCE-ID").raw == "20270119T130000"
        assert not moved.event.has("RRULE")
        assert moved.sequence == number
    do(workspace, lambda c: events.cancel(c, second))
    (off,) = export(workspace)
    assert (off.method, off.sequence) == ("CANCEL", 3)
    assert off.event.only("RECURRENCE-ID").raw == "20270119T130000"
    assert due(workspace) == set()


# --- any story ----------------------------------------------------------------------------------

Act = Callable[[Change, int, int], object]
ACTS: dict[str, Act] = {
    "hour": lambda c, event, n: events.move(c, event, start=time(9 + n % 3), end=time(15)),
    "day": lambda c, event, n: events.move(c, event, day=TUESDAY + timedelta(days=n % 3)),
    "title": lambda c, event, n: events.edit(c, event, EventEdit(title=f"Titel {n % 2}")),
    "place": lambda c, event, n: events.edit(c, event, EventEdit(location=f"Zaal {n % 2}")),
    "off": lambda c, event, n: events.invite(c, event, [], [VIAA]),
    "on": lambda c, event, n: events.invite(c, event, [VIAA], []),
    "cancel": lambda c, event, n: events.cancel(c, event),
    "plan": lambda c, event, n: events.plan(c, event),
}
STEPS = st.tuples(
    st.sampled_from([*ACTS, "export", "export", "export", "again", "undo", "undo", "redo"]),
    st.integers(0, 5),
)
STORIES = st.lists(STEPS, min_size=4, max_size=14)


def follow(calendars: dict[str, File], files: Iterable[File]) -> None:
    """What everybody's calendar then shows: a program takes only what is newer."""
    for file in files:
        for email in file.to:
            before = calendars.get(email)
            if before is not None:
                assert file.uid == before.uid
                # RFC 5546 section 2.1.5: SEQUENCE first, then DTSTAMP.
                assert (file.sequence, file.stamp) > (before.sequence, before.stamp)
            assert file.method == "REQUEST" or before is not None
            assert email in file.people
            calendars[email] = file


def act(workspace: Workspace, calendars: dict[str, File], event: int, step: str, n: int) -> None:
    """One step of a story; what cannot be done then is left out."""
    if step in ("export", "again"):
        follow(calendars, export(workspace, again=step == "again"))
        return
    with suppress(Refused):
        if step == "undo":
            workspace.undo()
        elif step == "redo":
            workspace.redo()
        else:
            do(workspace, lambda c: ACTS[step](c, event, n))


def live_through(template: Path, story: list[tuple[str, int]]) -> None:
    """After any story and one last export, every calendar shows what is so."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, Path(folder) / "ipe-events.db"))
        workspace = Workspace(path, fixed_clock)
        ((event,),) = rows(path, "SELECT max(id) FROM event")
        assert isinstance(event, int)
        calendars: dict[str, File] = {}
        for step, n in story:
            act(workspace, calendars, event, step, n)
        follow(calendars, export(workspace))
        assert due(workspace) == set()
        assert export(workspace) == []
        now = {
            email: (title, start, place)
            for email, title, start, place in rows(
                path,
                "SELECT email, title, replace(day, '-', '') || 'T' || "
                "replace(substr(start_time, 1, 8), ':', ''), location FROM event "
                "JOIN participation ON event_id = event.id JOIN person ON person.id = person_id "
                "WHERE event.id = ? AND state = 'planned'",
                event,
            )
        }
        shown = {
            email: (
                file.text("SUMMARY"),
                file.event.only("DTSTART").raw,
                file.text("LOCATION") or "",
            )
            for email, file in calendars.items()
            if file.method == "REQUEST"
        }
        assert shown == now
        workspace.close()


@settings(max_examples=10, deadline=None)
@given(story=STORIES)
def test_after_any_story_every_calendar_shows_what_is_so(
    planned_template: Path, story: list[tuple[str, int]]
) -> None:
    live_through(planned_template, story)


@pytest.mark.soak
@settings(max_examples=200, deadline=None)
@given(story=STORIES)
def test_after_many_stories_every_calendar_shows_what_is_so(
    planned_template: Path, story: list[tuple[str, int]]
) -> None:
    live_through(planned_template, story)


# --- sent or not --------------------------------------------------------------------------------


def mark(workspace: Workspace, event: int | None = None, *, sent: bool = True) -> int:
    with workspace.delivery() as view:
        return len(outbox.mark(view, event, sent=sent))


def test_what_was_sent_is_exported_no_more_and_stays_told(
    workspace: Workspace, kernteam: int
) -> None:
    export(workspace)
    assert mark(workspace, kernteam) == len(EVERYBODY)
    assert told(workspace) == set()
    assert due(workspace) == set()
    assert code_of(lambda: mark(workspace)) == "nothing-exported"
    assert code_of(lambda: mark(workspace, sent=False)) == "nothing-exported"
    assert code_of(lambda: mark(workspace, 4711)) == "unknown-event"


def test_what_was_not_sent_must_be_told_again_and_no_sequence_falls(
    workspace: Workspace, kernteam: int
) -> None:
    (first,) = export(workspace)
    mark(workspace)
    do(workspace, lambda c: events.move(c, kernteam, day=TUESDAY + timedelta(days=1)))
    (moved,) = export(workspace)
    mark(workspace, sent=False)
    assert due(workspace) == {(email, "REQUEST", "changed") for email in EVERYBODY}
    (again,) = export(workspace)
    assert (again.uid, again.sequence) == (first.uid, moved.sequence)
    mark(workspace, sent=False)
    do(workspace, lambda c: events.move(c, kernteam, day=TUESDAY))
    # What was told is what is so now; the number of what was taken back stays used.
    assert due(workspace) == set()
    (whole,) = export(workspace, again=True)
    assert whole.sequence > moved.sequence


def test_a_series_is_marked_as_it_went_out(workspace: Workspace) -> None:
    seat_everybody(workspace)
    with workspace.change("series add") as change:
        made = series.add(change, KERNTEAM, "FREQ=WEEKLY;COUNT=4")
    export(workspace)
    assert mark(workspace, made.events[2].id) == 4 * len(EVERYBODY)
    assert told(workspace) == set()


def test_only_what_was_told_last_can_be_taken_back(workspace: Workspace, kernteam: int) -> None:
    export(workspace)
    do(workspace, lambda c: events.cancel(c, kernteam))
    export(workspace)
    assert mark(workspace, kernteam, sent=False) == len(EVERYBODY)
    assert due(workspace) == {(email, "CANCEL", "cancelled") for email in EVERYBODY}
    (off,) = export(workspace)
    assert (off.method, off.sequence) == ("CANCEL", 2)


def test_whoever_invites_is_not_invited(workspace: Workspace, kernteam: int) -> None:
    do(workspace, lambda c: programmes.edit(c, organiser=f"Lid viaa <{VIAA.upper()}>"))
    assert {email for email, *_rest in due(workspace)} == EVERYBODY - {VIAA}
    (file,) = export(workspace)
    assert VIAA not in file.to | file.people


def test_a_folder_in_the_way_of_one_file_leaves_none(workspace: Workspace, kernteam: int) -> None:
    plan(workspace)
    folder = workspace.path.parent / "out"
    with workspace.read() as view:
        first, second = letters.letters(view)
        (folder / second.file_name).mkdir(parents=True)
        assert code_of(lambda: letters.write_all(folder, [first, second])) == "folder-unwritable"
    assert [path.name for path in folder.iterdir()] == [second.file_name]
