"""Programme: how the plan is read, open warnings, goals, kinds of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from ipe_events import i18n
from ipe_events.domain.plan import OpenDate
from ipe_events.domain.records import Check, KindLine
from ipe_events.i18n import N_, _, format_date, format_day_range, format_hours, ngettext, sentences
from ipe_events.tui import event_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line, Table
from ipe_events.tui.page import Row, blank, heading, remark, table
from ipe_events.tui.screens.base import AreaScreen
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge import ProgrammeData

# From this width on a warning has a column beside its event.
ROOMY, INDENT, DEEPER = 112, 2, 6
CHARGES = {
    "all": N_("everybody"),
    "hosts": N_("host and speakers"),
    "nobody": N_("nobody"),
}
GOALS = {
    "goal": N_("goal"),
    "precondition": N_("condition"),
    "setting": N_("setting"),
    "theme": N_("theme"),
    "experiment": N_("experiment"),
    "result": N_("result"),
    "level": N_("level"),
    "phase": N_("phase"),
    "practice": N_("practice"),
}


class ProgrammeScreen(AreaScreen):
    """One page; choices, dates to settle and the events of warnings can be opened."""

    AREA = "programme"
    PURPOSE = N_(
        "The programme itself: how the plan is read where it leaves that open, what deserves "
        "attention from today on, the goals and the kinds of events."
    )
    HINTS = ("open", "organiser", "undo", "redo", "history")
    BINDINGS = bindings("open", "organiser")
    CSS_PATH = "programme.tcss"
    AUTO_FOCUS = "RowList"

    _data: ProgrammeData | None = None

    def parts(self) -> Iterable[Widget]:
        """The name and the page."""
        yield Static("", markup=False, classes="title", id="name")
        yield LineList(id="programme")

    def load(self) -> None:
        """Ask for everything about the programme."""
        self.ask(lambda bridge: bridge.programme(), self.show)

    def show(self, data: ProgrammeData) -> None:
        """Show it."""
        self._data = data
        self.query_one("#name", Static).update(visible(data.programme.name))
        self.query_one(LineList).show(lambda width: list(_page(data, width)))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a choice, or the event of a warning."""
        from ipe_events.tui.screens.choice import ChoiceScreen

        data, (part, _colon, name) = self._data, event.key.partition(":")
        if data is None:
            return
        if part == "choice":
            self.ipe.push_screen(ChoiceScreen(name))
        elif part == "date":
            self._settle(data.dates[int(name)])
        elif part == "check":
            line = data.events.get(data.checks[int(name)].event or 0)
            if line is not None:
                self.ipe.open_event(line)

    def _settle(self, found: OpenDate) -> None:
        from ipe_events.tui.screens.settle import SettleDialog

        if found.event is not None and found.day is not None:
            dialog = SettleDialog(found.event, found.day, found)
            self.ipe.push_screen(dialog, lambda _done: self.load())

    def action_open(self) -> None:
        """Open what is under the cursor."""
        self.query_one(LineList).action_choose()

    def action_organiser(self) -> None:
        """Say who sends the invitations."""
        from ipe_events.tui.screens.organiser import OrganiserDialog

        if self._data is not None:
            self.ipe.push_screen(OrganiserDialog(self._data.organiser), lambda _said: self.load())


def _page(data: ProgrammeData, width: int) -> Iterator[Row]:
    programme = data.programme
    if programme.starts and programme.ends:
        words = format_day_range(programme.starts, programme.ends, weekday=False)
        yield from remark(words, width, "")
    words = _("Sent by: {name}").format(name=data.organiser or _("nobody yet"))
    yield from remark(words, width, "")
    yield blank()
    yield from _choices(data, width)
    yield from _dates(data, width)
    yield from _warnings(data, width)
    yield from _goals(data, width)
    yield from _kinds(data, width)


def _choices(data: ProgrammeData, width: int) -> Iterator[Row]:
    yield heading(_("How the plan is read"))
    if not data.choices:
        yield from remark(_("The plan leaves nothing open."), width)
    for choice in data.choices:
        yield from remark(choice.question, width, "")
        words = dict(choice.options).get(choice.chosen, choice.chosen)
        yield f"choice:{choice.id}", plain(f"   ● {words}")
    yield blank()


def _dates(data: ProgrammeData, width: int) -> Iterator[Row]:
    if not data.dates:
        return
    yield heading(_("Dates to settle"))
    for place, date in enumerate(data.dates):
        if date.event is not None and date.day is not None:
            day = format_date(date.day, weekday=False)
            yield f"date:{place}", plain(f"   {day}  {date.title}")
        else:
            words = _("no date: {count} × {title}")
            yield None, plain(f"   {words.format(count=date.missing, title=date.title)}")
        for _key, text in remark(date.says, width - DEEPER, "") if date.says else ():
            yield None, Text(" " * DEEPER).append_text(text)
    yield blank()


def _warnings(data: ProgrammeData, width: int) -> Iterator[Row]:
    count = len(data.checks)
    words = ngettext("{number} point of attention", "{number} points of attention", count)
    yield heading(words.format(number=count))
    if not count:
        yield from remark(_("From today on nothing asks for attention."), width)
    columns = (
        Column(least=1),
        Column(least=9, most=12),
        Column(least=14, most=44, grow=width < ROOMY),
        Column(least=20, most=120, grow=True, from_width=ROOMY),
    )
    lines = [_warning(check, place, data) for place, check in enumerate(data.checks)]
    made = Table(columns, lines)
    for check, line in zip(data.checks, lines, strict=True):
        yield line.key, made.set(line, width)
        if width < ROOMY and line.key is not None:
            # Where the sentence has no column it stands under its event.
            for _key, text in remark(_sentence(check), width - INDENT, ""):
                yield None, Text(" " * INDENT).append_text(text)
    yield blank()


def _sentence(check: Check) -> str:
    return sentences.check_sentence(check.code, check.values, i18n.language())


def _warning(check: Check, place: int, data: ProgrammeData) -> Line:
    event = data.events.get(check.event or 0)
    words = plain(_sentence(check))
    if event is None:
        return Line((Text("!"), words, None, None))
    day = Text(event_text.day_and_month(event.day))
    return Line((Text("!"), day, plain(event.title), words), key=f"check:{place}")


def _goals(data: ProgrammeData, width: int) -> Iterator[Row]:
    yield heading(_("Goals"))
    if not data.goals:
        yield from remark(_("The programme names no goals."), width)
    columns = (
        Column(least=3, most=20),
        Column(least=5, most=20),
        Column(least=20, most=120, grow=True),
    )
    lines = [
        Line(
            (
                plain(goal.slug),
                plain(_(GOALS[goal.kind]) if goal.kind in GOALS else goal.kind, "dim"),
                plain(goal.name),
            )
        )
        for goal in data.goals
    ]
    yield from table(columns, lines, width, heads=False)
    yield blank()


def _kinds(data: ProgrammeData, width: int) -> Iterator[Row]:
    yield heading(_("Kinds of events"))
    columns = (
        Column(_("Kind"), least=16, most=44, grow=True),
        Column(_("layer"), least=6, most=20),
        Column(_("length"), least=5, right=True),
        Column(_("charged"), least=8, most=24),
        Column(_("line"), least=8, most=24),
        Column(_("preparation"), least=8, right=True, from_width=100),
        Column(_("travel"), least=6, right=True, from_width=100),
        Column(_("invites"), least=8, most=30, from_width=100),
    )
    names = {group.slug: group.name for group in data.groups}
    lines = [Line(_kind(kind, data, names)) for kind in data.kinds]
    yield from table(columns, lines, width)


def _kind(kind: KindLine, data: ProgrammeData, names: dict[str, str]) -> tuple[Text, ...]:
    return (
        plain(kind.name),
        plain(kind.layer),
        Text(format_hours(kind.length)),
        plain(_(CHARGES[kind.charge]) if kind.charge in CHARGES else kind.charge),
        plain(data.lines.get(kind.line or "", "")),
        Text(format_hours(kind.preparation) if kind.preparation else ""),
        Text(format_hours(kind.travel) if kind.travel else ""),
        plain(", ".join(names.get(slug, slug) for slug in kind.groups), "dim"),
    )
