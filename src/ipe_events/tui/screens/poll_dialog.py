"""Asks what a poll is called, and where the meeting would be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.widget import Widget
from textual.widgets import Input

from ipe_events.domain.drafts import When
from ipe_events.i18n import N_, _, ngettext
from ipe_events.tui.screens.dialog import InputDialog


class PollDialog(InputDialog[Any]):
    """Asks what a poll is called and where it is; gives the poll."""

    DO = N_("Poll")
    PURPOSE = N_(
        "What is asked, and where it would be: both come with the meeting once a date is chosen. "
        "Left empty it is called as its kind."
    )

    def __init__(self, kind: str, name: str, group: str, dates: tuple[When, ...]) -> None:
        words = ngettext("About {count} date.", "About {count} dates.", len(dates))
        super().__init__(_("Poll: {name}").format(name=name), words.format(count=len(dates)))
        self._kind, self._kind_name, self._group, self._dates = kind, name, group, dates

    def asked(self) -> Widget:
        """The title."""
        return Input(placeholder=self._kind_name, compact=True, id="title")

    def inside(self) -> Iterable[Widget]:
        """The title, the place, the buttons."""
        title, *rest = super().inside()
        yield title
        yield Input(placeholder=_("Where, if that is known"), compact=True, id="place")
        yield from rest

    def action_save(self) -> None:
        """Hold the poll."""
        from ipe_events.domain.polls import PollDraft

        title, place = (self.query_one(name, Input).value.strip() for name in ("#title", "#place"))
        draft = PollDraft(self._kind, self._dates, (self._group,), title or None, place)
        self.order(lambda bridge: bridge.add_poll(draft), self.saved)
