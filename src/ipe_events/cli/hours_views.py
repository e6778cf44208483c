"""The hours by month, quarter or year."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import documents, output
from ipe_events.cli.columns import GAP, table, width
from ipe_events.cli.declare import AsJson
from ipe_events.cli.opening import reading, run_of
from ipe_events.domain.matrix import (
    Cells,
    Matrix,
    Measure,
    Per,
    Section,
    is_promised,
    percent,
    sections,
    whole,
)
from ipe_events.i18n import _, format_decimal_hours

if TYPE_CHECKING:
    from ipe_events.domain.budget import Figures

Year = Annotated[
    str | None,
    typer.Option(metavar="YEAR", help="2027 or 2026-2027; without it the year of today."),
]
# As much of a name as a narrow terminal has room for.
NAME = 18


def matrix(
    ctx: typer.Context,
    year: Year = None,
    per: Annotated[
        Per, typer.Option(metavar="PER", help="month, quarter or year (all years).")
    ] = Per.QUARTER,
    by: Annotated[
        str, typer.Option(metavar="BY", help="partner, person, kind or goal.")
    ] = "partner",
    show: Annotated[
        Measure, typer.Option(metavar="WHAT", help="realised, planned, forecast or draft.")
    ] = Measure.REALISED,
    cumulative: Annotated[
        bool, typer.Option("--cumulative", help="Each period with all before it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show hours per month, quarter or year, as done [% of what was promised for it]."""
    from ipe_events.services import matrix as service

    bounds = run_of(ctx).settings.bounds
    with reading(ctx) as view:
        found = service.matrix(view, year, per, by, bounds, cumulative=cumulative)
    if as_json:
        output.emit(_matrix_document(found))
    else:
        say_matrix(found, show)


def _matrix_document(found: Matrix) -> documents.Document:
    own = found.period
    named = "organisation" if found.by == "partner" else found.by
    return {
        "programme": found.programme,
        "year": period(own.label, own.start, own.end),
        "per": str(found.per),
        "by": found.by,
        "cumulative": found.cumulative,
        "periods": [period(one.label, one.start, one.end) for one in found.columns],
        "rows": [
            {
                named: row.key or None,
                "name": row.name,
                "line": row.line,
                **_cells(Cells(row.cells, row.total)),
            }
            for row in found.rows
        ],
        "promised": _cells(found.promised),
        "without_promise": _cells(found.beside),
        "totals": _cells(found.totals),
    }


def period(label: str, start: object, end: object) -> documents.Document:
    """A period with its first and last day."""
    return {"label": label, "start": str(start), "end": str(end)}


def _cells(cells: Cells) -> documents.Document:
    return {
        "cells": [documents.figures(cell) for cell in cells.cells],
        "total": documents.figures(cells.total),
    }


def say_matrix(found: Matrix, measure: Measure) -> None:
    """The matrix for people; on a terminal in as many blocks as its width asks for."""
    from ipe_events.i18n.period_words import column_words

    output.say(f"{found.programme}, {found.period.label}")
    names, lines = _lines(found, measure)
    heads = [*(column_words(found, column) for column in found.columns), _("total")]
    # Where there is no room for every percentage, only those of the totals, or none.
    for with_percent in (range(len(heads)), (len(heads) - 1,), ()):
        cells = [
            [_cell(cell, measure, with_percent=n in with_percent) for n, cell in enumerate(line)]
            for line in lines
        ]
        if _room(cells, heads) >= NAME:
            break
    for first, last in _blocks(cells, heads):
        own = heads[first:last]
        rows = [
            [
                name,
                *(
                    text.rjust(width(head))
                    for text, head in zip(line[first:last], own, strict=True)
                ),
            ]
            for name, line in zip(names, cells, strict=True)
        ]
        table(["", *own], rows, right=range(1, len(own) + 1))


def _lines(found: Matrix, measure: Measure) -> tuple[list[str], list[tuple[Figures, ...]]]:
    """What each line is called, and its figures with the total last; those that say something."""
    names, lines = [], []

    def add(name: str, cells: tuple[Figures, ...], total: Figures) -> None:
        names.append(name)
        lines.append((*cells, total))

    for section in sections(found):
        indent = ""
        if found.by == "partner":
            indent = " "
            add(_title(found, section), section.sums.cells, section.sums.total)
        for row in section.rows:
            if not is_promised(row) and not measure.of(row.total):
                continue
            name = row.name or _("none")
            if section.beside and row.line is not None:
                name += f" · {found.lines.get(row.line, row.line)}"
            add(indent + name, row.cells, row.total)
    everything = whole(found)
    add(_("total"), everything.cells, everything.total)
    return names, lines


def _title(found: Matrix, section: Section) -> str:
    if section.beside:
        return _("without promise")
    return found.lines.get(section.line or "", "") or _("no line")


def _cell(figures: Figures, measure: Measure, *, with_percent: bool) -> str:
    minutes = measure.of(figures)
    part = percent(minutes, figures) if with_percent else None
    words = format_decimal_hours(minutes) if minutes or part is not None else "–"
    return f"{words} [{part}%]" if part is not None else words


def _widths(cells: Sequence[Sequence[str]], heads: Sequence[str]) -> list[int]:
    return [len(GAP) + max(width(line[n]) for line in (heads, *cells)) for n in range(len(heads))]


def _room(cells: Sequence[Sequence[str]], heads: Sequence[str]) -> int:
    """What a terminal leaves for names beside all columns."""
    if not sys.stdout.isatty():
        return NAME
    return shutil.get_terminal_size().columns - sum(_widths(cells, heads))


def _blocks(cells: Sequence[Sequence[str]], heads: Sequence[str]) -> list[tuple[int, int]]:
    """The first column of each block and the one after its last; as many in each."""
    if _room(cells, heads) >= NAME:
        return [(0, len(heads))]
    room = shutil.get_terminal_size().columns - NAME
    each = max(1, room // max(_widths(cells, heads)))
    each = -(-len(heads) // -(-len(heads) // each))
    return [(n, min(n + each, len(heads))) for n in range(0, len(heads), each)]
