"""The way to every screen by its own actions: who adds a screen, adds the way to it here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from ipe_events.tui.actions import applicable, home_of
from ipe_events.tui.registry.action import Action
from ipe_events.tui.widgets.row_list import RowList
from tests.tui.driving import Driven

# What leaves, what changes everything, and what is everywhere.
LEAVING = {"quit", "stop-work", "back", "theme", "language", "palette", "help", "undo", "redo"}

# From an area: the id of an action, `+key` to press, `=key` for the line that begins with it.
WAYS = {
    "AgendaScreen": "agenda",
    "QuickAddScreen": "agenda quick-add",
    "EventFormScreen": "agenda new-event",
    "SeriesFormScreen": "agenda new-series",
    "YearPlannerScreen": "agenda plan-year",
    "FindDateScreen": "agenda find-date",
    "PollDialog": "agenda find-date mark-date +down mark-date make-poll +enter",
    "PollsScreen": "agenda polls",
    "PollAnswersScreen": "agenda find-date mark-date make-poll +enter save polls +y",
    "TableDialog": "agenda polls +y answers-file",
    "EventPageScreen": "agenda open",
    "AnswerDialog": "agenda open answer",
    "ChargeFormScreen": "agenda open charge",
    "EventAnswersScreen": "agenda open paste-answers",
    "CancelDialog": "agenda open cancel-event",
    "CopiedDialog": "agenda open copy-text",
    "AdoptDialog": "agenda +down open adopt",
    "MoveEventScreen": "agenda move-event",
    "ScopeDialog": "agenda +down move-event +right +enter",
    "AttendanceScreen": "agenda attend",
    "WalkInDialog": "agenda attend walk-in",
    "TimesDialog": "agenda attend times",
    "GuestsScreen": "agenda invite",
    "SeveralFormScreen": "agenda +asterisk edit",
    "AttendanceListForm": "agenda attendance-list",
    "GoToDateDialog": "agenda go-to-date",
    "SearchScreen": "agenda search",
    "WrittenDialog": "agenda attendance-list save",
    "HistoryScreen": "agenda history",
    "ChangeScreen": "agenda history open",
    "ProgrammesScreen": "agenda programmes",
    "SettingsForm": "agenda settings",
    "HelpScreen": "agenda +question_mark",
    "FilesScreen": "agenda files",
    "PickDialog": "agenda files =dossier open",
    "ProgressForm": "agenda files =progress open",
    "YearForm": "agenda files =year open",
    "FeedForm": "agenda files =feed open",
    "StatementForm": "agenda files =part open",
    "KeepingScreen": "agenda keeping",
    "FolderDialog": "agenda keeping second-folder",
    "SureDialog": "agenda keeping put-back",
    "PartnersScreen": "partners",
    "PartnerScreen": "partners open",
    "OrganisationForm": "partners partner-edit",
    "PartnersImportForm": "partners partner-import",
    "PromiseForm": "partners promise-new",
    "ClosureForm": "partners partner-closure",
    "BusyForm": "partners partner-busy",
    "PeopleScreen": "people",
    "PersonForm": "people person-edit",
    "SeatForm": "people seat",
    "SuccessionForm": "people succeed",
    "ImportForm": "people person-import",
    "DossierScreen": "people dossier",
    "DossierForm": "people dossier save-file",
    "GroupScreen": "people view open",
    "GroupForm": "people view open change",
    "LeaveDialog": "people view +down +x",
    "HoursScreen": "hours",
    "UnderScreen": "hours open",
    "EntryScreen": "hours open details",
    "CorrectionForm": "hours open correct",
    "HoursForm": "hours log-hours",
    "HoursImportForm": "hours hours-import",
    "PaceScreen": "hours pace",
    "MoneyScreen": "hours money",
    "CostForm": "hours money cost-new",
    "CashForm": "hours money cash-new",
    "StatesScreen": "hours states",
    "AskForm": "hours states ask-hours",
    "SignForm": "hours states issue +right +enter +escape sign",
    "ClosingForm": "hours close-period",
    "OpeningForm": "hours opening",
    "WorkScreen": "hours work",
    "WorkForm": "hours work work-new",
    "RatesScreen": "hours rates",
    "RateForm": "hours rates rate-new",
    "RecalculateForm": "hours recalculate",
    "TurnoutScreen": "hours turnout",
    "OutboxScreen": "outbox",
    "ExportDialog": "outbox export",
    "RemindDialog": "outbox remind",
    "OrganiserDialog": "outbox organiser",
    "AnswersDialog": "outbox read-answers",
    "ReviewsScreen": "outbox reviews",
    "ProgrammeScreen": "programme",
    "ProgrammeForm": "programme own-programme",
    "ChoiceScreen": "programme =part:choices unfold =choice: open",
    "KindForm": "programme =part:kinds unfold =kind: open",
    "GoalForm": "programme =part:goals add",
    "PlanLineForm": "programme =part:lines unfold =line: open",
    "ClosuresScreen": "programme closures",
    "ClosureImportForm": "programme closure-import",
}


async def go(app: Driven, area: str) -> None:
    """To an area as it is when the program begins, with nothing over it."""
    while len(app.app.screen_stack) > 1:
        app.app.pop_screen()
        await app.settle()
    if app.app.current_mode == area:
        app.app.action_area("outbox" if area != "outbox" else "people")
        await app.settle()
    if area in app.app._modes:
        await app.app.remove_mode(area)
    app.app.action_area(area)
    app.app.clear_notifications()
    await app.until(
        lambda: getattr(app.screen, "AREA", "") == area and getattr(app.screen, "_began", False)
    )
    await app.settle()


def offered(app: Driven) -> list[Action]:
    """What can be done on the screen in front, but for what leads away from it."""
    return [
        action
        for action in applicable(app.screen)
        if action.id not in LEAVING and not action.id.startswith("area-")
    ]


async def do(app: Driven, action: Action) -> None:
    """An action, as its key, a click or the palette would have it done."""
    await app.app.run_action(action.method, home_of(action, app.screen))
    await app.settle()


async def screens(
    app: Driven, depth: int = 1, ways: Mapping[str, str] = WAYS
) -> AsyncIterator[str]:
    """The areas, and with a depth every other screen as well; gives the way while it is in front.

    What cannot be reached in this workspace is passed over.
    """
    for name, way in ways.items():
        area, *steps = way.split()
        if depth or not steps:
            await follow(app, area, steps)
            if app.on == name:
                yield way


async def follow(app: Driven, area: str, steps: list[str]) -> None:
    """To an area, and on from there."""
    await go(app, area)
    for step in steps:
        if step[0] == "+":
            await app.press(step[1:])
        elif step[0] == "=":
            await _to_line(app, step[1:])
        else:
            for action in offered(app):
                if action.id == step:
                    await do(app, action)


async def _to_line(app: Driven, key: str) -> None:
    """Put the cursor on the first line whose key begins so."""
    for rows in app.screen.query(RowList):
        for one in rows.keys:
            if one is not None and one.startswith(key):
                rows.select(one)
                await app.settle()
                return
