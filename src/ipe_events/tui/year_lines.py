"""A year plan as lines of a width: the dates with what is in their way, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from ipe_events.domain.year_plan import Accepted, PlanCost, Proposal, YearPlan
from ipe_events.i18n import N_, _, format_date, format_decimal_hours, ngettext
from ipe_events.i18n.year_words import beside_words, obstacles_words
from ipe_events.tui import event_text
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.event_lines import wrapped
from ipe_events.tui.page import Row, blank, heading, indented, remark, table
from ipe_events.tui.text import plain

INDENT = 6
ROOMY = 90
OUT = "dim strike"
EXAMPLES = (
    N_("every 3 weeks tue 13:00-15:00"),
    N_("first thu of the month 9:00-10:30"),
    N_("4 x per school year 15:30-17:00"),
    N_("2 x per half-year"),
    N_("1 x"),
)


def explanation(width: int) -> Iterator[Row]:
    """What to type, while nothing is."""
    yield from remark(_("Type a rhythm beside each kind that meets. For example:"), width, "")
    yield blank()
    for example in EXAMPLES:
        yield from indented(_(example), width)
    yield blank()
    words = _("Or give an earlier year: its rhythms, groups and promises are proposed again.")
    yield from remark(words, width, "")


def dates(done: Accepted, width: int, *, with_costs: bool) -> Iterator[Row]:
    """Every date in order, and under it what is in the way; then the hours if they fit nowhere."""
    plan = done.plan
    names = {slug: name for hosts in plan.hosts.values() for slug, name in hosts}
    lines = [_date(item, names, year=width >= ROOMY) for item in plan.proposals]
    columns = (
        Column(least=1),
        Column(_("wk"), least=2, right=True),
        Column(_("Date"), least=9, most=16),
        Column(_("Time"), least=5, most=11),
        Column(_("Meeting"), least=14, most=60, grow=True),
        # A number at the end of a title says more than the end of a partner's name.
        Column(_("Host"), least=10, most=18 if width < ROOMY else 40, grow=True),
    )
    notes = {item.key: _notes(item, width) for item in plan.proposals}
    for key, text in table(columns, lines, width):
        yield key, text
        if key is not None:
            yield from notes[key]
    if with_costs:
        yield blank()
        yield from costs(done.costs, width)


def _date(item: Proposal, names: Mapping[str, str], *, year: bool) -> Line:
    clock = _("all day")
    if item.start is not None:
        clock = f"{item.start:%H:%M}" + (f"-{item.end:%H:%M}" if item.end else "")
    day = event_text.day_and_month(item.day)
    sign = ("!" if item.marks else " ") if item.taken else "–"
    style = "" if item.taken else OUT
    host = names.get(item.host or "", "") if item.taken else ""
    return Line(
        (
            Text(sign, style="bold"),
            Text(str(item.day.isocalendar().week), style=style),
            Text(f"{day} {item.day.year}" if year else day, style=style),
            Text(clock, style=style),
            plain(item.title, style),
            plain(host, style),
        ),
        key=item.key,
    )


def _notes(item: Proposal, width: int) -> Iterator[Row]:
    """What a date is kept by, in words beside the sign."""
    said = []
    if not item.taken:
        why = obstacles_words(item.passed)
        said.append(_("– skipped: {reason}").format(reason=why) if why else _("– left out"))
    else:
        if item.marks:
            said.append(f"! {obstacles_words(item.marks)}")
        if item.moved:
            words = _("→ instead of {date}: {reason}") if item.passed else _("→ was on {date}")
            reason = obstacles_words(item.passed)
            said.append(words.format(date=format_date(item.wanted), reason=reason))
    for words in said:
        for line in wrapped(plain(words, "dim"), width - INDENT - 1):
            yield None, Text(" " * INDENT).append_text(line)


def costs(found: Sequence[PlanCost], width: int) -> Iterator[Row]:
    """The hours of each partner with a promise against what is left, then those beside it."""
    yield heading(_("Hours this costs"))
    some = [cost for cost in found if cost.minutes]
    if not some:
        yield from remark(_("These meetings cost no partner any hours."), width)
        return
    columns = (
        Column(_("Partner"), least=12, most=44, grow=True),
        Column(_("hours"), least=5, right=True),
        Column(_("left"), least=7, right=True),
        Column(least=1, most=16),
    )
    lines = [_cost(cost) for cost in some if cost.left is not None]
    if lines:
        yield from table(columns, lines, width)
    beside = [cost.minutes for cost in some if cost.left is None]
    if beside:
        yield from remark(beside_words(beside), width)


def _cost(cost: PlanCost) -> Line:
    above = cost.left is not None and cost.left < 0
    return Line(
        (
            plain(cost.name),
            Text(format_decimal_hours(cost.minutes)),
            Text("" if cost.left is None else format_decimal_hours(cost.left)),
            Text(_("▲ above promise") if above else ""),
        )
    )


def summary(plan: YearPlan) -> str:
    """How many meetings, of how many asked for, and in what time."""
    taken, out = len(plan.taken), len(plan.proposals) - len(plan.taken)
    words = ngettext("{count} meeting", "{count} meetings", taken).format(count=taken)
    if out:
        words += ", " + _("{count} skipped").format(count=out)
    there = sum(plan.there.values())
    if there:
        words += ", " + _("{count} there already").format(count=there)
    span = f"{format_date(plan.first, weekday=False)} – {format_date(plan.last, weekday=False)}"
    return f"{plan.year.label}: {words} · {span}"
