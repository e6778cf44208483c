"""Hours of a file on a day with a meeting: they wait until the user says whether they count."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ipe_events.domain.drafts import HourDraft
from ipe_events.domain.entries import EntryFilter, Origin
from ipe_events.domain.hour_rows import RowHours
from ipe_events.domain.reviews import SAME_DAY
from ipe_events.services.entries import Booker
from ipe_events.services.review_rows import details_of
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import entries as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import HourEntry, Organisation, Person, Review


@dataclass(frozen=True, slots=True)
class Aside:
    """Hours that are put aside: the keys of the organisation and the person, and what is said."""

    organisation: int
    person: int | None
    draft: HourDraft

    def details(self) -> dict[str, object]:
        """As they are kept: keys instead of names, so that nobody is named twice."""
        draft = self.draft
        return {
            "organisation": self.organisation,
            "person": self.person,
            "day": draft.day.isoformat(),
            "minutes": draft.minutes,
            "activity": draft.activity,
            "line": draft.line,
            "goal": draft.goal,
            "financing": draft.financing,
            "evidence": draft.evidence,
        }


class HourReviews:
    """The hours that wait in a programme, or were decided on, by what they say."""

    def __init__(self, change: Change) -> None:
        self._change = change
        rows = lookup.find(
            change.session, Review, programme_id=change.programme_id, reason=SAME_DAY
        )
        self._rows = {_said(details_of(row)): row for row in rows}

    def put(self, aside: Aside, address: str, event: int | None, file: str) -> Review:
        """Put hours aside, once: what waits or was decided keeps its place."""
        details = aside.details()
        said = _said(details)
        if said not in self._rows:
            row = Review(
                programme_id=self._change.programme_id,
                event_id=event,
                reason=SAME_DAY,
                # By this they are found when everything of somebody is shown or erased.
                address=address,
                details=json.dumps(details, sort_keys=True),
                file=file,
                created_at=self._change.stamp,
            )
            self._change.session.add(row)
            self._rows[said] = row
        return self._rows[said]


def _said(details: dict[str, object]) -> str:
    """What makes hours the same: the evidence and the goal may be told better later."""
    same = {name: value for name, value in details.items() if name not in ("evidence", "goal")}
    return json.dumps(same, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """Hours that wait: whose they are, and what they say."""

    name: str
    hours: RowHours


def shown(view: View, rows: Iterable[Review]) -> dict[int, Shown]:
    """What hours that wait say, by the number of their review."""
    waiting = {key(row): (row, details_of(row)) for row in rows if row.reason == SAME_DAY}
    if not waiting:
        return {}
    organisations = {key(row): row for row in lookup.find(view.session, Organisation)}
    people = {key(row): row.name for row in lookup.find(view.session, Person)}
    events = tuple({row.event_id for row, _details in waiting.values()})
    kept: dict[int | None, list[HourEntry]] = defaultdict(list)
    for entry, _kind in stored.entries(view.session, view.programme_id, EntryFilter(events=events)):
        kept[entry.event_id].append(entry)
    found = {}
    for number, (row, said) in waiting.items():
        organisation, person = organisations[said["organisation"]], said["person"]
        entries = kept[row.event_id]
        mine = [one for one in entries if person is not None and one.person_id == person]
        there = mine or [one for one in entries if one.organisation_id == said["organisation"]]
        hours = RowHours(
            organisation=organisation.slug,
            organisation_name=organisation.name,
            day=date.fromisoformat(said["day"]),
            minutes=said["minutes"],
            activity=said["activity"],
            line=said["line"],
            booked=sum(one.minutes for one in there),
        )
        found[number] = Shown(people.get(person or 0, organisation.name), hours)
    return found


def accept(change: Change, row: Review) -> int:
    """Book hours that waited; the entry's number."""
    said = details_of(row)
    organisation = change.session.get_one(Organisation, said["organisation"])
    draft = HourDraft(
        organisation=organisation.slug,
        day=date.fromisoformat(said["day"]),
        minutes=said["minutes"],
        activity=said["activity"],
        person=str(said["person"]) if said["person"] is not None else None,
        line=said["line"],
        goal=said["goal"],
        financing=said["financing"],
        evidence=said["evidence"],
    )
    return Booker(change).log(draft, Origin.IMPORT)
