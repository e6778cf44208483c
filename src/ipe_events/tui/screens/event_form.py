"""A form for one event: planning a new one, or changing one that is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventPage
from ipe_events.i18n import N_, _, sentences
from ipe_events.tui import event_lines
from ipe_events.tui.event_fields import EventFields, InSeries
from ipe_events.tui.screens.form import FormScreen
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.field import Field, align
from ipe_events.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from ipe_events.domain.series_scope import Scope
    from ipe_events.tui.bridge_events import FormData
    from ipe_events.tui.bridge_series import Foreseen


# What cannot be read as a day or a time is said under it while it is typed.
SAID_AT_THE_FIELD = ("date", "until", "start", "end")


class EventFormScreen(FormScreen):
    """Fields at the left, what saving comes to at the right or below."""

    CSS_PATH = "event_form.tcss"
    TITLE_WORDS = N_("New event")
    CHOOSES_AHEAD = False
    PURPOSE = N_(
        "A form for an event. Tab goes from field to field; a day may be typed as people say it "
        "(tue, 12 jan, +2w), the arrows make it earlier or later. Beside or below the form stands "
        "what saving comes to: warnings, and the hours it costs each partner."
    )

    def __init__(self, event_id: int | None, day: date) -> None:
        super().__init__()
        self._event_id = event_id
        self._day = day
        self._fields: EventFields | None = None
        self._filled = False

    def parts(self) -> Iterable[Widget]:
        """An empty form until is known what there is to choose from."""
        words = self.TITLE_WORDS if self._event_id is None else N_("Change event")
        yield Static(_(words), classes="title", markup=False)
        yield Static("", id="wrong", markup=False)
        yield Horizontal(
            VerticalScroll(id="fields", can_focus=False), LineList(id="ahead"), id="form"
        )

    def on_mount(self) -> None:
        """The pane is read, unless there is something to choose in it."""
        self.query_one("#ahead").can_focus = self.CHOOSES_AHEAD

    def load(self) -> None:
        """Ask once for what there is to choose from; what was typed is never replaced."""
        if self._fields is None:
            number = self._event_id
            self.ask(lambda bridge: bridge.form(number), self.show)
        else:
            self.look_ahead()

    def show(self, data: FormData) -> None:
        """Fill the form."""
        if self._fields is None:
            self._fields = self.make_fields(data, self._day)
            self.call_later(self._fill, self._fields)

    def make_fields(self, data: FormData, day: date) -> EventFields:
        """The fields of this form."""
        return EventFields(data, day)

    async def _fill(self, fields: EventFields) -> None:
        await self.query_one("#fields").mount(*fields.widgets())
        align(self.query(Field))
        fields.first.focus()
        fields.begin()
        self._filled = True
        self.look_ahead()

    @property
    def filled(self) -> bool:
        """Whether the fields are there."""
        return self._filled

    @property
    def dirty(self) -> bool:
        """Whether something was changed."""
        return self._fields is not None and self._fields.changed

    def on_input_changed(self, message: Input.Changed) -> None:
        """Something else is typed."""
        self._touched(message.input)

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Something else is typed."""
        self._touched(message.text_area)

    def on_select_changed(self, message: Select.Changed) -> None:
        """Something else is chosen: with the kind go its groups."""
        if self._fields is not None and self._filled:
            self._fields.follow_kind()
        self._touched(message.select)

    def on_choice_row_changed(self, message: ChoiceRow.Changed) -> None:
        """Something else is marked."""
        message.stop()
        if self._fields is not None and message.row.id == "groups":
            self._fields.groups_touched = True
        self._touched(message.row)

    def _touched(self, control: Widget) -> None:
        if self._fields is not None and self._filled:
            self._fields.say_what_is_understood(control)
            self.look_ahead_soon()

    def look_ahead(self) -> None:
        """Ask what saving would come to."""
        if self._fields is None:
            return
        try:
            wanted = self._fields.read()
        except Refused as refused:
            self.looked(refused)
            return
        self.foresee(wanted.preview, self._show_ahead)

    def _show_ahead(self, page: EventPage) -> None:
        self.query_one("#wrong", Static).update("")
        self.query_one("#ahead", LineList).show(lambda width: event_lines.preview(page, width))

    def save(self) -> None:
        """Save what the form says."""
        if self._fields is not None:
            self.no_longer_wrong()
            wanted = self._fields.try_to_read()
            self.saving = True
            series = wanted.series
            if series is None:
                self.order(wanted.save, self.saved)
            else:
                self.ask(lambda bridge: (series, series.foresee(bridge)), self._ask_scope)

    def _ask_scope(self, found: tuple[InSeries, Foreseen]) -> None:
        """How far the change goes; the form stays open when that is not answered."""
        from ipe_events.tui.screens.scope import ScopeDialog

        series, foreseen = found

        def answered(scope: Scope | None) -> None:
            if scope is None:
                self.saving = False
            else:
                self.order(lambda bridge: series.save(bridge, scope), self.saved)

        title = _("Change “{title}”: which?").format(title=series.event.title)
        self.app.push_screen(ScopeDialog(title, series.event, foreseen), answered)

    def complain(self, words: str) -> None:
        """Say it above the form, where it stays."""
        self.query_one("#wrong", Static).update(f"✗ {visible(words)}")

    def looked(self, refused: Refused) -> None:
        """What is not right yet stands where the hours will stand."""
        words = [
            sentences.explain(problem)
            for problem in refused.problems
            if problem.field not in SAID_AT_THE_FIELD or problem.code == "end-before-start"
        ]
        self.say_ahead(words or [_("Warnings and hours stand here once there is a date.")])
