"""The fields of the event form: made from what there is, read into a draft or a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, TypeVar

from rich.text import Text
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from ipe_events.domain.drafts import EventDraft, EventEdit, When
from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.records import EventLine, EventPage, Outcome
from ipe_events.domain.suggesting import Known, in_line, in_list
from ipe_events.i18n import _
from ipe_events.tui import event_text
from ipe_events.tui.text import plain
from ipe_events.tui.typed_guests import guests_in, known_guests
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import DayInput, TimeInput
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.picker import Picker
from ipe_events.tui.widgets.suggest_input import SuggestInput

if TYPE_CHECKING:
    from ipe_events.domain.series_scope import Scope
    from ipe_events.tui.bridge import Bridge
    from ipe_events.tui.bridge_events import FormData
    from ipe_events.tui.bridge_series import Foreseen

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form asks for: a look ahead, and the command."""

    preview: Callable[[Bridge], EventPage]
    save: Callable[[Bridge], Outcome]
    series: InSeries | None = None


@dataclass(frozen=True, slots=True)
class InSeries:
    """What a form on one of a series asks for besides: how far it goes, and to go that far."""

    event: EventLine
    foresee: Callable[[Bridge], Foreseen]
    save: Callable[[Bridge, Scope], Outcome]


class EventFields:
    """The widgets of the form and what they say; `page` None for a new event."""

    def __init__(self, data: FormData, day: date) -> None:
        self.data = data
        self.page = data.page
        self.groups_touched = False
        page, event = data.page, data.page.event if data.page else None
        first = data.kinds[0] if data.kinds else None
        kinds = [(plain(kind.name), kind.slug) for kind in data.kinds]
        self.kind: Select[str] = Picker(
            kinds,
            prompt=_("choose"),
            value=first.slug if first else Select.NULL,
            allow_blank=not kinds,
            compact=True,
            id="kind",
        )
        self.title = _input("title", event.title if event else "")
        self.until = DayInput("until", data.today, event.until if event else None)
        self.start = TimeInput("start", event.start if event else None)
        self.end = TimeInput("end", event.end if event else None)
        self.day = DayInput(
            "date",
            data.today,
            event.day if event else None,
            until=self.until,
            start=self.start,
            end=self.end,
        )
        places = [Known(place) for place in data.places]
        self.location = SuggestInput(
            event.location if event else "",
            compact=True,
            id="location",
            suggest=lambda text: in_line(text, places),
        )
        self.link = _input("link", event.link if event else "")
        hosts = [(plain(one.name), one.slug) for one in data.organisations]
        self.host = _select("host", hosts, event.host if event else None)
        goals = [(plain(f"{one.slug} {one.name}"), one.slug) for one in data.goals]
        self.goal = _select("goal", goals, page.goal if page else None)
        states = [("planned", _("planned")), ("draft", _("draft"))]
        self.state = ChoiceRow(states, ("planned",), single=True, id="state")
        groups = [(group.slug, group.name) for group in data.groups]
        self.groups = ChoiceRow(groups, first.groups if first else (), id="groups")
        guests = known_guests(data.people, data.organisations)
        self.guests = SuggestInput(
            placeholder=_("addresses, partners, partner=12; commas between"),
            compact=True,
            id="guests",
            suggest=lambda text: in_list(text, guests) if text.strip() else (),
            eager=True,
        )
        named = [(key, _(words)) for key, words in event_text.PRIVACY_WORDS.items()]
        self.privacy = ChoiceRow(
            named, (event.privacy if event else "all",), single=True, id="privacy"
        )
        self.note = TextArea(page.note if page else "", compact=True, id="note")
        self.outcome = TextArea(page.outcome if page else "", compact=True, id="outcome")
        if page is None and event is None:
            self.day.value = ""
            self.day.today = max(data.today, day)
        for widget in (self.day, self.until, self.start, self.end):
            widget.disabled = event is not None and event.state in ("held", "cancelled")
        self._fields: dict[Widget, Field] = {}
        self._opened: tuple[object, ...] | None = None
        self._tried: tuple[object, ...] | None = None

    def widgets(self) -> Iterator[Widget]:
        """The fields from the top down."""
        if self.page is None:
            yield self._field(_("Kind"), self.kind, "kind")
        else:
            event = self.page.event
            words = f"{event.kind_name} · {event_text.state_words(event.state)}"
            yield self._field(_("Kind"), Static(plain(words), classes="fixed"), "kind", "event")
        yield self._field(_("Title"), self.title, "title")
        yield Horizontal(
            self._field(_("Date"), self.day, "date"),
            self._field(_("Until"), self.until, "until"),
            classes="pair",
        )
        yield Horizontal(
            self._field(_("Start"), self.start, "start"),
            self._field(_("End"), self.end, "end"),
            classes="pair",
        )
        yield self._field(_("Place"), self.location, "location")
        yield self._field(_("Link"), self.link, "online", "link")
        yield self._field(_("Host"), self.host, "host")
        yield self._field(_("Goal"), self.goal, "goal")
        if self.page is None:
            yield self._field(_("State"), self.state, "state")
            yield self._field(_("Groups"), self.groups, "group")
            yield self._field(_("Also"), self.guests, "invite", "person")
        yield self._field(_("Named"), self.privacy, "privacy")
        yield self._field(_("Notes"), self.note, "note")
        if self.page is not None:
            yield self._field(_("Decisions"), self.outcome, "outcome")

    def _field(self, label: str, control: Widget, *names: str) -> Field:
        required = "kind" in names or "date" in names
        self._fields[control] = Field(label, control, *names, required=required)
        return self._fields[control]

    @property
    def first(self) -> Widget:
        """Where typing begins."""
        return self.kind if self.page is None else self.title

    def _values(self) -> tuple[object, ...]:
        texts = (self.title, self.day, self.until, self.start, self.end, self.location)
        more = (self.link, self.guests)
        return (
            *(widget.value for widget in (*texts, *more)),
            self.kind.selection,
            self.host.selection,
            self.goal.selection,
            self.state.chosen,
            self.groups_touched and self.groups.chosen,
            self.privacy.chosen,
            self.note.text,
            self.outcome.text,
        )

    @property
    def changed(self) -> bool:
        """Whether anything differs from what the form was opened with."""
        return self._opened is not None and self._values() != self._opened

    def begin(self) -> None:
        """From here on everything is the user's; not before the widgets have their values."""
        self.follow_kind()
        self.say_what_is_understood()
        self._opened = self._values()

    def follow_kind(self) -> None:
        """The kind's own groups, unless others were chosen; its name where there is no title."""
        kind = next((one for one in self.data.kinds if one.slug == self.kind.selection), None)
        if kind is None or self.page is not None:
            return
        self.title.placeholder = kind.name
        if not self.groups_touched:
            self.groups.choose(kind.groups)

    def say_what_is_understood(self, touched: Widget | None = None) -> None:
        """Under a day the day that is meant; what was wrong with a field goes when it changes."""
        # The news of a change may come after the save that refused it.
        field = self._fields.get(touched) if touched is not None else None
        if field is not None and field.is_wrong and self._values() == self._tried:
            return
        if touched in (self.day, self.until, None):
            first = self._day_meant(self.day)
            self.until.today = first or self.data.today
            self._day_meant(self.until)
        elif isinstance(touched, TimeInput):
            self._fields[touched].say_back()
        elif touched in self._fields:
            self._fields[touched].note("")

    def _day_meant(self, widget: DayInput) -> date | None:
        self._fields[widget].say_back()
        try:
            return widget.day()
        except Refused:
            return None

    def try_to_read(self) -> Wanted:
        """What is to be saved; what is wrong with it stays said until something changes."""
        self._tried = self._values()
        return self.read()

    def read(self) -> Wanted:
        """What the form says; refuses what cannot be read, all of it at once."""
        when = self.when()
        return self._new(when) if self.page is None else self._change(self.page, when)

    def when(self) -> When:
        """The days and times; refuses what cannot be read, all of it at once."""
        problems: list[Problem] = []
        said = _read(self.day.said, problems)
        until = _read(self.until.day, problems)
        start, end = _read(self.start.clock, problems), _read(self.end.clock, problems)
        if not self.day.value.strip():
            problems.append(Problem("date", "blank"))
        if problems or said is None:
            raise Refused(*problems)
        until = said.until or until
        times = (start, end) if said.start is None else (said.start, said.end or end)
        return When(said.day, until if until != said.day else None, *times)

    def _new(self, when: When) -> Wanted:
        draft, note = self.draft(when), self.note.text
        return Wanted(
            lambda bridge: bridge.preview(draft, note), lambda bridge: bridge.add_event(draft, note)
        )

    def draft(self, when: When) -> EventDraft:
        """A new event at a time."""
        return EventDraft(
            kind=self.kind.selection or "",
            when=when,
            title=self.title.value.strip() or None,
            location=self.location.value,
            link=self.link.value.strip(),
            host=self.host.selection,
            goal=self.goal.selection,
            groups=self.groups.in_order,
            invite=guests_in(self.guests.value, self.data.people),
            draft="draft" in self.state.chosen,
            by_kind=False,
            privacy=self.privacy.in_order[0],
        )

    def _change(self, page: EventPage, when: When) -> Wanted:
        event = page.event
        edit = EventEdit(
            title=_unless(self.title.value, event.title),
            location=_unless(self.location.value, event.location),
            link=_unless(self.link.value.strip(), event.link),
            host=_unless(self.host.selection or "", event.host or ""),
            goal=_unless(self.goal.selection or "", page.goal or ""),
            note=_unless(self.note.text, page.note),
            privacy=_unless(self.privacy.in_order[0], event.privacy),
            outcome=_unless(self.outcome.text, page.outcome),
        )
        before = (event.day, event.until, *_minute(event.start, event.end))
        same = (when.day, when.until, when.start, when.end) == before
        changed = None if same or self.day.disabled else when
        series = InSeries(
            event,
            lambda bridge: bridge.foresee_change(page, edit, changed),
            lambda bridge, scope: bridge.change_series(page, edit, changed, scope),
        )
        reaches = event.series is not None and event.state in ("draft", "planned")
        return Wanted(
            lambda bridge: bridge.preview_change(page, edit, changed),
            lambda bridge: bridge.change_event(page, edit, changed),
            series if reaches and self.changed else None,
        )


def _minute(*clocks: time | None) -> tuple[time | None, ...]:
    # The form shows no seconds; an event that has them was not changed by being opened.
    return tuple(clock.replace(second=0, microsecond=0) if clock else None for clock in clocks)


def _unless(value: str, before: str) -> str | None:
    return None if value == before else value


def _read(read: Callable[[], Read | None], problems: list[Problem]) -> Read | None:
    try:
        return read()
    except Refused as refused:
        problems += refused.problems
        return None


def _input(name: str, value: str, placeholder: str = "") -> Input:
    return Input(value, placeholder=placeholder, compact=True, id=name)


def _select(name: str, options: list[tuple[Text, str]], value: str | None) -> Select[str]:
    known = {slug for _label, slug in options}
    chosen = value if value in known else Select.NULL
    return Picker(options, prompt=_("none"), value=chosen, compact=True, id=name)
