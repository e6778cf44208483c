"""The part of the bridge that is about partners: who they are, what they promise, when shut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.hour_records import HoursReport
from ipe_events.domain.records import (
    CommitmentLine,
    EventFilter,
    EventLine,
    GroupLine,
    OrganisationLine,
    PersonLine,
)
from ipe_events.i18n import _
from ipe_events.services import events, ledger, people, programmes
from ipe_events.services.workspace import Change, View, Workspace
from ipe_events.tui.bridge_first import MOST_LINES
from ipe_events.tui.bridge_hours import Periods, periods
from ipe_events.tui.bridge_programme import line_names, same_as, short_or_made

# What only these pages and forms need is imported when they are opened: the first screen waits.
if TYPE_CHECKING:
    from datetime import date

    from ipe_events.domain.budget import Bounds
    from ipe_events.domain.closures import ClosureDraft, ClosureLine
    from ipe_events.domain.importing import ImportReport
    from ipe_events.domain.newcomer import Newcomer
    from ipe_events.domain.plan import PartnerFacts
    from ipe_events.domain.promise_edit import CommitmentEdit
    from ipe_events.domain.statements import Issued


@dataclass(frozen=True, slots=True)
class HoursData:
    """The figures of a year; `lines` are the names of plan lines by slug."""

    report: HoursReport
    periods: Periods
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PartnersData:
    """The figures of a year, and every organisation, those without figures too."""

    hours: HoursData
    organisations: tuple[OrganisationLine, ...]


@dataclass(frozen=True, slots=True)
class PartnerData:
    """One partner's page: figures, promises, people, groups, meetings, closures, statements.

    `facts`: what the plan says of it; `statements`: as they were issued, the newest first.
    """

    today: date
    hours: HoursData
    organisation: OrganisationLine
    commitments: tuple[CommitmentLine, ...]
    people: tuple[PersonLine, ...]
    groups: tuple[GroupLine, ...]
    events: tuple[EventLine, ...]
    closures: tuple[ClosureLine, ...]
    statements: tuple[Issued, ...]
    facts: PartnerFacts | None


@dataclass(frozen=True, slots=True)
class OrganisationWish:
    """An organisation as typed; `slug` is the short name typed for a new one, "" to make one."""

    slug: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    email: str


@dataclass(frozen=True, slots=True)
class PromiseKept:
    """A promise before and after; None: there was none."""

    before: CommitmentLine | None
    after: CommitmentLine


class PartnersBridge:
    """Questions and commands about partners on an open workspace."""

    _workspace: Workspace
    _bounds: Bounds

    def hours(self, year: str | None = None) -> HoursData:
        """The figures per partner and line."""
        with self._workspace.read() as view:
            return self._hours(view, year)

    def partners(self, year: str | None) -> PartnersData:
        """The figures of a year, and every organisation."""
        with self._workspace.read() as view:
            return PartnersData(self._hours(view, year), tuple(people.organisations(view)))

    def partner(self, slug: str, year: str | None) -> PartnerData | None:
        """One partner in a year; None when it is there no more."""
        from ipe_events.services import closures, plans, statements

        with self._workspace.read() as view:
            own = [item for item in people.organisations(view) if item.slug == slug]
            if not own:
                return None
            hours = self._hours(view, year)
            period = hours.report.period
            wanted = EventFilter(period.start, period.end, organisation=slug)
            groups = people.groups(view)
            return PartnerData(
                today=view.now.date(),
                hours=hours,
                organisation=own[0],
                commitments=tuple(
                    item for item in programmes.commitments(view) if item.organisation == slug
                ),
                people=tuple(item for item in people.people(view) if item.organisation == slug),
                groups=tuple(
                    one for one in groups if slug in {seat.organisation for seat in one.seats}
                ),
                events=tuple(events.lines(view, wanted, limit=MOST_LINES)),
                closures=tuple(closures.lines(view, slug, view.now.date())),
                statements=tuple(statements.issued_to(view, slug)),
                facts=plans.facts(view).get(slug),
            )

    def _hours(self, view: View, year: str | None) -> HoursData:
        report = ledger.report(view, year, bounds=self._bounds)
        return HoursData(report, periods(view), line_names(view))

    # Who they are

    def keep_organisation(self, wish: OrganisationWish, opened: OrganisationLine | None) -> str:
        """Add an organisation as a partner, or change one; its short name."""
        words = _("New organisation") if opened is None else _("Change organisation")
        with self._workspace.change(words) as change:
            known = {one.slug: one for one in people.organisations(change)}
            if opened is None:
                taken = [*known, *(group.slug for group in people.groups(change))]
                slug = short_or_made(wish.slug, wish.name, taken)
                people.add_organisation(
                    change, slug, wish.name, wish.kind, wish.aliases, wish.email
                )
                return slug
            same_as(known.get(opened.slug), opened)
            # A placeholder keeps being one until it gets a name of its own.
            name = None if wish.name == opened.name else wish.name
            people.edit_organisation(
                change,
                opened.slug,
                name=name,
                kind=wish.kind,
                aliases=wish.aliases,
                email=wish.email,
            )
            return opened.slug

    def read_partners_in(
        self, path: Path, newcomer: Newcomer, *, dry: bool, whole: bool
    ) -> ImportReport:
        """Read partners in from a file; `dry`: only tell what it would come to."""
        from ipe_events.services import importing, partners_import, reading

        rows = reading.rows(path.expanduser(), partners_import.COLUMNS)
        return importing.carry_out(
            self._workspace,
            _("Import partners"),
            lambda change: partners_import.import_partners(change, rows, newcomer),
            dry_run=dry,
            all_or_nothing=whole,
        )

    # What they promise

    def preview_promise(
        self, where: tuple[str, str, str], wanted: CommitmentEdit, new_line: str
    ) -> PromiseKept:
        """What a promise would come to; `where`: organisation, line, year.

        `new_line`: the name of a line that is made for it, "" when it is there.
        """
        with self._workspace.preview() as change:
            return _promised(change, where, wanted, new_line)

    def keep_promise(
        self,
        where: tuple[str, str, str],
        wanted: CommitmentEdit,
        opened: CommitmentLine | None,
        new_line: str,
    ) -> None:
        """Make or change a promise; refuses when the one a form was opened on has changed."""
        with self._workspace.change(_("Promise for {year}").format(year=where[2])) as change:
            if opened is not None:
                same_as(_promise(change, where), opened)
            _promised(change, where, wanted, new_line)

    def remove_promise(self, where: tuple[str, str, str]) -> None:
        """Take a promise away."""
        from ipe_events.services import commitments

        with self._workspace.change(_("Take a promise away")) as change:
            commitments.remove_commitment(change, *where)

    # When they are shut

    def closures(self) -> tuple[date, tuple[ClosureLine, ...]]:
        """The day of today, and every closure by date."""
        from ipe_events.services import closures

        with self._workspace.read() as view:
            return view.now.date(), tuple(closures.lines(view))

    def keep_closure(self, draft: ClosureDraft, number: int | None) -> int:
        """Keep a closure, in the place of one that is there when its number is given."""
        from ipe_events.services import closures

        words = _("New closure") if number is None else _("Change a closure")
        with self._workspace.change(words) as change:
            if number is not None:
                closures.remove(change, number)
            return closures.add(change, draft)

    def remove_closure(self, number: int) -> None:
        """Forget a closure."""
        from ipe_events.services import closures

        with self._workspace.change(_("Take a closure away")) as change:
            closures.remove(change, number)

    def read_closures_in(
        self, path: Path, owner: Mapping[str, str], *, dry: bool, whole: bool
    ) -> ImportReport:
        """Read closures in from a file; `owner`: of whom, where the rows do not say."""
        from ipe_events.services import closures, importing, reading

        rows = reading.rows(path.expanduser(), closures.COLUMNS)
        return importing.carry_out(
            self._workspace,
            _("Import closures"),
            lambda change: closures.import_closures(change, rows, **owner),
            dry_run=dry,
            all_or_nothing=whole,
        )


def _promised(
    change: Change, where: tuple[str, str, str], wanted: CommitmentEdit, new_line: str
) -> PromiseKept:
    from ipe_events.services import commitments, plan_lines

    organisation, line, year = where
    if new_line:
        line = short_or_made("", new_line, line_names(change))
        plan_lines.add(change, line, new_line)
    before = _promise(change, (organisation, line, year))
    commitments.set_commitment(change, organisation, line, year, wanted)
    after = _promise(change, (organisation, line, year))
    assert after is not None
    return PromiseKept(before, after)


def _promise(view: View, where: tuple[str, str, str]) -> CommitmentLine | None:
    organisation, line, year = where
    return next(
        (
            one
            for one in programmes.commitments(view)
            if (one.organisation, one.line, one.year) == (organisation, line, year)
        ),
        None,
    )
