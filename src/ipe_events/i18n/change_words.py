"""What a change did, in words, the same on screens and in commands: rows, fields and values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ipe_events.domain.changes import ERASED, ChangedRow, Value
from ipe_events.i18n import N_, _, format_date, format_hours, format_money
from ipe_events.i18n.hour_words import FINANCING, METHODS, ORIGINS
from ipe_events.i18n.sentences import clean

KINDS = {"added": N_("new"), "changed": N_("changed"), "removed": N_("removed")}
TABLES = {
    "affiliation": N_("employer"),
    "busy": N_("busy time"),
    "cash_receipt": N_("payment"),
    "closing": N_("closed period"),
    "closure": N_("closed days"),
    "commitment": N_("promise"),
    "cost_entry": N_("cost"),
    "event": N_("meeting"),
    "event_kind": N_("kind of meeting"),
    "goal": N_("goal"),
    "groups": N_("group"),
    "hour_entry": N_("hours"),
    "hour_request": N_("request for hours"),
    "membership": N_("seat in a group"),
    "organisation": N_("organisation"),
    "participation": N_("guest"),
    "partner": N_("partner"),
    "person": N_("person"),
    "plan_line": N_("line of the plan"),
    "planned_work": N_("planned work"),
    "poll": N_("poll"),
    "poll_answer": N_("answer to a poll"),
    "poll_date": N_("date of a poll"),
    "programme": N_("programme"),
    "rate": N_("hourly rate"),
    "review": N_("something that came in"),
    "series": N_("series"),
}
_WORDS: Mapping[str, str] = {
    **{str(code): word for words in (FINANCING, METHODS, ORIGINS) for code, word in words.items()},
    "draft": N_("draft"),
    "planned": N_("planned"),
    "held": N_("held"),
    "cancelled": N_("cancelled"),
    "plan": N_("in the plan"),
    "signed": N_("signed"),
    "needs-action": N_("no answer"),
    "accepted": N_("is coming"),
    "declined": N_("not coming"),
    "tentative": N_("perhaps"),
    "delegated": N_("is replaced"),
    "participant": N_("participant"),
    "optional": N_("if possible"),
    "chair": N_("chair"),
    "speaker": N_("speaker"),
    "guest": N_("guest"),
    "all": N_("everybody"),
    "hosts": N_("host and speakers"),
    "nobody": N_("nobody"),
}


def _text(value: Value) -> str:
    return clean(str(value))


def word_of(value: object) -> str:
    """A code as people read it: the state of a meeting, an answer, a role."""
    return _(_WORDS[str(value)]) if str(value) in _WORDS else clean(str(value))


def _day(value: Value) -> str:
    return format_date(date.fromisoformat(str(value)))


def _time(value: Value) -> str:
    return str(value)[:5]


def _hours(value: Value) -> str:
    return _("{hours} h").format(hours=format_hours(int(value or 0)))


def _money(value: Value) -> str:
    return format_money(int(value or 0))


def _yes(value: Value) -> str:
    return _("yes") if value else _("no")


def _list(value: Value) -> str:
    found = json.loads(str(value))
    return ", ".join(_text(one[0] if isinstance(one, list) else one) for one in found)


# What of a row is told: the label of the field, and how its value is written. What the program
# keeps for itself (numbers, stamps, positions) is not.
COLUMNS: Mapping[str, tuple[str, Callable[[Value], str]]] = {
    "activity": (N_("Activity"), _text),
    "actual_cents": (N_("Actual"), _money),
    "agenda": (N_("Agenda"), _list),
    "aliases": (N_("Other names"), _list),
    "answer": (N_("Answer"), word_of),
    "attended": (N_("Present"), _yes),
    "cadence": (N_("Days until the next"), _text),
    "cash_cents": (N_("Cash"), _money),
    "cash_needed_cents": (N_("Money needed"), _money),
    "category": (N_("Category"), _text),
    "cents": (N_("Amount"), _money),
    "charge": (N_("Charged"), word_of),
    "charged": (N_("Charged"), _yes),
    "comment": (N_("Comment"), _text),
    "day": (N_("Day"), _day),
    "deputy_for_id": (N_("Deputy for"), _text),
    "description": (N_("Description"), _text),
    "email": (N_("E-mail"), _text),
    "end_time": (N_("Until"), _time),
    "ends": (N_("Until"), _day),
    "entered_by": (N_("Entered by"), _text),
    "event_id": (N_("Meeting"), _text),
    "evidence": (N_("Evidence"), _text),
    "explanation": (N_("Explanation"), _text),
    "financing": (N_("Paid"), word_of),
    "first_day": (N_("First day"), _day),
    "from_time": (N_("From"), _time),
    "goal_id": (N_("Goal"), _text),
    "group_id": (N_("Group"), _text),
    "groups": (N_("Groups"), _list),
    "heads": (N_("Number of people"), _text),
    "host_id": (N_("Host"), _text),
    "kind_id": (N_("Kind"), _text),
    "layer": (N_("Layer"), _text),
    "length": (N_("Length"), _hours),
    "line_id": (N_("Line"), _text),
    "link": (N_("Link"), _text),
    "location": (N_("Place"), _text),
    "longest": (N_("Longest"), _hours),
    "method": (N_("Method"), word_of),
    "minutes": (N_("Hours"), _hours),
    "name": (N_("Name"), _text),
    "note": (N_("Note"), _text),
    "obstacle": (N_("Obstacle"), _text),
    "online": (N_("Online"), _yes),
    "organisation_id": (N_("Organisation"), _text),
    "organiser_email": (N_("Organiser's address"), _text),
    "organiser_name": (N_("Organiser"), _text),
    "origin": (N_("Origin"), word_of),
    "outcome": (N_("Outcome"), _text),
    "parent_id": (N_("Under"), _text),
    "person_id": (N_("Person"), _text),
    "planned_cents": (N_("Planned"), _money),
    "preparation": (N_("Preparation"), _hours),
    "presence": (N_("Presence"), _hours),
    "privacy": (N_("Names shown to"), word_of),
    "profession": (N_("Profession"), _text),
    "rate_cents": (N_("Hourly rate"), _money),
    "reason": (N_("Reason"), _text),
    "reference": (N_("Reference"), _text),
    "reminder_days": (N_("Reminder, days before"), _text),
    "request": (N_("Request"), _text),
    "required": (N_("Belongs there"), _list),
    "retention_years": (N_("Years kept"), _text),
    "role": (N_("Role"), word_of),
    "shortest": (N_("Shortest"), _hours),
    "source": (N_("Source"), _text),
    "start_time": (N_("From"), _time),
    "starts": (N_("From"), _day),
    "state": (N_("State"), word_of),
    "title": (N_("Title"), _text),
    "travel": (N_("Travel"), _hours),
    "umbrella": (N_("Part of"), _text),
    "until": (N_("Until"), _day),
    "until_time": (N_("Until"), _time),
    "value_cents": (N_("Value"), _money),
    "work_date": (N_("Day"), _day),
    "working_days": (N_("Working days"), _text),
    "year": (N_("Year"), _text),
}


def row_words(row: ChangedRow) -> str:
    """What kind of row it is, what it is called, and its day: `meeting Kernteam · di 12 jan`."""
    names = [_("somebody who was erased") if name == ERASED else clean(name) for name in row.names]
    day = [_day(row.day)] if row.day is not None else []
    return " · ".join([_(TABLES.get(row.table, row.table)), *names, *day])


def field_words(row: ChangedRow) -> Iterator[tuple[str, str, str]]:
    """Label, value before and value after of each field that is told; "" for nothing."""
    for field in row.fields:
        if field.column in COLUMNS:
            label, say = COLUMNS[field.column]
            yield _(label), _said(say, field.before), _said(say, field.after)


def _said(say: Callable[[Value], str], value: Value) -> str:
    if value is None or value == "":
        return ""
    if value == ERASED:
        return _("somebody who was erased")
    try:
        return say(value)
    except (TypeError, ValueError):
        # A journal is older than the program that reads it.
        return _text(value)
