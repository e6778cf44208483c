"""Answers that came in, as lines: what became of them, what waits, what was taken over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.outbox import Difference
from ipe_events.domain.reviews import SAME_DAY
from ipe_events.i18n import (
    N_,
    _,
    format_date,
    format_day_range,
    format_hours,
    ngettext,
    sentences,
)
from ipe_events.i18n.catalogue.dates import UNREAD
from ipe_events.i18n.differences import differences
from ipe_events.i18n.replies import why
from ipe_events.tui import event_text
from ipe_events.tui.page import Row, blank, heading, indented, remark
from ipe_events.tui.text import plain

if TYPE_CHECKING:
    from ipe_events.domain.adoption import Adoption
    from ipe_events.domain.hour_rows import RowHours
    from ipe_events.domain.records import EventLine
    from ipe_events.domain.replies import Entry, Replies
    from ipe_events.domain.reviews import ReviewLine
    from ipe_events.tui.bridge_answers import AnswersRead, Taken

MOST_SHOWN = 500


# Files that were read


def in_short(found: Replies) -> str:
    """How many of each: `Answers: 12 kept, 2 to look at, 1 refused`."""
    kept, *others = _parts(found)
    shown = [kept[1], *(words for _sign, words, said in others if said)]
    return _("Answers: {what}").format(what=", ".join(shown))


# What was said of a file, and the entries that say it: one for each date of a series.
Said = Mapping[tuple[str, str | None, str], list["Entry"]]
Part = tuple[str, str, Said]


def _parts(found: Replies) -> tuple[Part, ...]:
    return tuple(
        (sign, words.format(count=len(said)), said)
        for sign, words, said in (
            ("✓", _("{count} kept"), _together(found.applied)),
            ("?", _("{count} to look at"), _together(found.review)),
            ("✗", _("{count} refused"), _together(found.refused)),
            ("·", _("{count} left as before"), _together(found.ignored)),
        )
    )


def _together(entries: Iterable[Entry]) -> Said:
    found: dict[tuple[str, str | None, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.file, entry.email, entry.reason].append(entry)
    return found


def report(found: AnswersRead, width: int) -> Iterator[Row]:
    """What became of every file."""
    for sign, words, said in _parts(found.replies):
        if not said:
            continue
        yield heading(f"{sign} {words}")
        if sign == "?":
            yield from remark(_("v in the outbox shows them."), width)
        for (file, email, reason), entries in islice(said.items(), MOST_SHOWN):
            answer = _answer(reason) if reason in event_text.ANSWER_WORDS else why(reason)
            lines = (found.events.get(one.event or 0) for one in entries)
            about = _about([line for line in lines if line is not None])
            whose = f"{email}: {answer}" if email else answer
            yield None, plain(f" {Path(file).name}", "dim")
            yield from indented(" · ".join(filter(None, (whose, about))), width)
        if len(said) > MOST_SHOWN:
            rest = len(said) - MOST_SHOWN
            more = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            yield from remark(more, width)
        yield blank()


def _about(lines: list[EventLine]) -> str:
    if not lines:
        return ""
    if len(lines) == 1:
        return f"{lines[0].title}, {event_text.days(lines[0])}"
    words = ngettext("{number} date", "{number} dates", len(lines)).format(number=len(lines))
    return f"{lines[0].title}, {words}"


def _answer(answer: str) -> str:
    return event_text.answer_words(answer)


# What waits for the user

WISHES = {
    "not-invited": N_("Accepting invites them and keeps this answer."),
    "deputy": N_("Accepting invites them in the place of who delegated."),
    "counter": N_("Accepting moves the event to this time."),
    "refresh": N_("Accepting puts their invitation back into the outbox."),
    "newer": N_("Accepting keeps this answer."),
    "other-sender": N_("Accepting keeps this answer."),
    SAME_DAY: N_("Accepting counts these hours beside the meeting; dismissing lets them go."),
    "unknown-instance": N_("There is no such date to accept it for; x dismisses it."),
}


def whose(review: ReviewLine) -> str:
    """Who it is from."""
    both = review.name and review.email
    return f"{review.name} <{review.email}>" if both else review.name or review.email


def review(one: ReviewLine, width: int) -> Iterator[Row]:
    """Everything about something that waits."""
    yield from remark(whose(one), width, "bold")
    yield from remark(f"? {why(one.reason)}", width, "")
    if one.title is not None and one.day is not None:
        series = _("the whole series") if one.whole and one.hours is None else ""
        about = ", ".join(filter(None, (one.title, format_date(one.day), series)))
        yield from remark(about, width, "")
    for label, value in (
        (_("Sent by"), one.sender),
        (_("Instead of"), one.delegator),
        (_("Answer"), _answer(one.answer) if one.answer in event_text.ANSWER_WORDS else ""),
        (_("Proposes"), _proposal(one)),
        (_("Place"), one.location),
        *(_hours(one.hours) if one.hours is not None else ()),
        (_("Says"), f"“{one.comment}”" if one.comment else ""),
        (_("File"), Path(one.file).name if one.file else ""),
    ):
        if value:
            yield from remark(f"{label}: {value}", width, "")
    yield blank()
    yield from remark(_(WISHES.get(one.asks or one.reason, "")), width)


def _hours(asked: RowHours) -> Iterator[tuple[str, str]]:
    """Hours of a file, and what the meeting on that day counts for."""
    yield _("Hours"), format_hours(asked.minutes)
    yield _("Activity"), asked.activity
    yield _("Organisation"), asked.organisation_name
    yield _("The meeting counts for"), format_hours(asked.booked)


def _proposal(one: ReviewLine) -> str:
    start, end = one.start, one.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        same = start.date() == end.date()
        last = f"{end:%H:%M}" if same else f"{format_date(end.date())} {end:%H:%M}"
        return f"{format_date(start.date())} {start:%H:%M} – {last}"
    return format_day_range(start, end) if start is not None and end is not None else ""


# A meeting made elsewhere


def adopted(done: Adoption, width: int) -> Iterator[Row]:
    """What was taken over, and what is not alike here and there."""
    several = len(done.events) > 1
    count = ngettext("{number} event", "{number} events", len(done.events))
    about = count.format(number=len(done.events)) if several else event_text.when(done.event)
    yield from remark(f"{done.event.title} · {about}", width, "bold")
    if done.event.link:
        yield from remark(_("Link: {link}").format(link=done.event.link), width, "")
    if done.told_before:
        words = _("Who was invited from here gets that invitation taken back: see the outbox (5).")
        yield from remark(f"! {words}", width, "")
    for notice in done.notices:
        yield from remark(f"! {sentences.explain(notice)}", width, "")
    for words, names in (
        (_("In the file, not invited here"), done.unknown),
        (_("Invited here, not in the file"), done.missing),
    ):
        if names:
            yield blank()
            yield heading(words)
            for name in names:
                yield None, plain(f"   {name}")
    if done.differences:
        yield blank()
        yield heading(_("Different here and there"))
    for event, found in groupby(done.differences, lambda one: one.event):
        changes = [Difference(one.field, one.there, one.here) for one in found]
        for field, there, here in differences(changes):
            words = _("{field}: here {here}, there {there}")
            said = words.format(field=field, here=here, there=there)
            number = _("event {id}").format(id=event)
            yield from indented(f"{number}, {said}" if several else said, width)
    yield blank()
    yield heading(_("Answers"))
    for answer in done.answers:
        yield None, plain(f"   {answer.name}  {_answer(answer.answer)}")
    if not done.answers:
        yield from indented(_("no new answers in the file"), width, "dim")


# A list that was pasted


def taken(found: Taken, width: int) -> Iterator[Row]:
    """What a pasted list is read as, and what of it could not be."""
    for one in found.applied:
        yield from remark(f"{one.name}: {_answer(one.answer)}", width, "")
    for left in found.unread:
        words = _('? line {number}: "{text}" – {reason}').format(
            number=left.line, text=left.text, reason=_(UNREAD[left.reason])
        )
        yield from remark(words, width)
