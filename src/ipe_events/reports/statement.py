"""The hour statement of a partner as a document to sign and as a spreadsheet to check."""

from __future__ import annotations

from ipe_events.domain.minutes import HOUR
from ipe_events.domain.statement_content import Differences
from ipe_events.domain.statement_paper import Paper
from ipe_events.i18n import N_, translator
from ipe_events.reports import statement_entries as entries
from ipe_events.reports import statement_tables as tables
from ipe_events.reports.document import (
    Block,
    Book,
    Document,
    Facts,
    Heading,
    PageBreak,
    Party,
    Points,
    Sheet,
    Signatures,
    Text,
    Tile,
    Tiles,
)
from ipe_events.reports.statement_words import Voice
from ipe_events.reports.tables import Column, Kind, Row, Table

SIGNED = N_(
    "The undersigned declare that these hours were worked for {programme} and that {organisation} "
    "contributed those in kind, without payment from the programme or from another grant."
)
COUNTED = N_(
    "Only hours in kind count for the promise. Every entry is worth its minutes × the rate of an "
    "hour, rounded to whole cents by itself, so that every total is the sum of its entries. A "
    "closed period does not change any more: a correction is an entry of its own, with a date, "
    "that names what it corrects and why."
)
FINGERPRINT = N_(
    "The fingerprint (SHA-256) is that of all that is stated, but for names: whoever has another "
    "fingerprint has another statement. {fingerprint}"
)


def document(paper: Paper) -> Document:
    """The statement on paper: one page to sign, then every entry and how it came about."""
    voice = Voice(paper)
    say, statement = voice.say, paper.statement
    blocks: list[Block] = [
        Facts(_facts(voice)),
        _tiles(voice),
        tables.by_line(voice),
        *_since(voice),
        _signatures(voice),
        PageBreak(),
        *_changes(voice),
        Heading(say(N_("Specification"))),
        entries.entries_on_paper(voice),
        Heading(say(N_("Added up"))),
        tables.sums(voice),
        Heading(say(N_("How these figures come about"))),
        *_basis(voice),
    ]
    return Document(
        title=title(voice),
        subtitle=statement.organisation_name,
        kicker=statement.programme_name,
        language=paper.language,
        blocks=tuple(blocks),
        footer=_footer(voice),
        landscape=True,
    )


def book(paper: Paper) -> Book:
    """The statement as a spreadsheet: what is stated, every entry, and the same added up."""
    voice = Voice(paper)
    say, statement = voice.say, paper.statement
    partner = (say(N_("Partner")), statement.organisation_name)
    programme = (say(N_("Programme")), statement.programme_name)
    mark = (say(N_("Fingerprint")), paper.issued.fingerprint)
    front: list[Block] = [
        Heading(title(voice), 1),
        Facts((partner, programme, *_facts(voice), mark)),
        tables.by_line(voice),
        *_since(voice),
        _signatures(voice),
    ]
    changed = Sheet(say(N_("Changes")), tuple(_changes(voice)))
    return Book(
        title=_footer(voice),
        language=paper.language,
        sheets=(
            Sheet(say(N_("Statement")), tuple(front), landscape=False),
            Sheet(say(N_("Entries")), (entries.entries_in_sheet(voice),), freeze=entries.ENTRIES),
            Sheet(say(N_("Added up")), (tables.sums(voice),), landscape=False),
            *([changed] if paper.differences is not None else []),
            Sheet(say(N_("Explanation")), tuple(_basis(voice)), landscape=False),
        ),
        author=statement.programme_name,
    )


def title(voice: Voice) -> str:
    """What the statement is called: `Urenstaat 2027`."""
    statement = voice.paper.statement
    period = statement.label
    if "--" in period:
        period = voice.figures.days(statement.start, statement.end)
    return voice.say(N_("Hour statement {period}"), period=period)


def _facts(voice: Voice) -> tuple[tuple[str, str], ...]:
    say, paper, figures = voice.say, voice.paper, voice.figures
    issued = paper.issued
    words = say(
        N_("{version} (no. {number}), issued on {day}"),
        version=issued.version,
        number=issued.id,
        day=figures.day(issued.issued_on, long=True),
    )
    until = paper.closed_until
    if until is None or until < issued.start:
        closed = say(N_("no: these hours may still change"))
    else:
        closed = say(N_("up to and including {day}"), day=figures.day(until, long=True))
    return (
        (say(N_("Period")), figures.days(issued.start, issued.end)),
        (say(N_("Version")), words),
        (say(N_("Closed")), closed),
        (say(N_("Fingerprint, short")), voice.fingerprint()),
    )


def _tiles(voice: Voice) -> Tiles:
    say, statement = voice.say, voice.paper.statement

    def hours(label: str, minutes: int | None) -> Tile:
        note = say(N_("{hours} hours"), hours=voice.figures.hours(minutes))
        shown = minutes is not None and minutes % HOUR
        return Tile(label, voice.figures.clock(minutes), note if shown else "")

    remaining = statement.remaining
    tiles = [
        hours(say(N_("Promised")), statement.promised),
        hours(say(N_("Realised in kind")), statement.minutes),
        hours(say(N_("Not yet realised")), remaining)
        if remaining is None or remaining >= 0
        else hours(say(N_("Above the promise")), -remaining),
        Tile(say(N_("Value in kind")), voice.figures.euros(statement.cents)),
    ]
    return Tiles(tuple(tiles))


def _since(voice: Voice) -> list[Block]:
    """In one sentence what changed, for who signs."""
    found = voice.paper.differences
    if found is None:
        return []
    spoken = translator(voice.paper.language)
    words = spoken.ngettext(
        "Since version {version} {count} entry differs: {hours} hours, {value}, as listed.",
        "Since version {version} {count} entries differ: {hours} hours, {value}, as listed.",
        len(found.entries),
    ).format(
        version=found.version,
        count=len(found.entries),
        hours=voice.figures.clock(found.minutes),
        value=voice.figures.euros(found.cents),
    )
    return [Text(words)]


def _changes(voice: Voice) -> list[Block]:
    found = voice.paper.differences
    if found is None:
        return []
    say = voice.say
    heading = Heading(say(N_("Changed since version {version}"), version=found.version))
    lines = _other_changes(voice, found)
    blocks: list[Block] = [heading]
    if found.entries:
        blocks.append(tables.changes(voice, found))
    elif not lines:
        blocks.append(Text(say(N_("The hours are the same; only the explanation is otherwise."))))
    return [*blocks, *([Points(tuple(lines))] if lines else [])]


def _other_changes(voice: Voice, found: Differences) -> list[str]:
    say, clock = voice.say, voice.figures.clock
    promised = [
        say(
            N_("Promised for {line}: {before} → {now}"),
            line=one.line or say(N_("no line")),
            before=clock(one.before),
            now=clock(one.now),
        )
        for one in found.promises
    ]
    read = [f"{one.question}: {one.before or '–'} → {one.now or '–'}" for one in found.readings]
    return promised + read


def _signatures(voice: Voice) -> Signatures:
    say, statement = voice.say, voice.paper.statement
    signed = voice.paper.issued.signature
    day = voice.figures.day(signed.on, long=True) if signed else ""
    scan = say(N_("scan: {path}"), path=signed.document) if signed and signed.document else ""

    def lines(name: str, function: str, on: str, mark: str) -> tuple[tuple[str, str], ...]:
        return (
            (say(N_("Name")), name),
            (say(N_("Function")), function),
            (say(N_("Date")), on),
            (say(N_("Signature")), mark),
        )

    partner = (signed.by, signed.function, day, scan) if signed else ("", "", "", "")
    return Signatures(
        say(
            SIGNED,
            programme=statement.programme_name,
            organisation=statement.organisation_name,
        ),
        (
            Party(statement.organisation_name, lines(*partner)),
            Party(statement.programme_name, lines("", "", "", "")),
        ),
    )


def _basis(voice: Voice) -> list[Block]:
    """The readings, rates and rules that the figures rest on."""
    say, statement = voice.say, voice.paper.statement
    blocks: list[Block] = [Text(say(COUNTED))]
    if statement.readings:
        blocks.append(Heading(say(N_("How the plan is read")), 3))
        blocks.append(Points(tuple(f"{one.question} {one.answer}" for one in statement.readings)))
    if statement.rates:
        blocks.append(Heading(say(N_("What an hour is worth")), 3))
        blocks.append(Points(tuple(voice.rate(one) for one in statement.rates)))
    if statement.rules:
        blocks.append(_rules(voice))
    blocks.append(Text(say(FINGERPRINT, fingerprint=voice.paper.issued.fingerprint), note=True))
    return blocks


def _rules(voice: Voice) -> Table:
    say = voice.say
    columns = (
        Column("kind", say(N_("Meeting")), wrap=True, width=30),
        Column("charge", say(N_("Whose hours count")), wrap=True, width=26),
        Column("preparation", say(N_("Preparation")), Kind.CLOCK),
        Column("travel", say(N_("Travel")), Kind.CLOCK),
        Column("line", say(N_("Line")), wrap=True, width=24),
    )
    rows = tuple(
        Row(
            (
                rule.kind,
                voice.charge(rule.charge),
                rule.preparation,
                rule.travel,
                voice.line_of(rule),
            )
        )
        for rule in voice.paper.statement.rules
    )
    return Table(
        "rules",
        columns,
        rows,
        title=say(N_("What counted at these meetings")),
        note=say(N_("As it was when they were held; it may differ for one participant.")),
    )


def _footer(voice: Voice) -> str:
    words = N_("version {version}, fingerprint {fingerprint}")
    issued = voice.paper.issued
    said = voice.say(words, version=issued.version, fingerprint=voice.fingerprint())
    return f"{voice.paper.statement.organisation_name} – {title(voice)} – {said}"
