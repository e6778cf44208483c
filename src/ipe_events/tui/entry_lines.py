"""An hour entry in words: in a list, and everything about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from rich.text import Text

from ipe_events.domain.entries import EntryLine
from ipe_events.domain.promises import value_of
from ipe_events.domain.rates import RateFrom
from ipe_events.domain.under_figure import EntryPage, Expected
from ipe_events.i18n import _, format_date, format_decimal_hours, format_hours, format_money
from ipe_events.i18n.hour_words import FINANCING, LINES_FROM, ORIGINS, RATES_FROM
from ipe_events.tui import event_text
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, blank, heading, remark, table
from ipe_events.tui.text import plain

CLOSED, CORRECTION = "▪", "±"
LABEL = 14


def rate_words(rate: Fraction | None, source: RateFrom) -> str:
    """What an hour is worth, and the rule that says so."""
    rule = _(RATES_FROM[source])
    if rate is None:
        return rule
    return f"{format_money(value_of(60, rate))} · {rule}"


def entries(found: Sequence[EntryLine], width: int, *, partner: bool) -> Iterator[Row]:
    """Entries by day; `partner`: they are of several."""
    columns = (
        Column(_("Day"), least=11),
        Column(least=1),
        Column(_("Partner"), least=8, most=28, from_width=60) if partner else Column(least=1),
        Column(_("Who"), least=8, most=24),
        Column(_("What"), least=12, most=60, grow=True),
        Column(_("hours"), least=5, right=True),
        Column(_("value"), least=8, right=True, from_width=90 if partner else 74),
    )
    lines = [
        Line(
            (
                Text(format_date(one.day, weekday=False)),
                Text(_mark(one)),
                plain(one.organisation_name if partner else ""),
                plain(one.person_name or "–"),
                plain(one.activity, ""),
                Text(format_decimal_hours(one.minutes)),
                Text(format_money(one.cents, whole=True) if one.cents else "", style="dim"),
            ),
            key=f"entry/{one.id}",
        )
        for one in found
    ]
    yield from table(columns, lines, width)


def _mark(one: EntryLine) -> str:
    return CORRECTION if one.corrects is not None else CLOSED if one.closed else ""


def legend() -> str:
    """What the marks before entries mean."""
    settled, corrects = _("settled"), _("a correction")
    return f"{CLOSED} {settled}   {CORRECTION} {corrects}"


def expected(found: Sequence[Expected], width: int) -> Iterator[Row]:
    """Meetings and work to come, by day."""
    columns = (
        Column(_("Day"), least=11),
        Column(least=1),
        Column(_("What"), least=14, most=60, grow=True),
        Column(_("Partner"), least=10, most=34),
        Column(_("hours"), least=5, right=True),
    )
    lines = []
    for place, one in enumerate(found):
        event = one.event
        if event is None:
            day, what = event_text.month_heading(one.day), _("Work outside meetings")
            mark = "▒"
        else:
            day, what = format_date(one.day, weekday=False), event.title
            mark = event_text.STATE_MARKS[event.state]
        lines.append(
            Line(
                (
                    Text(day),
                    Text(mark),
                    plain(what),
                    plain(one.organisation_name, "dim"),
                    Text(format_decimal_hours(one.minutes)),
                ),
                key=f"expected/{place}",
            )
        )
    yield from table(columns, lines, width)


def everything(data: EntryPage, width: int) -> Iterator[Row]:
    """One entry: what, whose, for which promise, worth what, by whom, and what became of it."""
    one = data.entry
    yield from _facts(data, width)
    others = (data.corrected, *data.corrections)
    found = [other for other in others if other is not None]
    if not found:
        return
    yield blank()
    yield heading(_("Corrected by") if one.corrects is None else _("Corrects"))
    yield from entries(found, width, partner=False)
    for other in found:
        if other.reason:
            words = f"{format_date(other.day, weekday=False)}: {other.reason}"
            yield from remark(words, width)
    words = _("Together {hours} hours.").format(hours=format_decimal_hours(data.minutes))
    yield from remark(words, width, "bold")


def _facts(data: EntryPage, width: int) -> Iterator[Row]:
    one = data.entry
    promise = one.line_name or _("without a line")
    said = [
        ("", one.activity),
        (_("Day"), format_date(one.day, long=True)),
        (_("Hours"), _hours(one)),
        (_("Partner"), one.organisation_name),
        (_("Who"), ", ".join(part for part in (one.person_name, one.profession) if part)),
        (_("Line"), " · ".join((promise, _(LINES_FROM[one.line_from])))),
        (_("Goal"), one.goal_name),
        (_("Financing"), _(FINANCING[one.financing])),
        (_("Hourly rate"), rate_words(one.rate, one.rate_from)),
        (_("Value"), format_money(one.cents) if one.cents else ""),
        (_("Evidence"), one.evidence),
        (_("Entered"), _entered(one, data.zone)),
        (_("Reason"), one.reason),
        (_("State"), _("settled: it does not change any more") if one.closed else _("open")),
    ]
    for label, value in said:
        if not label:
            yield from remark(value, width, "bold")
        elif value:
            yield from _labelled(label, value, width)
    if data.event is not None:
        # Enter opens it.
        for _key, line in _labelled(_("Meeting"), _meeting(data), width):
            yield f"event/{data.event.id}", line


def _meeting(data: EntryPage) -> str:
    event = data.event
    return f"{event.title}, {event_text.days(event)}" if event is not None else ""


def _hours(one: EntryLine) -> str:
    words = f"{format_hours(one.minutes)} ({format_decimal_hours(one.minutes)})"
    parts = [
        f"{format_hours(minutes)} {label}"
        for minutes, label in (
            (one.presence, _("present")),
            (one.preparation, _("preparation")),
            (one.travel, _("travel")),
        )
        if minutes
    ]
    return f"{words} = {' + '.join(parts)}" if one.preparation or one.travel else words


def _entered(one: EntryLine, zone: str) -> str:
    words = [_(ORIGINS[one.origin])]
    if one.entered_by:
        words.append(_("by {name}").format(name=one.entered_by))
    if one.booked_at:
        local = datetime.fromisoformat(one.booked_at).astimezone(ZoneInfo(zone))
        words.append(f"{format_date(local, weekday=False)} {local:%H:%M}")
    number = _("entry {number}").format(number=one.id)
    return ", ".join(words) + f" · {number}"


def _labelled(label: str, value: str, width: int) -> Iterator[Row]:
    first = True
    for _key, line in remark(value, width - LABEL, ""):
        head = label if first else ""
        text = Text(" ").append(f"{head:<{LABEL - 1}}", "dim")
        yield None, text.append_text(line)
        first = False
