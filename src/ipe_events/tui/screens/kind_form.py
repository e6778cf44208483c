"""The form about a kind of event: its rules, and what a meeting of it costs each partner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipe_events.domain.checks import OF_A_KIND
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Charge
from ipe_events.domain.kinds import BY_SEAT, KindEdit
from ipe_events.domain.records import EventPage, KindLine
from ipe_events.i18n import N_, _, format_hours, ngettext
from ipe_events.tui import event_lines
from ipe_events.tui.page import Row, blank, heading, remark
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.screens.setup_form import SetupForm, area, one_of, short_name_field, some_of
from ipe_events.tui.setup_words import CHARGES, CHECKS
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_programme import SetupChoices

LENGTH = 120
NEW = KindLine("", "", "", LENGTH, 0, 0, None, Charge.ALL, (), ())


class KindForm(SetupForm):
    """Gives the short name of the kind that was added or changed."""

    PURPOSE = N_(
        "A kind of event with its rules: how long it lasts, what is added for preparation and "
        "travel, whose hours it costs and for which promise, whom it invites, its agenda, and what "
        "is checked. Beside or below stands what one meeting of it costs each partner. Meetings "
        "that were held keep the rule they were held under."
    )

    def __init__(self, kind: KindLine | None) -> None:
        super().__init__(_("New kind of event") if kind is None else _("Change kind of event"))
        self._kind = kind

    def of_setup(self, data: SetupChoices) -> Iterator[Field]:
        """Name and length, who pays, who comes, what is checked."""
        kind = self._kind or NEW
        yield Field(_("Name"), line("name", kind.name), "name")
        if self._kind is None:
            yield short_name_field()
        yield Field(_("Length"), line("length", format_hours(kind.length), "2:00"), "length")
        yield Field(_("Prepare"), line("preparation", _hours(kind.preparation)), "preparation")
        yield Field(_("Travel"), line("travel", _hours(kind.travel)), "travel")
        whom = [(str(key), _(words)) for key, words in CHARGES.items()]
        yield Field(_("Charged"), one_of("charge", whom, kind.charge), "charge")
        lines = [(BY_SEAT, _("that of who comes")), *data.lines]
        none = _("none: hours fulfil no promise")
        yield Field(_("Promise"), pick("line", lines, kind.line, empty=none), "line")
        yield from self._who(data, kind)
        yield from self._bounds(kind)
        checked = [code for code in OF_A_KIND if code not in kind.checks_off]
        codes = [(code, _(CHECKS[code])) for code in OF_A_KIND]
        yield Field(_("Checked"), some_of("checks", codes, checked), "check")

    def _who(self, data: SetupChoices, kind: KindLine) -> Iterator[Field]:
        groups = [(group.slug, group.name) for group in data.groups]
        if groups:
            yield Field(_("Invites"), some_of("groups", groups, kind.groups), "groups")
        layers = [*(one.layer for one in data.kinds), *(one.layer for one in data.groups)]
        known = ", ".join([layer for layer in dict.fromkeys(layers) if layer][:4])
        yield Field(_("Layer"), line("layer", kind.layer, known), "layer")
        # Who has no seat in a group that is invited is never missed.
        invited = kind.groups or [group.slug for group in data.groups]
        seated = {
            seat.organisation
            for group in data.groups
            if group.slug in invited
            for seat in group.seats
        }
        asked = [
            (one.slug, one.name)
            for one in data.organisations
            if one.slug in kind.required or one.slug in seated
        ]
        if asked:
            yield Field(_("Must be in"), some_of("required", asked, kind.required), "required")
        roles = line("role", ", ".join(kind.required_roles), _("roles that must be there, with ,"))
        yield Field(_("Roles"), roles, "role")
        least = line(
            "minimum_professions",
            str(kind.minimum_professions or ""),
            _("professions; empty: any number"),
        )
        yield Field(_("At least"), least, "minimum_professions")

    def _bounds(self, kind: KindLine) -> Iterator[Field]:
        any_ = _("any length")
        yield Field(_("Shortest"), line("shortest", _hours(kind.shortest), any_), "shortest")
        yield Field(_("Longest"), line("longest", _hours(kind.longest), any_), "longest")
        cadence = line("cadence", str(kind.cadence or ""), _("days until the next, at most"))
        yield Field(_("Rhythm"), cadence, "cadence")
        early = line("reminder", str(kind.reminder_days or ""), _("days before; empty: none"))
        yield Field(_("Reminder"), early, "reminder")
        points = "\n".join(
            title if minutes is None else f"{title} = {minutes}" for title, minutes in kind.agenda
        )
        example = _("a point on each line, with its minutes: Welcome = 10")
        yield Field(_("Agenda"), area("agenda", points, example), "agenda")

    def _wanted(self) -> KindEdit:
        on = set(self.all_marked("checks"))
        here = {control.id for field in self.query(Field) for control in (field.control,)}
        # Nothing typed is no length at all: refused as too short, not taken as it was.
        return KindEdit(
            name=self.text("name"),
            layer=self.text("layer"),
            groups=self.all_marked("groups") if "groups" in here else None,
            required=self.all_marked("required") if "required" in here else None,
            length=self.duration("length"),
            preparation=self.duration("preparation"),
            travel=self.duration("travel"),
            charge=self.marked("charge"),
            line=self.picked("line") or "",
            minimum_professions=self.number("minimum_professions"),
            required_roles=_parts(self.text("role")),
            shortest=self.short_duration("shortest"),
            longest=self.short_duration("longest"),
            cadence=self.number("cadence"),
            reminder_days=self.number("reminder"),
            agenda=tuple(self._point(text) for text in self.lines_of("agenda")),
            checks=tuple((code, code in on) for code in OF_A_KIND),
        )

    def _point(self, text: str) -> tuple[str, int | None]:
        from ipe_events.domain.minutes import parse_duration

        title, equals, length = (part.strip() for part in text.rpartition("="))
        if not equals:
            return text, None
        if not title:
            raise refuse("blank", "agenda")
        return title, parse_duration(f"{length}m" if length.isdigit() else length, "agenda")

    def ahead(self) -> None:
        """What one meeting of it would cost."""
        if not self.text("name"):
            self.tell([_("What a meeting costs each partner stands here once it has a name.")])
            return
        wanted, slug = self._wanted(), self._slug
        self.foresee(lambda bridge: bridge.preview_kind(slug, wanted, self._kind), self._ahead)

    @property
    def _slug(self) -> str:
        return "" if self._kind is not None else self.text("slug")

    def _ahead(self, page: EventPage) -> None:
        self.tell([])
        hosts = self.marked("charge") == Charge.HOSTS
        self.query_one("#ahead", LineList).show(lambda width: list(_cost(page, width, hosts=hosts)))

    def save(self) -> None:
        """Keep the kind."""
        self.no_longer_wrong()
        wanted, slug = self._wanted(), self._slug
        self.saving = True
        self.order(
            lambda bridge: bridge.keep_kind(slug, wanted, self._kind),
            self.kept,
        )


def _cost(page: EventPage, width: int, *, hosts: bool) -> Iterator[Row]:
    yield heading(_("One meeting costs"))
    count = len(page.participants)
    invited = ngettext("{count} seat invited", "{count} seats invited", count)
    yield from remark(f"{format_hours(page.minutes)} · {invited.format(count=count)}", width)
    if hosts and not page.hours:
        yield from remark(_("The host and the speakers: who those are, a meeting says."), width)
        return
    yield from event_lines.hour_lines(page.hours, width)
    if page.hours:
        yield blank()
        yield from remark(_("“left” is what the promise of this year has left after it."), width)


def _hours(minutes: int | None) -> str:
    return format_hours(minutes) if minutes else ""


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
