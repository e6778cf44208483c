"""Hours from files: reading them in, sheets for partners to fill in, and how far each one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import documents, imports, output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson
from ipe_events.cli.opening import changing, opened, reading
from ipe_events.i18n import _, ngettext

if TYPE_CHECKING:
    from ipe_events.domain.errors import Problem
    from ipe_events.domain.hour_requests import RequestState
    from ipe_events.domain.hour_rows import HourImport
    from ipe_events.domain.importing import Rejected


def read_in(
    ctx: typer.Context,
    file: imports.File,
    org: Annotated[
        str | None,
        typer.Option("--org", metavar="ORG", help="Of whom, where a row names no organisation."),
    ] = None,
    dry_run: imports.DryRun = False,
    all_or_nothing: imports.AllOrNothing = False,
    as_json: AsJson = False,
) -> None:
    """Keep the hours of a file and report every row that cannot be taken.

    Columns: organisation, date, hours, activity and, when there, person, e-mail, line, goal,
    financing, evidence. What is there already is skipped; hours on the day of a meeting of the
    same person wait for you (review list).
    """
    from ipe_events.domain.hour_rows import HourImport
    from ipe_events.domain.importing import NotAll
    from ipe_events.services import hours_import, importing

    found = hours_import.read_file(file)
    try:
        with opened(ctx) as workspace:
            report = importing.carry_out(
                workspace,
                "hours import",
                lambda change: hours_import.import_hours(change, found, org),
                dry_run=dry_run,
                all_or_nothing=all_or_nothing,
            )
    except NotAll as refused:
        if isinstance(refused.report, HourImport):
            _tell(refused.report, dry_run=dry_run, as_json=as_json)
        if dry_run:
            return
        raise
    _tell(report, dry_run=dry_run, as_json=as_json)


def _tell(report: HourImport, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        output.emit(_document(report, kept=not dry_run))
        return
    from ipe_events.i18n import import_words

    imports.tell_rejected(report.rejected)
    output.say(*import_words.remarks(report), import_words.total(report, dry_run=dry_run))
    if report.waiting and not dry_run:
        output.say(_("What waits: ipe-events review list"))


def _document(report: HourImport, *, kept: bool) -> documents.Document:
    return {
        "imported": report.imported,
        "skipped": report.skipped,
        "review": len(report.waiting),
        "rejected": [_rejected(row) for row in report.rejected],
        "hours": documents.hours(report.minutes),
        "reviews": [
            {
                "row": row.row,
                "number": row.number if kept else None,
                "reason": _english(row.problem),
            }
            for row in report.waiting
        ],
        "warnings": [
            {
                "row": note.row,
                "column": note.column or None,
                "reason": _english(note.problem),
            }
            for note in report.notes
        ],
    }


def _rejected(row: Rejected) -> documents.Document:
    reasons = (_english(problem) for problem in row.problems)
    return {"row": row.row, "column": row.column or None, "reason": "; ".join(reasons)}


def _english(problem: Problem) -> str:
    from ipe_events.i18n.sentences import explain

    return explain(problem, language="en")


def request(
    ctx: typer.Context,
    first: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first day, as 2027-01-12.")
    ],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day, as 2027-01-12.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for the files.")],
    org: Annotated[
        str | None, typer.Option("--org", metavar="ORG", help="Ask this partner.")
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="Ask every partner that promised hours.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a sheet for a partner to fill in: its people and lines, and what is booked in grey."""
    from ipe_events.domain.when import parse_iso_day
    from ipe_events.services import files, hour_requests

    if everybody == (org is not None):
        ctx.fail("Give one of --org and --all.")
    days = parse_iso_day(first, "from"), parse_iso_day(last, "to")
    with changing(ctx, "hours request") as change:
        asked = hour_requests.ask(change, org, *days)
        written = files.write_all(out, [(one.file, one.content) for one in asked])
    document = {
        "requests": [
            {"organisation": one.organisation, "file": str(path)}
            for one, path in zip(asked, written, strict=True)
        ]
    }
    words = ngettext(
        "{count} sheet to fill in, in {path}:", "{count} sheets to fill in, in {path}:", len(asked)
    )
    head = words.format(count=len(asked), path=output.place(out))
    lines = [f"  {output.plain(path.name)}" for path in written]
    output.tell(as_json, document, head, *lines)


def requests(
    ctx: typer.Context,
    year: Annotated[
        str | None,
        typer.Option(metavar="YEAR", help="2027 or 2026-2027; without it the year of today."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show how far each partner is: asked, received, to look at, signed."""
    from ipe_events.services import hour_requests

    with reading(ctx) as view:
        period, found = hour_requests.states(view, year)
    if as_json:
        output.emit({"year": period.label, "partners": [_state(one) for one in found]})
        return
    output.say(period.label)
    head = (_("partner"), _("asked"), _("period"), _("received"), _("to look at"), _("signed"))
    table(head, list(_rows(found)), right=(4,))


def _state(one: RequestState) -> documents.Document:
    return {
        "organisation": one.organisation,
        "name": one.organisation_name,
        "asked": documents.day(one.asked),
        "from": documents.day(one.first),
        "to": documents.day(one.last),
        "received": documents.day(one.received),
        "queried": one.queried,
        "statement": one.version,
        "signed": documents.day(one.signed),
        "signed_by": one.signed_by or None,
    }


def _rows(found: Iterable[RequestState]) -> Iterator[tuple[str, ...]]:
    for one in found:
        signed = output.day_words(one.signed) or "–"
        if one.version is not None and one.signed is None:
            signed = _("not yet (version {number})").format(number=one.version)
        yield (
            one.organisation_name,
            output.day_words(one.asked) or "–",
            f"{one.first:%d-%m} – {one.last:%d-%m}" if one.first and one.last else "–",
            output.day_words(one.received) or "–",
            str(one.queried or "–"),
            signed,
        )
