"""Warnings about a meeting by itself: who is at the table, how long it takes, which day it was.

Pure, in bulk, never a block (design §4). What stands in the way of its date is in `checks_days`,
what a whole year lacks in `checks_rhythm`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ipe_events.domain.hours import event_minutes, through_the_night
from ipe_events.domain.invitation import NOT_COMING
from ipe_events.domain.records import Check, EventLine, KindLine, Participant

CODES = (
    "missing-organisation",
    "too-few-professions",
    "missing-role",
    "layer-without-event",
    "no-next-meeting",
    "double-booked",
    "not-working-day",
    "holiday",
    "school-holiday",
    "closure",
    "commitment-exceeded",
    "cash-short",
    "agenda-too-long",
    "length-out-of-bounds",
    "disputed-date",
    "hours-kept-before",
)
# What a kind of event may do without: not the programme's money, nor hours that may count twice.
OF_A_KIND = tuple(code for code in CODES if code not in ("cash-short", "hours-kept-before"))

# First and last day of a partnership or a seat, included; None: open.
Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event with its kind and who takes part.

    `required` are the slugs and names of the organisations that belong there on that day; `roles`
    what people are in the programme's groups then, by their number.
    """

    event: EventLine
    kind: KindLine
    participants: Sequence[Participant]
    required: Sequence[tuple[str, str]] = ()
    roles: Mapping[int, Collection[str]] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        """Whether it is over: what was, is not warned of, but who was missing is."""
        return self.event.state == "held"

    @property
    def there(self) -> list[Participant] | None:
        """Who may come, or of a held event who was there; None when nobody knows."""
        if not self.held:
            return [part for part in self.participants if part.answer not in NOT_COMING]
        if all(part.attended is None for part in self.participants):
            return None
        return [part for part in self.participants if part.attended]

    @property
    def minutes(self) -> int:
        """How long it takes: a day of it, or the whole night."""
        event = self.event
        when = (event.day, event.until, event.start, event.end)
        minutes = event_minutes(*when, self.kind.length)
        days = ((event.until or event.day) - event.day).days + 1
        return minutes if through_the_night(*when) else minutes // days


def required_on(
    kind: KindLine,
    day: date,
    partners: Mapping[str, Sequence[Span]],
    seats: Mapping[str, Mapping[str, Sequence[Span]]],
) -> list[str]:
    """The organisations a kind asks for that are there on a day, by slug.

    `partners`: their time in the programme; `seats`: by group, their time in it. One that has
    left, or is still to join, is not asked for (R37, 002:217-218).
    """

    def sits(slug: str) -> bool:
        own = [span for group in kind.groups for span in seats.get(group, {}).get(slug, ())]
        return runs(own, day)

    return [slug for slug in kind.required if runs(partners.get(slug, ()), day) and sits(slug)]


def runs(spans: Sequence[Span], day: date) -> bool:
    """Whether one of them holds on a day; what has no dates at all always does."""
    return not spans or any(
        (starts is None or starts <= day) and (ends is None or day <= ends)
        for starts, ends in spans
    )


def at_the_table(there: Sequence[Participant]) -> set[str]:
    """The organisations whose seat is taken.

    Deputies count for their organisation; somebody the programme pays fills no institution's seat,
    and a head count is nobody's seat.
    """
    return {
        part.organisation for part in there if part.heads is None and part.financing == "in_kind"
    }


def missing_organisations(meeting: Meeting) -> Iterator[Check]:
    """One warning that names every required organisation that is not there (R3)."""
    there = meeting.there
    if there is None:
        return
    present = at_the_table(there)
    absent = [(slug, name) for slug, name in meeting.required if slug not in present]
    if absent:
        only = absent[0][0] if len(absent) == 1 else None
        names = tuple(name for _, name in absent)
        yield Check("missing-organisation", {"organisations": names}, meeting.event.id, only)


def too_few_professions(meeting: Meeting) -> Iterator[Check]:
    """Fewer professions or specialisms than asked, beside those who have a required role (R10)."""
    there, minimum = meeting.there, meeting.kind.minimum_professions
    if there is None or not minimum:
        return
    roles = meeting.kind.required_roles
    known: dict[str, str] = {}
    for part in there:
        if part.profession and not any(fills(meeting, part, role) for role in roles):
            known.setdefault(_folded(part.profession), part.profession.strip())
    if len(known) < minimum:
        values = {"minimum": minimum, "professions": tuple(known.values())}
        yield Check("too-few-professions", values, meeting.event.id)


def missing_roles(meeting: Meeting) -> Iterator[Check]:
    """One warning that names every required role that nobody has (R10, R13)."""
    there = meeting.there
    if there is None:
        return
    wanted = meeting.kind.required_roles
    absent = tuple(role for role in wanted if not any(fills(meeting, part, role) for part in there))
    if absent:
        yield Check("missing-role", {"roles": absent}, meeting.event.id)


def fills(meeting: Meeting, part: Participant, role: str) -> bool:
    """Whether somebody has a role: at the event, in a group, or by profession ("aios chirurgie").

    A deputy has the roles of whoever is absent.
    """
    wanted = _folded(role)
    profession = _folded(part.profession)
    if profession == wanted or profession.startswith((f"{wanted} ", f"{wanted},")):
        return True
    absentees = [
        other for other in meeting.participants if part.deputy_for and other.name == part.deputy_for
    ]
    return any(
        wanted in {_folded(one.role), *map(_folded, meeting.roles.get(one.person or 0, ()))}
        for one in (part, *absentees)
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def agenda_too_long(meeting: Meeting) -> Iterator[Check]:
    """The points of the agenda together take longer than the meeting."""
    agenda = sum(minutes or 0 for _, minutes in meeting.kind.agenda)
    if not meeting.held and agenda > meeting.minutes:
        values = {"agenda": agenda, "minutes": meeting.minutes}
        yield Check("agenda-too-long", values, meeting.event.id)


def length_out_of_bounds(meeting: Meeting) -> Iterator[Check]:
    """Shorter or longer than its kind usually is (R9: 30 to 60 minutes, 001:26)."""
    if meeting.held:
        return
    shortest, longest = meeting.kind.shortest, meeting.kind.longest
    values = {"minutes": meeting.minutes}
    if shortest is not None and meeting.minutes < shortest:
        yield Check("length-out-of-bounds", {**values, "minimum": shortest}, meeting.event.id)
    elif longest is not None and meeting.minutes > longest:
        yield Check("length-out-of-bounds", {**values, "maximum": longest}, meeting.event.id)


def disputed_date(meeting: Meeting) -> Iterator[Check]:
    """Another source gives another date; the user settles it (004:2128-2136)."""
    if meeting.event.disputed:
        yield Check("disputed-date", {"reason": meeting.event.disputed}, meeting.event.id)


RULES: tuple[Callable[[Meeting], Iterator[Check]], ...] = (
    missing_organisations,
    too_few_professions,
    missing_roles,
    agenda_too_long,
    length_out_of_bounds,
    disputed_date,
)


def of_meeting(meeting: Meeting) -> Iterator[Check]:
    """The warnings about a meeting by itself."""
    for rule in RULES:
        yield from rule(meeting)
