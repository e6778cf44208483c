"""Hour statements: what they say, versions, signatures, and what erasing somebody leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from ipe_events.domain.drafts import Attendance, HourDraft
from ipe_events.domain.kinds import KindEdit
from ipe_events.domain.rates import RateDraft, RateFrom
from ipe_events.domain.statement_content import (
    Differences,
    Happened,
    content_of,
    fingerprint_of,
    statement_of,
)
from ipe_events.domain.statements import (
    Signature,
    Standing,
    State,
    StatedRate,
    Statement,
    summed_by,
)
from ipe_events.services import (
    closings,
    dossier,
    entries,
    erasing,
    kinds,
    ledger,
    people,
    programmes,
    rates,
    setup,
    statements,
    upkeep,
)
from ipe_events.services import statement_papers as papers
from ipe_events.services.statement_drawing import draw_up
from ipe_events.services.statements import Version
from ipe_events.services.workspace import Workspace
from tests.refusals import problem_of
from tests.services.acts import address, attend, do, log, person
from tests.store.dumps import rows

ALL = Attendance(everybody=True)
VIAA = address("viaa")
WORK = HourDraft("viaa", date(2027, 1, 20), 90, "Curriculum", line="kernteam")
LATER = datetime(2027, 3, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
SIGNED = Signature("A. de Boer", "directeur", date(2027, 3, 1), "/scans/viaa.pdf")


@pytest.fixture(autouse=True)
def in_march(workspace: Workspace) -> None:
    """The meetings of January are over."""
    workspace.clock = lambda: LATER


def drawn(workspace: Workspace, organisation: str = "viaa", year: str = "2027") -> Statement:
    with workspace.read() as view:
        (found,) = draw_up(view, statements.period(view, year, None, None), organisation)
    return found


def issue(workspace: Workspace, organisation: str = "viaa") -> Version:
    with workspace.delivery() as view:
        (found,) = draw_up(view, statements.period(view, "2027", None, None), organisation)
        return statements.issue(view, found)


def standings(workspace: Workspace) -> dict[str, Standing]:
    with workspace.read() as view:
        found = statements.standings(view, statements.period(view, "2027", None, None))
    return {one.organisation: one for one in found}


def text(workspace: Workspace, version: Version, form: str = ".html") -> str:
    with workspace.read() as view:
        return papers.render(papers.paper(view, version), form).decode()


def changes(version: Version) -> dict[int, Happened]:
    found = version.differences
    assert isinstance(found, Differences)
    return {one.entry.id: one.happened for one in found.entries}


# --- what a statement says ------------------------------------------------------------------------


def test_a_statement_says_every_field_of_every_entry(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, ALL)
    loose = log(workspace, replace(WORK, person=VIAA, evidence="uren.xlsx", financing="programme"))
    found = drawn(workspace)
    met, paid = found.entries
    assert (met.event, met.activity, met.day) == (kernteam, "Kernteamoverleg", date(2027, 1, 12))
    assert (str(met.start), str(met.end), met.minutes) == ("13:00:00", "15:00:00", 120)
    assert (met.rate, met.rate_from, met.cents) == (Fraction(5500), RateFrom.PLAN, 11_000)
    assert (paid.id, paid.evidence, paid.minutes, paid.cents) == (loose, "uren.xlsx", 90, 0)
    # Only what is in kind counts.
    assert (found.minutes, found.cents, found.promised, found.remaining) == (
        120,
        11_000,
        200 * 60,
        198 * 60,
    )
    assert [rule.kind for rule in found.rules] == ["Kernteamoverleg"]
    assert [reading.answer for reading in found.readings if "80 uur" in reading.question] == [
        "80 uur elk"
    ]


def test_its_figures_are_those_of_the_ledger(busy: Workspace) -> None:
    with busy.read() as view:
        report = ledger.report(view, "2027")
        found = draw_up(view, statements.period(view, "2027", None, None))
    shown = {
        (one.organisation, line.slug): (line.promised, line.realised)
        for one in found
        for line in one.lines
    }
    there = {
        (row.key, row.line): (row.figures.committed, row.figures.tally.realised)
        for row in report.rows
        if row.figures.committed or row.figures.tally.realised
    }
    assert shown == there
    assert sum(one.minutes for one in found) == report.totals.tally.realised > 0
    for one in found:
        by_line = summed_by(one.entries, lambda entry: entry.line)
        for line in one.lines:
            sums = by_line.get(line.slug)
            assert line.realised == (sums.minutes if sums else 0)
            assert line.cents == (sums.cents if sums else 0)
        assert statement_of(content_of(one)) == one


def test_it_names_nobody_and_says_how_a_rate_was_found(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, ALL)
    draft = RateDraft(6000, organisation="viaa", method="gpl", basis="schaal 11", source="cao")
    do(workspace, lambda c: rates.add(c, draft))
    version = issue(workspace)
    ((kept, digest),) = rows(workspace.path, "SELECT content, fingerprint FROM statement")
    assert digest == fingerprint_of(str(kept)) == version.issued.fingerprint
    assert "Lid viaa" not in str(kept)
    assert VIAA not in str(kept)
    assert "Sanne" not in str(kept)
    (rate,) = version.statement.rates
    assert rate == StatedRate(Fraction(6000), "organisation", "gpl", "schaal 11", "cao")
    paper = text(workspace, version)
    for shown in ("Lid viaa", "Sanne de Wit", "schaal 11", "13:00–15:00", "€\xa0120,00", digest):
        assert str(shown) in paper


def test_a_part_of_a_year_is_a_statement_of_its_own(workspace: Workspace) -> None:
    log(workspace, WORK)
    log(workspace, replace(WORK, day=date(2027, 2, 3)))
    with workspace.delivery() as view:
        when = statements.period(view, "2027", date(2027, 2, 1), date(2027, 2, 28))
        (part,) = draw_up(view, when, "viaa")
        version = statements.issue(view, part)
        outside = problem_of(lambda: statements.period(view, "2027", date(2026, 12, 1), None))
    assert (version.issued.label, version.issued.minutes) == ("2027-02-01--2027-02-28", 90)
    assert part.promised == 1000
    assert outside.code == "outside-year"
    assert issue(workspace).issued.version == 1
    with workspace.read() as view:
        year = statements.period(view, "2027", None, None)
        listed = [one for one in statements.standings(view, year) if one.issued]
    assert [(one.label, one.minutes, one.moved) for one in listed] == [
        ("2027", 180, False),
        (part.label, 90, False),
    ]


# --- versions -------------------------------------------------------------------------------------


def test_the_same_is_the_same_version_and_late_hours_make_the_next(
    workspace: Workspace, kernteam: int
) -> None:
    attend(workspace, kernteam, ALL)
    early = log(workspace, WORK)
    first = issue(workspace)
    again = issue(workspace)
    assert (first.is_new, again.is_new, again.issued) == (True, False, first.issued)
    # Closing settles what was stated; it says nothing else.
    do(workspace, lambda c: closings.close(c, date(2027, 1, 31), "viaa"))
    assert not issue(workspace).is_new
    late = log(workspace, replace(WORK, day=date(2027, 2, 3), activity="Nagekomen"))
    with workspace.change("correct") as change:
        fix = entries.correct(change, early, 60, "Eerder weg")
    second = issue(workspace)
    assert (second.issued.version, second.is_new) == (2, True)
    assert changes(second) == {late: Happened.ADDED, fix: Happened.ADDED}
    assert second.differences is not None
    assert second.differences.minutes == 90 - 30
    assert second.differences.cents == second.issued.cents - first.issued.cents
    paper = text(workspace, second)
    assert "Nagekomen" in paper
    assert "Eerder weg" in paper
    # A version that was issued is drawn as it was.
    with workspace.read() as view:
        before = statements.version(view, first.issued.id)
    assert (before.statement, before.differences) == (first.statement, None)


def test_what_changed_or_went_is_listed(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, ALL)
    log(workspace, WORK)
    first = issue(workspace)
    met, loose = first.statement.entries
    workspace.undo()
    do(workspace, lambda c: rates.add(c, RateDraft(6000, organisation="viaa")))
    second = issue(workspace)
    assert changes(second) == {met.id: Happened.CHANGED, loose.id: Happened.GONE}
    found = second.differences
    assert found is not None
    assert {name for one in found.entries for name in one.fields} == {"rate", "rate_from", "cents"}
    assert (found.minutes, found.cents) == (-90, 12_000 - 11_000 - 8250)


def test_another_reading_of_the_plan_is_told(workspace: Workspace) -> None:
    first = issue(workspace, "werkveld-kernteam-1")
    do(workspace, lambda c: setup.choose(c, "kernteam-hours", "together"))
    second = issue(workspace, "werkveld-kernteam-1")
    found = second.differences
    assert first.statement.promised == 80 * 60
    assert found is not None
    assert [(one.before, one.now) for one in found.promises] == [(80 * 60, 40 * 60)]
    assert [one.before for one in found.readings] == ["80 uur elk"]
    assert "80:00 → 40:00" in text(workspace, second)


def test_an_undo_does_not_take_back_what_was_issued(workspace: Workspace) -> None:
    log(workspace, WORK)
    issue(workspace)
    workspace.undo()
    one = standings(workspace)["viaa"]
    assert (one.state, one.minutes, one.moved) == (State.ISSUED, 0, True)
    workspace.redo()
    assert not standings(workspace)["viaa"].moved


# --- signing --------------------------------------------------------------------------------------


def test_who_signed_is_kept_once(workspace: Workspace) -> None:
    log(workspace, WORK)
    number = issue(workspace).issued.id
    assert standings(workspace)["kpz"].state is State.NONE
    with workspace.delivery() as view:
        kept = statements.sign(view, number, SIGNED)
    assert (kept.signature, kept.state) == (SIGNED, State.SIGNED)
    assert standings(workspace)["viaa"].state is State.SIGNED
    with workspace.delivery() as view:
        assert problem_of(lambda: statements.sign(view, number, SIGNED)).code == "statement-signed"
        assert problem_of(lambda: statements.sign(view, 99, SIGNED)).code == "unknown-statement"
        blank = replace(SIGNED, by=" ")
        assert problem_of(lambda: statements.sign(view, number, blank)).code == "blank"
        other = statements.sign(view, number, replace(SIGNED, by="B. Vos"), again=True)
    assert other.signature is not None
    assert other.signature.by == "B. Vos"
    # Signing changes nothing that is stated; later hours are to be signed anew.
    assert not issue(workspace).is_new
    log(workspace, replace(WORK, day=date(2027, 2, 3)))
    assert standings(workspace)["viaa"].moved
    assert issue(workspace).issued.state is State.ISSUED


# --- somebody who is erased -----------------------------------------------------------------------


def test_a_name_that_is_gone_is_a_number_on_paper(workspace: Workspace) -> None:
    noor = person(workspace, "noor", "viaa")
    log(workspace, replace(WORK, person=noor, activity="Begeleiding"))
    upkeep.create(workspace)
    version = issue(workspace)
    with workspace.delivery() as view:
        statements.sign(view, version.issued.id, replace(SIGNED, by=" noor"))
    with workspace.read() as view:
        (signed,) = dossier.of(view, noor)["statements"]
    assert (signed["statement"], signed["function"]) == (version.issued.id, "directeur")
    done = erasing.erase(workspace, noor)
    assert done.statements == (version.issued.id,)
    # Within the years of account the name stays where hours are accounted for.
    ((number, by),) = rows(workspace.path, "SELECT id, signed_by FROM statement")
    assert by == "noor"
    assert "Noor" in text(workspace, version)
    workspace.clock = lambda: datetime(2040, 1, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    (due,) = erasing.due(workspace)
    erasing.erase(workspace, str(due))
    assert rows(
        workspace.path, "SELECT id, signed_by, signed_function, document, signed_on FROM statement"
    ) == [(number, "–", "", "", "2027-03-01")]
    with workspace.read() as view:
        again = statements.version(view, version.issued.id)
    assert again.issued.fingerprint == fingerprint_of(content_of(version.statement))
    paper = text(workspace, again)
    assert "Noor" not in paper
    assert f"persoon {due}" in paper or f"person {due}" in paper
    with workspace.delivery() as view:
        (same,) = draw_up(view, statements.period(view, "2027", None, None), "viaa")
        assert not statements.issue(view, same).is_new


def test_who_signed_keeps_a_name_for_the_years_of_account(workspace: Workspace) -> None:
    boss = person(workspace, "baas", "viaa")
    log(workspace, WORK)
    number = issue(workspace).issued.id
    with workspace.delivery() as view:
        statements.sign(view, number, replace(SIGNED, by="BAAS"))
    done = erasing.erase(workspace, boss)
    assert done.name_until is not None
    assert rows(workspace.path, "SELECT signed_by FROM statement") == [("BAAS",)]


# --- two programmes, many entries -----------------------------------------------------------------


def test_two_programmes_have_statements_of_their_own(workspace: Workspace) -> None:
    log(workspace, WORK)
    first = issue(workspace)
    source = programmes.source("izo")
    do(workspace, lambda c: setup.add(c, *source, {}, "Bo <bo@example.org>"))
    other = Workspace(workspace.path, workspace.clock, "izo")
    workspace.programme = "sion"
    log(other, replace(WORK, line=None, minutes=60))
    second = issue(other)
    assert (second.issued.version, second.issued.minutes, second.issued.cents) == (1, 60, 0)
    assert second.statement.promised is None
    assert not issue(workspace).is_new
    with other.read() as view:
        problem = problem_of(lambda: statements.version(view, first.issued.id))
    assert problem.code == "unknown-statement"
    other.close()


def test_three_hundred_entries_with_long_names(workspace: Workspace) -> None:
    name = '=HYPERLINK("x") <script>' + "Zeer lange naam " * 5
    noor = person(workspace, "noor", "viaa")
    do(workspace, lambda c: people.edit_organisation(c, "viaa", name=name.strip()))
    with workspace.change("log") as change:
        booker = entries.Booker(change)
        for number in range(300):
            day = date(2027, 1 + number % 2, 1 + number % 28)
            booker.log(replace(WORK, day=day, activity="Werk aan het curriculum " * 4, person=noor))
    version = issue(workspace)
    paper = text(workspace, version)
    assert "<script>" not in paper
    assert "&lt;script&gt;" in paper
    assert paper.count('<tr class="plain">') >= 300
    assert version.issued.minutes == 300 * 90


def test_what_counted_is_what_counted_then(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, ALL)
    first = issue(workspace)
    do(workspace, lambda c: kinds.edit(c, "kernteamoverleg", KindEdit(preparation=60)))
    assert not issue(workspace).is_new
    assert [rule.preparation for rule in first.statement.rules] == [0]
