"""The year planner: a rhythm per kind becomes dates, which become meetings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.errors import Refused
from ipe_events.domain.rhythm import is_none, parse_rhythm
from ipe_events.domain.year_plan import Accepted, Edit, Proposal, YearWish
from ipe_events.i18n import N_, _, sentences
from ipe_events.i18n.year_words import rhythm_words
from ipe_events.tui import year_lines
from ipe_events.tui.actions import bindings, takes_back
from ipe_events.tui.screens.form import FormScreen
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.key_hints import KeyHints
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.rhythm_row import RhythmRow
from ipe_events.tui.widgets.row_list import RowList
from ipe_events.tui.year_sheet import YearSheet

if TYPE_CHECKING:
    from ipe_events.domain.records import EventLine
    from ipe_events.tui.bridge_year import YearForm

DATE_HINTS = ("save", "take", "next-host", "week-on", "day-on", "save-drafts", "back")


class YearPlannerScreen(FormScreen):
    """Rhythms above, dates below with what is in their way; beside or under them the hours."""

    CSS_PATH = "year_planner.tcss"
    HINTS = ("save", "save-drafts", "back")
    PURPOSE = N_(
        "Type how often each kind meets: every 3 weeks tue 13-15, first thu of the month, "
        "4 x per school year, 2 x per half-year; empty for no meetings. Below stand the dates "
        "around holidays, closures and other meetings, a host for each, and what it costs every "
        "partner. Enter goes to the dates: there space leaves one out or takes it back, the arrows "
        "and brackets move it, h changes the host. Nothing is written before you save."
    )
    BINDINGS = bindings(
        "save-drafts", "take", "next-host", "day-back", "day-on", "week-back", "week-on"
    )

    def __init__(self) -> None:
        super().__init__()
        self._form: YearForm | None = None
        self._began_with = ""
        self._filled = False
        self._sheet = YearSheet()

    def parts(self) -> Iterable[Widget]:
        """The year, a row per kind, what was understood, the dates, the hours."""
        yield Static(_("Plan a year"), classes="title", markup=False)
        yield Horizontal(
            Field(_("Year"), _line("year"), "year"),
            Field(_("As in"), _line("like", "2026-2027"), "like"),
            Field(_("No host"), _line("no-host", "deltion, …"), "no-host"),
            id="head",
        )
        yield VerticalScroll(id="rhythms", can_focus=False)
        yield Static("", id="said", markup=False)
        yield Horizontal(LineList(id="dates"), LineList(id="costs"), id="plan")

    def on_mount(self) -> None:
        """The hours are read only."""
        self.query_one("#costs").can_focus = False

    def load(self) -> None:
        """Ask once for the kinds; what was typed is never replaced."""
        if self._form is None:
            self.ask(lambda bridge: bridge.year_form(), self.show)
        else:
            self.look_ahead()

    def show(self, form: YearForm) -> None:
        """A row for each kind."""
        if self._form is None:
            self._form, self._began_with = form, form.year
            self.call_later(self._fill, form)

    async def _fill(self, form: YearForm) -> None:
        with self.prevent(Input.Changed):
            self._input("year").value = form.year
        self._input("like").placeholder = form.before
        rows = [RhythmRow(kind.slug, kind.name) for kind in form.kinds]
        await self.query_one("#rhythms").mount(*rows)
        if rows:
            rows[0].query_one(Input).focus()
        self._filled = True
        self.look_ahead()

    # What is typed

    @property
    def _rows(self) -> list[RhythmRow]:
        return list(self.query(RhythmRow))

    def _input(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    @property
    def filled(self) -> bool:
        """Whether the fields are there."""
        return self._filled

    @property
    def dirty(self) -> bool:
        """Whether something was typed or changed."""
        if not self._filled:
            return False
        head = [self._input(name).value.strip() for name in ("year", "like", "no-host")]
        rows = any(row.text for row in self._rows)
        return rows or bool(self._sheet.edits) or head != [self._began_with, "", ""]

    def _wish(self) -> YearWish:
        hosts = self._input("no-host").value.replace(";", ",").split(",")
        return YearWish(
            year=self._input("year").value.strip(),
            rhythms=tuple((row.kind, row.text) for row in self._rows if row.text),
            like=self._input("like").value.strip() or None,
            no_host=tuple(host.strip() for host in hosts if host.strip()),
        )

    def on_input_changed(self, message: Input.Changed) -> None:
        """Read a rhythm at once, plan the year once the typing pauses."""
        message.stop()
        if not self._filled:
            return
        row = message.input.parent
        if isinstance(row, RhythmRow):
            self._read(row)
            # What was changed by hand belongs to the dates of the old rhythm.
            self._sheet.forget(row.kind)
        else:
            self._sheet.forget()
        self.look_ahead_soon()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes on to the dates."""
        message.stop()
        message.prevent_default()
        self.query_one("#dates").focus()

    def on_key(self, event: events.Key) -> None:
        """The arrows go from row to row, and on to the dates."""
        inputs: list[Widget] = [row.query_one(Input) for row in self._rows]
        if event.key not in ("up", "down") or self.focused not in inputs:
            return
        event.stop()
        place = inputs.index(self.focused) + (1 if event.key == "down" else -1)
        beyond = "#dates" if event.key == "down" else "#year"
        (inputs[place] if 0 <= place < len(inputs) else self.query_one(beyond)).focus()

    def on_row_list_beyond(self, message: RowList.Beyond) -> None:
        """Up from the first date goes back to the rows."""
        if message.step < 0 and self._rows:
            self._rows[-1].query_one(Input).focus()

    def _read(self, row: RhythmRow) -> None:
        if is_none(row.text):
            row.say(_("no meetings") if row.text else "")
        else:
            try:
                row.say(rhythm_words(parse_rhythm(row.text)))
            except Refused as refused:
                row.wrong(sentences.explain_all(refused))
        self._say_of(row)

    def on_descendant_focus(self) -> None:
        """What was understood of the row in hand stands in full under the rows."""
        focused = self.focused
        in_dates = focused is not None and focused.id == "dates"
        self.query_one(KeyHints).show(*(DATE_HINTS if in_dates else self.HINTS))
        row = focused.parent if focused is not None else None
        if isinstance(row, RhythmRow):
            self._say_of(row)
        elif self._sheet.done is not None:
            self._say(year_lines.summary(self._sheet.done.plan))

    def _say_of(self, row: RhythmRow) -> None:
        if row.words:
            self._say(f"✗ {row.words}" if row.is_wrong else row.words, wrong=row.is_wrong)
        elif self._sheet.done is not None:
            self._say(year_lines.summary(self._sheet.done.plan))
        else:
            self._say("")

    def _say(self, words: str, *, wrong: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.set_class(wrong, "-wrong")
        said.update(visible(words))

    # What it comes to

    def look_ahead(self) -> None:
        """Ask for the dates and the hours."""
        if not self._filled or any(row.is_wrong for row in self._rows):
            return  # What was shown stays while a rhythm is half typed.
        wish, edits = self._wish(), self._sheet.edits
        if not wish.like and all(is_none(text) for _kind, text in wish.rhythms):
            self._explain()
            return

        def show(done: Accepted) -> None:
            self._show_plan(done, wish, edits)

        self.foresee(lambda bridge: bridge.preview_year(wish, edits), show)

    def _explain(self) -> None:
        self._sheet.empty()
        self.query_one("#dates", LineList).show(lambda width: list(year_lines.explanation(width)))
        self.query_one("#costs", LineList).empty()

    def _show_plan(self, done: Accepted, wish: YearWish, edits: Mapping[str, Edit]) -> None:
        if wish != self._wish() or edits != self._sheet.edits:
            return
        self._sheet.show(done, wish, edits)
        self._draw(done)

    def _draw(self, done: Accepted) -> None:
        with_costs = not self.has_class("-widest")
        self.query_one("#dates", LineList).show(
            lambda width: list(year_lines.dates(done, width, with_costs=with_costs))
        )
        self.query_one("#costs", LineList).show(
            lambda width: list(year_lines.costs(done.costs, width))
        )
        for row in self._rows:
            rhythm = done.plan.rhythms.get(row.kind)
            if rhythm is not None and not row.is_wrong:
                count = sum(item.kind == row.kind for item in done.plan.taken)
                row.say(rhythm_words(rhythm), count)
            elif not row.text:
                row.say("")
        self.on_descendant_focus()

    def looked(self, refused: Refused) -> None:
        """Why there are no dates."""
        self._sheet.empty()
        self._say(f"✗ {sentences.explain_all(refused)}", wrong=True)
        self.query_one("#dates", LineList).empty()
        self.query_one("#costs", LineList).empty()

    def on_resize(self) -> None:
        """The hours go beside the dates or under them."""
        if self._sheet.done is not None:
            self._draw(self._sheet.done)

    # Changes by hand

    def _chosen(self) -> Proposal | None:
        found = self._sheet.proposal(self.query_one("#dates", LineList).selected_key)
        if found is None:
            self.notify(_("Choose a date first, with Tab and the arrows."))
        return found

    def action_take(self) -> None:
        """Leave a date out, or take it back in."""
        proposal = self._chosen()
        if proposal is not None:
            self._sheet.turn(proposal)
            self.look_ahead()

    def action_move(self, days: int) -> None:
        """Put a meeting on another working day of the year."""
        proposal = self._chosen()
        if proposal is None:
            return
        if self._sheet.move(proposal, days):
            self.look_ahead()
        else:
            self.notify(_("That day lies outside the year."))

    def action_next_host(self) -> None:
        """Choose who hosts."""
        proposal = self._chosen()
        if proposal is None or self._sheet.done is None:
            return
        from ipe_events.tui.screens.pick import Option, PickDialog

        options = [
            Option(slug, name, slug) for slug, name in self._sheet.done.plan.hosts[proposal.kind]
        ]
        options.append(Option("", _("nobody")))

        def picked(slug: str | None) -> None:
            if slug is not None:
                self._sheet.give(proposal, slug)
                self.look_ahead()

        self.app.push_screen(PickDialog(_("Host"), proposal.title, options), picked)

    # Saving

    def save(self) -> None:
        """Plan the meetings."""
        self._accept(draft=False)

    def action_save_drafts(self) -> None:
        """Add the meetings as drafts."""
        if not self.saving and self.app.screen is self:
            self._accept(draft=True)

    def _accept(self, *, draft: bool) -> None:
        wrong = next((row for row in self._rows if row.is_wrong), None)
        if wrong is not None:
            wrong.query_one(Input).focus()
            self._say_of(wrong)
            return
        done, wish = self._sheet.done, self._wish()
        if done is None or not self._sheet.is_of(wish):
            self.notify(_("There are no dates to save yet; look at them first."))
            self.look_ahead()
            return
        self.no_longer_wrong()
        self.saving = True
        count = len(done.plan.taken)

        def accepted(first: EventLine) -> None:
            words = _("Added {count} drafts") if draft else _("Planned {count} meetings")
            undo = takes_back()
            self.notify(f"{words.format(count=count)} — {undo}")
            self.dismiss(first)

        self.order(lambda bridge: bridge.accept_year(wish, done.plan, draft=draft), accepted)


def _line(name: str, placeholder: str = "") -> Input:
    return Input(
        placeholder=placeholder, compact=True, id=name, max_length=200, select_on_focus=False
    )
