"""Moving, changing, planning and cancelling events: one, or more of its series."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.declare import (
    AsJson,
    Day,
    End,
    EventIds,
    Goal,
    Host,
    Location,
    Named,
    Online,
    Start,
    need_any,
)
from ipe_events.cli.event_text import say_outcome
from ipe_events.cli.opening import opened
from ipe_events.domain.several_events import Several, SeveralEdit, ToCancel, ToPlan, parse_shift
from ipe_events.i18n import N_, _, ngettext
from ipe_events.i18n.sentences import clean

if TYPE_CHECKING:
    from ipe_events.domain.records import EventLine
    from ipe_events.domain.series_scope import Kept, Scope, SeriesOutcome
    from ipe_events.services.workspace import Change

Reach = Annotated[
    Literal["one", "following", "all"] | None,
    typer.Option("--scope", help="Of a series: this one, this and following, or all."),
]
Preview = Annotated[bool, typer.Option("--preview", help="Show it, and write nothing.")]

WHY = {
    "held": N_("held"),
    "cancelled": N_("cancelled"),
    "draft": N_("draft"),
    "edited": N_("changed by itself"),
    "same": N_("it is like that already"),
}


def move(
    ctx: typer.Context,
    event_ids: EventIds,
    day: Day = None,
    start: Start = None,
    end: End = None,
    later: Annotated[
        str | None, typer.Option("--by", metavar="DAYS", help="So much later, as 7, -2 or +1w.")
    ] = None,
    scope: Reach = None,
    preview: Preview = False,
    as_json: AsJson = False,
) -> None:
    """Put an event on another day or time, or several so many days later.

    It keeps its length unless an end is given. Of a series the others go as many days; what was
    held, or moved by itself, stays.
    """
    need_any(ctx, "--date", "--start", "--end", "--by")
    if day is not None and (later is not None or len(event_ids) > 1):
        ctx.fail("Give --date for one event; --by moves several as many days.")
    to_day, begin, finish = (
        values.day(day),
        values.clock(start, "start"),
        values.clock(end, "end"),
    )
    by = parse_shift(later or "", "by")
    wanted = SeveralEdit(by, begin, finish)
    if _are_several(ctx, "move", event_ids, wanted, scope, preview, as_json):
        return

    def act(change: Change) -> SeriesOutcome:
        from ipe_events.services import events, series_edit

        goes_to = to_day
        if by:
            goes_to = events.line(change, event_ids[0]).day + timedelta(days=by)
        return series_edit.move(
            change, event_ids[0], _reach(scope), day=goes_to, start=begin, end=finish
        )

    done = _carry_out(ctx, f"event move {event_ids[0]}", act, scope, preview)
    several = ngettext("Moved {count} event:", "Moved {count} events:", len(done.events))
    _say(done, scope, preview, as_json, _("Moved event {id}: {event}"), several)


def edit(
    ctx: typer.Context,
    event_ids: EventIds,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="What it is called.")] = None,
    location: Location = None,
    online: Online = None,
    host: Host = None,
    goal: Goal = None,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Goes into the invitation.")
    ] = None,
    privacy: Named = None,
    outcome: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What was decided; several lines are allowed."),
    ] = None,
    scope: Reach = None,
    preview: Preview = False,
    as_json: AsJson = False,
) -> None:
    """Change what an event is called, where it is, what it is for.

    An empty text ("") empties a field. Of a series only what is still as the series was made
    changes with it; what was decided is one meeting's own.
    """
    from ipe_events.domain.drafts import EventEdit

    words = ("--title", "--note", "--outcome", "--privacy")
    need_any(ctx, *words, "--location", "--online", "--host", "--goal")
    wanted = EventEdit(title, location, online, host, goal, note, privacy, outcome)

    if _are_several(ctx, "edit", event_ids, SeveralEdit(words=wanted), scope, preview, as_json):
        return

    def act(change: Change) -> SeriesOutcome:
        from ipe_events.services import series_edit

        return series_edit.save(change, event_ids[0], _reach(scope) if scope else None, wanted)

    done = _carry_out(ctx, f"event edit {event_ids[0]}", act, scope, preview)
    several = ngettext("Changed {count} event:", "Changed {count} events:", len(done.events))
    _say(done, scope, preview, as_json, _("Changed event {id}: {event}"), several)


def plan(
    ctx: typer.Context,
    event_ids: EventIds,
    scope: Reach = None,
    preview: Preview = False,
    as_json: AsJson = False,
) -> None:
    """Make a draft or a cancelled event a planned one.

    Of a series those change with it that are in the same state.
    """
    if _are_several(ctx, "plan", event_ids, ToPlan(), scope, preview, as_json):
        return

    def act(change: Change) -> SeriesOutcome:
        from ipe_events.services import series_edit

        return series_edit.plan(change, event_ids[0], _reach(scope))

    done = _carry_out(ctx, f"event plan {event_ids[0]}", act, scope, preview)
    several = ngettext("Planned {count} event:", "Planned {count} events:", len(done.events))
    _say(done, scope, preview, as_json, _("Planned event {id}: {event}"), several)


def cancel(
    ctx: typer.Context,
    event_ids: EventIds,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
    scope: Reach = None,
    preview: Preview = False,
    as_json: AsJson = False,
) -> None:
    """Cancel an event; who was told of it must then be told that."""
    if _are_several(ctx, "cancel", event_ids, ToCancel(reason or ""), scope, preview, as_json):
        return

    def act(change: Change) -> SeriesOutcome:
        from ipe_events.services import series_edit

        return series_edit.cancel(change, event_ids[0], _reach(scope), reason or "")

    done = _carry_out(ctx, f"event cancel {event_ids[0]}", act, scope, preview)
    several = ngettext("Cancelled {count} event:", "Cancelled {count} events:", len(done.events))
    _say(done, scope, preview, as_json, _("Cancelled event {id}: {event}"), several)


def _are_several(
    ctx: typer.Context,
    command: str,
    ids: list[int],
    wanted: Several,
    scope: str | None,
    preview: bool,
    as_json: bool,
) -> bool:
    """Change several events at once and say what that did; whether several were given."""
    if len(ids) == 1:
        return False
    if scope is not None:
        ctx.fail("Give --scope for one event of a series.")

    def act(change: Change) -> SeriesOutcome:
        from ipe_events.services import several_events

        return several_events.carry_out(change, ids, wanted)

    numbers = " ".join(str(number) for number in ids)
    done = _carry_out(ctx, f"event {command} {numbers}", act, None, preview)
    if as_json:
        output.emit(_several_document(done))
        return True
    count = len(done.events)
    words = ngettext("Changed {count} event:", "Changed {count} events:", count)
    if preview:
        words = ngettext("Would change {count} event:", "Would change {count} events:", count)
    output.say(words.format(count=count))
    say_changed(done)
    return True


def _reach(scope: str | None) -> Scope:
    from ipe_events.domain.series_scope import Scope

    return Scope(scope or "one")


def _carry_out(
    ctx: typer.Context,
    label: str,
    act: Callable[[Change], SeriesOutcome],
    scope: str | None,
    preview: bool,
) -> SeriesOutcome:
    words = clean(f"{label} --scope {scope}" if scope else label)
    with (
        opened(ctx) as workspace,
        workspace.preview() if preview else workspace.change(words) as change,
    ):
        return act(change)


def _say(
    done: SeriesOutcome,
    scope: str | None,
    preview: bool,
    as_json: bool,
    alone: str,
    several: str,
) -> None:
    """What changed and what was left as it is, or would be, and who must be told of it."""
    if scope is None and not preview:
        say_outcome(done, alone, as_json)
        return
    if as_json:
        output.emit(_document(done, scope or "one", preview))
        return
    if scope == "one" and not preview:
        say_outcome(done, alone, False)
    else:
        if preview:
            count = len(done.events)
            several = ngettext("Would change {count} event:", "Would change {count} events:", count)
        output.say(several.format(count=len(done.events)))
        _say_events(done)
    _say_others(done)


def say_changed(done: SeriesOutcome) -> None:
    """Each event as it is now with its warnings, what was left as it is, and who must be told."""
    _say_events(done)
    _say_others(done)


def _say_events(done: SeriesOutcome) -> None:
    for line in _by_day(done):
        output.say(f"{line.id:>5}  {output.event_words(line)}")
        output.say_checks(check for check in done.checks if check.event == line.id)


def _say_others(done: SeriesOutcome) -> None:
    for item in done.kept:
        words = _("  left as it is: {event} ({reason})")
        reason = _(WHY[item.why])
        output.say(words.format(event=output.event_words(item.event), reason=reason))
    if done.mails:
        people = ngettext("{count} person", "{count} people", done.guests)
        mails = ngettext("{count} mail", "{count} mails", done.mails)
        words = _("To be told of it: {people}, {mails}.")
        people, mails = people.format(count=done.guests), mails.format(count=done.mails)
        output.say(words.format(people=people, mails=mails))


def _document(done: SeriesOutcome, scope: str, preview: bool) -> documents.Document:
    """What was done to which event; an identity that only a preview gave is none."""
    known = documents.outcome(done)
    new = preview and scope == "following"
    several = _several_document(done)
    if new:
        several["changed"] = [
            {**documents.event(line), "uid": None, "series": None} for line in _by_day(done)
        ]
    return {**known, "uid": None if new else known["uid"], "scope": scope, **several}


def _several_document(done: SeriesOutcome) -> documents.Document:
    """Which events changed, which stayed, and who must be told of it."""
    return {
        "warnings": documents.checks(done.checks),
        "changed": [documents.event(line) for line in _by_day(done)],
        "kept": [_kept(item) for item in done.kept],
        "guests": done.guests,
        "mails": done.mails,
    }


def _by_day(done: SeriesOutcome) -> list[EventLine]:
    return sorted(done.events, key=lambda line: (line.day, line.id))


def _kept(item: Kept) -> documents.Document:
    return {
        "id": item.event.id,
        "date": documents.day(item.event.day),
        "title": item.event.title,
        "reason": item.why,
    }
