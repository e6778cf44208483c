"""Hour entries: keeping them, correcting them, and listing what is under a figure."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from ipe_events.domain import years
from ipe_events.domain.closings import Closed
from ipe_events.domain.drafts import HourDraft, line_problems, raise_for
from ipe_events.domain.entries import EntryFilter, EntryLine, LineFrom, Origin
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.hours import Financing
from ipe_events.domain.promises import value_of
from ipe_events.domain.rates import RateFrom, Worth
from ipe_events.domain.records import Check
from ipe_events.i18n import N_, translator
from ipe_events.services import finding, rates, settled
from ipe_events.services.lines import Chosen, Lines
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import entries as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    EventKind,
    Goal,
    HourEntry,
    Membership,
    Organisation,
    Person,
    PlanLine,
)

OPENING = N_("Opening balance")


def entries(view: View, wanted: EntryFilter) -> list[EntryLine]:
    """The entries that are meant with what each is worth, by day."""
    if wanted.organisation is not None:
        finding.organisation(view, wanted.organisation)
    if wanted.line:
        finding.line(view, wanted.line)
    names = _Names(view)
    rows = stored.entries(view.session, view.programme_id, wanted)
    return [names.line(row, kind) for row, kind in rows]


def entry(view: View, number: int) -> EntryLine:
    """One entry; refused when there is none of that number."""
    found = entries(view, EntryFilter(ids=(number,)))
    if not found:
        raise refuse("unknown-entry", "entry", id=number)
    return found[0]


def of_day(view: View, people: Collection[int], day: date) -> list[EntryLine]:
    """What was kept of people for a day; no corrections and opening balances."""
    found = entries(view, EntryFilter(people=tuple(people), first=day, last=day))
    return [one for one in found if one.corrects is None and one.origin is not Origin.OPENING]


def kept_before(other: EntryLine, event: int | None = None) -> Check:
    """Hours that are kept already and may be the same ones."""
    values = {"person": other.person_name, "minutes": other.minutes, "entry": other.id}
    return Check("hours-kept-before", values, event, other.organisation)


def maybe_twice(view: View, number: int) -> list[Check]:
    """What was kept already of the person of an entry: a meeting that day, or the very same."""
    own = entry(view, number)
    if own.person is None:
        return []
    return [
        kept_before(one)
        for one in of_day(view, [own.person], own.day)
        if one.id != number
        and (one.event is not None or (one.minutes, one.activity) == (own.minutes, own.activity))
    ]


class _Names:
    """What entries are told with, looked up once."""

    def __init__(self, view: View) -> None:
        session, programme = view.session, view.programme_id
        self.book = rates.book(view)
        self.closed = settled.closed(view)
        self.organisations = {key(row): row for row in lookup.find(session, Organisation)}
        self.people = {key(row): row for row in lookup.find(session, Person)}
        self.lines = {
            key(row): row for row in lookup.find(session, PlanLine, programme_id=programme)
        }
        self.goals = {key(row): row for row in lookup.find(session, Goal, programme_id=programme)}
        self.kinds = {
            key(row): row.slug for row in lookup.find(session, EventKind, programme_id=programme)
        }

    def line(self, row: HourEntry, kind: int | None) -> EntryLine:
        organisation = self.organisations[row.organisation_id]
        person = self.people.get(row.person_id or 0)
        line, goal = self.lines.get(row.line_id or 0), self.goals.get(row.goal_id or 0)
        worth = self._worth(row)
        in_kind = row.financing == Financing.IN_KIND
        return EntryLine(
            id=key(row),
            organisation=organisation.slug,
            organisation_name=organisation.name,
            line=line.slug if line else None,
            line_name=line.name if line else "",
            line_from=LineFrom(row.line_from),
            person=row.person_id,
            person_name=person.name if person else "",
            email=person.email if person else None,
            profession=person.profession if person else "",
            event=row.event_id,
            kind=self.kinds.get(kind or 0),
            goal=goal.slug if goal else None,
            goal_name=goal.name if goal else "",
            day=row.work_date,
            presence=row.presence,
            preparation=row.preparation,
            travel=row.travel,
            activity=row.activity,
            financing=Financing(row.financing),
            origin=Origin(row.origin),
            rate=worth.rate,
            rate_from=worth.source,
            cents=value_of(row.minutes, worth.rate) if in_kind else 0,
            booked_at=row.booked_at,
            entered_by=row.entered_by,
            evidence=row.evidence,
            reason=row.reason,
            corrects=row.correction_of_id,
            closed=self.closed.holds(row.organisation_id, row.work_date),
        )

    def _worth(self, row: HourEntry) -> Worth:
        if row.rate is not None:
            rate = Fraction(row.rate) if row.rate else None
            return Worth(rate, RateFrom(row.rate_from or RateFrom.NONE))
        month = f"{row.work_date:%Y-%m}"
        return self.book.worth(row.organisation_id, row.line_id, month, row.person_id)


class Booker:
    """Keeps hours in one change; what names mean is looked up once."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self._organisations = _kept(lambda name: key(finding.organisation(change, name)))
        self._people = _kept(lambda who: key(finding.person(change, who)))
        self._goals = _kept(lambda slug: key(finding.goal(change, slug)))
        self._named_lines = _kept(lambda slug: key(finding.line(change, slug)))

    @cached_property
    def closed(self) -> Closed:
        """Until when hours are settled."""
        return settled.closed(self.change)

    @cached_property
    def lines(self) -> Lines:
        """Which promise hours count for, and what pays for them."""
        return Lines(self.change, rates.promises(self.change))

    def log(self, draft: HourDraft, origin: Origin = Origin.HAND) -> int:
        """Keep hours worked outside a meeting; the entry's number."""
        return key(self.change.add(self.entry(draft, origin)))

    def entry(self, draft: HourDraft, origin: Origin = Origin.HAND) -> HourEntry:
        """The entry of hours worked outside a meeting; refuses a settled day, a line to choose."""
        raise_for(draft.problems())
        change, organisation = self.change, self._organisations(draft.organisation)
        person = self._people(draft.person) if draft.person else None
        goal = self._goals(draft.goal) if draft.goal else None
        line, line_from = self._line(draft, organisation, person)
        if self.closed.holds(organisation, draft.day):
            until = self.closed.until[organisation]
            raise refuse("period-closed", "date", value=draft.organisation, until=until)
        return HourEntry(
            programme_id=change.programme_id,
            organisation_id=organisation,
            person_id=person,
            line_id=line,
            goal_id=goal,
            work_date=draft.day,
            presence=draft.minutes,
            activity=draft.activity.strip(),
            financing=draft.financing or self.lines.financing(person, draft.day),
            booked_at=change.stamp,
            entered_by=change.programme.organiser_name,
            evidence=draft.evidence.strip(),
            origin=origin,
            line_from=line_from,
        )

    def _line(self, draft: HourDraft, organisation: int, person: int | None) -> Chosen:
        """The line named, else the person's group's, else the only one promised that day."""
        if draft.line is not None:
            return self._named_lines(draft.line), LineFrom.HAND
        return self.lines.of_work(organisation, person, draft.day, draft.organisation)


def _kept(find: Callable[[str], int]) -> Callable[[str], int]:
    found: dict[str, int] = {}

    def meant(value: str) -> int:
        if value not in found:
            found[value] = find(value)
        return found[value]

    return meant


def log_hours(change: Change, draft: HourDraft, origin: Origin = Origin.HAND) -> int:
    """Keep hours worked outside a meeting; the entry's number."""
    return Booker(change).log(draft, origin)


def log_group(change: Change, group: str, draft: HourDraft) -> list[int]:
    """Keep the same hours for everybody who sits in a group that day; the entries' numbers.

    A seat without a named person did nothing. Each is financed as the seat is, unless the draft
    says otherwise.
    """
    raise_for(draft.problems())
    row = finding.group(change, group)
    booker, found = Booker(change), []
    organisations = {key(one): one.slug for one in lookup.find(change.session, Organisation)}
    for seat in lookup.find(change.session, Membership, group_id=key(row)):
        held = (seat.starts or draft.day) <= draft.day <= (seat.ends or draft.day)
        if not held or seat.deputy_for_id is not None or seat.person_id is None:
            continue
        own = replace(
            draft,
            organisation=organisations[seat.organisation_id],
            person=str(seat.person_id),
            financing=draft.financing or seat.financing,
        )
        found.append(booker.log(own))
    if not found:
        raise refuse("group-empty", "group", value=group)
    return found


def correct(change: Change, number: int, minutes: int, reason: str) -> int:
    """Make an entry come to `minutes` by a dated entry beside it; the correction's number.

    It counts on the day of the entry, or on the first open day when that is settled; an hour stays
    worth what it was. A correction of a correction is one of the entry behind it.
    """
    problems = line_problems(reason, "reason")
    if minutes < 0:
        problems.append(Problem("hours", "negative"))
    raise_for(problems)
    row = _own(change, number)
    if row.correction_of_id is not None:
        row = _own(change, row.correction_of_id)
    others = lookup.find(change.session, HourEntry, correction_of_id=key(row))
    difference = minutes - sum(one.minutes for one in (row, *others))
    if difference == 0:
        raise refuse("nothing-changes", "hours")
    values = row.model_dump(exclude={"id", "participation_id", "presence", "preparation", "travel"})
    closed = settled.closed(change)
    fixed = {
        "presence": difference,
        "work_date": closed.booking_day(row.organisation_id, row.work_date),
        "booked_at": change.stamp,
        "entered_by": change.programme.organiser_name,
        "evidence": "",
        "reason": reason.strip(),
        "correction_of_id": key(row),
    }
    return key(change.add(HourEntry(**{**values, **fixed})))


def opening(change: Change, organisation: str, line: str, label: str, minutes: int) -> int | None:
    """Keep what a partner had done in a year before it was kept here; the entry's number.

    Set again it takes the place of the earlier one; nothing (0) takes it away.
    """
    year = years.parse_year(label, change.programme.school_month)
    owner, plan_line = finding.organisation(change, organisation), finding.line(change, line)
    rows = lookup.find(
        change.session,
        HourEntry,
        programme_id=change.programme_id,
        organisation_id=key(owner),
        line_id=key(plan_line),
        origin=Origin.OPENING,
    )
    first = _first_day(change, year)
    for row in rows:
        if row.work_date == first:
            if settled.closed(change).holds(key(owner), row.work_date):
                raise refuse("opening-closed", "org", id=key(row))
            lookup.delete(change.session, HourEntry, correction_of_id=key(row))
            lookup.delete(change.session, HourEntry, id=key(row))
    if minutes == 0:
        return None
    text = translator(change.programme.language).gettext(OPENING)
    draft = HourDraft(owner.slug, first, minutes, text, line=plan_line.slug)
    return log_hours(change, draft, Origin.OPENING)


def _first_day(view: View, year: years.Year) -> date:
    """The first day of a year that is a day of the programme."""
    starts = view.programme.starts
    return starts if starts is not None and year.contains(starts) else year.start


def _own(view: View, number: int) -> HourEntry:
    row = None
    if abs(number) < finding.LARGEST_NUMBER:
        row = lookup.first(view.session, HourEntry, id=number, programme_id=view.programme_id)
    if row is None:
        raise refuse("unknown-entry", "entry", id=number)
    return row
