"""The half of the bridge that is about events: the agenda, forms, guests, attendance."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from ipe_events.domain.drafts import Attendance, EventDraft, EventEdit, PersonDraft, When
from ipe_events.domain.records import (
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
from ipe_events.services import events, people, programmes
from ipe_events.services.workspace import Change, View, Workspace

# What the first screen does not need is imported where it is needed: it counts.
MOST_COUNTED = 1_000
# As what somebody takes part: a role, None for that of the seat; whether it is online.
Terms = tuple[str | None, bool]


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
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one typed line would make, and the names of the groups it invites."""

    page: EventPage
    groups: tuple[str, ...]


class EventsBridge:
    """Questions and commands about events on an open workspace."""

    _workspace: Workspace

    # Questions

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
        from ipe_events.services import everywhere

        with self._workspace.read() as view:
            return FormData(
                today=view.now.date(),
                kinds=tuple(programmes.kinds(view)),
                organisations=tuple(people.organisations(view)),
                groups=tuple(people.groups(view)),
                goals=tuple(programmes.goals(view)),
                people=tuple(people.people(view)),
                page=events.page(view, event_id) if event_id is not None else None,
                places=tuple(everywhere.places(view)),
            )

    # What a command would come to; nothing is written

    def preview(self, draft: EventDraft, note: str = "") -> EventPage:
        """What adding an event would come to."""
        with self._preview() as change:
            return events.page(change, _add_event(change, draft, note).events[0].id)

    def preview_line(self, text: str) -> Reading:
        """What one typed line would come to."""
        with self._preview() as change:
            page = events.page(change, _add_event(change, _typed(change, text), "").events[0].id)
            kinds = [kind for kind in programmes.kinds(change) if kind.slug == page.event.kind]
            names = [group.name for group in people.groups(change) if group.slug in kinds[0].groups]
            return Reading(page, tuple(names))

    def preview_change(self, opened: EventPage, edit: EventEdit, when: When | None) -> EventPage:
        """What saving a form on an event would come to."""
        with self._preview() as change:
            _change_event(change, opened, edit, when)
            return events.page(change, opened.event.id)

    def preview_guests(
        self,
        event_id: int,
        add: tuple[str, ...],
        remove: tuple[str, ...],
        newcomers: tuple[PersonDraft, ...] = (),
        terms: tuple[Terms, ...] = (),
    ) -> EventPage:
        """What inviting people and taking others off would come to."""
        with self._preview() as change:
            for draft in newcomers:
                people.add_person(change, draft)
            _invite(change, event_id, add, remove, terms)
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
        with self._workspace.change(self._adding(draft)) as change:
            return _add_event(change, draft, note)

    def add_line(self, text: str) -> Outcome:
        """Plan the event that one typed line says."""
        with self._workspace.read() as view:
            draft = _typed(view, text)
        with self._workspace.change(self._adding(draft)) as change:
            return _add_event(change, draft, "")

    def _adding(self, draft: EventDraft) -> str:
        """What adding an event is called in the history: by its title, else by its kind."""
        with self._workspace.read() as view:
            names = {kind.slug: kind.name for kind in programmes.kinds(view)}
        title = draft.title or names.get(draft.kind, draft.kind)
        return _("Add {title}").format(title=title)

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
        newcomers: tuple[PersonDraft, ...] = (),
        terms: tuple[Terms, ...] = (),
    ) -> Outcome:
        """Change who is invited, adding who is new, and keep what they answered."""
        with self._workspace.change(_("Change the guests")) as change:
            for draft in newcomers:
                people.add_person(change, draft)
            for who, value in answers:
                events.answer(change, event_id, who, value)
            return _invite(change, event_id, add, remove, terms)

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


def _invite(
    change: Change,
    event_id: int,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    terms: tuple[Terms, ...],
) -> Outcome:
    """Take people off, then invite others: together who takes part alike."""
    known = terms or ((None, False),) * len(add)
    outcome = events.invite(change, event_id, (), remove)
    for role, online in dict.fromkeys(known):
        alike = [who for who, own in zip(add, known, strict=True) if own == (role, online)]
        outcome = events.invite(change, event_id, alike, (), role=role, online=online)
    return outcome


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


def _typed(view: View, text: str) -> EventDraft:
    """The event that one typed line says."""
    from ipe_events.domain.quick_add import parse_quick_add

    kinds = [(kind.slug, kind.name) for kind in programmes.kinds(view)]
    known = [(item.slug, item.name) for item in people.organisations(view)]
    said = parse_quick_add(text, view.now.date(), kinds, known)
    return EventDraft(
        kind=said.kind,
        when=When(said.day, said.until, said.start, said.end),
        title=said.title or None,
        location=said.location,
        host=said.host,
    )


def _change_event(change: Change, opened: EventPage, edit: EventEdit, when: When | None) -> Outcome:
    events.must_be_as(change, opened)
    outcome = events.edit(change, opened.event.id, edit)
    if when is None:
        return outcome
    return events.reschedule(change, opened.event.id, when)
