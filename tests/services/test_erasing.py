"""Done 4 of the issue: no byte of the address is left in the folder of the workspace."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ipe_events.domain.cash import CostDraft
from ipe_events.domain.closures import ClosureDraft
from ipe_events.domain.drafts import Attendance, EventEdit, HourDraft
from ipe_events.services import (
    closings,
    closures,
    dossier,
    entries,
    erasing,
    events,
    letters,
    money,
    outbox,
    people,
    programmes,
    upkeep,
)
from ipe_events.services.workspace import Workspace
from ipe_events.store import database
from tests.refusals import code_of
from tests.services.acts import (
    KERNTEAM,
    at,
    attend,
    do,
    later,
    log,
    member,
    person,
    plan,
    worked,
)
from tests.store.dumps import execute, rows

NOOR, BEFORE = "noor@example.org", "noor.oud@example.org"
OTHER, EARLIER = "n.bakker@school.example.org", "nbakker@example.org"
BRAM = "bram.noor@example.org"


@pytest.fixture
def known(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace that knows Noor in every way it can, with copies beside it and elsewhere."""
    workspace.second_folder = tmp_path / "stick"
    do(workspace, lambda c: programmes.edit(c, organiser="Sanne <sanne.de.wit@example.org>"))
    person(workspace, "noor", "viaa")
    do(
        workspace,
        lambda c: people.edit_person(c, NOOR, email=BEFORE, profession="orthopedagoog"),
        lambda c: people.edit_person(c, BEFORE, working_days="ma di", aliases=(OTHER, EARLIER)),
    )
    do(workspace, lambda c: people.edit_person(c, BEFORE, email=NOOR, aliases=(OTHER,)))
    upkeep.create(workspace)
    away = ClosureDraft(date(2027, 5, 3), person=NOOR, name="ziek")
    do(workspace, lambda c: closures.add(c, away))
    member(workspace, NOOR, "kernteam")
    held = plan(workspace, replace(KERNTEAM, when=replace(KERNTEAM.when, day=date(2026, 10, 6))))
    attend(workspace, held, Attendance(everybody=True))
    log(workspace, replace(worked(day=date(2026, 10, 7)), person=NOOR))
    ahead = plan(workspace)
    note = EventEdit(note=f"vraag {NOOR.upper()} of {BRAM}")
    do(workspace, lambda c: events.edit(c, ahead, note))
    with workspace.delivery() as view:
        letters.remember(view, letters.letters(view))
    later(workspace, days=1)
    upkeep.create(workspace)
    return workspace


def files(workspace: Workspace) -> list[Path]:
    stick = workspace.second_folder
    assert stick is not None
    found = [*workspace.path.parent.rglob("*"), *stick.rglob("*")]
    return [file for file in found if file.is_file()]


def holding(workspace: Workspace, text: str) -> list[str]:
    """The files in which a text stands, somebody else's longer address apart."""
    found = {file.name: file.read_bytes().lower() for file in files(workspace)}
    if text == BRAM:
        return [name for name, content in found.items() if BRAM.encode() in content]
    wanted = text.lower().encode()
    return [
        name for name, content in found.items() if wanted in content.replace(BRAM.encode(), b"")
    ]


def test_no_byte_of_an_address_is_left_in_the_workspace_and_its_copies(known: Workspace) -> None:
    backups = known.path.parent / "backups"
    shutil.copy(upkeep.copies(known.path)[0].file, backups / "ipe-events-before-0002.db")
    remnant = backups / "ipe-events-2026-01-01.db.abc.partial"
    remnant.write_bytes(NOOR.encode())
    ages = {copy.file: copy.file.stat().st_mtime for copy in upkeep.copies(known.path)}
    assert len(ages) >= 4
    assert len(holding(known, NOOR)) >= 6
    done = erasing.erase(known, NOOR)
    for text in (NOOR, BEFORE, OTHER, EARLIER, "orthopedagoog", "ziek"):
        assert holding(known, text) == []
    assert holding(known, BRAM) != []
    assert (done.events, done.unread, done.left, done.settled) == (1, (), (), True)
    found = {copy.file: copy.file.stat().st_mtime for copy in upkeep.copies(known.path)}
    # Today's copy, made before anything is written, and the one in the other folder.
    assert done.copies == len(found) + 1 == len(ages) + 2
    assert found | ages == found
    assert not remnant.exists()


def test_the_name_stays_until_no_programme_needs_it(known: Workspace) -> None:
    done = erasing.erase(known, NOOR)
    # The programme ends on 31 July 2028, and keeps names for seven years.
    assert done.name_until == date(2035, 7, 31)
    assert rows(known.path, "SELECT name, email, profession, working_days FROM person") == [
        ("Noor", None, "", "")
    ]
    assert erasing.due(known) == []
    later(known, days=366 * 9)
    assert erasing.due(known) == [done.person]
    again = erasing.erase(known, str(done.person))
    assert again.name_until is None
    assert holding(known, "Noor\x00") == []
    assert rows(known.path, "SELECT name FROM person") == [("–",)]
    assert erasing.due(known) == []
    names = rows(
        known.path,
        "SELECT count(*) FROM change_row WHERE table_name = 'person' "
        "AND (before LIKE '%Noor%' OR after LIKE '%Noor%')",
    )
    assert names == [(0,)]


def test_who_never_took_part_is_gone_at_once(workspace: Workspace) -> None:
    person(workspace, "noor", "viaa")
    assert erasing.erase(workspace, NOOR).name_until is None
    assert rows(workspace.path, "SELECT name FROM person") == [("–",)]


def test_what_was_worked_stays_and_what_is_to_come_is_left_open(known: Workspace) -> None:
    entries = rows(known.path, "SELECT * FROM hour_entry")
    assert entries
    erasing.erase(known, NOOR)
    assert rows(known.path, "SELECT * FROM hour_entry") == entries
    ((ahead,),) = rows(known.path, "SELECT max(id) FROM event")
    assert isinstance(ahead, int)
    assert at(known, ahead, "viaa") == [None]
    with known.read() as view:
        there = events.page(view, ahead - 1).participants
        assert [part.name for part in there if part.organisation == "viaa"] == ["Noor"]
        (kernteam,) = [line for line in people.groups(view) if line.slug == "kernteam"]
        assert [seat.name for seat in kernteam.seats if seat.organisation == "viaa"] == [None]
        # Nobody can be told any more; the number of what was told stays.
        assert all(item.email != NOOR for item in outbox.pending(view))
        assert [item for item in outbox.exported(view) if item.email in ("", NOOR)] == []
    assert rows(known.path, "SELECT count(*) FROM delivery WHERE address = ''") == [(1,)]


def test_it_cannot_be_undone_and_the_workspace_and_its_copies_are_sound(
    known: Workspace, tmp_path: Path
) -> None:
    erasing.erase(known, NOOR)
    assert code_of(known.undo) == "barrier"
    assert known.faults() == []
    person(known, "later", "viaa")
    known.undo()
    for copy in upkeep.copies(known.path):
        target = tmp_path / f"restored-{copy.file.name}"
        shutil.copy(copy.file, target)
        restored = Workspace(target, known.clock)
        assert restored.faults() == []
        assert code_of(restored.undo) == "barrier"
        person(restored, "nieuw", "viaa")
        restored.close()


def test_a_copy_of_an_older_schema_is_cleaned_too(known: Workspace) -> None:
    copy = upkeep.copies(known.path)[0].file
    execute(
        copy,
        "DROP TRIGGER journal_busy_insert; DROP TRIGGER journal_busy_update;"
        "DROP TRIGGER journal_busy_delete; DROP TABLE busy;"
        "DROP TRIGGER journal_closure_insert; DROP TRIGGER journal_closure_update;"
        "DROP TRIGGER journal_closure_delete; DROP TABLE closure; VACUUM;",
    )
    erasing.erase(known, NOOR)
    assert holding(known, NOOR) == []
    assert rows(copy, "SELECT email FROM person") == [(None,)]


def test_a_copy_of_another_workspace_that_stood_here_loses_no_other_person(
    known: Workspace,
) -> None:
    copy = upkeep.copies(known.path)[0].file
    execute(
        copy,
        "UPDATE journal_state SET change_id = 1;"
        "UPDATE person SET name = 'Bram', email = 'bram@example.org';"
        "UPDATE journal_state SET change_id = NULL;",
    )
    erasing.erase(known, NOOR)
    assert rows(copy, "SELECT name, email FROM person") == [("Bram", "bram@example.org")]
    assert holding(known, NOOR) == []


def test_what_cannot_be_cleaned_is_named(known: Workspace, tmp_path: Path) -> None:
    broken = known.path.parent / "backups" / "ipe-events-before-restore-2026-01-01-000000.db"
    broken.write_bytes(b"not a database " + NOOR.encode())
    letter = tmp_path / "exports" / "deep" / "uitnodiging.ics"
    letter.parent.mkdir(parents=True)
    letter.write_text(f"ATTENDEE:mailto:{NOOR}")
    done = erasing.erase(known, NOOR, tmp_path / "exports")
    assert done.unread == (broken,)
    assert set(done.left) == {broken.resolve(), letter.resolve()}
    assert letter.read_text() == f"ATTENDEE:mailto:{NOOR}"


def test_who_reads_meanwhile_keeps_it_from_being_settled(
    known: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 200)
    with known.read() as view:
        people.people(view)
        assert not erasing.erase(known, NOOR).settled
    assert erasing.erase(known, "1").settled
    assert holding(known, NOOR) == []


def test_an_address_that_is_somebody_else_s_now_stays_theirs(workspace: Workspace) -> None:
    person(workspace, "noor", "viaa")
    do(workspace, lambda c: people.edit_person(c, NOOR, email=BEFORE))
    second = person(workspace, "noor", "kpz")
    do(workspace, lambda c: people.edit_person(c, BEFORE, aliases=(OTHER,)))
    do(workspace, lambda c: people.edit_person(c, BEFORE, aliases=()))
    do(workspace, lambda c: people.edit_person(c, second, aliases=(OTHER,)))
    erasing.erase(workspace, BEFORE)
    assert rows(workspace.path, "SELECT email, aliases FROM person") == [
        (None, "[]"),
        (second, f'["{OTHER}"]'),
    ]


def test_who_sends_the_invitations_cannot_be_erased_before_another_does(
    known: Workspace,
) -> None:
    def organiser(text: str) -> None:
        do(known, lambda c: programmes.edit(c, organiser=text))

    organiser(f"Noor <{NOOR}>")
    number, anne = plan(known), person(known, "anne", "kpz")
    do(known, lambda c: events.invite(c, number, (anne,), ()))
    with known.delivery() as view:
        letters.remember(view, letters.letters(view))
    assert code_of(lambda: erasing.erase(known, NOOR)) == "sends-invitations"
    organiser("Bram <bram@example.org>")
    erasing.erase(known, NOOR)
    assert holding(known, NOOR) == []
    with known.read() as view:
        (letter,) = letters.letters(view, number, again=True)
    assert b"bram@example.org" in letter.content


def test_who_entered_hours_and_money_is_forgotten_with_the_name(known: Workspace) -> None:
    def organiser(text: str) -> None:
        do(known, lambda c: programmes.edit(c, organiser=text))

    organiser(f"Noor <{NOOR}>")
    known_work = HourDraft("viaa", date(2026, 1, 20), 90, "Toetsen", line="kernteam")
    cost = CostDraft(date(2026, 3, 1), "zaal", planned=100)
    do(known, lambda c: entries.log_hours(c, known_work), lambda c: money.add_cost(c, cost))
    do(known, lambda c: closings.close(c, date(2026, 1, 31), "viaa"))
    organiser("Bram <bram@example.org>")
    later(known, days=366 * 9)
    erasing.erase(known, NOOR)
    for query in (
        "SELECT entered_by FROM hour_entry WHERE activity = 'Toetsen'",
        "SELECT entered_by FROM cost_entry",
        "SELECT closed_by FROM closing",
    ):
        assert rows(known.path, query) == [("–",)]
    kept = rows(
        known.path,
        "SELECT count(*) FROM change_row WHERE table_name IN ('hour_entry', 'cost_entry', "
        "'closing') AND (before LIKE '%\"Noor\"%' OR after LIKE '%\"Noor\"%')",
    )
    assert kept == [(0,)]


def test_who_is_erased_is_changed_no_more(workspace: Workspace) -> None:
    person(workspace, "noor", "viaa")
    number = erasing.erase(workspace, NOOR).person
    with pytest.raises(Exception, match="person-erased"), workspace.change("act") as change:
        people.edit_person(change, str(number), email=NOOR)


# --- what is kept of somebody -------------------------------------------------------------------


def test_everything_that_is_kept_of_somebody_is_shown(known: Workspace) -> None:
    with known.read() as view:
        found = dossier.of(view, NOOR)
    assert found["person"] == [
        {
            "id": 1,
            "name": "Noor",
            "email": NOOR,
            "aliases": (OTHER,),
            "profession": "orthopedagoog",
            "working_days": "12",
            "erased_on": None,
        }
    ]
    assert [entry["organisation"] for entry in found["affiliations"]] == ["Hogeschool Viaa"]
    assert [entry["group"] for entry in found["memberships"]] == ["kernteam"]
    assert [(entry["state"], entry["attended"]) for entry in found["meetings"]] == [
        ("held", True),
        ("planned", None),
    ]
    assert [entry["hours"] for entry in found["hours"]] == [2.0, 1.5]
    assert [entry["name"] for entry in found["closures"]] == ["ziek"]
    assert [entry["method"] for entry in found["told"]] == ["REQUEST"]
    assert len(found["changes"]) == 4
    assert found["busy"] == found["poll_answers"] == []


def test_after_erasing_only_what_must_be_kept_is_left(known: Workspace) -> None:
    erasing.erase(known, NOOR)
    with known.read() as view:
        found = dossier.of(view, "1")
    assert [kind for kind, facts in found.items() if facts] == [
        "person",
        "affiliations",
        "memberships",
        "meetings",
        "hours",
        "changes",
    ]
    assert NOOR not in str(found)
