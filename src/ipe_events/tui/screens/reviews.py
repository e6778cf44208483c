"""What came in and waits for the user: what it asks, and doing it or letting it be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.errors import Refused
from ipe_events.domain.reviews import Newcomer
from ipe_events.domain.search import Facts
from ipe_events.i18n import N_, _
from ipe_events.i18n.replies import why
from ipe_events.tui import answer_lines, event_text
from ipe_events.tui.actions import bindings, takes_back
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.screens.pick import Option, PickDialog
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.domain.reviews import Decided, ReviewLine
    from ipe_events.tui.bridge_answers import ReviewsData

ORGANISATION, PERSON = "organisation:", "person:"


class ReviewsScreen(Filtered, PageScreen):
    """Everything that waits, and beside or below it all about the one in hand."""

    CSS_PATH = "reviews.tcss"
    PURPOSE = N_(
        "What cannot be kept without you: answers of people who were not invited, deputies, "
        "proposals of another time, requests for the invitation, hours on the day of a meeting. "
        "Accepting does what is asked, and u takes it back; what is dismissed does not come back "
        "when its file is read again."
    )
    HINTS = ("accept", "let-be", "open", "back", "filter", "undo")
    BINDINGS = bindings("accept", "let-be", "open")

    _data: ReviewsData | None = None
    _asked: ReviewLine | None = None

    def parts(self) -> Iterable[Widget]:
        """What waits, and the one in hand."""
        yield Static(_("To look at"), classes="title", markup=False)
        yield FilterLine()
        yield Container(LineTable(id="waiting"), LineList(id="about"), id="panes")
        yield EmptyState(_("Nothing waits for you."), id="nothing")

    def on_mount(self) -> None:
        """The one in hand is read, not chosen."""
        self.query_one("#about").can_focus = False

    def load(self) -> None:
        """Ask what waits."""
        self.ask(lambda bridge: bridge.reviews(), self.show)

    def show(self, data: ReviewsData) -> None:
        """Show it."""
        self._data = data
        self.set_class(not data.waiting, "-nothing")
        self.refill()

    def refill(self) -> None:
        """Show what matches of what waits."""
        if self._data is not None:
            shown = self.narrowed(self._data.waiting, _facts)
            self.query_one("#waiting", LineTable).show(_columns(), list(_lines(shown)))
            self._show_about()

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Another one in hand."""
        message.stop()
        self._show_about()

    def _show_about(self) -> None:
        one, pane = self._chosen(), self.query_one("#about", LineList)
        if one is None:
            pane.empty()
        else:
            pane.show(lambda width: list(answer_lines.review(one, width)))

    def _chosen(self) -> ReviewLine | None:
        key = self.query_one("#waiting", LineTable).selected_key
        found = self._data.waiting if self._data is not None else ()
        return next((one for one in found if str(one.id) == key), None)

    def _in_hand(self) -> ReviewLine | None:
        one = self._chosen()
        if one is None:
            self.notify(_("Nothing waits for you."))
        return one

    # Accepting

    def action_accept(self) -> None:
        """Do what is asked."""
        one = self._in_hand()
        if one is not None and one.reason == "unknown-instance":
            self.notify(_(answer_lines.WISHES[one.reason]))
        elif one is not None:
            self._accept(one, Newcomer())

    def _accept(self, one: ReviewLine, who: Newcomer) -> None:
        self._asked = one
        say = partial(self._decided, one, _("Accepted: {what}"))
        self.order(lambda bridge: bridge.accept(one.id, who), say)

    def refused(self, refused: Refused) -> None:
        """Of somebody unknown it is asked who they are."""
        if self._asked is not None and refused.problems[0].code == "review-who":
            self._ask_who(self._asked)
        else:
            super().refused(refused)

    def _ask_who(self, one: ReviewLine) -> None:
        if self._data is None or self.app.screen is not self:
            return
        title = _("Who is {who}?").format(who=answer_lines.whose(one))
        words = _("Somebody new of an organisation, or another address of somebody known.")

        def picked(key: str | None) -> None:
            if key is not None:
                self._accept(one, _newcomer(key))

        self.app.push_screen(PickDialog(title, words, list(_options(self._data))), picked)

    def action_let_be(self) -> None:
        """Let it be."""
        one = self._in_hand()
        if one is not None:
            say = partial(self._decided, one, _("Dismissed: {what}"))
            self.order(lambda bridge: bridge.dismiss(one.id), say)

    def _decided(self, one: ReviewLine, words: str, _done: Decided) -> None:
        what = words.format(what=f"{answer_lines.whose(one)} {why(one.reason)}")
        undo = takes_back()
        self.notify(f"{what} — {undo}")

    # The event

    def action_open(self) -> None:
        """Open the page of the event it is about."""
        self.query_one("#waiting", LineTable).action_choose()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter opens the event."""
        message.stop()
        one = self._chosen()
        event = self._data.events.get(one.event or 0) if self._data and one else None
        if event is not None:
            self.ipe.open_event(event)
        else:
            self.notify(_("It is about no event that is there."))


def _newcomer(key: str) -> Newcomer:
    if key.startswith(PERSON):
        return Newcomer(known=key.removeprefix(PERSON))
    return Newcomer(organisation=key.removeprefix(ORGANISATION))


def _options(data: ReviewsData) -> Iterator[Option]:
    """Somebody new of each organisation, then everybody who is known."""
    for one in data.organisations:
        label = _("somebody new of {organisation}").format(organisation=one.name)
        yield Option(ORGANISATION + one.slug, label, one.slug)
    for person in data.people:
        label = _("{name}, {organisation}: another address").format(
            name=person.name, organisation=person.organisation_name or "–"
        )
        yield Option(f"{PERSON}{person.id}", label, person.email or "")


def _columns() -> tuple[Column, ...]:
    return (
        Column(least=9),
        Column(least=16, most=48, grow=True),
        Column(least=16, most=60, grow=True),
    )


def _facts(one: ReviewLine) -> Facts:
    """What something that waits is found by."""
    return Facts(
        (one.name, one.email, why(one.reason)), {"person": ((one.name, one.email),)}, one.day
    )


def _lines(waiting: Sequence[ReviewLine]) -> Iterator[Line]:
    for one in waiting:
        day = Text(event_text.day_and_month(one.day)) if one.day is not None else Text("–")
        who = one.name or one.email
        yield Line((day, plain(who), plain(why(one.reason))), key=str(one.id))
