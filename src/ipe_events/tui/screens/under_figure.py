"""What a figure of hours is made of: its entries, and the meetings and work to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.under_figure import PAGE, Spot, Under
from ipe_events.i18n import N_, _, format_decimal_hours, ngettext
from ipe_events.tui import entry_lines
from ipe_events.tui.actions import bindings
from ipe_events.tui.page import Row, blank, heading, remark
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.entry import correct, open_entry
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.screens.hours_actions import HoursActions
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.key_hints import KeyHints
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.domain.entries import EntryLine


PAUSE = 0.15


class UnderScreen(Filtered, HoursActions, PageScreen):
    """A list of which enter opens the meeting, or the entry of work outside meetings."""

    PURPOSE = N_(
        "What the figure is made of; together it is exactly that. Enter opens the meeting, or the "
        "entry when there was none; v shows everything about an entry: evidence, who entered it, "
        "for which promise it counts and what an hour of it is worth. A long list comes in pages."
    )
    HINTS = ("open", "details", "correct", "back", "filter", "log-hours", "undo")
    BINDINGS = bindings("open", "details", "correct", "earlier", "later")

    def __init__(self, title: str, spot: Spot) -> None:
        super().__init__()
        self._title = title
        self._spot = spot
        self._found = Under()
        self._typing: Timer | None = None

    def parts(self) -> Iterable[Widget]:
        """What it is about, and the list."""
        yield Static(visible(self._title), classes="title", markup=False)
        yield FilterLine()
        yield LineList(id="under")
        yield Static(entry_lines.legend(), classes="legend", markup=False)

    def on_mount(self) -> None:
        """There may be thousands of entries."""
        super().on_mount()
        self.query_one(LineList).show(lambda width: list(remark(_("One moment…"), width)))

    def load(self) -> None:
        """Ask what the figure is made of."""
        self._ask(self._found.start)

    def _ask(self, start: int) -> None:
        spot, text = self._spot, self.filter_line.text
        self.ask(lambda bridge: bridge.under(spot, start, text), self.show)

    def refill(self) -> None:
        """Ask for what matches, once the typing pauses: there may be thousands of entries."""
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(PAUSE, lambda: self._ask(0))

    def show(self, found: Under) -> None:
        """Show it."""
        turned = found.start != self._found.start
        self._found = found
        self.filter_line.count(found.count + len(found.expected), found.whole)
        self.filter_line.remark(found.remarks)
        if found.vocabulary is not None:
            self.filter_line.know(found.vocabulary)
        first = f"entry/{found.entries[0].id}" if turned and found.entries else None
        self.query_one(LineList).show(lambda width: list(self._page(found, width)), select=first)
        paged = found.count > len(found.entries)
        hints = ("open", "details", "earlier", "later", *self.HINTS[2:])
        self.query_one(KeyHints).show(*(hints if paged else self.HINTS))

    def _page(self, found: Under, width: int) -> Iterator[Row]:
        partners = {one.organisation for one in found.entries}
        if found.entries:
            count = found.count
            words = ngettext("{count} entry", "{count} entries", count).format(count=count)
            hours = format_decimal_hours(found.booked)
            yield heading(_("{what}, {hours} hours").format(what=words, hours=hours))
            if count > len(found.entries):
                first, last = found.start + 1, found.start + len(found.entries)
                words = _("Here are {first} to {last}; ] shows the next, [ those before.")
                yield from remark(words.format(first=first, last=last), width, "bold")
                yield from remark(_("Of one partner or one month there are fewer."), width)
            yield from entry_lines.entries(found.entries, width, partner=len(partners) > 1)
        if found.expected:
            if found.entries:
                yield blank()
            hours = format_decimal_hours(sum(one.minutes for one in found.expected))
            words = _("Meetings and work to come")
            yield heading(_("{what}, {hours} hours").format(what=words, hours=hours))
            yield from entry_lines.expected(found.expected, width)
        if found.entries and found.expected:
            yield blank()
            words = _("Together {hours} hours.")
            hours = format_decimal_hours(found.minutes)
            yield from remark(words.format(hours=hours), width, "bold")
        if not (found.entries or found.expected):
            words = _("There is nothing under this figure.")
            yield from remark(_("Nothing matches.") if self.is_narrowed else words, width)

    @property
    def _entry(self) -> EntryLine | None:
        """The entry under the cursor."""
        kind, _slash, number = (self.query_one(LineList).selected_key or "").partition("/")
        if kind != "entry":
            return None
        return next((one for one in self._found.entries if str(one.id) == number), None)

    @property
    def organisation(self) -> str | None:
        """The partner all of it is of."""
        found = {slot[0] for slot in self._spot.slots or ()}
        return found.pop() if len(found) == 1 else None

    @property
    def line(self) -> str | None:
        """The plan line all of it is of."""
        found = {slot[1] for slot in self._spot.slots or ()}
        return found.pop() if len(found) == 1 else None

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the meeting, or the entry."""
        kind, _slash, number = event.key.partition("/")
        if kind == "entry" and self._entry is not None:
            open_entry(self.ipe, self._entry)
        elif kind == "expected":
            meeting = self._found.expected[int(number)].event
            if meeting is not None:
                self.ipe.open_event(meeting)
            else:
                self.action_work()

    def action_open(self) -> None:
        """Open what is under the cursor."""
        self.query_one(LineList).action_choose()

    def action_earlier(self) -> None:
        """The page of entries before."""
        self._turn(-PAGE, _("There are no earlier entries."))

    def action_later(self) -> None:
        """The next page of entries."""
        self._turn(PAGE, _("There are no later entries."))

    def _turn(self, step: int, none: str) -> None:
        start = self._found.start + step
        if 0 <= start < self._found.count:
            self._ask(start)
        else:
            self.notify(none)

    def action_details(self) -> None:
        """Everything about the entry."""
        from ipe_events.tui.screens.entry import EntryScreen

        if self._entry is not None:
            self.app.push_screen(EntryScreen(self._entry.id))
        else:
            self.notify(_("Choose an entry first, with the arrows."))

    def action_correct(self) -> None:
        """Correct the entry."""
        if self._entry is not None:
            correct(self, self._entry)
        else:
            self.notify(_("Choose an entry first, with the arrows."))
