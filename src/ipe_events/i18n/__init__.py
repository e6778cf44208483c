"""The program's two languages: messages, dates, hours and money, without the C locale."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

DOMAIN = "ipe_events"
LANGUAGES = ("nl", "en")
DEFAULT = "en"

_LOCALE = Path(__file__).parent.parent / "locale"
# What separates thousands and what separates decimals.
_SEPARATORS = {"nl": (".", ","), "en": (",", ".")}

_current = DEFAULT


def N_(message: str) -> str:
    """Mark a message for extraction without translating it yet."""
    return message


WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
WEEKDAYS_SHORT = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
MONTHS_SHORT = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def use(language: str) -> None:
    """Set the language of this process's screens; ValueError for one the program does not speak."""
    global _current
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}")
    _current = language


def language() -> str:
    """The language of this process's screens: `nl` or `en`."""
    return _current


@cache
def translator(language: str) -> _gettext.NullTranslations:
    """The messages in one language, whatever the screens use; English where none is known."""
    return _gettext.translation(DOMAIN, _LOCALE, languages=[language], fallback=True)


def _(message: str) -> str:
    """The message in the language of the screens."""
    return translator(_current).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message for a number of things, in the language of the screens."""
    return translator(_current).ngettext(singular, plural, number)


def pick_language(explicit: str | None, settings: str | None, environ: Mapping[str, str]) -> str:
    """The language to use: asked for, else set, else the environment's locale, else English.

    What the program does not speak counts as not said, so this never fails.
    """
    for wish in (explicit, settings):
        known = _spoken(wish)
        if known:
            return known
    # The first of these that is set decides, also when it names another language (POSIX).
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    tag = next((environ[name] for name in names if environ.get(name)), "")
    return _spoken(tag) or DEFAULT


def _spoken(tag: str | None) -> str | None:
    """`nl` of `nl_NL.UTF-8`, `nl-BE` or `NL`; None for a language the program does not speak."""
    start = (tag or "").replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return start if start in LANGUAGES else None


def weekday_name(day: date, *, long: bool = True, language: str | None = None) -> str:
    """The day's name, as in the middle of a sentence: `dinsdag` or `di`, `Tuesday` or `Tue`."""
    names = WEEKDAYS if long else WEEKDAYS_SHORT
    return translator(language or _current).gettext(names[day.weekday()])


def month_name(month: int, *, long: bool = True, language: str | None = None) -> str:
    """The name of month 1 to 12, as in the middle of a sentence: `maart` or `mrt`."""
    names = MONTHS if long else MONTHS_SHORT
    return translator(language or _current).gettext(names[month - 1])


def format_date(
    day: date, *, long: bool = False, weekday: bool = True, language: str | None = None
) -> str:
    """A day for people: `di 12 jan 2027`; long: `dinsdag 12 januari 2027`."""
    return " ".join(_date_parts(day, long=long, weekday=weekday, language=language))


def format_day_range(
    first: date,
    last: date,
    *,
    long: bool = False,
    weekday: bool = True,
    language: str | None = None,
) -> str:
    """First and last day with what they share said once: `di 12 – do 14 jan 2027`."""
    end = format_date(last, long=long, weekday=weekday, language=language)
    if first == last:
        return end
    parts = _date_parts(first, long=long, weekday=weekday, language=language)
    if first.year == last.year:
        parts = parts[:-2] if first.month == last.month else parts[:-1]
    return f"{' '.join(parts)} – {end}"


def _date_parts(day: date, *, long: bool, weekday: bool, language: str | None) -> list[str]:
    name = [weekday_name(day, long=long, language=language)] if weekday else []
    month = month_name(day.month, long=long, language=language)
    return [*name, str(day.day), month, str(day.year)]


def format_hours(minutes: int) -> str:
    """Whole minutes as hours and minutes, the same in every language: `7:30`, `-0:15`."""
    # Imported when it runs: whoever only wants messages need not wait for it.
    from ipe_events.domain.minutes import hours_and_minutes

    return hours_and_minutes(minutes)


def format_number(tenths: int, *, language: str | None = None) -> str:
    """Whole tenths as a number, with a decimal where there is one: `3.357`, `1,3`."""
    thousands, point = _SEPARATORS[language or _current]
    whole, rest = divmod(tenths, 10)
    text = f"{whole:,}".replace(",", thousands)
    return f"{text}{point}{rest}" if rest else text


def format_decimal_hours(minutes: int, *, language: str | None = None) -> str:
    """Whole minutes as hours with at most two decimals, rounded: `7,5`, `2.360`; `7.5`, `2,360`."""
    # A third decimal of an hour is never exactly a half that integers would round otherwise.
    hundredths = (abs(minutes) * 100 + 30) // 60
    whole, rest = divmod(hundredths, 100)
    decimals = f"{rest:02}".rstrip("0")
    thousands, point = _SEPARATORS[language or _current]
    sign = "-" if minutes < 0 and hundredths else ""
    text = f"{whole:,}".replace(",", thousands)
    return f"{sign}{text}{point}{decimals}" if decimals else f"{sign}{text}"


def format_money(cents: int, *, whole: bool = False, language: str | None = None) -> str:
    """Whole cents as euros: `€ 1.234,50` or `€1,234.50`; `whole` rounds to euros, halves away."""
    tongue = language or _current
    thousands, point = _SEPARATORS[tongue]
    if whole:
        euros, text = (abs(cents) + 50) // 100, ""
    else:
        euros, rest = divmod(abs(cents), 100)
        text = f"{point}{rest:02}"
    amount = f"{euros:,}".replace(",", thousands) + text
    negative = cents < 0 and (euros > 0 or not whole)
    if tongue == "nl":
        return f"€ {'-' if negative else ''}{amount}"
    return f"{'-' if negative else ''}€{amount}"
