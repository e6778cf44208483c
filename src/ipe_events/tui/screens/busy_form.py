"""The form that reads when somebody is busy from a calendar that was exported elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.i18n import N_, _, format_day_range, ngettext, sentences
from ipe_events.tui.screens.file_form import READ
from ipe_events.tui.screens.hours_form import AboutHours, partners, with_undo
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.path_input import PathInput, tilde

if TYPE_CHECKING:
    from pathlib import Path

    from ipe_events.domain.busy import BusyTimes
    from ipe_events.tui.bridge_hours import HourChoices

PERSON, ORGANISATION = "person", "org"
MOST_SHOWN = 40


class BusyForm(AboutHours):
    """Gives the sentence that says how many times were kept."""

    PURPOSE = N_(
        "When somebody is busy, from a calendar file (.ics) of theirs. Only the times are kept and "
        "never what they are about. Dates that are looked for, the checks and the year planner go "
        "by them. Reading the same calendar again takes the place of what it gave before."
    )

    def __init__(self, whose: str | None = None, *, person: bool = True) -> None:
        """`whose`: the number of a person, or the slug of an organisation."""
        super().__init__(_("Busy times from a calendar"))
        self._whose = f"{PERSON if person else ORGANISATION}/{whose}" if whose else None

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """The file, whose it is, what it is called."""
        people = [
            (f"{PERSON}/{one.id}", f"{one.name}, {one.organisation_name or '–'}")
            for one in sorted(data.people, key=lambda one: one.name.casefold())
        ]
        whose = people + [(f"{ORGANISATION}/{slug}", name) for slug, name in partners(data)]
        known = self.ipe.folders.get(READ)
        begin = f"{tilde(known)}{os.sep}" if known is not None else ""
        yield Field(_("File"), PathInput(begin, "agenda.ics", id="file"), "file")
        yield Field(_("Of"), pick("whose", whose, self._whose), "busy", "org", "person")
        yield Field(_("Called"), line("source", "", _("as the file")), "source")

    def _what(self) -> tuple[Path, str, str]:
        path, whose = self.query_one("#file", PathInput).path, self.picked("whose")
        if path is None or path.is_dir():
            raise refuse("blank", "file")
        if whose is None:
            raise refuse("blank", "busy")
        return path, whose.partition("/")[2], self.text("source")

    def ahead(self) -> None:
        """Read the file, and keep nothing."""
        path = self.query_one("#file", PathInput).path
        if path is None or path.is_dir() or self.picked("whose") is None:
            self.tell([_("Type where the file is (Tab completes), and choose whose it is.")])
            return
        path, who, source = self._what()
        self.foresee(lambda bridge: bridge.preview_busy(path, who, source), self._ahead)

    def _ahead(self, found: BusyTimes) -> None:
        words = [_times(len(found.periods))]
        if found.periods:
            first, last = found.periods[0][0], found.periods[-1][1]
            words.append(format_day_range(first.date(), last.date(), weekday=False))
        words += [f"! {sentences.explain(one)}" for one in found.warnings[:MOST_SHOWN]]
        words.append(_("Only the times are kept, not what they are about."))
        self.tell(words)

    def save(self) -> None:
        """Keep the times."""
        self.no_longer_wrong()
        path, who, source = self._what()
        self.saving = True
        self.ipe.folders[READ] = path.parent

        def done(found: BusyTimes) -> None:
            self.dismiss(with_undo(_times(len(found.periods))))

        doing = _("Reading the calendar")
        self.order(lambda bridge: bridge.keep_busy(path, who, source), done, doing=doing)


def _times(count: int) -> str:
    return ngettext("{count} busy time", "{count} busy times", count).format(count=count)
