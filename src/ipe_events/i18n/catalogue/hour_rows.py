"""What is refused, or worth a word, of a file of hours and of the sheets partners fill in."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

HOUR_ROWS: Mapping[str, tuple[str, ...]] = {
    "ambiguous-person": (N_('"{value}" may be several people'), N_("say which one: {known}")),
    "nobody-there": (
        N_('there is nobody called "{value}" at {name}'),
        N_("did you mean {near}?"),
    ),
    "day-too-full": (
        N_('these hours would make more than 24 on one day for "{value}"'),
        N_("check the hours and the date"),
    ),
    "request-of-another": (
        N_('this sheet was made for "{value}"'),
        N_("use a sheet for each partner"),
    ),
    "request-other-programme": (
        N_('this sheet is of the programme "{value}"'),
        N_("name it with --programme"),
    ),
    "nobody-to-ask": (
        N_("no partner promised hours in that period"),
        N_("name one"),
    ),
    "row-too-wide": (
        N_("there are more cells in this row than in the head"),
        N_("put quotation marks around what holds a comma"),
    ),
    # of rows that wait, or were taken or left as they were
    "same-day-hours": (N_("there is a meeting on that day: {title}, {minutes}"),),
    "row-is-total": (N_("a total, which holds no hours of its own"),),
    "row-repeats": (
        N_("says the same as row {row} and is kept once"),
        N_("if both are meant, tell them apart by the activity"),
    ),
    "booked-otherwise": (
        N_("shows entry {value}, which says otherwise, and is left out"),
        N_("set that right with: ipe-events hours correct {value}"),
    ),
    "hours-ahead": (N_("{day} is still to come"), N_("kept nevertheless")),
    "outside-programme": (N_("{day} lies outside the programme"), N_("kept nevertheless")),
    "outside-request": (
        N_("{day} lies outside the period that was asked for"),
        N_("kept nevertheless"),
    ),
    "more-than-a-day": (
        N_("more than 24 hours on one day, without a name"),
        N_("kept nevertheless"),
    ),
    "works-elsewhere": (
        N_('"{value}" does not work there on that day'),
        N_("kept nevertheless"),
    ),
}
