"""Finding a date: why somebody cannot, and what is refused of polls and of others' calendars."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

# Why somebody cannot be there, after their name.
OBSTACLES: Mapping[str, tuple[str, ...]] = {
    "holiday": ("{name}",),
    "school-holiday": ("{name}",),
    "closure": (N_("closed"), "{name}"),
    "not-working-day": (N_("no working day"),),
    "busy": (N_("busy in their calendar"),),
    "meeting": (N_("in a meeting"), "{name}"),
}

DATES: Mapping[str, tuple[str, ...]] = {
    "nobody-in-group": (
        N_('nobody sits in the group "{value}"'),
        N_("seat somebody with: ipe-events group member"),
    ),
    "too-many-days": (N_("this is too long a time"), N_("at most {limit} days fit")),
    "unknown-poll": (N_("there is no poll {id}"), N_("ipe-events poll list shows them all")),
    "unknown-candidate": (
        N_('"{value}" is not a date of this poll'),
        N_("its dates: {known}"),
    ),
    "poll-chosen": (
        N_("the date of this poll is chosen already: event {event}"),
        N_("move that event"),
    ),
    "candidate-twice": (N_('the date "{value}" is given twice'), N_("leave one of the two out")),
    "no-candidates": (N_("a poll needs a date"), N_("give at least one")),
    "not-a-candidate": (
        N_('"{value}" is not a date of a poll'),
        N_('write it as "2027-01-12 13:00-15:00" or 2027-01-12'),
    ),
    "no-answer-read": (
        N_("no answer was found in what was given"),
        N_('write them as "Windesheim yes, Viaa maybe"'),
    ),
    "answers-too-long": (
        N_("this is too long to be read as answers"),
        N_("at most {limit} characters are read at once"),
    ),
    "answer-unclear": (N_('"{value}" is not an answer'), N_("write yes, no or maybe")),
    "calendar-invalid": (
        N_('the file "{path}" is not a calendar'),
        "{reason}",
        N_("nothing was imported"),
    ),
    "calendar-too-much": (
        N_('the calendar "{path}" holds too much'),
        "{reason}",
        N_("nothing was imported"),
    ),
    # what is reported of a calendar that was read all the same
    "event-unreadable": (N_("events that could not be read and were left out: {count}"),),
    "event-without-uid": (N_("events without a number of their own (UID): {count}"),),
    "rule-unread": (N_('left out, as its repetition could not be read: "{value}"'),),
    "repeats-too-fine": (N_('left out, as it repeats several times a day: "{value}"'),),
    "range-unread": (N_("a change of all following times was read as a change of one"),),
    "zone-unknown": (
        N_('the time zone "{value}" is not known'),
        N_("its times were read as {zone}"),
    ),
    "calendar-latin": (N_("the calendar is not in UTF-8 and was read as Latin-1"),),
}

# Why a line of pasted answers was not read.
UNREAD: Mapping[str, str] = {
    "unknown-name": N_("it is not clear who that is"),
    "unclear-name": N_("several people are called so"),
    "not-invited": N_("they are not invited"),
    "unknown-date": N_("that is not one of the dates"),
    "unclear-answer": N_("it is not clear which answer is meant"),
    "no-name": N_("it names nobody"),
    "no-answer": N_("there is no answer in it"),
    "too-many": N_("this is too much at once"),
}
