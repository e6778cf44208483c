"""Programmes: the shipped ones, those in the workspace, and the readings of their plans."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import documents, facts, new_programme, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, Day, EventId, FromDay, UntilDay, group, need_any, show
from ipe_events.cli.opening import changing, created, reading, run_of
from ipe_events.domain.plan import OpenDate
from ipe_events.domain.programme_edit import ProgrammeEdit
from ipe_events.i18n import _

CHOICE_FORM = "ID=OPTION"
Organiser = Annotated[
    str | None,
    typer.Option(metavar="NAME <EMAIL>", help="Who sends the invitations."),
]

app = group()
programme = group("The programmes in the workspace.", example="programme list")
programme.command("new", epilog=new_programme.EXAMPLE)(new_programme.new)
app.add_typer(programme, name="programme")


@app.command("programmes", epilog=show("programmes --json"))
def shipped(as_json: AsJson = False) -> None:
    """List the programme files that come with the program; add one with init."""
    from ipe_events.services import programmes

    found = programmes.shipped()
    if as_json:
        output.emit({"programmes": [{"slug": item.slug, "name": item.name} for item in found]})
        return
    table((_("slug"), _("name")), [(item.slug, item.name) for item in found], whole=(0,))


@app.command("init", epilog=show("init sion --choice period=school-2024-2027"))
def init(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="SLUG|FILE.toml", help="A shipped programme or a file.")
    ],
    choice: Annotated[
        list[str] | None,
        typer.Option(metavar=CHOICE_FORM, help="A reading of the plan; may be repeated."),
    ] = None,
    organiser: Organiser = None,
    as_json: AsJson = False,
) -> None:
    """Add a programme to the workspace, which is made when there is none."""
    from ipe_events.services import plans, programmes, setup

    text, name = programmes.source(source)
    chosen = dict(values.pairs(choice or (), "choice", CHOICE_FORM))
    path = run_of(ctx).path()
    with created(ctx, path) as workspace:
        with workspace.change(f"init {name.removesuffix('.toml')}") as change:
            slug = setup.add(change, text, name, chosen, organiser)
        workspace.programme = slug
        with workspace.read() as view:
            own = next(line for line in programmes.programmes(view) if line.slug == slug)
            readings = setup.choices(view)
            dates = plans.open_dates(view)
    place = output.absolute(path)
    if as_json:
        made = {item.id: item.chosen for item in readings}
        output.emit({"programme": slug, "name": own.name, "workspace": place, "choices": made})
        return
    output.say(_("Added {name} to {path}").format(name=output.plain(own.name), path=place))
    if readings:
        words = _("The plan leaves {count} readings open; see them with: ipe-events choices")
        output.say(words.format(count=len(readings)))
    if dates:
        words = _("Dates the plan leaves open: {count}; see them with: ipe-events choices")
        output.say(words.format(count=len(dates)))
    if not own.organiser_email:
        output.say(
            _('Before inviting: ipe-events programme edit --organiser "NAME <EMAIL>"'),
        )


@programme.command("list", epilog=show("programme list --json"))
def list_programmes(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the programmes in the workspace."""
    from ipe_events.services import programmes

    with reading(ctx) as view:
        found = programmes.programmes(view)
    if as_json:
        keys = ("slug", "name", "language", "zone")
        document = [
            {
                **{key: getattr(item, key) for key in keys},
                "start": item.starts and item.starts.isoformat(),
                "end": item.ends and item.ends.isoformat(),
                "years": list(item.years),
                "organiser": {"name": item.organiser_name, "email": item.organiser_email}
                if item.organiser_email
                else None,
            }
            for item in found
        ]
        output.emit({"programmes": document})
        return
    rows = [
        (
            item.slug,
            item.name,
            ", ".join(item.years),
            f"{item.organiser_name} <{item.organiser_email}>" if item.organiser_email else "–",
        )
        for item in found
    ]
    table((_("slug"), _("name"), _("years"), _("organiser")), rows, whole=(0,))


@programme.command(
    "edit", epilog=show('programme edit --organiser "Sanne de Wit <sanne@example.org>"')
)
def edit_programme(
    ctx: typer.Context,
    organiser: Organiser = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="What it is called.")] = None,
    umbrella: Annotated[str | None, typer.Option(metavar="NAME", help="It is part of.")] = None,
    from_day: FromDay = None,
    until_day: UntilDay = None,
    year: Annotated[
        list[str] | None,
        typer.Option(metavar="YEAR", help='A budget year; repeatable, all of them; "": none.'),
    ] = None,
    region: Annotated[
        str | None, typer.Option(metavar="REGION", help='Of its holidays, as NL-Noord; "": none.')
    ] = None,
    cash_needed: Annotated[
        str | None, typer.Option(metavar="EUROS", help="Money needed in each year.")
    ] = None,
    retention: Annotated[
        int | None, typer.Option(metavar="YEARS", help="How long names are kept after its end.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change the programme: its name, days, years, holidays, money, and who invites.

    An empty --from or --until ("") takes it away.
    """
    from ipe_events.services import programmes

    need_any(
        ctx,
        *("--organiser", "--name", "--umbrella", "--from", "--until", "--year", "--region"),
        *("--cash-needed", "--retention"),
    )
    with changing(ctx, "programme edit") as change:
        own = change.programme
        days = None
        if from_day is not None or until_day is not None:
            starts = own.starts if from_day is None else values.day(from_day or None, "from")
            ends = own.ends if until_day is None else values.day(until_day or None, "until")
            days = starts, ends
        wanted = ProgrammeEdit(
            name=name,
            umbrella=umbrella,
            days=days,
            years=values.listed(year),
            region=region,
            retention_years=retention,
            cash_needed=values.cents(cash_needed, "cash-needed"),
        )
        programmes.edit(change, wanted, organiser=organiser)
        slug = own.slug
    document: dict[str, object] = {"changed": slug}
    words = _("Changed: {what}").format(what=output.plain(slug))
    if organiser is not None:
        sender, email = programmes.parse_organiser(organiser)
        document["organiser"] = {"name": sender, "email": email}
        words = _("Invitations come from {name} <{email}>").format(
            name=output.plain(sender), email=output.plain(email)
        )
    output.tell(as_json, document, words)


@programme.command("show", epilog=show("programme show"))
def show_programme(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show what the plan says beside goals and figures: milestones, alternatives, questions."""
    from ipe_events.services import plans, programmes

    with reading(ctx) as view:
        own = next(item for item in programmes.programmes(view) if item.slug == view.programme.slug)
        umbrella, kept = view.programme.umbrella, view.programme.retention_years
        remarks = plans.remarks(view)
    if as_json:
        document = {
            "slug": own.slug,
            "name": own.name,
            "umbrella": umbrella or None,
            "start": own.starts and own.starts.isoformat(),
            "end": own.ends and own.ends.isoformat(),
            "region": own.region or None,
            "years": list(own.years),
            "cash_needed": documents.euros(own.cash_needed_cents),
            "retention_years": kept,
            "remarks": [
                {
                    "kind": item.kind,
                    "title": item.title,
                    "when": item.when or None,
                    "note": item.note or None,
                    "details": {name: list(said) for name, said in item.details.items()},
                    "source": item.source or None,
                }
                for item in remarks
            ],
        }
        output.emit(document)
        return
    output.say(output.plain(own.name))
    if umbrella:
        output.say(_("Part of: {name}").format(name=output.plain(umbrella)))
    if own.starts and own.ends:
        output.say(output.moment(own.starts, own.ends, None, None))
    for item in remarks:
        when = f" ({item.when})" if item.when else ""
        output.say("", *facts.wrapped(f"{item.kind}: {item.title}{when}", ""))
        output.say(*facts.wrapped(item.note, "  "), *facts.detail_lines(item.details, "  "))


@app.command("choices", epilog=show("choices --json"))
def choices(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show what the plan leaves open: readings, dates it contradicts itself on, dates it lacks."""
    from ipe_events.services import plans, setup

    with reading(ctx) as view:
        found = setup.choices(view)
        dates = plans.open_dates(view)
    if as_json:
        document = [
            {
                "id": item.id,
                "question": item.question,
                "options": [option for option, _label in item.options],
                "chosen": item.chosen,
            }
            for item in found
        ]
        output.emit({"choices": document, "dates": [_open_date(item) for item in dates]})
        return
    for item in found:
        output.say(f"{item.id}: {output.plain(item.question)}")
        width = max(len(option) for option, _label in item.options)
        for option, label in item.options:
            mark = "*" if option == item.chosen else " "
            output.say(f"  {mark} {option:<{width}}  {output.plain(label)}")
    if found:
        output.say(_("* is what counts now; another: ipe-events choose ID=OPTION"))
    _say_dates([item for item in dates if item.event is not None])
    _say_undated([item for item in dates if item.event is None])
    if not found and not dates:
        output.say(_("The plan of this programme leaves nothing open."))


def _open_date(item: OpenDate) -> dict[str, object]:
    return {
        "event": item.event,
        "kind": item.kind,
        "title": item.title,
        "date": item.day and item.day.isoformat(),
        "says": item.says or None,
        "missing": item.missing,
    }


def _say_dates(dates: list[OpenDate]) -> None:
    if not dates:
        return
    output.say(_("Dates on which the plan contradicts itself:"))
    for item in dates:
        output.say(f"  {item.event}  {output.day_words(item.day)}  {output.plain(item.title)}")
        output.say(*facts.wrapped(item.says, "      "))
    output.say(_("Settle one with: ipe-events settle ID --date DATE (without a date: as it is)"))


def _say_undated(dates: list[OpenDate]) -> None:
    if not dates:
        return
    output.say(_("Meetings of which the plan gives no date:"))
    for item in dates:
        output.say(f"  {item.missing} × {output.plain(item.title)}")
        output.say(*facts.wrapped(item.says, "      "))
    kind = dates[0].kind
    words = _("Add one with: ipe-events event add --kind {kind} --date DATE --title TITLE")
    output.say(words.format(kind=kind))


@app.command("settle", epilog=show("settle 12 --date 2015-04-15"))
def settle(ctx: typer.Context, event: EventId, date: Day = None, as_json: AsJson = False) -> None:
    """Settle the date of an event on which the plan contradicts itself."""
    from ipe_events.services import plans

    day = values.day(date)
    with changing(ctx, f"settle {event}") as change:
        done = plans.settle(change, event, day)
    words = _("Settled: {event}").format(event=output.event_words(done.events[0]))
    output.tell(as_json, documents.outcome(done), words)


@app.command("choose", epilog=show("choose kernteam-hours=together"))
def choose(
    ctx: typer.Context,
    choice: Annotated[str, typer.Argument(metavar=CHOICE_FORM, help="As choices lists them.")],
    as_json: AsJson = False,
) -> None:
    """Read the plan another way; promises that were edited by hand stay as they are."""
    from ipe_events.services import setup

    name, option = values.pair(choice, "choice", CHOICE_FORM)
    with changing(ctx, f"choose {name}={option}") as change:
        kept = setup.choose(change, name, option)
    if as_json:
        lines = [
            {"organisation": line.organisation, "line": line.line, "year": line.year}
            for line in kept
        ]
        output.emit({"changed": {name: option}, "kept": lines})
        return
    output.say(_("Chosen: {name} = {option}").format(name=name, option=option))
    for line in kept:
        words = _("Kept as edited by hand: {organisation}, {line}, {year}")
        output.say(
            words.format(organisation=line.organisation_name, line=line.line, year=line.year)
        )
