"""An event in one typed line, read back in words before it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.errors import Refused
from ipe_events.domain.records import KindLine, OrganisationLine
from ipe_events.domain.suggesting import Known, Suggestion, after_sign, in_line
from ipe_events.i18n import N_, _, sentences
from ipe_events.tui import event_lines
from ipe_events.tui.screens.form import FormScreen
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.suggest_input import SuggestInput

if TYPE_CHECKING:
    from ipe_events.tui.bridge_events import Reading

LONGEST = 1_000


class QuickAddScreen(FormScreen):
    """Kind, day, times, title and place in any order; after @ comes the place."""

    CSS_PATH = "quick_add.tcss"
    PURPOSE = N_(
        "One line makes an event: its kind (the beginning will do), the day, the times, a title "
        "if you like, and after @ the place; a partner named there is the host. Below it is read "
        "back with what it costs each partner, before anything is saved."
    )

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._began_with = text
        self._kinds: tuple[KindLine, ...] = ()
        self._known_kinds: list[Known] = []
        self._known_places: list[Known] = []

    def parts(self) -> Iterable[Widget]:
        """The line, what is wrong with it, what it says."""
        yield Static(_("New event in one line"), classes="title", markup=False)
        line = SuggestInput(
            self._began_with,
            placeholder=_("kind, day, times, title, @place"),
            id="line",
            max_length=LONGEST,
            select_on_focus=False,
            suggest=self._suggest,
        )
        yield line
        yield Static("", id="wrong", markup=False)
        yield LineList(id="ahead")

    def on_mount(self) -> None:
        """Ready to type; below stands how it goes."""
        self.query_one(Input).focus()
        self._explain()

    def load(self) -> None:
        """Ask which kinds there are, and read the line again: hours may have changed."""
        self.ask(lambda bridge: bridge.kinds(), self._keep_kinds)
        self.ask(lambda bridge: (bridge.places(), bridge.form().organisations), self._keep_places)

    def _suggest(self, typed: str) -> Sequence[Suggestion]:
        """Kinds at the beginning; after @ the partners and the places that were used."""
        if typed and " " not in typed:
            return in_line(typed, self._known_kinds)
        return after_sign(typed, "@", self._known_places)

    def _keep_places(self, found: tuple[Sequence[str], Sequence[OrganisationLine]]) -> None:
        places, partners = found
        self._known_places = [Known(place) for place in places] + [
            Known(one.name, also=(one.slug, *one.aliases)) for one in partners if one.partner
        ]

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value.strip()

    @property
    def dirty(self) -> bool:
        """Whether something was typed."""
        return self.text not in ("", self._began_with.strip())

    def on_input_changed(self) -> None:
        """Read it once the typing pauses."""
        self.look_ahead_soon()

    def look_ahead(self) -> None:
        """Have the line read."""
        text = self.text
        if not text or text == self._began_with.strip():
            self._explain()
            return

        def read(reading: Reading) -> None:
            self._read_back(text, reading)

        self.foresee(lambda bridge: bridge.preview_line(text), read)

    def _explain(self) -> None:
        self.query_one("#wrong", Static).update("")
        names = [kind.name for kind in self._kinds]
        lines = [
            _("Type the kind, the day and the times; then a title if you like."),
            _("After @ comes the place; a partner named there is the host."),
        ]
        if names:
            example = _("{kind} tue 12 jan 13-15 @place").format(kind=self._kinds[0].slug)
            lines += ["", _("For example: {line}").format(line=example)]
            lines += [
                "",
                _("Kinds (the beginning will do): {names}").format(names=", ".join(names)),
            ]
        self.query_one(LineList).show(lambda width: event_lines.sentences_of(lines, width))

    def _keep_kinds(self, kinds: tuple[KindLine, ...]) -> None:
        self._kinds = kinds
        self._known_kinds = [Known(f"{kind.slug} ", kind.name, (kind.name,)) for kind in kinds]
        self.look_ahead()

    def _read_back(self, text: str, reading: Reading) -> None:
        if text != self.text:
            return
        self.query_one("#wrong", Static).update("")
        page, groups = reading.page, reading.groups
        widest = event_lines.WIDEST
        self.query_one(LineList).show(
            lambda width: event_lines.reading(page, groups, min(width - 1, widest))
        )

    def looked(self, refused: Refused) -> None:
        """Say what cannot be read; what was read before goes."""
        if self.text:
            self._say_wrong(refused)
            self.query_one(LineList).empty()

    def refused(self, refused: Refused) -> None:
        """It was not saved: say why, and keep the line."""
        self.saving = False
        self._say_wrong(refused)

    def _say_wrong(self, refused: Refused) -> None:
        words = "; ".join(sentences.explain(problem) for problem in refused.problems)
        self.query_one("#wrong", Static).update(f"✗ {visible(words)}")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter saves."""
        message.stop()
        self.action_save()

    def save(self) -> None:
        """Plan the event that the line says."""
        text = self.text
        if text:
            self.saving = True
            self.order(lambda bridge: bridge.add_line(text), self.saved)
