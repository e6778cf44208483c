"""Partners are asked for their hours: a sheet to fill in, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ipe_events.domain import years
from ipe_events.domain.drafts import day_problems, raise_for
from ipe_events.domain.entries import EntryFilter
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.hour_records import HoursReport
from ipe_events.domain.hour_requests import (
    BookedRow,
    PromisedLine,
    RequestSheet,
    RequestState,
)
from ipe_events.domain.reviews import SAME_DAY
from ipe_events.domain.working import through
from ipe_events.domain.years import Year
from ipe_events.i18n import N_, translator
from ipe_events.services import entries, finding, hour_senders, ledger, rates
from ipe_events.services.review_rows import OPEN, details_of
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Affiliation,
    HourRequest,
    Organisation,
    Partner,
    Person,
    PlanLine,
    Review,
    Statement,
)

FILE = N_("hours-{organisation}-{first}-{last}.xlsx")


@dataclass(frozen=True, slots=True)
class Asked:
    """A sheet that was made for a partner: how it is called, and what is in it."""

    organisation: str
    organisation_name: str
    file: str
    content: bytes


def ask(change: Change, organisation: str | None, first: date, last: date) -> list[Asked]:
    """Make the sheets for one partner, or for all that promised hours for those days.

    A partner that was asked for the same period before is asked again. Refuses a period that runs
    backwards, and when nobody is to be asked.
    """
    from ipe_events.reports import request

    problems = day_problems(first, "from") + day_problems(last, "to")
    if last < first:
        problems.append(Problem("to", "end-before-start"))
    raise_for(problems)
    if organisation is not None:
        partners = [finding.organisation(change, organisation)]
    else:
        partners = _promising(change, first, last)
    if not partners:
        raise refuse("nobody-to-ask", "org")
    sheets = _Sheets(change, first, last)
    name = translator(change.programme.language).gettext(FILE)
    return [
        Asked(
            row.slug,
            row.name,
            name.format(organisation=row.slug, first=first, last=last),
            request.workbook(sheets.of(row, _asked(change, row, first, last))),
        )
        for row in through(partners)
    ]


def _promising(view: View, first: date, last: date) -> list[Organisation]:
    """Who promised hours for those days and has a name."""
    promised = {
        one.organisation
        for one in rates.promises(view)
        if one.minutes and one.start <= last and first <= one.end
    }
    return [row for row in _partners(view) if key(row) in promised and not row.placeholder]


def _partners(view: View) -> list[Organisation]:
    known = {key(row): row for row in lookup.find(view.session, Organisation)}
    partners = lookup.find(view.session, Partner, programme_id=view.programme_id)
    return [known[one.organisation_id] for one in sorted(partners, key=lambda row: row.position)]


def _asked(change: Change, organisation: Organisation, first: date, last: date) -> HourRequest:
    row = lookup.first(
        change.session,
        HourRequest,
        programme_id=change.programme_id,
        organisation_id=key(organisation),
        starts=first,
        ends=last,
    ) or HourRequest(
        programme_id=change.programme_id,
        organisation_id=key(organisation),
        starts=first,
        ends=last,
        asked_at="",
    )
    row.asked_at, row.received_at = change.stamp, ""
    return change.add(row)


class _Sheets:
    """What the sheets of a period are made from, read once for all partners."""

    def __init__(self, view: View, first: date, last: date) -> None:
        self._view, self._first, self._last = view, first, last
        self._report = ledger.report(view, ledger.year_at(view, last).label)
        found = lookup.find(view.session, PlanLine, programme_id=view.programme_id)
        self._lines = {row.slug: row.name for row in found}
        self._people = {key(row): row for row in lookup.find(view.session, Person)}
        self._links = lookup.find(view.session, Affiliation)
        self._booked: dict[str, list[BookedRow]] = defaultdict(list)
        for one in entries.entries(view, EntryFilter(first=first, last=last)):
            row = BookedRow(
                one.id, one.day, one.person_name, one.minutes, one.activity, one.line_name
            )
            self._booked[one.organisation].append(row)

    def of(self, organisation: Organisation, row: HourRequest) -> RequestSheet:
        """The sheet of one partner."""
        programme = self._view.programme
        promised = tuple(_promised(self._report, organisation.slug, self._lines))
        return RequestSheet(
            mark=hour_senders.mark(self._view, organisation, row),
            language=programme.language,
            programme=programme.name,
            asker=programme.organiser_name,
            organisation=organisation.name,
            first=self._first,
            last=self._last,
            people=self._names(key(organisation)),
            lines=self._offered(organisation.slug),
            promised=promised,
            booked=tuple(self._booked[organisation.slug]),
        )

    def _offered(self, organisation: str) -> tuple[str, ...]:
        """The lines it promised hours for, or has hours on."""
        rows = self._report.rows
        own = (row.line for row in rows if row.key == organisation and row.line is not None)
        return tuple(self._lines[line] for line in own)

    def _names(self, organisation: int) -> tuple[str, ...]:
        """Who works there in that time; by address where two are called the same."""
        there = {
            link.person_id
            for link in self._links
            if link.organisation_id == organisation
            and (link.starts or self._last) <= self._last
            and (link.ends or self._first) >= self._first
        }
        people = [self._people[number] for number in there]
        often = Counter(person.name for person in people)
        shown = [
            person.email if often[person.name] > 1 and person.email else person.name
            for person in people
        ]
        return tuple(sorted(set(shown), key=str.casefold))


def _promised(
    report: HoursReport, organisation: str, names: dict[str, str]
) -> Iterable[PromisedLine]:
    for row in report.rows:
        figures = row.figures
        if row.key == organisation and row.line is not None and figures.committed is not None:
            yield PromisedLine(
                names[row.line],
                report.period.label,
                figures.committed,
                figures.tally.realised,
                figures.tally.planned,
                figures.left or 0,
            )


# How far every partner is


def states(view: View, label: str | None = None) -> tuple[Year, list[RequestState]]:
    """How far each partner is that promised hours for a year, or was asked for them."""
    month = view.programme.school_month
    year = ledger.year_now(view) if label is None else years.parse_year(label, month)
    requests = {
        row.organisation_id: row
        for row in sorted(
            lookup.find(view.session, HourRequest, programme_id=view.programme_id),
            key=lambda row: (row.asked_at, key(row)),
        )
        if row.starts <= year.end and year.start <= row.ends
    }
    statements = {
        row.organisation_id: row
        for row in lookup.find(view.session, Statement, programme_id=view.programme_id)
        if row.starts <= year.end and year.start <= row.ends
    }
    waiting = _waiting(view, year)
    promising = {key(row) for row in _promising(view, year.start, year.end)}
    shown = promising | requests.keys() | statements.keys() | waiting.keys()
    zone = ZoneInfo(view.programme.zone)
    found = []
    for row in _partners(view):
        if key(row) in shown:
            request, statement = requests.get(key(row)), statements.get(key(row))
            found.append(
                RequestState(
                    organisation=row.slug,
                    organisation_name=row.name,
                    asked=_day(request.asked_at, zone) if request else None,
                    first=request.starts if request else None,
                    last=request.ends if request else None,
                    received=_day(request.received_at, zone) if request else None,
                    queried=waiting[key(row)],
                    version=statement.version if statement else None,
                    signed=statement.signed_on if statement else None,
                    signed_by=statement.signed_by if statement else "",
                )
            )
    return year, found


def _waiting(view: View, year: Year) -> Counter[int]:
    """How many rows of files wait for the user, by organisation."""
    rows = lookup.find(
        view.session, Review, programme_id=view.programme_id, reason=SAME_DAY, state=OPEN
    )
    said = map(details_of, rows)
    return Counter(
        one["organisation"] for one in said if year.contains(date.fromisoformat(one["day"]))
    )


def _day(stamp: str, zone: ZoneInfo) -> date | None:
    return datetime.fromisoformat(stamp).astimezone(zone).date() if stamp else None
