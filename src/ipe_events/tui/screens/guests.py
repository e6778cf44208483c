"""Who is invited: adding people, partners and groups, taking off, answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.records import EventLine, EventPage, Participant
from ipe_events.i18n import N_, _
from ipe_events.tui import event_lines, event_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.event_lines import Line
from ipe_events.tui.guest_sheet import GuestSheet, Offer, offers
from ipe_events.tui.screens.form import FormScreen
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_events import FormData

OFFER = "offer "
ADDED = "added "


class GuestsScreen(FormScreen):
    """What is typed finds whom to invite; the list below shows who is, and who will be."""

    CSS_PATH = "guests.tcss"
    HINTS = ("save", "remove", "answer", "guest-role", "guest-online", "back")
    PURPOSE = N_(
        "Who is invited. Type a part of a name, a partner or a group and press Enter to add it; "
        "deltion=12 adds twelve people without names, and a name with a partner and an address "
        "adds somebody new. Tab goes to the list, where x takes a guest off and y keeps an "
        "answer; r and o say as what somebody you add takes part, and that it is online. "
        "Nothing is written before you save."
    )
    BINDINGS = bindings("remove", "answer", "guest-role", "guest-online")

    def __init__(self, event: EventLine) -> None:
        super().__init__()
        self._event = event
        self._data: FormData | None = None
        self._sheet: GuestSheet | None = None
        self._offered: list[Offer] = []

    def parts(self) -> Iterable[Widget]:
        """The line to type in, what it finds, the guests, what it comes to."""
        yield Static(plain(_("Guests") + f" · {self._event.title}"), classes="title")
        yield Static(plain(event_text.when(self._event)), id="when")
        yield Input(placeholder=_("Add: a name, partner or group"), compact=True, id="add")
        found = LineList(id="found")
        found.can_focus = False
        yield found
        yield Vertical(LineList(id="guests"), LineList(id="ahead"), id="sheet")

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#ahead").can_focus = False
        self.query_one("#add").focus()

    def load(self) -> None:
        """Ask once; what was changed here is never replaced."""
        if self._sheet is None:
            number = self._event.id
            self.ask(lambda bridge: bridge.form(number), self.show)

    def show(self, data: FormData) -> None:
        """Show who is invited."""
        if self._sheet is None and data.page is not None:
            self._data = data
            self._sheet = GuestSheet(data.page)
            self._draw()
            self.look_ahead()

    @property
    def filled(self) -> bool:
        """Whether the fields are there."""
        return self._sheet is not None

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost."""
        return self._sheet is not None and self._sheet.changed

    def _draw(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            self.query_one("#guests", LineList).show(lambda width: list(_lines(sheet, width)))
            self.look_ahead_soon()

    def look_ahead(self) -> None:
        """Ask what the change would come to."""
        sheet, number = self._sheet, self._event.id
        if sheet is not None:
            add, remove, new = sheet.to_add, sheet.to_remove, sheet.newcomers
            terms = sheet.terms
            self.foresee(
                lambda bridge: bridge.preview_guests(number, add, remove, new, terms),
                self._show_ahead,
            )

    def _show_ahead(self, page: EventPage) -> None:
        self.query_one("#ahead", LineList).show(lambda width: event_lines.preview(page, width))

    # Adding

    def on_input_changed(self, message: Input.Changed) -> None:
        """Offer who matches."""
        message.stop()
        self._offer(message.value)

    def _offer(self, text: str) -> None:
        found = self.query_one("#found", LineList)
        if self._data is None or self._sheet is None:
            return
        self._offered = offers(text, self._data, self._sheet.page)
        found.display = bool(text.strip())
        lines: list[Line] = [
            (f"{OFFER}{place}", plain(f" + {offer.label}"))
            for place, offer in enumerate(self._offered)
        ]
        if not lines:
            words = _("Nobody matches. Somebody new: name, partner and address.")
            lines = [(None, plain(f" {words}", "dim"))]
        found.cursor = -1
        found.show(lambda _width: lines, select=f"{OFFER}0" if self._offered else None)

    def on_key(self, event: events.Key) -> None:
        """The arrows move along what is offered, or on to the list."""
        if event.key not in ("up", "down") or not self.query_one("#add").has_focus:
            return
        event.stop()
        if self._offered:
            self.query_one("#found", LineList).action_cursor(-1 if event.key == "up" else 1)
        elif event.key == "down":
            self.query_one("#guests").focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter adds what is offered."""
        message.stop()
        found = self.query_one("#found", LineList)
        if self._offered and found.selected_key:
            self._add(found.selected_key)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click adds what is offered; enter on a guest asks for an answer."""
        message.stop()
        if message.key.startswith(OFFER):
            self._add(message.key)
        elif message.key.startswith(ADDED):
            self.action_remove()
        else:
            self.action_answer()

    def _add(self, key: str) -> None:
        if self._sheet is not None:
            self._sheet.add(self._offered[int(key.removeprefix(OFFER))])
            line = self.query_one("#add", Input)
            line.value = ""
            line.focus()
            self._draw()

    # Taking off, answers

    def _chosen(self) -> tuple[str, Participant | None]:
        key = self.query_one("#guests", LineList).selected_key or ""
        return key, self._sheet.guest_at(key) if self._sheet is not None else None

    def action_remove(self) -> None:
        """Take the guest off, or put them back."""
        key, guest = self._chosen()
        if self._sheet is None:
            return
        if key.startswith(ADDED):
            del self._sheet.added[int(key.removeprefix(ADDED))]
        elif guest is not None:
            self._sheet.turn(guest)
        else:
            self.notify(_("Choose one of the guests first, with Tab and the arrows."))
        self._draw()

    def action_answer(self) -> None:
        """Keep what the guest answered."""
        _key, guest = self._chosen()
        sheet = self._sheet
        if sheet is None or guest is None or guest.heads is not None:
            self.notify(_("Choose one of the guests first, with Tab and the arrows."))
            return
        from ipe_events.tui.screens.answer import AnswerDialog

        def answered(value: str | None) -> None:
            if value is not None:
                sheet.answer(guest, value)
                self._draw()

        self.app.push_screen(AnswerDialog(guest), answered)

    # As what and from where those added take part

    def _added(self) -> int | None:
        """The place of the one in hand among those to be added."""
        key, _guest = self._chosen()
        if key.startswith(ADDED):
            return int(key.removeprefix(ADDED))
        self.notify(_("Choose one of those you added, with Tab and the arrows."))
        return None

    def action_guest_role(self) -> None:
        """Choose as what somebody takes part."""
        sheet, place = self._sheet, self._added()
        if sheet is None or place is None or self._data is None:
            return
        from ipe_events.tui.screens.pick import Option, PickDialog

        kinds = [kind for kind in self._data.kinds if kind.slug == self._event.kind]
        own = [role for kind in kinds for role in kind.required_roles]
        roles = dict.fromkeys((*event_text.ROLE_WORDS, *own))
        options = [Option(role, event_text.role_words(role), role) for role in roles]

        def picked(role: str | None) -> None:
            if role is not None:
                sheet.join(place, role=role)
                self._draw()

        words = sheet.added[place].label
        self.app.push_screen(PickDialog(_("As what?"), words, options), picked)

    def action_guest_online(self) -> None:
        """Online, or on site again."""
        sheet, place = self._sheet, self._added()
        if sheet is not None and place is not None:
            sheet.join(place, online=not sheet.added[place].online)
            self._draw()

    # Saving

    def save(self) -> None:
        """Write everything as one change."""
        sheet, number = self._sheet, self._event.id
        if sheet is None:
            return
        if not sheet.changed:
            self.dismiss(None)
            return
        self.saving = True
        add, remove, answers = sheet.to_add, sheet.to_remove, sheet.to_answer
        new, terms = sheet.newcomers, sheet.terms
        self.order(
            lambda bridge: bridge.change_guests(number, add, remove, answers, new, terms),
            self.saved,
        )


def _lines(sheet: GuestSheet, width: int) -> Iterator[Line]:
    """Who will be added, then who is invited per institution."""
    for place, offer in enumerate(sheet.added):
        notes = [event_text.role_words(offer.role)] if offer.role else []
        notes += [_("online")] if offer.online else []
        text = plain(f" + {offer.label}", "bold")
        yield f"{ADDED}{place}", text.append(f"  {', '.join(notes)}" if notes else "", "dim")
    if not sheet.page.participants and not sheet.added:
        yield None, plain(" " + _("Nobody is invited yet."), "dim")
    for name, members in event_lines.by_organisation(sheet.page.participants):
        if width < event_lines.WIDE + 3:
            yield None, plain(f"   {name}", "dim")
        for number, guest in enumerate(members):
            first = name if not number else ""
            yield event_text.guest_place(guest), _line(sheet, guest, first, width)


def _line(sheet: GuestSheet, guest: Participant, organisation: str, width: int) -> Text:
    held = sheet.page.event.state == "held"
    shown = event_lines.guest_line(guest, organisation, width - 3, held=held)
    answer = sheet.answers.get(guest.id)
    if guest.id in sheet.removed:
        return _marked(" − ", shown, _("is taken off"), width, "strike dim")
    if answer is not None:
        return _marked(" ~ ", shown, event_text.answer_words(answer), width, "")
    return Text("   ", no_wrap=True, end="").append_text(shown)


def _marked(sign: str, shown: Text, words: str, width: int, style: str) -> Text:
    """A guest with what will change about them at the end."""
    room = width - 3 - max(14, cell_len(words))
    name = shown.plain[: -event_lines.LAST].rstrip()
    line = Text(sign, style="bold", no_wrap=True, end="")
    line.append_text(event_lines.column(name, room, style))
    return line.append(words, style="bold")
