"""Finding a date: the days that suit a group, from which a poll or a meeting is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.drafts import When
from ipe_events.domain.errors import Refused
from ipe_events.domain.minutes import parse_duration
from ipe_events.domain.records import EventLine
from ipe_events.i18n import N_, _, format_hours, sentences
from ipe_events.tui import date_lines
from ipe_events.tui.actions import bindings, takes_back
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.domain.polls import PollLine
    from ipe_events.domain.slots import Ranking, Slot
    from ipe_events.tui.bridge_dates import DatesForm

PAUSE = 0.15
WEEKS = 6
USUAL = 120


class FindDateScreen(PageScreen):
    """A group, a length and a window above; the days, the best first, below."""

    CSS_PATH = "find_date.tcss"
    PURPOSE = N_(
        "Choose a group, how long it meets and between which days. The days stand best first: "
        "those on which every institution can be there, by a deputy if need be, then those with "
        "most people. Below stands who cannot and why. Space marks days for a poll, which o "
        "makes; p plans the meeting at once."
    )
    HINTS = ("mark-date", "make-poll", "plan-slot", "polls", "back")
    BINDINGS = bindings("mark-date", "make-poll", "plan-slot", "polls")

    def __init__(self) -> None:
        super().__init__()
        self._form: DatesForm | None = None
        self._ranking: Ranking | None = None
        self._marked: set[str] = set()
        self._timer: Timer | None = None

    def parts(self) -> Iterable[Widget]:
        """The questions, what is wrong with them, the days, who cannot."""
        today = self.ipe.clock().date()
        yield Static(_("Find a date"), classes="title", markup=False)
        yield Horizontal(id="groups-place")
        yield Horizontal(
            Field(_("Length"), Input(format_hours(USUAL), compact=True, id="length"), "length"),
            Field(_("From"), DayInput("from", today, today + timedelta(days=1)), "from"),
            Field(_("To"), DayInput("to", today, today + timedelta(weeks=WEEKS)), "to"),
            id="window",
        )
        yield Static("", id="wrong", markup=False)
        yield Horizontal(LineList(id="slots"), LineList(id="why"), id="found")

    def on_mount(self) -> None:
        """Who cannot is read, not chosen."""
        self.query_one("#why").can_focus = False

    def load(self) -> None:
        """Ask once for the groups; the days are asked for again."""
        if self._form is None:
            self.ask(lambda bridge: bridge.dates_form(), self._fill)
        else:
            self.look()

    def _fill(self, form: DatesForm) -> None:
        if self._form is None:
            self._form = form
            self.call_later(self._mount_groups, form)

    async def _mount_groups(self, form: DatesForm) -> None:
        options = [(group.slug, group.name) for group in form.groups]
        first = [slug for slug, _name in options[:1]]
        if any(slug == "kernteam" for slug, _name in options):
            first = ["kernteam"]
        row = ChoiceRow(options, first, single=True, id="groups")
        await self.query_one("#groups-place").mount(Field(_("Group"), row, "group"))
        self._follow_group()
        self.query_one("#slots").focus()
        self.look()

    # What is asked

    @property
    def _group(self) -> str:
        chosen = [slug for row in self.query(ChoiceRow) for slug in row.in_order]
        return chosen[0] if chosen else ""

    def on_choice_row_changed(self, message: ChoiceRow.Changed) -> None:
        """Another group meets as long as its kind does."""
        message.stop()
        self._marked.clear()
        self._follow_group()
        self._soon()

    def _follow_group(self) -> None:
        kinds = self._kinds()
        if kinds:
            with self.prevent(Input.Changed):
                self.query_one("#length", Input).value = format_hours(kinds[0][2])

    def _kinds(self) -> list[tuple[str, str, int]]:
        """The kinds that invite the group (slug, name, minutes), else all."""
        found = self._form.kinds if self._form else ()
        own = [kind for kind in found if self._group in kind.groups] or list(found)
        return [(kind.slug, kind.name, kind.length) for kind in own]

    def on_input_changed(self, message: Input.Changed) -> None:
        """Look again once the typing pauses."""
        message.stop()
        self._soon()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes on to the days."""
        message.stop()
        self.query_one("#slots").focus()

    def _soon(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.look)

    def look(self) -> None:
        """Ask which days suit."""
        try:
            length = parse_duration(self.query_one("#length", Input).value, "length")
            first, last = (self._day(name) for name in ("from", "to"))
        except Refused as refused:
            self.refused(refused)
            return
        group = self._group
        if group:
            self.ask(lambda bridge: bridge.slots(group, length, first, last), self.show)
        elif self._form is not None:
            self._say(_("No group has seats yet; seat somebody first."))

    def _day(self, name: str) -> date:
        field = self.query_one(f"#{name}", DayInput)
        return field.day() or field.today

    # What is found

    def show(self, ranking: Ranking) -> None:
        """Show the days."""
        self._ranking = ranking
        self._marked &= {date_lines.slot_key(slot) for slot in ranking.slots}
        self._say("")
        self._draw()

    def _draw(self) -> None:
        ranking = self._ranking
        if ranking is not None:
            marked = frozenset(self._marked)
            self.query_one("#slots", LineList).show(
                lambda width: list(date_lines.slots(ranking, marked, width))
            )
            self._show_why()

    def _show_why(self) -> None:
        slot = self._slot()
        self.query_one("#why", LineList).show(lambda width: list(date_lines.why_not(slot, width)))

    def _slot(self) -> Slot | None:
        key = self.query_one("#slots", LineList).selected_key
        found = self._ranking.slots if self._ranking else ()
        return next((slot for slot in found if date_lines.slot_key(slot) == key), None)

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Another day, other people who cannot."""
        message.stop()
        self._show_why()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter marks, as space does."""
        message.stop()
        self.action_mark_date()

    def refused(self, refused: Refused) -> None:
        """Say why there are no days."""
        self._say(sentences.explain_all(refused))

    def _say(self, words: str) -> None:
        self.query_one("#wrong", Static).update(f"✗ {visible(words)}" if words else "")

    # What is made of it

    def action_mark_date(self) -> None:
        """Mark a day for a poll, or no longer."""
        slot = self._slot()
        if slot is None:
            self.notify(_("Choose a date first, with Tab and the arrows."))
            return
        self._marked ^= {date_lines.slot_key(slot)}
        self._draw()

    def action_make_poll(self) -> None:
        """Make a poll of the marked days."""
        found = self._ranking.slots if self._ranking else ()
        dates = tuple(_when(slot) for slot in found if date_lines.slot_key(slot) in self._marked)
        if not dates:
            self.notify(_("Mark the dates of the poll first, with space."))
            return
        group = self._group

        def make(kind: str) -> None:
            from ipe_events.tui.screens.poll_dialog import PollDialog

            name = next(name for slug, name, _length in self._kinds() if slug == kind)
            self.app.push_screen(PollDialog(kind, name, group, dates), self._polled)

        self._with_kind(make)

    def _polled(self, poll: PollLine | None) -> None:
        if poll is None:
            return
        self._marked.clear()
        words, undo = _("Poll of {count} dates"), takes_back()
        self.notify(f"{words.format(count=len(poll.options))} — {undo}")
        self.action_polls()

    def action_plan_slot(self) -> None:
        """Plan the meeting on the day in hand."""
        slot = self._slot()
        if slot is None:
            self.notify(_("Choose a date first, with Tab and the arrows."))
            return
        when, group = _when(slot), self._group

        def plan(kind: str) -> None:
            self.order(lambda bridge: bridge.plan_on(kind, group, when), self._planned)

        self._with_kind(plan)

    def _planned(self, event: EventLine) -> None:
        words, undo = _("Planned {title}"), takes_back()
        self.notify(f"{words.format(title=visible(event.title))} — {undo}", markup=False)
        self.dismiss(event)

    def _with_kind(self, then: Callable[[str], None]) -> None:
        """What kind of meeting it is: the group's own, or the one that is picked."""
        kinds = self._kinds()
        if len(kinds) == 1:
            then(kinds[0][0])
            return
        from ipe_events.tui.screens.pick import Option, PickDialog

        def picked(kind: str | None) -> None:
            if kind is not None:
                then(kind)

        options = [Option(slug, name, slug) for slug, name, _length in kinds]
        words = _("What kind of meeting is it?")
        self.app.push_screen(PickDialog(_("Kind"), words, options), picked)

    def action_polls(self) -> None:
        """The polls there are."""
        from ipe_events.tui.screens.polls import PollsScreen

        self.app.push_screen(PollsScreen())


def _when(slot: Slot) -> When:
    return When(slot.day, None, slot.start, slot.end)
