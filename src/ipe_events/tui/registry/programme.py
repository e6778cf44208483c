"""The programme's own rules and readings."""

from __future__ import annotations

from ipe_events.i18n import N_
from ipe_events.tui.registry.action import Action

ACTIONS = (
    Action("choose", "enter", "choose", N_("Choose"), N_("Choose another reading")),
    Action("add", "n", "add", N_("New"), N_("Add to the part that is selected"), "f2"),
    Action("change", "e", "change", N_("Edit"), N_("Change what is selected"), "f6"),
    Action("unfold", "right", "unfold", N_("Unfold"), N_("Show what is in this part")),
    Action("fold", "left", "fold", N_("Fold"), N_("Show only the name of this part")),
    Action("unfold-all", "asterisk", "unfold_all", N_("All parts"), N_("Open or shut every part")),
    Action("closures", "c", "closures", N_("Closures"), N_("Days on which somebody is shut")),
    Action("closure-import", "i", "closure_import", N_("Import"), N_("Closures from a file"), "f8"),
    Action(
        "own-programme", "", "own_programme", N_("Programme"), N_("Change the programme itself")
    ),
    Action("group-new", "g", "group_new", N_("Group"), N_("Add a group"), "f3"),
    Action("seat-new", "n", "seat_new", N_("New seat"), N_("Seat somebody in this group"), "f2"),
    Action("partner-new", "n", "partner_new", N_("New"), N_("Add an organisation"), "f2"),
    Action("partner-edit", "e", "partner_edit", N_("Edit"), N_("Change this organisation"), "f6"),
    Action("partner-remove", "", "partner_remove", N_("Take away"), N_("Take this partner away")),
    Action("partner-import", "i", "partner_import", N_("Import"), N_("Partners from a file"), "f8"),
    Action(
        "partner-person", "N", "partner_person", N_("Person"), N_("Add somebody who works here")
    ),
    Action("partner-busy", "", "partner_busy", N_("Busy times"), N_("Read them from a calendar")),
    Action("partner-closure", "c", "partner_closure", N_("Closure"), N_("Add days it is shut")),
    Action(
        "promise-remove", "delete", "promise_remove", N_("Take away"), N_("Take a promise away")
    ),
    Action("promise-new", "p", "promise_new", N_("Promise"), N_("Set what a partner promises")),
)
