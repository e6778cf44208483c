"""Files, copies and settings: what belongs to no area."""

from __future__ import annotations

from ipe_events.i18n import N_
from ipe_events.tui.registry.action import Action

ACTIONS = (
    Action(
        "settings", "comma", "app.place('settings')", N_("Settings"), N_("How it works for you")
    ),
    Action("files", "F", "app.place('files')", N_("Files"), N_("What can be written and read")),
    Action("keeping", "K", "app.place('keeping')", N_("Copies"), N_("Copies, and is it sound")),
    Action("copy-path", "c", "copy_path", N_("Copy path"), N_("Put the path on the clipboard")),
    Action("copy-now", "n", "copy_now", N_("Copy now"), N_("Make a copy of the workspace"), "f2"),
    Action("put-back", "enter", "put_back", N_("Put back"), N_("Put the selected copy back")),
    Action("second-folder", "f", "second_folder", N_("2nd folder"), N_("Where copies go as well")),
    Action("examine", "d", "examine", N_("Examine"), N_("See whether the workspace is sound")),
    Action("save-file", "s", "save_file", N_("Save"), N_("Write it into a file")),
    Action("recalculate", "", "recalculate", N_("Recalculate"), N_("By the rules of today")),
    Action("turnout", "", "turnout", N_("Turnout"), N_("How many of those invited came")),
    Action("answers-file", "f8", "answers_file", N_("From a file"), N_("Answers from a table")),
    Action("reprint", "p", "reprint", N_("Print again"), N_("Write what was issued once more")),
)
