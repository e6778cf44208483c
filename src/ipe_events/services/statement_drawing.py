"""Hour statements drawn up from the entries: what a partner's statement says of a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from ipe_events.domain.budget import Figures, Place
from ipe_events.domain.entries import EntryFilter, EntryLine
from ipe_events.domain.hours import Financing, rule_of
from ipe_events.domain.rates import RateFrom
from ipe_events.domain.statements import (
    StatedEntry,
    StatedLine,
    StatedRate,
    StatedReading,
    StatedRule,
    Statement,
)
from ipe_events.domain.working import through
from ipe_events.domain.years import Year
from ipe_events.services import finding, ledger, rates, setup
from ipe_events.services.entries import entries
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.queries import statements as stored
from ipe_events.store.tables import Organisation, Partner, PlanLine


def draw_up(view: View, when: Year, organisation: str | None = None) -> list[Statement]:
    """The statements of a period: of one organisation, or of all that promised or worked hours."""
    only = finding.organisation(view, organisation) if organisation is not None else None
    slug = only.slug if only is not None else None
    found = entries(view, EntryFilter(organisation=slug, first=when.start, last=when.end))
    own: dict[str, list[EntryLine]] = defaultdict(list)
    for line in found:
        own[line.organisation].append(line)
    drawer = _Drawer(view, when)
    wanted = [only] if only is not None else drawer.partners(own)
    return [drawer.statement(partner, own.get(partner.slug, ())) for partner in through(wanted)]


class _Drawer:
    """Draws up statements of one period; what all of them need is looked up once."""

    def __init__(self, view: View, when: Year) -> None:
        self._view, self._when = view, when
        session, programme = view.session, view.programme_id
        self._figures: Mapping[Place, Figures] = ledger.partner_figures(view, when)
        self._lines = {
            key(row): row for row in lookup.find(session, PlanLine, programme_id=programme)
        }
        self._meetings = stored.meetings(session, programme, when.start, when.end)
        self._readings = tuple(
            StatedReading(choice.question, dict(choice.options)[choice.chosen])
            for choice in setup.choices(view)
        )
        self._rates = rates.lines(view)
        self._kinds = ledger.kind_rules(view)
        self._rules: dict[int, StatedRule] = {}

    def partners(self, own: Collection[str]) -> list[Organisation]:
        """Who promised hours or has any, in the order of the programme."""
        session = self._view.session
        partners = lookup.find(session, Partner, programme_id=self._view.programme_id)
        order = {row.organisation_id: row.position for row in partners}
        promised = {owner for (owner, _line), found in self._figures.items() if found.committed}
        rows = [
            row
            for row in lookup.find(session, Organisation)
            if row.slug in own or key(row) in promised
        ]
        return sorted(rows, key=lambda row: (order.get(key(row), len(order)), key(row)))

    def statement(self, partner: Organisation, lines: Sequence[EntryLine]) -> Statement:
        """The statement of one organisation."""
        stated = tuple(self._entry(line) for line in lines)
        programme, when = self._view.programme, self._when
        return Statement(
            programme=programme.slug,
            programme_name=programme.name,
            organisation=partner.slug,
            organisation_name=partner.name,
            label=when.label,
            start=when.start,
            end=when.end,
            lines=self._promises(key(partner), stated),
            entries=stated,
            readings=self._readings,
            rules=self._rules_of(lines),
            rates=self._rates_of(lines),
        )

    def _entry(self, line: EntryLine) -> StatedEntry:
        # What was kept late or corrects something has a reason, and not the times of its day.
        meeting = self._meetings.get(line.id) if not line.reason else None
        start = end = None
        if meeting is not None:
            start, end = meeting.came or meeting.start, meeting.left or meeting.end
        return StatedEntry(
            id=line.id,
            line=line.line,
            person=line.person,
            day=line.day,
            start=start,
            end=end,
            event=line.event,
            activity=line.activity,
            presence=line.presence,
            preparation=line.preparation,
            travel=line.travel,
            financing=line.financing,
            origin=line.origin,
            rate=line.rate,
            rate_from=line.rate_from,
            cents=line.cents,
            evidence=line.evidence,
            reason=line.reason,
            corrects=line.corrects,
        )

    def _promises(self, partner: int, stated: Sequence[StatedEntry]) -> tuple[StatedLine, ...]:
        worth: dict[str | None, int] = defaultdict(int)
        for entry in stated:
            worth[entry.line] += entry.cents
        found = []
        for line, row in [*self._lines.items(), (None, None)]:
            figures = self._figures.get((partner, line))
            slug = row.slug if row is not None else None
            if figures is None or not (figures.committed or figures.tally.realised):
                continue
            found.append(
                StatedLine(
                    slug=slug,
                    name=row.name if row is not None else "",
                    promised=figures.committed,
                    promised_cents=figures.committed_value,
                    carried=figures.carried,
                    realised=figures.tally.realised,
                    cents=worth[slug],
                )
            )
        return tuple(found)

    def _rules_of(self, lines: Iterable[EntryLine]) -> tuple[StatedRule, ...]:
        """What counted at the meetings of these entries, as it was when they were held."""
        found = dict.fromkeys(
            self._rule(meeting)
            for line in lines
            if (meeting := self._meetings.get(line.id)) is not None
        )
        return tuple(sorted(found, key=lambda rule: (rule.kind, str(rule))))

    def _rule(self, meeting: stored.Meeting) -> StatedRule:
        if meeting.event not in self._rules:
            rule = rule_of(meeting.rule) or self._kinds[meeting.kind]
            line = self._lines.get(rule.line or 0)
            self._rules[meeting.event] = StatedRule(
                kind=meeting.kind_name,
                charge=rule.charge,
                preparation=rule.preparation,
                travel=rule.travel,
                line=line.name if line is not None else "",
                by_seat=rule.by_seat and line is None,
            )
        return self._rules[meeting.event]

    def _rates_of(self, lines: Iterable[EntryLine]) -> tuple[StatedRate, ...]:
        """What an hour of these entries was worth, each rate once."""
        found = dict.fromkeys(
            self._rate(line) for line in lines if line.financing == Financing.IN_KIND
        )
        return tuple(sorted(found, key=lambda one: (one.rate or 0, one.source)))

    def _rate(self, line: EntryLine) -> StatedRate:
        who = {
            RateFrom.PERSON: (line.email, str(line.person)),
            RateFrom.ORGANISATION: (line.organisation,),
        }
        for known in self._rates:
            held = (known.starts or line.day) <= line.day <= (known.ends or line.day)
            if held and known.cents == line.rate and known.who in who.get(line.rate_from, ()):
                return StatedRate(
                    line.rate, line.rate_from, known.method, known.basis, known.source
                )
        return StatedRate(line.rate, line.rate_from, "", "", "")
