from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.errors import Refused
from ipe_events.domain.new_programme import NewPartner, NewProgramme, typed_partners
from ipe_events.services import ledger, new_programme, programmes, setup
from ipe_events.services.workspace import Workspace
from tests.conftest import fixed_clock
from tests.refusals import code_of

TODAY = date(2026, 11, 22)
LINES = """Hogeschool Viaa; hbo; 200; 3500; Kernteam, Stuurgroep
Landstede MBO; mbo; 1:30; ; kernteam

Wijkteam Noord
"""


def test_typed_lines_become_a_programme_that_counts(tmp_path: Path) -> None:
    found = typed_partners(LINES)
    assert found.rejected == ()
    text = new_programme.text_of(NewProgramme("Leren in de buurt", found.sound), TODAY)
    workspace = Workspace.create(tmp_path / "w.db", fixed_clock)
    with workspace.change("new") as change:
        setup.add(change, text, "new", {}, None)
    with workspace.read() as view:
        report = ledger.report(view, "2026-2027")
        assert {row.key: row.figures.committed for row in report.rows} == {
            "hogeschool-viaa": 12_000,
            "landstede-mbo": 90,
        }
        budget = ledger.budget_report(view)
        assert [(year.label, year.cash_in, year.gap) for year in budget.years] == [
            ("2026-2027", 350_000, 0)
        ]
        kinds = {kind.slug: kind.groups for kind in programmes.kinds(view)}
        assert kinds == {
            "overleg-kernteam": ("kernteam",),
            "overleg-stuurgroep": ("stuurgroep",),
        }
    workspace.close()


def test_rows_that_cannot_be_used_are_named_as_they_are_counted(tmp_path: Path) -> None:
    found = typed_partners("Viaa;hbo;abc\nViaa;hbo;2\n=1+1\nLandstede;mbo;1;x")
    assert [(row.row, row.problems[0].code) for row in found.rejected] == [
        (1, "not-a-duration"),
        (2, "name-twice"),
        (3, "cell-formula"),
        (4, "not-an-amount"),
    ]
    file = tmp_path / "partners.csv"
    file.write_text("Partner,Uren\nViaa,abc\nKPZ,2\n", encoding="utf-8")
    from_file = new_programme.in_file(file)
    assert [(row.row, row.column) for row in from_file.rejected] == [(2, "Uren")]
    assert [partner.name for partner in from_file.sound] == ["KPZ"]


def test_without_groups_or_promises_everybody_meets_and_nothing_is_counted() -> None:
    text = new_programme.text_of(NewProgramme("Netwerk", typed_partners("Een\nTwee").sound), TODAY)
    file = programmes.parse(text, "x")
    assert [group.seats for group in file.groups] == [("een", "twee")]
    assert file.budget is None
    assert file.kinds[0].charge == "nobody"


def test_what_makes_no_programme_is_refused(tmp_path: Path) -> None:
    def made(name: str, years: tuple[str, ...] = (), lines: str = LINES) -> None:
        partners = typed_partners(lines).sound
        new_programme.text_of(NewProgramme(name, partners, years), TODAY)

    assert code_of(lambda: made("  ")) == "blank"
    assert code_of(lambda: made("Leren", ("volgend jaar",))) == "not-a-year"
    assert code_of(lambda: made("Leren", lines="=1")) == "no-partners"
    out = tmp_path / "there.toml"
    out.write_text("mine", encoding="utf-8")
    assert code_of(lambda: new_programme.write(out, "other")) == "file-exists"
    assert out.read_text(encoding="utf-8") == "mine"


@given(
    st.lists(
        st.tuples(
            st.text(min_size=1, max_size=20),
            st.integers(0, 60_000) | st.none(),
            st.integers(0, 10**8) | st.none(),
            st.lists(st.text(min_size=1, max_size=8), max_size=3),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_is_typed_gives_a_file_that_can_be_read_or_a_refusal(
    typed: list[tuple[str, int | None, int | None, list[str]]],
) -> None:
    partners = tuple(
        NewPartner(name, "hbo", minutes, cents, tuple(groups))
        for name, minutes, cents, groups in typed
    )
    try:
        text = new_programme.text_of(NewProgramme("Leren", partners), TODAY)
    except Refused:
        return
    file = programmes.parse(text, "x")
    assert [one.name.strip() for one in file.organisations] == [
        one.name.strip() for one in partners
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_words_are_those_of_the_programme(language: str) -> None:
    sound = typed_partners(LINES).sound
    text = new_programme.text_of(NewProgramme("Leren", sound, language=language), TODAY)
    assert ("Meeting: Kernteam" in text) == (language == "en")
