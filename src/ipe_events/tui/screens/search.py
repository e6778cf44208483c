"""Search over everything: meetings, people, partners, and what was written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.found import Found, Hit, Of, Sort
from ipe_events.domain.marking import around, marked
from ipe_events.domain.search import LONGEST, Vocabulary
from ipe_events.domain.suggesting import Suggestion, complete
from ipe_events.i18n import N_, _, language, ngettext
from ipe_events.i18n.search_words import remarks_words
from ipe_events.tui import event_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.event_lines import column
from ipe_events.tui.page import Row, blank, heading, remark
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList
from ipe_events.tui.widgets.suggest_input import SuggestInput

if TYPE_CHECKING:
    from ipe_events.tui.host import Host

PAUSE = 0.1
TITLES = 30
SORTS = {
    Sort.MEETING: N_("Meetings"),
    Sort.PERSON: N_("People"),
    Sort.PARTNER: N_("Partners"),
    Sort.NOTE: N_("Notes, goals and places"),
}
MARK = "bold underline"


class SearchScreen(PageScreen):
    """What is typed is found at once; the arrows move in what was found while typing goes on."""

    CSS_PATH = "search.tcss"
    HINTS = ("open", "back")
    PURPOSE = N_(
        "Looks through meetings, people, partners, notes, goals and places. Words may be "
        "anywhere in them, small or capital, with accents or without; “two words” stand together, "
        "-word must not be there, and partner:, kind:, year:, state:, group:, person: narrow as "
        "they do in every filter. Enter opens what was found in its place."
    )
    BINDINGS = bindings("open")

    def __init__(self) -> None:
        super().__init__()
        self._found = Found()
        self._known: Vocabulary | None = None
        self._timer: Timer | None = None

    def parts(self) -> Iterable[Widget]:
        """What is looked for, how much was found, and what."""
        yield Static(_("Search everything"), classes="title", markup=False)
        yield Horizontal(
            SuggestInput(
                placeholder=_("words, or field:value"),
                compact=True,
                id="query",
                max_length=LONGEST,
                suggest=self._complete,
                eager=True,
                down_opens=False,
            ),
            Static("", id="count", markup=False),
            id="line",
        )
        yield Static("", id="remark", markup=False)
        yield LineList(id="hits")

    def on_mount(self) -> None:
        """Ready to type."""
        super().on_mount()
        self.query_one("#query").focus()
        self._draw()

    def load(self) -> None:
        """Ask what may be typed, and look again: something may have changed."""
        self.ask(lambda bridge: bridge.vocabulary(), self._know)
        self._look()

    def _know(self, vocabulary: Vocabulary) -> None:
        self._known = vocabulary

    def _complete(self, text: str) -> Sequence[Suggestion]:
        return complete(text, self._known, language()) if self._known is not None else ()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Look once the typing pauses."""
        message.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._look)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.query_one("#query", Input).value.strip()

    def _look(self) -> None:
        text = self.text
        self.ask(lambda bridge: bridge.search(text), self._show)

    def _show(self, found: Found) -> None:
        self._found = found
        self._draw()

    def _draw(self) -> None:
        found, text = self._found, self.text
        count = ngettext("{count} found", "{count} found", found.count).format(count=found.count)
        self.query_one("#count", Static).update(count if text else "")
        words = remarks_words(found.remarks)
        self.query_one("#remark", Static).update(visible(words))
        self.set_class(bool(words), "-remarked")
        hits = self.query_one("#hits", LineList)
        hits.cursor = -1
        first = "0/0" if found.sections else None
        hits.show(lambda width: list(_page(found, text, width)), select=first)

    # Moving and opening

    def on_key(self, event: events.Key) -> None:
        """The arrows belong to what was found, wherever the typing is."""
        typing = self.query_one("#query", SuggestInput)
        hits = self.query_one("#hits", LineList)
        if not typing.has_focus or typing.is_open:
            return
        moves = {"up": (hits.action_cursor, -1), "down": (hits.action_cursor, 1)}
        moves |= {"pageup": (hits.action_page, -1), "pagedown": (hits.action_page, 1)}
        if event.key in moves:
            event.stop()
            move, step = moves[event.key]
            move(step)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter opens what is chosen."""
        message.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open what is chosen."""
        self.query_one("#hits", LineList).action_choose()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open a hit in its place."""
        message.stop()
        number, _slash, place = message.key.partition("/")
        section = self._found.sections[int(number)]
        self._open(section.hits[int(place)])

    def _open(self, hit: Hit) -> None:
        app = self.ipe
        if hit.event is not None:
            app.open_event(hit.event)
        elif hit.sort is Sort.PARTNER:
            app.open_partner(hit.key, None)
        else:
            self.dismiss()
            app.call_later(go_to, app, *_place(hit))


def _place(hit: Hit) -> tuple[str, str]:
    """The area a hit stands in, and what it is known by there."""
    if hit.sort is Sort.PERSON:
        return "people", hit.key
    if hit.of is Of.PLACE:
        return "agenda", f'place:"{hit.key}"'
    return "programme", f"{hit.of}:{hit.key}"


def go_to(app: Host, area: str, key: str) -> None:
    """Bring an area to the front and select something in it."""
    app.action_area(area)
    show = getattr(app.screen, "go_to", None)
    if show is not None:
        # An area that was never shown has no list yet.
        app.screen.call_after_refresh(show, key)
    else:
        app.notify(_("It stands in this area, behind what is open here."))


def _page(found: Found, text: str, width: int) -> Iterator[Row]:
    if not text:
        yield from remark(_("Type what you look for; a part of a word will do."), width)
        yield from remark(
            _("partner:, kind:, year:, state:, group:, person:, place: narrow it."), width
        )
        return
    if not found.sections:
        yield from remark(_("Nothing matches."), width)
    for number, section in enumerate(found.sections):
        if number:
            yield blank()
        yield heading(f"{_(SORTS[section.sort])} · {section.count}")
        for place, hit in enumerate(section.hits):
            yield f"{number}/{place}", _line(hit, found.words, width)
        if section.count > len(section.hits):
            more = section.count - len(section.hits)
            words = ngettext(
                "and {count} more; another word narrows it",
                "and {count} more; another word narrows it",
                more,
            )
            yield from remark(words.format(count=more), width)


def _line(hit: Hit, words: Sequence[str], width: int) -> Text:
    """A hit on one line, with what was looked for marked in it."""
    line = Text(" ", no_wrap=True, end="")
    title, text = hit.title, hit.text
    if hit.event is not None:
        line.append(f"{event_text.STATE_MARKS[hit.event.state]} ")
        line.append_text(column(event_text.when(hit.event), min(29, width // 2))).append("  ")
    elif hit.of is Of.PLACE:
        line.append("@ ")
        count = int(text)
        text = ngettext("{number} event", "{number} events", count).format(number=count)
    room = width - line.cell_len - 1
    wide = min(max(TITLES, cell_len(title)), room * 3 // 5) if text else room
    line.append_text(_with_marks(column(title, wide), words))
    if text:
        rest = plain(around(text, words, max(8, room - wide - 2)), "")
        part = Text("  ", no_wrap=True, end="").append_text(_with_marks(rest, words))
        part.stylize("dim")
        line.append_text(part)
    return line


def _with_marks(text: Text, words: Sequence[str]) -> Text:
    for first, last in marked(text.plain, words):
        text.stylize(MARK, first, last)
    return text
