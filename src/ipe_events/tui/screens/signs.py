"""What the signs on a screen mean: gathered from where they are drawn, for the help screen."""

from __future__ import annotations

from collections.abc import Iterator

from ipe_events.i18n import N_, _
from ipe_events.tui import event_text, hours_text
from ipe_events.tui.widgets import hours_bar, month_grid

# The groups of signs of an area, the likeliest first.
OF_AREA = {
    "agenda": ("events", "days", "answers", "warnings"),
    "partners": ("bar", "promise", "events", "entries"),
    "people": ("seats",),
    "hours": ("bar", "promise", "entries", "stages"),
    "outbox": ("outbox", "answers", "warnings"),
    "programme": ("choices", "warnings", "changes"),
}
TITLES = {
    "events": N_("Events"),
    "days": N_("Days"),
    "answers": N_("Answers"),
    "bar": N_("Bars"),
    "promise": N_("Promises"),
    "entries": N_("Entries"),
    "stages": N_("Statements"),
    "seats": N_("Seats"),
    "outbox": N_("Outbox"),
    "choices": N_("Choices"),
    "warnings": N_("Warnings"),
    "changes": N_("Changes"),
}


def meanings() -> dict[str, list[tuple[str, str]]]:
    """Every sign with its word, by group."""
    # Imported here: help alone needs what is drawn on other screens.
    from ipe_events.tui import change_lines, entry_lines, outbox_lines, seat_lines
    from ipe_events.tui.screens import choice, states

    marks, words = event_text.STATE_MARKS, event_text.STATE_WORDS
    said = {name: _(text) for name, text in words.items()}
    answers = {name: _(text) for name, text in event_text.ANSWER_WORDS.items()}
    status = [_(text).partition(" ") for text in hours_text.STATUS_WORDS.values()]
    return {
        "events": [(marks[name], said[name]) for name in marks],
        "days": [
            (month_grid.PUBLIC, _("holiday")),
            (month_grid.SCHOOL, _("school holiday")),
            (month_grid.CLOSED, _("closed")),
        ],
        "answers": [(sign, answers[name]) for name, sign in event_text.ANSWER_MARKS.items()],
        "bar": [
            (hours_bar.REALISED, _("realised")),
            (hours_bar.PLANNED, _("planned")),
            (hours_bar.DRAFT, _("draft")),
            (hours_bar.ROOM, _("room left of the promise")),
            (hours_bar.SCALE, _("the whole promise")),
            (hours_bar.BEYOND, _("far above it")),
        ],
        "promise": [(sign, word) for sign, gap, word in status if gap and len(sign) == 1],
        "entries": [
            (entry_lines.CLOSED, _("settled")),
            (entry_lines.CORRECTION, _("correction")),
        ],
        "stages": [
            (states.DONE, _("done")),
            (states.WAITING, _("waits for you")),
            (states.MOVED, _("changed since")),
            (states.NOT_YET, _("not yet")),
        ],
        "seats": [(seat_lines.TAKEN, _("taken")), (seat_lines.OPEN, _("open seat"))],
        "outbox": [(sign, _(word)) for sign, word in outbox_lines.REASONS.values()],
        "choices": [(choice.CHOSEN, _("chosen")), (choice.OTHER, _("another reading"))],
        "warnings": [("!", _("worth a look"))],
        "changes": [(sign, _(word)) for sign, word in change_lines.KINDS.values() if sign],
    }


def on_screen(area: str, frame: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The groups of an area of which something is on the screen, with their titles."""
    known = meanings()
    for name in OF_AREA.get(area, tuple(known)):
        # A dot is in every second line, and says nothing about what it stands for.
        if any(sign in frame for sign, _word in known[name] if sign != "·"):
            yield _(TITLES[name]), known[name]
