"""The part of the bridge that is about people: adding, reading in, seats, succeeding, erasing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.drafts import PersonDraft
from ipe_events.domain.records import EventLine, GroupLine, OrganisationLine, PersonLine
from ipe_events.i18n import _
from ipe_events.services import events, people
from ipe_events.services.seats import MemberTerms
from ipe_events.services.workspace import Change, Workspace

# What only these forms need is imported when they are opened: the first screen waits for it.
if TYPE_CHECKING:
    from ipe_events.domain.importing import ImportReport
    from ipe_events.services.erasing import Erased as Erased


@dataclass(frozen=True, slots=True)
class PeopleChoices:
    """What the forms about people offer to choose from."""

    today: date
    people: tuple[PersonLine, ...]
    groups: tuple[GroupLine, ...]
    organisations: tuple[OrganisationLine, ...]


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as typed; `number` None for a new one, `day` from when they work elsewhere."""

    number: int | None
    name: str
    organisation: str
    email: str
    profession: str
    working_days: str
    aliases: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SeatWish:
    """A place in a group for a person, by number, or for an organisation, by its short name.

    `deputy_for`: whose place they take when asked; None elsewhere: as the seat is.
    """

    group: str
    who: str
    starts: date | None = None
    ends: date | None = None
    deputy_for: str | None = None
    role: str | None = None
    financing: str | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """What changes hands: the meetings to come, and how many seats."""

    events: tuple[EventLine, ...]
    seats: int


class PeopleBridge:
    """Questions and commands about people on an open workspace."""

    _workspace: Workspace

    def people_choices(self) -> PeopleChoices:
        """What there is to choose from."""
        with self._workspace.read() as view:
            return PeopleChoices(
                today=view.now.date(),
                people=tuple(people.people(view)),
                groups=tuple(people.groups(view)),
                organisations=tuple(people.organisations(view)),
            )

    def keep_person(self, entry: PersonEntry) -> int:
        """Add a person, or change one; the number."""
        from ipe_events.services import succession

        label = _("New person") if entry.number is None else _("Change person")
        with self._workspace.change(label) as change:
            number = entry.number
            if number is None:
                draft = PersonDraft(
                    entry.name, entry.organisation, entry.email or None, entry.profession
                )
                number = people.add_person(change, draft)
            else:
                if entry.organisation:
                    day = entry.day or change.now.date()
                    succession.change_employer(change, str(number), entry.organisation, day)
                people.edit_person(
                    change,
                    str(number),
                    name=entry.name,
                    email=entry.email or None,
                    profession=entry.profession,
                )
            days, aliases = entry.working_days, entry.aliases
            people.edit_person(change, str(number), working_days=days, aliases=aliases)
            return number

    # Groups

    def preview_seat(self, wish: SeatWish) -> int:
        """How many meetings to come a new seat could be taken along to."""
        from ipe_events.services import membership_events

        with self._workspace.preview() as change:
            self._seat(change, wish)
            return len(membership_events.due(change, wish.group, (wish.who,), ()))

    def give_seat(self, wish: SeatWish, *, future: bool) -> int:
        """Seat a person; in how many meetings to come as well."""
        from ipe_events.services import membership_events

        with self._workspace.change(_("New member")) as change:
            self._seat(change, wish)
            due = membership_events.due(change, wish.group, (wish.who,), ()) if future else []
            membership_events.follow(change, due, (wish.who,))
            return len(due)

    def _seat(self, change: Change, wish: SeatWish) -> None:
        terms = MemberTerms(wish.role, wish.financing, wish.starts, wish.ends, wish.deputy_for)
        people.add_member(change, wish.group, wish.who, terms)

    def preview_leaving(self, group: str, who: str) -> int:
        """At how many meetings to come somebody is who leaves a group."""
        from ipe_events.services import membership_events

        with self._workspace.preview() as change:
            people.remove_member(change, group, who)
            return len(membership_events.due(change, group, (), (who,)))

    def leave_group(self, group: str, who: str, *, future: bool) -> int:
        """Take somebody out of a group; off how many meetings to come as well."""
        from ipe_events.services import membership_events

        with self._workspace.change(_("Take out of group")) as change:
            people.remove_member(change, group, who)
            due = membership_events.due(change, group, (), (who,)) if future else []
            membership_events.follow(change, due, ())
            return len(due)

    # One for another

    def preview_succession(self, old: int, new: int, day: date) -> Succession:
        """What would change hands."""
        with self._succeeding(old, new, day, dry=True) as done:
            return done

    def succeed(self, old: int, new: int, day: date) -> Succession:
        """Let somebody take over."""
        with self._succeeding(old, new, day, dry=False) as done:
            return done

    @contextmanager
    def _succeeding(self, old: int, new: int, day: date, *, dry: bool) -> Iterator[Succession]:
        from ipe_events.services import succession

        space, label = self._workspace, _("Take over")
        with space.preview() if dry else space.change(label) as change:
            done = succession.succeed(change, str(old), str(new), day)
            yield Succession(tuple(events.by_id(change, done.events)), done.seats)

    # Files, and leaving no trace

    def read_in(
        self, path: Path, organisation: str | None, *, dry: bool, whole: bool
    ) -> ImportReport:
        """Read people in from a file; `dry`: only tell what it would come to."""
        from ipe_events.services import importing, people_import, reading

        rows = reading.rows(path.expanduser(), people_import.COLUMNS)
        return importing.carry_out(
            self._workspace,
            _("Import people"),
            lambda change: people_import.import_people(change, rows, organisation),
            dry_run=dry,
            all_or_nothing=whole,
        )

    def names_due(self) -> int:
        """How many names of people erased before need not be kept longer."""
        from ipe_events.services import erasing

        return len(list(erasing.due(self._workspace)))

    def erase_names_due(self, exports: Path) -> int:
        """Erase them; how many. Cannot be undone."""
        from ipe_events.services import erasing

        return len([self.erase_person(one, exports) for one in erasing.due(self._workspace)])

    def erase_person(self, number: int, exports: Path) -> Erased:
        """Erase what is kept of somebody; cannot be undone."""
        from ipe_events.services import erasing

        return erasing.erase(self._workspace, str(number), exports)
