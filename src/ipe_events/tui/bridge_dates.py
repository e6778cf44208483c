"""The part of the bridge that is about finding a date: what suits, polls, answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.drafts import EventDraft, When
from ipe_events.domain.records import EventLine, GroupLine, KindLine
from ipe_events.i18n import _
from ipe_events.services import events, people, programmes
from ipe_events.services.workspace import Workspace

# What only these screens need is imported when they open: the first screen waits for it.
if TYPE_CHECKING:
    from ipe_events.domain.polls import Entered, PollDraft, PollLine
    from ipe_events.domain.slots import Ranking


@dataclass(frozen=True, slots=True)
class DatesForm:
    """The groups that have seats, and the kinds of event there are."""

    today: date
    groups: tuple[GroupLine, ...]
    kinds: tuple[KindLine, ...]


class DatesBridge:
    """Questions and commands about dates on an open workspace."""

    _workspace: Workspace

    def dates_form(self) -> DatesForm:
        """What looking for a date begins with."""
        with self._workspace.read() as view:
            groups = tuple(group for group in people.groups(view) if group.seats)
            return DatesForm(view.now.date(), groups, tuple(programmes.kinds(view)))

    def slots(self, group: str, length: int, first: date, last: date) -> Ranking:
        """The days that suit a group, best first; `length` in minutes."""
        from ipe_events.services import slots

        with self._workspace.read() as view:
            return slots.find(view, group, length, first, last)

    def polls(self) -> tuple[PollLine, ...]:
        """The polls, the newest first."""
        from ipe_events.services import polls

        with self._workspace.read() as view:
            return tuple(polls.polls(view))

    def preview_answers(self, poll: int, text: str) -> Entered:
        """What a pasted text would be read as; nothing is written."""
        from ipe_events.services import polls

        with self._workspace.preview() as change:
            return polls.paste(change, poll, text)

    def add_poll(self, draft: PollDraft) -> PollLine:
        """Hold a poll."""
        from ipe_events.services import polls

        with self._workspace.change(_("Hold a poll")) as change:
            return polls.add(change, draft)

    def answers_in_file(self, path: Path) -> str:
        """The answers in a table (CSV), in the words that can be pasted."""
        from ipe_events.services import polls, reading

        return polls.table_text(reading.content(path))

    def plan_on(self, kind: str, group: str, when: When) -> EventLine:
        """Plan an event of a group."""
        with self._workspace.change(_("Plan on a date found")) as change:
            return events.add(change, EventDraft(kind, when, groups=(group,))).events[0]

    def answer_poll(self, poll: int, text: str) -> Entered:
        """Keep the answers in a text."""
        from ipe_events.services import polls

        with self._workspace.change(_("Answers to a poll")) as change:
            return polls.paste(change, poll, text)

    def choose_date(self, poll: int, option: str) -> EventLine:
        """Plan the event of a poll on one of its dates."""
        from ipe_events.services import polls

        with self._workspace.change(_("Choose the date of a poll")) as change:
            return polls.choose(change, poll, option).events[0]
