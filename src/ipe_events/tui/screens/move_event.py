"""An event that is picked up: the arrows move it over the days, enter puts it down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.drafts import EventEdit, When
from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventLine, EventPage
from ipe_events.i18n import N_, _, ngettext
from ipe_events.tui import event_lines, event_text
from ipe_events.tui.actions import bindings, key_of
from ipe_events.tui.event_lines import Line
from ipe_events.tui.screens.form import FormScreen
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.month_grid import ORIGIN, MonthGrid
from ipe_events.tui.widgets.month_side import MonthSide

if TYPE_CHECKING:
    from ipe_events.domain.series_scope import Scope
    from ipe_events.tui.bridge_agenda import MonthData
    from ipe_events.tui.bridge_series import Foreseen
    from ipe_events.tui.bridge_several import Moving

QUARTER = timedelta(minutes=15)


class MoveEventScreen(FormScreen):
    """The days at the left with the event in hand, what moving it comes to at the right."""

    CSS_PATH = "move_event.tcss"
    HINTS = ("put-down", "back", "earlier", "later", "time-earlier", "time-later", "today")
    PURPOSE = N_(
        "The event is picked up. The arrows carry it a day or a week, PgUp and PgDn a month, plus "
        "and minus a quarter of an hour; a click on a day carries it there. Beside the days "
        "stands what that comes to. Nothing is written before Enter puts it down; Esc leaves it "
        "where it was."
    )
    BINDINGS = bindings("put-down", "earlier", "later", "time-earlier", "time-later", "today")

    def __init__(self, event: EventLine) -> None:
        super().__init__()
        self._event_line = event
        self._page: EventPage | None = None
        self._later = timedelta(0)
        self._known_month: date | None = None
        self._moving: Moving | None = None

    def parts(self) -> Iterable[Widget]:
        """The title, the days, what it comes to."""
        words = _("Moving: {title}").format(title=self._event_line.title)
        yield Static(visible(words), classes="title", markup=False)
        side = MonthSide(self.ipe.clock().date(), id="side")
        yield Horizontal(side, LineList(id="ahead"), id="moving")

    def on_mount(self) -> None:
        """The days have the keys, with the event where it is now."""
        self.query_one("#ahead").can_focus = False
        grid = self._grid
        grid.origin = grid.day = self._event_line.day
        grid.focus()

    @property
    def _grid(self) -> MonthGrid:
        return self.query_one(MonthGrid)

    def load(self) -> None:
        """Ask for the event as it is; what was done to it here is never replaced."""
        self._ask_month(again=True)
        if self._page is None:
            number = self._event_line.id
            self.ask(lambda bridge: bridge.event(number), self._begin)
        else:
            self.look_ahead()

    def _begin(self, page: EventPage) -> None:
        self._page, self._event_line = page, page.event
        self._carried()

    def _ask_month(self, *, again: bool = False) -> None:
        first, last = self._grid.first_shown, self._grid.last_shown
        if again or first != self._known_month:
            self._known_month = first
            self.ask(lambda bridge: bridge.month(first, last), self._show_month)

    def _show_month(self, data: MonthData) -> None:
        self.query_one(MonthSide).show(data.states, data.public, data.school, data.closed)

    # Where it goes

    @property
    def when(self) -> When:
        """Where it is now, in hand."""
        event, by = self._event_line, self._grid.day - self._event_line.day
        until = event.until + by if event.until else None
        if event.start is None or event.end is None:
            return When(self._grid.day, until, event.start, event.end)
        start = datetime.combine(self._grid.day, event.start) + self._later
        end = datetime.combine(until or self._grid.day, event.end) + self._later
        last = end.date() if end.date() != start.date() else None
        return When(start.date(), last, start.time(), end.time())

    @property
    def dirty(self) -> bool:
        """Esc simply puts it back: nothing was typed."""
        return False

    @property
    def _elsewhere(self) -> bool:
        event = self._event_line
        return self.when != When(event.day, event.until, event.start, event.end)

    def on_month_grid_moved(self, message: MonthGrid.Moved) -> None:
        """Carried to another day."""
        message.stop()
        if not isinstance(message, MonthGrid.Opened):
            self._carried()

    def on_month_grid_opened(self, message: MonthGrid.Opened) -> None:
        """Put down."""
        message.stop()
        self.action_put_down()

    def action_earlier(self) -> None:
        """A month back."""
        self._grid.action_month(-1)

    def action_later(self) -> None:
        """A month on."""
        self._grid.action_month(1)

    def action_today(self) -> None:
        """To today."""
        self._grid.go(self._grid.today)

    def action_time(self, quarters: int) -> None:
        """So many quarters of an hour later, within the day."""
        event = self._event_line
        if event.start is None:
            words = _("It takes the whole day; {key} gives it times.")
            self.notify(words.format(key=key_of("edit")))
            return
        begins = datetime.combine(event.day, event.start) + self._later + quarters * QUARTER
        if begins.date() == event.day:
            self._later += quarters * QUARTER
            self._carried()

    def _carried(self) -> None:
        self._ask_month()
        self.query_one(MonthSide).say_day()
        self._draw()
        self.look_ahead_soon()

    # What it comes to

    def look_ahead(self) -> None:
        """Ask what putting it here would come to."""
        page, when = self._page, self.when
        if page is not None and self._elsewhere:
            self.foresee(lambda bridge: bridge.foresee_move(page, when), self._show_moving)

    def _show_moving(self, moving: Moving) -> None:
        self._moving = moving
        self._draw()

    def _draw(self) -> None:
        page, when, moving = self._page, self.when, self._moving
        if page is None:
            return
        if moving is not None and moving.page.event.day != when.day:
            # Of the day before: the lines of this one come at once.
            moving = None
        moved = self._elsewhere
        self.query_one("#ahead", LineList).show(
            lambda width: list(
                _lines(page, when, moving if moved else None, min(width - 1, event_lines.FIGURES))
            )
        )

    def looked(self, refused: Refused) -> None:
        """It cannot be put here: say why."""
        self._moving = None
        super().looked(refused)

    # Putting it down

    def action_put_down(self) -> None:
        """Leave it here."""
        self.action_save()

    def save(self) -> None:
        """Write it, as one change; of a series ask how far that goes."""
        page, when = self._page, self.when
        if page is None:
            return
        if not self._elsewhere:
            words = _("It is where it was; {key} leaves it there.")
            self.notify(words.format(key=key_of("back")))
            return
        self.saving = True
        if page.event.series is None:
            self.order(lambda bridge: bridge.change_event(page, EventEdit(), when), self.saved)
        else:
            self.ask(lambda bridge: bridge.foresee_change(page, EventEdit(), when), self._ask_scope)

    def _ask_scope(self, foreseen: Foreseen) -> None:
        from ipe_events.tui.screens.scope import ScopeDialog

        page, when = self._page, self.when
        if page is None or self.app.screen is not self:
            return

        def answered(scope: Scope | None) -> None:
            if scope is None:
                self.saving = False
                return
            self.order(
                lambda bridge: bridge.change_series(page, EventEdit(), when, scope), self.saved
            )

        title = _("Move “{title}”: which?").format(title=page.event.title)
        self.app.push_screen(ScopeDialog(title, page.event, foreseen), answered)


def _lines(page: EventPage, when: When, moving: Moving | None, width: int) -> Iterator[Line]:
    """From where to where, who is told, what else is there, warnings and hours."""
    from ipe_events.tui.screens.scope import told

    event = page.event
    yield from _labelled(_("Was"), f"{ORIGIN} {event_text.when(event)}", width, "dim")
    yield from _labelled(_("Becomes"), _words(when), width, "bold")
    if moving is None:
        yield None, Text("")
        for line in event_lines.wrapped(
            plain(_("The arrows carry it; here stands what that comes to."), "dim"), width
        ):
            yield None, line
        return
    yield from _labelled("", _distance(event.day, when.day), width, "dim")
    yield from _labelled("", told(moving.done), width)
    if event.series is not None:
        words = _("one of a series; Enter asks which go along")
        yield from _labelled(_("Series"), words, width)
    if moving.beside:
        yield from event_lines.heading(_("On that day"))
        for one in moving.beside:
            mark = event_text.STATE_MARKS[one.state]
            yield None, plain(f"{mark} {event_text.span(one):<12} {one.title}")
    yield None, Text("")
    yield from event_lines.preview(moving.page, width)


def _labelled(label: str, value: str, width: int, style: str = "") -> Iterator[Line]:
    head = event_lines.column(label, event_lines.LABEL, "dim")
    for line in event_lines.wrapped(plain(value, style), width - event_lines.LABEL):
        yield None, head.append_text(line)
        head = Text(" " * event_lines.LABEL)


def _words(when: When) -> str:
    days = event_text.range_words(when.day, when.until)
    clock = f"{when.start:%H:%M}-{when.end:%H:%M}" if when.start and when.end else _("all day")
    return f"{days} {clock}"


def _distance(before: date, after: date) -> str:
    """How much later or earlier: `2 weken later`."""
    days = (after - before).days
    number, in_weeks = (abs(days) // 7, True) if days % 7 == 0 else (abs(days), False)
    if not days:
        return _("the same day")
    if in_weeks:
        words = ngettext("{number} week", "{number} weeks", number)
    else:
        words = ngettext("{number} day", "{number} days", number)
    said = words.format(number=number)
    return (_("{time} later") if days > 0 else _("{time} earlier")).format(time=said)
