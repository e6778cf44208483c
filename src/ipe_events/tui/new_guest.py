"""Somebody new, typed in one line among the guests: a name, a partner and an address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ipe_events.domain.drafts import PersonDraft
from ipe_events.domain.naming import Directory, Known
from ipe_events.domain.records import OrganisationLine

_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;:]+")
_BETWEEN = re.compile(r"[\s,;<>()]+")


@dataclass(frozen=True, slots=True)
class NewGuest:
    """Somebody who is added when the guests are saved, and where they work, in words."""

    person: PersonDraft
    organisation_name: str


def address_in(text: str) -> str | None:
    """The mail address in a line, as it is typed."""
    found = _ADDRESS.search(text)
    return None if found is None else found[0].strip(".")


def read(text: str, organisations: Sequence[OrganisationLine]) -> NewGuest | None:
    """Who a line such as `Noor Bakker viaa noor@example.org` names.

    The partner stands after the name, by any of its names; None when a part is missing.
    """
    address = address_in(text)
    if address is None:
        return None
    by_id = {one.id: one for one in organisations}
    directory = Directory(
        Known(one.id, one.name, (one.slug, one.name, *one.aliases)) for one in organisations
    )
    words = [word for word in _BETWEEN.split(text.replace(address, " ")) if word]
    for place in range(1, len(words)):
        found = directory.exact(" ".join(words[place:]))
        if len(found) == 1:
            one = by_id[found[0].key]
            person = PersonDraft(" ".join(words[:place]), one.slug, address)
            return NewGuest(person, one.name)
    return None
