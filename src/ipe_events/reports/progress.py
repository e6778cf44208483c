"""The progress report of a steering group as a document: how it stands, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from ipe_events.domain.attendance_rates import total
from ipe_events.domain.progress import GoalProgress, Progress
from ipe_events.i18n import N_
from ipe_events.i18n.sentences import check_sentence, clean
from ipe_events.reports.document import Block, Document, Heading, Points, Text, Tile, Tiles
from ipe_events.reports.progress_figures import attendance, goals, meetings, money
from ipe_events.reports.progress_hours import hours, status_lines
from ipe_events.reports.progress_words import Speaker
from ipe_events.reports.tables import Column, Kind, Row, Table

# As long as a part of the line below every page may be.
FOOTER = 50
# What a steering group has time for.
MOST_POINTS = 20
# The texts of a goal, each with its label.
TOLD = (
    ("explanation", N_("Explanation")),
    ("obstacle", N_("In the way")),
    ("request", N_("Asked to decide")),
)


def document(found: Progress) -> Document:
    """The report in the programme's language; the same blocks for HTML and DOCX."""
    say = Speaker(found.language)
    period = say.figures.days(found.first, found.last)
    today = say.figures.day(found.today, long=True)
    words = N_("{period}, as it stands on {today}")
    if found.organiser:
        words = N_("{period}, as it stands on {today}; drawn up by {name}")
    return Document(
        title=found.programme,
        language=found.language,
        blocks=tuple(_blocks(found, say)),
        kicker=say(N_("Progress report")),
        subtitle=say(words, period=period, today=today, name=found.organiser),
        footer=" · ".join(
            clean(part, FOOTER) for part in (found.umbrella, found.programme, today) if part
        ),
    )


def _blocks(found: Progress, say: Speaker) -> Iterator[Block]:
    yield Tiles(tuple(_tiles(found, say)))
    yield from _requests(found, say)
    yield from _attention(found, say)
    yield Heading(say(N_("Goals")))
    yield from goals(found, say)
    for item in found.goals:
        yield from _told(item, say)
    yield Heading(say(N_("Meetings")))
    yield from meetings(found, say)
    yield Heading(say(N_("Attendance")))
    yield from attendance(found, say)
    yield Heading(say(N_("Hours of partners in {year}"), year=found.hours.period.label))
    yield from hours(found, say)
    yield Heading(say(N_("Money")))
    yield from money(found, say)
    yield Heading(say(N_("Decisions taken")))
    yield _decisions(found, say)
    yield Heading(say(N_("Meetings to come")))
    yield _ahead(found, say)
    yield Heading(say(N_("How these figures are made")))
    yield from _definitions(found, say)


def _tiles(found: Progress, say: Speaker) -> Iterator[Tile]:
    figures, count = say.figures, found.count
    yield Tile(
        say(N_("Meetings held")),
        figures.number(count.held),
        say(N_("{count} more planned"), count=figures.number(count.planned)),
    )
    rate = total(row.rate for row in found.attendance)
    seats = N_("{present} of {invited} invited were there")
    yield Tile(
        say(N_("Attendance")),
        figures.percent(rate.share),
        say(seats, present=rate.present, invited=rate.invited)
        if rate.invited
        else say(N_("no attendance kept yet")),
    )
    sums = found.hours.totals
    if found.hours.rows:
        promised = say(
            N_("of {promised} promised; forecast {forecast}"),
            promised=figures.hours(sums.committed or 0),
            forecast=figures.hours(sums.tally.forecast),
        )
        label = say(N_("Hours realised in {year}"), year=found.hours.period.label)
        yield Tile(label, figures.hours(sums.tally.realised), promised)
    yield from _cash_tile(found, say)


def _cash_tile(found: Progress, say: Speaker) -> Iterator[Tile]:
    """What is still to be found, of the first year that lacks something; else this year's cash."""
    euros = say.figures.euros
    years = [year for year in found.budget.years if year.label >= found.hours.period.label]
    years = [year for year in years if year.cash_in or year.cash_needed]
    short = next((year for year in years if year.short), None)
    for year in [short] if short is not None else years[:1]:
        needed = say(N_("of {needed} needed"), needed=euros(year.cash_needed, whole=True))
        label = N_("Still to find for {year}") if year.short else N_("Cash for {year}")
        amount = euros(year.short or year.cash_in, whole=True)
        yield Tile(say(label, year=year.label), amount, needed)


def _requests(found: Progress, say: Speaker) -> Iterator[Block]:
    asked = [item.goal for item in found.goals if item.goal.request]
    yield Heading(say(N_("Asked of the steering group")))
    if asked:
        yield Points(tuple(f"{goal.slug} {goal.name}: {goal.request}" for goal in asked))
    else:
        yield Text(say(N_("No decision is asked in this report.")))


def _attention(found: Progress, say: Speaker) -> Iterator[Block]:
    """Warnings on what is to come, and what partners still have room for or are above."""
    yield Heading(say(N_("What deserves attention")))
    rows = [
        Row(
            (
                about.event.day if about.event else None,
                about.event.title if about.event else say(N_("The programme")),
                say.capital(check_sentence(about.check.code, about.check.values, found.language)),
            )
        )
        for about in sorted(found.attention, key=lambda one: one.event is not None)[:MOST_POINTS]
    ]
    columns = (
        Column("day", say(N_("Date")), Kind.DATE, width=11),
        Column("meeting", say(N_("Meeting")), width=30, wrap=True),
        Column("point", say(N_("Point")), wrap=True),
    )
    yield Table(
        "attention",
        columns,
        tuple(rows),
        empty=say(N_("Nothing about what is planned asks for attention now.")),
        note=_left_out(found, say),
    )
    lines = tuple(status_lines(found, say))
    if lines:
        yield Points(lines)


def _left_out(found: Progress, say: Speaker) -> str:
    """How many points are not in the table."""
    notes = []
    later = len(found.attention) - MOST_POINTS
    if later > 0:
        notes.append(
            say.ngettext(
                "And {count} point about a later meeting.",
                "And {count} points about later meetings.",
                later,
            )
        )
    if found.beside:
        notes.append(
            say.ngettext(
                "Besides, {count} point about somebody's own calendar; not in this report.",
                "Besides, {count} points about people's own calendars; not in this report.",
                found.beside,
            )
        )
    return " ".join(notes)


def _told(item: GoalProgress, say: Speaker) -> Iterator[Block]:
    texts = [(label, getattr(item.goal, name)) for name, label in TOLD]
    if any(text for _, text in texts):
        yield Heading(f"{item.goal.slug} {item.goal.name}", 3)
    for label, text in texts:
        if text:
            yield Text(text.replace("\n", "\n\n"), label=f"{say(label)}:")


def _decisions(found: Progress, say: Speaker) -> Table:
    rows = [
        Row((decision.day if first else None, decision.title if first else "", line))
        for decision in found.decisions
        for first, line in zip((True, *[False] * len(decision.lines)), decision.lines, strict=False)
    ]
    columns = (
        Column("day", say(N_("Date")), Kind.DATE, width=11),
        Column("meeting", say(N_("Meeting")), width=30, wrap=True),
        Column("decision", say(N_("Decision")), wrap=True),
    )
    empty = say(N_("No decisions have been written down for this period yet."))
    return Table("decisions", columns, tuple(rows), empty=empty)


def _ahead(found: Progress, say: Speaker) -> Table:
    rows = [Row((say.when(event), event.title, event.location)) for event in found.ahead]
    columns = (
        Column("when", say(N_("When")), width=28),
        Column("meeting", say(N_("Meeting")), wrap=True),
        Column("place", say(N_("Place")), wrap=True),
    )
    empty = say(N_("Nothing is planned from today on."))
    return Table("ahead", columns, tuple(rows), empty=empty)


def _definitions(found: Progress, say: Speaker) -> Iterator[Block]:
    yield Points(
        (
            say(
                N_(
                    "Realised: hours in kind of meetings that were held and of work outside them. "
                    "Planned: what meetings to come and agreed work will ask, but of whoever "
                    "declined. Forecast: realised and planned together. Left: what was promised "
                    "minus the forecast."
                )
            ),
            say(
                N_(
                    "Attendance: of the seats that were invited to a held meeting, those that were "
                    "taken. A deputy counts for the seat; who declined beforehand is excused; who "
                    "came without an invitation stands apart. People whom the programme pays "
                    "take no institution's seat."
                )
            ),
            say(
                N_(
                    "Room left: the forecast is below {room}% of the promise. Above: it is over "
                    "{above}%. Both are a matter of planning, and no judgement."
                ),
                room=found.hours.bounds.room,
                above=found.hours.bounds.above,
            ),
        )
    )
    if found.readings:
        rows = tuple(Row((question, chosen)) for question, chosen in found.readings)
        columns = (
            Column("question", say(N_("What the plan leaves open")), wrap=True),
            Column("chosen", say(N_("Chosen")), wrap=True),
        )
        yield Table("readings", columns, rows)
