"""What an hour is worth: the rates that were set for partners and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.errors import refuse
from ipe_events.domain.euros import parse_euros
from ipe_events.domain.rates import Method
from ipe_events.domain.search import Facts
from ipe_events.i18n import N_, _, format_money, month_name
from ipe_events.i18n.hour_words import METHODS
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.screens.hours_form import AboutHours, partners, with_undo
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_table import LineTable

if TYPE_CHECKING:
    from ipe_events.domain.rates import RateDraft, RateLine
    from ipe_events.tui.bridge_hours import HourChoices

ORGANISATION, PERSON = "org", "person"


class RatesScreen(Filtered, PageScreen):
    """The list; where nothing is set an hour is worth what the plan says."""

    PURPOSE = N_(
        "What an hour is worth. A person's rate goes first, then the one set by hand with a "
        "promise, then the partner's; else it is the plan's value ÷ its hours. Hours that are "
        "settled keep the rate they had."
    )
    HINTS = ("rate-new", "take-away", "back", "filter", "undo")
    BINDINGS = bindings("rate-new", "take-away")
    CSS_PATH = "work.tcss"
    _found: Sequence[RateLine] = ()

    def parts(self) -> Iterable[Widget]:
        """The list under its titles."""
        table = LineTable(id="rates")
        yield Static(_("Rates"), classes="title", markup=False)
        yield FilterLine()
        yield table.heads
        yield table
        words = _("No rate was set: an hour is worth the plan's value ÷ its hours.")
        yield EmptyState(f"{words}\n\n" + _("n sets one."), id="nothing")

    def load(self) -> None:
        """Ask for the rates."""
        self.ask(lambda bridge: bridge.rates(), self.show)

    def show(self, found: Sequence[RateLine]) -> None:
        """Show them."""
        self._found = found
        self.refill()

    def refill(self) -> None:
        """Show those that match."""
        found = self.narrowed(self._found, _facts)
        columns = (
            Column(_("Of"), least=14, most=40, grow=True),
            Column(_("rate"), least=8, right=True),
            Column(_("Method"), least=8, most=20),
            Column(_("Basis"), least=6, most=24),
            Column(_("Months"), least=12, most=28),
            Column(_("Source"), least=6, most=40, from_width=90),
        )
        self.query_one(LineTable).show(columns, [_line(one) for one in found])
        self.set_class(not self._found, "-nothing")

    def action_rate_new(self) -> None:
        """Set a rate."""

        def kept(words: str | None) -> None:
            if words:
                self.notify(words)

        self.app.push_screen(RateForm(), kept)

    def action_take_away(self) -> None:
        """Take a rate away."""
        key = self.query_one(LineTable).selected_key
        if key is None:
            self.notify(_("There is nothing to take away."))
            return

        def gone(_nothing: None) -> None:
            self.notify(with_undo(_("Taken away")))
            self.load()

        self.order(lambda bridge: bridge.remove_rate(int(key)), gone)


def _facts(one: RateLine) -> Facts:
    """What a rate is found by."""
    words = (one.name, one.basis, one.source, _(METHODS[Method(one.method)]))
    return Facts(words, first=one.starts or date.min, last=one.ends or date.max)


def _line(one: RateLine) -> Line:
    return Line(
        (
            plain(one.name),
            Text(format_money(one.cents)),
            Text(_(METHODS[Method(one.method)])),
            plain(one.basis),
            Text(_months(one.starts, one.ends)),
            plain(one.source, "dim"),
        ),
        key=str(one.id),
    )


def _months(starts: date | None, ends: date | None) -> str:
    if starts is None and ends is None:
        return _("always")
    return f"{_month(starts)} – {_month(ends)}"


def _month(day: date | None) -> str:
    return "…" if day is None else f"{month_name(day.month, long=False)} {day.year}"


class RateForm(AboutHours):
    """Gives the sentence that says what was set."""

    PURPOSE = N_(
        "What an hour of a partner or a person is worth, by whole months, how that was found and "
        "where it stands. What is settled already keeps the rate it had."
    )

    def __init__(self) -> None:
        super().__init__(_("Set a rate"))

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """Whose, how much, how it was found, from when."""
        whose = [(f"{ORGANISATION}/{slug}", name) for slug, name in partners(data)]
        whose += [(f"{PERSON}/{one.id}", one.name) for one in data.people]
        methods = [(str(key), _(words)) for key, words in METHODS.items()]
        yield Field(_("Of"), pick("whose", whose), "org", "person", required=True)
        yield Field(_("Euros"), line("rate", "", "55,00"), "rate", required=True)
        method = ChoiceRow(methods, (str(Method.FIXED),), single=True, id="method")
        yield Field(_("Method"), method, "method")
        yield Field(_("Basis"), line("basis", "", _("1659 hours, scale 11")), "basis")
        yield Field(_("Source"), line("source"), "source")
        yield Field(_("From"), DayInput("from", data.today), "from")
        yield Field(_("Until"), DayInput("until", data.today), "until")

    def _draft(self) -> RateDraft:
        from ipe_events.domain.rates import RateDraft

        kind, _slash, who = (self.picked("whose") or "").partition("/")
        if not who:
            raise refuse("blank", "org")
        if not self.text("rate"):
            raise refuse("blank", "rate")
        return RateDraft(
            cents=parse_euros(self.text("rate"), "rate"),
            organisation=who if kind == ORGANISATION else None,
            person=who if kind == PERSON else None,
            method=self.marked("method"),
            basis=self.text("basis"),
            source=self.text("source"),
            starts=self.day("from"),
            ends=self.day("until"),
        )

    def ahead(self) -> None:
        """Read back the rate and its months."""
        starts, ends = self.day("from"), self.day("until")
        words = []
        if self.text("rate"):
            cents = parse_euros(self.text("rate"), "rate")
            words.append(_("{amount} an hour").format(amount=format_money(cents)))
        words.append(_("Months: {months}").format(months=_months(starts, ends)))
        if starts is not None and starts.day != 1:
            words.append(_("It begins on the first day of a month."))
        if ends is not None and (ends + timedelta(days=1)).day != 1:
            words.append(_("It ends on the last day of a month."))
        self.tell(words)

    def save(self) -> None:
        """Set it."""
        self.no_longer_wrong()
        draft = self._draft()
        self.saving = True

        def done(_number: int) -> None:
            said = _("{amount} an hour").format(amount=format_money(draft.cents))
            self.dismiss(with_undo(said))

        self.order(lambda bridge: bridge.add_rate(draft), done)
