"""Hours of partners in words, figures and bars, the same on every screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text
from textual.app import App

from ipe_events.domain.budget import Bounds, Figures, Status, total
from ipe_events.domain.hour_records import HoursRow
from ipe_events.i18n import N_, _, format_decimal_hours, format_money
from ipe_events.tui.columns import Cell, Column, Line
from ipe_events.tui.text import plain, tone
from ipe_events.tui.widgets.hours_bar import bar

STATUS_WORDS = {
    Status.ROOM: N_("○ room left"),
    Status.ON_TRACK: N_("✓ on track"),
    Status.ABOVE: N_("▲ above promise"),
    Status.NONE: N_("no hours agreed"),
}
STATUS_TONES = {Status.ON_TRACK: "success", Status.ABOVE: "warning"}


def columns(first: str) -> tuple[Column, ...]:
    """The columns of hours; the bar and the value go where there is no room for them."""
    return (
        Column(first, least=12, most=44, grow=True),
        Column(least=11, most=40, grow=True, from_width=64),
        Column(least=3, right=True),
        Column(least=2, right=True),
        Column(_("realised +planned /promised"), least=3, right=True),
        Column(_("draft"), right=True, least=8, from_width=98),
        Column(_("still left"), least=5, right=True),
        Column(_("value"), least=8, right=True, from_width=118),
        Column(_("state"), least=10, most=20),
    )


def cells(app: App[Any], name: Text, figures: Figures) -> tuple[Cell, ...]:
    """A partner's figures in those columns."""
    tally, style = figures.tally, _style(app, figures.status)
    promised = "" if figures.committed is None else f"/{_promised(figures)}"
    left = "" if figures.left is None else format_decimal_hours(figures.left)
    return (
        name,
        lambda width: bar(figures, width, lambda name: tone(app, name)),
        Text(format_decimal_hours(tally.realised)),
        Text(f"+{format_decimal_hours(tally.planned)}" if tally.planned else ""),
        Text(promised),
        Text(format_decimal_hours(tally.draft) if tally.draft else ""),
        Text(left),
        Text(format_money(tally.value, whole=True) if figures.committed is not None else ""),
        Text(_(STATUS_WORDS[figures.status]), style=style),
    )


def _promised(figures: Figures) -> str:
    return format_decimal_hours((figures.committed or 0) + figures.carried)


def _style(app: App[Any], status: Status) -> str:
    name = STATUS_TONES.get(status)
    if name is None:
        return "dim" if status is Status.NONE else ""
    return str(tone(app, name))


def by_line(rows: Sequence[HoursRow], names: Mapping[str, str]) -> list[tuple[str, list[HoursRow]]]:
    """The rows of each plan line with its name; within it those that promised hours first."""
    order = [*names, None]
    found = []
    for slug in order:
        own = [row for row in rows if row.line == slug]
        own.sort(key=lambda row: row.figures.committed is None)
        if own:
            found.append((names[slug] if slug is not None else _("Without a line"), own))
    return found


def sum_lines(app: App[Any], rows: Sequence[HoursRow], bounds: Bounds) -> list[Line]:
    """The sum of what was promised, and of what was worked beside it: lines offset nothing."""
    bound = [row.figures for row in rows if row.figures.committed is not None]
    free = [row.figures for row in rows if row.figures.committed is None]
    found = []
    if bound:
        figures = total(bound, bounds)
        found.append(Line(cells(app, plain(_("Total promised")), figures), style="bold"))
    if free:
        tally = total(free, bounds).tally
        name = plain(_("Beside what was promised"))
        found.append(Line(cells(app, name, Figures(None, None, tally))))
    return found
