"""What a recipient's calendar shows after the files that came, as RFC 5546 section 3.2 has it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from tests.ical.reader import Component, read

UNTIL = re.compile(r"(?<=UNTIL=)\d{8}T\d{6}Z")


@dataclass(frozen=True)
class Shown:
    """One entry in a calendar, on the wall clock."""

    start: str
    title: str
    place: str


@dataclass
class _Series:
    """Everything under one UID."""

    versions: dict[str, tuple[int, str]] = field(default_factory=dict)
    dates: dict[str, Shown] = field(default_factory=dict)
    # The starts that the rule gives; None of who was told of single dates only.
    ruled: set[str] | None = None


class Inbox:
    """A calendar that takes only what is newer than what it has."""

    def __init__(self) -> None:
        self._series: dict[str, _Series] = {}

    @property
    def shown(self) -> list[Shown]:
        """The entries by start."""
        found = [entry for series in self._series.values() for entry in series.dates.values()]
        return sorted(found, key=lambda entry: (entry.start, entry.title))

    def take(self, content: bytes) -> None:
        """Take a file."""
        calendar = read(content)
        method = calendar.only("METHOD").raw
        for event in calendar.inside("VEVENT"):
            uid = event.only("UID").text
            series = self._series.setdefault(uid, _Series())
            name = event.only("RECURRENCE-ID").raw if event.has("RECURRENCE-ID") else ""
            assert method == "REQUEST" or series.versions, "takes back what was never told"
            self._must_be_newer(series, name, event)
            if method == "CANCEL":
                self._cancel(series, name)
            elif event.has("RRULE"):
                self._whole(series, event)
            else:
                assert series.ruled is None or name in series.ruled, "a date the rule has not"
                series.dates[name] = _entry(event, event.only("DTSTART").raw)

    def _must_be_newer(self, series: _Series, name: str, event: Component) -> None:
        version = int(event.only("SEQUENCE").raw), event.only("DTSTAMP").raw
        before = series.versions.get(name)
        assert before is None or version > before, (version, before)
        series.versions[name] = version

    def _cancel(self, series: _Series, name: str) -> None:
        if name:
            series.dates.pop(name, None)
        else:
            series.dates.clear()
            series.ruled = None

    def _whole(self, series: _Series, event: Component) -> None:
        """A series as it is now takes the place of all that was known of it."""
        start = event.only("DTSTART").raw
        text = UNTIL.sub(_on_the_wall, event.only("RRULE").raw)
        excluded = {raw for line in event.every("EXDATE") for raw in line.raw.split(",")}
        ruled = {_raw(moment, start) for moment in rrulestr(text, dtstart=_moment(start))}
        assert start in ruled
        assert excluded <= ruled
        series.ruled = ruled - excluded
        series.dates = {raw: _entry(event, raw) for raw in series.ruled}


def _entry(event: Component, start: str) -> Shown:
    place = event.only("LOCATION").text if event.has("LOCATION") else ""
    return Shown(start, event.only("SUMMARY").text, place)


def _on_the_wall(until: re.Match[str]) -> str:
    moment = datetime.fromisoformat(until[0]).astimezone(ZoneInfo("Europe/Amsterdam"))
    return f"{moment:%Y%m%dT%H%M%S}"


def _moment(raw: str) -> datetime:
    return datetime.fromisoformat(raw)


def _raw(moment: date, like: str) -> str:
    return f"{moment:%Y%m%dT%H%M%S}" if "T" in like else f"{moment:%Y%m%d}"
