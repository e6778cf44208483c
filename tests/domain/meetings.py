"""Meetings to check, with nothing about them unless a test says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from ipe_events.domain.checks import Meeting
from ipe_events.domain.records import EventLine, KindLine, Participant

TUESDAY = date(2027, 1, 12)
EVENT = EventLine(
    id=7,
    uid="u",
    kind="kernteamoverleg",
    kind_name="Kernteamoverleg",
    title="Kernteamoverleg",
    state="planned",
    day=TUESDAY,
    until=None,
    start=time(13),
    end=time(15),
    location="",
    link="",
    host=None,
    series=None,
)
HELD = replace(EVENT, state="held")
KIND = KindLine(
    slug="kernteamoverleg",
    name="Kernteamoverleg",
    layer="kernteam",
    length=120,
    preparation=0,
    travel=0,
    line=None,
    charge="all",
    groups=(),
    required=(),
)
NOBODY = Participant(
    id=1,
    person=1,
    name="Iemand",
    email=None,
    organisation="viaa",
    organisation_name="Hogeschool Viaa",
    role="participant",
    financing="in_kind",
    online=False,
    answer="needs-action",
    attended=None,
    heads=None,
    deputy_for=None,
    from_time=None,
    until_time=None,
)


def participant(organisation: str = "viaa", **more: Any) -> Participant:
    return replace(NOBODY, organisation=organisation, **more)


def expert(profession: str, **more: Any) -> Participant:
    return participant(profession=profession, **more)


def meeting(*there: Participant, event: EventLine = EVENT, **kind: Any) -> Meeting:
    return Meeting(event, replace(KIND, **kind), there)
