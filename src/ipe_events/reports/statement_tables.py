"""The tables of an hour statement beside its entries: by line, added up, and what changed."""

from __future__ import annotations

from collections.abc import Iterable

from ipe_events.domain.hours import Financing
from ipe_events.domain.statement_content import Differences, EntryDifference
from ipe_events.domain.statements import (
    StatedEntry,
    StatedLine,
    Sums,
    month_of,
    summed,
    summed_by,
)
from ipe_events.i18n import N_
from ipe_events.reports.document import Beside
from ipe_events.reports.figures import NONE
from ipe_events.reports.statement_entries import ENTRIES, Where, below
from ipe_events.reports.statement_words import Voice
from ipe_events.reports.tables import Across, Cell, Column, Kind, Row, Style, Sum, Table


def by_line(voice: Voice) -> Table:
    """What was promised on each line, and what of it was done; lines never offset."""
    say, statement = voice.say, voice.paper.statement
    carried = any(line.carried for line in statement.lines)
    columns = [
        Column("line", say(N_("Line")), width=30, wrap=True),
        Column("promised", say(N_("Promised")), Kind.CLOCK),
        Column("realised", say(N_("Realised in kind")), Kind.CLOCK),
        Column("remaining", say(N_("Not yet realised")), Kind.CLOCK),
        Column("cents", say(N_("Value in kind")), Kind.MONEY),
    ]
    if carried:
        columns.insert(2, Column("carried", say(N_("From earlier years")), Kind.CLOCK))
    rows = [_line_row(voice, line, carried=carried) for line in statement.lines]
    foot: list[Cell] = [
        say(N_("Total")),
        _down(statement.promised, "lines", "promised"),
        Sum(statement.minutes, "lines", "realised"),
        _down(statement.remaining, "lines", "remaining"),
        Sum(statement.cents, "lines", "cents"),
    ]
    if carried:
        foot.insert(2, Sum(sum(line.carried for line in statement.lines), "lines", "carried"))
    paid = summed(statement.entries).beside
    words = N_("Beside these: {hours} hours that were paid for, which do not count.")
    beside = say(words, hours=voice.figures.clock(paid)) if paid else ""
    return Table(
        "lines",
        tuple(columns),
        tuple(rows),
        (Row(tuple(foot)),),
        note=beside,
        empty=say(N_("Nothing was promised and no hours were kept.")),
    )


def _line_row(voice: Voice, line: StatedLine, *, carried: bool) -> Row:
    where: Where = (("code", line.slug or NONE), ("financing", voice.financing(Financing.IN_KIND)))
    remaining: Cell = None
    if line.remaining is not None:
        plus = ("promised", "carried") if carried else ("promised",)
        remaining = Across(line.remaining, plus, ("realised",))
    cells: list[Cell] = [
        voice.line(line.slug),
        line.promised,
        Sum(line.realised, ENTRIES, "minutes", where),
        remaining,
        Sum(line.cents, ENTRIES, "cents", where),
    ]
    if carried:
        cells.insert(2, line.carried)
    return Row(tuple(cells))


def _down(value: int | None, table: str, column: str) -> Cell:
    return None if value is None else Sum(value, table, column)


def sums(voice: Voice) -> Beside:
    """The same hours by month, by person and by what pays for them."""
    entries = voice.paper.statement.entries
    counted = [entry for entry in entries if entry.in_kind]
    faces = {entry.person: voice.face(entry).name for entry in entries}
    no_name = voice.say(N_("no name"))
    in_kind: Where = (("financing", voice.financing(Financing.IN_KIND)),)
    months: list[tuple[Cell, Sums, Where]] = [
        (month, found, (("month", month), *in_kind))
        for month, found in summed_by(counted, month_of).items()
    ]
    by_person = summed_by(counted, lambda entry: entry.person)
    people: list[tuple[Cell, Sums, Where]] = [
        (
            faces[person] or no_name,
            by_person[person],
            (("who", NONE if person is None else person), *in_kind),
        )
        for person in sorted(by_person, key=lambda one: (faces[one].casefold(), one or 0))
    ]
    say = voice.say
    return Beside(
        (
            _sums(voice, "months", say(N_("By month")), say(N_("Month")), months, Kind.MONTH),
            _sums(voice, "people", say(N_("By person")), say(N_("Person")), people),
            _by_financing(voice, entries),
        )
    )


def _sums(
    voice: Voice,
    name: str,
    title: str,
    head: str,
    found: Iterable[tuple[Cell, Sums, Where]],
    kind: Kind = Kind.TEXT,
) -> Table:
    say = voice.say
    rows = [
        Row(
            (
                what,
                Sum(own.minutes, ENTRIES, "minutes", where),
                Sum(own.cents, ENTRIES, "cents", where),
            )
        )
        for what, own, where in found
    ]
    total = summed(voice.paper.statement.entries)
    figures = Sum(total.minutes, name, "minutes"), Sum(total.cents, name, "cents")
    columns = (
        Column("what", head, kind, width=30),
        Column("minutes", say(N_("Hours in kind")), Kind.CLOCK),
        Column("cents", say(N_("Value")), Kind.MONEY),
    )
    foot = (Row((say(N_("Total")), *figures)),) if rows else ()
    return Table(name, columns, tuple(rows), foot, title, empty=NONE)


def _by_financing(voice: Voice, entries: Iterable[StatedEntry]) -> Table:
    say = voice.say
    rows = []
    for financing, found in summed_by(entries, lambda entry: entry.financing).items():
        where: Where = (("financing", voice.financing(financing)),)
        counts = financing == Financing.IN_KIND
        rows.append(
            Row(
                (
                    voice.financing(financing),
                    Sum(found.minutes + found.beside, ENTRIES, "minutes", where),
                    Sum(found.cents, ENTRIES, "cents", where) if counts else None,
                ),
                Style.PLAIN if counts else Style.MUTED,
            )
        )
    columns = (
        Column("what", say(N_("Financing")), width=30),
        Column("minutes", say(N_("Hours")), Kind.CLOCK),
        Column("cents", say(N_("Value")), Kind.MONEY),
    )
    return Table("financing", columns, tuple(rows), title=say(N_("By financing")), empty=NONE)


def changes(voice: Voice, found: Differences) -> Table:
    """The entries that are otherwise than in the version before."""
    say = voice.say
    columns = (
        Column("happened", say(N_("Since then"))),
        Column("id", say(N_("No.")), Kind.NUMBER),
        Column("day", say(N_("Date")), Kind.DATE),
        Column("person", say(N_("Person")), wrap=True),
        Column("activity", say(N_("Activity")), width=34, wrap=True),
        Column("before", say(N_("Hours before")), Kind.CLOCK),
        Column("now", say(N_("Hours now")), Kind.CLOCK),
        Column("minutes", say(N_("Difference")), Kind.CLOCK),
        Column("cents", say(N_("Difference in value")), Kind.MONEY),
    )
    foot: dict[str, Cell] = {
        "activity": say(N_("Total")),
        "minutes": Sum(found.minutes, "changes", "minutes"),
        "cents": Sum(found.cents, "changes", "cents"),
    }
    return Table(
        "changes",
        columns,
        tuple(_change(voice, one) for one in found.entries),
        (Row(tuple(foot.get(column.key, "") for column in columns)),),
    )


def _change(voice: Voice, one: EntryDifference) -> Row:
    entry = one.entry
    changed = voice.changed(one)
    activity = below(
        entry.activity,
        voice.correction(entry),
        voice.say(N_("otherwise: {fields}"), fields=changed) if changed else "",
    )
    return Row(
        (
            voice.happened(one),
            entry.id,
            entry.day,
            voice.face(entry).name,
            activity,
            one.before.minutes if one.before else None,
            one.now.minutes if one.now else None,
            one.minutes,
            one.cents,
        )
    )
