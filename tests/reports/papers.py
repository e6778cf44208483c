"""A year of a programme whose partners go by names that would do harm, and its documents."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from ipe_events.domain.drafts import Attendance, HourDraft
from ipe_events.domain.hours import Own
from ipe_events.domain.rates import RateDraft
from ipe_events.domain.records import EventFilter
from ipe_events.services import (
    attendance,
    attendance_list,
    closings,
    entries,
    events,
    people,
    progress,
    rates,
    statement_drawing,
    statement_papers,
    statements,
    year_sheet,
)
from ipe_events.services.workspace import Workspace
from tests.conftest import NOW
from tests.services.acts import address, busy_year

FORMULA, SCRIPT = '=HYPERLINK("http://example.org","x")', "<script>document.title='harm'</script>"
LONG = "Werkveldorganisatie" * 5
HOSTILE = {"viaa": FORMULA, "kpz": SCRIPT, "deltion": LONG}
YEAR = "2027"


@dataclass(frozen=True)
class Papers:
    """The workspace, and the files by what they are."""

    workspace: Path
    statements: dict[str, tuple[Path, Path]]
    others: dict[str, Path]


def make(template: Path, folder: Path) -> Papers:
    """Live a busy year and write everything that there is to write of it."""
    path = Path(shutil.copy(template, folder / "papers.db"))
    workspace = Workspace(path, lambda: NOW)
    busy_year(workspace)
    with workspace.change("hostile") as change:
        for slug, name in HOSTILE.items():
            people.edit_organisation(change, slug, name=name)
            people.edit_person(change, address(slug), name=name, profession=name)
            draft = HourDraft(slug, NOW.date(), 95, name, address(slug), evidence=name)
            number = entries.log_hours(change, draft)
            entries.correct(change, number, 61, name)
        rates.add(change, RateDraft(55_55, organisation="kpz"))
        closings.close(change, NOW.date())
        number = entries.log_hours(
            change, HourDraft("viaa", NOW.date().replace(year=2027), 100, FORMULA)
        )
        entries.correct(change, number, 7, SCRIPT)
        meeting = events.lines(change, EventFilter(kind="kernteamoverleg"))[0].id
        attendance.charge(change, meeting, address("viaa"), Own(preparation=33))
        attendance.register(change, meeting, Attendance(absent=(address("deltion"),)))
    issued = {}
    with workspace.delivery() as view:
        for year in ("2026", YEAR):
            period = statements.period(view, year, None, None)
            for slug in HOSTILE:
                drawn = statement_drawing.draw_up(view, period, slug)
                versions = [statements.issue(view, one) for one in drawn]
                page, sheet = statement_papers.write(view, versions, folder / "statements")[0]
                issued[f"{slug} {year}"] = (page, sheet)
    others = {}
    with workspace.read() as view:
        for name, content in (
            ("progress", progress.as_file(view, "html", None, None)),
            ("year", year_sheet.as_file(view, YEAR)),
            ("attendance", attendance_list.as_file(view, meeting)),
        ):
            others[name] = folder / f"{name}.html"
            others[name].write_bytes(content)
    workspace.close()
    return Papers(path, issued, others)
