"""The page of an event as lines of a width: facts, guests, warnings and hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from ipe_events import i18n
from ipe_events.domain.cash import CostLine
from ipe_events.domain.records import Check, EventHours, EventLine, EventPage, Participant
from ipe_events.i18n import _, format_hours, ngettext
from ipe_events.i18n.sentences import check_sentence
from ipe_events.tui import event_text
from ipe_events.tui.actions import key_of
from ipe_events.tui.text import plain, visible

# A line with the key by which it can be chosen; None: a heading or a remark.
Line = tuple[str | None, Text]

LABEL = 9
# From this width on a guest takes one line, with the institution in a column.
WIDE = 58
# Longer lines are hard to follow.
WIDEST = 96
# Figures that stand further from their names are hard to follow.
FIGURES = 72
# An answer, or whether somebody was there.
LAST = 15
_measure = Console(width=200)


def wrapped(text: Text, width: int) -> list[Text]:
    """A text on as many lines as it needs."""
    lines = text.wrap(_measure, max(8, width), overflow="fold", no_wrap=False)
    for line in lines:
        line.rstrip()
    return list(lines)


def column(value: str, width: int, style: str = "") -> Text:
    """A text of exactly a width, cut with … where it is longer."""
    words = visible(value)
    if cell_len(words) > width:
        words = set_cell_size(words, max(0, width - 1)).rstrip() + "…"
    # A style of the whole text would go over to what is appended to it.
    return Text(no_wrap=True, end="").append(set_cell_size(words, max(0, width)), style)


def facts(page: EventPage, width: int) -> Iterator[Line]:
    """What, when, where, by whom and what for."""
    event = page.event
    for line in wrapped(plain(event.title, "bold"), width):
        yield None, line
    kind = "" if event.kind_name == event.title else f" · {visible(event.kind_name)}"
    yield None, plain(event_text.state_words(event.state) + kind)
    if page.reason:
        yield from _labelled(_("Reason"), page.reason, width)
    yield from _labelled(_("When"), _moment(page, long=width >= WIDE), width)
    host = page.host_name if page.host_name != event.location else ""
    for label, value in (
        (_("Place"), event.location),
        (_("Link"), event.link),
        (_("Host"), host),
        (_("Goal"), " ".join(word for word in (page.goal, page.goal_name) if word)),
        (_("Series"), _("one of a series") if event.series is not None else ""),
        (_("Named"), event_text.privacy_words(event.privacy)),
        (_("Made"), _("in another calendar, which invites to it") if event.adopted else ""),
    ):
        if value:
            yield from _labelled(label, value, width)
    for number, text in enumerate(page.note.splitlines()):
        yield from _labelled(_("Notes") if not number else "", text, width)
    for number, text in enumerate(page.outcome.splitlines()):
        yield from _labelled(_("Decided") if not number else "", text, width)


def _moment(page: EventPage, *, long: bool) -> str:
    event = page.event
    clock = event_text.clock(event) or _("all day")
    return f"{event_text.days(event, long=long)}, {clock} ({event_text.length(page)})"


def _labelled(label: str, value: str, width: int) -> Iterator[Line]:
    head = column(label, LABEL, "dim")
    for line in wrapped(plain(value), width - LABEL):
        yield None, head.append_text(line)
        head = Text(" " * LABEL)


def heading(words: str, remark: str = "") -> Iterator[Line]:
    """A line between, and the words over what follows."""
    yield None, Text("")
    text = Text(words, style="bold", no_wrap=True, end="")
    yield None, text.append(f"  {remark}", style="not bold dim") if remark else text


def checks(found: Sequence[Check], width: int) -> Iterator[Line]:
    """Every warning as a sentence."""
    if not found:
        return
    sentences = said(found)
    count = ngettext("{number} point of attention", "{number} points of attention", len(sentences))
    yield from heading(count.format(number=len(sentences)))
    yield from check_lines(found, width)


def check_lines(found: Sequence[Check], width: int) -> Iterator[Line]:
    """The sentences alone."""
    for sentence in said(found):
        sign = "! "
        for line in wrapped(plain(sentence), width - 2):
            yield None, Text(sign).append_text(line)
            sign = "  "


def said(found: Sequence[Check]) -> list[str]:
    """A sentence for each warning; one for all who are expected at the same other meeting."""
    together: dict[object, list[Check]] = {}
    for check in found:
        values = {name: value for name, value in check.values.items() if name != "person"}
        own = check.code if check.code == "double-booked" else id(check)
        together.setdefault((own, str(values)), []).append(check)
    # The same of several events is said once.
    return list(dict.fromkeys(_said_together(checks) for checks in together.values()))


def _said_together(found: Sequence[Check]) -> str:
    first = found[0]
    if len(found) == 1:
        return check_sentence(first.code, first.values, i18n.language())
    clock = first.values.get("time")
    words = _("{count} people have two meetings at this time: {title}{time}. They are {names}")
    return words.format(
        count=len(found),
        title=first.values.get("title", ""),
        time=f" {clock:%H:%M}" if isinstance(clock, time) else "",
        names=", ".join(str(check.values.get("person", "")) for check in found),
    )


def sentences_of(words: Sequence[str], width: int) -> list[Line]:
    """Each sentence on lines of its own."""
    lines: list[Line] = []
    for sentence in words:
        lines += [(None, line) for line in wrapped(plain(sentence), width)]
    return lines


def guests(page: EventPage, width: int) -> Iterator[Line]:
    """The participants per institution; each can be chosen by its place."""
    people = page.participants
    yield from heading(_("Guests"), _answers(people))
    if not people:
        yield None, Text(nobody_yet(), style="dim")
    held = page.event.state == "held"
    for name, members in by_organisation(people):
        if width < WIDE:
            yield None, plain(name, "dim")
        for number, guest in enumerate(members):
            first = name if not number else ""
            yield event_text.guest_place(guest), guest_line(guest, first, width, held=held)
            yield from _comment(guest, width)


def nobody_yet() -> str:
    """That nobody is invited, and which key changes that."""
    return _("Nobody is invited yet; {key} invites people.").format(key=key_of("invite"))


def _comment(guest: Participant, width: int) -> Iterator[Line]:
    """What a guest said with their answer."""
    margin = width * 2 // 5 if width >= WIDE else 4
    words = " ".join(guest.comment.split())
    for line in wrapped(plain(f"“{words}”", "dim"), width - margin) if words else ():
        yield None, Text(" " * margin).append_text(line)


def by_organisation(people: Sequence[Participant]) -> list[tuple[str, list[Participant]]]:
    """The guests of each institution, in the order they were invited."""
    found: dict[str, tuple[str, list[Participant]]] = {}
    for guest in people:
        found.setdefault(guest.organisation, (guest.organisation_name, []))[1].append(guest)
    return list(found.values())


def guest_line(guest: Participant, organisation: str, width: int, *, held: bool) -> Text:
    """One guest: the institution where there is room, name, role, answer or presence."""
    notes = [] if guest.role == "participant" else [event_text.role_words(guest.role)]
    if guest.online:
        notes.append(_("online"))
    if guest.deputy_for:
        notes.append(_("for {name}").format(name=visible(guest.deputy_for)))
    notes += _own_hours(guest)
    if guest.from_time and guest.until_time:
        notes.append(f"{guest.from_time:%H:%M}-{guest.until_time:%H:%M}")
    words = event_text.answer_words(guest.answer)
    if held:
        words = event_text.attended_words(guest.attended)
    if guest.heads is not None:
        words = ""
    line = Text(no_wrap=True, end="")
    if width >= WIDE:
        line.append_text(column(organisation, width * 2 // 5 - 2, "dim")).append("  ")
    else:
        line.append("  ")
    name = visible(event_text.guest_name(guest))
    line.append(name, style="" if guest.name or guest.heads else "dim")
    if notes:
        line.append(f"  {', '.join(notes)}", style="dim")
    line.truncate(width - LAST - 1, overflow="ellipsis")
    line.pad_right(max(0, width - LAST - line.cell_len))
    return line.append_text(column(words, LAST))


def _own_hours(guest: Participant) -> Iterator[str]:
    """What a guest is charged otherwise than the kind says."""
    if guest.charged is not None:
        yield _("hours count") if guest.charged else _("hours do not count")
    for words, minutes in (
        (_("present {hours}"), guest.presence),
        (_("prepared {hours}"), guest.preparation),
        (_("travelled {hours}"), guest.travel),
    ):
        if minutes is not None:
            yield words.format(hours=format_hours(minutes))


def _answers(people: Sequence[Participant]) -> str:
    """How many people answered what: `8 · ✓ 5 · ? 1`; who is replaced does not count."""
    persons = [guest for guest in people if guest.heads is None]
    if not persons:
        return ""
    counts = [str(sum(guest.answer != "delegated" for guest in persons))]
    for answer in ("accepted", "tentative", "declined", "delegated"):
        number = sum(1 for guest in persons if guest.answer == answer)
        if number:
            counts.append(f"{event_text.ANSWER_MARKS[answer]} {number}")
    return " · ".join(counts)


def hours(page: EventPage, width: int) -> Iterator[Line]:
    """What the event costs each partner, and what is left."""
    booked = page.event.state == "held"
    yield from heading(_("Hours booked") if booked else _("Hours for partners"))
    yield from hour_lines(page.hours, width)


def hour_lines(costs: Sequence[EventHours], width: int) -> Iterator[Line]:
    """The partners' hours alone."""
    if not costs:
        yield None, Text(_("It costs no partner any hours."), style="dim")
        return
    several = len({cost.line for cost in costs}) > 1
    last = max(cell_len(remaining(cost.left)) for cost in costs)
    for cost in costs:
        name = cost.organisation_name
        if several and cost.line:
            name += f", {cost.line}"
        line = column(name, max(8, width - last - 9)).append(f"{format_hours(cost.minutes):>7}")
        left = column(remaining(cost.left).rjust(last), last)
        left.stylize("bold" if (cost.left or 0) < 0 else "dim")
        yield None, line.append("  ").append_text(left)


def remaining(left: int | None) -> str:
    """What is left of a promise, in words."""
    if left is None:
        return _("no promise")
    if left < 0:
        return _("▲ {hours} above").format(hours=format_hours(-left))
    return _("{hours} left").format(hours=format_hours(left))


def money(costs: Sequence[CostLine], width: int) -> Iterator[Line]:
    """The money an event costs, where there is any."""
    from ipe_events.i18n.money_words import money as amount

    if not costs:
        return
    yield from heading(_("Costs"))
    for cost in costs:
        known = ((_("planned {amount}"), cost.planned), (_("actual {amount}"), cost.actual))
        words = ", ".join(said.format(amount=amount(cents)) for said, cents in known if cents)
        name = " · ".join(part for part in (cost.category, cost.note) if part)
        line = column(name, max(8, width - cell_len(words) - 2)).append(f"  {words}")
        yield None, line


def whole(page: EventPage, width: int, costs: Sequence[CostLine] = ()) -> list[Line]:
    """Everything about an event."""
    return [
        *facts(page, width),
        *checks(page.checks, width),
        *guests(page, width),
        *hours(page, width),
        *money(costs, width),
    ]


def preview(page: EventPage, width: int) -> list[Line]:
    """What saving would come to: warnings and hours."""
    return [*checks(page.checks, width), *hours(page, width)][1:]


def reading(page: EventPage, groups: Sequence[str], width: int) -> list[Line]:
    """An event read back before it is saved, with who is invited: groups, institutions, people."""
    lines = [*facts(page, width), *checks(page.checks, width), *hours(page, width)]
    lines += heading(_("Invited"), str(len(page.participants) or ""))
    named = [_invited(name, members) for name, members in by_organisation(page.participants)]
    words = ", ".join(named) or _("nobody")
    if groups:
        words = f"{', '.join(visible(group) for group in groups)}: {words}"
    lines += [(None, line) for line in wrapped(plain(words), width)]
    return lines


def _invited(name: str, members: Sequence[Participant]) -> str:
    people = ", ".join(visible(guest.name) for guest in members if guest.name)
    return f"{visible(name)} ({people})" if people else visible(name)


def summary(event: EventLine, width: int) -> list[Line]:
    """An event in a few lines, from what a list knows."""
    lines: list[Line] = []
    lines += [(None, line) for line in wrapped(plain(event.title, "bold"), width)][:2]
    lines.append((None, plain(event_text.state_words(event.state))))
    lines.append((None, plain(event_text.when(event))))
    if event.location:
        lines.append((None, column(event.location, width)))
    guests_ = ngettext("{number} guest", "{number} guests", event.people)
    lines.append((None, plain(guests_.format(number=event.people), "dim")))
    return lines
