"""Reading hours in from a file, and deciding on those on the day of a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ipe_events.domain.drafts import Attendance
from ipe_events.services.workspace import Workspace
from ipe_events.tui.screens.hours_import import HoursImportForm
from tests.services.acts import KERNTEAM, attend, plan
from tests.store.dumps import rows
from tests.tui.conftest import Opener


def imported(workspace: Workspace) -> int:
    return len(rows(workspace.path, "SELECT id FROM hour_entry WHERE origin = 'import'"))


async def test_hours_are_told_before_they_are_read_in_and_decided_on_after(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    when = replace(KERNTEAM.when, day=date(2026, 11, 3))
    attend(planned, plan(planned, replace(KERNTEAM, when=when)), Attendance(everybody=True))
    (tmp_path / "uren.csv").write_text(
        "Organisatie;Datum;Uren;Activiteit\nviaa;1-10-2026;1,5;Curriculum\n"
        "viaa;3-11-2026;2:30;Met [/red] werk\nviaa;1-10-2026;acht;Fout\n"
    )
    async with open_app(language="en", size=(120, 30)) as app:
        app.app.push_screen(HoursImportForm())
        await app.settle()
        await app.paste(str(tmp_path / "uren.csv"))
        await app.until(lambda: "1 row would be imported (1.5 hours)" in app.frame())
        assert "✗ row 4, Uren:" in app.frame()
        assert "? row 3: there is a meeting on that day" in app.frame()
        assert imported(planned) == 0
        await app.press("ctrl+s")
        assert imported(planned) == 1
        await app.press("5", "v")
        assert app.on == "ReviewsScreen"
        for words in ("hours on the day of a meeting", "Hours: 2:30", "Met [/red] werk"):
            assert words in app.frame()
        assert "The meeting counts for: 2:00" in app.frame()
        await app.press("a")
        assert imported(planned) == 2
        assert "Nothing waits" in app.frame()
