"""Issued statements on paper: HTML to print and sign, XLSX to check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ipe_events.domain.errors import refuse
from ipe_events.domain.naming import short_name
from ipe_events.domain.statement_paper import Booking, Face, Paper
from ipe_events.domain.working import through
from ipe_events.i18n import N_, translator
from ipe_events.services import files, finding, settled
from ipe_events.services.statements import Version, wall_clock
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import HourEntry, Person

FORMS = (".html", ".xlsx")
# Whoever asks for one of these does not mean a folder.
OTHERS = (".pdf", ".docx", ".doc", ".csv", ".ods", ".xls", ".htm", ".txt")
STEM = N_("hour-statement")


def is_file(out: Path) -> bool:
    """Whether a path names one file; refuses a form that statements are not made in."""
    form = out.suffix.lower()
    if out.is_dir():
        return False
    if form in OTHERS:
        raise refuse("statement-form", "out", value=form, known=", ".join(FORMS))
    return form in FORMS


def write(view: View, versions: Sequence[Version], out: Path) -> list[list[Path]]:
    """Write statements to a file, or each in both forms into a folder; the paths of each."""
    if is_file(out):
        (version,) = versions
        content = render(paper(view, version), out.suffix.lower())
        return [files.write_all(out.parent, [(out.name, content)])]
    made = []
    for version in through(versions):
        drawn = paper(view, version)
        made += [(_name(drawn, form), render(drawn, form)) for form in FORMS]
    paths = files.write_all(out, made)
    count = len(FORMS)
    return [paths[place : place + count] for place in range(0, len(paths), count)]


def _name(drawn: Paper, form: str) -> str:
    """A file name that is one anywhere: `urenstaat-deltion-2027-v1.xlsx`."""
    issued = drawn.issued
    stem = translator(drawn.language).gettext(STEM)
    return f"{stem}-{short_name(issued.organisation, ())}-{issued.label}-v{issued.version}{form}"


def render(drawn: Paper, form: str) -> bytes:
    """A statement in one of `FORMS`."""
    # Imported here: who only lists statements need not wait for these.
    from ipe_events.reports import statement

    if form == ".html":
        from ipe_events.reports import html

        return html.render(statement.document(drawn))
    from ipe_events.reports import xlsx

    return xlsx.render(statement.book(drawn))


def paper(view: View, version: Version) -> Paper:
    """A statement with the names and bookings that it speaks of."""
    stated = version.statement
    changed = version.differences.entries if version.differences else ()
    entries = {entry.id: entry for entry in stated.entries}
    entries |= {one.entry.id: one.entry for one in changed}
    people = {entry.person for entry in entries.values()}
    organisation = key(finding.organisation(view, stated.organisation))
    closed = settled.closed(view)
    rows = lookup.find(
        view.session,
        HourEntry,
        programme_id=view.programme_id,
        organisation_id=organisation,
    )
    return Paper(
        statement=stated,
        issued=version.issued,
        differences=version.differences,
        people={
            key(row): Face(row.name, row.profession)
            for row in lookup.find(view.session, Person)
            if key(row) in people
        },
        bookings={
            key(row): Booking(
                by=row.entered_by,
                at=wall_clock(view, row.booked_at) if row.booked_at else None,
                closed=closed.holds(organisation, row.work_date),
            )
            for row in rows
            if key(row) in entries
        },
        closed_until=closed.until.get(organisation),
        language=view.programme.language,
    )
