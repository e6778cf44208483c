"""Rows of a file with hours: what each says, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ipe_events.domain.errors import Problem, Refused, refuse
from ipe_events.domain.hours import Financing
from ipe_events.domain.importing import Columns, ImportReport, Row, bare
from ipe_events.domain.minutes import HOUR, parse_duration
from ipe_events.domain.when import parse_dated

COLUMNS: Columns = {
    "organisation": (
        *("organisation", "organisatie", "organization", "org", "instelling", "partner"),
        *("werkgever", "bedrijf", "school"),
    ),
    # Not "dag" and "tijd": beside a date and hours these say the weekday and from when to when.
    "date": ("date", "datum", "werkdatum"),
    "hours": ("hours", "uren", "aantal uren", "uur", "duur", "tijdsduur", "duration"),
    "activity": (
        *("activity", "activiteit", "activiteiten", "werkzaamheden", "werkzaamheid"),
        *("omschrijving", "description", "taak"),
    ),
    "person": ("person", "persoon", "naam", "name", "medewerker", "wie", "deelnemer"),
    "email": ("email", "e-mailadres", "email address", "mail", "mailadres"),
    "line": ("line", "regel", "post", "begrotingspost"),
    "goal": ("goal", "doel", "thema"),
    "financing": ("financing", "financiering", "bekostiging"),
    "evidence": ("evidence", "bewijs", "bewijsstuk"),
    "entry": ("booked as", "geboekt als"),
}
# The sheet in whose first cell a spreadsheet of this program's says what it is about.
MARK_SHEET = "ipe-events"
NEEDED = ("date", "hours", "activity")
DAY = 24 * HOUR
# No cell of hours says more; what is longer is not looked at any closer.
LONGEST_CELL = 1000
_TOTALS = {"totaal", "total", "subtotaal", "subtotal", "eindtotaal", "som", "sum"}
_FINANCING = {
    **{bare(one): one for one in Financing},
    **dict.fromkeys(("innatura", "natura", "eigenbijdrage"), Financing.IN_KIND),
    **dict.fromkeys(("programma", "project"), Financing.PROGRAMME),
    **dict.fromkeys(("anders", "overig"), Financing.OTHER),
}
# A time cell says its seconds, too; a text of Excel's for a day may say its hour.
_CLOCK = re.compile(r"(?P<rest>-?[0-9]+:[0-5][0-9]):(?P<seconds>[0-5][0-9])(?:\.[0-9]+)?")
_HOUR_OF_DAY = re.compile(r"(?<=[0-9])[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?\Z")
_DOTTED = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{2,4})")
_NUMBER = re.compile(r"#?(?P<number>[0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class HourRow:
    """What a row says, in the words of the file; minutes."""

    organisation: str
    day: date
    minutes: int
    activity: str
    person: str
    line: str
    goal: str
    financing: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Something about a row that was taken or left as it was; `column` as the file spells it."""

    row: int
    column: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits for the user; `number` is that of its review, None when nothing is kept."""

    row: int
    number: int | None
    problem: Problem


@dataclass(frozen=True, slots=True)
class HourImport(ImportReport):
    """What came of a file of hours; `minutes` are those of the rows that were taken.

    `skipped`: how many rows are there already. `notes` are of rows that were taken or skipped.
    """

    minutes: int = 0
    skipped: int = 0
    waiting: tuple[Waiting, ...] = ()
    notes: tuple[Noted, ...] = ()

    def undone(self) -> HourImport:
        """The report when nothing of it was kept."""
        return replace(self, imported=0, minutes=0, waiting=(), notes=())


@dataclass(frozen=True, slots=True)
class RowHours:
    """Hours of a file that wait, as they are shown; minutes.

    `booked`: what is kept of the meeting on that day. `line` is the slug of the one named.
    """

    organisation: str
    organisation_name: str
    day: date
    minutes: int
    activity: str
    line: str | None
    booked: int


def without_totals(rows: Sequence[Row]) -> tuple[list[Row], list[Noted]]:
    """The rows that hold hours, and those that are totals; heads that are repeated are left out.

    A total names itself (`Totaal`) and has neither a date nor an activity, or is nothing but the
    sum of the hours above it.
    """
    found, totals, above, since = [], [], 0, 0
    for row in rows:
        if _is_head(row):
            continue
        if _is_total(row, {above, since}):
            totals.append(Noted(row.number, "", Problem("", "row-is-total")))
            since = 0
            continue
        found.append(row)
        minutes = _readable(row)
        above, since = above + minutes, since + minutes
    return found, totals


def _readable(row: Row) -> int:
    try:
        return minutes_of(row["hours"])
    except Refused:
        return 0


def _is_head(row: Row) -> bool:
    return len(row.cells) > 1 and all(
        cell.text == row.heads[column] for column, cell in row.cells.items()
    )


def _is_total(row: Row, sums: set[int]) -> bool:
    filled = {column: cell.text for column, cell in row.cells.items() if column != "hours"}
    if not filled and "hours" in row.cells:
        minutes = _readable(row)
        return row.cells["hours"].formula or (minutes > 0 and minutes in sums)
    named = {column for column, text in filled.items() if _first_word(text) in _TOTALS}
    return bool(named) and not {"date", "activity"} & set(filled) - named


def _first_word(text: str) -> str:
    words = text[:LONGEST_CELL].split()
    return bare(words[0]) if words else ""


def read(row: Row) -> HourRow:
    """What a row says; refuses it with everything that is wrong with it by itself."""
    found = _cell_problems(row)
    if found:
        raise Refused(*found)
    day, minutes, financing = date.min, 0, ""
    for column in NEEDED:
        if not row[column]:
            found.append(Problem(column, "blank"))
    try:
        day = day_of(row["date"]) if row["date"] else day
    except Refused as refused:
        found += refused.problems
    try:
        minutes = minutes_of(row["hours"]) if row["hours"] else minutes
    except Refused as refused:
        found += refused.problems
    try:
        financing = financing_of(row["financing"])
    except Refused as refused:
        found += refused.problems
    if found:
        raise Refused(*found)
    return HourRow(
        organisation=row["organisation"],
        day=day,
        minutes=minutes,
        activity=" ".join(row["activity"].split()),
        person=" ".join((row["email"] or row["person"]).split()),
        line=row["line"],
        goal=row["goal"],
        financing=financing,
        evidence=" ".join(row["evidence"].split()),
    )


def _cell_problems(row: Row) -> list[Problem]:
    """What is wrong with the cells as such; hours below zero and a dash before words are text."""
    found = [
        Problem(column, "too-long", {"limit": LONGEST_CELL})
        for column, cell in row.cells.items()
        if len(cell.text) > LONGEST_CELL
    ]
    return found or [
        problem
        for problem in row.problems()
        if problem.code != "cell-formula" or not _is_text(problem.field, row[problem.field])
    ]


def _is_text(column: str, text: str) -> bool:
    return text.startswith("- ") or (column == "hours" and text[:1] == "-")


def entry_number(row: Row) -> int:
    """The number of the entry that a row is booked as; refuses what is none."""
    number = _NUMBER.fullmatch(row["entry"])
    if number is None:
        raise refuse("not-a-number", "entry", value=row["entry"][:LONGEST_CELL])
    return int(number["number"])


def minutes_of(text: str, *, allow_negative: bool = False) -> int:
    """Hours as a file has them, in minutes: every way they are typed, and cells with a time."""
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        return parse_duration(text, allow_negative=allow_negative)
    up = int(clock["seconds"]) >= HOUR // 2
    minutes = parse_duration(clock["rest"], allow_negative=allow_negative)
    return minutes - up if minutes < 0 else minutes + up


def day_of(text: str) -> date:
    """A day as a file has it, with its year: `12-1-2027`, `12/1/2027`, `2027-01-12`."""
    found = _HOUR_OF_DAY.sub("", text)
    dotted = _DOTTED.fullmatch(found)
    if dotted is not None:
        found = f"{dotted['day']}-{dotted['month']}-{dotted['year']}"
    return parse_dated(found)


def financing_of(text: str) -> str:
    """What pays for the hours; empty when a row does not say."""
    known = _FINANCING.get(bare(text), "")
    if text and not known:
        names = ", ".join(Financing)
        raise refuse("unknown-financing", "financing", value=text, known=names)
    return known
