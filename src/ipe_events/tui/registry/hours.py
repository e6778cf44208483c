"""Hours, money and what is handed to partners."""

from __future__ import annotations

from ipe_events.i18n import N_
from ipe_events.tui.registry.action import Action

ACTIONS = (
    Action("per", "p", "per", N_("Per"), N_("Per quarter, month or year")),
    Action("measure", "f", "measure", N_("Figure"), N_("Realised, planned, both or drafts")),
    Action("group-by", "g", "group_by", N_("Group"), N_("By partner, person, kind or goal")),
    Action("cumulative", "c", "cumulative", N_("Add up"), N_("Each with all before it")),
    Action("log-hours", "n", "log_hours", N_("Log"), N_("Keep hours worked"), "f2"),
    Action("pace", "a", "pace", N_("Room"), N_("What would use the room that is left")),
    Action("money", "m", "money", N_("Money"), N_("Cash, costs and what is short")),
    Action("close-period", "x", "close_period", N_("Close"), N_("Settle hours up to a day")),
    Action("opening", "o", "opening", N_("Opening"), N_("Hours of before they were kept here")),
    Action("work", "w", "work", N_("Work"), N_("Work expected outside meetings")),
    Action("work-new", "n", "work_new", N_("New"), N_("Expect work of a partner"), "f2"),
    Action("rates", "r", "rates", N_("Rates"), N_("What an hour is worth")),
    Action("rate-new", "n", "rate_new", N_("New"), N_("Set a rate"), "f2"),
    Action("cost-new", "n", "cost_new", N_("Cost"), N_("Keep what something costs"), "f2"),
    Action("cash-new", "c", "cash_new", N_("Payment"), N_("Invoiced to or received of a partner")),
    Action("states", "t", "states", N_("State"), N_("Asked, received, stated, signed")),
    Action("ask-hours", "r", "ask_hours", N_("Ask"), N_("Write sheets to fill in"), "f5"),
    Action("hours-import", "i", "hours_import", N_("Import"), N_("Hours from a file"), "f8"),
    Action("issue", "x", "issue", N_("Issue"), N_("Issue a statement to print and sign")),
    Action("issue-all", "X", "issue_all", N_("Issue all"), N_("Issue those of all partners")),
    Action("sign", "g", "sign", N_("Signed"), N_("Keep who signed the statement")),
    Action("take-away", "x,delete", "take_away", N_("Take away"), N_("Take it off the list")),
    Action("correct", "e", "correct", N_("Correct"), N_("Correct the selected entry"), "f6"),
    Action("details", "v", "details", N_("Entry"), N_("Everything about the selected entry")),
)
