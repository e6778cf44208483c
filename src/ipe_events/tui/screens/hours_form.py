"""The form that keeps hours worked outside meetings, of one partner or of a whole group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.widgets import Select

from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.minutes import parse_duration
from ipe_events.i18n import (
    N_,
    _,
    format_decimal_hours,
    format_hours,
    format_money,
    ngettext,
)
from ipe_events.i18n.hour_words import FINANCING, LINES_FROM
from ipe_events.tui.actions import takes_back
from ipe_events.tui.entry_lines import rate_words
from ipe_events.tui.screens.plain_form import PlainForm, line, pick
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.domain.drafts import HourDraft
    from ipe_events.domain.entries import EntryLine
    from ipe_events.tui.bridge_hours import HourChoices, Kept
    from ipe_events.tui.bridge_people import PeopleChoices

PARTNER, GROUP = "org", "group"
MOST_SHOWN = 40


class AboutHours(PlainForm):
    """A form about hours: made once it is known which partners, lines and years there are."""

    def load(self) -> None:
        """Ask once for what there is to choose from."""
        if self._opened is None:
            self.ask(lambda bridge: bridge.hour_choices(), self.show)

    def fields(self, data: PeopleChoices) -> Iterator[Field]:
        """The fields from the top down."""
        from ipe_events.tui.bridge_hours import HourChoices

        assert isinstance(data, HourChoices)
        return self.of_hours(data)

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """The fields from the top down."""
        raise NotImplementedError

    def on_input_changed(self) -> None:
        """Hours are said back at once, as they are understood."""
        super().on_input_changed()
        field = self.field_of("hours")
        if field is None:
            return
        try:
            self.minutes(allow_negative=True)
        except Refused:
            field.note("")

    def minutes(self, *, allow_negative: bool = False) -> int:
        """The hours typed, said back under them; refuses what is no number of hours."""
        typed = self.text("hours")
        if not typed:
            raise refuse("blank", "hours")
        minutes = parse_duration(typed, allow_negative=allow_negative)
        field = self.field_of("hours")
        if field is not None:
            field.note(f"= {format_hours(minutes)} ({format_decimal_hours(minutes)})")
        return minutes

    def chosen(self, name: str) -> str:
        """What is chosen of a list; refuses nothing."""
        value = self.picked(name)
        if value is None:
            raise refuse("blank", name)
        return value

    def a_day(self, name: str) -> date:
        """The day typed; refuses none."""
        day = self.day(name)
        if day is None:
            raise refuse("blank", name)
        return day


def with_undo(words: str) -> str:
    """What was done, and the key that takes it back."""
    undo = takes_back()
    return f"{words} — {undo}"


def partners(data: HourChoices) -> list[tuple[str, str]]:
    """The organisations to choose from: the partners first."""
    found = sorted(data.organisations, key=lambda one: (not one.partner, one.id))
    return [(one.slug, one.name) for one in found]


class HoursForm(AboutHours):
    """Gives the sentence that says what was kept."""

    PURPOSE = N_(
        "Hours worked outside a meeting: of a partner, of one of its people, or the same hours for "
        "everybody in a group at once. Hours are read as 1,5 or 1.5, 1:30, 90m or 1h30m. Below or "
        "beside stands for which promise they count and what an hour is worth, and which rule "
        "says so."
    )

    def __init__(self, organisation: str | None, plan_line: str | None) -> None:
        super().__init__(_("Log hours"))
        self._organisation = organisation
        self._line = plan_line
        self._people: dict[str, list[tuple[str, str]]] = {}

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """Whose, when, how many, what for."""
        for one in data.people:
            own = self._people.setdefault(one.organisation or "", [])
            own.append((str(one.id), one.name))
        groups = [(f"{GROUP}/{one.slug}", _group_words(one.name)) for one in data.groups]
        whose = [(f"{PARTNER}/{slug}", name) for slug, name in partners(data)]
        chosen = f"{PARTNER}/{self._organisation}" if self._organisation else None
        people = self._people.get(self._organisation or "", [])
        financing = [
            ("", _("as the seat is")),
            *((key, _(name)) for key, name in FINANCING.items()),
        ]
        yield Field(
            _("Of"), pick("whose", [*whose, *groups], chosen), "org", "group", required=True
        )
        yield Field(_("Who"), pick("person", people, empty=_("nobody by name")), "person")
        yield Field(_("Day"), DayInput("date", data.today, data.today), "date", required=True)
        hint = _("1,5 or 1:30 or 90m or 1h30m")
        yield Field(_("Hours"), line("hours", "", hint), "hours", required=True)
        yield Field(_("What"), line("activity"), "activity", required=True)
        lines = pick("line", data.lines, self._line, empty=_("as the rules say"))
        yield Field(_("Line"), lines, "line")
        yield Field(_("Goal"), pick("goal", data.goals, empty=_("none")), "goal")
        paid = ChoiceRow(financing, ("",), single=True, id="financing")
        yield Field(_("Paid"), paid, "financing")
        evidence = line("evidence", "", _("as a list or a report"))
        yield Field(_("Evidence"), evidence, "evidence")

    def on_select_changed(self, message: Select.Changed | None = None) -> None:
        """Of another partner there are other people."""
        if message is not None and message.select.id == "whose" and self._opened:
            kind, _slash, slug = (self.picked("whose") or "").partition("/")
            known = self._people.get(slug, []) if kind == PARTNER else []
            people = self.query_one("#person", Select)
            people.prompt = _("all who have a seat") if kind == GROUP else _("nobody by name")
            with self.prevent(Select.Changed):
                people.set_options([(plain(name), number) for number, name in known])
        super().on_select_changed()

    def _draft(self) -> tuple[HourDraft, str | None]:
        from ipe_events.domain.drafts import HourDraft

        kind, _slash, slug = (self.picked("whose") or "").partition("/")
        if not slug:
            raise refuse("blank", "org")
        minutes = self.minutes()
        draft = HourDraft(
            organisation=slug,
            day=self.a_day("date"),
            minutes=minutes,
            activity=self.text("activity"),
            person=self.picked("person"),
            line=self.picked("line"),
            goal=self.picked("goal"),
            financing=self.marked("financing") or None,
            evidence=self.text("evidence"),
        )
        return draft, slug if kind == GROUP else None

    def ahead(self) -> None:
        """What would be kept, as far as it can be read."""
        if not self.text("hours"):
            self.tell([_("Type whose hours they are, how many, and what was done.")])
            return
        draft, group = self._draft()
        if not draft.activity:
            self.tell([_("What was done is still to be typed.")])
            return
        self.foresee(lambda bridge: bridge.preview_hours(draft, group), self._ahead)

    def _ahead(self, kept: Kept) -> None:
        for field in self.query(Field):
            if field.is_wrong:
                field.note("")
        words = list(_would_be(kept.entries))
        if kept.left is not None:
            words.append(_left_words(kept.left))
        self.tell(words)

    def save(self) -> None:
        """Keep the hours."""
        self.no_longer_wrong()
        draft, group = self._draft()
        self.saving = True
        self.order(lambda bridge: bridge.log_hours(draft, group), self._kept)

    def _kept(self, kept: Kept) -> None:
        count = len(kept.entries)
        words = ngettext(
            "{count} entry, {hours} hours kept", "{count} entries, {hours} hours kept", count
        )
        hours = format_decimal_hours(sum(one.minutes for one in kept.entries))
        self.dismiss(with_undo(words.format(count=count, hours=hours)))


def _left_words(left: int) -> str:
    hours = format_decimal_hours(abs(left))
    if left < 0:
        return _("That makes {hours} hours above the promise of the year.").format(hours=hours)
    return _("Then {hours} hours are left of the promise of the year.").format(hours=hours)


def _group_words(name: str) -> str:
    return _("everybody in {group}").format(group=name)


def _would_be(found: Sequence[EntryLine]) -> Iterator[str]:
    count = len(found)
    if count > 1:
        words = ngettext("{count} entry", "{count} entries", count).format(count=count)
        hours = format_decimal_hours(sum(one.minutes for one in found))
        yield _("{what}, {hours} hours").format(what=words, hours=hours)
    for one in found[:MOST_SHOWN]:
        yield from entry_words(one, short=count > 1)


def entry_words(one: EntryLine, *, short: bool = False) -> Iterator[str]:
    """An entry as it would be kept: for which promise, worth what, and which rule says so."""
    who = " · ".join(part for part in (one.person_name, one.organisation_name) if part)
    hours = f"{format_hours(one.minutes)} ({format_decimal_hours(one.minutes)})"
    promise = one.line_name or _("without a line")
    if short:
        yield f"· {who}: {promise}, {_(FINANCING[one.financing])}"
        return
    yield f"{hours} · {who}"
    yield f"→ {promise}: {_(LINES_FROM[one.line_from])}"
    value = f" = {format_money(one.cents)}" if one.cents else ""
    if one.financing == "in_kind":
        yield f"{rate_words(one.rate, one.rate_from)}{value}"
    else:
        yield _("{financing}: it does not count for the promise").format(
            financing=_(FINANCING[one.financing])
        )
