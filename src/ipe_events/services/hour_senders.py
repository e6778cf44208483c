"""Whose hours a file holds: a sheet that this program made says so by its mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipe_events.domain.errors import refuse
from ipe_events.services import finding
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import HourRequest, Organisation


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose hours a file holds. `asked`: a sheet of ours says so; `request` is its number."""

    organisation: int
    asked: bool = False
    request: int | None = None
    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the partner was asked for the hours of a day."""
        return (self.first or day) <= day <= (self.last or day)


def mark(view: View, organisation: Organisation, request: HourRequest) -> str:
    """What a sheet says of itself: the programme, the partner and the number of the request."""
    return f"{view.programme.slug}/{organisation.slug}/{key(request)}"


def sender(view: View, text: str, organisation: str | None) -> Sender | None:
    """Whose hours a file with this mark holds; without one those of `organisation`, if any.

    Refuses a sheet of another programme, and one of another organisation than was named.
    """
    parts = text.split("/")
    if len(parts) != 3:
        named = finding.organisation(view, organisation) if organisation else None
        return Sender(key(named)) if named is not None else None
    programme, slug, number = parts
    if programme != view.programme.slug:
        raise refuse("request-other-programme", "file", value=programme)
    row = _request(view, number)
    # A request that was undone: its sheet still says whose it is.
    owner = row.organisation_id if row is not None else key(finding.organisation(view, slug))
    if organisation and key(finding.organisation(view, organisation)) != owner:
        raise refuse("request-of-another", "org", value=slug)
    if row is None:
        return Sender(owner, asked=True)
    return Sender(owner, True, key(row), row.starts, row.ends)


def _request(view: View, number: str) -> HourRequest | None:
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    return lookup.first(view.session, HourRequest, id=int(number), programme_id=view.programme_id)


def received(change: Change, whose: Sender) -> None:
    """Keep that the hours came that were asked for; a sheet read again came when it first did."""
    row = _request(change, str(whose.request or ""))
    if row is not None and not row.received_at:
        row.received_at = change.stamp
        change.add(row)
