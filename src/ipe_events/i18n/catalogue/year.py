"""Refusals: what a year cannot be planned with."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

YEAR: Mapping[str, tuple[str, ...]] = {
    "rhythm-unreadable": (
        N_('"{value}" is no rhythm'),
        N_(
            'write it as "every 6 weeks tue 15:30-17:00", "first thu of the month 9:00-10:30"'
            ' or "4 x per school year"'
        ),
    ),
    "rhythm-number": (
        N_('the number in "{value}" cannot be used'),
        N_("give one from 1 to {limit}"),
    ),
    "rhythm-weekend": (
        N_('"{value}" names a day in the weekend'),
        N_("meetings are planned from Monday to Friday"),
    ),
    "rhythm-too-many": (
        N_("{value} meetings do not fit in this year"),
        N_("days on which there can be meetings: {limit}"),
    ),
    "rhythm-twice": (
        N_('the kind "{value}" has two rhythms'),
        N_("give each kind one"),
    ),
    "rhythm-needed": (
        N_("no kind of meeting has a rhythm yet"),
        N_("give --rhythm KIND=RHYTHM, as in --rhythm {kind}='every 6 weeks', or --like YEAR"),
    ),
    "too-many-meetings": (
        N_("these are too many meetings for one plan"),
        N_("at most {limit} fit"),
    ),
    "plan-empty": (N_("there is no meeting to plan"), N_("give a rhythm, or take a date back in")),
    "year-over": (N_("the year {value} is over"), N_("plan one that lies ahead")),
    "year-outside": (
        N_("the year {value} lies outside the programme"),
        N_("it runs from {first} to {last}"),
    ),
    "nothing-like": (
        N_("nothing was held or planned in {value}"),
        N_("give another year, or rhythms of your own"),
    ),
}
