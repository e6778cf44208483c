"""What forms share: saving, problems at their fields, asking before anything typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.timer import Timer
from textual.widgets import Input

from ipe_events.domain.errors import Refused
from ipe_events.domain.records import Outcome
from ipe_events.i18n import sentences
from ipe_events.tui.actions import bindings
from ipe_events.tui.event_lines import sentences_of
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.screens.dialog import leave_dialog
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from ipe_events.tui.bridge import Bridge

Value = TypeVar("Value")
PAUSE = 0.15


class FormScreen(BaseScreen[Any]):
    """Gives what it saved, mostly an event; None when nothing was saved."""

    IS_FORM = True
    HINTS: tuple[str, ...] = ("save", "back")
    # Outside inputs letters would leave the program or undo, unseen behind the form.
    BINDINGS = bindings("save", "back")

    def __init__(self) -> None:
        super().__init__()
        self.saving = False
        self._timer: Timer | None = None
        self._off: Mapping[date, str] = {}

    @property
    def filled(self) -> bool:
        """Whether everything to type in is there."""
        return True

    @property
    def takes_keys(self) -> bool:
        """Not before its fields are there, nor while it is being saved and may close."""
        return super().takes_keys and self.filled and not self.saving

    @property
    def dirty(self) -> bool:
        """Whether something would be lost."""
        return False

    def action_back(self) -> None:
        """Close; asks when something would be lost."""
        self.ask_first(lambda: self.dismiss(None))

    def ask_first(self, then: Callable[[], Any]) -> None:
        """Do something that ends this form, when nothing is lost or the user says so."""
        if self.saving:
            return
        if not self.dirty:
            then()
            return

        def answered(sure: bool | None) -> None:
            if sure:
                then()

        self.app.push_screen(leave_dialog(), answered)

    # Saving

    def action_save(self) -> None:
        """Save once, however often it is asked."""
        if self.saving or self.app.screen is not self:
            return
        try:
            self.save()
        except Refused as refused:
            self.refused(refused)

    def save(self) -> None:
        """Order what this form is for; refuses what cannot be used."""

    def saved(self, outcome: Outcome) -> None:
        """It is done."""
        self.dismiss(outcome.events[0])

    def refused(self, refused: Refused) -> None:
        """Every problem at its field, and the first one in hand; the rest as one line."""
        self.saving = False
        rest = []
        for problem in refused.problems:
            field = self.field_of(problem.field)
            if field is None:
                rest.append(problem)
            else:
                field.wrong(sentences.explain(problem))
        for field in self.query(Field):
            if field.is_wrong:
                field.control.focus()
                field.call_after_refresh(field.scroll_visible, animate=False)
                break
        if rest:
            self.complain(sentences.explain_all(Refused(*rest)))

    def complain(self, words: str) -> None:
        """Say what belongs to no field."""
        self.notify(words, severity="error", markup=False, timeout=8)

    def field_of(self, name: str) -> Field | None:
        """The field where a problem belongs."""
        return next((field for field in self.query(Field) if name in field.names), None)

    def no_longer_wrong(self) -> None:
        """Take back what was said to be wrong."""
        for field in self.query(Field):
            if field.is_wrong:
                field.note("")

    # Going through it

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes on to the next field, and saves in the last."""
        fields = [field for field in self.query(Field) if field.control.focusable]
        if message.input not in [field.control for field in fields]:
            return
        message.stop()
        if message.input is fields[-1].control:
            self.action_save()
        else:
            self.focus_next()

    # Days off

    def on_field_understood(self) -> None:
        """Ask what the days are called that are meant."""
        days = {day for field in self.query(Field) if (day := _day_in(field)) is not None}
        known = self._off
        if not days <= set(known):
            question = partial(_days_off, days=days)
            # Where there is no workspace yet nobody knows, and that is no fault.
            self.ipe.runner.ask(self, question, self._call_days, lambda _refused: None)

    def _call_days(self, found: Mapping[date, str]) -> None:
        self._off = {**self._off, **found}
        for field in self.query(Field):
            if isinstance(field.control, DayInput):
                field.control.off = self._off
                field.say_back()

    # Looking ahead

    def look_ahead_soon(self) -> None:
        """Once the typing pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.look_ahead)

    def look_ahead(self) -> None:
        """Ask what saving would come to."""

    def foresee(self, question: Callable[[Bridge], Value], then: Callable[[Value], None]) -> None:
        """Ask what a command would come to; a refusal is no fault yet."""
        self.ipe.runner.ask(self, question, then, self._not_foreseen)

    def _not_foreseen(self, refused: Refused) -> None:
        # Somebody else is writing right now: no reason to leave what is being typed.
        locked = refused.problems[0].code == "workspace-locked"
        if locked or not self.ipe.in_trouble(refused):
            self.looked(refused)

    def looked(self, refused: Refused) -> None:
        """Looking ahead was refused: that is said beside the form, and changes nothing in it."""
        words = [sentences.explain(problem) for problem in refused.problems]
        self.say_ahead(words)

    def say_ahead(self, words: list[str]) -> None:
        """Say in the pane why there is nothing to see yet."""
        for pane in self.query("#ahead").results(LineList):
            pane.show(lambda width: sentences_of(words, width))


def _day_in(field: Field) -> date | None:
    """The day that is typed in a field."""
    if not isinstance(field.control, DayInput):
        return None
    try:
        return field.control.day()
    except Refused:
        return None


def _days_off(bridge: Bridge, days: Iterable[date]) -> dict[date, str]:
    return {day: bridge.day_off(day) for day in days}
