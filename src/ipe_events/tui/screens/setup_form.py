"""What the forms about a programme share: what they choose from, and texts of several lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.widgets import TextArea

from ipe_events.domain.errors import refuse
from ipe_events.domain.euros import parse_euros
from ipe_events.domain.minutes import parse_duration
from ipe_events.i18n import _, format_hours
from ipe_events.tui.screens.plain_form import PlainForm, line
from ipe_events.tui.text import visible_lines
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.tui.bridge_people import PeopleChoices
    from ipe_events.tui.bridge_programme import SetupChoices

LINES = 3


class SetupForm(PlainForm):
    """Made once it is known what the programme has; gives the short name of what was kept."""

    DEFAULT_CSS = """
    SetupForm TextArea {
        width: 1fr; height: auto; min-height: 2; max-height: 8; background: $surface;
        padding: 0;
    }
    """

    def load(self) -> None:
        """Ask once for what there is to choose from."""
        if self._opened is None:
            self.ask(lambda bridge: bridge.setup_choices(), self.show)

    def fields(self, data: PeopleChoices) -> Iterator[Field]:
        """The fields from the top down."""
        from ipe_events.tui.bridge_programme import SetupChoices

        assert isinstance(data, SetupChoices)
        return self.of_setup(data)

    def of_setup(self, data: SetupChoices) -> Iterator[Field]:
        """The fields from the top down."""
        raise NotImplementedError

    def _values(self) -> tuple[object, ...]:
        texts = tuple(area.text for area in self.query(TextArea))
        return (*super()._values(), *texts)

    def kept(self, name: object) -> None:
        """It is done: give what was kept."""
        self.dismiss(name)

    def on_text_area_changed(self) -> None:
        """Something else is typed."""
        self._touched()

    def lines_of(self, name: str) -> tuple[str, ...]:
        """What is typed, a line each; empty ones do not count."""
        typed = (text.strip() for text in self.long_text(name).splitlines())
        return tuple(text for text in typed if text)

    def long_text(self, name: str) -> str:
        """What is typed in several lines."""
        return self.query_one(f"#{name}", TextArea).text.strip()

    def all_marked(self, name: str) -> tuple[str, ...]:
        """Everything that is marked."""
        return self.query_one(f"#{name}", ChoiceRow).in_order

    def duration(self, name: str) -> int:
        """Minutes typed as hours, said back under them; nothing typed is 0."""
        return self._said_back(name, lambda text: parse_duration(text, name), format_hours)

    def short_duration(self, name: str) -> int:
        """The same, where a number alone is minutes."""

        def read(text: str) -> int:
            alone = text.isascii() and text.isdigit()
            return parse_duration(f"{text}m" if alone else text, name)

        return self._said_back(name, read, format_hours)

    def euros(self, name: str) -> int | None:
        """Cents typed as euros; None for nothing."""
        typed = self.text(name).removeprefix("€").replace(" ", "")
        return parse_euros(typed, name) if typed else None

    def number(self, name: str) -> int:
        """A whole number; nothing typed is 0."""
        typed = self.text(name)
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            raise refuse("not-a-number", name, value=typed)
        return int(typed or 0)

    def _said_back(self, name: str, read: Callable[[str], int], words: Callable[[int], str]) -> int:
        typed = self.text(name)
        minutes = read(typed) if typed else 0
        field = self.field_of(name)
        if field is not None and not field.is_wrong:
            # What is as it was typed need not be said again.
            said = "" if not typed or typed == words(minutes) or typed.isdigit() else words(minutes)
            field.note(f"= {said}" if said else "")
        return minutes


def area(name: str, text: str = "", placeholder: str = "") -> TextArea:
    """A text of several lines; tab goes on to the next field."""
    made = TextArea(text, compact=True, id=name, tab_behavior="focus", soft_wrap=True)
    made.placeholder = visible_lines(placeholder)
    return made


def typed_euros(cents: int | None) -> str:
    """Cents as somebody would type them; nothing for nothing."""
    if not cents:
        return ""
    euros, rest = divmod(cents, 100)
    return f"{euros},{rest:02}" if rest else str(euros)


def typed_hours(minutes: int | None) -> str:
    """Minutes as somebody would type them; nothing when nobody did."""
    if minutes is None:
        return ""
    return format_hours(minutes) if minutes % 60 else str(minutes // 60)


def short_name_field() -> Field:
    """The short name of something new."""
    return Field(_("Short name"), line("slug", "", _("made of the name")), "slug")


def one_of(name: str, options: Sequence[tuple[str, str]], chosen: str) -> ChoiceRow:
    """Choices of which one counts."""
    return ChoiceRow(options, (chosen,), single=True, id=name)


def some_of(name: str, options: Sequence[tuple[str, str]], chosen: Sequence[str]) -> ChoiceRow:
    """Choices of which several may count."""
    return ChoiceRow(options, chosen, id=name)
