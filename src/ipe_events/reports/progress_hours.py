"""The hours of partners in a progress report: promised, realised and planned, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipe_events.domain import budget
from ipe_events.domain.budget import Bounds, Figures, Status
from ipe_events.domain.hour_records import HoursRow
from ipe_events.domain.progress import Progress
from ipe_events.i18n import N_
from ipe_events.reports import charts
from ipe_events.reports.charts import Bar, Fill, Key, Part
from ipe_events.reports.document import Block, Heading, Picture, Text
from ipe_events.reports.progress_words import Speaker
from ipe_events.reports.tables import Cell, Column, Kind, Row, Table

STATUS = {
    Status.ROOM: N_("room left"),
    Status.ON_TRACK: N_("on track"),
    Status.ABOVE: N_("above"),
    Status.NONE: N_("no hours agreed"),
}
# Whom a sentence names before it becomes a list.
MOST_NAMED = 8


def hours(found: Progress, say: Speaker) -> Iterator[Block]:
    """What each partner did and will do of its promise, line by line."""
    if not found.hours.rows:
        yield Text(say(N_("No hours were promised, worked or planned for this year.")))
        return
    for place, (line, rows) in enumerate(_lines(found)):
        yield Heading(_line_name(found, line, say), 3)
        if line is not None:
            yield from _bars(f"hours{place}", rows, say)
        yield _partners(f"partners{place}", line, rows, found, say)
    here = [year.label for year in found.years]
    years = [(year.label, year.figures) for year in found.years]
    if found.hours.period.label not in here:
        years.append((found.hours.period.label, found.hours.totals))
    totals = tuple(Row((label, *_figures(figures))) for label, figures in years)
    title = say(N_("All partners together"))
    note = " ".join(_notes(found, say))
    yield Table("years", _heads(say(N_("Year")), say), totals, title=title, note=note)


def _notes(found: Progress, say: Speaker) -> Iterator[str]:
    """What is in the totals of the year or beside them, that the columns do not tell."""
    sums = found.hours.totals
    told = (
        (sums.carried, N_("Left for {year} holds {hours} hours that earlier years left.")),
        (sums.beside, N_("Of the forecast for {year} {hours} hours stand beside every promise.")),
        (
            sums.tally.draft,
            N_("For {year} drafts that are not planned yet would ask {hours} hours more."),
        ),
        (sums.tally.other, N_("For {year} another {hours} hours are paid otherwise.")),
    )
    for minutes, words in told:
        if minutes:
            yield say(words, year=found.hours.period.label, hours=say.figures.hours(minutes))


def _lines(found: Progress) -> list[tuple[str | None, list[HoursRow]]]:
    """The rows with a promise by line, then all without one: so each table adds up by itself."""
    lines: dict[str | None, list[HoursRow]] = {}
    for row in found.hours.rows:
        lines.setdefault(None if row.figures.committed is None else row.line, []).append(row)
    return sorted(lines.items(), key=lambda pair: pair[0] is None)


def _line_name(found: Progress, line: str | None, say: Speaker) -> str:
    return found.line_names.get(line, line) if line else say(N_("Beside every promise"))


def _bars(name: str, rows: Sequence[HoursRow], say: Speaker) -> Iterator[Block]:
    """A bar for each partner that has hours; the others are told of in one line."""
    hours = say.figures.hours
    bars = []
    for row in rows:
        done, promised = row.figures.tally, row.figures.committed
        if done.forecast:
            parts = f"{hours(done.realised)} + {hours(done.planned)}"
            words = say(N_("{hours} of {promised}"), hours=parts, promised=hours(promised))
            drawn = (Part(done.realised, Fill.SOLID), Part(done.planned, Fill.STRIPES))
            bars.append(Bar(row.name, drawn, words, promised))
    idle = [row.figures.committed or 0 for row in rows if not row.figures.tally.forecast]
    more = say.ngettext(
        "{count} partner with a promise of {promised} hours has none yet.",
        "{count} partners with a promise of {promised} hours together have none yet.",
        len(idle),
        promised=hours(sum(idle)),
    )
    keys = (
        Key(say(N_("Realised")), Fill.SOLID),
        Key(say(N_("Planned")), Fill.STRIPES),
        Key(say(N_("Promised"))),
    )
    if bars:
        said = "; ".join(f"{bar.name}: {bar.words}" for bar in bars)
        yield Picture(charts.lying(name, bars, keys), said, more if idle else "")


def _heads(first: str, say: Speaker) -> tuple[Column, ...]:
    return (
        Column("name", first, wrap=True),
        Column("promised", say(N_("Promised")), Kind.HOURS),
        Column("realised", say(N_("Realised")), Kind.HOURS),
        Column("planned", say(N_("Planned")), Kind.HOURS),
        Column("forecast", say(N_("Forecast")), Kind.HOURS),
        Column("left", say(N_("Left")), Kind.HOURS),
    )


def _figures(row: Figures) -> tuple[Cell, ...]:
    tally = row.tally
    return row.committed, tally.realised, tally.planned, tally.forecast, row.left


def _partners(
    name: str, line: str | None, rows: Sequence[HoursRow], found: Progress, say: Speaker
) -> Table:
    columns = _heads(say(N_("Partner")), say)
    sums = budget.total((row.figures for row in rows), found.hours.bounds)
    if line is None:
        # Nothing was promised, so there is no state and nothing left of it.
        return Table(
            name,
            (columns[0], *columns[2:5]),
            tuple(
                Row((title, *_figures(figures)[1:4]))
                for title, figures in _beside(rows, found, say)
            ),
            foot=(Row((say(N_("Together")), *_figures(sums)[1:4])),),
        )
    return Table(
        name,
        (*columns, Column("status", say(N_("State")), width=12)),
        tuple(
            Row((row.name, *_figures(row.figures), say(STATUS[row.figures.status]))) for row in rows
        ),
        foot=(Row((say(N_("Together")), *_figures(sums), say(STATUS[sums.status]))),),
    )


def _beside(
    rows: Sequence[HoursRow], found: Progress, say: Speaker
) -> Iterator[tuple[str, Figures]]:
    """Who works without a promise; of many, whoever has done nothing yet is told of together."""
    ahead = [row for row in rows if not row.figures.tally.realised]
    ahead = ahead if len(ahead) > MOST_NAMED else []
    for row in rows:
        if row not in ahead:
            line = f" ({_line_name(found, row.line, say)})" if row.line else ""
            yield row.name + line, row.figures
    if ahead:
        words = say.ngettext(
            "{count} partner with planned hours alone",
            "{count} partners with planned hours alone",
            len(ahead),
        )
        yield words, budget.total((row.figures for row in ahead), Bounds())


def status_lines(found: Progress, say: Speaker) -> Iterator[str]:
    """Whose promise has room, and whose forecast is above it, in neutral words."""
    year, hours = found.hours.period.label, say.figures.hours
    for line, rows in _lines(found):
        own = [row for row in rows if row.figures.status is Status.ROOM]
        if own:
            yield say.ngettext(
                "{line}: {count} promise for {year} has room for {hours} hours more{names}.",
                "{line}: {count} promises for {year} have room for {hours} hours more{names}.",
                len(own),
                line=_line_name(found, line, say),
                year=year,
                hours=hours(sum(row.figures.left or 0 for row in own)),
                names=_named([f"{row.name} ({hours(row.figures.left)})" for row in own]),
            )
    for line, rows in _lines(found):
        own = [row for row in rows if row.figures.status is Status.ABOVE]
        if own:
            yield say.ngettext(
                "{line}: {count} partner does more for {year} than it promised{names}.",
                "{line}: {count} partners do more for {year} than they promised{names}.",
                len(own),
                line=_line_name(found, line, say),
                year=year,
                names=_named([f"{row.name} (+{hours(-(row.figures.left or 0))})" for row in own]),
            )


def _named(names: Sequence[str]) -> str:
    """The names when there are few; all of them are in the tables."""
    return f": {', '.join(names)}" if len(names) <= MOST_NAMED else ""
