"""The parts of the programme's page, each with what it holds in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from ipe_events.domain.plan import GoalLine, tree
from ipe_events.i18n import (
    _,
    format_date,
    format_day_range,
    format_hours,
    format_money,
    ngettext,
)
from ipe_events.tui.attention_lines import warnings
from ipe_events.tui.closure_lines import closure_columns, closure_lines
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, remark, table
from ipe_events.tui.setup_words import charged, comma, goal_kind, still_to_do
from ipe_events.tui.text import plain

if TYPE_CHECKING:
    from ipe_events.tui.bridge_programme import ProgrammeData

DEEPER = 5
NOTED = "✎"
Rows = Callable[["ProgrammeData", int], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page; `says` is what its heading tells, `holds` what opens under it."""

    name: str
    title: str
    says: str
    holds: Rows


def parts(data: ProgrammeData) -> list[Part]:
    """The parts from the top down."""
    found = [
        Part("own", _("This programme"), _own_words(data), _own),
        Part("choices", _("How the plan is read"), _number(len(data.choices)), _choices),
        Part("dates", _("Dates to settle"), _number(len(data.dates)), _dates),
        Part("goals", _("Goals"), _number(len(data.goals)), _goals),
        Part("cover", _("Themes, settings and layers"), _cover_words(data), _cover),
        Part("kinds", _("Kinds of events"), _number(len(data.kinds)), _kinds),
        Part("groups", _("Groups"), _number(len(data.groups)), _groups),
        Part("lines", _("What is promised for"), _number(len(data.lines)), _lines),
        Part("closures", _("Closures"), _closures_words(data), _closures),
        Part("remarks", _("What the plan says besides"), _number(len(data.remarks)), _remarks),
        Part("checks", _("Points of attention"), _number(len(data.checks)), warnings),
    ]
    needed = {"dates": data.dates, "remarks": data.remarks}
    return [part for part in found if needed.get(part.name, True)]


def _number(count: int) -> str:
    return str(count) if count else _("none")


# The programme itself


def _own_words(data: ProgrammeData) -> str:
    own = data.programme
    days = ""
    if own.starts and own.ends:
        days = format_day_range(own.starts, own.ends, weekday=False)
    return " · ".join(
        word for word in (days, "" if data.organiser else _("nobody invites")) if word
    )


def _own(data: ProgrammeData, width: int) -> Iterator[Row]:
    own = data.programme
    money = format_money(own.cash_needed_cents, whole=True) if own.cash_needed_cents else ""
    begins, ends = (
        format_date(day, weekday=False) if day else "" for day in (own.starts, own.ends)
    )
    facts = (
        (_("Name"), own.name),
        (_("Part of"), own.umbrella),
        (_("Invites"), data.organiser or _("nobody yet")),
        (_("From"), begins),
        (_("Until"), ends),
        (_("Budget years"), ", ".join(own.years) or _("no budget")),
        (_("Needed a year"), money),
        (_("Holidays"), own.region or _("none")),
        (_("Names kept"), _("{years} years").format(years=own.retention_years)),
    )
    lines = [
        Line((plain(label, "dim"), plain(said)), key=f"own:{place}")
        for place, (label, said) in enumerate(facts)
        if said
    ]
    yield from table(
        (Column(least=13, most=16), Column(least=20, most=200, grow=True)),
        lines,
        width,
        heads=False,
    )


# The plan


def _choices(data: ProgrammeData, width: int) -> Iterator[Row]:
    if not data.choices:
        yield from remark(_("The plan leaves nothing open."), width)
    for choice in data.choices:
        question = [text for _key, text in remark(choice.question, width, "")]
        words = dict(choice.options).get(choice.chosen, choice.chosen)
        yield f"choice:{choice.id}", question[0] if question else Text("")
        for text in question[1:]:
            yield None, text
        yield None, plain(f"   ● {words}", "bold")


def _dates(data: ProgrammeData, width: int) -> Iterator[Row]:
    for place, date in enumerate(data.dates):
        if date.event is not None and date.day is not None:
            day = format_date(date.day, weekday=False)
            yield f"date:{place}", plain(f" {day}  {date.title}")
        else:
            words = _("no date: {count} × {title}")
            said = words.format(count=date.missing, title=date.title)
            yield f"date:{place}", plain(f" {said}")
        yield from _deeper(date.says, width)


def _deeper(words: str, width: int) -> Iterator[Row]:
    for _key, text in remark(words, width - DEEPER) if words else ():
        yield None, Text(" " * (DEEPER - 1)).append_text(text)


def _remarks(data: ProgrammeData, width: int) -> Iterator[Row]:
    for place, one in enumerate(data.remarks):
        when = f" ({one.when})" if one.when else ""
        first, *rest = remark(f"{one.kind}: {one.title}{when}", width, "")
        yield f"remark:{place}", first[1]
        yield from rest
        yield from _deeper(one.note, width)
        for name, texts in one.details.items():
            for text in texts:
                yield from _deeper(f"{name}: {text}", width)


# Goals, and how far they are covered


def _goals(data: ProgrammeData, width: int) -> Iterator[Row]:
    if not data.goals:
        yield from remark(_("The programme names no goals."), width)
    columns = (
        Column(least=4, most=24),
        Column(least=5, most=14),
        Column(least=1),
        Column(least=20, most=200, grow=True),
    )
    lines = [_goal(depth, goal) for depth, goal in tree(data.goals)]
    yield from table(columns, lines, width, heads=False)
    if any(_noted(goal) for goal in data.goals):
        yield from remark(_("{mark} the progress report tells of it").format(mark=NOTED), width)


def _noted(goal: GoalLine) -> bool:
    return bool(goal.explanation or goal.obstacle or goal.request)


def _goal(depth: int, goal: GoalLine) -> Line:
    indent = "  " * depth
    cells = (
        plain(f"{indent}{goal.slug}"),
        plain(goal_kind(goal.kind), "dim"),
        Text(NOTED if _noted(goal) else ""),
        plain(goal.name),
    )
    return Line(cells, key=f"goal:{goal.slug}")


def _cover_words(data: ProgrammeData) -> str:
    found = data.coverage
    states = [
        *(one.complete for one in found.themes),
        *(one.covered for one in found.settings),
        *(bool(one.meetings) for one in data.layers),
    ]
    if not states:
        return _("none")
    return _("{done} of {all}").format(done=sum(states), all=len(states))


def _cover(data: ProgrammeData, width: int) -> Iterator[Row]:
    found = data.coverage
    lines = [
        Line((plain(one.name), plain(still_to_do(one.lacks))), key=f"goal:{one.slug}")
        for one in found.themes
    ]
    for setting in found.settings:
        tried = ngettext("{count} experiment", "{count} experiments", setting.experiments)
        met = ngettext("{count} meeting", "{count} meetings", setting.meetings)
        mark = "✓" if setting.covered else "○"
        said = f"{tried.format(count=setting.experiments)}, {met.format(count=setting.meetings)}"
        words = said if setting.covered else _("nothing yet")
        lines.append(
            Line((plain(setting.name), plain(f"{mark} {words}")), key=f"goal:{setting.slug}")
        )
    for layer in data.layers:
        met = ngettext("{count} meeting in {year}", "{count} meetings in {year}", layer.meetings)
        words = met.format(count=layer.meetings, year=layer.year)
        mark = "✓" if layer.meetings else "○"
        name = _("layer {name}").format(name=layer.layer)
        lines.append(Line((plain(name), plain(f"{mark} {words} · {comma(layer.kinds)}"))))
    if not lines:
        yield from remark(_("The programme has no themes, settings or layers to cover."), width)
    columns = (Column(least=14, most=44, grow=True), Column(least=20, most=120, grow=True))
    yield from table(columns, lines, width, heads=False)


# What it is made of


def _kinds(data: ProgrammeData, width: int) -> Iterator[Row]:
    if not data.kinds:
        yield from remark(_("There are no kinds of events yet."), width)
        return
    columns = (
        Column(_("Kind"), least=16, most=44, grow=True),
        Column(_("layer"), least=6, most=20),
        Column(_("length"), least=5, right=True),
        Column(_("charged"), least=8, most=24),
        Column(_("line"), least=8, most=24),
        Column(_("preparation"), least=8, right=True, from_width=100),
        Column(_("travel"), least=6, right=True, from_width=100),
        Column(_("invites"), least=8, most=30, from_width=100),
    )
    names = {group.slug: group.name for group in data.groups}
    lines = [
        Line(
            (
                plain(kind.name),
                plain(kind.layer),
                Text(format_hours(kind.length)),
                plain(charged(kind.charge)),
                plain(
                    _("of who comes")
                    if kind.line == "seat"
                    else data.lines.get(kind.line or "", "")
                ),
                Text(format_hours(kind.preparation) if kind.preparation else ""),
                Text(format_hours(kind.travel) if kind.travel else ""),
                plain(comma(names.get(slug, slug) for slug in kind.groups), "dim"),
            ),
            key=f"kind:{kind.slug}",
        )
        for kind in data.kinds
    ]
    yield from table(columns, lines, width)


def _groups(data: ProgrammeData, width: int) -> Iterator[Row]:
    if not data.groups:
        yield from remark(_("There are no groups yet."), width)
        return
    columns = (
        Column(least=16, most=44, grow=True),
        Column(least=6, most=24),
        Column(least=12, most=40),
        Column(least=8, most=24),
    )
    lines = []
    for group in data.groups:
        own = [seat for seat in group.seats if seat.deputy_for is None]
        taken = sum(seat.name is not None for seat in own)
        words = _("{taken} of {seats} seats taken").format(taken=taken, seats=len(own))
        said = words if own else _("nobody yet")
        line = data.lines.get(group.line or "", "")
        cells = (plain(group.name), plain(group.layer), Text(said, "dim"), plain(line))
        lines.append(Line(cells, key=f"group:{group.slug}"))
    yield from table(columns, lines, width, heads=False)


def _lines(data: ProgrammeData, width: int) -> Iterator[Row]:
    if not data.lines:
        words = _("Nothing is promised for yet: a line is what hours or money are promised for.")
        yield from remark(words, width)
    used = {slug: [kind.name for kind in data.kinds if kind.line == slug] for slug in data.lines}
    lines = [
        Line((plain(name), plain(comma(used[slug]), "dim")), key=f"line:{slug}")
        for slug, name in data.lines.items()
    ]
    columns = (Column(least=16, most=44, grow=True), Column(least=10, most=90, grow=True))
    yield from table(columns, lines, width, heads=False)


# Days on which somebody is shut


def _closures_words(data: ProgrammeData) -> str:
    count = len(data.closures)
    words = ngettext("{count} to come", "{count} to come", count).format(count=count)
    return words if count or data.past else _("none")


def _closures(data: ProgrammeData, width: int) -> Iterator[Row]:
    if not data.closures:
        yield from remark(_("No closures to come; holidays are known without them."), width)
    yield from table(closure_columns(), closure_lines(data.closures), width, heads=False)
    if data.past:
        words = ngettext("{count} that is over", "{count} that are over", data.past)
        yield "past:", plain(" " + words.format(count=data.past), "dim")
