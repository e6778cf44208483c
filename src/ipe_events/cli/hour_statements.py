"""Hour statements: issuing them, who signed, and how far each partner's is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, FromDay, ToDay
from ipe_events.cli.opening import opened, reading
from ipe_events.i18n import N_, _, format_date, format_decimal_hours, format_money, ngettext

if TYPE_CHECKING:
    from ipe_events.domain.statement_content import Differences
    from ipe_events.domain.statements import Issued, Standing
    from ipe_events.services.statements import Version

STATES = {"none": N_("none"), "issued": N_("issued"), "signed": N_("signed")}

Year = Annotated[
    str | None,
    typer.Option("--year", metavar="YEAR", help="2027 or 2026-2027; else the year of today."),
]
Number = Annotated[int, typer.Argument(metavar="STATEMENT", help="Its number.")]


def statement(
    ctx: typer.Context,
    out: Annotated[
        Path,
        typer.Option(metavar="FILE|DIR", help="A .html or .xlsx file, or a folder for both."),
    ],
    org: Annotated[str | None, typer.Option(metavar="ORG", help="Of this partner.")] = None,
    of_all: Annotated[
        bool, typer.Option("--all", help="Of every partner that promised or worked hours.")
    ] = False,
    year: Year = None,
    first: FromDay = None,
    last: ToDay = None,
    number: Annotated[
        int | None,
        typer.Option("--id", metavar="STATEMENT", help="One that was issued, as it was."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Issue the hour statement of a partner, or of all: to sign on paper, and as a spreadsheet.

    What says the same as the last version is that version again; else it is the next version,
    with what changed since. With --from or --to it is about those days of the year alone.
    """
    if (org is not None) + of_all + (number is not None) != 1:
        ctx.fail("Give one of --org, --all and --id.")
    from ipe_events.services import statement_drawing, statement_papers, statements

    out = out.expanduser()
    if statement_papers.is_file(out) and of_all:
        ctx.fail("Give a folder with --all, not a file.")
    days = values.days(first, last)
    with opened(ctx) as workspace, workspace.delivery() as view:
        if number is not None:
            found = [statements.version(view, number)]
        else:
            when = statements.period(view, year, *days)
            drawn = statement_drawing.draw_up(view, when, org)
            found = [statements.issue(view, one) for one in drawn]
        files = statement_papers.write(view, found, out) if found else []
    paths = [[output.absolute(path) for path in own] for own in files]
    rows = [_issued(*pair) for pair in zip(found, paths, strict=True)]
    if as_json:
        output.emit({"statements": rows})
    else:
        _say(found, out)


def _issued(version: Version, paths: Sequence[str]) -> documents.Document:
    issued = version.issued
    return {
        "id": issued.id,
        "organisation": issued.organisation,
        "name": issued.organisation_name,
        "period": {
            "label": issued.label,
            "start": issued.start.isoformat(),
            "end": issued.end.isoformat(),
        },
        "version": issued.version,
        "new": version.is_new,
        "fingerprint": issued.fingerprint,
        "hours": documents.hours(issued.minutes),
        "value": documents.euros(issued.cents),
        "files": list(paths),
        "differences": _differences(version.differences),
    }


def _differences(found: Differences | None) -> list[documents.Document]:
    if found is None:
        return []
    entries: list[documents.Document] = [
        {
            "change": str(one.happened),
            "entry": one.entry.id,
            "date": one.entry.day.isoformat(),
            "activity": one.entry.activity,
            "fields": list(one.fields),
            "hours": documents.hours(one.minutes),
            "value": documents.euros(one.cents),
        }
        for one in found.entries
    ]
    promises: list[documents.Document] = [
        {
            "change": "promise",
            "line": one.line,
            "before": documents.hours(one.before),
            "now": documents.hours(one.now),
        }
        for one in found.promises
    ]
    readings: list[documents.Document] = [
        {"change": "reading", "question": one.question, "before": one.before, "now": one.now}
        for one in found.readings
    ]
    return entries + promises + readings


def _say(found: Sequence[Version], out: Path) -> None:
    if not found:
        output.say(_("No partner promised or worked hours in this period."))
        return
    rows = []
    for version in found:
        issued = version.issued
        rows.append(
            (
                str(issued.id),
                issued.organisation_name,
                str(issued.version),
                format_decimal_hours(issued.minutes),
                format_money(issued.cents),
                _news(version),
            )
        )
    head = (_("no."), _("partner"), _("version"), _("hours"), _("value"), _("news"))
    table(head, rows, right=(0, 2, 3, 4))
    output.say(_("Written to {path}").format(path=output.place(out)))


def _news(version: Version) -> str:
    """What is new about a version, in a few words."""
    if not version.is_new:
        return _("as issued before")
    if version.differences is None:
        return _("new")
    count = len(version.differences.entries)
    return ngettext("{count} entry differs", "{count} entries differ", count).format(count=count)


def sign(
    ctx: typer.Context,
    number: Number,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who signed.")],
    function: Annotated[str, typer.Option(metavar="TEXT", help="In what function.")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When, as 2027-01-12.")],
    document: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Where the scan is kept.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="In the place of the signature that was kept.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Keep who signed an hour statement for the partner, in what function and when."""
    from ipe_events.domain.statements import Signature
    from ipe_events.domain.when import parse_iso_day
    from ipe_events.services import statements

    place = output.absolute(document) if document is not None else ""
    signature = Signature(by, function, parse_iso_day(on, "on"), place)
    with opened(ctx) as workspace, workspace.delivery() as view:
        signed = statements.sign(view, number, signature, again=again)
    words = _("Statement {id} of {organisation}, {period}, version {version}: signed").format(
        id=signed.id,
        organisation=output.plain(signed.organisation_name),
        period=signed.label,
        version=signed.version,
    )
    lines = [words]
    if document is not None and not document.expanduser().exists():
        lines.append(_("There is no file yet at {path}").format(path=output.plain(place)))
    output.tell(as_json, _standing_of(signed), *lines)


def overview(ctx: typer.Context, year: Year = None, as_json: AsJson = False) -> None:
    """Show how far the hour statement of each partner is: none, issued or signed."""
    from ipe_events.services import statements

    with reading(ctx) as view:
        when = statements.period(view, year, None, None)
        found = statements.standings(view, when)
    if as_json:
        rows = [_standing(one) for one in found]
        output.emit({"year": when.label, "statements": rows})
        return
    shown = [
        (
            str(one.issued.id) if one.issued else "–",
            one.organisation_name,
            one.label,
            format_decimal_hours(one.minutes),
            str(one.issued.version) if one.issued else "–",
            _state(one),
        )
        for one in found
    ]
    if not shown:
        output.say(_("No partner promised or worked hours in this period."))
        return
    head = (_("no."), _("partner"), _("period"), _("hours now"), _("version"), _("statement"))
    table(head, shown, right=(0, 3, 4))


def _state(one: Standing) -> str:
    """The state with its day, and whether the hours changed since."""
    words = _(STATES[one.state])
    if one.issued is not None:
        signed = one.issued.signature
        day = signed.on if signed else one.issued.issued_on
        words = f"{words} {format_date(day, weekday=False)}"
    moved = _("hours changed since")
    return f"{words}, {moved}" if one.moved else words


def _standing(one: Standing) -> documents.Document:
    issued = _standing_of(one.issued) if one.issued else {"id": None, "state": str(one.state)}
    return {
        **issued,
        "organisation": one.organisation,
        "name": one.organisation_name,
        "label": one.label,
        "hours_now": documents.hours(one.minutes),
        "value_now": documents.euros(one.cents),
        "changed_since": one.moved,
    }


def _standing_of(issued: Issued) -> documents.Document:
    signed = issued.signature
    return {
        "id": issued.id,
        "state": str(issued.state),
        "organisation": issued.organisation,
        "label": issued.label,
        "version": issued.version,
        "fingerprint": issued.fingerprint,
        "hours": documents.hours(issued.minutes),
        "value": documents.euros(issued.cents),
        "issued_on": issued.issued_on.isoformat(),
        "signed_by": signed.by if signed else None,
        "function": signed.function if signed else None,
        "signed_on": signed.on.isoformat() if signed else None,
        "document": (signed.document or None) if signed else None,
    }
