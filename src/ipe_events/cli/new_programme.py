"""A programme without a file: from a list of partners, as a programme file to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ipe_events import i18n
from ipe_events.cli import imports, output
from ipe_events.cli.declare import AsJson, show
from ipe_events.cli.opening import clock
from ipe_events.i18n import _

EXAMPLE = show('programme new --name "Leren" --partners partners.csv --out leren.toml')


def new(
    name: Annotated[str, typer.Option(metavar="NAME", help="What the programme is called.")],
    partners: Annotated[
        Path,
        typer.Option(
            metavar="FILE", help="CSV or XLSX with columns name, kind, hours, cash, groups."
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="FILE.toml", help="The programme file to write.")],
    year: Annotated[
        list[str] | None,
        typer.Option(metavar="YEAR", help="A year of the budget: 2027 or 2026-2027; repeatable."),
    ] = None,
    region: Annotated[
        str, typer.Option(metavar="REGION", help="Of school holidays: Noord, Midden or Zuid.")
    ] = "Noord",
    as_json: AsJson = False,
) -> None:
    """Write a programme file from a list of partners; init reads it."""
    from ipe_events.domain.new_programme import NewProgramme
    from ipe_events.services import new_programme

    found = new_programme.in_file(partners)
    if found.rejected:
        imports.tell_rejected(found.rejected)
        raise new_programme.refused(found)
    wanted = NewProgramme(name, found.sound, tuple(year or ()), region, i18n.language())
    text = new_programme.text_of(wanted, clock()().date())
    new_programme.write(out, text)
    place = output.absolute(out)
    words = _("Wrote {path}; begin with: ipe-events init {path}").format(path=place)
    output.tell(as_json, {"file": place, "partners": len(found.sound)}, words)
