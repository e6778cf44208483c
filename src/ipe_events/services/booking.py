"""The hour entries that follow from who was at a meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ipe_events.domain.entries import LineFrom, Origin
from ipe_events.domain.hours import Components, KindRule, Own, components, event_minutes, rule_of
from ipe_events.i18n import N_, format_date, translator
from ipe_events.services import ledger, rates, settled
from ipe_events.services.lines import Lines
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Event, HourEntry, Participation

LATE = N_("Held on {day}, kept after the period was closed")
CHANGED = N_("Attendance was changed")
# What an entry counts for: organisation, person, line, financing.
_Account = tuple[int, int | None, int | None, str]
_NOTHING = Components(0)


def rule_for(view: View, event: Event) -> KindRule:
    """What a meeting charges: what its kind did when it was held, else what it does today."""
    return rule_of(event.rule) or ledger.kind_rules(view)[event.kind_id]


def book(change: Change, event: Event, parts: Iterable[Participation]) -> None:
    """Write the entries of these participants anew: none, or what the rule of the day says.

    The rule is kept with the meeting. What is settled stays as it is: the difference becomes an
    entry on the first open day that names the one it corrects.
    """
    rule = rule_for(change, event)
    event.rule = rule.text()
    change.add(event)
    writer = _Writer(change, event, rule)
    for part in parts:
        writer.write(part)
    change.session.flush()


class _Writer:
    """Writes the entries of one meeting."""

    def __init__(self, change: Change, event: Event, rule: KindRule) -> None:
        self._change, self._event, self._rule = change, event, rule
        self._book = rates.book(change)
        self._lines = Lines(change, self._book.promises)
        self._closed = settled.closed(change)
        self._entries: dict[int, list[HourEntry]] = defaultdict(list)
        self._by_hand: dict[int, list[HourEntry]] = defaultdict(list)
        for row in lookup.find(change.session, HourEntry, event_id=key(event)):
            if row.participation_id is not None:
                self._entries[row.participation_id].append(row)
            elif row.correction_of_id is not None:
                self._by_hand[row.correction_of_id].append(row)

    def write(self, part: Participation) -> None:
        """Make the entries of one participant come to what they must.

        What was corrected by hand stays so until attendance says something else than it did.
        """
        rows = self._entries[key(part)]
        by_hand = [one for row in rows for one in self._by_hand[key(row)]]
        wanted = self._wanted(part, rows)
        kept = rows if by_hand else [row for row in rows if self._is_settled(row)]
        if rows and (by_hand or all(map(self._is_current, rows))):
            last = max(map(key, rows))
            said = _sums([*rows, *(one for one in by_hand if key(one) < last)])
            if said == {account: parts for account, (parts, _from) in wanted.items()}:
                return
        for row in rows:
            if row not in kept:
                self._change.session.delete(row)
        # Corrections go before what they correct.
        self._change.session.flush()
        there = _sums([*kept, *by_hand])
        first = min(kept, key=key) if kept else None
        for account in {**there, **wanted}:
            parts, line_from = wanted.get(account, (_NOTHING, LineFrom.NONE))
            self._add(part, account, _less(parts, there.get(account, _NOTHING)), line_from, first)

    def _is_current(self, row: HourEntry) -> bool:
        """Whether an entry tells its meeting as it is now, so that it may keep its number."""
        event = self._event
        told = (row.activity, row.goal_id, row.work_date) == (event.title, event.goal_id, event.day)
        return told or self._is_settled(row)

    def _is_settled(self, row: HourEntry) -> bool:
        return self._closed.holds(row.organisation_id, row.work_date)

    def _wanted(
        self, part: Participation, rows: Sequence[HourEntry]
    ) -> Mapping[_Account, tuple[Components, LineFrom]]:
        parts = (
            of_participant(self._event, part, self._rule, self._change.programme.zone)
            if part.attended
            else None
        )
        if parts is None or parts.total == 0:
            return {}
        organisation, person = part.organisation_id, part.person_id
        line, line_from = self._lines.of_event(self._rule, organisation, person, self._event.day)
        if rows and self._rule.by_seat and rows[0].organisation_id == organisation:
            # A seat that changed since changes nothing of a meeting that was held.
            line, line_from = rows[0].line_id, LineFrom(rows[0].line_from)
        return {(organisation, person, line, part.financing): (parts, line_from)}

    def _add(
        self,
        part: Participation,
        account: _Account,
        parts: Components,
        line_from: LineFrom,
        corrects: HourEntry | None,
    ) -> None:
        if parts == _NOTHING:
            return
        change, event = self._change, self._event
        organisation, person, line, financing = account
        day = self._closed.booking_day(organisation, event.day)
        why = LATE if day != event.day else CHANGED if corrects is not None else ""
        language = change.programme.language
        text = translator(language).gettext(why) if why else ""
        row = HourEntry(
            programme_id=change.programme_id,
            organisation_id=organisation,
            person_id=person,
            line_id=line,
            event_id=key(event),
            participation_id=key(part),
            goal_id=event.goal_id,
            work_date=day,
            presence=parts.presence,
            preparation=parts.preparation,
            travel=parts.travel,
            activity=event.title,
            financing=financing,
            booked_at=change.stamp,
            origin=Origin.ATTENDANCE,
            line_from=line_from,
            entered_by=change.programme.organiser_name,
            reason=text.format(day=format_date(event.day, weekday=False, language=language)),
        )
        if day != event.day:
            worth = self._book.worth(organisation, line, f"{event.day:%Y-%m}", person)
            row.rate, row.rate_from = worth.kept, worth.source
        if corrects is not None:
            row.correction_of_id = key(corrects)
            row.line_from = row.line_from or corrects.line_from
            same = (corrects.line_id, corrects.financing) == (line, financing)
            if same:
                row.rate, row.rate_from = corrects.rate, corrects.rate_from
        change.session.add(row)


def of_participant(
    event: Event, part: Participation, rule: KindRule, zone: str
) -> Components | None:
    """What a participant's presence costs by a rule; None for nothing."""
    presence = event.minutes
    if part.from_time is not None and part.until_time is not None:
        span = (event.day, None, part.from_time, part.until_time)
        presence = event_minutes(*span, event.minutes, zone)
    return components(
        rule,
        presence,
        role=part.role,
        hosts=event.host_id == part.organisation_id,
        online=part.online,
        counted=part.heads is None,
        own=Own(part.presence, part.preparation, part.travel, part.charged),
    )


def _sums(rows: Iterable[HourEntry]) -> dict[_Account, Components]:
    found: dict[_Account, Components] = {}
    for row in rows:
        account = (row.organisation_id, row.person_id, row.line_id, row.financing)
        so_far = found.get(account, _NOTHING)
        found[account] = Components(
            so_far.presence + row.presence,
            so_far.preparation + row.preparation,
            so_far.travel + row.travel,
        )
    return {account: parts for account, parts in found.items() if parts != _NOTHING}


def _less(wanted: Components, there: Components) -> Components:
    return Components(
        wanted.presence - there.presence,
        wanted.preparation - there.preparation,
        wanted.travel - there.travel,
    )
