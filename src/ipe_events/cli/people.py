"""People: adding, changing and reading them in; who succeeds whom; what is kept of somebody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ipe_events.cli import imports, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, FromDay, Org, group, need_any, show
from ipe_events.cli.opening import changing, exports, opened, reading
from ipe_events.i18n import _, ngettext

Who = Annotated[str, typer.Argument(metavar="EMAIL|ID", help="The person.")]
Email = Annotated[str | None, typer.Option("--email", metavar="EMAIL", help="The address.")]
Profession = Annotated[
    str | None, typer.Option("--profession", metavar="TEXT", help="What they do.")
]
WorkingDays = Annotated[
    str | None,
    typer.Option("--working-days", metavar="DAYS", help="As 'mon tue thu' or 'ma-do'."),
]

app = group()
person = group("People and the organisations they belong to.", example="person list")
app.add_typer(person, name="person")


@person.command("list", epilog=show("person list --org windesheim"))
def list_people(ctx: typer.Context, org: Org = None, as_json: AsJson = False) -> None:
    """List people by name, with their organisation and groups of today."""
    from ipe_events.services import finding, people

    with reading(ctx) as view:
        found = people.people(view)
        if org is not None:
            slug = finding.organisation(view, org).slug
            found = [item for item in found if item.organisation == slug]
    if as_json:
        document = [
            {
                "id": item.id,
                "name": item.name,
                "email": item.email,
                "aliases": list(item.aliases),
                "profession": item.profession or None,
                "organisation": item.organisation,
                "groups": list(item.groups),
                "working_days": list(map(int, item.working_days)) or None,
            }
            for item in found
        ]
        output.emit({"people": document})
        return
    rows = [
        (
            str(item.id),
            item.name,
            item.email or "–",
            item.organisation_name,
            item.profession,
            ", ".join(item.groups),
        )
        for item in found
    ]
    head = (_("id"), _("name"), _("e-mail"), _("organisation"), _("profession"), _("groups"))
    table(head, rows, right=(0,), whole=(2,))


@person.command(
    "add",
    epilog=show('person add --name "Noor Bakker" --org windesheim --email noor@example.org'),
)
def add_person(
    ctx: typer.Context,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What they are called.")],
    org: Annotated[str, typer.Option("--org", metavar="ORG", help="Where they belong.")],
    email: Email = None,
    profession: Profession = None,
    working_days: WorkingDays = None,
    as_json: AsJson = False,
) -> None:
    """Add a person who belongs to an organisation."""
    from ipe_events.domain.drafts import PersonDraft
    from ipe_events.services import people

    with changing(ctx, f"person add {org}") as change:
        number = people.add_person(change, PersonDraft(name, org, email, profession or ""))
        if working_days is not None:
            people.edit_person(change, str(number), working_days=working_days)
    words = _("Added {name} with number {id}").format(name=output.plain(name), id=number)
    output.tell(as_json, {"id": number}, words)


@person.command("edit", epilog=show("person edit noor@example.org --profession pabo"))
def edit_person(
    ctx: typer.Context,
    who: Who,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What they are called.")
    ] = None,
    email: Email = None,
    profession: Profession = None,
    working_days: WorkingDays = None,
    org: Annotated[
        str | None, typer.Option("--org", metavar="ORG", help="Where they work from --from on.")
    ] = None,
    from_day: FromDay = None,
    alias: Annotated[
        list[str] | None,
        typer.Option(
            metavar="EMAIL", help='Another address of theirs, "" for none; may be repeated.'
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change a person's name, addresses, profession, working days or employer.

    Who changes employer keeps the hours of before where they were made; seats and meetings that
    were not held go along from that day on. Answers that come from an --alias are theirs; those
    given take the place of those before.
    """
    from ipe_events.services import finding, people, succession

    need_any(ctx, "--name", "--email", "--profession", "--working-days", "--org", "--alias")
    day = values.day(from_day, "from")
    if day is not None and org is None:
        ctx.fail("--from belongs to --org.")
    with changing(ctx, "person edit") as change:
        row = finding.person(change, who)
        number = row.id
        if org is not None:
            succession.change_employer(change, str(number), org, day or change.now.date())
        people.edit_person(
            change,
            str(number),
            name=name,
            email=email,
            profession=profession,
            working_days=working_days,
            aliases=values.listed(alias),
        )
        shown = row.name
    words = _("Changed: {what}").format(what=output.plain(shown))
    output.tell(as_json, {"changed": number}, words)


@person.command("import", epilog=show("person import leden.csv --dry-run"))
def import_people(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV, XLSX (columns named on top) or vCard.")
    ],
    org: Annotated[
        str | None,
        typer.Option("--org", metavar="ORG", help="Of those whose row names no organisation."),
    ] = None,
    dry_run: imports.DryRun = False,
    all_or_nothing: imports.AllOrNothing = False,
    as_json: AsJson = False,
) -> None:
    """Add the people of a file and report every row that cannot be taken.

    Columns: name (or first name, infix, last name), e-mail, organisation, profession, working
    days, other addresses.
    """
    from ipe_events.services import people_import

    imports.bring_in(
        ctx,
        "person import",
        file,
        people_import.COLUMNS,
        lambda change, rows: people_import.import_people(change, rows, org),
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
        as_json=as_json,
    )


@person.command(
    "succeed", epilog=show("person succeed noor@example.org bram@example.org --from 2027-02-01")
)
def succeed(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="Who leaves: address or number.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Who takes over, known already.")],
    from_day: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day of NEW.")],
    as_json: AsJson = False,
) -> None:
    """Let somebody take over seats and meetings to come; past hours stay where they are."""
    from ipe_events.domain.when import parse_iso_day
    from ipe_events.services import succession

    day = parse_iso_day(from_day, "from")
    with changing(ctx, "person succeed") as change:
        done = succession.succeed(change, old, new, day)
    meetings = ngettext("{count} meeting", "{count} meetings", len(done.events))
    seats = ngettext("{count} seat", "{count} seats", done.seats)
    words = _("Taken over from {day}: {meetings} and {seats}").format(
        day=output.day_words(day),
        meetings=meetings.format(count=len(done.events)),
        seats=seats.format(count=done.seats),
    )
    lines = [words]
    if done.events:
        lines.append(_("Who must be told: ipe-events invitations list"))
    output.tell(as_json, {"events": list(done.events), "seats": done.seats}, *lines)


@person.command("export", epilog=show("person export noor@example.org --json"))
def export(ctx: typer.Context, who: Who, as_json: AsJson = False) -> None:
    """Show everything the workspace holds of somebody."""
    from ipe_events.cli.dossier import document, text
    from ipe_events.services import dossier

    with reading(ctx) as view:
        found = dossier.of(view, who)
    output.tell(as_json, document(found), *text(found))


@person.command("erase", epilog=show("person erase noor@example.org"))
def erase(
    ctx: typer.Context,
    who: Annotated[
        str | None, typer.Argument(metavar="EMAIL|ID", help="The person.", show_default=False)
    ] = None,
    due: Annotated[
        bool, typer.Option("--due", help="The names of those erased that need not be kept longer.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Erase somebody's data, from the journal and the copies too; this cannot be undone.

    Address, profession, working days, busy times and closures go at once; the name goes when no
    programme has to account for it any more. Exported files are not touched.
    """
    from ipe_events.cli.dossier import erased_document, erased_words
    from ipe_events.services import erasing

    if due == (who is not None):
        ctx.fail("Give EMAIL|ID or --due.")
    folder = exports("")
    with opened(ctx) as workspace:
        wanted = [who] if who is not None else [str(one) for one in erasing.due(workspace)]
        done = [erasing.erase(workspace, one, folder) for one in wanted]
    if who is not None:
        output.tell(as_json, erased_document(done[0]), *erased_words(done[0], folder))
        return
    words = ngettext("{count} name erased", "{count} names erased", len(done))
    output.tell(as_json, {"erased": [one.person for one in done]}, words.format(count=len(done)))
