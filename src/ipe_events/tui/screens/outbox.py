"""Outbox: who must be told what, the files that tell them, and the answers that come in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.search import Facts
from ipe_events.i18n import N_, _, ngettext
from ipe_events.tui import outbox_lines
from ipe_events.tui.actions import bindings
from ipe_events.tui.outbox_lines import ELSEWHERE, TO, WHY_ABROAD, Group
from ipe_events.tui.page import remark
from ipe_events.tui.screens.base import AreaScreen
from ipe_events.tui.screens.exporting import Exporting, written
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.screens.incoming import Incoming
from ipe_events.tui.screens.remind import REMINDERS
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.area_tabs import AreaTabs
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_outbox import MailAhead, OutboxData


class OutboxScreen(Filtered, Incoming, Exporting, AreaScreen):
    """The events somebody must be told of; beside or below it who that is."""

    AREA = "outbox"
    PURPOSE = N_(
        "Who must still be told what: new, changed, cancelled. Exporting writes calendar files or "
        "mails to send; from then on they count as told. Mark them as sent when they are, or take "
        "them back. What went out cannot be unsent: after an undo it stands here who must be told "
        "again. Answers come in here as well: r reads files and mails."
    )
    HINTS = (
        "export",
        "export-all",
        "mark-sent",
        "read-answers",
        "open",
        "take-back",
        "remind",
        "organiser",
        "undo",
    )
    BINDINGS = bindings(
        "export",
        "export-all",
        "export-again",
        "mark-sent",
        "mark-all-sent",
        "take-back",
        "take-all-back",
        "remind",
        "organiser",
        "open",
    )
    CSS_PATH = "outbox.tcss"

    _data: OutboxData | None = None
    _groups: Sequence[Group] = ()

    def parts(self) -> Iterable[Widget]:
        """How much waits, by whom it is sent, what came in, the events, and who is told."""
        yield Static("", markup=False, classes="title", id="how-much")
        yield Static("", markup=False, id="organiser")
        yield Static("", markup=False, id="incoming")
        yield FilterLine()
        mail = LineList(id="mail")
        mail.can_focus = False
        told = Container(LineTable(id="events"), LineList(id="who"), id="told")
        yield Container(told, mail, id="panes")
        yield EmptyState("", id="nothing")

    def load(self) -> None:
        """Ask what waits and what went out."""
        self.ask(lambda bridge: bridge.outbox(), self.show)

    def show(self, data: OutboxData) -> None:
        """Show what waits and what went out."""
        self._data, self._groups = data, outbox_lines.groups(data)
        waiting = outbox_lines.waiting(data)
        self.query_one(AreaTabs).pending = waiting
        self.query_one("#how-much", Static).update(_how_much(data, waiting))
        words = data.organiser or _("nobody yet: o says who sends the invitations")
        self.query_one("#organiser", Static).update(
            visible(_("Sent by: {name}").format(name=words))
        )
        self.say_waiting(data.reviews)
        self.refill()
        self.set_class(not self._groups, "-nothing")
        self.query_one("#nothing", EmptyState).say(
            _("Nobody must be told anything.") + "\n" + _("Plan an event in the agenda (1).")
        )

    def refill(self) -> None:
        """Show the events that match."""
        data = self._data
        if data is None:
            return
        shown = self.narrowed(self._groups, lambda group: _facts(group, data))
        lines = list(outbox_lines.lines(shown, ZoneInfo(data.zone)))
        self.query_one("#events", LineTable).show(outbox_lines.columns(), lines)
        self._show_who()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Say who is told of the event under the cursor."""
        if event.rows.id == "events":
            self._show_who()

    def _show_who(self) -> None:
        data, group, pane = self._data, self._selected, self.query_one("#who", LineList)
        if data is None or group is None:
            pane.empty()
            self.query_one("#mail", LineList).empty()
            return
        zone, event = ZoneInfo(data.zone), data.events.get(group.events[0])
        pane.show(lambda width: list(outbox_lines.who(group, event, zone, width)))
        self._look_at_mail(group)

    def _look_at_mail(self, group: Group) -> None:
        """Where there is room for it: the mail that would be written."""
        pane, data = self.query_one("#mail", LineList), self._data
        if not self.has_class("-widest") or data is None:
            pane.empty()
            return
        number = group.events[0]
        again = bool(group.told)
        if (again or group.part == TO) and data.few:
            self.ask(
                lambda bridge: (group.key, bridge.mail_ahead(number, again=again)), self._show_mail
            )
        else:
            words = _("Nothing of it waits to be sent.")
            pane.show(lambda width: list(remark(words, width)))

    def _show_mail(self, found: tuple[str, MailAhead | None]) -> None:
        key, mail = found
        selected = self._selected
        pane = self.query_one("#mail", LineList)
        if mail is None:
            pane.empty()
        elif selected is not None and selected.key == key:
            pane.show(lambda width: list(outbox_lines.mail(mail, width)))

    def on_resize(self) -> None:
        """In another width there may be room for the mail."""
        if self._selected is not None:
            self._look_at_mail(self._selected)

    @property
    def _selected(self) -> Group | None:
        key = self.query_one("#events", LineTable).selected_key
        return next((group for group in self._groups if group.key == key), None)

    def _group(self) -> Group | None:
        group = self._selected
        if group is None:
            self.notify(_("There is no event here to tell of."))
        return group

    # Going out

    def action_export(self) -> None:
        """Write the files of the selected event."""
        self._export_group(again=False)

    def action_export_all(self) -> None:
        """Write every file that waits."""
        self.export(None)

    def action_export_again(self) -> None:
        """Write the files of the selected event once more."""
        self._export_group(again=True)

    def _export_group(self, *, again: bool) -> None:
        group = self._group()
        if group is not None and group.part == ELSEWHERE:
            self.notify(_(WHY_ABROAD))
        elif group is not None:
            self.export(group.events, again=again)

    def action_mark_sent(self) -> None:
        """What was exported of the selected event was sent."""
        group = self._gone_out(abroad=True)
        if group is not None:
            self._mark(group.events, sent=True)

    def action_mark_all_sent(self) -> None:
        """All that was exported was sent."""
        if self._data is not None and self._data.told:
            self._mark(None, sent=True)
        else:
            self.notify(_("Nothing is exported that is not confirmed."))

    def action_take_back(self) -> None:
        """What was exported of the selected event was not sent."""
        group = self._gone_out()
        if group is not None:
            self._mark(group.events, sent=False)

    def action_take_all_back(self) -> None:
        """Nothing of what was exported was sent."""
        if self._data is not None and self._data.told:
            self._mark(None, sent=False)
        else:
            self.notify(_("Nothing is exported that is not confirmed."))

    def _gone_out(self, *, abroad: bool = False) -> Group | None:
        """What was exported of the selected event and is not confirmed.

        `abroad`: or what another calendar tells of it.
        """
        group = self._group()
        if group is None or group.told or (abroad and group.part == ELSEWHERE):
            return group
        same = [one for one in self._groups if one.told and set(one.events) & set(group.events)]
        if not same:
            self.notify(_("Nothing of this event is exported and not confirmed; x exports it."))
        return same[0] if same else None

    def _mark(self, events: Collection[int] | None, *, sent: bool) -> None:
        then = self._marked if sent else self._taken_back
        self.order(lambda bridge: bridge.mark(events, sent=sent), then)

    def _marked(self, count: int) -> None:
        words = ngettext("{count} message was sent", "{count} messages were sent", count)
        self.notify(words.format(count=count))

    def _taken_back(self, count: int) -> None:
        words = ngettext(
            "{count} message is to be told again", "{count} messages are to be told again", count
        )
        self.notify(words.format(count=count))

    def action_organiser(self) -> None:
        """Say who sends the invitations."""
        self.ask_organiser(self._data.organiser if self._data is not None else "")

    def action_remind(self) -> None:
        """Write drafts to who has not answered."""
        if self._data is not None and not self._data.organiser:
            self.ask_organiser("", self._remind)
        else:
            self._remind()

    def _remind(self) -> None:
        from ipe_events.tui.screens.remind import RemindDialog

        def done(paths: Sequence[Path] | None) -> None:
            if paths is not None:
                self.notify(written(paths) if paths else _("Nobody has to be reminded."))

        self.app.push_screen(RemindDialog(self.ipe.exports / REMINDERS), done)

    # The event

    def on_row_list_chosen(self, _event: RowList.Chosen) -> None:
        """Open the event's page."""
        group = self._selected
        there = self._data.events if self._data is not None else {}
        found = [there[event] for event in group.events if event in there] if group else []
        if found:
            self.ipe.open_event(found[0])
        else:
            self.notify(_("This event is not there any more: making it was undone."))

    def action_open(self) -> None:
        """Open the page of the event under the cursor."""
        self.query_one("#events", LineTable).action_choose()


def _facts(group: Group, data: OutboxData) -> Facts:
    """What is to be told is found by: the event, and whom it is told."""
    events = [data.events[number] for number in group.events if number in data.events]
    told: set[tuple[str, ...]] = {(item.name, item.email or "") for item in group.items}
    told |= {(item.email,) for item in group.told}
    values = {
        "kind": tuple(dict.fromkeys((one.kind, one.kind_name) for one in events)),
        "person": tuple(sorted(told)),
        "partner": tuple({(item.organisation,) for item in group.items}),
        "is": tuple(
            {(item.reason, _(outbox_lines.REASONS[item.reason][1])) for item in group.items}
        ),
    }
    words = [*(word for name in told for word in name), group.first.title]
    words += [one.title for one in events]
    return Facts(tuple(words), values, group.first.day, max(item.day for item in group.all))


def _how_much(data: OutboxData, waiting: int) -> str:
    """How many mails an export comes to; without an organiser, how many messages wait."""
    if data.mails:
        return outbox_lines.mail_words(data.mails, waiting)
    if not waiting:
        return _("Nothing waits to be sent.")
    words = ngettext("{number} message to send", "{number} messages to send", waiting)
    return words.format(number=waiting)
