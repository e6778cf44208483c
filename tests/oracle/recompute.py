"""Every figure once more, from the raw tables and the definitions (design §4), by plain arithmetic.

Nothing of the program is used: rows are read by `sqlite3`, amounts are integers and Fractions. A
`Fact` is one booking, or one that is expected: everything else is adding facts up.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
Months = tuple[int, int]
Place = tuple[str, str | None]


@dataclass(frozen=True)
class Fact:
    """Minutes on a day; `state` is realised, planned or draft; `cents` what they are worth."""

    organisation: int
    line: int | None
    day: date
    person: int | None
    kind: int | None
    goal: int | None
    event: int | None
    financing: str
    state: str
    minutes: int
    cents: int
    entry: int | None = None
    work: int | None = None

    @property
    def month(self) -> int:
        return self.day.year * 12 + self.day.month - 1


@dataclass
class Amounts:
    """What a row or a sum of rows says; `committed` None when nothing is promised."""

    committed: int | None = None
    committed_value: int | None = None
    realised: int = 0
    planned: int = 0
    draft: int = 0
    other: int = 0
    forecast_value: int = 0
    carried: int = 0
    rate: Fraction | None = None
    # Of the forecast, the part of lines that promise nothing.
    beside: int = 0

    @property
    def forecast(self) -> int:
        return self.realised + self.planned

    @property
    def left(self) -> int | None:
        if self.committed is None:
            return None
        return self.committed + self.carried - (self.forecast - self.beside)

    def status(self, room: int = 90, above: int = 110) -> str:
        available = (self.committed or 0) + self.carried
        if available <= 0:
            return "none"
        hundredfold = 100 * (self.forecast - self.beside)
        if hundredfold < room * available:
            return "room"
        return "on_track" if hundredfold <= above * available else "above"

    def take(self, fact: Fact) -> None:
        if fact.financing != "in_kind":
            if fact.state == "realised":
                self.other += fact.minutes
        elif fact.state == "draft":
            self.draft += fact.minutes
        else:
            if fact.state == "realised":
                self.realised += fact.minutes
            else:
                self.planned += fact.minutes
            self.forecast_value += fact.cents


@dataclass(frozen=True)
class Share:
    """What is promised for some months: minutes, and cents in kind and in cash."""

    minutes: int
    value: int
    cash: int


@dataclass
class Promise:
    """One commitment; months count from the year 0.

    `made` are the minutes promised; `rates`, in cents an hour, and `by_month` are of each month.
    """

    organisation: int
    line: int
    first: int
    last: int
    minutes: int | None
    value: int | None
    hand: int | None
    cash: int
    made: int = 0
    rates: dict[int, Fraction | None] = field(default_factory=dict)
    by_month: dict[int, Share] = field(default_factory=dict)

    def within(self, months: Months) -> Share:
        shares = [s for month, s in self.by_month.items() if months[0] <= month <= months[1]]
        return Share(
            sum(share.minutes for share in shares),
            sum(share.value for share in shares),
            sum(share.cash for share in shares),
        )


@dataclass(frozen=True)
class Worth:
    """Cents an hour, and the rule that says so."""

    rate: Fraction | None
    source: str


def nearest(number: Fraction) -> int:
    """Half away from zero."""
    size = math.floor(abs(number) + Fraction(1, 2))
    return size if number >= 0 else -size


def worth_of(minutes: int, rate: Fraction | None) -> int:
    return 0 if rate is None else nearest(Fraction(minutes) * rate / 60)


def spread(amount: int, parts: int) -> list[int]:
    """The amount in so many parts, the sum of the first n as near to their share as can be."""
    marks = [nearest(Fraction(amount * n, parts)) for n in range(parts + 1)]
    return [after - before for before, after in pairwise(marks)]


def index(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def read(path: Path) -> dict[str, list[Row]]:
    """Every table, as rows by column name, in the order of their numbers."""
    found: dict[str, list[Row]] = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in names.fetchall():
            if not name.startswith(("sqlite", "alembic", "change", "journal", "delivery")):
                query = f"SELECT * FROM {name} ORDER BY id"
                found[name] = [dict(row) for row in connection.execute(query)]
    return found


def day_of(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


class Recomputation:
    """The figures of one programme in a workspace file on a day; `is_off`: no school that day."""

    def __init__(
        self,
        path: Path,
        today: date,
        is_off: Callable[[date], bool] = lambda day: day.weekday() > 4,
        programme: str | None = None,
    ) -> None:
        self.tables = read(path)
        self.today, self.is_off = today, is_off
        found = [p for p in self.tables["programme"] if programme in (None, p["slug"])]
        assert len(found) == 1
        self.programme = found[0]
        self.events = {row["id"]: row for row in self._own("event")}
        self.kinds = {row["id"]: row for row in self._own("event_kind")}
        self.slugs = {row["id"]: row["slug"] for row in self.tables["organisation"]}
        self.lines = {row["id"]: row["slug"] for row in self._own("plan_line")}
        self.promises = [self._promise(row) for row in self._own("commitment")]
        for promise in self.promises:
            self._spread(promise)
        self.facts = [*self._booked(), *self._expected(), *self._work()]

    def _own(self, table: str) -> list[Row]:
        return [r for r in self.tables[table] if r["programme_id"] == self.programme["id"]]

    # --- years ----------------------------------------------------------------------------------

    def year(self, label: str) -> Months:
        """The first and last month of `2027` or `2026-2027`."""
        if "-" not in label:
            return int(label) * 12, int(label) * 12 + 11
        begin = int(label[:4]) * 12 + self.programme["school_month"] - 1
        return begin, begin + 11

    @property
    def labels(self) -> list[str]:
        """The years of the budget."""
        return list(json.loads(self.programme["years"]))

    # --- promises and rates ---------------------------------------------------------------------

    def _promise(self, row: Row) -> Promise:
        first, last = self.year(row["year"])
        starts, ends = day_of(row["starts"]), day_of(row["ends"])
        return Promise(
            row["organisation_id"],
            row["line_id"],
            first if starts is None else max(first, index(starts)),
            last if ends is None else min(last, index(ends)),
            row["minutes"],
            row["value_cents"],
            row["rate_cents"],
            row["cash_cents"],
        )

    def _promised(self, organisation: int, line: int | None, month: int) -> Promise | None:
        for promise in self.promises:
            mine = (promise.organisation, promise.line) == (organisation, line)
            if mine and promise.minutes is not None and promise.first <= month <= promise.last:
                return promise
        return None

    def _set(self, column: str, number: int | None, month: int) -> int | None:
        """The rate set for an organisation or a person in a month: the one that started last."""
        latest: tuple[int, int] | None = None
        for row in self._own("rate"):
            starts, ends = day_of(row["starts"]), day_of(row["ends"])
            if number is None or row[column] != number:
                continue
            if starts is not None and index(starts) > month:
                continue
            if ends is not None and index(ends) < month:
                continue
            since = 0 if starts is None else index(starts)
            if latest is None or since > latest[0]:
                latest = (since, int(row["cents"]))
        return None if latest is None else latest[1]

    def worth(self, organisation: int, line: int | None, month: int, person: int | None) -> Worth:
        """Person, commitment by hand, organisation, plan: the first that says something."""
        cents = self._set("person_id", person, month)
        if cents is not None:
            return Worth(Fraction(cents), "person")
        promise = self._promised(organisation, line, month)
        if promise is not None and promise.hand is not None:
            return Worth(Fraction(promise.hand), "commitment")
        cents = self._set("organisation_id", organisation, month)
        if cents is not None:
            return Worth(Fraction(cents), "organisation")
        if promise is not None and promise.value is not None and promise.minutes:
            return Worth(Fraction(promise.value * 60, promise.minutes), "plan")
        return Worth(None, "none")

    # --- facts ----------------------------------------------------------------------------------

    def worth_of_entry(self, row: Row) -> Worth:
        """What was frozen on it when its period was closed, else today's rules."""
        if row["rate_from"] is not None:
            frozen = Fraction(row["rate"]) if row["rate"] else None
            return Worth(frozen, row["rate_from"])
        month = index(date.fromisoformat(row["work_date"]))
        return self.worth(row["organisation_id"], row["line_id"], month, row["person_id"])

    def _booked(self) -> Iterator[Fact]:
        for row in self._own("hour_entry"):
            minutes = row["presence"] + row["preparation"] + row["travel"]
            event = self.events.get(row["event_id"])
            goal = row["goal_id"]
            if goal is None and event and row["rate_from"] is None:
                # Until it is settled, that of its meeting.
                goal = event["goal_id"]
            yield Fact(
                organisation=row["organisation_id"],
                line=row["line_id"],
                day=date.fromisoformat(row["work_date"]),
                person=row["person_id"],
                kind=event["kind_id"] if event else None,
                goal=goal,
                event=row["event_id"],
                financing=row["financing"],
                state="realised",
                minutes=minutes,
                cents=worth_of(minutes, self.worth_of_entry(row).rate),
                entry=row["id"],
            )

    def _expected(self) -> Iterator[Fact]:
        places = {row["id"]: row for row in self.tables["participation"]}
        for row in places.values():
            event = self.events.get(row["event_id"])
            if event is None or event["state"] not in ("planned", "draft"):
                continue
            if not comes(row, places):
                continue
            yield from self._expectation(row, event)

    def _expectation(self, row: Row, event: Row) -> Iterator[Fact]:
        minutes = self.charged(row, event)
        if minutes is None:
            return
        day = date.fromisoformat(event["day"])
        line = self.line_of(row, event)
        rate = self.worth(row["organisation_id"], line, index(day), row["person_id"]).rate
        yield Fact(
            organisation=row["organisation_id"],
            line=line,
            day=day,
            person=row["person_id"],
            kind=event["kind_id"],
            goal=event["goal_id"],
            event=event["id"],
            financing=row["financing"],
            state=event["state"],
            minutes=minutes,
            cents=worth_of(minutes, rate),
        )

    def charged(self, row: Row, event: Row) -> int | None:
        """The minutes that a place at an event costs its organisation; None for nothing."""
        if row["heads"] is not None:
            return None
        kind = self.kinds[event["kind_id"]]
        hosts = event["host_id"] is not None and event["host_id"] == row["organisation_id"]
        usual = kind["charge"] == "all" or (
            kind["charge"] == "hosts" and (hosts or row["role"] == "speaker")
        )
        if not (usual if row["charged"] is None else row["charged"]):
            return None
        presence = event["minutes"]
        if row["from_time"] is not None and row["until_time"] is not None:
            presence = clock(row["until_time"]) - clock(row["from_time"])
        travel = 0 if row["online"] else kind["travel"]
        parts = (
            presence if row["presence"] is None else row["presence"],
            kind["preparation"] if row["preparation"] is None else row["preparation"],
            travel if row["travel"] is None else row["travel"],
        )
        return sum(parts)

    def line_of(self, row: Row, event: Row) -> int | None:
        """The kind's line; else, where the seat decides, the group's; else the organisation's."""
        kind = self.kinds[event["kind_id"]]
        own: int | None = kind["line_id"]
        if own is not None or not kind["line_by_seat"]:
            return own
        groups = {group["id"]: group["line_id"] for group in self._own("groups")}
        for seat in self.tables["membership"]:
            there = (seat["starts"] or "") <= event["day"] <= (seat["ends"] or "9")
            mine = row["person_id"] is not None and seat["person_id"] == row["person_id"]
            if mine and there and groups.get(seat["group_id"]) is not None:
                return int(groups[seat["group_id"]])
        return self.only_line(row["organisation_id"], event["day"])

    def only_line(self, organisation: int, day: str) -> int | None:
        """The one line on which an organisation promised hours for a day."""
        found = set()
        for row in self._own("commitment"):
            months = self.year(row["year"])
            year = first_of(months[0]), first_of(months[1] + 1) - timedelta(days=1)
            inside = year[0].isoformat() <= day <= year[1].isoformat()
            inside = inside and (row["starts"] or "") <= day <= (row["ends"] or "9")
            if row["organisation_id"] == organisation and row["minutes"] is not None and inside:
                found.add(int(row["line_id"]))
        return found.pop() if len(found) == 1 else None

    def _work(self) -> Iterator[Fact]:
        """What is left of work outside meetings, on the school days from today on."""
        for row, left in self.work_left():
            first = max(date.fromisoformat(row["starts"]), self.today)
            ahead = list(days(first, date.fromisoformat(row["ends"])))
            ahead = [day for day in ahead if not self.is_off(day)] or ahead
            if left <= 0 or not ahead:
                continue
            months = [index(day) for day in ahead]
            given = spread(left, len(months))
            for month in sorted(set(months)):
                minutes = sum(part for part, own in zip(given, months, strict=True) if own == month)
                rate = self.worth(row["organisation_id"], row["line_id"], month, None).rate
                if minutes:
                    yield Fact(
                        organisation=row["organisation_id"],
                        line=row["line_id"],
                        day=first_of(month),
                        person=None,
                        kind=None,
                        goal=None,
                        event=None,
                        financing="in_kind",
                        state="planned",
                        minutes=minutes,
                        cents=worth_of(minutes, rate),
                        work=row["id"],
                    )

    def work_left(self) -> list[tuple[Row, int]]:
        """Expected work with what was not worked of it: an hour counts for what ends first.

        A correction takes back from what it corrects, whenever it was made; what was there before
        is nobody's work of now.
        """
        rows = {row["id"]: row for row in self._own("hour_entry")}
        worked: dict[tuple[int, int | None, str], int] = defaultdict(int)
        for row in rows.values():
            outside = row["event_id"] is None and row["origin"] != "opening"
            if outside and row["financing"] == "in_kind":
                first = row
                while first["correction_of_id"] is not None:
                    first = rows[first["correction_of_id"]]
                minutes = row["presence"] + row["preparation"] + row["travel"]
                place = (row["organisation_id"], row["line_id"], first["work_date"])
                worked[place] += minutes
        found = []
        expected = self._own("planned_work")
        for row in sorted(expected, key=lambda one: (one["ends"], one["starts"], one["id"])):
            left = row["minutes"]
            for day in days(date.fromisoformat(row["starts"]), date.fromisoformat(row["ends"])):
                place = (row["organisation_id"], row["line_id"], day.isoformat())
                used = max(0, min(left, worked[place]))
                worked[place] -= used
                left -= used
            found.append((row, left))
        return found

    # --- figures --------------------------------------------------------------------------------

    def _spread(self, promise: Promise) -> None:
        """Put what is promised evenly in the months of the promise.

        An hour is worth what it is in its month; where euros lead, the hours of a month are those
        that its part of the plan's value buys.
        """
        owner, line = promise.organisation, promise.line
        months = range(promise.first, promise.last + 1)
        count = len(months)
        for month in months:
            promise.rates[month] = self.worth(owner, line, month, None).rate
        rates = list(promise.rates.values())
        minutes = promise.minutes or 0
        hours = Fraction(minutes, count * 60)
        value = nearest(sum((hours * (rate or 0) for rate in rates), Fraction(0)))
        if self.programme["promise"] == "euros" and promise.value is not None:
            value = promise.value
            if all(rates):
                bought = [Fraction(value, count) * 60 / rate for rate in rates if rate]
                minutes = nearest(sum(bought, Fraction(0)))
        promise.made = minutes
        promise.by_month = {
            promise.first + place: Share(*amounts)
            for place, amounts in enumerate(
                zip(
                    spread(minutes, count),
                    spread(value, count),
                    spread(promise.cash, count),
                    strict=True,
                )
            )
        }

    def _active(self, months: Months) -> Iterator[tuple[Promise, Share]]:
        """The promises of hours that have a month among these, with what falls in them."""
        for promise in self.promises:
            inside = [m for m in promise.by_month if months[0] <= m <= months[1]]
            if inside and promise.minutes is not None and promise.made > 0:
                yield promise, promise.within(months)

    def place(self, organisation: int, line: int | None, months: Months, carried: int) -> Amounts:
        """The figures of one partner and line in these months."""
        found = Amounts()
        rates: set[Fraction | None] = set()
        for promise, share in self._active(months):
            if (promise.organisation, promise.line) == (organisation, line):
                found.committed = (found.committed or 0) + share.minutes
                found.committed_value = (found.committed_value or 0) + share.value
                inside = range(months[0], months[1] + 1)
                rates |= {rate for month, rate in promise.rates.items() if month in inside}
        for fact in self.in_months(months):
            if (fact.organisation, fact.line) == (organisation, line):
                found.take(fact)
        if found.committed is not None:
            found.carried = carried
            found.rate = rates.pop() if len(rates) == 1 else None
        return found

    def by_partner(self, months: Months, label: str | None = None) -> dict[Place, Amounts]:
        """By organisation and line; `label`: the budget year that these months are, if any."""
        keys = {(fact.organisation, fact.line) for fact in self.in_months(months)}
        keys |= {(promise.organisation, promise.line) for promise, _share in self._active(months)}
        found = {}
        for organisation, line in keys:
            carried = 0
            if self.programme["carry_over"] and label in self.labels:
                for earlier in self.labels[: self.labels.index(label)]:
                    before = self.place(organisation, line, self.year(earlier), carried)
                    carried = max(0, before.left or 0)
            slug = self.lines[line] if line is not None else None
            found[self.slugs[organisation], slug] = self.place(organisation, line, months, carried)
        return found

    def in_months(self, months: Months) -> list[Fact]:
        return [fact for fact in self.facts if months[0] <= fact.month <= months[1]]

    def by(
        self, months: Months, key: Callable[[Fact], object], facts: Iterable[Fact] | None = None
    ) -> dict[object, Amounts]:
        """The facts of these months by anything else."""
        found: dict[object, Amounts] = {}
        for fact in self.in_months(months) if facts is None else facts:
            found.setdefault(key(fact), Amounts()).take(fact)
        return found

    def by_month(self, months: Months) -> dict[int, Amounts]:
        return {
            month: total(self.by_partner((month, month)).values())
            for month in range(months[0], months[1] + 1)
        }

    def promised(self, months: Months) -> Share:
        """All that is promised for these months together."""
        shares = [promise.within(months) for promise in self.promises]
        return Share(
            sum(share.minutes for share in shares),
            sum(share.value for share in shares),
            sum(share.cash for share in shares),
        )


def total(rows: Iterable[Amounts]) -> Amounts:
    """The sum of rows; what nobody promised takes nothing from what is left."""
    found = Amounts(0, 0)
    for row in rows:
        found.committed = (found.committed or 0) + (row.committed or 0)
        found.committed_value = (found.committed_value or 0) + (row.committed_value or 0)
        found.realised += row.realised
        found.planned += row.planned
        found.draft += row.draft
        found.other += row.other
        found.forecast_value += row.forecast_value
        found.carried += row.carried
        found.beside += row.forecast if row.committed is None else 0
    return found


def comes(row: Row, places: dict[int, Row]) -> bool:
    """Who declined or sent somebody else does not; a deputy does once that is known."""
    if row["answer"] in ("declined", "delegated"):
        return False
    if row["deputy_for_id"] is None or row["answer"] == "accepted" or row["attended"] == 1:
        return True
    absentee = places.get(row["deputy_for_id"])
    return absentee is not None and absentee["answer"] == "delegated"


def passed(event: Row, zone: str) -> int | None:
    """Minutes between the times of a meeting, of every day that it has; None without times."""
    if event["start_time"] is None or event["end_time"] is None:
        return None
    place = ZoneInfo(zone)
    first = date.fromisoformat(event["day"])
    last = date.fromisoformat(event["until"] or event["day"])

    def moment(day: date, text: str) -> float:
        return datetime.combine(day, time.fromisoformat(text), place).timestamp()

    start, end = event["start_time"], event["end_time"]
    spans = [(first, last)] if end <= start else [(day, day) for day in days(first, last)]
    return sum(int(moment(to, end) - moment(begin, start)) // 60 for begin, to in spans)


def clock(text: str) -> int:
    """Minutes after midnight."""
    return int(text[:2]) * 60 + int(text[3:5])
