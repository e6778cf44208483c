"""The single values of a programme file: each checked and turned into plain text, dates, numbers.

Every converter takes what TOML gave and raises ValueError with the reason in words.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zoneinfo
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

FORMAT = 1
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_HOURS = 100_000
MOST_EUROS = 1_000_000_000
MOST_RATE = 10_000
MOST_MINUTES = 60_000
MOST_PAIRS = 20
MOST_DETAILS = 20
MOST_LISTED = 50

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")
_LENGTH = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_YEAR_LABEL = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_REGION = re.compile(r"[A-Z]{2}(?:-[A-Za-z0-9]{1,20})?")
_BREAKING = frozenset(("Cc", "Cs", "Zl", "Zp"))
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(least: int, most: int) -> Callable[[object], str]:
    """Text of one line, trimmed and composed (NFC), of `least` to `most` characters."""

    def convert(value: object) -> str:
        if not isinstance(value, str):
            raise ValueError("must be text, in quotes")
        text = value.strip()
        if len(text) < least:
            raise ValueError("must not be empty")
        if len(text) > most:
            raise ValueError(f"is too long ({len(text)} characters)")
        # Line breaks would add lines to an invitation; direction marks would hide what is read.
        if any(unicodedata.category(c) in _BREAKING for c in text):
            raise ValueError("must not contain line breaks or control characters")
        if not _TURNING.isdisjoint(text):
            raise ValueError("must not contain marks that change the direction of writing")
        return unicodedata.normalize("NFC", text)

    return convert


def slug(value: object) -> str:
    """A short name for use in commands and in other tables."""
    if not isinstance(value, str):
        raise ValueError("must be a slug, in quotes")
    if not _SLUG.fullmatch(value):
        raise ValueError("is not a slug")
    return value


def word(*words: str) -> Callable[[object], str]:
    """One of a few fixed words."""

    def convert(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError("is not one of the words allowed here")
        return value

    return convert


def flag(value: object) -> bool:
    """True or false; never a number or a text that looks like it."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false, without quotes")
    return value


def _number(value: object, most: int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number, without quotes")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("must be a finite number")
    if value < 0:
        raise ValueError("must not be negative")
    if value > most:
        raise ValueError("is too large")
    return Decimal(str(value))


def minutes_of_hours(value: object) -> int:
    """Hours (200, 1.5) as whole minutes, half a minute rounded up."""
    return int((_number(value, MOST_HOURS) * 60).quantize(Decimal(1), ROUND_HALF_UP))


def cents_of_euros(value: object) -> int:
    """Euros (7000, 55.50) as cents; a third decimal is refused, not rounded."""
    return _cents(value, MOST_EUROS)


def cents_of_rate(value: object) -> int:
    """Euros an hour as cents; zero is refused because hours are derived by dividing by it."""
    cents = _cents(value, MOST_RATE)
    if cents == 0:
        raise ValueError("must not be zero")
    return cents


def _cents(value: object, most: int) -> int:
    cents = _number(value, most) * 100
    if cents != cents.to_integral_value():
        raise ValueError("must have at most two decimals")
    return int(cents)


def whole(least: int, most: int) -> Callable[[object], int]:
    """A whole number from `least` to `most`, both included."""

    def convert(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("must be a whole number, without quotes")
        if value < 0:
            raise ValueError("must not be negative")
        if value < least:
            raise ValueError("is too small")
        if value > most:
            raise ValueError("is too large")
        return value

    return convert


def file_format(value: object) -> int:
    """The number of the one format that this version reads."""
    if isinstance(value, bool) or value != FORMAT or not isinstance(value, int):
        raise ValueError("is not the format that this version reads")
    return value


def length(least: int) -> Callable[[object], int]:
    """A length in minutes from "2:00" (hours:minutes) or a whole number of minutes."""

    def convert(value: object) -> int:
        minutes = value
        if isinstance(value, str) and (match := _LENGTH.fullmatch(value)):
            minutes = int(match[1]) * 60 + int(match[2])
        if isinstance(minutes, bool) or not isinstance(minutes, int):
            raise ValueError("is not a length of time")
        if minutes < 0:
            raise ValueError("must not be negative")
        if minutes < least:
            raise ValueError("is too short")
        if minutes > MOST_MINUTES:
            raise ValueError("is too long")
        return minutes

    return convert


def day(value: object) -> date:
    """A date without a time."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("must be a date, without quotes and without a time")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"must be in the years {FIRST_YEAR} to {LAST_YEAR}")
    return value


def year_label(value: object) -> str:
    """A calendar year ("2024", 2024) or a school year ("2024-2025") as its label."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LAST_YEAR:
        value = f"{value:04}"
    match = _YEAR_LABEL.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("is not a year")
    if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ValueError(f"must be in the years {FIRST_YEAR} to {LAST_YEAR}")
    if match[2] and int(match[2]) != int(match[1]) + 1:
        raise ValueError("must end in the year after the one it starts in")
    return match[0]


def zone(value: object) -> str:
    """The IANA name of a time zone that this computer knows."""
    if not isinstance(value, str) or not _ZONE.fullmatch(value):
        raise ValueError("is not the name of a time zone")
    try:
        zoneinfo.ZoneInfo(value)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        raise ValueError("is not a known time zone") from None
    return value


def country(value: object) -> str:
    """A country code (ISO 3166, two capitals)."""
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise ValueError("is not a country code")
    return value


def region(value: object) -> str:
    """A country (`NL`) or a part of it (`NL-Noord`)."""
    if not isinstance(value, str) or not _REGION.fullmatch(value):
        raise ValueError("is not a region")
    return value


def pairs(value: object) -> tuple[tuple[str, str], ...]:
    """A table of slugs to slugs as pairs in the order of the file."""
    if not isinstance(value, Mapping) or not 1 <= len(value) <= MOST_PAIRS:
        raise ValueError("must be a table of choices and their options")
    return tuple((slug(choice), slug(option)) for choice, option in value.items())


def details(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A table of slugs to one text or several, as pairs in the order of the file."""
    if not isinstance(value, Mapping) or not 1 <= len(value) <= MOST_DETAILS:
        raise ValueError("must be a table of keys and texts")
    return tuple((slug(name), _texts(said)) for name, said in value.items())


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return (_TEXT(value),)
    if len(value) > MOST_LISTED:
        raise ValueError("is too long a list")
    return tuple(_TEXT(one) for one in value)


_TEXT = one_line(1, 2000)
