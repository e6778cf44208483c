"""The page of a partner in lines: what it promised, who works there, its meetings and closures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from ipe_events.domain.promises import value_of
from ipe_events.domain.records import CommitmentLine
from ipe_events.i18n import _, format_date, format_decimal_hours, format_money
from ipe_events.i18n.hour_words import RATES_FROM
from ipe_events.tui import event_text
from ipe_events.tui.actions import key_of
from ipe_events.tui.closure_lines import closure_columns, closure_lines
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, blank, heading, remark, table
from ipe_events.tui.setup_words import STATES, comma
from ipe_events.tui.text import plain

if TYPE_CHECKING:
    from ipe_events.tui.bridge_partners import PartnerData

Rows = Iterator[Row]
OWN, PROMISE, PERSON, GROUP, EVENT = "own", "promise", "person", "group", "event"
STATEMENT = "statement"


def about(data: PartnerData, width: int) -> Rows:
    """What it is, and what the plan says of it."""
    own = data.organisation
    if own.placeholder:
        words = _("A placeholder: {key} gives it a name; promises, seats and meetings stay.")
        yield from remark(words.format(key=key_of("partner-edit")), width, "")
    said = comma((own.kind, own.email, *own.aliases))
    if said:
        yield f"{OWN}/", plain(f" {said}", "dim")
    facts = data.facts
    if facts is None:
        yield from remark(_("No partner of this programme yet: a promise makes it one."), width)
        return
    counts = [f"{one.qualifier} {one.n} {one.what}".strip() for one in facts.counts]
    if counts:
        yield from remark(comma(counts), width)
    for name, texts in facts.details.items():
        yield from remark(f"{name.replace('_', ' ')}: {'; '.join(texts)}", width)


def promises(data: PartnerData, width: int) -> Rows:
    """What it promised, each year."""
    yield heading(_("Promised"))
    if not data.commitments:
        words = _("Nothing was promised; hours count as “no hours agreed”. {key} sets a promise.")
        yield from remark(words.format(key=key_of("promise-new")), width)
        return
    columns = (
        Column(_("Year"), least=9),
        Column(_("Line"), least=10, grow=True, most=40),
        Column(_("hours"), least=6, right=True),
        Column(_("rate"), least=8, right=True),
        Column(_("value"), least=9, right=True),
        Column(_("cash"), least=9, right=True),
        Column(_("state"), least=8),
    )
    lines = [_promise(item, data.hours.lines) for item in data.commitments]
    yield from table(columns, lines, width)
    rules = dict.fromkeys(item.worth.source for item in data.commitments if item.minutes)
    if rules:
        words = _("Rate: {rules}").format(rules="; ".join(_(RATES_FROM[rule]) for rule in rules))
        yield from remark(words, width)


def _promise(item: CommitmentLine, names: Mapping[str, str]) -> Line:
    rate, value = item.worth.rate, item.committed_value
    state = _(STATES[item.state]) if item.state in STATES else item.state
    if item.edited:
        state += ", " + _("by hand")
    return Line(
        (
            Text(item.year),
            plain(names.get(item.line, item.line)),
            Text("" if item.minutes is None else format_decimal_hours(item.committed)),
            Text("" if rate is None else format_money(value_of(60, rate))),
            Text(format_money(value, whole=True) if value else ""),
            Text(format_money(item.cash_cents, whole=True) if item.cash_cents else ""),
            plain(state),
        ),
        key=f"{PROMISE}/{item.line}/{item.year}",
    )


def people(data: PartnerData, width: int) -> Rows:
    """Who works there, and the groups it has a seat in."""
    yield heading(_("People"))
    if not data.people:
        words = _("Nobody is known yet: {key} adds somebody.").format(key=key_of("partner-person"))
        yield from remark(words, width)
    columns = (
        Column(least=10, most=36, grow=True),
        Column(least=8, most=30, grow=True),
        Column(least=10, most=40),
        Column(least=8, most=30, from_width=90),
    )
    names = {group.slug: group.name for group in data.groups}
    lines = [
        Line(
            (
                plain(person.name),
                plain(person.profession, "dim"),
                plain(person.email or ""),
                plain(comma(names.get(slug, slug) for slug in person.groups), "dim"),
            ),
            key=f"{PERSON}/{person.id}",
        )
        for person in data.people
    ]
    yield from table(columns, lines, width, heads=False)
    own = data.organisation.slug
    seats = [
        Line(
            (
                plain(_("seat in {group}").format(group=group.name)),
                plain(_who_sits(seats_), "dim"),
                None,
                None,
            ),
            key=f"{GROUP}/{group.slug}",
        )
        for group in data.groups
        for seats_ in [[seat.name for seat in group.seats if seat.organisation == own]]
    ]
    yield from table(columns, seats, width, heads=False)


def _who_sits(names: list[str | None]) -> str:
    return comma(name or _("open seat") for name in names)


def closures(data: PartnerData, width: int) -> Rows:
    """When it is shut, from today on; nothing when it is not."""
    if data.closures:
        yield heading(_("Closures"))
        yield from table(closure_columns(), closure_lines(data.closures), width, heads=False)


def statements(data: PartnerData, width: int) -> Rows:
    """The statements that were issued to it."""
    if not data.statements:
        return
    yield heading(_("Statements"))
    columns = (
        Column(least=9, most=24),
        Column(least=9, most=12),
        Column(least=6, right=True),
        Column(least=12, most=80, grow=True),
    )
    lines = []
    for one in data.statements:
        signed = one.signature
        issued = _("issued {day}").format(day=format_date(one.issued_on, weekday=False))
        words = issued
        if signed is not None:
            day = format_date(signed.on, weekday=False)
            words = "✓ " + _("signed by {name}, {day}").format(name=signed.by, day=day)
        cells = (
            plain(one.label),
            Text(_("version {number}").format(number=one.version)),
            Text(format_decimal_hours(one.minutes)),
            plain(words, "dim"),
        )
        lines.append(Line(cells, key=f"{STATEMENT}/{one.id}"))
    yield from table(columns, lines, width, heads=False)


def meetings(data: PartnerData, width: int) -> Rows:
    """The meetings of the year it takes part in."""
    yield heading(_("Meetings in {year}").format(year=data.hours.report.period.label))
    if not data.events:
        yield from remark(_("No meetings with this partner."), width)
        return
    columns = (
        Column(least=1),
        Column(least=9),
        Column(least=7, most=14),
        Column(least=12, most=80, grow=True),
        Column(least=4, most=30, from_width=64),
    )
    lines = [
        Line(
            (
                Text(event_text.STATE_MARKS[event.state]),
                Text(event_text.day_and_month(event.day)),
                Text(event_text.span(event)),
                plain(event.title, "strike" if event.state == "cancelled" else ""),
                plain(event.location, "dim"),
            ),
            key=f"{EVENT}/{event.id}",
        )
        for event in data.events
    ]
    yield from table(columns, lines, width, heads=False)


def apart(*parts: Rows) -> Rows:
    """Parts below each other, with an empty line between those that say something."""
    for place, part in enumerate(filter(None, map(list, parts))):
        if place:
            yield blank()
        yield from part
