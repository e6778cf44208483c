"""A year plan in words: rhythms read back, and what stands in the way of a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ipe_events.i18n as i18n
from ipe_events.domain.availability import Obstacle
from ipe_events.domain.rhythm import Rhythm
from ipe_events.i18n import N_, format_decimal_hours, ngettext
from ipe_events.i18n.obstacles import obstacle_words
from ipe_events.i18n.sentences import clean

NTH = {1: N_("first"), 2: N_("second"), 3: N_("third"), 4: N_("fourth"), -1: N_("last")}
PER = {12: "", 6: N_("per half-year"), 3: N_("per quarter"), 1: N_("per month")}
MOST_NAMED = 3


def rhythm_words(rhythm: Rhythm, *, language: str | None = None) -> str:
    """A rhythm as it was understood: `every 6 weeks on Tuesday, 15:30–17:00`."""
    messages = i18n.translator(language or i18n.language())
    say = messages.gettext
    days = say(N_(" or ")).join(say(i18n.WEEKDAYS[day]) for day in rhythm.weekdays)
    if rhythm.nth:
        words = messages.ngettext(
            "the {nth} {days} of the month",
            "the {nth} {days} of every {months} months",
            rhythm.months,
        ).format(nth=say(NTH[rhythm.nth]), days=days, months=rhythm.months)
    else:
        if rhythm.weeks:
            words = messages.ngettext("every week", "every {weeks} weeks", rhythm.weeks)
            words = words.format(weeks=rhythm.weeks)
        else:
            words = messages.ngettext("once", "{count} times", rhythm.count)
            words = words.format(count=rhythm.count)
            words = f"{words} {say(PER[rhythm.per])}" if PER[rhythm.per] else words
        words = say(N_("{rhythm} on {days}")).format(rhythm=words, days=days) if days else words
    if rhythm.start is None:
        return words
    clock = f"{rhythm.start:%H:%M}" + (f"–{rhythm.end:%H:%M}" if rhythm.end else "")
    return f"{words}, {clock}"


def obstacles_words(obstacles: Iterable[Obstacle], *, language: str | None = None) -> str:
    """What is in the way, each thing once with whom it keeps: `closed: Studiedag (Viaa)`."""
    found: dict[str, list[str]] = {}
    for obstacle in obstacles:
        who = found.setdefault(obstacle_words(obstacle, language=language), [])
        if obstacle.who:
            who.append(clean(obstacle.who))
    return ", ".join(f"{words} ({_named(who)})" if who else words for words, who in found.items())


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} +{more}" if more > 0 else shown


def beside_words(minutes: Sequence[int]) -> str:
    """What meetings cost partners that promised nothing for it, in minutes of each."""
    words = ngettext(
        "Beside every promise: {hours} hours of one partner",
        "Beside every promise: {hours} hours of {count} partners",
        len(minutes),
    )
    return words.format(hours=format_decimal_hours(sum(minutes)), count=len(minutes))
