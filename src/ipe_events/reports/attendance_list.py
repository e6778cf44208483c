"""The list that people sign at a meeting (F52): its evidence, by organisation, on A4."""

from __future__ import annotations

from collections.abc import Iterator

from ipe_events.domain.invitation import NOT_COMING
from ipe_events.domain.records import EventPage, Participant
from ipe_events.i18n import N_, translator
from ipe_events.reports.document import Document, Facts, Text
from ipe_events.reports.progress_words import Speaker
from ipe_events.reports.tables import Column, Row, Style, Table

# Room for who was not invited.
WALK_INS = 5


def document(page: EventPage, programme: str, language: str) -> Document:
    """The list of a meeting: who may come, and empty rows for who comes besides."""
    say = Speaker(language)
    event = page.event
    return Document(
        title=say(N_("Attendance list")),
        subtitle=event.title,
        kicker=programme,
        language=language,
        blocks=(
            Facts(_facts(say, page)),
            _guests(say, page),
            _besides(say),
            Text(say(N_("Who came later or left earlier writes from when to when.")), note=True),
        ),
        footer=f"{event.title} – {say.when(event)}",
    )


def _facts(say: Speaker, page: EventPage) -> tuple[tuple[str, str], ...]:
    event = page.event
    found = (
        (say(N_("When")), say.when(event)),
        (say(N_("Where")), event.location or event.link),
        (say(N_("Host")), page.host_name),
        (say(N_("Works on")), page.goal_name),
        (say(N_("Meeting no.")), str(event.id)),
    )
    return tuple(pair for pair in found if pair[1])


def _guests(say: Speaker, page: EventPage) -> Table:
    columns = (
        Column("name", say(N_("Name")), width=30),
        Column("function", say(N_("Function")), width=28),
        Column("time", say(N_("From – until")), width=14),
        Column("signature", say(N_("Signature")), width=34),
    )
    own: dict[str, list[Participant]] = {}
    for one in page.participants:
        if one.answer not in NOT_COMING:
            own.setdefault(one.organisation_name, []).append(one)
    rows = [
        row
        for organisation, guests in own.items()
        for row in (Row((organisation, "", "", ""), Style.GROUP), *_rows(say, guests))
    ]
    return Table("guests", columns, tuple(rows), empty=say(N_("Nobody is invited yet.")))


def _rows(say: Speaker, guests: list[Participant]) -> Iterator[Row]:
    for one in guests:
        name = one.name or ""
        if one.heads is not None:
            spoken = translator(say.language)
            words = spoken.ngettext("{count} person", "{count} people", one.heads)
            name = words.format(count=one.heads)
        aside = []
        if one.deputy_for:
            aside.append(say(N_("for {name}"), name=one.deputy_for))
        if one.online:
            aside.append(say(N_("online")))
        known = "\n".join(part for part in (name, ", ".join(aside)) if part)
        yield Row((known, one.profession, "", ""), Style.OPEN)


def _besides(say: Speaker) -> Table:
    columns = (
        Column("name", say(N_("Name")), width=30),
        Column("organisation", say(N_("Organisation and function")), width=28),
        Column("time", say(N_("From – until")), width=14),
        Column("signature", say(N_("Signature")), width=34),
    )
    return Table("besides", columns, (), title=say(N_("Also there")), spare=WALK_INS)
