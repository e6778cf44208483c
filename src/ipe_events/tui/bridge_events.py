"""The half of the bridge that is about events: the agenda, forms, guests, attendance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from ipe_events.domain.drafts import Attendance, EventDraft, EventEdit, When
from ipe_events.domain.records import (
    EventFilter,
    EventLine,
    EventPage,
    GroupLine,
    KindLine,
    Named,
    OrganisationLine,
    Outcome,
    PersonLine,
    ProgrammeLine,
)
from ipe_events.i18n import _
from ipe_events.services import availability, events, people, programmes
from ipe_events.services.workspace import Change, View, Workspace

# What the first screen does not need is imported where it is needed: it counts.
MOST_LINES = 500
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class AgendaData:
    """The events from a day on, at most `MOST_LINES` of `total`, and their programme.

    `first` is None when events of every day are meant: those that match a text.
    """

    programme: ProgrammeLine
    today: date
    first: date | None
    events: tuple[EventLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class MonthData:
    """The states of the events on each day, and the names of the days off."""

    states: Mapping[date, frozenset[str]]
    public: Mapping[date, str]
    school: Mapping[date, str]


@dataclass(frozen=True, slots=True)
class FormData:
    """What an event form offers to choose from; `page` is the event it was opened on."""

    today: date
    kinds: tuple[KindLine, ...]
    organisations: tuple[OrganisationLine, ...]
    groups: tuple[GroupLine, ...]
    goals: tuple[Named, ...]
    people: tuple[PersonLine, ...]
    page: EventPage | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one typed line would make, and the names of the groups it invites."""

    page: EventPage
    groups: tuple[str, ...]


class EventsBridge:
    """Questions and commands about events on an open workspace."""

    _workspace: Workspace

    # Questions

    def agenda(self, first: date, text: str = "") -> AgendaData:
        """The events from `first` on; with a text those of any day that match, if they fit."""
        with self._workspace.read() as view:
            wanted = EventFilter(first=first, text=text)
            if text:
                anywhere = EventFilter(text=text)
                if events.count(view, anywhere) <= MOST_LINES:
                    wanted = anywhere
            found = events.lines(view, wanted, limit=MOST_LINES)
            cut = len(found) == MOST_LINES
            return AgendaData(
                programme=programme_line(view),
                today=view.now.date(),
                first=wanted.first,
                events=tuple(found),
                total=events.count(view, wanted) if cut else len(found),
            )

    def month(self, first: date, last: date, text: str = "") -> MonthData:
        """What happens on each day from `first` to `last`."""
        with self._workspace.read() as view:
            states = events.by_day(view, EventFilter(first, last, text=text))
            calendar = availability.holiday_calendar(view)
            days = calendar.days_off(first, last) if calendar is not None else []
            return MonthData(
                states={day: frozenset(found) for day, found in states.items()},
                public={off.day: off.name for off in days if off.kind == "public"},
                school={off.day: off.name for off in days if off.kind == "school"},
            )

    def last_day_before(self, day: date, text: str = "") -> date | None:
        """The day of the last event before a day."""
        with self._workspace.read() as view:
            earlier = EventFilter(last=day - timedelta(days=1), text=text)
            return events.last_day_of(view, earlier)

    def pending(self) -> int:
        """How many messages wait to be sent; 0 where counting them would take long."""
        from ipe_events.services import outbox

        with self._workspace.read() as view:
            if events.count(view, EventFilter(states=("planned",))) > MOST_COUNTED:
                return 0
            return sum(bool(item.email) and not item.elsewhere for item in outbox.pending(view))

    def kinds(self) -> tuple[KindLine, ...]:
        """The kinds of events there are."""
        with self._workspace.read() as view:
            return tuple(programmes.kinds(view))

    def event(self, event_id: int) -> EventPage:
        """One event with everything about it."""
        with self._workspace.read() as view:
            return events.page(view, event_id)

    def told(self, event_id: int) -> int:
        """How many people were told that an event takes place."""
        from ipe_events.services import outbox

        with self._workspace.read() as view:
            return sum(
                1
                for item in outbox.exported(view)
                if item.event == event_id and item.method == "REQUEST"
            )

    def form(self, event_id: int | None = None) -> FormData:
        """What an event form needs."""
        with self._workspace.read() as view:
            return FormData(
                today=view.now.date(),
                kinds=tuple(programmes.kinds(view)),
                organisations=tuple(people.organisations(view)),
                groups=tuple(people.groups(view)),
                goals=tuple(programmes.goals(view)),
                people=tuple(people.people(view)),
                page=events.page(view, event_id) if event_id is not None else None,
            )

    # What a command would come to; nothing is written

    def preview(self, draft: EventDraft, note: str = "") -> EventPage:
        """What adding an event would come to."""
        with self._preview() as change:
            return events.page(change, _add_event(change, draft, note).events[0].id)

    def preview_line(self, text: str) -> Reading:
        """What one typed line would come to."""
        with self._preview() as change:
            page = events.page(change, _add_line(change, text).events[0].id)
            kinds = [kind for kind in programmes.kinds(change) if kind.slug == page.event.kind]
            names = [group.name for group in people.groups(change) if group.slug in kinds[0].groups]
            return Reading(page, tuple(names))

    def preview_change(self, opened: EventPage, edit: EventEdit, when: When | None) -> EventPage:
        """What saving a form on an event would come to."""
        with self._preview() as change:
            _change_event(change, opened, edit, when)
            return events.page(change, opened.event.id)

    def preview_guests(
        self, event_id: int, add: tuple[str, ...], remove: tuple[str, ...]
    ) -> EventPage:
        """What inviting people and taking others off would come to."""
        with self._preview() as change:
            events.invite(change, event_id, add, remove)
            return events.page(change, event_id)

    def preview_attendance(self, event_id: int, who: Attendance) -> EventPage:
        """What registering attendance would book."""
        from ipe_events.services import attendance

        with self._preview() as change:
            attendance.keep(change, event_id, who)
            return events.page(change, event_id)

    @contextmanager
    def _preview(self) -> Iterator[Change]:
        with self._workspace.preview() as change:
            yield change

    # Commands

    def add_event(self, draft: EventDraft, note: str = "") -> Outcome:
        """Plan an event."""
        with self._workspace.change(_("Add {title}").format(title=draft.title or draft.kind)) as c:
            return _add_event(c, draft, note)

    def add_line(self, text: str) -> Outcome:
        """Plan the event that one typed line says."""
        with self._workspace.change(_("Add {title}").format(title=text.strip())) as change:
            return _add_line(change, text)

    def change_event(self, opened: EventPage, edit: EventEdit, when: When | None) -> Outcome:
        """Save a form on the event it was opened on; refuses when that has changed since."""
        title = opened.event.title
        with self._workspace.change(_("Change {title}").format(title=title)) as change:
            return _change_event(change, opened, edit, when)

    def change_guests(
        self,
        event_id: int,
        add: tuple[str, ...],
        remove: tuple[str, ...],
        answers: tuple[tuple[str, str], ...] = (),
    ) -> Outcome:
        """Change who is invited, and keep what they answered."""
        with self._workspace.change(_("Change the guests")) as change:
            for who, value in answers:
                events.answer(change, event_id, who, value)
            return events.invite(change, event_id, add, remove)

    def plan_event(self, event_id: int) -> Outcome:
        """Make a draft or a cancelled event a planned one."""
        with self._workspace.change(_("Plan event")) as change:
            return events.plan(change, event_id)

    def cancel_event(self, event_id: int, reason: str) -> Outcome:
        """Cancel an event."""
        with self._workspace.change(_("Cancel event")) as change:
            return events.cancel(change, event_id, reason)

    def answer(self, event_id: int, who: str, value: str) -> Outcome:
        """Keep an answer."""
        with self._workspace.change(_("Answer of a guest")) as change:
            return events.answer(change, event_id, who, value)

    def attend(self, event_id: int, who: Attendance) -> Outcome:
        """Keep who was there."""
        from ipe_events.services import attendance

        with self._workspace.change(_("Attendance")) as change:
            return attendance.register(change, event_id, who)


def programme_line(view: View) -> ProgrammeLine:
    """The programme in hand."""
    slug = view.programme.slug
    return next(item for item in programmes.programmes(view) if item.slug == slug)


def organiser(programme: ProgrammeLine) -> str:
    """Who sends a programme's invitations, as `NAME <EMAIL>`; "" when nobody does yet."""
    if not programme.organiser_email:
        return ""
    return f"{programme.organiser_name} <{programme.organiser_email}>"


def _add_event(change: Change, draft: EventDraft, note: str) -> Outcome:
    added = events.add(change, draft)
    if not note.strip():
        return added
    return events.edit(change, added.events[0].id, EventEdit(note=note))


def _add_line(change: Change, text: str) -> Outcome:
    from ipe_events.domain.quick_add import parse_quick_add

    kinds = [(kind.slug, kind.name) for kind in programmes.kinds(change)]
    known = [(item.slug, item.name) for item in people.organisations(change)]
    said = parse_quick_add(text, change.now.date(), kinds, known)
    draft = EventDraft(
        kind=said.kind,
        when=When(said.day, said.until, said.start, said.end),
        title=said.title or None,
        location=said.location,
        host=said.host,
    )
    return _add_event(change, draft, "")


def _change_event(change: Change, opened: EventPage, edit: EventEdit, when: When | None) -> Outcome:
    events.must_be_as(change, opened)
    outcome = events.edit(change, opened.event.id, edit)
    if when is None:
        return outcome
    return events.reschedule(change, opened.event.id, when)
