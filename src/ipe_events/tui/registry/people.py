"""People, their seats, their data."""

from __future__ import annotations

from ipe_events.i18n import N_
from ipe_events.tui.registry.action import Action

ACTIONS = (
    Action("person-new", "n", "person_new", N_("New"), N_("Add somebody"), "f2"),
    Action("person-edit", "e", "person_edit", N_("Edit"), N_("Change who is selected"), "f6"),
    Action("seat", "m", "seat", N_("Seat"), N_("Give who is selected a seat in a group"), "f7"),
    Action("take-out", "x", "take_out", N_("Take out"), N_("Take out of the group")),
    Action("succeed", "s", "succeed", N_("Successor"), N_("Who takes over seats and meetings")),
    Action("person-import", "i", "person_import", N_("Import"), N_("People from a file"), "f8"),
    Action("dossier", "", "dossier", N_("What is kept"), N_("All that is kept of somebody")),
    Action("busy-times", "", "busy_times", N_("Busy times"), N_("Read them from a calendar")),
    Action("erase-due", "", "erase_due", N_("Erase names"), N_("Erase names kept long enough")),
    Action("erase", "E", "erase", N_("Erase"), N_("Erase all data of who is selected")),
)
