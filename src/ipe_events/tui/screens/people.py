"""People and groups: who belongs where, and which seats are open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.text import Text
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import GroupLine, PersonLine, Seat
from ipe_events.domain.search import Facts, matches
from ipe_events.i18n import N_, _, ngettext
from ipe_events.tui.actions import bindings, key_of
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.screens.filtered import FilteredScreen
from ipe_events.tui.screens.people_actions import PeopleActions
from ipe_events.tui.seat_lines import seat_cells
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.row_list import RowList

Seated = tuple[GroupLine, list[tuple[int, Seat]]]


class PeopleScreen(PeopleActions, FilteredScreen):
    """People on the left, groups with their seats on the right; one of them where it is narrow."""

    AREA = "people"
    PURPOSE = N_(
        "Everybody in the workspace with organisation, profession and groups, and every group "
        "with its seats. Who joins or leaves a group can be taken along to meetings to come."
    )
    HINTS = (
        *("person-new", "open", "view", "filter", "seat", "group-new", "person-import"),
        *("take-out", "succeed", "undo", "redo", "history"),
    )
    BINDINGS = bindings(
        *("open", "view", "person-new", "person-edit", "erase", "seat", "group-new"),
        *("person-import", "dossier", "busy-times", "erase-due"),
    )
    CSS_PATH = "people.tcss"

    _people: tuple[PersonLine, ...] = ()
    _groups: tuple[GroupLine, ...] = ()
    _loaded = False
    _going_to = ""

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
            if group.slug == slug and place and int(place) < len(group.seats):
                return group, group.seats[int(place)]
        return None

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A person's form; a group's page; an open seat is given to somebody."""
        found = self.seat_in_hand()
        if message.rows.id == "people" or (found is not None and found[1].person is not None):
            self.action_person_edit()
        elif found is not None:
            from ipe_events.tui.screens.person_forms import SeatForm

            group, seat = found
            form = SeatForm(group=group.slug, organisation=seat.organisation)
            self.app.push_screen(form, self._said)
        else:
            from ipe_events.tui.screens.group import GroupScreen

            self.app.push_screen(GroupScreen(message.key.rpartition("/")[0]))

    def action_open(self) -> None:
        """Open what is under the cursor."""
        groups = self.query_one("#groups", LineTable)
        (groups if groups.has_focus else self.main_list()).action_choose()

    def action_group_new(self) -> None:
        """Add a group."""
        from ipe_events.tui.screens.group import GroupScreen
        from ipe_events.tui.screens.group_form import GroupForm

        def made(slug: str | None) -> None:
            if slug is not None:
                self.app.push_screen(GroupScreen(slug))

        self.app.push_screen(GroupForm(None), made)

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

    def go_to(self, person: str) -> None:
        """Put the cursor on somebody, by number."""
        self.filter_line.close()
        self.remove_class("-groups")
        self._going_to = person
        self.main_list().focus()
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
        people = self.narrowed(self._people, lambda person: _person_facts(person, names))
        table = self.query_one("#people", LineTable)
        table.show(_columns(), _people(people, names), select=self._going_to or None)
        self._going_to = ""
        self._say_who(table.selected_key)
        groups = [(group, self._seats(group)) for group in self._groups]
        groups = [(group, seats) for group, seats in groups if seats or self._finds(group)]
        self.query_one("#groups", LineTable).show(_seat_columns(), _group_lines(groups))
        self._say(len(people), groups)

    def _finds(self, group: GroupLine) -> bool:
        return matches(self.asked(self.vocabulary), Facts((group.name, group.layer)))

    def _seats(self, group: GroupLine) -> list[tuple[int, Seat]]:
        """The seats that match, each with its place."""
        query = self.asked(self.vocabulary)
        return [
            (place, seat)
            for place, seat in enumerate(group.seats)
            if matches(query, _seat_facts(group, seat))
        ]

    def _say(self, people: int, groups: Sequence[Seated]) -> None:
        vacant = sum(seat.name is None for _group, seats in groups for _place, seat in seats)
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
            else _("Nobody is known yet: {key} adds somebody, {other} imports a file.").format(
                key=key_of("person-new"), other=key_of("person-import")
            )
        )
        self.query_one("#no-groups", EmptyState).say(
            _("No group matches.")
            if self._groups
            else _("There are no groups yet: {key} adds one.").format(key=key_of("group-new"))
        )


def _person_facts(person: PersonLine, groups: Mapping[str, str]) -> Facts:
    """What somebody is found by."""
    mine = tuple((slug, groups.get(slug, slug)) for slug in person.groups)
    words = (person.name, person.organisation_name, person.profession, person.email or "")
    partner = (person.organisation or "", person.organisation_name)
    name = (person.name, *filter(None, (person.email, *person.aliases)))
    values = {"person": (name,), "partner": (partner,), "group": mine}
    return Facts((*words, *(name for _slug, name in mine)), values)


def _seat_facts(group: GroupLine, seat: Seat) -> Facts:
    """What a seat is found by."""
    values = {
        "person": ((seat.name or "", seat.email or ""),),
        "partner": ((seat.organisation, seat.organisation_name),),
        "group": ((group.slug, group.name),),
    }
    return Facts((group.name, seat.name or "", seat.organisation_name), values)


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


def _group_lines(groups: Sequence[Seated]) -> list[Line]:
    lines = []
    for group, seats in groups:
        own = [seat for seat in group.seats if seat.deputy_for is None]
        taken = sum(seat.name is not None for seat in own)
        words = _("{taken} of {seats} seats taken").format(taken=taken, seats=len(own))
        words = words if own else ""
        title = plain(group.name, "bold underline").append("")
        lines.append(Line((title, None, None, Text(words, style="dim")), key=f"{group.slug}/"))
        for place, seat in seats:
            lines.append(Line(seat_cells(seat), key=f"{group.slug}/{place}"))
        if not group.seats:
            lines.append(Line((Text(""), Text(_("nobody yet"), style="dim"), None, None)))
    return lines
