"""What an invitation says, and to whom it says who else is invited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipe_events.domain.drafts import EventEdit
from ipe_events.domain.invitation import Privacy
from ipe_events.domain.kinds import KindEdit
from ipe_events.services import events, kinds, people, reviews, series
from ipe_events.services.workspace import Workspace
from tests.ical.reader import read
from tests.refusals import code_of
from tests.services.acts import INSTITUTIONS, KERNTEAM, do, plan, seat_everybody
from tests.services.answering import read as answers
from tests.services.answering import said
from tests.services.test_outbox import EVERYBODY, VIAA, due, export

AGENDA = KindEdit(agenda=(("Opening", 10), ("Rondvraag", None)), reminder_days=2)
PRIVATE = (Privacy.ORGANISATIONS, Privacy.RECIPIENT)


@pytest.fixture(autouse=True)
def kernteam_of_six(workspace: Workspace) -> None:
    seat_everybody(workspace)


def test_the_note_the_agenda_the_host_and_the_link_are_in_the_text(workspace: Workspace) -> None:
    do(workspace, lambda c: kinds.edit(c, "kernteamoverleg", AGENDA))
    number = plan(workspace, replace(KERNTEAM, host="viaa", link="https://meet.example.org/z"))
    do(workspace, lambda c: events.edit(c, number, EventEdit(note="Neem het rooster mee")))
    (file,) = export(workspace)
    assert file.text("DESCRIPTION") == (
        "Neem het rooster mee\n\nAgenda\n1. Opening (10 min)\n2. Rondvraag\n\n"
        "Ontvangst: Hogeschool Viaa\n\nhttps://meet.example.org/z"
    )
    (alarm,) = file.event.inside("VALARM")
    assert alarm.only("TRIGGER").raw == "-P2D"


@pytest.mark.parametrize("privacy", PRIVATE)
def test_nobody_is_named_to_others_in_a_private_invitation(
    workspace: Workspace, privacy: str
) -> None:
    number = plan(workspace, replace(KERNTEAM, privacy=privacy))
    files = export(workspace)
    assert len(files) == len({file.name for file in files}) == len(EVERYBODY)
    assert all(len(file.to) == 1 and file.people == file.to for file in files)
    said = files[0].text("DESCRIPTION") or ""
    assert ("Deltion" in said) == ("KPZ" in said) == (privacy == Privacy.ORGANISATIONS)
    # The identity is one; who answers, answers to the same meeting.
    assert len({file.uid for file in files}) == 1
    do(workspace, lambda c: events.cancel(c, number))
    off = export(workspace)
    assert {file.method for file in off} == {"CANCEL"}
    assert all(file.people == file.to for file in off)
    assert len(off) == len(EVERYBODY)


@pytest.mark.parametrize("privacy", PRIVATE)
def test_what_is_undone_names_nobody_either(workspace: Workspace, privacy: str) -> None:
    plan(workspace, replace(KERNTEAM, privacy=privacy))
    export(workspace)
    workspace.undo()
    off = export(workspace)
    assert len(off) == len(EVERYBODY)
    assert all(file.people == file.to for file in off)


def test_a_private_series_is_one_file_each(workspace: Workspace) -> None:
    with workspace.change("series add") as change:
        series.add(change, replace(KERNTEAM, privacy="recipient"), "FREQ=WEEKLY;COUNT=4")
    files = export(workspace)
    assert len(files) == len(EVERYBODY)
    for file in files:
        assert file.event.has("RRULE")
        assert file.people == file.to


def test_a_seat_without_a_name_is_invited_at_its_organisation(workspace: Workspace) -> None:
    address = "bureau@werkveld.example.org"
    do(workspace, lambda c: people.edit_organisation(c, "werkveld-kernteam-1", email=address))
    plan(workspace)
    assert (address, "REQUEST", "new") in due(workspace)
    (file,) = export(workspace)
    kinds_of = {
        line.raw.removeprefix("mailto:"): line.parameter("CUTYPE")
        for line in file.event.every("ATTENDEE")
    }
    assert kinds_of[address] == "GROUP"
    assert kinds_of[VIAA] == "INDIVIDUAL"


def test_i07_who_sent_a_deputy_and_the_deputy_are_told_as_such(workspace: Workspace) -> None:
    number, deputy = plan(workspace), "dep@example.org"
    export(workspace)
    sent = f"ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=mailto:{deputy}:mailto:{VIAA}"
    answers(workspace, said(workspace, number, "REPLY", sent))
    do(workspace, lambda c: reviews.accept(c, 1))

    def named() -> set[tuple[str, str, str]]:
        (file,) = export(workspace, again=True)
        return {
            (line.raw.removeprefix("mailto:"), name, found.text.removeprefix("mailto:"))
            for line in file.event.every("ATTENDEE")
            for name, (found,) in line.parameters.items()
            if name.startswith("DELEGATED")
        }

    assert named() == {(VIAA, "DELEGATED-TO", deputy), (deputy, "DELEGATED-FROM", VIAA)}
    # Who does not come after all is nobody's deputy; who comes after all has none.
    do(workspace, lambda c: events.answer(c, number, deputy, "declined"))
    assert named() == set()
    do(workspace, lambda c: events.answer(c, number, deputy, "accepted"))
    do(workspace, lambda c: events.answer(c, number, VIAA, "accepted"))
    assert named() == set()
    # Whose invitation names nobody else learns of no deputy.
    do(workspace, lambda c: events.answer(c, number, VIAA, "delegated"))
    do(workspace, lambda c: events.edit(c, number, EventEdit(privacy=Privacy.RECIPIENT)))
    assert all(b"DELEGATED-" not in file.content for file in export(workspace, again=True))


def test_several_chairs_and_who_may_come_are_told_as_such(workspace: Workspace) -> None:
    number = plan(workspace)
    both = [f"{slug}@example.org" for slug in INSTITUTIONS[:2]]
    for role in ("chair", "optional"):
        chosen = both if role == "chair" else [VIAA]
        do(workspace, lambda c, w=chosen: events.invite(c, number, [], w))  # type: ignore[misc]
        do(workspace, lambda c, w=chosen, r=role: events.invite(c, number, w, [], role=r))  # type: ignore[misc]
    (file,) = export(workspace)
    (event,) = read(file.content).inside("VEVENT")
    roles = {
        line.raw.removeprefix("mailto:"): line.parameter("ROLE") for line in event.every("ATTENDEE")
    }
    assert [roles[one] for one in both] == ["CHAIR", "CHAIR"]
    assert roles[VIAA] == "OPT-PARTICIPANT"


def test_whom_to_name_is_one_of_three(workspace: Workspace) -> None:
    assert code_of(lambda: plan(workspace, replace(KERNTEAM, privacy="none"))) == "unknown-privacy"
