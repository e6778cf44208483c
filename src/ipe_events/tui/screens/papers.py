"""The papers: how the programme stands, the year on one A4, lists to sign, calendars to follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Select

from ipe_events.domain.errors import refuse
from ipe_events.domain.naming import short_name
from ipe_events.domain.records import EventLine
from ipe_events.i18n import N_, _, format_date, format_day_range, ngettext
from ipe_events.tui.screens.file_form import FileForm
from ipe_events.tui.screens.hours_form import partners
from ipe_events.tui.screens.plain_form import pick
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.tui.bridge import Bridge
    from ipe_events.tui.bridge_files import PaperChoices

ALL, PARTNER, GROUP = "all", "org", "group"


class ProgressForm(FileForm):
    """How the programme stands."""

    FORMS = ("html", "docx")
    PURPOSE = N_(
        "How the programme stands, for its steering group: meetings, layers, attendance, goals, "
        "hours and money, decisions and what asks for attention. HTML prints on A4 and has charts; "
        "DOCX has the same figures and texts, to edit in Word. Without days it is about everything."
    )

    def __init__(self) -> None:
        super().__init__(_("Progress, for the steering group"))

    def stem(self) -> str:
        """With the day of today: reports of several days stand side by side."""
        return "-".join((_("progress-report"), self.ipe.clock().date().isoformat()))

    def of_paper(self, data: PaperChoices) -> Iterator[Field]:
        """From when till when, as what, where."""
        yield Field(_("From"), DayInput("from", data.today), "from")
        yield Field(_("Until"), DayInput("to", data.today), "to")
        yield from self.file_fields()

    def _days(self) -> tuple[date | None, date | None]:
        first, last = self.day("from"), self.day("to")
        if first and last and last < first:
            raise refuse("end-before-start", "to")
        return first, last

    def ahead(self) -> None:
        """About which days."""
        first, last = self._days()
        if first and last:
            words = format_day_range(first, last, weekday=False)
        elif first:
            words = _("From {day} on.").format(day=format_date(first, weekday=False))
        elif last:
            words = _("Up to {day}.").format(day=format_date(last, weekday=False))
        else:
            words = _("About everything, from the first meeting to the last that is planned.")
        self.tell([words, _(self.PURPOSE), *self.where_words()])

    def write(self, bridge: Bridge, path: Path, *, replace: bool) -> Sequence[Path]:
        """Write the report."""
        first, last = self._days()
        return bridge.write_progress(path, first, last, replace=replace)


class YearForm(FileForm):
    """The year on one sheet of paper."""

    PURPOSE = N_(
        "The meetings of a year on one A4, with the months, the days off and a colour and a sign "
        "for each kind: to pin up or to send along."
    )

    def __init__(self, year: str | None = None) -> None:
        super().__init__(_("The year on one A4"))
        self._year = year

    def stem(self) -> str:
        """The year."""
        return "-".join((_("year-sheet"), self._year or ""))

    def of_paper(self, data: PaperChoices) -> Iterator[Field]:
        """Which year, where."""
        labels = data.all_years
        self._year = self._year if self._year in labels else data.year
        shown = [(label, label) for label in labels]
        yield Field(_("Year"), pick("year", shown, self._year), "year")
        yield from self.file_fields()

    def on_select_changed(self, message: Select.Changed | None = None) -> None:
        """Of another year."""
        if message is not None and message.select.id == "year" and self._opened:
            self._year = self.picked("year")
            self.follow()
        super().on_select_changed()

    def ahead(self) -> None:
        """What is on it."""
        self.tell([_(self.PURPOSE), *self.where_words()])

    def write(self, bridge: Bridge, path: Path, *, replace: bool) -> Sequence[Path]:
        """Write the sheet."""
        return bridge.write_year(path, self._year or "", replace=replace)


class AttendanceListForm(FileForm):
    """The list that people sign at a meeting; of `event`, or of one that is picked."""

    PURPOSE = N_(
        "A list to sign at a meeting, by institution, with room for who comes uninvited. It "
        "belongs with the hour statements: it shows who was there."
    )

    def __init__(self, event: EventLine | None = None) -> None:
        super().__init__(_("Attendance list"))
        self._event = event
        self._known: tuple[EventLine, ...] = ()

    def stem(self) -> str:
        """The day and the title of the meeting."""
        event = self._event
        if event is None:
            return _("attendance-list")
        title = short_name(event.title, ())
        return "-".join((_("attendance-list"), event.day.isoformat(), title))

    def of_paper(self, data: PaperChoices) -> Iterator[Field]:
        """Which meeting, where."""
        self._known = data.events
        ahead = [one for one in self._known if one.day >= data.today]
        known = {one.id: one for one in self._known}
        self._event = known.get(self._event.id) if self._event else (ahead[0] if ahead else None)
        shown = [
            (str(one.id), f"{format_date(one.day, weekday=False)}  {one.title}")
            for one in self._known
        ]
        chosen = str(self._event.id) if self._event else None
        yield Field(_("Which"), pick("event", shown, chosen), "event")
        yield from self.file_fields()

    def on_select_changed(self, message: Select.Changed | None = None) -> None:
        """Of another meeting."""
        if message is not None and message.select.id == "event" and self._opened:
            key = self.picked("event")
            self._event = next((one for one in self._known if str(one.id) == key), None)
            self.follow()
        super().on_select_changed()

    def ahead(self) -> None:
        """What is on it."""
        self.tell([_(self.PURPOSE), *self.where_words()])

    def save(self) -> None:
        """Write the list."""
        if self._event is None:
            raise refuse("blank", "event")
        super().save()

    def write(self, bridge: Bridge, path: Path, *, replace: bool) -> Sequence[Path]:
        """Write the list."""
        assert self._event is not None
        return bridge.write_attendance_list(path, self._event.id, replace=replace)


class FeedForm(FileForm):
    """A calendar for others to follow."""

    FORMS = ("ics",)
    PURPOSE = N_(
        "A calendar of what is planned and what was cancelled, without drafts, guests or notes. "
        "Put it where others can reach it and they follow it from their own calendar; write it "
        "again when something changes."
    )

    def __init__(self) -> None:
        super().__init__(_("A calendar to follow"))

    def stem(self) -> str:
        """Whose it is."""
        _kind, _slash, name = self._whose.partition("/")
        return "-".join(filter(None, (_("calendar-file"), name)))

    _whose = ALL

    def of_paper(self, data: PaperChoices) -> Iterator[Field]:
        """Whose, where."""
        whose = [(ALL, _("the whole programme"))]
        whose += [(f"{GROUP}/{one.slug}", one.name) for one in data.groups]
        whose += [(f"{PARTNER}/{slug}", name) for slug, name in partners(data)]
        yield Field(_("Of"), pick("whose", whose, ALL), "org", "group")
        yield from self.file_fields()

    def on_select_changed(self, message: Select.Changed | None = None) -> None:
        """Of somebody else."""
        if message is not None and message.select.id == "whose" and self._opened:
            self._whose = self.picked("whose") or ALL
            self.follow()
        super().on_select_changed()

    def _of(self) -> tuple[str | None, str | None]:
        kind, _slash, name = self._whose.partition("/")
        return (name if kind == PARTNER else None), (name if kind == GROUP else None)

    def ahead(self) -> None:
        """How many events it holds."""
        organisation, group = self._of()
        self.foresee(lambda bridge: bridge.feed_size(organisation, group), self._ahead)

    def _ahead(self, count: int) -> None:
        words = ngettext("{count} event", "{count} events", count).format(count=count)
        self.tell([words, _(self.PURPOSE), *self.where_words()])

    def write(self, bridge: Bridge, path: Path, *, replace: bool) -> Sequence[Path]:
        """Write the calendar."""
        organisation, group = self._of()
        return bridge.write_feed(path, organisation, group, replace=replace)
