"""Programme: an overview of its parts, each of which opens to what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.search import Facts, Query, Vocabulary, matches
from ipe_events.i18n import N_, _
from ipe_events.tui.actions import bindings
from ipe_events.tui.page import Row, blank
from ipe_events.tui.programme_parts import Part, parts
from ipe_events.tui.screens.filtered import FilteredScreen
from ipe_events.tui.screens.programme_actions import ProgrammeActions
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_programme import ProgrammeData

PART = "part"
OPEN, SHUT = "▾", "▸"
TITLES = 30
# Wide enough that no text is cut where it is looked through.
WHOLE = 400
DEEPER = 2


class ProgrammeScreen(ProgrammeActions, FilteredScreen):
    """The parts with what they come to; enter opens one, and then what is in it."""

    AREA = "programme"
    PURPOSE = N_(
        "The programme itself: its goals and how far they are covered, the kinds of events with "
        "their rules, groups, what is promised for, how the plan is read, closures, and what "
        "deserves attention from today on. Enter opens a part, and what is in it in its place; "
        "new adds to the part you are in."
    )
    HINTS = (
        *("open", "add", "change", "filter", "take-away", "unfold-all", "closures", "organiser"),
        *("undo", "redo", "history"),
    )
    BINDINGS = bindings("open", "unfold", "fold", "unfold-all", "organiser")
    CSS_PATH = "programme.tcss"
    AUTO_FOCUS = "RowList"

    _data: ProgrammeData | None = None

    def __init__(self) -> None:
        super().__init__()
        self._open = {"checks"}

    def parts(self) -> Iterable[Widget]:
        """The name, the filter, the page."""
        yield Static("", markup=False, classes="title", id="name")
        yield from super().parts()
        yield LineList(id="programme")

    @property
    def page(self) -> LineList:
        """The page."""
        return self.query_one("#programme", LineList)

    def main_list(self) -> LineList:
        """The page."""
        return self.page

    @property
    def data(self) -> ProgrammeData | None:
        """What is shown."""
        return self._data

    def load(self) -> None:
        """Ask for everything about the programme."""
        self.ask(lambda bridge: bridge.programme(), self.show)

    def show(self, data: ProgrammeData) -> None:
        """Show it."""
        self._data = data
        self.query_one("#name", Static).update(visible(data.programme.name))
        self.refill()

    def refill(self) -> None:
        """Show the parts, those that are open with what they hold."""
        data = self._data
        if data is None:
            return
        if self.is_narrowed:
            query = self.asked(Vocabulary({}, days=False))
            found = {part.name: _matching(part, data, query) for part in parts(data)}
            self.filter_line.count(sum(map(len, found.values())), _count(data))
            self.page.show(lambda width: list(_narrowed(data, found, width)))
        else:
            if self.going_to:
                self._open = self._open | _holding(data, self.going_to)
            self.page.show(lambda width: list(_page(data, self._open, width)))
            if self.going_to and self.page.index_of(self.going_to) is not None:
                self.page.select(self.going_to)
                self.going_to = ""

    def go_to(self, line: str) -> None:
        """Open the part that a line is in, and put the cursor on it."""
        self.filter_line.close()
        self.going_to = line
        self.page.focus()
        self.refill()

    # The parts

    @property
    def part_in_hand(self) -> str:
        """The part whose heading or line the cursor is on."""
        page = self.page
        for key in reversed(page.keys[: page.cursor + 1]):
            if key is not None and key.startswith(f"{PART}:"):
                return key.partition(":")[2]
        return "own"

    def action_open(self) -> None:
        """Open what is under the cursor."""
        self.page.action_choose()

    def action_unfold(self) -> None:
        """Show what a part holds."""
        self._turn(self.part_in_hand, is_open=True)

    def action_fold(self) -> None:
        """Show the heading of a part alone."""
        part = self.part_in_hand
        if part in self._open:
            self._turn(part, is_open=False)
            self.page.select(f"{PART}:{part}")

    def action_unfold_all(self) -> None:
        """Open every part, or shut them all."""
        names = {part.name for part in parts(self._data)} if self._data is not None else set()
        here = self.part_in_hand
        self._open = set() if names <= self._open else names
        self.refill()
        if not self._open:
            self.page.select(f"{PART}:{here}")

    def _turn(self, part: str, *, is_open: bool) -> None:
        self._open = self._open | {part} if is_open else self._open - {part}
        self.refill()
        if is_open:
            self.page.call_after_refresh(self._into_view, f"{PART}:{part}")

    def _into_view(self, key: str) -> None:
        """A part that opens below the edge comes up, with its heading first."""
        page = self.page
        place = page.index_of(key)
        if place is not None and place > page.scroll_y + page.size.height * 2 // 3:
            page.scroll_to(y=place, animate=False, force=True, immediate=True)

    def open_part(self, name: str) -> None:
        """Show what a part holds, with the cursor on it."""
        self._open = self._open | {name}
        self.refill()
        self.page.select(f"{PART}:{name}")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open or shut a part, or open what a line is about."""
        part, _colon, name = event.key.partition(":")
        if part == PART:
            if not self.is_narrowed:
                self._turn(name, is_open=name not in self._open)
        else:
            self.open_line(part, name)


def _page(data: ProgrammeData, is_open: set[str] | frozenset[str], width: int) -> Iterator[Row]:
    found = parts(data)
    for part in found:
        shown = part.name in is_open
        yield _heading(part, OPEN if shown else SHUT, width)
        if shown:
            yield from _held(part, data, width)
            if part is not found[-1]:
                yield blank()


def _heading(part: Part, mark: str, width: int) -> Row:
    title = plain(f" {mark} {part.title}", "bold")
    title.append(" " * max(2, TITLES + 4 - title.cell_len))
    title.append_text(plain(part.says, "dim"))
    title.truncate(width, overflow="ellipsis")
    return f"{PART}:{part.name}", title


def _holding(data: ProgrammeData, key: str) -> set[str]:
    """The part that holds a line."""
    found = (
        part.name
        for part in parts(data)
        if any(own == key for own, _text in part.holds(data, WHOLE))
    )
    return set(list(found)[:1])


def _held(part: Part, data: ProgrammeData, width: int) -> Iterator[Row]:
    """What a part holds, further in than its heading."""
    for key, text in part.holds(data, width - DEEPER):
        yield key, Text(" " * DEEPER, end="").append_text(text)


def _items(part: Part, data: ProgrammeData, width: int) -> Iterator[list[Row]]:
    """The lines that can be chosen, each with what stands under it."""
    own: list[Row] = []
    for row in _held(part, data, width):
        if row[0] is not None:
            if own:
                yield own
            own = [row]
        elif own:
            own.append(row)
    if own:
        yield own


def _matching(part: Part, data: ProgrammeData, query: Query) -> set[str | None]:
    return {
        item[0][0]
        for item in _items(part, data, WHOLE)
        if matches(query, Facts((part.title, " ".join(text.plain for _key, text in item))))
    }


def _count(data: ProgrammeData) -> int:
    return sum(1 for part in parts(data) for _item in _items(part, data, WHOLE))


def _narrowed(data: ProgrammeData, found: dict[str, set[str | None]], width: int) -> Iterator[Row]:
    for part in parts(data):
        if found.get(part.name):
            yield _heading(part, OPEN, width)
            for item in _items(part, data, width):
                if item[0][0] in found[part.name]:
                    yield from item
    if not any(found.values()):
        yield None, plain(" " + _("Nothing matches."), "dim")
