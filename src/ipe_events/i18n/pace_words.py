"""What a partner's promise still asks, in sentences that blame nobody (004:365-366)."""

from __future__ import annotations

from ipe_events.domain.pace import SCHOOL_DAYS, Giving, Pace, PaceReport
from ipe_events.i18n import _, format_date, format_decimal_hours, format_hours, ngettext

# A longer list of meetings is told by its first ones.
MOST = 4


def pace_words(row: Pace, report: PaceReport) -> list[str]:
    """The advice about one promise, from what was promised to what would fill it."""
    tally = row.figures.tally
    allowed = (row.figures.committed or 0) + row.figures.carried
    found = [
        _("{realised} realised and {planned} planned of {promised} hours").format(
            realised=format_decimal_hours(tally.realised),
            planned=format_decimal_hours(tally.planned),
            promised=format_decimal_hours(allowed),
        )
    ]
    if row.short:
        found.append(_asked(row, allowed, report))
    if row.meetings:
        found.append(_given(row.meetings, row.given))
    if row.work:
        words = _("Work planned outside meetings gives {hours} hours.")
        found.append(words.format(hours=format_decimal_hours(row.work)))
    if tally.draft:
        words = _("Meetings that are drafts would give {hours} hours more.")
        found.append(words.format(hours=format_decimal_hours(tally.draft)))
    if row.overdue:
        words = _("Not received yet of work planned outside meetings: {hours} hours.")
        found.append(words.format(hours=format_decimal_hours(row.overdue)))
    if row.at_rate is not None and row.attended is not None and row.given:
        words = _("If attendance stays at {percent}%, the forecast is {hours} hours.")
        share = round(100 * row.attended)
        found.append(words.format(percent=share, hours=format_decimal_hours(row.at_rate)))
    return found


def _asked(row: Pace, allowed: int, report: PaceReport) -> str:
    short = format_decimal_hours(row.short)
    if row.per_month is None:
        words = _("{short} hours of room until {day}; no whole month of school is left.")
        return words.format(short=short, day=format_date(report.period.end, weekday=False))
    words = ngettext(
        "{short} hours of room: {pace} a month to reach {promised}, in the {count} month left.",
        "{short} hours of room: {pace} a month to reach {promised}, in the {count} months left.",
        row.months,
    )
    return words.format(
        short=short,
        pace=format_hours(row.per_month),
        promised=format_decimal_hours(allowed),
        count=row.months,
    )


def _given(meetings: tuple[Giving, ...], minutes: int) -> str:
    count = len(meetings)
    words = ngettext(
        "{count} planned meeting gives {hours} hours: {meetings}",
        "{count} planned meetings give {hours} hours: {meetings}",
        count,
    )
    named = [
        f"{format_date(one.day, weekday=False)} {one.title} {format_decimal_hours(one.minutes)}"
        for one in meetings[:MOST]
    ]
    if count > MOST:
        named.append("…")
    hours = format_decimal_hours(minutes)
    return words.format(count=count, hours=hours, meetings="; ".join(named))


def definition(report: PaceReport) -> list[str]:
    """What the forecast and the months are."""
    months = _("Months left: whole months to {day} with at least {days} days of school.")
    return [
        _("Forecast: what was realised and what is planned; who declined does not count."),
        months.format(day=format_date(report.period.end, weekday=False), days=SCHOOL_DAYS),
        _("Attendance so far: of those who did not decline, the share that came."),
    ]
