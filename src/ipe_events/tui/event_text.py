"""Events in words and signs, the same on every screen; never by colour alone."""

from __future__ import annotations

from datetime import date

from ipe_events.domain.hours import through_the_night
from ipe_events.domain.records import EventLine, EventPage, Participant
from ipe_events.i18n import (
    N_,
    _,
    format_date,
    format_day_range,
    format_hours,
    month_name,
    ngettext,
    weekday_name,
)
from ipe_events.tui.text import visible

STATE_MARKS = {"draft": "◌", "planned": "○", "held": "●", "cancelled": "✗"}
# Of what is chosen to be changed together.
MARKED = "✓"
STATE_WORDS = {
    "draft": N_("draft"),
    "planned": N_("planned"),
    "held": N_("held"),
    "cancelled": N_("cancelled"),
}
# The theme's colours, which only underline what the sign says.
STATE_TONES = {"draft": "warning", "planned": "primary", "held": "success", "cancelled": "error"}
ANSWER_MARKS = {
    "needs-action": "·",
    "accepted": "✓",
    "declined": "✗",
    "tentative": "?",
    "delegated": "→",
}
ANSWER_WORDS = {
    "needs-action": N_("no answer"),
    "accepted": N_("is coming"),
    "declined": N_("not coming"),
    "tentative": N_("perhaps"),
    "delegated": N_("is replaced"),
}
PRIVACY_WORDS = {
    "all": N_("everybody"),
    "organisations": N_("organisations only"),
    "recipient": N_("the recipient alone"),
}
ROLE_WORDS = {
    "participant": N_("participant"),
    "optional": N_("if possible"),
    "chair": N_("chair"),
    "speaker": N_("speaker"),
    "guest": N_("guest"),
}


def state_words(state: str) -> str:
    """The sign and the word of a state."""
    return f"{STATE_MARKS[state]} {_(STATE_WORDS[state])}"


def answer_words(answer: str) -> str:
    """The sign and the word of an answer."""
    return f"{ANSWER_MARKS[answer]} {_(ANSWER_WORDS[answer])}"


def attended_words(attended: bool | None) -> str:
    """Whether somebody was there, as a sign and a word."""
    if attended is None:
        return "? " + _("unknown")
    return "✓ " + _("present") if attended else "✗ " + _("absent")


def role_words(role: str) -> str:
    """A role in words; one that a programme asks for is in its own."""
    return _(ROLE_WORDS[role]) if role in ROLE_WORDS else visible(role)


def privacy_words(privacy: str) -> str:
    """Whom an invitation names, when that is not everybody."""
    return _(PRIVACY_WORDS[privacy]) if privacy != "all" else ""


def guest_name(guest: Participant) -> str:
    """Who it is: a name, a seat or a number of people."""
    if guest.heads is not None:
        return ngettext("{number} person", "{number} people", guest.heads).format(
            number=guest.heads
        )
    return guest.name if guest.name is not None else _("(nobody named yet)")


def guest_place(guest: Participant) -> str:
    """A guest's place at the event, as services take it."""
    return f"#{guest.id}"


def short_day(day: date) -> str:
    """A day in a column of which the month is known: `di 12`."""
    return f"{weekday_name(day, long=False)} {day.day:2d}"


def day_and_month(day: date) -> str:
    """A day in a column of which the year is known: `di 12 jan`."""
    return f"{short_day(day)} {month_name(day.month, long=False)}"


def clock(event: EventLine) -> str:
    """The times of an event, `13:00-15:00`; "" for all day."""
    if event.start is None or event.end is None:
        return ""
    return f"{event.start:%H:%M}-{event.end:%H:%M}"


def span(event: EventLine) -> str:
    """What stands in a list's column of times: times, all day, or for several days the last."""
    last = event.until or event.day
    if last != event.day and not through_the_night(event.day, last, event.start, event.end):
        day = f"{last.day} {month_name(last.month, long=False)}"
        return _("to {day}").format(day=day)
    return clock(event) or _("all day")


def days(event: EventLine, *, long: bool = False) -> str:
    """The days of an event with their weekdays and the year."""
    return range_words(event.day, event.until, long=long)


def range_words(first: date, until: date | None, *, long: bool = False) -> str:
    """A day, or the first and the last."""
    return format_day_range(first, until or first, long=long)


def when(event: EventLine) -> str:
    """Days and times on one line: `di 12 jan 2027 13:00-15:00`."""
    return f"{days(event)} {clock(event)}".rstrip()


def length(page: EventPage) -> str:
    """How long an event takes one participant."""
    return _("{hours} hours").format(hours=format_hours(page.minutes))


def month_heading(day: date) -> str:
    """A month with its year: `januari 2027`."""
    return f"{month_name(day.month)} {day.year}"


def long_day(day: date) -> str:
    """A day in full: `dinsdag 12 januari 2027`."""
    return format_date(day, long=True)
