"""Who was there: marks per guest, deputies, walk-ins, parts; with the hours that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import EventLine, EventPage, Participant
from ipe_events.i18n import N_, _
from ipe_events.tui import event_lines, event_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.attendance_lines import WALK_IN, clock, name_of, sheet_lines
from ipe_events.tui.attendance_sheet import Sheet, Times, WalkIn, both
from ipe_events.tui.event_lines import Line
from ipe_events.tui.screens.form import FormScreen
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_events import FormData


class AttendanceScreen(FormScreen):
    """The guests at the left, the hours they make at the right or below."""

    CSS_PATH = "attendance.tcss"
    HINTS = ("save", "everybody", "deputy", "walk-in", "times", "actual", "mark", "back")
    PURPOSE = N_(
        "Who was there. Space marks a guest present, absent or unknown; saving makes the event a "
        "held one and books the hours you see. It can be opened and saved again later."
    )
    BINDINGS = bindings("mark", "everybody", "deputy", "walk-in", "times", "actual")

    def __init__(self, event: EventLine) -> None:
        super().__init__()
        self._event = event
        self._data: FormData | None = None
        self._sheet: Sheet | None = None

    def parts(self) -> Iterable[Widget]:
        """The event, how to mark, the guests, the hours."""
        yield Static(plain(_("Attendance") + f" · {self._event.title}"), classes="title")
        yield Static("", id="how", markup=False)
        yield Vertical(LineList(id="guests"), LineList(id="ahead"), id="sheet")

    def on_mount(self) -> None:
        """The guests have the keys."""
        self.query_one("#ahead").can_focus = False
        self.query_one("#guests").focus()
        self._say_how()

    def _say_how(self) -> None:
        words = [event_text.when(self._event)]
        if self._sheet is not None and self._sheet.actual is not None:
            words.append(_("really {times}").format(times=clock(self._sheet.actual)))
        words.append(_("Space: ✓ present, ✗ absent, ? unknown"))
        self.query_one("#how", Static).update(visible(" · ".join(words)))

    def load(self) -> None:
        """Ask once; what was marked is never replaced."""
        if self._sheet is None:
            number = self._event.id
            self.ask(lambda bridge: bridge.form(number), self.show)

    def show(self, data: FormData) -> None:
        """Show the guests as they are known."""
        if self._sheet is None and data.page is not None:
            self._data = data
            self._sheet = Sheet.of(data.page)
            self._draw()
            self.look_ahead()

    @property
    def filled(self) -> bool:
        """Whether the fields are there."""
        return self._sheet is not None

    @property
    def dirty(self) -> bool:
        """Whether anything was marked."""
        return self._sheet is not None and self._sheet.changed

    def _draw(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            self.query_one("#guests", LineList).show(lambda width: list(sheet_lines(sheet, width)))
            self._say_how()
            self.look_ahead_soon()

    def look_ahead(self) -> None:
        """Ask which hours would be booked."""
        sheet, number = self._sheet, self._event.id
        if sheet is None:
            return
        if not sheet.says_something:
            words = [_("The hours to be booked stand here once somebody is marked.")]
            self.say_ahead(words)
            return
        who = sheet.attendance()
        self.foresee(lambda bridge: bridge.preview_attendance(number, who), self._show_ahead)

    def _show_ahead(self, page: EventPage) -> None:
        def lines(width: int) -> list[Line]:
            title = Text(_("Hours that will be booked"), style="bold")
            found: list[Line] = [(None, title), *event_lines.hour_lines(page.hours, width)]
            if page.event.day > self.ipe.clock().date():
                words = _("! This is still to come: saving says that it was held.")
                found.append((None, plain(words)))
            return [*found, *event_lines.check_lines(page.checks, width)]

        self.query_one("#ahead", LineList).show(lines)

    # Marking

    def _guest(self) -> Participant | None:
        sheet = self._sheet
        guest = sheet.guest_at(self.query_one("#guests", LineList).selected_key) if sheet else None
        if guest is None:
            self.notify(_("Choose one of the guests first, with the arrows."))
        return guest

    def action_mark(self) -> None:
        """Turn the mark of a guest; take a deputy or a walk-in off again."""
        key = self.query_one("#guests", LineList).selected_key or ""
        if self._sheet is None:
            return
        if key.startswith(WALK_IN):
            del self._sheet.walk_ins[int(key.removeprefix(WALK_IN))]
        else:
            guest = self._guest()
            if guest is None:
                return
            self._sheet.turn(guest.id)
        self._draw()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter and a click mark as well."""
        message.stop()
        self.action_mark()

    def action_everybody(self) -> None:
        """Everybody was there."""
        if self._sheet is not None:
            self._sheet.everybody()
            self._draw()

    def action_deputy(self) -> None:
        """Choose who came in a guest's place: first those of the same institution."""
        guest, data, sheet = self._guest(), self._data, self._sheet
        if guest is None or data is None or sheet is None:
            return
        from ipe_events.tui.screens.pick import Option, PickDialog

        others = [person for person in data.people if person.id != guest.person]
        others.sort(key=lambda person: person.organisation != guest.organisation)
        options = [
            Option(
                str(person.id), f"{person.name} · {person.organisation_name}", person.email or ""
            )
            for person in others
        ]

        def picked(key: str | None) -> None:
            for person in others:
                if str(person.id) == key:
                    sheet.replace(guest.id, person)
                    self._draw()

        title = _("Who came for {name}?").format(name=name_of(guest))
        self.app.push_screen(PickDialog(title, "", options), picked)

    def action_walk_in(self) -> None:
        """Add somebody who was not invited."""
        data, sheet = self._data, self._sheet
        if data is None or sheet is None:
            return
        from ipe_events.tui.screens.pick import Option, WalkInDialog

        names = {one.slug: one.name for one in data.organisations}
        options = [Option(slug, name, slug) for slug, name in names.items()]

        def named(found: tuple[str, str] | None) -> None:
            if found is not None:
                name, slug = found
                sheet.walk_ins.append(WalkIn(name, slug, names[slug]))
                self._draw()

        words = _("A name, then the organisation; the hours are booked there.")
        self.app.push_screen(WalkInDialog(_("Who came uninvited?"), words, options), named)

    def action_times(self) -> None:
        """A guest was there for a part."""
        guest, sheet = self._guest(), self._sheet
        if guest is None or sheet is None:
            return
        known = sheet.times.get(guest.id) or both(guest.from_time, guest.until_time)

        def given(times: Times | None) -> None:
            if times is not None:
                sheet.between(guest.id, times)
                self._draw()

        self._ask_times(_("When was {name} there?").format(name=name_of(guest)), known, given)

    def action_actual(self) -> None:
        """The meeting began or ended at other times than planned."""
        sheet = self._sheet
        if sheet is None:
            return

        def given(times: Times | None) -> None:
            if times is not None:
                sheet.actual = times
                self._draw()

        self._ask_times(_("From when until when did it really last?"), sheet.actual, given)

    def _ask_times(
        self, title: str, known: Times | None, given: Callable[[Times | None], None]
    ) -> None:
        from ipe_events.tui.screens.times import TimesDialog

        planned = both(self._event.start, self._event.end)
        dialog = TimesDialog(
            title, _("Planned: {when}").format(when=event_text.when(self._event)), known or planned
        )
        self.app.push_screen(dialog, given)

    # Saving

    def save(self) -> None:
        """Keep who was there."""
        sheet, number = self._sheet, self._event.id
        if sheet is None:
            return
        if not sheet.says_something:
            self.notify(_("Nobody is marked yet: space marks one guest, A everybody."))
            return
        if not sheet.changed:
            self.dismiss(None)
            return
        self.saving = True
        who = sheet.attendance()
        self.order(lambda bridge: bridge.attend(number, who), self.saved)
