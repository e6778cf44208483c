"""The part of the bridge that is about the programme: its plan, goals, kinds, groups and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.domain.records import (
    Check,
    Choice,
    CommitmentLine,
    EventLine,
    EventPage,
    GroupLine,
    KindLine,
    ProgrammeLine,
)
from ipe_events.i18n import _
from ipe_events.services import events, people, programmes
from ipe_events.services.workspace import Change, View, Workspace
from ipe_events.tui.bridge_agenda import programme_line
from ipe_events.tui.bridge_events import organiser
from ipe_events.tui.bridge_hours import periods
from ipe_events.tui.bridge_people import PeopleChoices

# What only these pages and forms need is imported when they are opened: the first screen waits.
if TYPE_CHECKING:
    from datetime import date

    from ipe_events.domain.closures import ClosureLine
    from ipe_events.domain.coverage import Coverage, LayerState
    from ipe_events.domain.goal_edit import GoalEdit, GoalNote
    from ipe_events.domain.hour_records import BudgetReport
    from ipe_events.domain.kinds import KindEdit
    from ipe_events.domain.plan import GoalLine, OpenDate, RemarkLine
    from ipe_events.domain.programme_edit import ProgrammeEdit


@dataclass(frozen=True, slots=True)
class ProgrammeData:
    """Everything of a programme; `events` are those the checks are about.

    `closures` are those of today and later, `past` counts the others; `lines` are names by slug.
    """

    today: date
    programme: ProgrammeLine
    goals: tuple[GoalLine, ...]
    coverage: Coverage
    layers: tuple[LayerState, ...]
    kinds: tuple[KindLine, ...]
    groups: tuple[GroupLine, ...]
    choices: tuple[Choice, ...]
    dates: tuple[OpenDate, ...]
    remarks: tuple[RemarkLine, ...]
    checks: tuple[Check, ...]
    events: Mapping[int, EventLine]
    lines: Mapping[str, str]
    closures: tuple[ClosureLine, ...]
    past: int
    organiser: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What another reading did to the budget; `kept` were edited by hand and stayed."""

    before: BudgetReport
    after: BudgetReport
    kept: tuple[CommitmentLine, ...]


@dataclass(frozen=True, slots=True)
class SetupChoices(PeopleChoices):
    """What the forms about a programme offer; lines are slugs with names, years are labels."""

    programme: ProgrammeLine
    organiser: str
    kinds: tuple[KindLine, ...]
    goals: tuple[GoalLine, ...]
    lines: tuple[tuple[str, str], ...]
    years: tuple[str, ...]
    commitments: tuple[CommitmentLine, ...]


@dataclass(frozen=True, slots=True)
class GroupData:
    """A group with its seats of today and later, the kinds that invite it, and lines by slug."""

    group: GroupLine
    kinds: tuple[KindLine, ...]
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GroupWish:
    """A group as typed; `slug` None for a new one, whose short name is made when none is given."""

    slug: str | None
    short: str
    name: str
    layer: str
    line: str


class ProgrammeBridge:
    """Questions and commands about a programme on an open workspace."""

    _workspace: Workspace

    # Questions

    def programme(self) -> ProgrammeData:
        """Everything of the programme."""
        from ipe_events.services import checking, closures, plans, setup

        with self._workspace.read() as view:
            programme, today = programme_line(view), view.now.date()
            checks = tuple(checking.of_programme(view, today, None))
            ids = {check.event for check in checks if check.event is not None}
            shut = closures.lines(view)
            coming = tuple(one for one in shut if one.ends >= today)
            return ProgrammeData(
                today=today,
                programme=programme,
                goals=tuple(programmes.goals(view)),
                coverage=plans.coverage(view),
                layers=tuple(plans.layers(view)),
                kinds=tuple(programmes.kinds(view)),
                groups=tuple(people.groups(view)),
                choices=tuple(setup.choices(view)),
                dates=tuple(plans.open_dates(view)),
                remarks=tuple(plans.remarks(view)),
                checks=checks,
                events={line.id: line for line in events.by_id(view, ids)},
                lines=line_names(view),
                closures=coming,
                past=len(shut) - len(coming),
                organiser=organiser(programme),
            )

    def setup_choices(self) -> SetupChoices:
        """What there is to choose from."""
        with self._workspace.read() as view:
            programme = programme_line(view)
            return SetupChoices(
                today=view.now.date(),
                people=tuple(people.people(view)),
                groups=tuple(people.groups(view)),
                organisations=tuple(people.organisations(view)),
                programme=programme,
                organiser=organiser(programme),
                kinds=tuple(programmes.kinds(view)),
                goals=tuple(programmes.goals(view)),
                lines=tuple(line_names(view).items()),
                years=periods(view).budget,
                commitments=tuple(programmes.commitments(view)),
            )

    def group(self, slug: str) -> GroupData | None:
        """One group; None when it is there no more."""
        with self._workspace.read() as view:
            found = [one for one in people.groups(view, to_come=True) if one.slug == slug]
            if not found:
                return None
            kinds = tuple(kind for kind in programmes.kinds(view) if slug in kind.groups)
            return GroupData(found[0], kinds, line_names(view))

    # The plan

    def choose(self, choice: Choice, option: str) -> Chosen:
        """Read the plan another way."""
        from ipe_events.services import ledger, setup

        words = dict(choice.options).get(option, option)
        label = _("Choose: {option}").format(option=words)
        with self._workspace.change(label) as change:
            before = ledger.budget_report(change)
            kept = tuple(setup.choose(change, choice.id, option))
            return Chosen(before, ledger.budget_report(change), kept)

    def settle(self, event: int, day: date | None) -> EventLine:
        """Settle a date on which the plan contradicts itself."""
        from ipe_events.services import plans

        with self._workspace.change(_("Settle a date")) as change:
            return plans.settle(change, event, day).events[0]

    def keep_programme(self, wanted: ProgrammeEdit, sender: str, opened: ProgrammeLine) -> None:
        """Change the programme itself, and who invites; an organiser never goes, only changes."""
        with self._workspace.change(_("Change the programme")) as change:
            same_as(programme_line(change), opened)
            programmes.edit(change, wanted, organiser=sender or None)

    # Goals, lines, kinds, groups: `opened` is what a form was opened on, None for a new one

    def keep_goal(
        self, slug: str, wanted: GoalEdit, note: GoalNote, opened: GoalLine | None
    ) -> str:
        """Add or change a goal and what a report tells of it; its short name."""
        from ipe_events.services import plans

        with self._adding_or_changing(_("goal"), opened) as change:
            known = {goal.slug: goal for goal in programmes.goals(change)}
            if opened is None:
                slug = short_or_made(slug, wanted.name, known)
                plans.add_goal(change, slug, wanted)
            else:
                slug = opened.slug
                same_as(known.get(slug), opened)
                plans.edit_goal(change, slug, wanted)
            plans.note_goal(change, slug, note)
            return slug

    def keep_line(self, slug: str, name: str, opened: str | None) -> str:
        """Add or rename something hours are promised for; its short name."""
        from ipe_events.services import plan_lines

        with self._adding_or_changing(_("line"), opened) as change:
            known = line_names(change)
            if opened is None:
                slug = short_or_made(slug, name, known)
                plan_lines.add(change, slug, name)
            else:
                plan_lines.rename(change, slug, name)
            return slug

    def keep_kind(self, slug: str, wanted: KindEdit, opened: KindLine | None) -> str:
        """Add or change a kind of event; its short name."""
        with self._adding_or_changing(_("kind of event"), opened) as change:
            return _keep_kind(change, slug, wanted, opened)

    def preview_kind(self, slug: str, wanted: KindEdit, opened: KindLine | None) -> EventPage:
        """What a meeting of such a kind would cost each partner, were it today."""
        from ipe_events.domain.drafts import EventDraft, When

        with self._workspace.preview() as change:
            kept = _keep_kind(change, slug, wanted, opened)
            day = When(change.now.date(), None, None, None)
            made = events.add(change, EventDraft(kept, day))
            return events.page(change, made.events[0].id)

    def keep_group(self, wish: GroupWish, opened: GroupLine | None) -> str:
        """Add or change a group; its short name."""
        from ipe_events.services import groups

        with self._adding_or_changing(_("group"), opened) as change:
            known = {group.slug: group for group in people.groups(change)}
            slug = wish.slug
            if slug is None:
                taken = [*known, *(one.slug for one in people.organisations(change))]
                slug = short_or_made(wish.short, wish.name, taken)
                people.add_group(change, slug, wish.name, wish.layer)
                people.set_line(change, slug, wish.line)
            else:
                groups.edit(change, slug, name=wish.name, layer=wish.layer, line=wish.line)
            return slug

    def take_away(self, what: str, slug: str, name: str) -> None:
        """Take away a goal, kind, line, group or organisation of which nothing is used."""
        from ipe_events.services import removing

        remove = {
            "goal": removing.goal,
            "kind": removing.kind,
            "line": removing.line,
            "group": removing.group,
            "organisation": removing.organisation,
        }[what]
        with self._workspace.change(_("Take away: {what}").format(what=name)) as change:
            remove(change, slug)

    @contextmanager
    def _adding_or_changing(self, what: str, opened: object) -> Iterator[Change]:
        words = _("New: {what}") if opened is None else _("Change: {what}")
        with self._workspace.change(words.format(what=what)) as change:
            yield change


def line_names(view: View) -> dict[str, str]:
    """The names of the lines of the plan by slug."""
    return {line.slug: line.name for line in programmes.plan_lines(view)}


def _keep_kind(change: Change, slug: str, wanted: KindEdit, opened: KindLine | None) -> str:
    from ipe_events.services import kinds

    known = {kind.slug: kind for kind in programmes.kinds(change)}
    if opened is None:
        slug = short_or_made(slug, wanted.name, known)
        kinds.add(change, slug, wanted)
        return slug
    same_as(known.get(opened.slug), opened)
    kinds.edit(change, opened.slug, wanted)
    return opened.slug


def same_as(now: object, opened: object) -> None:
    """Refuse when what a form was opened on has changed since, or is gone."""
    if now != opened:
        names = [name for name in getattr(opened, "__slots__", ()) if _differ(now, opened, name)]
        raise refuse("changed-meanwhile", fields=", ".join(names))


def _differ(now: object, opened: object, name: str) -> bool:
    return bool(getattr(now, name, None) != getattr(opened, name))


def short_or_made(typed: str, name: str | None, taken: Iterable[str]) -> str:
    """The short name typed, else one made of the name."""
    from ipe_events.domain.naming import short_name

    return typed or short_name(name or "", taken)
