"""What can be done everywhere, or in many places."""

from __future__ import annotations

from ipe_events.i18n import N_
from ipe_events.tui.registry.action import Action


def _area(number: int, area: str, label: str) -> Action:
    return Action(f"area-{area}", str(number), f"app.area('{area}')", label, N_("Go to this area"))


ACTIONS = (
    _area(1, "agenda", N_("Agenda")),
    _area(2, "partners", N_("Partners")),
    _area(3, "people", N_("People")),
    _area(4, "hours", N_("Hours")),
    _area(5, "outbox", N_("Outbox")),
    _area(6, "programme", N_("Programme")),
    Action("quit", "q", "app.leave", N_("Quit"), N_("Leave the program"), "ctrl+q", True),
    Action("help", "question_mark", "app.help", N_("Help"), N_("What can be done here"), "f1"),
    Action(
        "palette",
        "ctrl+p",
        "app.command_palette",
        N_("Actions"),
        N_("Search what can be done"),
        priority=True,
    ),
    Action("search", "ctrl+f", "app.search", N_("Search"), N_("Search everything"), priority=True),
    Action("undo", "u", "app.undo", N_("Undo"), N_("Take the last change back"), "ctrl+z"),
    Action("redo", "ctrl+y", "app.redo", N_("Redo"), N_("Carry out again what was undone")),
    Action("theme", "", "app.change_theme", N_("Colours"), N_("Choose the colours: light or dark")),
    Action("language", "", "app.language", N_("Language"), N_("Dutch or English, from now on")),
    Action("history", "H", "app.history", N_("History"), N_("Every change made"), "f9"),
    Action("programmes", "P", "app.programmes", N_("Programmes"), N_("Another programme"), "f10"),
    Action("back", "escape", "back", N_("Back"), N_("Close this screen, or empty the filter")),
    Action("filter", "slash", "filter", N_("Filter"), N_("Show only what matches"), "f4"),
    Action("open", "enter", "open", N_("Open"), N_("Open what is selected")),
    Action("pick", "enter", "open", N_("Choose"), N_("Take what is selected")),
    Action("save", "ctrl+s", "save", N_("Save"), N_("Save and close"), "", True),
    Action("year-kind", "s", "year_kind", N_("School years"), N_("School or calendar years")),
    Action("view", "v", "view", N_("Other list"), N_("Show the other list")),
    Action("retry", "r", "retry", N_("Try again"), N_("Open the workspace again")),
)
