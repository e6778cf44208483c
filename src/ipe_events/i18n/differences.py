"""What is otherwise than it was told, in the words of both fronts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipe_events.domain.outbox import Difference
from ipe_events.i18n import _, format_date, sentences
from ipe_events.i18n.catalogue import WORDS


def differences(changes: Sequence[Difference]) -> Iterator[tuple[str, str, str]]:
    """What was said and what is so now, in words: the time, 13:00-15:00 and 13:30-15:30."""
    by_field = {change.field: change for change in changes}
    start, end = by_field.get("start"), by_field.get("end")
    if start and end and _one_day(start.old, end.old) and _one_day(start.new, end.new):
        yield _when(start, end)
        del by_field["start"], by_field["end"]
    for name, one in by_field.items():
        old, new = _moments(one) if name in ("start", "end") else _values(one)
        yield sentences.field_label(name), old, new


def _when(start: Difference, end: Difference) -> tuple[str, str, str]:
    """The day, the times, or both: what is otherwise of them."""
    old, new = _times(start.old, end.old), _times(start.new, end.new)
    if start.old[:10] == start.new[:10]:
        return sentences.field_label("time"), old, new
    first, second = format_date(_day(start.old)), format_date(_day(start.new))
    if old != new:
        first, second = f"{first} {old}", f"{second} {new}"
    return sentences.field_label("date"), first, second


def _values(one: Difference) -> tuple[str, str]:
    if one.field == "state":
        return _(WORDS[one.old]), _(WORDS[one.new])
    return one.old or "–", one.new or "–"


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def _clock(moment: str) -> str:
    return moment[11:]


def _times(start: str, end: str) -> str:
    return f"{_clock(start)}-{_clock(end)}" if _clock(start) else _("all day")


def _one_day(start: str, end: str) -> bool:
    return bool(start) and start[:10] == end[:10]


def _moments(one: Difference) -> tuple[str, str]:
    """Both moments; the times alone when the day is the same."""
    if one.old[:10] == one.new[:10]:
        return _clock(one.old) or _("all day"), _clock(one.new) or _("all day")
    return _moment_words(one.old), _moment_words(one.new)


def _moment_words(moment: str) -> str:
    return f"{format_date(_day(moment))} {_clock(moment)}".rstrip() if moment else "–"
