"""Who must be told what, and what came back."""

from __future__ import annotations

from ipe_events.i18n import N_
from ipe_events.tui.registry.action import Action

ACTIONS = (
    Action("export", "x", "export", N_("Export"), N_("Write the files of the selected event")),
    Action(
        "export-again",
        "g",
        "export_again",
        N_("Export again"),
        N_("Write the files of the event once more"),
    ),
    Action("mark-sent", "m", "mark_sent", N_("Sent"), N_("What was exported of it was sent")),
    Action("mark-all-sent", "M", "mark_all_sent", N_("All sent"), N_("All exported was sent")),
    Action(
        "take-back",
        "t",
        "take_back",
        N_("Take back"),
        N_("It was not sent: it must be told again"),
    ),
    Action("take-all-back", "", "take_all_back", N_("All back"), N_("Nothing exported was sent")),
    Action(
        "read-answers",
        "r",
        "read_answers",
        N_("Read answers"),
        N_("Read answers that came as files or mails"),
    ),
    Action("reviews", "v", "reviews", N_("To look at"), N_("What came in and waits for you")),
    Action("remind", "d", "remind", N_("Remind"), N_("Drafts to who has not answered")),
    Action("accept", "a", "accept", N_("Accept"), N_("Do what is asked")),
    Action("let-be", "x", "let_be", N_("Dismiss"), N_("Let it be; it does not come back")),
    Action("organiser", "o", "organiser", N_("Organiser"), N_("Who sends the invitations")),
    Action("export-all", "X", "export_all", N_("Export all"), N_("Write every file"), "f5"),
)
