"""The first line: the six areas with their keys."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from ipe_events.i18n import _
from ipe_events.tui.actions import ACTIONS, AREAS
from ipe_events.tui.host import Host
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.guarded import Guarded

LEAST_NAME = 8


class AreaTabs(Guarded, Widget):
    """The areas, the one in front marked; the programme's name where there is room."""

    DEFAULT_CSS = """
    AreaTabs { dock: top; height: 1; background: $panel; padding: 0 1; }
    """

    def __init__(self, area: str) -> None:
        super().__init__()
        self._area = area

    @property
    def ipe(self) -> Host:
        """The app: each area has tabs of its own, and all show the same."""
        assert isinstance(self.app, Host)
        return self.app

    @property
    def programme(self) -> str:
        """The programme's name."""
        return self.ipe.programme_name

    @programme.setter
    def programme(self, name: str) -> None:
        self.ipe.programme_name = name
        self.refresh()

    @property
    def pending(self) -> int:
        """How many messages wait to be sent."""
        return self.ipe.pending

    @pending.setter
    def pending(self, count: int) -> None:
        self.ipe.pending = count
        self.refresh()

    def render(self) -> Text:
        """One line: names, or where they do not fit numbers alone, but for the one in front."""
        width = self.size.width
        line = self._line(names=AREAS)
        if line.cell_len > width:
            line = self._line(names=(self._area, "outbox"))
        name, room = visible(self.programme), width - line.cell_len - 2
        if name and room >= LEAST_NAME:
            if cell_len(name) > room:
                name = set_cell_size(name, room - 1).rstrip() + "…"
            line.append(" " * (width - line.cell_len - cell_len(name)))
            line.append(name, style="dim")
        return line

    def _line(self, names: tuple[str, ...]) -> Text:
        line = Text(no_wrap=True, end="")
        for number, area in enumerate(AREAS, start=1):
            words = [str(number), *([_(ACTIONS[f"area-{area}"].label)] if area in names else [])]
            if area == "outbox" and self.pending:
                words.append(f"({self.pending})")
            style = Style(bold=True, reverse=True) if area == self._area else Style()
            click = Style(meta={"@click": f"app.area('{area}')"})
            line.append(f" {' '.join(words)} ", style=style + click)
        return line
