from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipe_events.domain.availability import Seat
from ipe_events.domain.closures import ClosureDraft, ClosureLine
from ipe_events.domain.importing import ImportReport
from ipe_events.services import closures, finding, importing, reading
from ipe_events.services.availability import availability
from ipe_events.services.workspace import Workspace, key
from tests.services.acts import do, person, refused

MAY = ClosureDraft(date(2027, 5, 17), date(2027, 5, 21), "Studieweek", organisation="viaa")


def kept(workspace: Workspace, **narrow: object) -> list[ClosureLine]:
    with workspace.read() as view:
        return closures.lines(view, **narrow)  # type: ignore[arg-type]


def bring_in(workspace: Workspace, file: Path, **owner: str) -> ImportReport:
    found = reading.rows(file, closures.COLUMNS)
    return importing.carry_out(
        workspace,
        "closure import",
        lambda change: closures.import_closures(change, found, **owner),
        dry_run=False,
        all_or_nothing=False,
    )


def test_closures_are_listed_by_day_and_narrowed(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "kpz")
    do(
        workspace,
        lambda c: closures.add(c, MAY),
        lambda c: closures.add(c, ClosureDraft(date(2027, 5, 3), region="NL-Noord")),
        lambda c: closures.add(c, ClosureDraft(date(2027, 5, 4), name="Vrij", person=anne)),
    )
    assert [
        (line.who, line.organisation, line.person, line.region) for line in kept(workspace)
    ] == [
        ("NL-Noord", None, None, "NL-Noord"),
        ("Anne", None, anne, None),
        ("Hogeschool Viaa", "viaa", None, None),
    ]
    assert [line.who for line in kept(workspace, organisation="viaa")] == ["Hogeschool Viaa"]
    assert [line.who for line in kept(workspace, first=date(2027, 5, 5))] == ["Hogeschool Viaa"]
    assert len(kept(workspace, last=date(2027, 5, 4))) == 2
    number = kept(workspace)[0].id
    do(workspace, lambda c: closures.remove(c, number))
    assert len(kept(workspace)) == 2
    assert refused(workspace, lambda c: closures.remove(c, number)).code == "unknown-closure"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (ClosureDraft(date(2027, 5, 3), organisation="nergens"), "unknown-organisation"),
        (ClosureDraft(date(2027, 5, 3), person="niemand@example.org"), "unknown-person"),
        (ClosureDraft(date(2027, 5, 3)), "closure-of-one"),
        (MAY, "closure-known"),
    ],
)
def test_a_closure_that_cannot_be_kept(
    workspace: Workspace, draft: ClosureDraft, code: str
) -> None:
    do(workspace, lambda c: closures.add(c, MAY))
    assert refused(workspace, lambda c: closures.add(c, draft)).code == code


def test_a_closure_stands_in_the_way_of_a_date(workspace: Workspace) -> None:
    do(workspace, lambda c: closures.add(c, MAY))
    with workspace.read() as view:
        seat = Seat(key(finding.organisation(view, "viaa")), None)
        known = availability(view, [seat], date(2027, 5, 1), date(2027, 5, 31))
        found = [known.obstacles(date(2027, 5, day), None, None, [seat]) for day in (18, 25)]
    assert [[one.name for one in day if one.code == "closure"] for day in found] == [
        ["Studieweek"],
        [],
    ]


def test_a_table_of_closures(workspace: Workspace, tmp_path: Path) -> None:
    person(workspace, "anne", "kpz")
    (tmp_path / "sluitingen.csv").write_text(
        "Instelling;Persoon;Van;T/m;Omschrijving\n"
        "Deltion;;24-12-2027;3 januari 2028;Kerst\n"
        ";anne@example.org;2027-05-04;;Vrij\n"
        "Deltion;anne@example.org;2027-05-04;;\n"
        "KPZ;;2027-05-04;2027-05-01;\n"
        "KPZ;;;;\n"
        "KPZ;;dan;;\n"
        ";;2027-06-01;;Studiedag\n"
        "Deltion;;2027-12-24;2028-01-03;Kerst\n"
    )
    report = bring_in(workspace, tmp_path / "sluitingen.csv", organisation="viaa")
    assert report.imported == 3
    assert {row.row: (row.column, row.problems[0].code) for row in report.rejected} == {
        4: ("Instelling", "closure-of-one"),
        5: ("T/m", "end-before-start"),
        6: ("Van", "blank"),
        7: ("Van", "not-a-date"),
        9: ("Van", "closure-known"),
    }
    assert [
        (line.organisation, line.person, line.starts, line.ends) for line in kept(workspace)
    ] == [
        (None, "anne@example.org", date(2027, 5, 4), date(2027, 5, 4)),
        ("viaa", None, date(2027, 6, 1), date(2027, 6, 1)),
        ("deltion", None, date(2027, 12, 24), date(2028, 1, 3)),
    ]


def test_a_calendar_of_closures(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "vrij.ics").write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20271016\r\n"
        "DTEND;VALUE=DATE:20271025\r\nSUMMARY:Herfst\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    for imported in (1, 0):
        assert bring_in(workspace, tmp_path / "vrij.ics", organisation="kpz").imported == imported
    (line,) = kept(workspace)
    assert (line.organisation, line.ends, line.name) == ("kpz", date(2027, 10, 24), "Herfst")
