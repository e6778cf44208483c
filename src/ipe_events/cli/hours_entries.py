"""Hour entries: what is under a figure, correcting, opening balances, closing, recalculating."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, FromDay, Org, ToDay
from ipe_events.cli.opening import changing, opened, reading
from ipe_events.domain.minutes import parse_duration
from ipe_events.domain.when import parse_iso_day
from ipe_events.i18n import (
    _,
    format_date,
    format_decimal_hours,
    format_hours,
    format_money,
    ngettext,
)

if TYPE_CHECKING:
    from ipe_events.domain.closings import ClosedPartner, Difference
    from ipe_events.domain.entries import EntryLine

EntryId = Annotated[int, typer.Argument(metavar="ID", help="The number of the entry.")]


def entries(
    ctx: typer.Context,
    org: Org = None,
    line: Annotated[
        str | None, typer.Option("--line", metavar="LINE", help="Of this promise.")
    ] = None,
    first: FromDay = None,
    last: ToDay = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="EMAIL|ID", help="Of this person.")
    ] = None,
    event: Annotated[
        int | None, typer.Option("--event", metavar="ID", help="Of a meeting.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List hour entries: what every figure comes down to."""
    from ipe_events.domain.entries import EntryFilter
    from ipe_events.services import entries as services
    from ipe_events.services import finding

    days = values.days(first, last)
    with reading(ctx) as view:
        wanted = EntryFilter(
            organisation=None if org is None else finding.organisation(view, org).slug,
            line=line,
            first=days[0],
            last=days[1],
            people=None if person is None else (finding.person(view, person).id,),
            events=None if event is None else (finding.event(view, event).id,),
        )
        found = services.entries(view, wanted)
    if as_json:
        output.emit({"entries": [documents.entry(one) for one in found]})
        return
    if not found:
        output.say(_("No hours."))
        return
    rows = [_row(one) for one in found]
    head = (
        _("entry"),
        _("date"),
        _("organisation"),
        _("who"),
        _("activity"),
        _("hours"),
        _("value"),
    )
    rows.append(
        (
            _("total"),
            "",
            "",
            "",
            "",
            format_hours(sum(one.minutes for one in found)),
            format_money(sum(one.cents for one in found)),
        )
    )
    table(head, rows, right=(0, 5, 6))


def _row(one: EntryLine) -> tuple[str, ...]:
    activity = one.activity
    if one.corrects is not None:
        activity = _("correction of {id}: {reason}").format(id=one.corrects, reason=one.reason)
    return (
        str(one.id),
        format_date(one.day, weekday=False),
        one.organisation,
        one.person_name or "–",
        activity,
        format_hours(one.minutes),
        format_money(one.cents) if one.rate is not None and one.financing == "in_kind" else "–",
    )


def correct(
    ctx: typer.Context,
    entry: EntryId,
    hours: Annotated[str, typer.Option(metavar="H", help="What the entry must come to, as 1:30.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
    as_json: AsJson = False,
) -> None:
    """Correct an entry by a dated entry beside it, which says why."""
    from ipe_events.services import entries as services

    minutes = parse_duration(hours)
    with changing(ctx, f"hours correct {entry}") as change:
        made = services.entry(change, services.correct(change, entry, minutes, reason))
    words = _("Corrected entry {id} by {hours} on {date}, entry {other}").format(
        id=made.corrects,
        hours=format_hours(made.minutes),
        date=format_date(made.day),
        other=made.id,
    )
    output.tell(as_json, documents.entry(made), words)


def opening(
    ctx: typer.Context,
    org: Annotated[str, typer.Option("--org", metavar="ORG", help="Whose hours they are.")],
    line: Annotated[str, typer.Option("--line", metavar="LINE", help="Which promise.")],
    year: Annotated[str, typer.Option("--year", metavar="YEAR", help="2027 or 2026-2027.")],
    hours: Annotated[
        str, typer.Option(metavar="H", help="What was done, as 37,5; 0 takes it away.")
    ],
    as_json: AsJson = False,
) -> None:
    """Keep what a partner had done in a year before its hours were kept here."""
    from ipe_events.services import entries as services

    minutes = parse_duration(hours)
    with changing(ctx, f"hours opening {org} {line} {year}") as change:
        number = services.opening(change, org, line, year, minutes)
    words = _("{org}, {line}, {year}: begins with {hours} hours").format(
        org=output.plain(org), line=line, year=year, hours=format_decimal_hours(minutes)
    )
    output.tell(as_json, {"id": number, "hours": documents.hours(minutes)}, words)


def close(
    ctx: typer.Context,
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="The last day, as 2027-01-12.")
    ],
    org: Annotated[
        str | None, typer.Option("--org", metavar="ORG", help="One partner; else all of them.")
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Say it, change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Settle hours up to a day: from then on only dated corrections change them."""
    from ipe_events.services import closings

    day = parse_iso_day(until, "until")
    with opened(ctx) as workspace:
        label = f"hours close {until}"
        with workspace.preview() if preview else workspace.change(label) as change:
            found = closings.close(change, day, org)
            waiting = closings.unregistered(change, day)
    document = {
        "closed": [documents.closed_partner(one) for one in found],
        "unregistered": [documents.event(line) for line in waiting],
    }
    output.tell(as_json, document, *_closed(found, preview))
    for line in waiting:
        if not as_json:
            output.warn(_("nobody kept who was at {event}").format(event=output.event_words(line)))


def _closed(found: list[ClosedPartner], preview: bool) -> list[str]:
    names = [
        _("{name}: {hours} hours, {value}").format(
            name=output.plain(one.organisation_name),
            hours=format_decimal_hours(one.minutes),
            value=format_money(one.cents),
        )
        for one in found
        if one.entries
    ]
    head = ngettext(
        "Closed until {date}: {n} partner", "Closed until {date}: {n} partners", len(found)
    )
    if preview:
        head = ngettext(
            "Would close until {date}: {n} partner",
            "Would close until {date}: {n} partners",
            len(found),
        )
    return [head.format(date=format_date(found[0].until), n=len(found)), *names]


def recalculate(
    ctx: typer.Context,
    first: FromDay = None,
    last: ToDay = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Meetings of this kind.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Do it; without it, a list.")] = False,
    as_json: AsJson = False,
) -> None:
    """Charge held meetings by what their kinds say today; lists the differences first."""
    from ipe_events.services import recalculating

    days = values.days(first, last)
    with opened(ctx) as workspace:
        label = "hours recalculate"
        with workspace.change(label) if accept else workspace.preview() as change:
            found = recalculating.recalculate(change, *days, kind)
    if as_json:
        differences = [documents.difference(one) for one in found]
        output.emit({"differences": differences, "accepted": accept})
        return
    if not found:
        output.say(_("Nothing differs."))
        return
    _say_differences(found)
    output.say(_("Done.") if accept else _("Nothing was changed; --accept does it."))


def _say_differences(found: list[Difference]) -> None:
    head = (_("event"), _("date"), _("title"), _("organisation"), _("was"), _("becomes"))
    rows = [
        (
            str(one.event),
            format_date(one.day, weekday=False),
            one.title,
            one.organisation_name,
            format_hours(one.before),
            format_hours(one.after),
        )
        for one in found
    ]
    table(head, rows, right=(0, 4, 5))
