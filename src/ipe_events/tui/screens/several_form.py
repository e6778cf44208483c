"""Several events changed at once: moved, changed, planned or cancelled, as one change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from ipe_events.domain.drafts import EventEdit
from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventLine
from ipe_events.domain.series_scope import SeriesOutcome, Why
from ipe_events.domain.several_events import Several, SeveralEdit, ToCancel, ToPlan, parse_shift
from ipe_events.i18n import N_, _, ngettext, sentences
from ipe_events.tui import event_lines, event_text
from ipe_events.tui.event_lines import Line
from ipe_events.tui.screens.plain_form import PlainForm, line, pick
from ipe_events.tui.screens.scope import told
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import TimeInput
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_events import FormData

# What is typed to empty a field; nothing leaves it as it is.
EMPTY = "-"
WHY = {
    Why.HELD: N_("held"),
    Why.CANCELLED: N_("cancelled"),
    Why.DRAFT: N_("draft"),
    Why.EDITED: N_("changed by itself"),
    Why.SAME: N_("like that already"),
}
# Which fields belong to what is to be done.
FIELDS = {
    "change": ("days", "start", "end", "location", "link", "host", "goal"),
    "plan": (),
    "cancel": ("reason",),
}
BEGIN = {"change": "days", "plan": "what", "cancel": "reason"}


class SeveralFormScreen(PlainForm):
    """What is filled in changes on all of them; beside it stands which, and who is told."""

    PURPOSE = N_(
        "Changes all the events you marked, as one change that one undo takes back. What stays "
        "empty stays as it is; - empties a field. Beside the form stands which events change, "
        "which stay as they are and who must be told."
    )

    def __init__(self, events: tuple[EventLine, ...], what: str) -> None:
        words = ngettext("{number} event marked", "{number} events marked", len(events))
        super().__init__(words.format(number=len(events)))
        self._events = tuple(sorted(events, key=lambda one: (one.day, one.id)))
        self._what = what

    def load(self) -> None:
        """Ask once for what there is to choose from."""
        if self._opened is None:
            self.ask(lambda bridge: bridge.form(), self.show)
        else:
            self.look_ahead()

    async def _fill(self, data: FormData) -> None:
        await super()._fill(data)
        self._follow()
        self.query_one(f"#{BEGIN[self._what]}").focus()

    def fields(self, data: FormData) -> Iterator[Field]:
        """What is to be done, and what each of these asks for."""
        as_it_is = _("as it is; - empties it")
        options = [
            ("change", _("change or move")),
            ("plan", _("plan")),
            ("cancel", _("cancel")),
        ]
        what = ChoiceRow(options, (self._what,), single=True, id="what")
        yield Field(_("Do"), what, "event")
        yield Field(_("Later by"), line("days", "", _("+1w, -2, 10d")), "days", "date")
        yield Field(_("Start"), TimeInput("start"), "start")
        yield Field(_("End"), TimeInput("end"), "end")
        yield Field(_("Place"), line("location", "", as_it_is), "location")
        yield Field(_("Link"), line("link", "", as_it_is), "link", "online")
        hosts = [(one.slug, one.name) for one in data.organisations]
        goals = [(one.slug, f"{one.slug} {one.name}") for one in data.goals]
        none = [(EMPTY, _("none"))]
        yield Field(_("Host"), pick("host", none + hosts, empty=_("as it is")), "host")
        yield Field(_("Goal"), pick("goal", none + goals, empty=_("as it is")), "goal")
        words = _("for those invited; may stay empty")
        yield Field(_("Reason"), line("reason", "", words), "reason", "note")

    def on_choice_row_changed(self, message: ChoiceRow.Changed) -> None:
        """Other fields belong to something else that is done."""
        self._what = message.row.in_order[0]
        self._follow()
        super().on_choice_row_changed(message)

    def _follow(self) -> None:
        for field in self.query(Field):
            name = field.control.id or ""
            field.display = name == "what" or name in FIELDS[self._what]

    def _wanted(self) -> Several:
        if self._what == "plan":
            return ToPlan()
        if self._what == "cancel":
            return ToCancel(self.text("reason"))
        words = EventEdit(
            location=_unless(self.text("location")),
            link=_unless(self.text("link")),
            host=_unless(self.picked("host")),
            goal=_unless(self.picked("goal")),
        )
        start, end = (self.query_one(f"#{name}", TimeInput).clock() for name in ("start", "end"))
        return SeveralEdit(parse_shift(self.text("days")), start, end, words)

    @property
    def _ids(self) -> tuple[int, ...]:
        return tuple(event.id for event in self._events)

    def ahead(self) -> None:
        """Ask what it would come to; of nothing yet, say which events are meant."""
        wanted, ids = self._wanted(), self._ids
        if isinstance(wanted, SeveralEdit) and wanted == SeveralEdit():
            self._draw(None)
        else:
            self.foresee(lambda bridge: bridge.foresee_several(ids, wanted), self._draw)

    def looked(self, refused: Refused) -> None:
        """Beside the form stands why not, above the events that are meant."""
        words = [sentences.explain(problem) for problem in refused.problems]
        marked = self._events

        def lines(width: int) -> list[Line]:
            return [
                *event_lines.sentences_of(words, width),
                *event_lines.heading(_("Marked")),
                *_each(marked),
            ]

        self.query_one("#ahead", LineList).show(lines)

    def _draw(self, done: SeriesOutcome | None) -> None:
        marked = self._events
        self.query_one("#ahead", LineList).show(
            lambda width: list(_come_to(done, width - 1) if done else _as_they_are(marked))
        )

    def save(self) -> None:
        """Carry it out."""
        self.no_longer_wrong()
        wanted, ids = self._wanted(), self._ids
        self.saving = True
        self.order(lambda bridge: bridge.change_several(ids, wanted), self._done)

    def _done(self, done: SeriesOutcome) -> None:
        self.dismiss(done)


def _unless(typed: str | None) -> str | None:
    """What a field changes: nothing when it is empty, `-` empties."""
    if not typed:
        return None
    return "" if typed == EMPTY else typed


def _as_they_are(events: tuple[EventLine, ...]) -> Iterator[Line]:
    yield from list(event_lines.heading(_("Marked")))[1:]
    yield from _each(events)


def _each(events: tuple[EventLine, ...]) -> Iterator[Line]:
    for one in events:
        mark = event_text.STATE_MARKS[one.state]
        when = f"{event_text.day_and_month(one.day)} {event_text.span(one)}"
        yield None, plain(f"{mark} {when:<22} {visible(one.title)}")


def _come_to(done: SeriesOutcome, width: int) -> Iterator[Line]:
    """What changes, who is told, what stays as it is, warnings."""
    count = ngettext("{number} event changes", "{number} events change", len(done.events))
    yield None, plain(count.format(number=len(done.events)), "bold")
    for line_ in event_lines.wrapped(plain(told(done), "dim"), width):
        yield None, line_
    yield from _each(done.events)
    if done.kept:
        yield from event_lines.heading(_("Stays as it is"))
        for item in done.kept:
            words = f"{event_text.day_and_month(item.event.day)} {visible(item.event.title)}"
            text = (
                Text(no_wrap=True, end="")
                .append(f"– {words}")
                .append(f"  {_(WHY[item.why])}", style="dim")
            )
            yield None, text
    yield from event_lines.checks(done.checks, width)
