"""What a programme was set up with goes as long as nothing was done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ipe_events.domain.drafts import EventDraft, When
from ipe_events.domain.kinds import KindEdit
from ipe_events.domain.programme_edit import ProgrammeEdit
from ipe_events.services import (
    closures,
    commitments,
    events,
    kinds,
    people,
    plan_lines,
    plans,
    programmes,
    removing,
)
from ipe_events.services.plans import GoalEdit
from ipe_events.services.seats import MemberTerms
from ipe_events.services.workspace import Change, Workspace
from tests.services.acts import do, refused


def make(change: Change) -> None:
    """One of everything, used by nothing but each other."""
    people.add_organisation(change, "icare", "Icare")
    people.add_group(change, "lectoraten", "Lectoraten")
    people.add_member(change, "lectoraten", "icare", MemberTerms())
    plan_lines.add(change, "onderzoek", "Onderzoek")
    wanted = KindEdit(name="Kring", groups=("lectoraten",), required=("icare",))
    kinds.add(change, "kring", wanted)
    plans.add_goal(change, "G9", GoalEdit("Negende", "goal", "G1"))


def test_what_was_just_made_goes_again(workspace: Workspace) -> None:
    do(workspace, make)
    for remove, name in (
        (removing.organisation, "icare"),
        (removing.group, "lectoraten"),
        (removing.kind, "kring"),
        (removing.line, "onderzoek"),
        (removing.goal, "G9"),
    ):
        do(workspace, lambda c, r=remove, n=name: r(c, n))  # type: ignore[misc]
    with workspace.read() as view:
        slugs = {
            *(one.slug for one in people.organisations(view)),
            *(one.slug for one in people.groups(view)),
            *(one.slug for one in programmes.kinds(view)),
            *(one.slug for one in programmes.plan_lines(view)),
            *(one.slug for one in programmes.goals(view)),
        }
    assert not slugs & {"icare", "lectoraten", "kring", "onderzoek", "G9"}


def test_a_group_goes_off_its_kinds_and_an_organisation_off_what_asks_for_it(
    workspace: Workspace,
) -> None:
    do(workspace, make)
    do(workspace, lambda c: removing.group(c, "lectoraten"))
    do(workspace, lambda c: removing.organisation(c, "icare"))
    with workspace.read() as view:
        (kind,) = [one for one in programmes.kinds(view) if one.slug == "kring"]
    assert (kind.groups, kind.required) == ((), ())


@pytest.mark.parametrize(
    "act",
    [
        lambda c: removing.goal(c, "G1"),
        lambda c: removing.kind(c, "kring"),
        lambda c: removing.line(c, "kernteam"),
        lambda c: removing.organisation(c, "viaa"),
    ],
)
def test_what_is_used_stays(workspace: Workspace, act: Callable[[Change], None]) -> None:
    do(workspace, make)
    when = When(date(2027, 1, 12), None, None, None)
    do(workspace, lambda c: events.add(c, EventDraft("kring", when)))
    assert refused(workspace, act).code == "in-use"


def test_a_kind_or_line_is_added_once(workspace: Workspace) -> None:
    do(workspace, make)
    assert refused(workspace, lambda c: kinds.add(c, "KRING", KindEdit())).code == "kind-known"
    assert refused(workspace, lambda c: plan_lines.add(c, "Onderzoek", "x")).code == "line-known"
    wanted = KindEdit(groups=("nergens",))
    assert refused(workspace, lambda c: kinds.edit(c, "kring", wanted)).code == "unknown-group"


def test_a_promise_goes_unless_its_year_is_settled(workspace: Workspace) -> None:
    from ipe_events.services import closings

    where = ("viaa", "kernteam", "2027")
    do(workspace, lambda c: commitments.remove_commitment(c, *where))
    gone = refused(workspace, lambda c: commitments.remove_commitment(c, *where))
    assert gone.code == "unknown-promise"
    do(workspace, lambda c: closings.close(c, date(2026, 1, 31), "viaa"))
    before = ("viaa", "kernteam", "2026")
    settled = refused(workspace, lambda c: commitments.remove_commitment(c, *before))
    assert settled.code == "promise-closed"


def test_rate_and_days_of_a_promise_can_be_taken_away(workspace: Workspace) -> None:
    def own() -> tuple[int | None, date | None, str]:
        with workspace.read() as view:
            found = programmes.commitments(view)
            one = next(c for c in found if (c.organisation, c.year) == ("viaa", "2027"))
            return one.rate_cents, one.starts, one.document

    def set_to(**wanted: object) -> None:
        edit = commitments.CommitmentEdit(**wanted)  # type: ignore[arg-type]
        do(
            workspace,
            lambda c: commitments.set_commitment(c, "viaa", "kernteam", "2027", edit),
        )

    set_to(rate=6000, starts=date(2027, 2, 1), document="brief.pdf")
    assert own() == (6000, date(2027, 2, 1), "brief.pdf")
    set_to(cleared=frozenset({"rate", "starts"}))
    assert own() == (None, None, "brief.pdf")


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (ProgrammeEdit(name=" "), "blank"),
        (ProgrammeEdit(days=(date(2027, 1, 2), date(2027, 1, 1))), "end-before-start"),
        (ProgrammeEdit(years=("2027", "2027-2028")), "years-mixed"),
        (ProgrammeEdit(years=("morgen",)), "not-a-year"),
        (ProgrammeEdit(region="Noord"), "region-invalid"),
        (ProgrammeEdit(region="NL-Mars"), "unknown-region"),
        (ProgrammeEdit(retention_years=-1), "negative"),
        (ProgrammeEdit(cash_needed=10**12), "too-much"),
    ],
)
def test_what_a_programme_cannot_be(workspace: Workspace, wanted: ProgrammeEdit, code: str) -> None:
    assert refused(workspace, lambda c: programmes.edit(c, wanted)).code == code


def test_a_programme_is_changed_field_by_field(workspace: Workspace) -> None:
    do(workspace, lambda c: programmes.edit(c, ProgrammeEdit(region="", years=("2027", "2026"))))
    with workspace.read() as view:
        (own,) = programmes.programmes(view)
        assert closures.lines(view) == []
    assert (own.region, own.years) == ("", ("2026", "2027"))
    assert own.name.startswith("Samen Interprofessioneel")
