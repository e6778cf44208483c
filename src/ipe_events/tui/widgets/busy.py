"""What is being done that takes longer than a moment, over the end of the last line."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from ipe_events.domain.working import Work
from ipe_events.i18n import _
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.guarded import Guarded

BAR = 16
KEY = Style(bold=True, reverse=True)


class Busy(Guarded, Widget):
    """Shown after `host.MOMENT`; not before, as nothing may flicker."""

    DEFAULT_CSS = """
    Busy { display: none; layer: busy; dock: bottom; height: 1; padding: 0 1;
           background: $primary-muted; color: $text; }
    """
    _words = Text("", end="")

    def show(self, work: Work | None) -> None:
        """Show how far it is; None: nothing is going on."""
        self.display = work is not None
        if work is not None:
            self._words = busy_words(work)
            screen = self.screen.size.width
            width = min(screen, self._words.cell_len + 2)
            self.styles.width, self.styles.offset = width, (screen - width, 0)
            self.refresh()

    def render(self) -> Text:
        """The line."""
        return self._words


def busy_words(work: Work) -> Text:
    """What, how long, how far, and how to stop it."""
    line = Text(f"⧗ {visible(work.doing)}… ", no_wrap=True, overflow="ellipsis", end="")
    if work.seconds >= 1:
        line.append(_("{seconds} s").format(seconds=int(work.seconds)) + " ")
    if work.total:
        filled = BAR * work.done // work.total
        line.append("▓" * filled + "░" * (BAR - filled))
        line.append(" " + _("{done} of {total}").format(done=work.done, total=work.total) + " ")
    if work.told_to_stop:
        line.append("· " + _("stopping…"))
    elif work.may_stop:
        click = Style(meta={"@click": "app.stop_work"})
        line.append(" Esc ", style=KEY + click)
        line.append(" " + _("Stop") + " ", style=click)
    return line
