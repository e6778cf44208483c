"""Help: what the screen is for, its keys and the general ones, all from the registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.text import Text
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.i18n import N_, _
from ipe_events.tui import event_text
from ipe_events.tui.actions import ACTIONS, AREAS, Action, applicable, key_name
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, blank, heading, remark, table
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.text import plain
from ipe_events.tui.widgets import hours_bar
from ipe_events.tui.widgets.line_list import LineList

GENERAL = ("quit", "help", "undo", "redo", "history")
# What lists and forms do by themselves.
MOVING = (
    ("↑ ↓ PgUp PgDn Home End", N_("Move along the lines; further down a page scrolls")),
    ("Tab ⇧Tab", N_("To the next or previous part of the screen")),
    ("^p", N_("Search what can be done here")),
)


class HelpScreen(PageScreen):
    """About the screen that was in front."""

    PURPOSE = N_("What can be done.")
    HINTS = ("back",)
    AUTO_FOCUS = "RowList"

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = about

    def parts(self) -> Iterable[Widget]:
        """One page."""
        yield Static(_("Help"), markup=False, classes="title")
        yield LineList(id="help")

    def load(self) -> None:
        """There is nothing to ask for."""
        self.query_one(LineList).show(lambda width: list(_page(self._about, width)))


def _page(about: Screen[Any], width: int) -> Iterator[Row]:
    purpose = getattr(about, "PURPOSE", "")
    if purpose:
        yield from remark(_(purpose), width, "")
        yield blank()
    offered = applicable(about)
    areas = [ACTIONS[f"area-{area}"] for area in AREAS]
    own = [action for action in offered if action not in areas and action.id not in GENERAL]
    if own:
        yield heading(_("Here"))
        yield from _keys(own, width)
        yield blank()
    yield heading(_("Everywhere"))
    yield from _keys([action for action in offered if action not in own], width)
    columns = (Column(least=12, most=24), Column(least=20, most=100, grow=True))
    moving = [Line((Text(keys, style="bold"), Text(_(words)))) for keys, words in MOVING]
    yield from table(columns, moving, width, heads=False)
    yield from remark(_("Everything can be clicked as well."), width)
    yield blank()
    yield from _signs(width)


def _keys(actions: Sequence[Action], width: int) -> Iterator[Row]:
    columns = (
        Column(least=12, most=16),
        Column(least=10, most=24),
        Column(least=20, most=100, grow=True),
    )
    lines = []
    for action in actions:
        keys = " ".join(key_name(key) for key in action.all_keys.split(","))
        lines.append(Line((Text(keys, style="bold"), Text(_(action.label)), Text(_(action.help)))))
    yield from table(columns, lines, width, heads=False)


def _signs(width: int) -> Iterator[Row]:
    yield heading(_("Signs"))
    states = [event_text.state_words(state) for state in event_text.STATE_MARKS]
    answers = [event_text.answer_words(answer) for answer in event_text.ANSWER_MARKS]
    yield from remark("   ".join(states), width, "")
    yield from remark("   ".join(answers), width, "")
    yield None, plain(" ").append_text(hours_bar.legend())
