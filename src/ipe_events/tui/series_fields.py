"""The fields of a new series: those of an event, and how it repeats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from textual.widget import Widget
from textual.widgets import Input

from ipe_events.domain.drafts import When
from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.repeating import Repeats, SeriesDraft, rule_of
from ipe_events.i18n import N_, _, weekday_name
from ipe_events.tui.event_fields import EventFields
from ipe_events.tui.widgets.choice_row import ChoiceRow

if TYPE_CHECKING:
    from ipe_events.tui.bridge_events import FormData

HOLIDAYS = {
    "skip": N_("leave out"),
    "shift": N_("a week later"),
    "keep": N_("plan all the same"),
}
ORDINALS = (N_("first"), N_("second"), N_("third"), N_("fourth"), N_("last"))


class SeriesFields(EventFields):
    """The last day is that of the series; the days that are off are left out, moved or planned."""

    def __init__(self, data: FormData, day: date) -> None:
        super().__init__(data, day)
        self.every = Input("1", compact=True, id="every")
        self.repeats = ChoiceRow(_ways(day), (Repeats.WEEKLY,), single=True, id="repeats")
        self.rule = Input("", placeholder="FREQ=WEEKLY;INTERVAL=6;COUNT=8", compact=True, id="rule")
        days_off = [(key, _(words)) for key, words in HOLIDAYS.items()]
        self.holidays = ChoiceRow(days_off, ("skip",), single=True, id="holidays")
        self.taken_back: set[date] = set()

    def widgets(self) -> Iterator[Widget]:
        """Those of an event, with how it repeats below its times."""
        for number, widget in enumerate(super().widgets()):
            yield widget
            if number == len(("kind", "title", "days")):
                yield self._field(_("Repeats"), self.repeats, "repeats")
                yield self._field(_("Every"), self.every, "every")
                yield self._field(_("Rule"), self.rule, "rrule")
                yield self._field(_("Holidays"), self.holidays, "holidays")

    def _values(self) -> tuple[object, ...]:
        mine = (self.every.value, self.rule.value, self.repeats.chosen, self.holidays.chosen)
        return (*super()._values(), *mine, frozenset(self.taken_back))

    def begin(self) -> None:
        """What is not asked for yet is not shown."""
        self.follow_repeats()
        super().begin()

    @property
    def _how(self) -> Repeats:
        return Repeats(self.repeats.in_order[0])

    def follow_repeats(self) -> None:
        """The ways to repeat in the words of the first day, and the field that belongs to one."""
        try:
            first = self.day.day()
        except Refused:
            first = None
        self.repeats.options = _ways(first or self.day.today)
        self.repeats.refresh(layout=True)
        own = self._how is Repeats.OWN
        self._fields[self.rule].display = own
        self._fields[self.every].display = not own
        unit = _("weeks") if self._how is Repeats.WEEKLY else _("months")
        self._fields[self.every].note(unit)

    def series(self) -> SeriesDraft:
        """The series to be planned; refuses what cannot be read."""
        when = self.when()
        typed = self.every.value.strip()
        if not (typed.isascii() and typed.isdigit() and len(typed) < len("1000")):
            raise refuse("not-a-number", "every", value=typed)
        rule = rule_of(self._how, int(typed), when.day, self.until.day(), self.rule.value.strip())
        mode: Literal["keep", "skip", "shift"] = "keep"
        chosen = self.holidays.in_order[0]
        if chosen in ("skip", "shift"):
            mode = "skip" if chosen == "skip" else "shift"
        # A last day is that of the series: each of its events takes one.
        draft = self.draft(When(when.day, None, when.start, when.end))
        return SeriesDraft(draft, rule, mode, frozenset(self.taken_back), self.note.text)


def _ways(first: date) -> list[tuple[str, str]]:
    """How it may go on from a first day: `elke week`, `de tweede dinsdag van de maand`, …"""
    nth = _(ORDINALS[(first.day - 1) // 7])
    weekday = _("the {nth} {weekday} of a month").format(nth=nth, weekday=weekday_name(first))
    return [
        (Repeats.WEEKLY, _("weeks")),
        (Repeats.WEEKDAY, weekday),
        (Repeats.MONTH_DAY, _("day {number} of a month").format(number=first.day)),
        (Repeats.OWN, _("a rule of your own")),
    ]
