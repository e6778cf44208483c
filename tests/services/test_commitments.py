from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial

import pytest

from ipe_events.domain.drafts import MOST_CENTS
from ipe_events.domain.kinds import KindEdit
from ipe_events.domain.promise_edit import CommitmentEdit
from ipe_events.domain.rates import RateDraft, RateFrom, Worth
from ipe_events.domain.records import CommitmentLine
from ipe_events.services import commitments, kinds, programmes, rates, setup
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    EURO,
    HOUR,
    KERNTEAM,
    do,
    figures,
    hours,
    page,
    plan,
    refused,
    seat_everybody,
)


def change_promise(
    workspace: Workspace,
    wanted: CommitmentEdit,
    organisation: str = "viaa",
    line: str = "kernteam",
    year: str = "2027",
) -> None:
    do(
        workspace,
        lambda c: commitments.set_commitment(c, organisation, line, year, wanted),
    )


def promised(workspace: Workspace, organisation: str, year: str = "2027") -> CommitmentLine:
    with workspace.read() as view:
        (own,) = [
            row
            for row in programmes.commitments(view)
            if (row.organisation, row.year) == (organisation, year)
        ]
    return own


def test_the_promises_of_the_plan_are_those_of_the_file(workspace: Workspace) -> None:
    own = promised(workspace, "viaa")
    assert (own.minutes, own.cash_cents, own.value_cents) == (
        200 * HOUR,
        3_500 * EURO,
        11_000 * EURO,
    )
    assert (own.worth, own.state, own.edited) == (
        Worth(Fraction(5500), RateFrom.PLAN),
        "plan",
        False,
    )
    with workspace.read() as view:
        found = programmes.commitments(view)
    assert len(found) == (6 + 2 + 25) * 4 + 3
    assert [row.organisation for row in found[:4]] == ["landstede"] * 4
    assert [row.year for row in found[:4]] == ["2024", "2025", "2026", "2027"]


def test_more_hours_keep_the_rate_of_the_plan(workspace: Workspace) -> None:
    change_promise(workspace, CommitmentEdit(minutes=220 * HOUR, reason="extra onderzoeker"))
    own = figures(workspace, "viaa")
    assert (own.committed, own.committed_value) == (220 * HOUR, 12_100 * EURO)
    assert own.rate == 55 * EURO
    assert promised(workspace, "viaa").edited
    assert figures(workspace, "viaa", "2026").committed == 200 * HOUR


def test_another_rate_gives_the_same_hours_another_value(workspace: Workspace) -> None:
    change_promise(workspace, CommitmentEdit(rate=60 * EURO))
    own = figures(workspace, "viaa")
    assert (own.committed, own.committed_value) == (200 * HOUR, 12_000 * EURO)
    assert own.rate == 60 * EURO


def test_what_is_not_given_stays(workspace: Workspace) -> None:
    change_promise(workspace, CommitmentEdit(cash=5_000 * EURO, state="signed"))
    change_promise(workspace, CommitmentEdit(minutes=0))
    own = promised(workspace, "viaa")
    assert (own.cash_cents, own.state, own.minutes) == (5_000 * EURO, "signed", 0)


def test_a_promise_of_some_months_is_all_of_it(workspace: Workspace) -> None:
    change_promise(workspace, CommitmentEdit(starts=date(2027, 4, 1), ends=date(2027, 6, 30)))
    own = promised(workspace, "viaa")
    assert (own.starts, own.ends) == (date(2027, 4, 1), date(2027, 6, 30))
    assert figures(workspace, "viaa").committed == 200 * HOUR
    # All of it falls in this school year, beside five months of 2026.
    assert figures(workspace, "viaa", "2026-2027").committed == 200 * HOUR + 5_000


def test_a_new_promise_makes_a_partner_at_the_end_of_the_list(workspace: Workspace) -> None:
    change_promise(workspace, CommitmentEdit(minutes=40 * HOUR), "saxion", "leerteambegeleiding")
    own = figures(workspace, "saxion", line="leerteambegeleiding")
    assert (own.committed, own.committed_value, own.left) == (40 * HOUR, 0, 40 * HOUR)
    with workspace.read() as view:
        assert programmes.commitments(view)[-1].organisation == "saxion"
        partners = {row.organisation for row in programmes.commitments(view)}
    assert len(partners) == 6 + 1 + 2 + 25 + 1
    change_promise(workspace, CommitmentEdit(rate=50 * EURO), "saxion", "leerteambegeleiding")
    own = figures(workspace, "saxion", line="leerteambegeleiding")
    assert own.committed_value == 2_000 * EURO


def test_another_kind_of_year_that_would_count_months_twice_is_refused(
    workspace: Workspace,
) -> None:
    edit = CommitmentEdit(minutes=100 * HOUR)
    for year, other in (("2026-2027", "2026"), ("2027-2028", "2027"), ("2023-2024", "2024")):
        act = partial(
            commitments.set_commitment,
            organisation="viaa",
            line="kernteam",
            label=year,
            wanted=edit,
        )
        problem = refused(workspace, act)
        assert (problem.code, problem.values) == (
            "years-overlap",
            {"value": year, "other": other},
        )
    change_promise(workspace, edit, year="2028")
    change_promise(workspace, edit, year="2026-2027", line="leerteambegeleiding")


@pytest.mark.parametrize(
    ("edit", "field", "code"),
    [
        (CommitmentEdit(minutes=-1), "hours", "negative"),
        (CommitmentEdit(cash=-1), "cash", "negative"),
        (CommitmentEdit(rate=-1), "rate", "negative"),
        (CommitmentEdit(cash=MOST_CENTS + 1), "cash", "too-much"),
        (CommitmentEdit(rate=MOST_CENTS + 1), "rate", "too-much"),
        (CommitmentEdit(state="misschien"), "state", "unknown-state"),
        (CommitmentEdit(reason="a\nb"), "reason", "control-characters"),
        (CommitmentEdit(starts=date(1, 1, 1)), "from", "not-a-date"),
        (CommitmentEdit(starts=date(2028, 1, 1)), "until", "end-before-start"),
        (CommitmentEdit(ends=date(2026, 12, 31)), "until", "end-before-start"),
        (
            CommitmentEdit(starts=date(2027, 6, 1), ends=date(2027, 5, 1)),
            "until",
            "end-before-start",
        ),
    ],
)
def test_a_promise_that_cannot_be(
    workspace: Workspace, edit: CommitmentEdit, field: str, code: str
) -> None:
    problem = refused(
        workspace, lambda c: commitments.set_commitment(c, "viaa", "kernteam", "2027", edit)
    )
    assert (problem.field, problem.code) == (field, code)


@pytest.mark.parametrize(
    ("organisation", "line", "year", "code"),
    [
        ("nergens", "kernteam", "2027", "unknown-organisation"),
        ("viaa", "nergens", "2027", "unknown-line"),
        ("viaa", "kernteam", "27", "not-a-year"),
    ],
)
def test_a_promise_of_what_is_not_there(
    workspace: Workspace, organisation: str, line: str, year: str, code: str
) -> None:
    edit = CommitmentEdit(minutes=60)
    problem = refused(
        workspace, lambda c: commitments.set_commitment(c, organisation, line, year, edit)
    )
    assert problem.code == code


# --- kinds --------------------------------------------------------------------------------------


def test_what_a_kind_charges_changes_what_is_planned_and_not_what_was_fixed(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    number = plan(workspace)
    do(workspace, lambda c: kinds.edit(c, "kernteamoverleg", KindEdit(preparation=30, travel=15)))
    assert hours(workspace, "viaa") == (0, 2.75, 0, 197.25)
    do(workspace, lambda c: kinds.edit(c, "kernteamoverleg", KindEdit(charge="nobody")))
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    do(workspace, lambda c: kinds.edit(c, "kernteamoverleg", KindEdit(charge="all", length=180)))
    assert page(workspace, number).minutes == 120
    assert hours(workspace, "viaa") == (0, 2.75, 0, 197.25)


def test_a_kind_can_be_charged_to_another_line_or_to_none(workspace: Workspace) -> None:
    plan(workspace, KERNTEAM)
    for line in ("leerteambegeleiding", ""):
        do(workspace, partial(kinds.edit, slug="kernteamoverleg", wanted=KindEdit(line=line)))
        assert hours(workspace, "viaa") == (0, 0, 0, 200)
        assert figures(workspace, "viaa", line=line or None).tally.planned == 120


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"length": 4}, "too-short"),
        ({"preparation": -1}, "too-short"),
        ({"travel": -1}, "too-short"),
        ({"charge": "iemand"}, "unknown-charge"),
        ({"line": "nergens"}, "unknown-line"),
    ],
)
def test_a_kind_that_cannot_be(workspace: Workspace, values: dict[str, object], code: str) -> None:
    problem = refused(
        workspace,
        lambda c: kinds.edit(c, "kernteamoverleg", KindEdit(**values)),  # type: ignore[arg-type]
    )
    assert problem.code == code
    problem = refused(workspace, lambda c: kinds.edit(c, "feest", KindEdit(length=60)))
    assert problem.code == "unknown-kind"


def test_hours_set_by_hand_stay_those_hours_when_euros_lead(workspace: Workspace) -> None:
    change_promise(workspace, CommitmentEdit(minutes=100 * HOUR, rate=90 * EURO))
    do(workspace, lambda c: setup.choose(c, "gpl", "euros"))
    assert figures(workspace, "viaa").committed == 100 * HOUR
    assert figures(workspace, "viaa").committed_value == 9_000 * EURO
    change_promise(workspace, CommitmentEdit(rate=100 * EURO))
    assert figures(workspace, "viaa").committed == 90 * HOUR
    do(workspace, lambda c: rates.add(c, RateDraft(60 * EURO, "kpz")))
    change_promise(workspace, CommitmentEdit(minutes=110 * HOUR), "kpz")
    assert figures(workspace, "kpz").committed == 110 * HOUR
