"""Hours from a file: every row is checked by itself, and no hour counts twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from ipe_events.domain.drafts import HourDraft
from ipe_events.domain.entries import Origin
from ipe_events.domain.errors import Problem, Refused, refuse
from ipe_events.domain.hour_rows import (
    COLUMNS,
    DAY,
    NEEDED,
    HourImport,
    HourRow,
    Noted,
    Waiting,
    day_of,
    entry_number,
    minutes_of,
    read,
    without_totals,
)
from ipe_events.domain.hours import Financing
from ipe_events.domain.importing import Rejected, Row, need
from ipe_events.domain.working import through
from ipe_events.services import hour_senders, reading
from ipe_events.services.entries import Booker
from ipe_events.services.hour_names import HourNames
from ipe_events.services.hour_reviews import Aside, HourReviews
from ipe_events.services.hour_senders import Sender
from ipe_events.services.review_rows import OPEN
from ipe_events.services.workspace import Change, key
from ipe_events.store.queries import hour_imports as stored
from ipe_events.store.queries.hour_imports import KeptHours
from ipe_events.store.tables import Review

Found = TypeVar("Found")
# What makes two rows the same, beside the line and the financing.
Same = tuple[int, int | None, date, int, str]


@dataclass(frozen=True, slots=True)
class HourFile:
    """A file of hours that was read: its rows, what it is called, and the mark of a request."""

    rows: tuple[Row, ...]
    name: str
    mark: str


def read_file(path: Path) -> HourFile:
    """The rows of a CSV or XLSX with hours; nothing of the workspace is needed for that."""
    rows, mark = reading.marked_rows(path, COLUMNS)
    return HourFile(tuple(rows), str(path), mark)


def import_hours(change: Change, file: HourFile, organisation: str | None = None) -> HourImport:
    """Keep the hours of sound rows; `organisation`: whose they are where a row does not say.

    A row that is there already is skipped, and so is one that stands in the file before: a file
    read twice changes nothing. Hours on a day with a meeting of the same person wait for the user.
    """
    for column in NEEDED:
        need(file.rows, column, COLUMNS)
    sender = hour_senders.sender(change, file.mark, organisation)
    if sender is None:
        need(file.rows, "organisation", COLUMNS)
    rows, totals = without_totals(file.rows)
    work = _Import(change, file.name, sender, rows)
    work.notes += totals
    for row in through(rows):
        work.take(row)
    report = work.report()
    if sender is not None and (report.imported or report.skipped or report.waiting or not rows):
        hour_senders.received(change, sender)
    return report


class _Kept:
    """The entries of the days in a file, by what a row may be compared with."""

    def __init__(self, entries: Sequence[KeptHours], lines: dict[str, int]) -> None:
        self._lines = lines
        self._said: dict[Same, list[tuple[int | None, str, int]]] = defaultdict(list)
        self._by_id: dict[int, KeptHours] = {}
        self._meetings: dict[date, list[KeptHours]] = defaultdict(list)
        self.worked: Counter[tuple[int, date]] = Counter()
        for entry in entries:
            activity = " ".join(entry.activity.split())
            same = (entry.organisation, entry.person, entry.day, entry.minutes, activity)
            self._said[same].append((entry.line, entry.financing, 0))
            self._by_id[entry.id] = entry
            if entry.person is not None:
                self.worked[entry.person, entry.day] += entry.minutes
            if entry.origin == Origin.ATTENDANCE and entry.event is not None:
                self._meetings[entry.day].append(entry)

    def twin(self, same: Same, draft: HourDraft) -> int | None:
        """The row of the file (0: of an earlier one) with the very same hours; None for none."""
        line = self._lines[draft.line] if draft.line is not None else None
        for kept, financing, row in self._said[same]:
            if financing == draft.financing and (line is None or line == kept):
                return row
        return None

    def add(self, same: Same, draft: HourDraft, row: int) -> None:
        """Hours that are kept, or wait, from now on."""
        line = self._lines[draft.line] if draft.line is not None else None
        self._said[same].append((line, draft.financing or Financing.IN_KIND, row))

    def meeting(self, organisation: int, person: int | None, day: date) -> KeptHours | None:
        """A meeting on that day that may be the same hours: of the person, or of nobody named."""
        there = self._meetings.get(day, [])
        same = [one for one in there if person is not None and one.person == person]
        nameless = [
            one
            for one in there
            if one.organisation == organisation and (person is None or one.person is None)
        ]
        return next(iter(same + nameless), None)

    def says(self, number: int, organisation: int | None, row: Row) -> bool:
        """Whether a row still says what the entry does that it is booked as."""
        entry = self._by_id.get(number)
        try:
            minutes = minutes_of(row["hours"], allow_negative=True)
            told = (day_of(row["date"]), minutes)
        except Refused:
            return False
        return entry is not None and (
            told == (entry.day, entry.minutes) and organisation in (None, entry.organisation)
        )


class _Import:
    """A file of hours on its way into the workspace."""

    def __init__(
        self, change: Change, file: str, sender: Sender | None, rows: Sequence[Row]
    ) -> None:
        self._change, self._file, self._sender = change, file, sender
        self._names, self._booker = HourNames(change), Booker(change)
        self._reviews = HourReviews(change)
        days = [day for row in rows if (day := _day(row)) is not None]
        first, last = min(days, default=date.max), max(days, default=date.min)
        entries = stored.between(change.session, change.programme_id, first, last)
        self._kept = _Kept(entries, self._names.line_keys)
        self._today = change.now.date()
        self.notes: list[Noted] = []
        self._rejected: list[Rejected] = []
        self._waiting: list[tuple[Row, Review, Problem]] = []
        self._imported = self._minutes = self._skipped = 0

    def take(self, row: Row) -> None:
        """Do what a row says, or keep why not."""
        try:
            if row["entry"] and row.broken is None:
                self._booked_before(row)
            else:
                self._take(row)
        except Refused as refused:
            self._rejected.append(row.rejected(refused.problems))

    def report(self) -> HourImport:
        """What came of all rows."""
        self._change.session.flush()
        waiting = [Waiting(row.number, key(put), problem) for row, put, problem in self._waiting]
        notes = sorted(self.notes, key=lambda note: note.row)
        return HourImport(
            self._imported,
            tuple(self._rejected),
            self._minutes,
            self._skipped,
            tuple(waiting),
            tuple(notes),
        )

    def _booked_before(self, row: Row) -> None:
        """A row that a request shows as booked is never booked again; told when it was changed."""
        owner = self._sender.organisation if self._sender is not None else None
        if not self._kept.says(entry_number(row), owner, row):
            self._note(row, "entry", "booked-otherwise", value=row["entry"])
        self._skipped += 1

    def _take(self, row: Row) -> None:
        said = read(row)
        organisation, person, draft = self._draft(row, said)
        same = (organisation, person, said.day, said.minutes, draft.activity)
        twin = self._kept.twin(same, draft)
        if twin is not None:
            self._skipped += 1
            if twin:
                self._note(row, "", "row-repeats", row=twin)
            return
        if self._booker.closed.holds(organisation, said.day):
            until = self._booker.closed.until[organisation]
            raise refuse("period-closed", "date", value=draft.organisation, until=until)
        if person is not None and self._kept.worked[person, said.day] + said.minutes > DAY:
            raise Refused(Problem("hours", "day-too-full", {"value": self._names.name(person)}))
        meeting = self._kept.meeting(organisation, person, said.day)
        # Whatever waits can be accepted: a line to choose is asked for now.
        entry = self._booker.entry(draft, Origin.IMPORT)
        self._kept.add(same, draft, row.number)
        if meeting is not None:
            self._put_aside(row, Aside(organisation, person, draft), meeting)
            return
        self._change.session.add(entry)
        self._imported += 1
        self._minutes += said.minutes
        if person is not None:
            self._kept.worked[person, said.day] += said.minutes
        self._remark(row, said, organisation, person)

    def _draft(self, row: Row, said: HourRow) -> tuple[int, int | None, HourDraft]:
        """Whose hours a row keeps; refuses it with every name that is not known."""
        problems: list[Problem] = []

        def known(find: Callable[[], Found]) -> Found | None:
            try:
                return find()
            except Refused as refused:
                problems.extend(refused.problems)
                return None

        organisation = known(lambda: self._organisation(said.organisation))
        person = None
        if organisation is not None:
            owner, column = organisation, "email" if row["email"] else "person"
            person = known(lambda: self._names.person(said.person, owner, said.day, column))
        draft = HourDraft(
            organisation=self._names.slugs[organisation] if organisation is not None else "",
            day=said.day,
            minutes=said.minutes,
            activity=said.activity,
            person=str(person) if person is not None else None,
            line=known(lambda: self._names.line(said.line)),
            goal=known(lambda: self._names.goal(said.goal)),
            financing=said.financing or self._booker.lines.financing(person, said.day),
            evidence=said.evidence,
        )
        problems += draft.problems()
        if problems or organisation is None:
            raise Refused(*problems)
        return organisation, person, draft

    def _organisation(self, typed: str) -> int:
        sender = self._sender
        if sender is None or (typed and not sender.asked):
            return self._names.organisation(typed)
        if typed and self._names.organisation(typed) != sender.organisation:
            name = self._names.names[sender.organisation]
            raise Refused(Problem("organisation", "request-of-another", {"value": name}))
        return sender.organisation

    def _put_aside(self, row: Row, aside: Aside, meeting: KeptHours) -> None:
        address = self._names.email(aside.person)
        put = self._reviews.put(aside, address, meeting.event, self._file)
        if put.state != OPEN:
            self._skipped += 1
            return
        values = {"minutes": meeting.minutes, "title": meeting.activity, "event": meeting.event}
        self._waiting.append((row, put, Problem("date", "same-day-hours", values)))

    def _remark(self, row: Row, said: HourRow, organisation: int, person: int | None) -> None:
        """What is odd about hours that were taken nevertheless."""
        programme, sender = self._change.programme, self._sender
        starts, ends = programme.starts or said.day, programme.ends or said.day
        if said.day > self._today:
            self._note(row, "date", "hours-ahead", day=said.day)
        if not starts <= said.day <= ends:
            self._note(row, "date", "outside-programme", day=said.day)
        if sender is not None and sender.asked and not sender.holds(said.day):
            self._note(row, "date", "outside-request", day=said.day)
        if person is None and said.minutes > DAY:
            self._note(row, "hours", "more-than-a-day")
        if person is not None and not self._names.works_at(person, organisation, said.day):
            name = self._names.name(person)
            self._note(row, "person", "works-elsewhere", value=name)

    def _note(self, row: Row, column: str, code: str, /, **values: object) -> None:
        place = row.heads.get(column, column)
        self.notes.append(Noted(row.number, place, Problem(column, code, values)))


def _day(row: Row) -> date | None:
    """The day of a row when it can be read."""
    try:
        return day_of(row["date"])
    except Refused:
        return None
