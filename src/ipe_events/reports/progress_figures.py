"""Goals, meetings, attendance and money of a progress report: a chart, and a table that says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipe_events.domain import attendance_rates as rates
from ipe_events.domain.attendance_rates import Rate
from ipe_events.domain.budget_years import BudgetYear, budget_total
from ipe_events.domain.progress import Count, Progress, by_quarter
from ipe_events.i18n import N_
from ipe_events.reports import charts
from ipe_events.reports.charts import Bar, Fill, Key, Part
from ipe_events.reports.document import Block, Picture, Text
from ipe_events.reports.progress_words import Speaker
from ipe_events.reports.tables import Column, Kind, Row, Style, Table

# More months than these do not fit beside each other with their names.
MOST_MONTHS = 18


def goals(found: Progress, say: Speaker) -> Iterator[Block]:
    """What was done for each goal in the period."""
    if len(found.goals) == 1:
        yield Text(say(N_("This programme has no goals written down.")))
    columns = (
        Column("goal", say(N_("Goal")), wrap=True),
        Column("held", say(N_("Meetings held")), Kind.NUMBER),
        Column("planned", say(N_("Meetings planned")), Kind.NUMBER),
        Column("realised", say(N_("Hours realised")), Kind.HOURS),
        Column("hours", say(N_("Hours planned")), Kind.HOURS),
    )
    rows, sums = [], [0, 0, 0, 0]
    for item in found.goals:
        name = f"{item.goal.slug} {item.goal.name}" if item.goal.slug else say(N_("No one goal"))
        # Spaces that stay: what hangs under a goal stands a little to the right.
        name = "\N{NO-BREAK SPACE}" * 4 * item.depth + name
        figures = (item.count.held, item.count.planned, item.hours.realised, item.hours.planned)
        rows.append(Row((name, *figures), Style.PLAIN if item.goal.slug else Style.MUTED))
        sums = [total + figure for total, figure in zip(sums, figures, strict=True)]
    note = say(N_("Meetings and hours in kind of this period; the goals below one are apart."))
    yield Table("goals", columns, tuple(rows), foot=(Row((say(N_("Total")), *sums)),), note=note)


def meetings(found: Progress, say: Speaker) -> Iterator[Block]:
    """How often who met, by month, kind and layer."""
    if not found.kinds:
        yield Text(say(N_("No meetings in this period.")))
    if found.months:
        yield _by_month(found, say)
    heads = _states(say)
    if found.kinds:
        columns = (
            Column("kind", say(N_("Kind of meeting")), wrap=True),
            Column("layer", say(N_("Layer"))),
            *heads,
        )
        rows = [Row((kind.name, kind.layer, *_counts(kind.count))) for kind in found.kinds]
        foot = Row((say(N_("Total")), "", *_counts(found.count)))
        yield Table("kinds", columns, tuple(rows), foot=(foot,))
    if found.layers:
        reached = Column("reached", say(N_("Organisations reached")), Kind.NUMBER)
        rows = [
            Row((layer.layer, *_counts(layer.count), layer.organisations)) for layer in found.layers
        ]
        note = say(N_("Reached: organisations that were at one meeting or more in this period."))
        columns = (Column("layer", say(N_("Layer of the network"))), *heads, reached)
        yield Table("layers", columns, tuple(rows), title=say(N_("Layers reached")), note=note)


def _states(say: Speaker) -> tuple[Column, ...]:
    return (
        Column("held", say(N_("Held")), Kind.NUMBER),
        Column("planned", say(N_("Planned")), Kind.NUMBER),
        Column("draft", say(N_("Draft")), Kind.NUMBER),
    )


def _counts(count: Count) -> tuple[int, int, int]:
    return count.held, count.planned, count.draft


def _by_month(found: Progress, say: Speaker) -> Picture:
    many = len(found.months) > MOST_MONTHS
    counted = by_quarter(found.months) if many else found.months
    bars, rows = [], []
    for label, count in counted:
        name = say.quarter(label) if many else say.short_month(label)
        parts = (Part(count.held, Fill.SOLID), Part(count.planned, Fill.STRIPES))
        bars.append(Bar(name, parts, say.figures.number(count.known) if count.known else ""))
        if count.known or count.draft:
            rows.append(Row((name, *_counts(count))))
    keys = (Key(say(N_("Held")), Fill.SOLID), Key(say(N_("Planned")), Fill.STRIPES))
    caption = say(N_("Meetings by quarter")) if many else say(N_("Meetings by month"))
    said = ", ".join(f"{bar.name}: {bar.words}" for bar in bars if bar.words)
    table = Table("months", (Column("month", caption), *_states(say)), tuple(rows))
    return Picture(charts.standing("months", bars, keys), f"{caption}. {said}", caption, table)


def attendance(found: Progress, say: Speaker) -> Iterator[Block]:
    """Who of those invited was there, per institution and per kind of meeting."""
    if not found.attendance:
        yield Text(say(N_("No attendance has been kept in this period yet.")))
        return
    own = rates.by_organisation(found.attendance)
    bars = [
        Bar(
            name,
            (
                Part(rate.present, Fill.SOLID),
                Part(rate.excused, Fill.STRIPES),
                Part(rate.absent, Fill.OPEN),
            ),
            say(
                N_("{percent}: {present} of {invited}"),
                percent=say.figures.percent(rate.share),
                present=rate.present,
                invited=rate.invited,
            ),
        )
        for name, rate in own
        if rate.invited
    ]
    keys = (
        Key(say(N_("There")), Fill.SOLID),
        Key(say(N_("Excused")), Fill.STRIPES),
        Key(say(N_("Not there")), Fill.OPEN),
    )
    said = ", ".join(f"{bar.name} {bar.words}" for bar in bars)
    caption = say(N_("Seats taken per organisation"))
    yield Picture(charts.lying("attendance", bars, keys), f"{caption}. {said}", caption)
    yield _rates("organisations", say(N_("Organisation")), own, say)
    kinds = rates.by_kind(found.attendance)
    yield _rates("attended-kinds", say(N_("Kind of meeting")), kinds, say)


def _rates(name: str, head: str, own: Sequence[tuple[str, Rate]], say: Speaker) -> Table:
    columns = (
        Column("name", head, wrap=True),
        Column("invited", say(N_("Invited")), Kind.NUMBER),
        Column("present", say(N_("There")), Kind.NUMBER),
        Column("excused", say(N_("Excused")), Kind.NUMBER),
        Column("absent", say(N_("Not there")), Kind.NUMBER),
        Column("rate", say(N_("Rate")), Kind.PERCENT),
        Column("walk-ins", say(N_("Came uninvited")), Kind.NUMBER),
    )

    def row(title: str, rate: Rate) -> Row:
        counts = (rate.invited, rate.present, rate.excused, rate.absent)
        return Row((title, *counts, rate.share, rate.walk_ins))

    foot = row(say(N_("Total")), rates.total(rate for _, rate in own))
    return Table(name, columns, tuple(row(*one) for one in own), foot=(foot,))


def money(found: Progress, say: Speaker) -> Iterator[Block]:
    """Cash that comes in against cash that is needed, per year."""
    years = found.budget.years
    if not any(year.cash_in or year.cash_needed or year.in_kind for year in years):
        yield Text(say(N_("This programme keeps no money.")))
        return
    euros = say.figures.euros
    groups = [
        (
            year.label,
            (
                Bar("", (Part(year.cash_in, Fill.SOLID),), euros(year.cash_in, whole=True)),
                Bar(
                    "", (Part(year.cash_needed, Fill.STRIPES),), euros(year.cash_needed, whole=True)
                ),
            ),
        )
        for year in years
    ]
    keys = (Key(say(N_("Comes in")), Fill.SOLID), Key(say(N_("Needed")), Fill.STRIPES))
    caption = say(N_("Cash per year"))
    said = "; ".join(f"{label}: {bars[0].words} / {bars[1].words}" for label, bars in groups)
    yield Picture(charts.grouped("cash", groups, keys), f"{caption}. {said}", caption)
    listed = [*years, budget_total(years, say(N_("Total")))]
    columns = (
        Column("year", say(N_("Year"))),
        Column("in", say(N_("Comes in")), Kind.MONEY),
        Column("needed", say(N_("Needed")), Kind.MONEY),
        Column("gap", say(N_("Short")), Kind.MONEY),
        Column("balance", say(N_("Balance so far")), Kind.MONEY),
        Column("in-kind", say(N_("In kind")), Kind.MONEY),
    )
    rows = [
        Row((year.label, year.cash_in, year.cash_needed, year.gap, year.balance, year.in_kind))
        for year in listed
    ]
    note = say(N_("Short is what is needed beyond what comes in; a negative amount is money over."))
    yield Table("money", columns, tuple(rows[:-1]), foot=(rows[-1],), note=note)
    yield _paid(listed, say)


def _paid(years: Sequence[BudgetYear], say: Speaker) -> Table:
    """Costs as planned and as they were, and what partners paid; the last year is the sum."""
    columns = (
        Column("year", say(N_("Year"))),
        Column("planned", say(N_("Costs planned")), Kind.MONEY),
        Column("actual", say(N_("Costs made")), Kind.MONEY),
        Column("promised", say(N_("Cash promised")), Kind.MONEY),
        Column("invoiced", say(N_("Invoiced")), Kind.MONEY),
        Column("received", say(N_("Received")), Kind.MONEY),
    )
    rows = [
        Row(
            (
                year.label,
                year.costs.planned,
                year.costs.actual,
                year.cash.promised,
                year.cash.invoiced,
                year.cash.received,
            )
        )
        for year in years
    ]
    title = say(N_("Costs and receipts"))
    return Table("paid", columns, tuple(rows[:-1]), foot=(rows[-1],), title=title)
