"""The polls: their dates with the answers, from which one is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.polls import words
from ipe_events.domain.records import EventLine
from ipe_events.domain.search import Facts
from ipe_events.i18n import N_, _
from ipe_events.tui import date_lines
from ipe_events.tui.actions import bindings, takes_back
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.exporting import written
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.screens.remind import REMINDERS
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.domain.polls import Entered, PollLine, PollOption
    from ipe_events.tui.bridge_outbox import PollReminded


class PollsScreen(Filtered, PageScreen):
    """Every poll with its dates, the best first; below what was answered to the one in hand."""

    CSS_PATH = "polls.tcss"
    PURPOSE = N_(
        "Every poll with its candidate dates: first those to which every institution said yes or "
        "maybe, then those with most answers. y keeps answers as people send them; enter on a "
        "date plans the meeting and invites who was asked."
    )
    HINTS = ("choose-date", "answers", "undo", "back", "remind")
    BINDINGS = bindings("choose-date", "answers", "remind")

    def __init__(self) -> None:
        super().__init__()
        self._polls: tuple[PollLine, ...] = ()

    def parts(self) -> Iterable[Widget]:
        """The dates, and what was answered."""
        yield Static(_("Polls"), classes="title", markup=False)
        yield FilterLine()
        yield Horizontal(LineList(id="options"), LineList(id="answers"), id="found")
        yield EmptyState(
            _("There are no polls. d in the agenda finds dates; o there makes a poll of them."),
            id="nothing",
        )

    def on_mount(self) -> None:
        """The answers are read, not chosen."""
        self.query_one("#answers").can_focus = False

    def load(self) -> None:
        """Ask for the polls."""
        self.ask(lambda bridge: bridge.polls(), self.show)

    def show(self, found: tuple[PollLine, ...]) -> None:
        """Show the polls."""
        self._polls = found
        self.set_class(not found, "-nothing")
        self.refill()

    def refill(self) -> None:
        """Show the polls that match."""
        shown = self.narrowed(self._polls, _facts)
        self.query_one("#options", LineList).show(
            lambda width: list(date_lines.polls(shown, width))
        )
        self._show_answers()

    def _show_answers(self) -> None:
        chosen = self._chosen()
        option = chosen[1] if chosen else None
        self.query_one("#answers", LineList).show(
            lambda width: list(date_lines.answers(option, width))
        )

    def _chosen(self) -> tuple[PollLine, PollOption] | None:
        key = self.query_one("#options", LineList).selected_key
        for poll in self._polls:
            for option in poll.options:
                if date_lines.option_key(poll, option) == key:
                    return poll, option
        return None

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Another date, other answers."""
        message.stop()
        self._show_answers()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter on a date chooses it."""
        message.stop()
        self.action_choose_date()

    def _open(self) -> tuple[PollLine, PollOption] | None:
        """The date in hand, of a poll that is still open."""
        chosen = self._chosen()
        if chosen is None:
            self.notify(_("There is no poll here yet."))
        elif chosen[0].event is not None:
            self.notify(_("The date of this poll is chosen already."))
            return None
        return chosen

    def action_choose_date(self) -> None:
        """Plan the meeting on the date in hand."""
        chosen = self._open()
        if chosen is not None:
            poll, option = chosen
            self.order(lambda bridge: bridge.choose_date(poll.id, words(option)), self._planned)

    def _planned(self, event: EventLine) -> None:
        said, undo = _("Planned {title}"), takes_back()
        self.notify(f"{said.format(title=visible(event.title))} — {undo}", markup=False)

    def action_answers(self) -> None:
        """Keep answers as they were sent."""
        chosen = self._open()
        if chosen is None:
            return
        from ipe_events.tui.screens.poll_answers import PollAnswersScreen

        def kept(entered: Entered | None) -> None:
            if entered is not None:
                count, undo = len(entered.answers), takes_back()
                said = _("Kept {count} answers").format(count=count)
                self.notify(f"{said} — {undo}")

        self.app.push_screen(PollAnswersScreen(chosen[0]), kept)

    def action_remind(self) -> None:
        """Write drafts to who has not answered."""
        chosen = self._open()
        if chosen is not None:
            number, folder = chosen[0].id, self.ipe.exports / REMINDERS
            self.order(lambda bridge: bridge.remind_of_poll(folder, number), self._reminded)

    def _reminded(self, found: PollReminded) -> None:
        said = []
        if found.paths:
            said.append(written(found.paths))
        if found.unreachable:
            names = ", ".join(found.unreachable)
            said.append(_("no address: {names}").format(names=names))
        self.notify("; ".join(said) or _("Everybody has answered."), timeout=10)


def _facts(poll: PollLine) -> Facts:
    """What a poll is found by."""
    days = sorted(option.day for option in poll.options)
    values = {"kind": ((poll.kind,),), "group": tuple((slug,) for slug in poll.groups)}
    return Facts(
        (poll.title, poll.location, *poll.waiting),
        values,
        days[0] if days else None,
        days[-1] if days else None,
    )
