"""The words of an hour statement, in the programme's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from ipe_events.domain.hours import Charge
from ipe_events.domain.statement_content import EntryDifference, Happened
from ipe_events.domain.statement_paper import Booking, Face, Paper
from ipe_events.domain.statements import StatedEntry, StatedRate, StatedRule
from ipe_events.i18n import N_
from ipe_events.i18n.hour_words import FINANCING, METHODS, ORIGINS, RATES_FROM
from ipe_events.reports.figures import NONE
from ipe_events.reports.progress_words import Speaker

CHARGES = {
    Charge.ALL: N_("everybody who was there"),
    Charge.HOSTS: N_("the host and speakers"),
    Charge.NOBODY: N_("nobody"),
}
HAPPENED = {
    Happened.ADDED: N_("added"),
    Happened.CHANGED: N_("changed"),
    Happened.GONE: N_("gone"),
}
FIELDS = {
    "line": N_("line"),
    "person": N_("person"),
    "day": N_("date"),
    "start": N_("time"),
    "end": N_("time"),
    "event": N_("meeting"),
    "activity": N_("activity"),
    "presence": N_("presence"),
    "preparation": N_("preparation"),
    "travel": N_("travel"),
    "financing": N_("financing"),
    "rate": N_("rate"),
    "rate_from": N_("rate"),
    "cents": N_("value"),
    "evidence": N_("evidence"),
    "reason": N_("reason"),
}
K = TypeVar("K", bound=str)
NOBODY = Face("", "")
UNKNOWN = Booking("", None, False)


class Voice:
    """Says what stands in one statement."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.say = Speaker(paper.language)
        self.figures = self.say.figures
        self.lines = {line.slug: line.name for line in paper.statement.lines}

    def line(self, slug: str | None) -> str:
        """What a line is called."""
        return self.lines.get(slug) or slug or self.say(N_("no line"))

    def face(self, entry: StatedEntry) -> Face:
        """Who worked; by number where the name is gone."""
        if entry.person is None:
            return NOBODY
        face = self.paper.people.get(entry.person, NOBODY)
        if face.name in ("", NONE):
            return Face(self.say(N_("person {number}"), number=entry.person), face.function)
        return face

    def booking(self, entry: StatedEntry) -> Booking:
        """By whom and when it was kept."""
        return self.paper.bookings.get(entry.id, UNKNOWN)

    def times(self, entry: StatedEntry) -> str:
        """From when to when: `13:00–15:00`."""
        if entry.start is None or entry.end is None:
            return ""
        return f"{entry.start:%H:%M}–{entry.end:%H:%M}"

    def financing(self, value: str) -> str:
        """What pays."""
        return _of(self.say, FINANCING, value)

    def evidence(self, entry: StatedEntry) -> str:
        """What it can be checked with."""
        source = _of(self.say, ORIGINS, entry.origin)
        return f"{source}: {entry.evidence}" if entry.evidence else source

    def correction(self, entry: StatedEntry) -> str:
        """What it corrects and why; the reason alone of what corrects nothing."""
        if entry.corrects is None:
            return entry.reason
        words = self.say(N_("corrects {number}"), number=entry.corrects)
        return f"{words}: {entry.reason}" if entry.reason else words

    def entered(self, entry: StatedEntry) -> str:
        """When it was kept, and by whom."""
        booking = self.booking(entry)
        day = self.figures.day(booking.at.date()) if booking.at else ""
        return "\n".join(part for part in (day, booking.by) if part)

    def status(self, entry: StatedEntry) -> str:
        """Whether its period is closed."""
        return self.say(N_("closed")) if self.booking(entry).closed else self.say(N_("open"))

    def rule(self, rate_from: str) -> str:
        """Which rule gave a rate."""
        return _of(self.say, RATES_FROM, rate_from)

    def line_of(self, rule: StatedRule) -> str:
        """For which promise meetings counted."""
        return self.say(N_("that of the participant")) if rule.by_seat else rule.line

    def rate(self, rate: StatedRate) -> str:
        """What an hour was worth and why: `€ 55,00: fixed rate, …`."""
        if rate.rate is None:
            return self.say(N_("Where no rate is known, hours count without a value."))
        method = _of(self.say, METHODS, rate.method) if rate.method else ""
        source = self.say(N_("stands in {document}"), document=rate.document)
        parts = (self.rule(rate.source), method, rate.basis, source if rate.document else "")
        return f"{self.figures.euros(rate.rate)}: {', '.join(part for part in parts if part)}"

    def charge(self, charge: str) -> str:
        """Whose hours counted."""
        return _of(self.say, CHARGES, charge)

    def happened(self, difference: EntryDifference) -> str:
        """What happened to an entry."""
        return self.say(HAPPENED[difference.happened])

    def changed(self, difference: EntryDifference) -> str:
        """What of an entry is otherwise, by name."""
        names = dict.fromkeys(
            self.say(FIELDS[name]) for name in difference.fields if name in FIELDS
        )
        return ", ".join(names)

    def fingerprint(self) -> str:
        """The start of the fingerprint, as people compare it: `3f2a 91c0 77d4 b1e8`."""
        short = self.paper.issued.fingerprint[:16]
        return " ".join(short[place : place + 4] for place in range(0, 16, 4))


def _of(say: Speaker, words: Mapping[K, str], value: str) -> str:
    known = {str(name): message for name, message in words.items()}
    return say(known[value]) if value in known else value
