"""Documents about the programme: how it stands, and the year on one sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ipe_events.cli import output, values
from ipe_events.cli.declare import AsJson, FromDay, ToDay, group, known, show
from ipe_events.cli.opening import reading
from ipe_events.domain.errors import refuse
from ipe_events.i18n import _

app = group()
report = group("Documents about the programme.", example="report progress --out voortgang.docx")
app.add_typer(report, name="report")


def _kind_of(path: Path, *kinds: str) -> str:
    """What the file is to be, by the end of its name; refuses another."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in kinds:
        endings = ", ".join(f".{one}" for one in kinds)
        raise refuse("report-form", "out", value=path.name[-60:], known=endings)
    return kind


def _write(path: Path, content: bytes, as_json: bool) -> None:
    from ipe_events.services import files

    (written,) = files.write_all(path.expanduser().absolute().parent, [(path.name, content)])
    output.tell(
        as_json,
        {"file": str(written)},
        _("Written: {path}").format(path=output.place(written)),
    )


@report.command("progress", epilog=show("report progress --out voortgang.html --from 2027-01-01"))
def report_progress(
    ctx: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="The file to write: .html or .docx.")
    ],
    from_day: FromDay = None,
    to_day: ToDay = None,
    as_json: AsJson = False,
) -> None:
    """Write how the programme stands, for its steering group.

    HTML prints on A4 and has charts; DOCX has the same figures and texts, to edit in Word. Without
    days it is about everything, the past included.
    """
    kind = _kind_of(out, "html", "docx")
    first, last = values.days(from_day, to_day)
    from ipe_events.services import progress

    with reading(ctx) as view:
        content = progress.as_file(view, kind, first, last)
    _write(out, content, as_json)


@report.command("year", epilog=show("report year 2026-2027 --out jaar.html"))
def report_year(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(metavar="YEAR", help="2027 or 2026-2027.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The .html file to write.")],
    as_json: AsJson = False,
) -> None:
    """Write the meetings of a year on one A4."""
    _kind_of(out, "html")
    from ipe_events.services import year_sheet

    with reading(ctx) as view:
        content = year_sheet.as_file(view, year)
    _write(out, content, as_json)


@report.command("attendance", epilog=show("report attendance --event 12 --out lijst.html"))
def report_attendance(
    ctx: typer.Context,
    event: Annotated[
        int, typer.Option("--event", metavar="ID", callback=known, help="Of this event.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The .html file to write.")],
    as_json: AsJson = False,
) -> None:
    """Write the list that people sign at an event, by organisation."""
    _kind_of(out, "html")
    from ipe_events.services import attendance_list

    with reading(ctx) as view:
        content = attendance_list.as_file(view, event)
    _write(out, content, as_json)
