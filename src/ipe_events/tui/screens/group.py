"""One group: what it is for, and its seats of today and later with who sits in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import GroupLine, PersonLine, Seat
from ipe_events.i18n import N_, _
from ipe_events.tui.actions import bindings, key_of
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, blank, heading, remark, table
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.people_actions import PeopleActions
from ipe_events.tui.seat_lines import seat_cells
from ipe_events.tui.setup_words import comma
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_programme import GroupData

SEAT, OWN = "seat", "own"


class GroupScreen(PeopleActions, PageScreen):
    """The group and its seats; enter on an open seat gives it to somebody."""

    PURPOSE = N_(
        "One group: its layer, the promise its work fulfils, the kinds of events that invite it, "
        "and every seat of today and later with role, dates and what pays for it. An open seat is "
        "an organisation's; who is seated takes the open one of theirs."
    )
    HINTS = ("seat-new", "open", "change", "take-out", "succeed", "back", "undo")
    BINDINGS = bindings("open", "seat-new", "change")
    CSS_PATH = "group.tcss"
    AUTO_FOCUS = "RowList"

    def __init__(self, slug: str) -> None:
        super().__init__()
        self._slug = slug
        self._data: GroupData | None = None
        self._people: dict[int, PersonLine] = {}

    def parts(self) -> Iterable[Widget]:
        """The name and the page."""
        yield Static("", markup=False, classes="title", id="name")
        yield LineList(id="group")

    def load(self) -> None:
        """Ask for the group."""
        slug = self._slug
        self.ask(lambda bridge: (bridge.group(slug), bridge.people()[0]), self.show)

    def show(self, found: tuple[GroupData | None, tuple[PersonLine, ...]]) -> None:
        """Show it; nothing is left to show of one that is gone."""
        data, everybody = found
        if data is None:
            self.dismiss()
            return
        self._data = data
        self._people = {person.id: person for person in everybody}
        self.query_one("#name", Static).update(visible(data.group.name))
        page = self.query_one(LineList)
        is_new = page.selected_key is None
        page.show(lambda width: list(_page(data, width)))
        if is_new:
            page.select(f"{SEAT}/0")

    def seat_in_hand(self) -> tuple[GroupLine, Seat] | None:
        """The seat under the cursor."""
        what, _slash, place = (self.query_one(LineList).selected_key or "").partition("/")
        if self._data is None or what != SEAT:
            return None
        return self._data.group, self._data.group.seats[int(place)]

    def person_in_hand(self) -> PersonLine | None:
        """The person in the seat under the cursor."""
        found = self.seat_in_hand()
        return self._people.get(found[1].person or 0) if found else None

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Who sits there, or who will; the group itself elsewhere."""
        message.stop()
        found = self.seat_in_hand()
        if found is None:
            self.action_change()
        elif self.person_in_hand() is not None:
            self.action_person_edit()
        else:
            self._seat(found[1].organisation)

    def action_open(self) -> None:
        """Open what is under the cursor."""
        self.query_one(LineList).action_choose()

    def action_change(self) -> None:
        """Change the group."""
        from ipe_events.tui.screens.group_form import GroupForm

        if self._data is not None:
            # A form is saved on what it was opened on: the seats of today.
            slug = self._slug

            def opened(group: GroupLine) -> None:
                self.app.push_screen(GroupForm(group))

            self.ask(
                lambda bridge: next(one for one in bridge.people()[1] if one.slug == slug), opened
            )

    def action_seat_new(self) -> None:
        """Give somebody, or an organisation, a seat."""
        self._seat(None)

    def _seat(self, organisation: str | None) -> None:
        from ipe_events.tui.screens.person_forms import SeatForm

        form = SeatForm(group=self._slug, organisation=organisation)
        self.app.push_screen(form, self._said)


def _page(data: GroupData, width: int) -> Iterator[Row]:
    group = data.group
    facts = [
        (_("Layer"), group.layer or _("none")),
        (_("Promise"), data.lines.get(group.line or "", "") or _("none by itself")),
        (_("Invited to"), comma(kind.name for kind in data.kinds) or _("nothing yet")),
    ]
    lines = [
        Line((plain(label, "dim"), plain(said)), key=f"{OWN}/{place}")
        for place, (label, said) in enumerate(facts)
    ]
    facts_in = (Column(least=11, most=14), Column(least=20, most=200, grow=True))
    yield from table(facts_in, lines, width, heads=False)
    yield blank()
    yield heading(_("Seats"))
    if not group.seats:
        words = _("Nobody sits here yet: {key} gives a person or an organisation a seat.")
        yield from remark(words.format(key=key_of("seat-new")), width)
    columns = (
        Column(least=1),
        Column(least=12, most=34, grow=True),
        Column(least=12, most=40, grow=True),
        Column(least=6, most=44, grow=True),
    )
    seats = [
        Line(seat_cells(seat), key=f"{SEAT}/{place}") for place, seat in enumerate(group.seats)
    ]
    yield from table(columns, seats, width, heads=False)
    if any(seat.name is None for seat in group.seats):
        yield None, Text("")
        yield from remark(_("Enter on an open seat gives it to somebody."), width)
