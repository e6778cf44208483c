"""What is shown while the workspace cannot be read, over what was being done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.errors import Refused
from ipe_events.i18n import N_, _, sentences
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.screens.programmes import show_programmes
from ipe_events.tui.text import visible

if TYPE_CHECKING:
    from ipe_events.tui.host import Host

# Refusals of the workspace as a whole: no other question could be answered either.
TROUBLES = frozenset(
    {
        "no-workspace",
        "not-a-workspace",
        "unknown-programme",
        "workspace-damaged",
        "workspace-locked",
        "workspace-newer",
        "workspace-unreachable",
    }
)
AGAIN_EVERY = 2.0


def show_trouble(app: Host, refused: Refused) -> bool:
    """Show what is wrong with the workspace as a whole; False when it is something else."""
    code = refused.problems[0].code
    if code == "no-programme":
        app.welcome(lacking=True)
    elif code == "programme-needed":
        show_programmes(app)
    elif code not in TROUBLES:
        return False
    elif isinstance(app.screen, TroubleScreen):
        app.screen.say(refused)
    else:
        app.push_screen(TroubleScreen(refused))
    return True


class TroubleScreen(BaseScreen[None]):
    """Says what is wrong with the file, and goes when it is right again."""

    PURPOSE = N_("The workspace cannot be read now. This screen goes as soon as it can.")
    HINTS = ("retry",)
    BINDINGS = bindings("retry")
    CSS_PATH = "trouble.tcss"

    def __init__(self, refused: Refused) -> None:
        super().__init__()
        self._refused = refused

    def parts(self) -> Iterable[Widget]:
        """What is wrong, and that nothing is lost."""
        yield Static(_("The workspace cannot be read now"), markup=False, classes="title")
        yield Static("", markup=False, id="why")
        yield Static(
            _("What was saved is in the file. What you were typing is still there.")
            + " "
            + _("This is tried again every few seconds."),
            markup=False,
            classes="muted",
        )

    def on_mount(self) -> None:
        """Try again from time to time."""
        self.say(self._refused)
        self.set_interval(AGAIN_EVERY, self.load)

    def say(self, refused: Refused) -> None:
        """Say what is wrong, as soon as there is a place to say it."""
        self._refused = refused
        for place in self.query("#why").results(Static):
            place.update(visible(sentences.explain_all(refused)))

    def load(self) -> None:
        """Look whether it can be read now."""
        self.ask(lambda bridge: bridge.can_be_read(), self._readable)

    def action_retry(self) -> None:
        """Look now."""
        self.load()

    def _readable(self, _programme: str) -> None:
        if self.is_current:
            self.dismiss()
