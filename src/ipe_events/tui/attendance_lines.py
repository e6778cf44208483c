"""The attendance sheet as lines of a width."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from ipe_events.domain.records import Participant
from ipe_events.i18n import _
from ipe_events.tui import event_lines, event_text
from ipe_events.tui.attendance_sheet import Sheet, Times, both
from ipe_events.tui.event_lines import Line
from ipe_events.tui.text import plain, visible

MARK = 11
WALK_IN = "walk-in "


def clock(times: Times) -> str:
    """`13:40-15:00`."""
    return f"{times[0]:%H:%M}-{times[1]:%H:%M}"


def name_of(guest: Participant) -> str:
    """What a guest is called; a seat without a name after its organisation."""
    return guest.name or guest.organisation_name


def sheet_lines(sheet: Sheet, width: int) -> Iterator[Line]:
    """The guests per institution with their marks, then who came uninvited."""
    for name, members in event_lines.by_organisation(sheet.page.participants):
        if width < event_lines.WIDE:
            yield None, plain(name, "dim")
        for number, guest in enumerate(members):
            first = name if not number else ""
            yield _guest_row(sheet, guest, first, width)
            deputy = sheet.deputies.get(guest.id)
            if deputy is not None:
                words = _("✓ {name} ({organisation}) came instead")
                words = words.format(name=deputy.name, organisation=deputy.organisation_name)
                yield None, plain(" " * (MARK + 2) + words)
    for place, walk_in in enumerate(sheet.walk_ins):
        mark = event_lines.column(event_text.attended_words(True), MARK)
        words = _("{name} ({organisation}), walk-in; space takes off")
        words = words.format(name=walk_in.name, organisation=walk_in.organisation_name)
        yield f"{WALK_IN}{place}", Text(" ").append_text(mark).append_text(plain(words))
    if not sheet.page.participants and not sheet.walk_ins:
        yield None, plain(_("Nobody was invited; w adds who came."), "dim")


def _guest_row(sheet: Sheet, guest: Participant, organisation: str, width: int) -> Line:
    line = Text(" ", no_wrap=True, end="")
    if guest.heads is not None:
        line.append_text(event_lines.column("", MARK))
    else:
        mark = event_text.attended_words(sheet.marks[guest.id])
        line.append_text(event_lines.column(mark, MARK))
    if width >= event_lines.WIDE:
        line.append_text(event_lines.column(organisation, (width - MARK) * 2 // 5, "dim"))
        line.append("  ")
    name = event_text.guest_name(guest)
    line.append(visible(name), style="" if guest.name else "dim")
    notes = [] if guest.role == "participant" else [event_text.role_words(guest.role)]
    if guest.deputy_for:
        notes.append(_("for {name}").format(name=visible(guest.deputy_for)))
    times = sheet.times.get(guest.id) or both(guest.from_time, guest.until_time)
    if times is not None:
        notes.append(clock(times))
    if guest.id in sheet.marks and sheet.marks[guest.id] is None and guest.answer != "needs-action":
        notes.append(event_text.answer_words(guest.answer))
    if notes:
        line.append(f"  {', '.join(notes)}", style="dim")
    return (event_text.guest_place(guest) if guest.id in sheet.marks else None), line
