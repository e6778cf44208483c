"""A process that writes two hundred times and says so after each: `writer.py WORKSPACE`."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from ipe_events.domain.drafts import HourDraft, PersonDraft
from ipe_events.services import entries, people
from ipe_events.services.workspace import Workspace

WRITES = 200
FIRST_DAY = date(2027, 1, 1)


def main(path: Path) -> None:
    workspace = Workspace(path)
    for number in range(1, WRITES + 1):
        with workspace.change(f"write {number}") as change:
            if number % 2:
                draft = PersonDraft(f"Persoon {number}", "viaa", f"p{number}@example.org")
                people.add_person(change, draft)
            else:
                day = FIRST_DAY + timedelta(days=number)
                entries.log_hours(change, HourDraft("viaa", day, number, f"werk {number}"))
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
