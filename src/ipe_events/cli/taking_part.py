"""Who takes part in an event: inviting, answers, attendance."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import values
from ipe_events.cli.declare import AsJson, EventId, need_any
from ipe_events.cli.event_text import hours_of, say_outcome
from ipe_events.cli.opening import changing
from ipe_events.domain.minutes import parse_duration
from ipe_events.i18n import _

Minutes = Annotated[
    str | None, typer.Option(metavar="H", help="Instead of what the kind says, as 1:30.")
]


def invite(
    ctx: typer.Context,
    event_id: EventId,
    add: Annotated[
        list[str] | None,
        typer.Option(metavar="EMAIL|ORG|GROUP", help="Invite as well; may be repeated."),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option(metavar="EMAIL|ORG", help="Take off the list; may be repeated."),
    ] = None,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help="Of those added.")] = None,
    online: Annotated[bool, typer.Option("--online", help="Those added join online.")] = False,
    as_json: AsJson = False,
) -> None:
    """Invite more people to an event and take others off the list."""
    from ipe_events.services import events

    need_any(ctx, "--add", "--remove")
    with changing(ctx, f"event invite {event_id}") as change:
        outcome = events.invite(change, event_id, add or (), remove or (), role=role, online=online)
    say_outcome(outcome, _("Changed who is invited to event {id}: {event}"), as_json)


def answer(
    ctx: typer.Context,
    event_id: EventId,
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Who answered.")],
    answer: Annotated[
        str,
        typer.Argument(
            metavar="ANSWER", help="accepted, declined, tentative, delegated or needs-action."
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Keep what somebody answered."""
    from ipe_events.services import events

    with changing(ctx, f"event answer {event_id}") as change:
        outcome = events.answer(change, event_id, email, answer)
    say_outcome(outcome, _("Kept the answer for event {id}: {event}"), as_json)


def attend(
    ctx: typer.Context,
    event_id: EventId,
    everybody: Annotated[
        bool, typer.Option("--all", help="Every named person on the list was there.")
    ] = False,
    present: Annotated[
        list[str] | None,
        typer.Option(metavar="EMAIL|ORG", help="Was there; may be repeated."),
    ] = None,
    absent: Annotated[
        list[str] | None, typer.Option(metavar="EMAIL", help="Was not there; may be repeated.")
    ] = None,
    deputy: Annotated[
        list[str] | None,
        typer.Option(metavar="ABSENT=PRESENT", help="Who stood in for whom; may be repeated."),
    ] = None,
    walk_in: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME@ORG", help="Came uninvited; may be repeated."),
    ] = None,
    time: Annotated[
        list[str] | None,
        typer.Option(metavar="EMAIL=13:40-15:00", help="Was there in part; may be repeated."),
    ] = None,
    actual: Annotated[
        str | None, typer.Option(metavar="13:00-15:20", help="When it really was.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Keep who was at an event; it is held from now on and hours follow."""
    from ipe_events.domain.drafts import Attendance
    from ipe_events.services import attendance

    need_any(ctx, "--all", "--present", "--absent", "--deputy", "--walk-in", "--time", "--actual")
    kept = Attendance(
        everybody=everybody,
        present=tuple(present or ()),
        absent=tuple(absent or ()),
        deputies=values.pairs(deputy or (), "deputy", "ABSENT=PRESENT"),
        walk_ins=tuple(values.walk_in(text) for text in walk_in or ()),
        times=tuple(values.presence(text) for text in time or ()),
        actual=values.clocks(actual, "actual", "13:00-15:20") if actual else None,
    )
    with changing(ctx, f"event attend {event_id}") as change:
        outcome = attendance.register(change, event_id, kept)
        costs = [] if as_json else hours_of(change, outcome)
    say_outcome(outcome, _("Held event {id}: {event}"), as_json, costs)


def charge(
    ctx: typer.Context,
    event_id: EventId,
    who: Annotated[str, typer.Argument(metavar="EMAIL|ORG", help="Whose hours.")],
    presence: Minutes = None,
    preparation: Minutes = None,
    travel: Minutes = None,
    charged: Annotated[
        bool | None, typer.Option("--charged/--not-charged", help="Whether they count at all.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Charge one participant otherwise than the kind does; without a flag as the kind does."""
    from ipe_events.domain.hours import Own
    from ipe_events.services import attendance

    minutes = [
        None if text is None else parse_duration(text) for text in (presence, preparation, travel)
    ]
    own = Own(minutes[0], minutes[1], minutes[2], charged)
    with changing(ctx, f"event charge {event_id}") as change:
        outcome = attendance.charge(change, event_id, who, own)
        costs = [] if as_json else hours_of(change, outcome)
    say_outcome(outcome, _("Changed what event {id} costs: {event}"), as_json, costs)
