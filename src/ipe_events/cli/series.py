"""Events that repeat, the dates of a rule, and warnings about what is planned."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.declare import (
    AsJson,
    End,
    FromDay,
    Goal,
    Host,
    Location,
    Named,
    Online,
    Start,
    Title,
    ToDay,
    group,
    show,
)
from ipe_events.cli.events import Draft, Groups, Invite
from ipe_events.cli.opening import ZONE, opened, reading
from ipe_events.i18n import _, format_date, language
from ipe_events.i18n.sentences import check_sentence, clean

if TYPE_CHECKING:
    from ipe_events.domain.drafts import EventDraft
    from ipe_events.domain.records import SeriesPlan

Rule = Annotated[
    str, typer.Option("--rrule", metavar="RULE", help="As FREQ=WEEKLY;INTERVAL=6;COUNT=8.")
]

app = group()
series = group(
    "Events that repeat.",
    example="series add --kind kernteamoverleg --rrule 'FREQ=MONTHLY;BYDAY=2TU;COUNT=10'"
    " --date 2026-09-08 --start 13:00 --end 15:00",
)
app.add_typer(series, name="series")


@series.command(
    "add",
    epilog=show(
        "series add --kind kernteamoverleg --rrule 'FREQ=WEEKLY;INTERVAL=6;COUNT=8'"
        " --date 2026-09-08 --start 13:00 --end 15:00 --skip-holidays --preview"
    ),
)
def add(
    ctx: typer.Context,
    kind: Annotated[str, typer.Option(metavar="KIND", help="As kind list names them.")],
    rrule: Rule,
    day: Annotated[str, typer.Option("--date", metavar="DATE", help="Where the rule starts.")],
    start: Start = None,
    end: End = None,
    title: Title = None,
    groups: Groups = None,
    invite: Invite = None,
    location: Location = None,
    online: Online = None,
    host: Host = None,
    goal: Goal = None,
    privacy: Named = None,
    skip_holidays: Annotated[
        bool, typer.Option("--skip-holidays", help="Leave holidays out.")
    ] = False,
    shift_holidays: Annotated[
        bool, typer.Option("--shift-holidays", help="Move to the next free week.")
    ] = False,
    take_back: Annotated[
        list[str] | None,
        typer.Option(metavar="DATE", help="Plan on this holiday after all; may be repeated."),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Show it, and write nothing.")] = False,
    draft: Draft = False,
    as_json: AsJson = False,
) -> None:
    """Plan every occurrence of a finite rule as an event."""
    from ipe_events.domain.drafts import EventDraft
    from ipe_events.domain.invitation import Privacy

    if skip_holidays and shift_holidays:
        ctx.fail("Give one of --skip-holidays and --shift-holidays.")
    wanted = EventDraft(
        kind=kind,
        when=values.when(day, None, start, end),
        title=title,
        location=location or "",
        link=online or "",
        host=host,
        goal=goal,
        groups=tuple(groups or ()),
        invite=tuple(invite or ()),
        draft=draft,
        privacy=privacy or Privacy.ALL,
    )
    mode: Literal["keep", "skip", "shift"] = "keep"
    if skip_holidays or shift_holidays:
        mode = "skip" if skip_holidays else "shift"
    back = {found for text in take_back or () if (found := values.day(text)) is not None}
    made = _planned(ctx, wanted, rrule, mode, preview, back)
    if as_json:
        output.emit(_document(made, preview))
    else:
        _say_plan(made, preview)


def _planned(
    ctx: typer.Context,
    wanted: EventDraft,
    rule: str,
    mode: Literal["keep", "skip", "shift"],
    preview: bool,
    taken_back: set[date],
) -> SeriesPlan:
    from ipe_events.services import series as services

    label = f"series add {wanted.title or wanted.kind} {wanted.when.day}"
    with (
        opened(ctx) as workspace,
        workspace.preview() if preview else workspace.change(clean(label)) as change,
    ):
        return services.add(change, wanted, rule, mode, taken_back=taken_back)


def _document(made: SeriesPlan, preview: bool) -> documents.Document:
    """What was planned; a preview has no numbers, as nothing was written."""
    return {
        "series": None if preview else made.id,
        "events": [
            {"id": None if preview else line.id, "date": documents.day(line.day)}
            for line in made.events
        ],
        "skipped": [
            {"date": documents.day(item.day), "reason": item.reason} for item in made.skipped
        ],
        "warnings": documents.warnings(made.checks),
    }


def _say_plan(made: SeriesPlan, preview: bool) -> None:
    words = _("Would add {count} events:") if preview else _("Added series {id}, {count} events:")
    output.say(words.format(id=made.id, count=len(made.events)))
    for line in made.events:
        number = "" if preview else f"{line.id:>5}  "
        output.say(f"  {number}{output.event_words(line)}")
        output.say_checks(check for check in made.checks if check.event == line.id)
    for item in made.skipped:
        words = _("  left out: {date} ({reason})")
        output.say(words.format(date=format_date(item.day), reason=output.plain(item.reason)))


@app.command(
    "dates",
    epilog=show("dates --start 2026-09-08T15:30 --rrule 'FREQ=MONTHLY;BYDAY=2TU' --to 2027-07-31"),
)
def dates(
    start: Annotated[
        str, typer.Option(metavar="DATETIME|DATE", help="As 2026-09-08T15:30 or 2026-09-08.")
    ],
    rrule: Rule,
    exdate: Annotated[
        list[str] | None,
        typer.Option(metavar="DATETIME|DATE", help="Leave this one out; may be repeated."),
    ] = None,
    from_day: FromDay = None,
    to_day: ToDay = None,
    tz: Annotated[str, typer.Option(metavar="ZONE", help="The time zone.")] = ZONE,
    as_json: AsJson = False,
) -> None:
    """List the dates that a repetition rule gives; needs no workspace."""
    from ipe_events.domain.recurrence import occurrences
    from ipe_events.domain.recurrence_rule import parse_rule
    from ipe_events.domain.when import parse_iso_moment

    first, last = values.days(from_day, to_day)
    excluded = [parse_iso_moment(text, "exdate") for text in exdate or ()]
    rule = parse_rule(rrule)
    found: list[date] = list(
        occurrences(rule, parse_iso_moment(start), zone=tz, until=last, exdates=excluded)
    )
    kept = [item for item in found if first is None or item >= _like(item, first)]
    if as_json:
        output.emit({"dates": [_iso(item) for item in kept]})
        return
    for item in kept:
        clock = f" {item:%H:%M}" if isinstance(item, datetime) else ""
        output.say(f"{format_date(item)}{clock}")


def _like(item: date, day: date) -> date:
    """The first moment of a day, comparable with an occurrence."""
    return datetime.combine(day, datetime.min.time()) if isinstance(item, datetime) else day


def _iso(item: date) -> str:
    if not isinstance(item, datetime):
        return item.isoformat()
    return item.isoformat(timespec="seconds" if item.second else "minutes")


@app.command("checks", epilog=show("checks --from 2027-01-01"))
def checks(
    ctx: typer.Context, from_day: FromDay = None, to_day: ToDay = None, as_json: AsJson = False
) -> None:
    """Show the warnings about events and budget."""
    from ipe_events.services import checking, events

    first, last = values.days(from_day, to_day)
    with reading(ctx) as view:
        found = checking.of_programme(view, first, last)
        about = {
            line.id: line
            for line in events.by_id(view, {c.event for c in found if c.event is not None})
        }
    if as_json:
        output.emit({"warnings": documents.checks(found)})
        return
    for check in found:
        place = f"{check.event} {output.event_words(about[check.event])}: " if check.event else ""
        output.say(f"{place}{check_sentence(check.code, check.values, language())}")
    if not found:
        output.say(_("Nothing to warn about."))
