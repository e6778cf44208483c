"""The one registry of what a user can do: keys, hints, palette and help are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.actions import parse
from textual.binding import Binding, BindingType

from ipe_events.i18n import N_, _

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

AREAS = ("agenda", "partners", "people", "hours", "outbox", "programme")


@dataclass(frozen=True, slots=True)
class Action:
    """Something a user can do.

    `keys`: the first is shown; `typing_key` is shown while an input has the focus, which
    swallows letters. `method` is the name after `action_`, with its arguments.
    """

    id: str
    keys: str
    method: str
    label: str
    help: str
    typing_key: str = ""
    priority: bool = False

    @property
    def all_keys(self) -> str:
        """Every key, in Textual's spelling."""
        return f"{self.keys},{self.typing_key}" if self.typing_key else self.keys


def _area(number: int, area: str, label: str) -> Action:
    return Action(f"area-{area}", str(number), f"app.area('{area}')", label, N_("Go to this area"))


ACTIONS = {
    action.id: action
    for action in (
        _area(1, "agenda", N_("Agenda")),
        _area(2, "partners", N_("Partners")),
        _area(3, "people", N_("People")),
        _area(4, "hours", N_("Hours")),
        _area(5, "outbox", N_("Outbox")),
        _area(6, "programme", N_("Programme")),
        Action("quit", "q", "app.leave", N_("Quit"), N_("Leave the program"), "ctrl+q", True),
        Action("help", "question_mark", "app.help", N_("Help"), N_("What can be done here"), "f1"),
        Action("undo", "u", "app.undo", N_("Undo"), N_("Take the last change back"), "ctrl+z"),
        Action("redo", "ctrl+y", "app.redo", N_("Redo"), N_("Carry out again what was undone")),
        Action("history", "H", "app.history", N_("History"), N_("Every change made"), "f9"),
        Action(
            "programmes", "P", "app.programmes", N_("Programmes"), N_("Another programme"), "f10"
        ),
        Action("back", "escape", "back", N_("Back"), N_("Close this screen, or empty the filter")),
        Action("filter", "slash", "filter", N_("Filter"), N_("Show only what matches"), "f4"),
        Action("open", "enter", "open", N_("Open"), N_("Open what is selected")),
        Action("quick-add", "n", "quick_add", N_("New"), N_("Plan an event in one line"), "f2"),
        Action("new-event", "N", "new_event", N_("New, form"), N_("Plan an event in a form"), "f3"),
        Action("plan-year", "Y", "plan_year", N_("Plan year"), N_("Plan the meetings of a year")),
        Action("save-drafts", "f5", "save_drafts", N_("Drafts"), N_("Save them all as drafts")),
        Action("take", "space", "take", N_("In or out"), N_("Leave a date out, or take it back")),
        Action("next-host", "h", "next_host", N_("Host"), N_("Let another partner host")),
        Action("find-date", "d", "find_date", N_("Find date"), N_("Find a date that suits")),
        Action("polls", "D", "polls", N_("Polls"), N_("Which dates suit, as people answered")),
        Action("mark-date", "space", "mark_date", N_("Mark"), N_("Mark a date for a poll")),
        Action("make-poll", "o", "make_poll", N_("Poll"), N_("Ask which marked date suits"), "f5"),
        Action("plan-slot", "p", "plan_slot", N_("Plan"), N_("Plan it on the date in hand"), "f6"),
        Action("answers", "y", "answers", N_("Answers"), N_("Keep answers as they were sent")),
        Action("choose-date", "enter", "choose_date", N_("Choose"), N_("Plan it on this date")),
        Action("day-back", "left", "move(-1)", N_("Day back"), N_("A working day back")),
        Action("day-on", "right", "move(1)", N_("Day on"), N_("A working day on")),
        Action("week-back", "left_square_bracket", "move(-7)", N_("Week back"), N_("A week back")),
        Action("week-on", "right_square_bracket", "move(7)", N_("Week on"), N_("A week on")),
        Action("edit", "e", "edit", N_("Edit"), N_("Change the selected event"), "f6"),
        Action("attend", "a", "attend", N_("Attendance"), N_("Say who was there"), "f7"),
        Action("invite", "i", "invite", N_("Guests"), N_("Invite people or take them off"), "f8"),
        Action("plan", "p", "plan", N_("Plan"), N_("Make a draft or cancelled event planned")),
        Action("cancel-event", "x", "cancel_event", N_("Cancel"), N_("Cancel the event")),
        Action("answer", "y", "answer", N_("Answer"), N_("Keep what a guest answered")),
        Action(
            "paste-answers",
            "Y",
            "paste_answers",
            N_("Answers"),
            N_("Paste a list of answers"),
        ),
        Action(
            "copy-text",
            "c",
            "copy_text",
            N_("Copy"),
            N_("Copy the invitation as text"),
        ),
        Action("adopt", "A", "adopt", N_("Adopt"), N_("Take it over from another calendar")),
        Action("today", "t", "today", N_("Today"), N_("Go to today")),
        Action("earlier", "left_square_bracket", "earlier", N_("Earlier"), N_("One back")),
        Action("later", "right_square_bracket", "later", N_("Later"), N_("One on")),
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
        Action("save", "ctrl+s", "save", N_("Save"), N_("Save and close"), "", True),
        Action("export-all", "X", "export_all", N_("Export all"), N_("Write every file"), "f5"),
        Action("year-kind", "s", "year_kind", N_("School years"), N_("School or calendar years")),
        Action("view", "v", "view", N_("Other list"), N_("Show the other list")),
        Action("mark", "space", "mark", N_("Mark"), N_("Present, absent or unknown")),
        Action("everybody", "A", "everybody", N_("All present"), N_("Everybody with a name")),
        Action("deputy", "d", "deputy", N_("Deputy"), N_("Who came in somebody's place")),
        Action("walk-in", "w", "walk_in", N_("Walk-in"), N_("Somebody who was not invited")),
        Action("times", "t", "times", N_("Part"), N_("Somebody was there for a part of it")),
        Action("actual", "m", "actual", N_("Real times"), N_("When it really began and ended")),
        Action("remove", "x,delete", "remove", N_("Take off"), N_("Take a guest off the list")),
        Action("retry", "r", "retry", N_("Try again"), N_("Open the workspace again")),
        Action("person-new", "n", "person_new", N_("New"), N_("Add somebody"), "f2"),
        Action("person-edit", "e", "person_edit", N_("Edit"), N_("Change who is selected"), "f6"),
        Action("seat", "m", "seat", N_("Seat"), N_("Give who is selected a seat in a group"), "f7"),
        Action("take-out", "x", "take_out", N_("Take out"), N_("Take out of the group")),
        Action("succeed", "s", "succeed", N_("Successor"), N_("Who takes over seats and meetings")),
        Action("person-import", "i", "person_import", N_("Import"), N_("People from a file"), "f8"),
        Action("erase", "E", "erase", N_("Erase"), N_("Erase all data of who is selected")),
        Action("scope", "enter", "scope", N_("Choose"), N_("Choose how far it goes")),
        Action("choose", "enter", "choose", N_("Choose"), N_("Choose another reading")),
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
        Action(
            "cash-new", "c", "cash_new", N_("Payment"), N_("Invoiced to or received of a partner")
        ),
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
}


def area_screen(area: str) -> Callable[[], Screen[Any]]:
    """What makes an area's screen, imported when it is first opened."""
    if area not in AREAS:
        raise ValueError(area)

    def make() -> Screen[Any]:
        module = import_module(f"ipe_events.tui.screens.{area}")
        screen: Screen[Any] = getattr(module, f"{area.capitalize()}Screen")()
        return screen

    return make


def applicable(screen: Screen[Any]) -> list[Action]:
    """What can be done on a screen: its own actions first, then those of the whole program.

    Not taken from the active bindings: an input or a list in focus hides keys that a click, the
    palette and the help screen still need.
    """
    found: dict[str, tuple[Action, DOMNode]] = {}
    for node in (screen, screen.app):
        for kind in type(node).__mro__:
            for binding in kind.__dict__.get("BINDINGS", ()):
                name = getattr(binding, "id", None)
                if name in ACTIONS:
                    found.setdefault(name, (ACTIONS[name], node))
    return [
        action
        for action, node in found.values()
        if node.check_action(*_name_and_parameters(action)) is not False
    ]


def _name_and_parameters(action: Action) -> tuple[str, tuple[object, ...]]:
    _place, name, parameters = parse(action.method)
    return name, parameters


def home_of(action: Action, screen: Screen[Any]) -> DOMNode:
    """Where an action's method stands: the screen, or else the app."""
    place, name, _parameters = parse(action.method)
    here = place != "app" and hasattr(screen, f"action_{name}")
    return screen if here else screen.app


def bindings(*ids: str) -> list[BindingType]:
    """The bindings of a screen for these actions."""
    return [binding for name in ids for binding in _bindings_of(ACTIONS[name])]


def _bindings_of(action: Action) -> list[BindingType]:
    # A letter with priority could never be typed into an input.
    keys = action.all_keys.split(",")
    ahead = [key for key in keys if action.priority and len(key_name(key)) > 1]
    behind = [key for key in keys if key not in ahead]
    return [
        Binding(
            ",".join(some),
            action.method,
            action.label,
            show=False,
            id=action.id,
            priority=some is ahead,
        )
        for some in (behind, ahead)
        if some
    ]


KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "Esc",
    "enter": "Enter",
    "space": N_("Space"),
    "delete": "Del",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def key_name(key: str) -> str:
    """A key as people write it: `^s`, `F1`, `?`."""
    if key in KEY_NAMES:
        return _(KEY_NAMES[key])
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key


def shown_key(action: Action, *, typing: bool) -> str:
    """The key to show: while typing one that reaches the screen; "" when none does."""
    first = action.keys.split(",")[0]
    if typing and len(key_name(first)) == 1:
        first = action.typing_key
    return key_name(first) if first else ""
