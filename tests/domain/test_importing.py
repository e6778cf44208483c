from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain import closure_calendar, importing, sheet_text, vcards
from ipe_events.domain.errors import Problem
from ipe_events.domain.importing import MOST_ROWS, Cell, Columns, Row, bare, cell
from ipe_events.domain.working_days import parse_working_days
from tests.refusals import code_of

COLUMNS: Columns = {
    "name": ("name", "naam"),
    "email": ("email", "e-mailadres"),
    "place": ("place", "plaats"),
}


def read(content: bytes | str) -> list[Row]:
    text = sheet_text.decoded(content) if isinstance(content, bytes) else content
    return importing.rows(sheet_text.table(text), COLUMNS)


def texts(found: list[Row]) -> list[dict[str, str]]:
    return [{name: one.text for name, one in row.cells.items()} for row in found]


# --- delimited text -----------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_a_spreadsheet_writes_is_read(mark: str, encoding: str, end: str) -> None:
    lines = ["Naam;E-mail;Plaats", 'Zoë;zoe@example.org;"’s-Hertogenbosch"', "", "Žofie;;Åre"]
    text = end.join(lines).replace(";", mark)
    if encoding == "cp1252":
        text = text.replace("Åre", "Ede")
    found = read(text.encode(encoding))
    assert [row.number for row in found] == [2, 4]
    assert texts(found)[0] == {
        "name": "Zoë",
        "email": "zoe@example.org",
        "place": "’s-Hertogenbosch",
    }
    assert found[1]["name"] == "Žofie"
    assert found[1]["email"] == ""
    assert found[0].heads == {"name": "Naam", "email": "E-mail", "place": "Plaats"}


def test_a_line_that_names_the_delimiter_is_a_row_of_the_file() -> None:
    found = read("sep=,\r\nnaam,plaats\r\nAnne,a;b;c;d\r\n")
    assert (found[0].number, found[0]["place"]) == (3, "a;b;c;d")


def test_cells_in_quotes_may_hold_delimiters_quotes_and_lines() -> None:
    found = read('naam;plaats\n"Jan ""Jo"" Smit";"een\ntwee; drie"\nAnne;Ede\n')
    assert texts(found) == [
        {"name": 'Jan "Jo" Smit', "place": "een\ntwee; drie"},
        {"name": "Anne", "place": "Ede"},
    ]
    assert [row.number for row in found] == [2, 3]


@pytest.mark.parametrize("broken", ['"Jan;Ede', 'Bo;"Ede', '"Jan"x;Ede'])
def test_a_quotation_mark_that_does_not_fit_spoils_its_own_row_alone(broken: str) -> None:
    found = read(f"naam;plaats\nAnne;Ede\n{broken}\nCor;Epe\n")
    assert [(row.number, row.broken and row.broken.code) for row in found] == [
        (2, None),
        (3, "quotes-open"),
        (4, None),
    ]
    assert found[2]["name"] == "Cor"


CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=12
).map(str.strip)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8), st.sampled_from(";,\t"))
def test_what_is_written_as_a_table_is_read_as_that_table(rows: list[list[str]], mark: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=mark)
    writer.writerows([["naam", "e-mail", "plaats"], *rows])
    wanted = [[cell(one).text for one in row] for row in rows]
    found = read(stream.getvalue().encode())
    assert [[row[name] for name in COLUMNS] for row in found] == [row for row in wanted if any(row)]


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(content: bytes) -> None:
    table = sheet_text.table(sheet_text.decoded(content))
    assert all(isinstance(row, Problem) or all(isinstance(c, Cell) for c in row) for row in table)


def test_bytes_of_another_encoding_spoil_their_own_row_alone() -> None:
    content = "naam;plaats\nZoë;Ede\n".encode() + "Noël;Epe\n".encode("cp1252")
    good, bad = read(content)
    assert (good["name"], good.problems()) == ("Zoë", [])
    assert [(problem.field, problem.code) for problem in bad.problems()] == [
        ("name", "cell-broken")
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("=1+1", "cell-formula"),
        ("+31 6", "cell-formula"),
        ("-2", "cell-formula"),
        ("@SUM(A1)", "cell-formula"),
        ("Zo\ufffd", "cell-broken"),
        ("ZoÃ«", "cell-garbled"),
        ("’s-Graveland", None),
        ("Zoë", None),
        ("a=b", None),
    ],
)
def test_what_a_cell_may_not_hold(text: str, code: str | None) -> None:
    (row,) = read(f"naam;plaats\nAnne;{text}\n")
    assert [problem.code for problem in row.problems()] == ([code] if code else [])


def test_a_garbled_text_is_told_as_it_was_meant() -> None:
    (row,) = read("naam\nZoÃ« de BoÃ«r\n")
    assert row.problems()[0].values["meant"] == "Zoë de Boër"


@pytest.mark.parametrize("dash", ["-", "–", " — "])
def test_a_dash_alone_says_nothing(dash: str) -> None:
    (row,) = read(f"naam;plaats\nAnne;{dash}\n")
    assert row["place"] == ""
    assert row.problems() == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file-without-rows"),
        ("\n;;\n", "file-without-rows"),
        ("Anne;anne@example.org\n", "no-known-column"),
        ("naam\n" + "Anne\n" * MOST_ROWS, None),
        ("naam\n" + "Anne\n" * (MOST_ROWS + 1), "too-many-rows"),
    ],
)
def test_a_file_that_is_no_table_of_these_columns(text: str, code: str | None) -> None:
    if code is None:
        assert len(read(text)) == MOST_ROWS
    else:
        assert code_of(lambda: read(text)) == code


def test_the_first_of_two_columns_of_one_meaning_counts() -> None:
    (row,) = read("E-mail;naam;email\na@example.org;Anne;b@example.org\n")
    assert row["email"] == "a@example.org"


def test_a_column_that_must_be_there() -> None:
    found = read("naam\nAnne\n")
    importing.need(found, "name", COLUMNS)
    assert code_of(lambda: importing.need(found, "email", COLUMNS)) == "column-missing"


def test_names_are_compared_without_case_accents_and_punctuation() -> None:
    assert bare(" ’t Hóóge-Land! ") == "thoogeland"


# --- cards --------------------------------------------------------------------------------------

CARD_3 = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Bakker;Noor;van der;;\r\nFN:Noor van der Bakker\r\n"
    "EMAIL;TYPE=INTERNET,WORK:Noor@Example.org\r\nitem1.EMAIL:later@example.org\r\n"
    "ORG:Hogeschool Windesheim;Gezondheid\\, Zorg\r\nTITLE:Docent verpleeg\r\n kunde\r\n"
    "END:VCARD\r\n"
)
CARD_4 = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:Zoë\\, de Boer\nEMAIL;PREF=1:mailto:zoe@example.org\n"
    'ORG;SORT-AS="x:y":KPZ\nROLE:lector\nNOTE:FN:niets\nEND:VCARD\n'
)
CARD_21 = (
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=\n"
    "Jans=C3=A9n;Bo=\n=C3=A9\nORG;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1252:Caf=E9;\n"
    "EMAIL;INTERNET:boe@example.org\nEND:VCARD\n"
)


def test_cards_of_every_version_are_rows() -> None:
    found = vcards.rows(CARD_3 + CARD_4 + CARD_21)
    assert [row.number for row in found] == [1, 2, 3]
    assert texts(found) == [
        {
            "name": "Noor van der Bakker",
            "email": "noor@example.org",
            "organisation": "Hogeschool Windesheim",
            "profession": "Docent verpleegkunde",
        },
        {
            "name": "Zoë, de Boer",
            "email": "zoe@example.org",
            "organisation": "KPZ",
            "profession": "lector",
        },
        {"name": "Boé Jansén", "email": "boe@example.org", "organisation": "Café"},
    ]
    assert found[0].heads["organisation"] == "ORG"


def test_a_card_that_does_not_end_is_one_broken_row() -> None:
    found = vcards.rows(CARD_3.replace("END:VCARD\r\n", "") + CARD_4 + "BEGIN:VCARD\nFN:A\n")
    assert [row.broken and row.broken.code for row in found] == ["card-open", None, "card-open"]
    assert code_of(lambda: vcards.rows("BEGIN:NOTHING\n")) == "file-without-rows"


# --- calendars ----------------------------------------------------------------------------------

CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Herfst\\, vakantie
DTSTART;VALUE=DATE:20271016
DTEND;VALUE=DATE:20271025
BEGIN:VALARM
SUMMARY:nee
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART:20271101T090000
DTEND:20271101T170000
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20271102
RRULE:FREQ=SECONDLY
END:VEVENT
BEGIN:VEVENT
STATUS:CANCELLED
DTSTART;VALUE=DATE:20271103
END:VEVENT
BEGIN:VEVENT
SUMMARY:zonder dag
END:VEVENT
END:VCALENDAR
"""


def test_the_days_of_a_calendar_are_rows() -> None:
    found = closure_calendar.rows(CALENDAR)
    assert texts(found[:2]) == [
        {"from": "2027-10-16", "until": "2027-10-24", "name": "Herfst, vakantie"},
        {"from": "2027-11-01", "until": "2027-11-01"},
    ]
    assert [row.broken and row.broken.code for row in found[2:]] == ["closure-repeats", "blank"]


# --- working days -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", ""),
        ("ma di do", "124"),
        ("Maandag, dinsdag en donderdag", "124"),
        ("ma-wo", "123"),
        ("mon – thu", "1234"),
        ("ma t/m vr", "12345"),
        ("vr-ma", "1567"),
        ("4;2;1", "124"),
        ("do/vr", "45"),
    ],
)
def test_working_days_as_people_write_them(text: str, days: str) -> None:
    assert parse_working_days(text) == days


@pytest.mark.parametrize("text", ["soms", "8", "ma-", "12", "-"])
def test_what_names_no_days(text: str) -> None:
    assert code_of(lambda: parse_working_days(text)) == "not-weekdays"
