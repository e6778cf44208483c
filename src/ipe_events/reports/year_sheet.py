"""A year of meetings on one A4: twelve months beside each other, a line for each day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from ipe_events.domain.calendar_days import OffKind
from ipe_events.domain.records import EventLine
from ipe_events.domain.year_sheet import YearSheet
from ipe_events.domain.years import months
from ipe_events.i18n import N_, month_name, weekday_name
from ipe_events.i18n.sentences import clean
from ipe_events.reports.charts import INK, LINE, SOFT, cut
from ipe_events.reports.document import Document, Picture
from ipe_events.reports.progress_words import Speaker

Pair = tuple[float, float]

# In millimetres: what a lying A4 has room for between its margins, below a title of one line.
_WIDTH, _HEIGHT = 271.0, 143.0
_HEAD, _LEGEND = 5.0, 4.2
_LONGEST_NAME = 120
_NUMBER = 6.2
_SMALL = 2.05
_PER_LINE = 5
_MOST_A_DAY = 3
_ENDINGS = ("bijeenkomst", "overleg", " meeting")
# Told apart by anybody, also who does not see red and green alike, and in print.
_COLOURS = ("#1f5a6b", "#b3541e", "#6a3d9a", "#3b7d23", "#a3195b", "#8a6d00", "#1d2733", "#2b6cb0")
_OFF, _WEEKEND = "#c9d5a3", "#e6e9ec"
# A circle, a square, triangles, a diamond and a pentagon.
_CORNERS: tuple[tuple[Pair, ...], ...] = (
    (),
    ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
    ((0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)),
    ((0, 1.2), (1.1, -0.9), (-1.1, -0.9)),
    ((-1.1, -0.4), (0, -1.2), (1.1, -0.4), (0.7, 1), (-0.7, 1)),
)


def document(found: YearSheet) -> Document:
    """The year as a document of one page."""
    say = Speaker(found.language)
    counted = say.ngettext("{count} meeting", "{count} meetings", len(found.events))
    today = say.figures.day(found.today, long=True)
    return Document(
        title=say(N_("The year {year}"), year=found.year.label),
        language=found.language,
        blocks=(Picture(_drawing(found, say), _in_words(found, say)),),
        kicker=clean(found.programme, _LONGEST_NAME),
        subtitle=say(N_("{meetings}, as it stands on {today}"), meetings=counted, today=today),
        landscape=True,
    )


def _in_words(found: YearSheet, say: Speaker) -> str:
    if not found.events:
        return say(N_("No meetings in this year."))
    return "; ".join(f"{say.when(event)} {event.title}" for event in found.events)


def _drawing(found: YearSheet, say: Speaker) -> str:
    spread = list(months(found.year.start, found.year.end))
    lines = -(-(len(found.kinds) + 3) // _PER_LINE)
    below = _HEIGHT - lines * _LEGEND
    size = (_WIDTH / len(spread), (below - _HEAD - 1.5) / 31)
    known = _Known(found.on_days(), _days_off(found), [slug for slug, _name in found.kinds])
    drawn = []
    for place, label in enumerate(spread):
        x, day = place * size[0], date.fromisoformat(f"{label}-01")
        name = f"{month_name(day.month, language=found.language)} {day.year}"
        drawn.append(_text(x + 0.6, _HEAD / 2, name, size=2.8, bold=True))
        while f"{day:%Y-%m}" == label:
            at = (x, _HEAD + (day.day - 1) * size[1])
            drawn += _day(at, size, day, found.language, known)
            day += timedelta(days=1)
    drawn += _legend(below + _LEGEND / 2, found, say)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" '
        f'width="100%" fill="{INK}" font-family="inherit">'
        f'<defs><pattern id="off" width="1.8" height="1.8" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="1.8" height="1.8" fill="#f6f8ee"/>'
        f'<rect width="0.5" height="1.8" fill="{_OFF}"/></pattern></defs>{"".join(drawn)}</svg>'
    )


def _days_off(found: YearSheet) -> dict[date, str]:
    """The name of each day that is off; a public holiday goes before the school's."""
    named = sorted(found.days_off, key=lambda one: one.kind is OffKind.PUBLIC)
    return {one.day: one.name for one in named}


@dataclass(frozen=True, slots=True)
class _Known:
    """What each day holds and is called, and the kinds by the place of their mark."""

    on_days: Mapping[date, Sequence[EventLine]]
    off: Mapping[date, str]
    kinds: Sequence[str]


def _day(at: Pair, size: Pair, day: date, language: str, known: _Known) -> Iterator[str]:
    """The line of a day: its number and weekday, and its meetings or what begins on it."""
    (x, y), (wide, high) = at, size
    off = known.off
    paint = _WEEKEND if day.weekday() >= 5 else "url(#off)" if day in off else "#fff"
    yield (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{wide - 0.8:.2f}" height="{high:.2f}" '
        f'fill="{paint}" stroke="{LINE}" stroke-width="0.12"/>'
    )
    middle, room = y + high / 2, wide - _NUMBER - 0.4
    letters = weekday_name(day, long=False, language=language)[:2]
    yield _text(x + 2.7, middle, str(day.day), anchor="end", size=_SMALL, bold=day.weekday() == 0)
    yield _text(x + 3.1, middle, letters, size=_SMALL * 0.85, colour=SOFT)
    events = known.on_days.get(day, ())
    if events:
        yield from _meetings(x + _NUMBER, middle, room, events, known.kinds)
    elif off.get(day, "") != off.get(day - timedelta(days=1), "") or day.day == 1:
        name = cut(off.get(day, ""), room, _SMALL)
        yield _text(x + _NUMBER, middle, name, size=_SMALL, colour=SOFT, full=off.get(day, ""))


def _meetings(
    x: float, y: float, wide: float, events: Sequence[EventLine], kinds: Sequence[str]
) -> Iterator[str]:
    """The mark of each meeting with its kind in words; several share the line of the day."""
    room = wide / min(len(events), _MOST_A_DAY)
    for place, event in enumerate(events[:_MOST_A_DAY]):
        at, hidden = x + place * room, len(events) - _MOST_A_DAY
        yield _mark(at + 0.9, y, kinds.index(event.kind), event.state == "draft")
        more = f" +{hidden}" if place == _MOST_A_DAY - 1 and hidden > 0 else ""
        words = _brief(event.kind_name, room - 2.4 - len(more)) + more
        full = "; ".join(one.title for one in events) if more else event.title
        yield _text(at + 2.1, y, words, size=_SMALL, full=full)


def _brief(kind: str, room: float) -> str:
    """The name of a kind in little room: that it is a meeting goes without saying."""
    if cut(kind, room, _SMALL) != kind:
        for ending in _ENDINGS:
            kind = kind.removesuffix(ending)
    return cut(kind, room, _SMALL)


def _mark(x: float, y: float, kind: int, is_draft: bool) -> str:
    """A shape and a colour of its kind's own; a draft is drawn open."""
    colour = _COLOURS[kind % len(_COLOURS)]
    size = 0.85
    shape = (kind + kind // len(_COLOURS)) % len(_CORNERS)
    paint = f'fill="{"#fff" if is_draft else colour}" stroke="{colour}" stroke-width="0.3"'
    if not _CORNERS[shape]:
        return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{size}" {paint}/>'
    points = " ".join(
        f"{x + size * right:.2f},{y + size * down:.2f}" for right, down in _CORNERS[shape]
    )
    return f'<polygon points="{points}" {paint}/>'


def _legend(y: float, found: YearSheet, say: Speaker) -> list[str]:
    """Each kind with its mark and how often it meets; what is off."""
    wide = _WIDTH / _PER_LINE
    counts = found.counts()
    drawn = []
    for place, (slug, name) in enumerate(found.kinds):
        x, line = place % _PER_LINE * wide, y + place // _PER_LINE * _LEGEND
        drawn.append(_mark(x + 1.2, line, place, False))
        words = f"{name} ({counts[slug]})"
        drawn.append(_text(x + 3, line, cut(words, wide - 4, 2.6), size=2.6, full=words))
    grounds = (
        (say(N_("School holiday or public holiday")), "url(#off)"),
        (say(N_("Weekend")), _WEEKEND),
    )
    for place, (words, paint) in enumerate(grounds, len(found.kinds)):
        x, line = place % _PER_LINE * wide, y + place // _PER_LINE * _LEGEND
        drawn.append(
            f'<rect x="{x:.2f}" y="{line - 1.3:.2f}" width="3" height="2.6" fill="{paint}" '
            f'stroke="{SOFT}" stroke-width="0.15"/>'
        )
        drawn.append(_text(x + 4, line, cut(words, wide - 5, 2.6), size=2.6))
    drafts = sum(event.state == "draft" for event in found.events)
    if drafts:
        place = len(found.kinds) + len(grounds)
        x, line = place % _PER_LINE * wide, y + place // _PER_LINE * _LEGEND
        drawn.append(_mark(x + 1.2, line, 1, True))
        words = say(N_("Open mark: draft ({count})"), count=drafts)
        drawn.append(_text(x + 4, line, cut(words, wide - 5, 2.6), size=2.6))
    return drawn


def _text(
    x: float,
    y: float,
    words: str,
    *,
    size: float,
    anchor: str = "start",
    colour: str = INK,
    bold: bool = False,
    full: str = "",
) -> str:
    title = f"<title>{escape(full)}</title>" if full and full != words else ""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.2f}" y="{y + size * 0.35:.2f}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="{colour}"{weight}>{title}{escape(words)}</text>'
    )
