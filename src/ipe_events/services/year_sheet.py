"""Gathers a year of meetings for one sheet of paper."""

from __future__ import annotations

from ipe_events.domain import years
from ipe_events.domain.records import EventFilter
from ipe_events.domain.year_sheet import YearSheet
from ipe_events.services import events, programmes
from ipe_events.services.availability import holiday_calendar
from ipe_events.services.workspace import View

# What was cancelled takes no day.
SHOWN = ("draft", "planned", "held")


def year_sheet(view: View, label: str) -> YearSheet:
    """The meetings of a calendar year (`2027`) or a school year (`2026-2027`)."""
    year = years.parse_year(label, view.programme.school_month)
    found = events.lines(view, EventFilter(first=year.start, last=year.end, states=SHOWN))
    met = {event.kind for event in found}
    known = holiday_calendar(view)
    return YearSheet(
        programme=view.programme.name,
        language=view.programme.language,
        year=year,
        kinds=tuple((kind.slug, kind.name) for kind in programmes.kinds(view) if kind.slug in met),
        events=tuple(found),
        days_off=tuple(known.days_off(year.start, year.end)) if known is not None else (),
        today=view.now.date(),
    )


def as_file(view: View, label: str) -> bytes:
    """The year on one A4, as HTML."""
    # Imported here: who reads dates need not wait for how they are drawn.
    from ipe_events.reports import html
    from ipe_events.reports.year_sheet import document

    return html.render(document(year_sheet(view, label)))
