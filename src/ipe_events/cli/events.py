"""Events: planning, finding, showing, moving, editing, cancelling."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import adopting, changing_events, documents, output, taking_part, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import (
    AsJson,
    End,
    EventId,
    FromDay,
    Goal,
    Host,
    Location,
    Named,
    Online,
    Start,
    Title,
    ToDay,
    UntilDay,
    group,
    show,
)
from ipe_events.cli.event_text import hours_of, say_outcome, say_page
from ipe_events.cli.opening import changing, reading
from ipe_events.i18n import _
from ipe_events.i18n.catalogue import WORDS

app = group()
event = group("Events: plan, change, invite, and keep who was there.", example="event list")
app.add_typer(event, name="event")

Groups = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="GROUP", help="Whom to invite; may be repeated."),
]
Invite = Annotated[
    list[str] | None,
    typer.Option(
        "--invite",
        metavar="EMAIL|ORG|ORG=N",
        help="A person, an organisation's seat or a head count; may be repeated.",
    ),
]
Draft = Annotated[bool, typer.Option("--draft", help="Not certain yet: nobody is told.")]


@event.command(
    "add",
    epilog=show("event add --kind kernteamoverleg --date 2027-01-12 --start 13:00 --end 15:00"),
)
def add(
    ctx: typer.Context,
    kind: Annotated[str, typer.Option(metavar="KIND", help="As kind list names them.")],
    day: Annotated[str, typer.Option("--date", metavar="DATE", help="As 2027-01-12.")],
    until: UntilDay = None,
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
    draft: Draft = False,
    as_json: AsJson = False,
) -> None:
    """Plan an event.

    Without --group or --invite the kind's groups are invited; without times it takes the whole day.
    """
    from ipe_events.domain.drafts import EventDraft
    from ipe_events.domain.invitation import Privacy
    from ipe_events.services import events

    wanted = EventDraft(
        kind=kind,
        when=values.when(day, until, start, end),
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
    with changing(ctx, f"event add {title or kind} {day}") as change:
        outcome = events.add(change, wanted)
        costs = [] if as_json else hours_of(change, outcome)
    say_outcome(outcome, _("Added event {id}: {event}"), as_json, costs)


@event.command("list", epilog=show("event list --from 2027-01-01 --kind kernteamoverleg"))
def list_events(
    ctx: typer.Context,
    from_day: FromDay = None,
    to_day: ToDay = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Of this kind.")] = None,
    org: Annotated[
        str | None, typer.Option(metavar="ORG", help="Where this organisation takes part.")
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="STATE", help="draft, planned, held or cancelled."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List events by date, the past included."""
    from ipe_events.domain.records import EventFilter
    from ipe_events.services import events

    first, last = values.days(from_day, to_day)
    wanted = EventFilter(first, last, kind, org, tuple(state or ()))
    with reading(ctx) as view:
        found = events.lines(view, wanted)
    if as_json:
        output.emit({"events": [documents.event(line) for line in found]})
        return
    if not found:
        output.say(_("No events."))
        return
    rows = [
        (
            str(line.id),
            output.moment(line.day, line.until, line.start, line.end),
            line.title,
            _(WORDS[line.state]),
            line.location,
        )
        for line in found
    ]
    table((_("id"), _("when"), _("what"), _("state"), _("where")), rows, right=(0,), whole=(1,))


@event.command("show", epilog=show("event show 1"))
def show_event(ctx: typer.Context, event_id: EventId, as_json: AsJson = False) -> None:
    """Show an event with its participants, hours and warnings."""
    from ipe_events.cli import money_documents
    from ipe_events.cli.money import say_event_costs
    from ipe_events.services import events, money

    with reading(ctx) as view:
        page = events.page(view, event_id)
        costs = money.cost_lines(view, event=event_id)
    if as_json:
        costed = [money_documents.cost(line) for line in costs]
        output.emit({**documents.event_page(page), "costs": costed})
    else:
        say_page(page)
        say_event_costs(costs)


event.command("move", epilog=show("event move 12 --date 2027-01-19 --scope following"))(
    changing_events.move
)
event.command("edit", epilog=show('event edit 12 --location "Windesheim, X-gebouw" --scope all'))(
    changing_events.edit
)
event.command("plan", epilog=show("event plan 12"))(changing_events.plan)
event.command("cancel", epilog=show('event cancel 12 --reason "te weinig aanmeldingen"'))(
    changing_events.cancel
)
event.command("invite", epilog=show("event invite 12 --add noor@example.org"))(taking_part.invite)
event.command("answer", epilog=show("event answer 12 noor@example.org accepted"))(
    taking_part.answer
)
event.command("charge", epilog=show("event charge 12 noor@example.org --preparation 1:30"))(
    taking_part.charge
)
event.command("answers", epilog=show("event answers 12 antwoorden.txt"))(adopting.answers)
event.command("adopt", epilog=show("event adopt 4 vergadering.ics"))(adopting.adopt)
event.command("text", epilog=show("event text 12"))(adopting.text)
event.command("attend", epilog=show("event attend 12 --all --absent noor@example.org"))(
    taking_part.attend
)
