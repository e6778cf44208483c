"""Times of day in words: `half 2`, `kwart over 3`, `quarter to nine`."""

from __future__ import annotations

import re
from datetime import time

from ipe_events.domain.when_words import NUMBERS, any_of

_HOUR_SAID = rf"(?:1[0-2]|[1-9]|{any_of({n: v for n, v in NUMBERS.items() if len(n) > 2})})"
_MINUTES_SAID = r"(?:[1-9]|1[0-9]|2[0-9]|kwart|(?:a )?quarter|vijf|tien|five|ten|twenty)"
_WAY = "voor half|over half|voor|over|past|to"
# Times in words; what would be before seven in the morning is meant in the afternoon.
_SPOKEN_CLOCK = (
    rf"(?:(?P<shift>{_MINUTES_SAID}) (?P<way>{_WAY}) (?P<about>{_HOUR_SAID})"
    rf"|half past (?P<past>{_HOUR_SAID})|half (?P<before>{_HOUR_SAID})|(?P<noon>noon))"
)
_SPOKEN = re.compile(_SPOKEN_CLOCK, re.IGNORECASE)
SPOKEN_CLOCK = re.sub(r"\?P<[a-z]+>", "?:", _SPOKEN_CLOCK)
_FIRST_SPOKEN = 7 * 60


def parse_spoken(text: str) -> time | None:
    """The time that words say: `half 2` is 13:30, `half past 2` 14:30; None for other words."""
    match = _SPOKEN.fullmatch(text)
    return (
        _as_spoken({k: v.casefold() for k, v in match.groupdict().items() if v}) if match else None
    )


def _as_spoken(said: dict[str, str]) -> time:
    if "noon" in said:
        return time(12)
    if hour := said.get("past") or said.get("before"):
        minutes = _hour_said(hour) * 60 + (30 if "past" in said else -30)
    else:
        way = said["way"]
        shift = _minutes_said(said["shift"]) * (1 if way in ("over", "past", "over half") else -1)
        minutes = _hour_said(said["about"]) * 60 + shift - (30 if "half" in way else 0)
    if minutes < _FIRST_SPOKEN:
        minutes += 12 * 60
    return time(*divmod(minutes, 60))


def _hour_said(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBERS[word]


def _minutes_said(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return 20 if word == "twenty" else NUMBERS.get(word, 15)
