"""The warnings of design §4, in neutral words.

Of each, those parts are said whose values are given: which values there are makes the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

CHECKS: Mapping[str, tuple[str, ...]] = {
    "missing-organisation": (N_("nobody yet from {organisations}"),),
    "too-few-professions": (
        N_("at least {minimum} specialisms or professions are wished for"),
        N_("known now: {professions}"),
    ),
    "hours-kept-before": (
        N_("{minutes} of {person} on this day are kept already, as entry {entry}"),
        N_("when they are the same: ipe-events hours correct {entry} --hours 0 --reason …"),
    ),
    "missing-role": (N_("nobody yet with the role {roles}"),),
    "layer-without-event": (N_("no meeting yet for the layer {layer} in {year}"),),
    "no-next-meeting": (
        N_("no next meeting planned yet: {kind}"),
        N_("{meetings}: {days} days from {before} to {after}, at most {cadence} are wished for"),
    ),
    "double-booked": (
        N_("{person} has two meetings at this time"),
        "{title}",
        "{time}",
        N_("something else at this time in the calendar of {busy}"),
    ),
    "not-working-day": (
        N_("{weekend} is in a weekend"),
        N_("{date} is not a working day of {people}"),
    ),
    "holiday": (N_("{date} is a public holiday: {name}"),),
    "school-holiday": (N_("{date} is in a school holiday: {name}"),),
    "closure": (
        N_("{organisation} is closed"),
        N_("{person} is away"),
        N_("days off in {region}"),
        "{name}",
    ),
    "commitment-exceeded": (N_("{organisation}, {line}: {over} hours above the promise"),),
    "cash-short": (N_("{year}: {amount} more is needed than comes in"),),
    "agenda-too-long": (N_("the agenda takes {agenda}, the meeting {minutes}"),),
    "length-out-of-bounds": (
        N_("this meeting lasts {minutes}"),
        N_("usual is at least {minimum}"),
        N_("usual is at most {maximum}"),
    ),
    "disputed-date": (N_("the sources do not agree on this date: {reason}"),),
}

# Small numbers in a sentence, from one on.
NUMBERS = (
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
)
