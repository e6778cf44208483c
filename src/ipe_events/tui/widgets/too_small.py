"""What a terminal shows that is too small for the screens: a notice, until it is enlarged."""

from __future__ import annotations

from textual.widgets import Static

from ipe_events.i18n import _

LEAST_WIDTH, LEAST_HEIGHT = 60, 18
# The classes of every screen by its size.
WIDTHS = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (100, "-wide"), (140, "-widest")]
HEIGHTS = [(0, "-low"), (LEAST_HEIGHT, "-high"), (36, "-highest")]


class TooSmall(Static):
    """Covers the screen while it is too small; what is under it stays as it was."""

    DEFAULT_CSS = """
    TooSmall { display: none; overlay: screen; position: absolute; width: 100vw; height: 100vh;
               background: $background; content-align: center middle; text-align: center; }
    """

    def __init__(self) -> None:
        words = _("This window is too small: at least {width} × {height}. Please enlarge it.")
        super().__init__(
            words.format(width=LEAST_WIDTH, height=LEAST_HEIGHT), markup=False, id="too-small"
        )
