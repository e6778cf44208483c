"""Refusals: what was typed cannot be used."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

_CHANGE_ONE = N_("change one of the two")

TYPED: Mapping[str, tuple[str, ...]] = {
    "no-date": (N_('"{value}" names no date'), N_("add one, as in: tue 12 jan 13-15")),
    "until-before-date": (
        N_('the last day lies before the first: "{value}"'),
        _CHANGE_ONE,
    ),
    "too-much": (N_("{field} is too high"), N_("at most {limit} fits")),
    "too-short": (N_("{field} is too short"), N_("give more minutes")),
    "years-overlap": (
        N_('the year "{value}" overlaps with what is promised for {other}'),
        N_("use one kind of year for a line"),
    ),
    "not-a-head-count": (
        N_('"{value}" is not a number of people'),
        N_("write it as ORGANISATION=12"),
        N_("at most {limit} fit"),
    ),
    "organiser-invalid": (
        N_('"{value}" is not a name with an address'),
        N_('write it as "Name <name@example.org>"'),
    ),
    "own-deputy": (
        N_('"{value}" cannot take their own place'),
        N_("name two different people"),
    ),
    "slug-invalid": (
        N_('"{value}" cannot be a short name'),
        N_("use small letters, digits and hyphens"),
    ),
    "not-an-address": (N_('"{value}" is not an e-mail address'),),
    "nothing": (N_("{field} is zero"), N_("give more than zero")),
    "negative-duration": (N_('{field}: "{value}" is below zero'), N_("give zero or more")),
    "duration-too-long": (
        N_('{field}: "{value}" is too long'),
        N_("at most {limit} hours fit"),
    ),
    "times-together": (N_("a start and an end belong together"), N_("give both, or neither")),
    "end-not-after-start": (N_("the end does not come after the start"), _CHANGE_ONE),
    "not-a-datetime": (
        N_('{field}: "{value}" is not a day with a time'),
        N_("write it as 2027-01-12T13:00"),
    ),
    "not-a-year": (N_('"{value}" is not a year'), N_("write it as 2027 or 2026-2027")),
    "year-out-of-bounds": (
        N_('{field}: the year of "{value}" cannot be used'),
        N_("give a year from {first} to {last}"),
    ),
    "weekday-wrong": (
        N_('{field}: "{value}" names a weekday and a date that do not belong together'),
        N_("the date is {day}"),
    ),
    "date-out-of-range": (N_('calendars do not take the date "{value}"'),),
    "no-attendees": (N_("nobody is invited to this event"), N_("invite them first")),
    "present-and-absent": (
        N_('"{value}" is said to be present and to be absent'),
        N_("say one of the two"),
    ),
    "address-invalid": (
        N_('"{value}" is not an e-mail address'),
        N_("write it as name@example.org"),
    ),
    "address-known": (
        N_('the address "{value}" already belongs to somebody'),
        N_("use that person, or give another address"),
    ),
    "blank": (N_("{field} is empty"), N_("fill it in")),
    "too-long": (N_("{field} is too long"), N_("at most {limit} characters fit")),
    "control-characters": (
        N_("{field} holds a line break or another control character"),
        N_("leave it out"),
    ),
    "not-a-link": (N_('"{value}" is not a link'), N_("it starts with https://")),
    "end-before-start": (N_("the end lies before the start"), _CHANGE_ONE),
    "end-without-start": (N_("there is an end without a start"), N_("give both, or neither")),
    "not-a-date": (N_('{field}: "{value}" is not a date'), N_("write it as 2027-01-12")),
    "not-a-time": (N_('{field}: "{value}" is not a time'), N_("write it as 13:00")),
    "duration-either": (
        N_('{field}: "{value}" may be thousands or decimals'),
        N_("write it with fewer or more digits, as 2360 or 2,36"),
    ),
    "not-a-duration": (
        N_('{field}: "{value}" is not a number of hours'),
        N_("write it as 1.5, 1:30, 90m or 1h30m"),
    ),
    "not-text": (N_("what was typed is no text in UTF-8"), N_("type it again")),
    "form-wrong": (
        N_('{field}: "{value}" is not complete'),
        N_("write it as {form}"),
    ),
    "not-a-number": (N_('{field}: "{value}" is not a number'),),
    "not-an-amount": (
        N_('{field}: "{value}" is not an amount'),
        N_("write whole euros or cents, as 1500 or 37,50"),
    ),
    "negative": (N_("{field} is below zero"), N_("give zero or more")),
    "unknown-zone": (
        N_('there is no time zone "{value}"'),
        N_("write it as Europe/Amsterdam"),
    ),
    "time-does-not-exist": (
        N_('the time "{value}" does not exist'),
        N_("the clock skips it when summer time begins"),
    ),
    # repetition rules
    "rule-invalid": (
        N_('"{value}" is not a repetition rule'),
        "{reason}",
        N_("write it as FREQ=WEEKLY;INTERVAL=6;COUNT=8"),
    ),
    "rule-endless": (
        N_("this repetition rule never ends"),
        N_("add COUNT or UNTIL, or give a last day"),
    ),
    "rule-too-fine": (
        N_('the repetition rule "{value}" is finer than a day'),
        N_("repeat by the day, week, month or year"),
    ),
    "rule-too-many": (
        N_("this repetition rule gives too many dates"),
        N_("let it end earlier"),
        N_("at most {limit} dates fit"),
    ),
    "rule-empty": (
        N_('the repetition rule "{value}" gives no day that can be used'),
        N_("choose another day, or keep the holidays"),
    ),
    "series-of-days": (
        N_("an event that repeats takes one day each time"),
        N_("leave the last day out"),
    ),
    "rule-too-long": (
        N_("this repetition rule goes on for more than {years} years"),
        N_("let it end earlier"),
    ),
}
