"""What can be done with the person or the seat in hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.widget import Widget
from textual.widgets import Button

from ipe_events.domain.records import GroupLine, PersonLine, Seat
from ipe_events.i18n import _, format_date, ngettext
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.screens.dialog import ButtonRow, Dialog, SureDialog, button

if TYPE_CHECKING:
    from ipe_events.tui.bridge_people import Erased


class PeopleActions(BaseScreen[Any]):
    """The commands about people and seats; the screen knows what is in hand."""

    BINDINGS = bindings("take-out", "succeed")

    def person_in_hand(self) -> PersonLine | None:
        """The person under the cursor, in either list."""
        raise NotImplementedError

    def seat_in_hand(self) -> tuple[GroupLine, Seat] | None:
        """The seat under the cursor of the groups."""
        raise NotImplementedError

    def _person(self) -> PersonLine | None:
        person = self.person_in_hand()
        if person is None:
            self.notify(_("Choose a person first."))
        return person

    def _said(self, words: str | None) -> None:
        if words:
            self.notify(words)

    def action_person_new(self) -> None:
        """Add somebody."""
        from ipe_events.tui.screens.person_forms import PersonForm

        self.app.push_screen(PersonForm(None))

    def action_person_edit(self) -> None:
        """Change the person in hand."""
        from ipe_events.tui.screens.person_forms import PersonForm

        if (person := self._person()) is not None:
            self.app.push_screen(PersonForm(person))

    def action_dossier(self) -> None:
        """Show all that is kept of the person in hand, which can be written into a file."""
        from ipe_events.tui.screens.dossier import DossierScreen

        if (person := self._person()) is not None:
            self.app.push_screen(DossierScreen(person))

    def action_busy_times(self) -> None:
        """Read when the person in hand is busy from a calendar."""
        from ipe_events.tui.screens.busy_form import BusyForm

        if (person := self._person()) is not None:
            self.app.push_screen(BusyForm(str(person.id)), self._said)

    def action_seat(self) -> None:
        """Give the person in hand a seat in a group."""
        from ipe_events.tui.screens.person_forms import SeatForm

        if (person := self._person()) is not None:
            self.app.push_screen(SeatForm(person=person), self._said)

    def action_succeed(self) -> None:
        """Let somebody take over from the person in hand."""
        from ipe_events.tui.screens.person_forms import SuccessionForm

        if (person := self._person()) is not None:
            self.app.push_screen(SuccessionForm(person), self._said)

    def action_person_import(self) -> None:
        """Read people in from a file."""
        from ipe_events.tui.screens.import_form import ImportForm

        self.app.push_screen(ImportForm(), self._said)

    def action_take_out(self) -> None:
        """Take the person in hand out of the group."""
        found = self.seat_in_hand()
        if found is None:
            self.notify(_("Choose a seat in a group first."))
            return
        group, seat = found
        who = str(seat.person) if seat.person is not None else seat.organisation

        def ask(count: int) -> None:
            name = seat.name or seat.organisation_name
            self.app.push_screen(LeaveDialog(name, group.name, count), answered)

        def answered(future: bool | None) -> None:
            if future is not None:
                self.order(
                    lambda bridge: bridge.leave_group(group.slug, who, future=future), self._left
                )

        self.ask(lambda bridge: bridge.preview_leaving(group.slug, who), ask, opens=True)

    def _left(self, count: int) -> None:
        from ipe_events.tui.screens.person_forms import meetings_follow

        if count:
            self.notify(meetings_follow(count))

    def action_erase(self) -> None:
        """Erase what is kept of the person in hand, when that is really meant."""
        person = self._person()
        if person is None:
            return
        exports = self.ipe.exports

        def answered(sure: bool | None) -> None:
            if sure:
                self.order(lambda bridge: bridge.erase_person(person.id, exports), self._erased)

        title = _("Erase all data of {name}?").format(name=person.name)
        words = _(
            "Address, profession, working days, busy times and closures go at once, also from the "
            "journal and the copies. This cannot be undone, nor can anything before it. Hours stay."
        )
        dialog = SureDialog(title, words, do=_("Erase"), keep=_("Keep"))
        self.app.push_screen(dialog, answered)

    def action_erase_due(self) -> None:
        """Erase the names that no programme has to account for any more, after asking."""
        exports = self.ipe.exports

        def ask(count: int) -> None:
            if not count:
                self.notify(_("No name has been kept long enough to be erased."))
                return
            words = ngettext("Erase {count} name?", "Erase {count} names?", count)
            more = _("No programme has to account for them any more. This cannot be undone.")
            dialog = SureDialog(words.format(count=count), more, do=_("Erase"), keep=_("Keep"))
            self.app.push_screen(dialog, answered)

        def answered(sure: bool | None) -> None:
            if sure:
                self.order(lambda bridge: bridge.erase_names_due(exports), gone)

        def gone(count: int) -> None:
            words = ngettext("{count} name erased", "{count} names erased", count)
            self.notify(words.format(count=count))

        self.ask(lambda bridge: bridge.names_due(), ask, opens=True)

    def _erased(self, done: Erased) -> None:
        words = [_("Erased.")]
        if done.name_until is not None:
            day = format_date(done.name_until, weekday=False)
            words.append(_("The name is kept until {day}.").format(day=day))
        if done.left or done.unread:
            count = len({*done.left, *done.unread})
            left = ngettext(
                "{count} file still holds the address; the command line names them.",
                "{count} files still hold the address; the command line names them.",
                count,
            )
            words.append(left.format(count=count))
        if not done.settled:
            words.append(_("Another window has the workspace open: close it and erase again"))
        self.notify(" ".join(words), timeout=12)


class LeaveDialog(Dialog[bool]):
    """Gives whether meetings to come follow; None when nobody leaves."""

    def __init__(self, name: str, group: str, meetings: int) -> None:
        from ipe_events.tui.screens.person_forms import meetings_to_come

        title = _("Take {name} out of {group}?").format(name=name, group=group)
        super().__init__(title, meetings_to_come(meetings) if meetings else "")
        self._meetings = meetings

    def inside(self) -> Iterable[Widget]:
        """The safe answer first."""
        more = [button(_("Take out, also there"), "all")] if self._meetings else []
        yield ButtonRow(button(_("Keep"), "keep"), button(_("Take out"), "one"), *more)

    def on_mount(self) -> None:
        """Enter does nothing."""
        self.query_one("#keep").focus()

    def on_button_pressed(self, message: Button.Pressed) -> None:
        """Answer."""
        self.dismiss({"all": True, "one": False}.get(message.button.id or ""))
