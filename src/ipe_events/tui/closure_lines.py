"""Closures in lines: when, whose, what."""

from __future__ import annotations

from collections.abc import Sequence

from ipe_events.domain.closures import ClosureLine
from ipe_events.i18n import _, format_day_range
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.text import plain


def closure_columns() -> tuple[Column, ...]:
    """When, whose, what."""
    return (
        Column(least=11, most=34),
        Column(least=14, most=40, grow=True),
        Column(least=8, most=60, grow=True),
    )


def closure_lines(found: Sequence[ClosureLine]) -> list[Line]:
    """Closures in columns, each under its number."""
    return [
        Line(
            (
                plain(format_day_range(one.starts, one.ends, weekday=False)),
                plain(_("region {name}").format(name=one.region) if one.region else one.who),
                plain(one.name, "dim"),
            ),
            key=f"closure:{one.id}",
        )
        for one in found
    ]


def closure_words(one: ClosureLine) -> str:
    """Whose closure it is and when, and what that means."""
    days = format_day_range(one.starts, one.ends)
    words = _("{who}, {days}. Dates may be proposed on these days again.")
    return words.format(who=one.who, days=days)
