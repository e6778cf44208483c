"""How far every partner is with its hours: asked, received, to look at, stated, signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import App
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.search import Facts
from ipe_events.i18n import N_, _, format_decimal_hours, month_name
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.screens.paper_forms import STATEMENTS
from ipe_events.tui.screens.written import WrittenDialog
from ipe_events.tui.screens.yearly import YearlyScreen
from ipe_events.tui.text import plain, tone
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.period_title import PeriodTitle
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_paper import PartnerState, StatesData

# What `is:` asks, in both languages.
ASKED, RECEIVED = ("asked", "gevraagd"), ("received", "ontvangen")
STATED, SIGNED = ("stated", "opgesteld"), ("signed", "ondertekend", "getekend")
NOT_YET, DONE, WAITING, MOVED = "·", "✓", "!", "≠"


class StatesScreen(Filtered, YearlyScreen, PageScreen):
    """A row per partner, from asking for its hours to the signature under its statement."""

    PURPOSE = N_(
        "How far every partner is with its hours of the year. r writes a sheet for a partner to "
        "fill in, i reads it back in, x issues the statement to print and sign, X those of all, "
        "g keeps who signed. A statement that was issued stays as it was: hours that come later "
        "make a next version that lists what changed. What was issued cannot be undone."
    )
    HINTS = (
        "ask-hours",
        "issue",
        "sign",
        "back",
        "hours-import",
        "issue-all",
        "open",
        "reprint",
        "files",
    )
    BINDINGS = bindings(
        "open", "ask-hours", "hours-import", "issue", "issue-all", "sign", "reprint"
    )
    CSS_PATH = "work.tcss"

    def __init__(self, year: str | None) -> None:
        super().__init__()
        self.year = year
        self._data: StatesData | None = None

    def parts(self) -> Iterable[Widget]:
        """The year, the partners, what the marks mean."""
        table = LineTable(id="states")
        yield PeriodTitle()
        yield FilterLine()
        yield table.heads
        yield table
        yield EmptyState(_("One moment…"), id="nothing")
        yield Static(_legend(), classes="legend", markup=False)

    def on_mount(self) -> None:
        """Every statement is drawn up before there is something to see."""
        super().on_mount()
        self.add_class("-nothing")

    def load(self) -> None:
        """Ask how far everybody is; every statement is drawn up for it."""
        year = self.year
        self.ask(lambda bridge: bridge.states(year), self.show)

    def show(self, data: StatesData) -> None:
        """Show a year."""
        self._data = data
        self.keep(data.periods, data.period)
        title = _("Hours, from asking to signing")
        self.query_one(PeriodTitle).show(title, self.labels, data.period.label)
        self.refill()

    def refill(self) -> None:
        """Show the partners that match."""
        data = self._data
        if data is None:
            return
        columns = (
            Column(_("Partner"), least=14, most=44, grow=True),
            Column(_("hours"), least=6, right=True),
            Column(_("asked"), least=8),
            Column(_("received"), least=8),
            Column(_("to look at"), least=10, right=True),
            Column(_("statement"), least=9),
            Column(_("signed"), least=8, most=30),
        )
        shown = self.narrowed(data.partners, _facts)
        self.query_one(LineTable).show(columns, [_line(self.app, one) for one in shown])
        self.set_class(not data.partners, "-nothing")
        words = _("No partner promised hours for this year, or was asked for them.")
        self.query_one(EmptyState).say(words)

    @property
    def _organisation(self) -> str | None:
        """The partner under the cursor."""
        return self.query_one(LineTable).selected_key

    def _told(self, words: str | None) -> None:
        if words:
            self.notify(words)

    @property
    def _partner(self) -> PartnerState | None:
        partners = self._data.partners if self._data is not None else ()
        slug = self._organisation
        return next((one for one in partners if one.request.organisation == slug), None)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the partner."""
        self.ipe.open_partner(event.key.partition("/")[0], self.year)

    def action_open(self) -> None:
        """Open the partner under the cursor."""
        self.query_one(LineTable).action_choose()

    def action_ask_hours(self) -> None:
        """Ask a partner, or all, for its hours."""
        from ipe_events.tui.screens.paper_forms import AskForm

        if self._data is not None:
            self.app.push_screen(AskForm(self._organisation, self._data.period))

    def action_hours_import(self) -> None:
        """Read hours in that a partner handed in."""
        from ipe_events.tui.screens.hours_import import HoursImportForm

        self.app.push_screen(HoursImportForm(), self._told)

    def action_issue(self) -> None:
        """Issue the statement of the partner under the cursor."""
        partner = self._partner
        if partner is None:
            self.notify(_("No partner promised hours for this year, or was asked for them."))
            return
        words = _("Issue the statement of {partner}?")
        title = words.format(partner=partner.request.organisation_name)
        self._issue(title, partner.request.organisation)

    def action_issue_all(self) -> None:
        """Issue those of all partners."""
        self._issue(_("Issue the statements of all partners?"), None)

    def _issue(self, title: str, organisation: str | None) -> None:
        from ipe_events.tui.screens.dialog import SureDialog

        if self._data is None:
            return
        label, folder = self._data.period.label, self.ipe.exports / STATEMENTS

        def answered(sure: bool | None) -> None:
            if sure:
                self.order(lambda bridge: bridge.issue(label, organisation, folder), self._issued)

        words = _(
            "What is issued has a number and stays as it is; that cannot be undone. Hours that "
            "come later make a next version."
        )
        dialog = SureDialog(title, words, do=_("Issue"), keep=_("Not yet"))
        self.app.push_screen(dialog, answered)

    def _issued(self, paths: Sequence[Path]) -> None:
        if not paths:
            self.notify(_("No partner promised or worked hours in this period."))
            return
        self.app.push_screen(WrittenDialog(paths))

    def action_reprint(self) -> None:
        """Write the statement that was issued last once more, as it was."""
        standing = self._partner.standing if self._partner is not None else None
        if standing is None or standing.issued is None:
            self.notify(_("Issue a statement first, with x."))
            return
        number, folder = standing.issued.id, self.ipe.exports / STATEMENTS
        self.order(lambda bridge: bridge.reprint(number, folder), self._issued)

    def action_sign(self) -> None:
        """Keep who signed the statement of the partner under the cursor."""
        from ipe_events.tui.screens.paper_forms import SignForm

        standing = self._partner.standing if self._partner is not None else None
        if standing is None or standing.issued is None:
            self.notify(_("Issue a statement first, with x."))
        else:
            self.app.push_screen(SignForm(standing.issued), self._told)


def _facts(one: PartnerState) -> Facts:
    """What a partner is found by: what was done of it, too."""
    request, issued = one.request, one.standing.issued if one.standing is not None else None
    done = {
        ASKED: request.asked is not None,
        RECEIVED: request.received is not None,
        STATED: issued is not None,
        SIGNED: issued is not None and issued.signature is not None,
    }
    values = {
        "partner": ((request.organisation, request.organisation_name),),
        "is": tuple(names for names, holds in done.items() if holds),
    }
    return Facts((request.organisation_name,), values)


def _line(app: App[object], one: PartnerState) -> Line:
    request, standing = one.request, one.standing
    minutes = standing.minutes if standing is not None else 0
    queried = f"{WAITING} {request.queried}" if request.queried else NOT_YET
    return Line(
        (
            plain(request.organisation_name),
            Text(format_decimal_hours(minutes) if minutes else NOT_YET),
            _day(request.asked),
            _day(request.received),
            Text(queried, style=str(tone(app, "warning")) if request.queried else "dim"),
            _statement(app, one),
            _signed(app, one),
        ),
        key=request.organisation,
    )


def _statement(app: App[object], one: PartnerState) -> Text:
    issued = one.standing.issued if one.standing is not None else None
    if one.standing is None or issued is None:
        return Text(NOT_YET, style="dim")
    text = Text(_("version {number}").format(number=issued.version))
    if one.standing.moved:
        text.append(f" {MOVED}", tone(app, "warning"))
    return text


def _signed(app: App[object], one: PartnerState) -> Text:
    issued = one.standing.issued if one.standing is not None else None
    if issued is None or issued.signature is None:
        return Text(NOT_YET, style="dim")
    text = Text(f"{DONE} ", style=str(tone(app, "success")))
    text.append(_short(issued.signature.on))
    return text.append_text(plain(f" {issued.signature.by}", "dim"))


def _day(day: date | None) -> Text:
    return Text(NOT_YET, style="dim") if day is None else Text(_short(day))


def _short(day: date) -> str:
    return f"{day.day} {month_name(day.month, long=False)}"


def _legend() -> str:
    meanings = (
        (WAITING, _("waits until you have looked (5, v)")),
        (MOVED, _("hours changed since")),
        (DONE, _("signed")),
    )
    return "   ".join(f"{mark} {words}" for mark, words in meanings)
