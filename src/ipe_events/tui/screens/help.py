"""Help: where one is, what the screen is for, its keys, its signs, and how days are typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.text import Text
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.i18n import N_, _
from ipe_events.tui import keymap
from ipe_events.tui.actions import ACTIONS, AREAS, actions_of, applicable, key_of
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, blank, heading, remark, table
from ipe_events.tui.registry import ways
from ipe_events.tui.registry.action import Action, key_name
from ipe_events.tui.screens import signs
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.period_title import PeriodTitle

TYPED = (
    ("12-1  12 jan  12-1-2027", N_("a day; without a year the first one to come")),
    (N_("tue  next week thu  tomorrow"), N_("a weekday, also of next week; today, tomorrow")),
    ("+3  +2w  +1m", N_("days, weeks or months from today")),
    ("13  13:30  13u30", N_("a time")),
    ("↑ ↓", N_("a day or a quarter of an hour on or back")),
)


class HelpScreen(PageScreen):
    """About the screen that was in front."""

    PURPOSE = N_("What can be done.")
    HINTS = ("back",)
    IS_HELP = True
    AUTO_FOCUS = "RowList"

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = about
        strips = about._compositor.render_strips()
        self._frame = "\n".join("".join(part.text for part in strip) for strip in strips)

    def parts(self) -> Iterable[Widget]:
        """One page."""
        title = " › ".join((_("Help"), *_trail(self._about)))
        yield Static(visible(title), markup=False, classes="title")
        yield LineList(id="help")

    def load(self) -> None:
        """There is nothing to ask for."""
        self.query_one(LineList).show(lambda width: list(_page(self._about, self._frame, width)))


def _trail(about: Screen[Any]) -> Iterator[str]:
    """The names of the screens that lie over each other, from the area up."""
    for screen in about.app.screen_stack:
        area = getattr(screen, "AREA", "")
        named = [_(ACTIONS[f"area-{area}"].label)] if area else []
        named += [period.title for period in screen.query(PeriodTitle)]
        titles = screen.query(".title, .dialog--title").results(Static)
        words = next(iter([*named, *(str(one.visual) for one in titles)]), "").strip()
        if words:
            yield words
        if screen is about:
            return


def _page(about: Screen[Any], frame: str, width: int) -> Iterator[Row]:
    purpose = getattr(about, "PURPOSE", "")
    if purpose:
        yield from remark(_(purpose), width, "")
        if keymap.changed():
            yield from remark(_("Sentences name the usual keys; below are your own."), width)
        yield blank()
    offered = applicable(about)
    general = [*(ACTIONS[f"area-{area}"] for area in AREAS), *actions_of(type(about.app))]
    own = [action for action in offered if action not in general]
    if own:
        yield heading(_("Here"))
        yield from _keys(own, width)
        yield blank()
    if about.query("DayInput, TimeInput"):
        yield heading(_("Days and times"))
        yield from _pairs([(_(typed), _(words)) for typed, words in TYPED], width)
        yield blank()
    yield from _signs(about, frame, width)
    yield heading(_("Everywhere"))
    yield from _keys([action for action in offered if action not in own], width)
    keys = " ".join(key_name(key) for one in ways.ACTIONS for key in keymap.keys_of(one)[:1])
    yield from _pairs(
        [
            (keys, _("Move along the lines; further down a page scrolls")),
            ("Tab ⇧Tab", _("To the next or previous part of the screen")),
        ],
        width,
    )
    yield from remark(_("Everything can be clicked as well."), width)


def _pairs(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[Row]:
    columns = (Column(least=12, most=32), Column(least=20, most=100, grow=True))
    lines = [Line((Text(what, style="bold"), Text(words))) for what, words in pairs]
    yield from table(columns, lines, width, heads=False)


def _keys(actions: Sequence[Action], width: int) -> Iterator[Row]:
    columns = (
        Column(least=12, most=16),
        Column(least=10, most=24),
        Column(least=20, most=100, grow=True),
    )
    lines = []
    for action in actions:
        keys = " ".join(map(key_name, keymap.keys_of(action))) or f"({key_of('palette')})"
        lines.append(Line((Text(keys, style="bold"), Text(_(action.label)), Text(_(action.help)))))
    yield from table(columns, lines, width, heads=False)


def _signs(about: Screen[Any], frame: str, width: int) -> Iterator[Row]:
    found = list(signs.on_screen(about.app.current_mode, frame))
    if found:
        yield heading(_("Signs"))
        for title, group in found:
            words = "   ".join(f"{sign} {word}" for sign, word in group)
            yield from remark(f"{title}: {words}", width, "")
        yield blank()
