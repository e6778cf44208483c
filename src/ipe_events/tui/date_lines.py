"""Dates that suit and polls, as lines of a width."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, time
from itertools import groupby

from rich.text import Text

from ipe_events.domain.polls import Entered, PollLine, PollOption, best_first, words
from ipe_events.domain.slots import Absence, LeftOut, Ranking, Slot
from ipe_events.i18n import N_, _, format_date, format_day_range
from ipe_events.i18n.catalogue.dates import UNREAD
from ipe_events.i18n.obstacles import reasons
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.event_lines import wrapped
from ipe_events.tui.page import Row, blank, heading, remark, table
from ipe_events.tui.text import plain, visible

MOST_NAMED = 2
ANSWERS = {
    "accepted": ("✓", N_("yes")),
    "tentative": ("~", N_("maybe")),
    "declined": ("✗", N_("no")),
}


def slot_key(slot: Slot) -> str:
    """What a date is known by in the list."""
    return slot.day.isoformat()


def slots(ranking: Ranking, marked: Collection[str], width: int) -> Iterator[Row]:
    """The days, the best first, then those on which nobody can be there."""
    columns = (
        Column(least=3),
        Column(_("Date"), least=9, most=16),
        Column(_("Time"), least=11, most=11),
        Column(_("there"), least=8, right=True),
        Column(_("Institutions"), least=12, most=90, grow=True),
    )
    lines = [_slot(slot, slot_key(slot) in marked) for slot in ranking.slots]
    if lines:
        yield from table(columns, lines, width)
    else:
        yield from remark(_("Nobody can be there on any of these days."), width)
    gone = list(_left_out(ranking.left_out))
    if gone:
        yield blank()
        for text in gone:
            yield from remark(text, width)


def _at_the_table(missing: Sequence[tuple[str, str]]) -> str:
    """Which institutions would not be there; how many when that is more than can be read."""
    if not missing:
        return _("every institution")
    if len(missing) > MOST_NAMED:
        return _("without {count} institutions").format(count=len(missing))
    return _("without {names}").format(names=", ".join(name for _slug, name in missing))


def _slot(slot: Slot, marked: bool) -> Line:
    style = "" if slot.complete else "dim"
    return Line(
        (
            Text("[x]" if marked else "[ ]"),
            Text(format_date(slot.day), style=style),
            Text(clock(slot.start, slot.end), style=style),
            Text(_("{heads} of {seats}").format(heads=slot.heads, seats=slot.seats), style=style),
            plain(_at_the_table(slot.missing), style),
        ),
        key=slot_key(slot),
    )


def clock(start: time | None, end: time | None) -> str:
    """The times of a date, or that it is all day."""
    return f"{start:%H:%M}-{end:%H:%M}" if start and end else _("all day")


def _left_out(days: Iterable[LeftOut]) -> Iterator[str]:
    """Holidays and closures in runs; that nobody works at weekends goes without saying."""
    named = [one for one in days if one.day.isoweekday() < 6 or any(o.name for o in one.obstacles)]
    for why, run in groupby(named, key=lambda one: one.obstacles):
        found = [one.day for one in run]
        yield _("– {days}: {reason}").format(
            days=format_day_range(found[0], found[-1]), reason=reasons(why)
        )


def why_not(slot: Slot | None, width: int) -> Iterator[Row]:
    """Who cannot be there on the chosen date and why, and who would come instead."""
    if slot is None:
        return
    yield None, plain(f" {format_date(slot.day)} {clock(slot.start, slot.end)}", "bold")
    if not slot.absent and not slot.deputies:
        yield from remark(_("Everybody can be there."), width)
    yield from absences(slot.absent, width)
    if slot.deputies:
        names = ", ".join(slot.deputies)
        said = _("deputy: {names}").format(names=names)
        yield from remark(f"+ {said}", width)


def absences(absent: Iterable[Absence], width: int) -> Iterator[Row]:
    """Those who cannot, together with who cannot for the same reason."""
    found: dict[str, list[str]] = {}
    for one in absent:
        own = one.name == one.organisation_name
        name = one.name if own else f"{one.name} ({one.organisation_name})"
        found.setdefault(reasons(one.obstacles), []).append(name)
    for why, names in found.items():
        sign = " ! "
        for line in wrapped(plain(visible(f"{why}: {', '.join(names)}")), width - 4):
            yield None, Text(sign).append_text(line)
            sign = "   "


# Polls


def option_key(poll: PollLine, option: PollOption) -> str:
    """What a candidate date is known by in the list."""
    return f"{poll.id}/{words(option)}"


def polls(found: Iterable[PollLine], width: int) -> Iterator[Row]:
    """Each poll with its dates, the best first."""
    columns = (
        Column(_("Date"), least=9, most=16),
        Column(_("Time"), least=11, most=11),
        *(Column(_(word), least=len(_(word)), right=True) for _sign, word in ANSWERS.values()),
        Column(_("Institutions"), least=12, most=90, grow=True),
    )
    for number, poll in enumerate(found):
        if number:
            yield blank()
        chosen = poll.event is not None
        state = _("date chosen") if chosen else _("open")
        yield heading(f"{visible(poll.title)} – {state}")
        lines = [_option(poll, option) for option in best_first(poll.options)]
        yield from table(columns, lines, width)
        if poll.waiting and not chosen:
            names = ", ".join(poll.waiting)
            yield from remark(_("no answer yet: {names}").format(names=names), width)


def _option(poll: PollLine, option: PollOption) -> Line:
    sign = "! " if option.off or option.absent else ""
    style = "" if option.complete else "dim"
    return Line(
        (
            Text(format_date(option.day), style=style),
            Text(clock(option.start, option.end), style=style),
            *(Text(str(option.count(answer)), style=style) for answer in ANSWERS),
            plain(sign + _at_the_table(option.missing), style),
        ),
        key=option_key(poll, option),
    )


def answers(option: PollOption | None, width: int) -> Iterator[Row]:
    """Who said what to a date and who entered that, then what is known to be in the way."""
    if option is None:
        return
    yield None, plain(f" {format_date(option.day)} {clock(option.start, option.end)}", "bold")
    for reply in option.replies:
        sign, word = ANSWERS[reply.answer]
        entered = date.fromisoformat(reply.entered_at[:10])
        by = f"{reply.entered_by}, " if reply.entered_by else ""
        said = f" {sign} {_(word)}: {reply.name}"
        line = plain(said).append(f"  ({visible(by)}{format_date(entered, weekday=False)})", "dim")
        yield None, line
    if not option.replies:
        yield from remark(_("No answers yet; y takes them."), width)
    if option.replies and option.missing:
        names = ", ".join(name for _slug, name in option.missing)
        yield from remark(_("without {names}").format(names=names), width)
    if option.off:
        yield from remark(f"! {reasons(option.off)}", width)
    yield from absences(option.absent, width)


def read_back(kept: Entered, width: int) -> Iterator[Row]:
    """What a pasted text is read as, by who said it, and what was not understood."""
    dates = {option.id: option for option in kept.poll.options}
    said: dict[str, dict[str, list[date]]] = {}
    for number, reply in kept.answers:
        by_answer = said.setdefault(reply.name, {})
        by_answer.setdefault(reply.answer, []).append(dates[number].day)
    for name, by_answer in said.items():
        told = []
        for answer, days in by_answer.items():
            everything = len(days) == len(dates)
            which = "" if everything else " " + ", ".join(format_date(day) for day in sorted(days))
            told.append(f"{ANSWERS[answer][0]} {_(ANSWERS[answer][1])}{which}")
        for line in wrapped(plain(visible(f"{name}: {'; '.join(told)}")), width - 2):
            yield None, Text(" ").append_text(line)
    for one in kept.unread:
        words_ = _('? line {number}: "{text}" – {reason}')
        text = words_.format(number=one.line, text=one.text, reason=_(UNREAD[one.reason]))
        yield from remark(text, width)
