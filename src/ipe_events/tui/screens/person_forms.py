"""The forms about one person: who they are, a seat in a group, and who takes over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Financing, Role
from ipe_events.domain.records import PersonLine
from ipe_events.i18n import N_, _, format_date, ngettext, weekday_name
from ipe_events.i18n.hour_words import FINANCING
from ipe_events.tui.event_text import role_words
from ipe_events.tui.screens.plain_form import PlainForm, line, pick
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.tui.bridge_people import PeopleChoices, PersonEntry, SeatWish, Succession
    from ipe_events.tui.bridge_programme import SetupChoices


class PersonForm(PlainForm):
    """Gives the number of the person that was added or changed."""

    PURPOSE = N_(
        "Who somebody is and where they work. Who begins to work elsewhere keeps the hours of "
        "before where they were made; seats and meetings to come go along from that day on."
    )

    def __init__(self, person: PersonLine | None, organisation: str | None = None) -> None:
        super().__init__(_("New person") if person is None else _("Change person"))
        self._person = person
        self._at = person.organisation if person is not None else organisation
        self._today: date | None = None

    def fields(self, data: PeopleChoices) -> Iterator[Field]:
        """Name, employer, address, profession, days."""
        person, self._today = self._person, data.today
        employers = [(one.slug, one.name) for one in data.organisations]
        employer = pick("organisation", employers, self._at)
        yield Field(_("Name"), line("name", person.name if person else ""), "name", required=True)
        yield Field(_("Works at"), employer, "organisation", "org")
        if person is not None:
            yield Field(_("since"), DayInput("from", data.today), "from", "date")
        yield Field(_("Address"), line("email", (person and person.email) or ""), "email")
        profession = line("profession", person.profession if person else "")
        yield Field(_("Profession"), profession, "profession")
        days = _weekdays(person.working_days) if person else ""
        hint = _("mon tue thu; empty: every working day")
        yield Field(_("Works on"), line("days", days, hint), "working-days")
        aliases = line("aliases", ", ".join(person.aliases) if person else "", _("answers come in"))
        yield Field(_("Also from"), aliases, "alias")

    def ahead(self) -> None:
        """What it means to work elsewhere."""
        person = self._person
        if person is None or self.picked("organisation") == person.organisation:
            self.tell([])
            return
        day = format_date(self.day("from") or self._today or date.min)
        words = _("Works there from {day} on; what was worked before stays where it was.")
        self.tell([words.format(day=day)])

    def _entry(self) -> PersonEntry:
        from ipe_events.tui.bridge_people import PersonEntry

        person, employer = self._person, self.picked("organisation") or ""
        moved = person is None or employer != (person.organisation or "")
        return PersonEntry(
            number=person.id if person else None,
            name=self.text("name"),
            organisation=employer if moved else "",
            email=self.text("email"),
            profession=self.text("profession"),
            working_days=self.text("days"),
            aliases=tuple(self.text("aliases").replace(",", " ").split()),
            day=self.day("from") if person is not None and moved else None,
        )

    def save(self) -> None:
        """Keep the person."""
        self.no_longer_wrong()
        entry = self._entry()
        if entry.number is None and not entry.organisation:
            raise refuse("blank", "organisation")
        self.saving = True
        self.order(lambda bridge: bridge.keep_person(entry), self._kept)

    def _kept(self, number: int) -> None:
        self.dismiss(number)


class SeatForm(PlainForm):
    """Gives the sentence that says what was done."""

    PURPOSE = N_(
        "A seat in a group: the open one of their organisation, else one more. A deputy has no "
        "seat and fills that of a member who cannot come. Meetings to come follow if you say so."
    )

    def __init__(
        self,
        *,
        person: PersonLine | None = None,
        group: str | None = None,
        organisation: str | None = None,
    ) -> None:
        words = _("A seat for {name}").format(name=person.name) if person else _("A seat")
        super().__init__(words)
        self._person, self._group, self._organisation = person, group, organisation

    def load(self) -> None:
        """Ask once for what there is to choose from; the kinds of events know more roles."""
        if self._opened is None:
            self.ask(lambda bridge: bridge.setup_choices(), self.show)

    def fields(self, data: SetupChoices) -> Iterator[Field]:
        """Who, the group, whose deputy, on what terms, and whether meetings follow."""
        if self._person is None:
            yield Field(_("Who"), pick("who", self._who_can(data)), "who", "person", "org", "add")
        groups = [(group.slug, group.name) for group in data.groups]
        yield Field(_("Group"), pick("group", groups, self._group), "group", "add", required=True)
        members = {
            str(seat.person): f"{seat.name} · {seat.organisation_name}"
            for group in data.groups
            for seat in group.seats
            if seat.person is not None and seat.deputy_for is None
        }
        if self._person is not None:
            members.pop(str(self._person.id), None)
        deputy = pick("deputy", list(members.items()), empty=_("nobody: a seat of their own"))
        yield Field(_("Deputy for"), deputy, "deputy-for")
        asked = [role for kind in data.kinds for role in kind.required_roles]
        roles = [(role, role_words(role)) for role in dict.fromkeys([*Role, *asked])]
        yield Field(_("Role"), pick("role", roles, empty=_("as the seat is")), "role")
        paid = [(str(key), _(words)) for key, words in FINANCING.items()]
        financing = ChoiceRow(paid, (Financing.IN_KIND,), single=True, id="financing")
        yield Field(_("Paid"), financing, "financing")
        yield Field(_("From"), DayInput("from", data.today), "from", "date")
        yield Field(_("Until"), DayInput("until", data.today), "until")
        follow = ChoiceRow(
            [("no", _("as they are")), ("yes", _("invite them"))], ("no",), single=True, id="future"
        )
        yield Field(_("To come"), follow)

    def _who_can(self, data: SetupChoices) -> list[tuple[str, str]]:
        """People, of one organisation when its seat is given, then organisations by themselves."""
        own = self._organisation
        found = [
            (str(one.id), f"{one.name} · {one.organisation_name}")
            for one in data.people
            if own in (None, one.organisation)
        ]
        if own is None:
            words = _("{name}: an open seat")
            found += [
                (one.slug, words.format(name=one.name)) for one in data.organisations if one.partner
            ]
        return found

    def _wish(self) -> SeatWish:
        from ipe_events.tui.bridge_people import SeatWish

        group = self.picked("group")
        who = str(self._person.id) if self._person is not None else self.picked("who")
        if who is None:
            raise refuse("blank", "person")
        if group is None:
            raise refuse("blank", "group")
        return SeatWish(
            group=group,
            who=who,
            starts=self.day("from"),
            ends=self.day("until"),
            deputy_for=self.picked("deputy"),
            role=self.picked("role"),
            financing=self.marked("financing"),
        )

    def ahead(self) -> None:
        """How many meetings to come it is about."""
        if self.picked("group") is None:
            self.tell([_("Choose a group.")])
            return
        if self._person is None and self.picked("who") is None:
            words = _("Choose who: a person, or an organisation that names somebody later.")
            none = _("Choose who of this organisation; who is not in the list is added first.")
            self.tell([words if self._organisation is None else none])
            return
        wish = self._wish()
        self.foresee(lambda bridge: bridge.preview_seat(wish), self._ahead)

    def _ahead(self, count: int) -> None:
        self.tell([meetings_to_come(count)])

    def save(self) -> None:
        """Give the seat."""
        self.no_longer_wrong()
        wish, future = self._wish(), self.marked("future") == "yes"
        self.saving = True
        self.order(lambda bridge: bridge.give_seat(wish, future=future), self._done)

    def _done(self, count: int) -> None:
        self.dismiss(meetings_follow(count) if count else _("The seat is taken."))


class SuccessionForm(PlainForm):
    """Gives the sentence that says what was taken over."""

    PURPOSE = N_(
        "Somebody takes over the seats and the meetings to come from a day on. What was held stays "
        "as it was, and so do the hours; the outbox then says who must be told."
    )

    def __init__(self, person: PersonLine) -> None:
        super().__init__(_("Who takes over from {name}?").format(name=person.name))
        self._old = person

    def fields(self, data: PeopleChoices) -> Iterator[Field]:
        """Who, and from when."""
        others = [
            (str(one.id), f"{one.name} · {one.organisation_name}")
            for one in data.people
            if one.id != self._old.id
        ]
        yield Field(_("Takes over"), pick("new", others), "new", "person", required=True)
        yield Field(
            _("From"), DayInput("from", data.today, data.today), "from", "date", required=True
        )

    def _choice(self) -> tuple[int, date]:
        new, day = self.picked("new"), self.day("from")
        if new is None:
            raise refuse("blank", "new")
        if day is None:
            raise refuse("blank", "from")
        return int(new), day

    def ahead(self) -> None:
        """What would change hands."""
        if self.picked("new") is None:
            self.tell([_("Choose who takes over. Who is not in the list is added first.")])
            return
        old, (new, day) = self._old.id, self._choice()
        self.foresee(lambda bridge: bridge.preview_succession(old, new, day), self._ahead)

    def _ahead(self, done: Succession) -> None:
        lines = [f"{format_date(event.day)}  {event.title}" for event in done.events]
        self.tell([_taken_over(done), *lines])

    def save(self) -> None:
        """Let them take over."""
        self.no_longer_wrong()
        old, (new, day) = self._old.id, self._choice()
        self.saving = True
        self.order(lambda bridge: bridge.succeed(old, new, day), self._done)

    def _done(self, done: Succession) -> None:
        self.dismiss(_taken_over(done))


def _taken_over(done: Succession) -> str:
    count = len(done.events)
    meetings = ngettext("{count} meeting", "{count} meetings", count).format(count=count)
    seats = ngettext("{count} seat", "{count} seats", done.seats).format(count=done.seats)
    return _("Taken over: {meetings} and {seats}").format(meetings=meetings, seats=seats)


def meetings_to_come(count: int) -> str:
    """How many meetings to come a change in a group is about."""
    words = ngettext(
        "It is about {count} meeting to come.", "It is about {count} meetings to come.", count
    )
    return words.format(count=count)


def meetings_follow(count: int) -> str:
    """How many meetings to come were changed as well."""
    words = ngettext("{count} future meeting updated", "{count} future meetings updated", count)
    return words.format(count=count)


def _weekdays(numbers: str) -> str:
    # 1 January 2024 was a Monday.
    return " ".join(weekday_name(date(2024, 1, int(one)), long=False) for one in numbers)
