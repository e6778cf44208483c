"""A form of some fields with a pane beside it that says what saving comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from rich.text import Text
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Select, Static

from ipe_events.domain.errors import Refused
from ipe_events.i18n import _
from ipe_events.tui.page import Row, remark
from ipe_events.tui.screens.form import FormScreen
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field, align
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.picker import Picker


class PlainForm(FormScreen):
    """Made once it is known what there is to choose from; what was typed is never replaced."""

    CSS_PATH = "plain_form.tcss"
    _opened: tuple[object, ...] | None = None

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def parts(self) -> list[Widget]:
        """The title, what is wrong, the fields, the pane."""
        return [
            Static(visible(self._title), classes="title", markup=False),
            Static("", id="wrong", markup=False),
            Horizontal(
                VerticalScroll(id="fields", can_focus=False), LineList(id="ahead"), id="form"
            ),
        ]

    def fields(self, data: Any) -> Iterator[Field]:
        """The fields from the top down."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """The pane is read, not typed in."""
        self.query_one("#ahead").can_focus = False

    def load(self) -> None:
        """Ask once for what there is to choose from."""
        if self._opened is None:
            self.ask(lambda bridge: bridge.people_choices(), self.show)

    def show(self, data: Any) -> None:
        """Fill the form."""
        if self._opened is None:
            self._opened = ()
            self.call_later(self._fill, data)

    async def _fill(self, data: Any) -> None:
        fields = list(self.fields(data))
        await self.query_one("#fields").mount(*fields)
        align(fields)
        fields[0].control.focus()
        self._opened = self._values()
        self.look_ahead()

    def _values(self) -> tuple[object, ...]:
        return tuple(
            control.chosen if isinstance(control, ChoiceRow) else getattr(control, "value", None)
            for control in (field.control for field in self.query(Field))
        )

    def action_save(self) -> None:
        """Save, once there is something to save: the fields come a moment after the form."""
        if self._opened:
            super().action_save()

    @property
    def filled(self) -> bool:
        """Whether the fields are there."""
        return bool(self._opened)

    @property
    def dirty(self) -> bool:
        """Whether something was changed."""
        return bool(self._opened) and self._values() != self._opened

    def on_input_changed(self) -> None:
        """Something else is typed."""
        self._touched()

    def on_select_changed(self) -> None:
        """Something else is chosen."""
        self._touched()

    def on_choice_row_changed(self, message: ChoiceRow.Changed) -> None:
        """Something else is marked."""
        message.stop()
        self._touched()

    def _touched(self) -> None:
        if self._opened:
            for field in self.query(Field):
                if field.is_wrong and field.has_focus_within:
                    field.note("")
            self.look_ahead_soon()

    def look_ahead(self) -> None:
        """Ask what saving would come to, of what can be read."""
        try:
            self.ahead()
        except Refused as refused:
            self.looked(refused)

    def ahead(self) -> None:
        """Ask what saving would come to."""

    def complain(self, words: str) -> None:
        """Say it above the form, where it stays."""
        self.query_one("#wrong", Static).update(f"✗ {visible(words)}")

    def tell(self, words: Sequence[str]) -> None:
        """Say in the pane what saving comes to."""
        self.query_one("#wrong", Static).update("")

        def lines(width: int) -> list[Row]:
            return [line for word in words for line in remark(word, width, "")]

        self.query_one("#ahead", LineList).show(lines)

    # What stands in the fields

    def text(self, name: str) -> str:
        """What is typed."""
        return self.query_one(f"#{name}", Input).value.strip()

    def picked(self, name: str) -> str | None:
        """What is chosen of a list; None for nothing."""
        selection = self.query_one(f"#{name}", Select).selection
        return selection if isinstance(selection, str) else None

    def marked(self, name: str) -> str:
        """What is marked of the choices beside each other."""
        return self.query_one(f"#{name}", ChoiceRow).in_order[0]

    def day(self, name: str) -> date | None:
        """The day typed; refuses what is none."""
        return self.query_one(f"#{name}", DayInput).day()


def line(name: str, value: str = "", placeholder: str = "") -> Input:
    """An input of one line."""
    return Input(value, placeholder=placeholder, compact=True, id=name)


def pick(
    name: str, options: Sequence[tuple[str, str]], value: str | None = None, *, empty: str = ""
) -> Picker:
    """A list of which one can be chosen: (key, label); `empty` says what nothing means."""
    known = {key for key, _label in options}
    shown: list[tuple[Text, str]] = [(plain(label), key) for key, label in options]
    return Picker(
        shown,
        prompt=empty or _("choose"),
        value=value if value in known else Select.NULL,
        compact=True,
        id=name,
    )
