"""The first run: what to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.errors import Refused
from ipe_events.domain.records import Named
from ipe_events.i18n import N_, _, sentences
from ipe_events.tui.actions import bindings
from ipe_events.tui.messages import WorkspaceChanged
from ipe_events.tui.page import Row, remark
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

DEMO = "demo"
OWN = "//own"
DEMO_PROGRAMME = "sion"
TICK = 0.5


class WelcomeScreen(BaseScreen[None]):
    """The demo, a programme that comes with the program, or a file of one's own."""

    PURPOSE = N_(
        "There is no programme yet. Choose the demo to look around, a programme that comes with "
        "ipe-events, or the file of your own programme."
    )
    HINTS = ("choose", "help", "quit")
    BINDINGS = bindings("choose", "back")
    CSS_PATH = "welcome.tcss"
    AUTO_FOCUS = "RowList"

    def __init__(self) -> None:
        super().__init__()
        self._shipped: tuple[Named, ...] = ()
        self._seconds = 0.0
        self._busy = False
        # Shown for want of a programme over a workspace that is there.
        self.lacking = False

    def parts(self) -> Iterable[Widget]:
        """What this is, the choices, a file, who sends invitations, what is going on."""
        where = _("The workspace will be {path}").format(path=self.ipe.workspace_path)
        yield VerticalScroll(
            Static(_("Welcome to ipe-events"), markup=False, classes="title"),
            Static(_("What shall we begin with?"), markup=False),
            LineList(id="sources"),
            Static(_("Or the file of your own programme:"), markup=False),
            Input(placeholder="…/programme.toml", id="file", compact=True),
            Static(_("Who sends the invitations? (can wait)"), markup=False),
            Input(placeholder=_("Name <address>"), id="organiser", compact=True),
            Static("", markup=False, id="state"),
            Static(visible(where), markup=False, classes="muted"),
            id="welcome",
            can_focus=False,
        )

    def load(self) -> None:
        """Ask which programmes come with the program."""
        self.ipe.runner.look_up(self, _shipped, self.show, self.refused)

    def on_workspace_changed(self, _message: WorkspaceChanged) -> None:
        """Go when there is a programme after all, such as by carrying out again what was undone."""
        if self.lacking and not self._busy:
            self.ipe.runner.ask(self, lambda bridge: bridge.can_be_read(), self._go, _not_yet)

    def _go(self, _programme: str) -> None:
        self.dismiss()

    def show(self, found: Sequence[Named]) -> None:
        """Offer them."""
        # The one that the demo and the README tell of first: a key away for a newcomer.
        self._shipped = tuple(sorted(found, key=lambda one: one.slug != DEMO_PROGRAMME))
        self.query_one("#sources", LineList).show(lambda width: list(self._sources(width)))

    def _sources(self, width: int) -> Iterator[Row]:
        words = _("A demo: invented people and a planned school year, to look around in")
        yield DEMO, plain(f" ▸ {words}")
        for programme in self._shipped:
            yield programme.slug, plain(f" ▸ {programme.name}")
        if not self._shipped:
            yield from remark("…", width)
        own = _("A programme of your own: type its partners and what they promise")
        yield OWN, plain(f" ▸ {own}")

    def action_back(self) -> None:
        """Back to the programme that is there; the first time there is none."""
        if isinstance(self.app.screen_stack[-2], BaseScreen) and not self._busy:
            self.dismiss()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Begin with what was chosen."""
        if event.key == OWN:
            self._type_own()
            return
        demo = event.key == DEMO
        self._begin(DEMO_PROGRAMME if demo else event.key, with_demo=demo)

    def action_choose(self) -> None:
        """Begin with what is under the cursor."""
        self.query_one("#sources", LineList).action_choose()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the file's name begins with that file; in the organiser it goes to the list."""
        file = self.query_one("#file", Input).value.strip()
        if event.input.id == "organiser" and not file:
            self.query_one("#sources").focus()
        elif file:
            self._begin(file if "/" in file or file.endswith(".toml") else f"./{file}")
        else:
            self._say(_("Say which file, or choose a programme from the list."))

    def _begin(self, source: str, *, with_demo: bool = False) -> None:
        if self._busy:
            return
        organiser = self.query_one("#organiser", Input).value.strip()
        path, clock = self.ipe.workspace_path, self.ipe.clock

        def make() -> str:
            from ipe_events.tui.bridge_start import create

            return create(path, clock, source, organiser, with_demo=with_demo)

        self._busy, self._seconds = True, 0.0
        self._tick()
        self._ticking = self.set_interval(TICK, self._tick)
        self.ipe.runner.make(self, make, self._made, self.refused)

    def _type_own(self) -> None:
        from ipe_events.tui.screens.new_programme import NewProgrammeScreen

        def made(slug: str | None) -> None:
            if slug is not None:
                self._made(slug)

        organiser = self.query_one("#organiser", Input).value.strip()
        self.app.push_screen(NewProgrammeScreen(organiser), made)

    def _tick(self) -> None:
        words = _("The programme is being set up… {seconds} s").format(seconds=int(self._seconds))
        self._say(words)
        self._seconds += TICK

    def _say(self, words: str) -> None:
        self.query_one("#state", Static).update(visible(words))

    def _rest(self) -> None:
        if self._busy:
            self._ticking.stop()
        self._busy = False

    def _made(self, slug: str) -> None:
        self._rest()
        self.ipe.turn_to(slug)

    def refused(self, refused: Refused) -> None:
        """Say why not; what was typed stays."""
        self._rest()
        self._say(f"! {sentences.explain_all(refused)}")


def _not_yet(_refused: Refused) -> None:
    """There is no programme yet."""


def _shipped() -> list[Named]:
    from ipe_events.tui.bridge_start import shipped

    return shipped()
