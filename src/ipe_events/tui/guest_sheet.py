"""Who is invited, while it is being changed: pure, and turned into what services take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ipe_events.domain.drafts import PersonDraft
from ipe_events.domain.records import (
    EventPage,
    GroupLine,
    OrganisationLine,
    Participant,
    PersonLine,
)
from ipe_events.i18n import _, ngettext
from ipe_events.tui import new_guest
from ipe_events.tui.event_text import guest_place

if TYPE_CHECKING:
    from ipe_events.tui.bridge_events import FormData, Terms

MOST_OFFERED = 60
HEADS = re.compile(r"(?P<who>.+?) *= *(?P<number>[0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who can be invited: as services take it, and in words.

    `person`: who is added first, being new; `role`: "" for that of the seat.
    """

    token: str
    label: str
    person: PersonDraft | None = None
    role: str = ""
    online: bool = False


@dataclass(slots=True)
class GuestSheet:
    """An event's guests with those to be added, taken off, and new answers."""

    page: EventPage
    added: list[Offer] = field(default_factory=list)
    removed: set[int] = field(default_factory=set)
    answers: dict[int, str] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.added or self.removed or self.answers)

    def add(self, offer: Offer) -> None:
        """Invite, once."""
        if offer not in self.added:
            self.added.append(offer)

    def join(self, place: int, *, role: str | None = None, online: bool | None = None) -> None:
        """Say as what, or from where, somebody takes part who is to be invited."""
        offer = self.added[place]
        self.added[place] = replace(
            offer,
            role=offer.role if role is None else role,
            online=offer.online if online is None else online,
        )

    def turn(self, guest: Participant) -> None:
        """Take a guest off, or put them back."""
        self.removed ^= {guest.id}

    def answer(self, guest: Participant, value: str) -> None:
        """Keep an answer, unless it is the one that is known."""
        self.answers.pop(guest.id, None)
        if value != guest.answer:
            self.answers[guest.id] = value

    def guest_at(self, key: str | None) -> Participant | None:
        """The guest of a line."""
        return next((one for one in self.page.participants if guest_place(one) == key), None)

    @property
    def to_add(self) -> tuple[str, ...]:
        """Whom to invite, as services take it."""
        return tuple(offer.token for offer in self.added)

    @property
    def terms(self) -> tuple[Terms, ...]:
        """As what and from where each of them takes part."""
        return tuple((offer.role or None, offer.online) for offer in self.added)

    @property
    def newcomers(self) -> tuple[PersonDraft, ...]:
        """Who is new among those to be invited."""
        return tuple(offer.person for offer in self.added if offer.person is not None)

    @property
    def to_remove(self) -> tuple[str, ...]:
        """Whom to take off, as services take it."""
        return tuple(f"#{guest}" for guest in sorted(self.removed))

    @property
    def to_answer(self) -> tuple[tuple[str, str], ...]:
        """New answers, of those who stay, as services take them."""
        return tuple(
            (f"#{guest}", value)
            for guest, value in sorted(self.answers.items())
            if guest not in self.removed
        )


def offers(text: str, data: FormData, page: EventPage) -> list[Offer]:
    """Who matches what is typed: groups, people, partners, somebody new; not who is invited."""
    words = text.casefold().split()
    if not words:
        return []
    invited = {guest.person for guest in page.participants if guest.person is not None}
    heads = HEADS.fullmatch(text.strip())
    if heads is not None:
        found = list(_heads(heads["who"].casefold().split(), int(heads["number"]), data))
    else:
        found = [
            *_groups(words, data.groups),
            *_people(words, [one for one in data.people if one.id not in invited]),
            *_seats(words, data.organisations),
            *_somebody_new(text, data),
        ]
    return found[:MOST_OFFERED]


def _heads(words: Sequence[str], number: int, data: FormData) -> Iterator[Offer]:
    people = ngettext("{number} person", "{number} people", number).format(number=number)
    for one in data.organisations:
        if number and _match(words, one.name, one.slug, *one.aliases):
            yield Offer(f"{one.slug}={number}", f"{people} · {one.name}")


def _groups(words: Sequence[str], groups: Sequence[GroupLine]) -> Iterator[Offer]:
    for group in groups:
        if _match(words, group.name, group.slug):
            seats = ngettext("group of {number}", "group of {number}", len(group.seats))
            yield Offer(group.slug, f"{group.name} · {seats.format(number=len(group.seats))}")


def _people(words: Sequence[str], people: Sequence[PersonLine]) -> Iterator[Offer]:
    for one in people:
        if _match(words, one.name, one.email or "", one.organisation_name, one.profession):
            about = " · ".join(part for part in (one.organisation_name, one.profession) if part)
            yield Offer(one.email or str(one.id), f"{one.name} · {about}".rstrip(" ·"))


def _seats(words: Sequence[str], organisations: Sequence[OrganisationLine]) -> Iterator[Offer]:
    about = _("a seat, nobody named yet")
    for one in organisations:
        if _match(words, one.name, one.slug, *one.aliases):
            yield Offer(one.slug, f"{one.name} · {about}")


def _somebody_new(text: str, data: FormData) -> Iterator[Offer]:
    """Whoever a whole line names, when nobody has that address yet; else who has it."""
    address = (new_guest.address_in(text) or "").casefold()
    known = [one for one in data.people if one.email and one.email.casefold() == address]
    if known:
        yield from _people([address], known)
        return
    found = new_guest.read(text, data.organisations)
    if found is not None:
        label = _("new: {name} · {organisation} · {address}").format(
            name=found.person.name, organisation=found.organisation_name, address=found.person.email
        )
        yield Offer(found.person.email or "", label, found.person)


def _match(words: Sequence[str], *texts: str) -> bool:
    text = " ".join(texts).casefold()
    return all(word in text for word in words)
