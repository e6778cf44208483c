"""People and groups: who belongs where, and which seats are open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import GroupLine, PersonLine, Seat
from ipe_events.i18n import N_, _, format_date, ngettext
from ipe_events.tui import event_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.screens.people_actions import PeopleActions
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.row_list import RowList

OPEN, TAKEN = "○", "●"
FINANCING = {
    "in_kind": "",
    "programme": N_("paid by the programme"),
    "other": N_("paid otherwise"),
}


class PeopleScreen(PeopleActions):
    """People on the left, groups with their seats on the right; one of them where it is narrow."""

    AREA = "people"
    PURPOSE = N_(
        "Everybody in the workspace with organisation, profession and groups, and every group "
        "with its seats. Who joins or leaves a group can be taken along to meetings to come."
    )
    HINTS = (
        *("person-new", "person-edit", "view", "filter", "person-import", "seat", "take-out"),
        *("succeed", "erase", "undo", "redo", "history"),
    )
    BINDINGS = bindings("view")
    CSS_PATH = "people.tcss"

    _people: tuple[PersonLine, ...] = ()
    _groups: tuple[GroupLine, ...] = ()
    _loaded = False

    def parts(self) -> Iterable[Widget]:
        """The filter and the two lists."""
        people, groups = LineTable(id="people"), LineTable(id="groups")
        yield from super().parts()
        yield Horizontal(
            Vertical(
                Static("", markup=False, classes="title", id="people-title"),
                people.heads,
                people,
                EmptyState("", id="nobody"),
                Static("", markup=False, id="who"),
                id="people-pane",
            ),
            Vertical(
                Static("", markup=False, classes="title", id="groups-title"),
                groups,
                EmptyState("", id="no-groups"),
                id="groups-pane",
            ),
        )

    def main_list(self) -> LineTable:
        """The list that is shown."""
        groups = self.has_class("-groups")
        return self.query_one("#groups" if groups else "#people", LineTable)

    def person_in_hand(self) -> PersonLine | None:
        """The person under the cursor, in either list."""
        found = self.seat_in_hand()
        number = found[1].person if found else self._selected_person()
        return next((person for person in self._people if person.id == number), None)

    def _selected_person(self) -> int | None:
        key = self.query_one("#people", LineTable).selected_key
        return int(key) if key and not self.query_one("#groups").has_focus else None

    def seat_in_hand(self) -> tuple[GroupLine, Seat] | None:
        """The seat under the cursor of the groups, when that is where the keys are."""
        groups = self.query_one("#groups", LineTable)
        if not groups.has_focus or groups.selected_key is None:
            return None
        slug, _slash, place = groups.selected_key.rpartition("/")
        for group in self._groups:
            seats = self._seats(group)
            if group.slug == slug and int(place) < len(seats):
                return group, seats[int(place)]
        return None

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Say everything of the person under the cursor, which columns may cut."""
        if event.rows.id == "people":
            self._say_who(event.key)

    def _say_who(self, key: str | None) -> None:
        names = {group.slug: group.name for group in self._groups}
        words = ""
        for person in self._people:
            if str(person.id) == key:
                said = (person.name, person.organisation_name, person.profession, person.email)
                groups = ", ".join(names.get(slug, slug) for slug in person.groups)
                words = visible(" · ".join(word for word in (*said, groups) if word))
        self.query_one("#who", Static).update(words)

    def load(self) -> None:
        """Ask for everybody."""
        self.ask(lambda bridge: bridge.people(), self.show)

    def show(self, found: tuple[tuple[PersonLine, ...], tuple[GroupLine, ...]]) -> None:
        """Show everybody."""
        self._people, self._groups = found
        self._loaded = True
        self.refill()

    def action_view(self) -> None:
        """The other list: where both are shown, the focus goes there."""
        self.toggle_class("-groups")
        self.main_list().focus()

    def refill(self) -> None:
        """Show who and what matches."""
        if not self._loaded:
            return
        names = {group.slug: group.name for group in self._groups}
        people = [
            person
            for person in self._people
            if self.matches(
                person.name,
                person.organisation_name,
                person.profession,
                person.email or "",
                *(names.get(slug, slug) for slug in person.groups),
            )
        ]
        table = self.query_one("#people", LineTable)
        table.show(_columns(), _people(people, names))
        self._say_who(table.selected_key)
        groups = [(group, self._seats(group)) for group in self._groups]
        groups = [(group, seats) for group, seats in groups if seats or self.matches(group.name)]
        self.query_one("#groups", LineTable).show(_seat_columns(), _group_lines(groups))
        self.query_one(FilterLine).count(len(people), len(self._people))
        self._say(len(people), groups)

    def _seats(self, group: GroupLine) -> list[Seat]:
        if self.matches(group.name):
            return list(group.seats)
        return [s for s in group.seats if self.matches(s.name or "", s.organisation_name)]

    def _say(self, people: int, groups: Sequence[tuple[GroupLine, list[Seat]]]) -> None:
        vacant = sum(seat.name is None for _group, seats in groups for seat in seats)
        persons = ngettext("{number} person", "{number} people", people).format(number=people)
        many = ngettext("{number} group", "{number} groups", len(groups))
        seats = ngettext("{number} open seat", "{number} open seats", vacant)
        words = f"{many.format(number=len(groups))} · {seats.format(number=vacant)}"
        self.query_one("#people-title", Static).update(persons)
        self.query_one("#groups-title", Static).update(words)
        self.set_class(not people, "-nobody")
        self.set_class(not groups, "-no-groups")
        self.query_one("#nobody", EmptyState).say(
            _("Nobody matches.")
            if self._people
            else _("Nobody is known yet: n adds somebody, i imports a file.")
        )
        self.query_one("#no-groups", EmptyState).say(
            _("No group matches.")
            if self._groups
            else _("There are no groups yet. Add them on the command line:")
            + "\n\nipe-events group add …"
        )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Name"), least=12, most=34),
        Column(_("Organisation"), least=12, most=36, grow=True),
        Column(_("Profession"), least=10, most=30),
        Column(_("Groups"), least=6, most=30, grow=True),
        Column(_("Address"), least=12, most=36, from_width=116),
    )


def _people(people: Sequence[PersonLine], names: dict[str, str]) -> list[Line]:
    return [
        Line(
            (
                plain(person.name),
                plain(person.organisation_name),
                plain(person.profession, "dim"),
                plain(", ".join(names.get(slug, slug) for slug in person.groups), "dim"),
                plain(person.email or "", "dim"),
            ),
            key=str(person.id),
        )
        for person in people
    ]


def _seat_columns() -> tuple[Column, ...]:
    return (
        Column(least=1),
        Column(least=12, most=34, grow=True),
        Column(least=12, most=40, grow=True),
        Column(least=6, most=30),
    )


def _group_lines(groups: Sequence[tuple[GroupLine, list[Seat]]]) -> list[Line]:
    lines = []
    for group, seats in groups:
        own = [seat for seat in group.seats if seat.deputy_for is None]
        taken = sum(seat.name is not None for seat in own)
        words = _("{taken} of {seats} seats taken").format(taken=taken, seats=len(own))
        words = words if own else ""
        title = plain(group.name, "bold underline").append("")
        lines.append(Line((title, None, None, Text(words, style="dim"))))
        for place, seat in enumerate(seats):
            lines.append(Line(_seat(seat), key=f"{group.slug}/{place}"))
        if not group.seats:
            lines.append(Line((Text(""), Text(_("nobody yet"), style="dim"), None, None)))
    return lines


def _seat(seat: Seat) -> tuple[Text, Text, Text, Text]:
    remarks = [] if seat.role == "participant" else [event_text.role_words(seat.role)]
    if FINANCING.get(seat.financing):
        remarks.append(_(FINANCING[seat.financing]))
    if seat.deputy_for is not None:
        remarks.append(_("deputy for {member}").format(member=seat.deputy_for))
    if seat.ends is not None:
        remarks.append(_("until {day}").format(day=format_date(seat.ends, weekday=False)))
    name = plain(seat.name) if seat.name is not None else Text(_("open seat"), style="dim italic")
    return (
        Text(TAKEN if seat.name is not None else OPEN),
        name,
        plain(seat.organisation_name),
        plain(", ".join(remarks), "dim"),
    )
