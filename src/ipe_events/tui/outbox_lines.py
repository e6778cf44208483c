"""What waits to be told and what went out, as lines: per event or series, and per person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.text import Text

from ipe_events.domain.outbox_lines import Exported, Pending
from ipe_events.i18n import N_, _, format_date, format_day_range, month_name, ngettext
from ipe_events.i18n.differences import differences
from ipe_events.tui import event_text
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, blank, heading, indented, remark
from ipe_events.tui.text import plain

if TYPE_CHECKING:
    from ipe_events.domain.records import EventLine
    from ipe_events.tui.bridge_outbox import MailAhead, OutboxData

NO_ADDRESS = "no-address"
# By weight: what comes first is the sign of an event with several.
REASONS = {
    "cancelled": ("✗", N_("cancelled")),
    "removed": ("−", N_("taken off the list")),
    "changed": ("~", N_("changed")),
    "restored": ("↺", N_("takes place after all")),
    "new": ("+", N_("new")),
    NO_ADDRESS: ("?", N_("no address")),
}
TO, ELSEWHERE, TOLD, UNREACHABLE = "to", "elsewhere", "told", "no"
PARTS = {
    TO: N_("To be told"),
    ELSEWHERE: N_("Told by another calendar"),
    TOLD: N_("Exported, not confirmed"),
    UNREACHABLE: N_("Cannot be told: no address"),
}
MOST_FILES = 6
ABROAD = "⇄"
OUT = "→"
WHY_ABROAD = N_(
    "This meeting was made in another calendar, which invites to it: nothing is exported here. "
    "Change it there; then m says that it is told, or A on its page takes it over again."
)
TAKEN_BACK = N_("Another calendar invites to it now: the invitations from here are taken back.")


@dataclass(frozen=True, slots=True)
class Group:
    """A line of the list: an event, or a series, with what waits or what went out.

    `adopted`: another calendar invites to it by now.
    """

    part: str
    events: tuple[int, ...]
    items: tuple[Pending, ...] = ()
    told: tuple[Exported, ...] = ()
    adopted: bool = False

    @property
    def key(self) -> str:
        """What the line is known by."""
        return f"{self.part}:{self.events[0]}"

    @property
    def first(self) -> Pending | Exported:
        """The earliest of what it is about."""
        return min(self.all, key=lambda item: item.day)

    @property
    def all(self) -> list[Pending | Exported]:
        """What it is about, whether it waits or went out."""
        return [*self.items, *self.told]

    @property
    def dates(self) -> str:
        """How many dates it is about, of a series with several; else ""."""
        return _dates(len(self.events)) if len(self.events) > 1 else ""


def groups(data: OutboxData) -> list[Group]:
    """Everything in the outbox, part after part; a series as one."""
    found: dict[tuple[str, int], list[Pending]] = defaultdict(list)
    for item in data.pending:
        found[_part(item), _whole(data, item.event)].append(item)
    out: dict[int, list[Exported]] = defaultdict(list)
    for sent in sorted(data.told, key=lambda item: item.stamp, reverse=True):
        out[_whole(data, sent.event)].append(sent)
    adopted = {line.id for line in data.events.values() if line.adopted}
    waiting = [
        Group(part, numbers, items=tuple(items), adopted=not adopted.isdisjoint(numbers))
        for (part, _key), items in found.items()
        for numbers in (_numbers(items),)
    ]
    gone = [Group(TOLD, _numbers(items), told=tuple(items)) for items in out.values()]
    order = list(PARTS)
    return sorted(waiting + gone, key=lambda group: order.index(group.part))


def _numbers(items: Sequence[Pending | Exported]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(item.event for item in items))


def waiting(data: OutboxData) -> int:
    """How many messages an export would tell."""
    return sum(_part(item) == TO for item in data.pending)


def _part(item: Pending) -> str:
    if item.reason == NO_ADDRESS:
        return UNREACHABLE
    return ELSEWHERE if item.elsewhere else TO


def _whole(data: OutboxData, event: int) -> int:
    """The series of an event, told apart from events that are by themselves."""
    line = data.events.get(event)
    return -line.series if line is not None and line.series is not None else event


# The list


def columns() -> tuple[Column, ...]:
    """Sign, day, title, and what there is to tell."""
    return (
        Column(least=1),
        Column(least=9),
        Column(least=16, most=60, grow=True),
        Column(least=14, most=60, grow=True),
    )


def lines(found: Sequence[Group], zone: ZoneInfo) -> Iterator[Line]:
    """Every group under the name of its part."""
    part = ""
    for group in found:
        if group.part != part:
            part = group.part
            yield Line((plain(_(PARTS[part]), "bold underline"), None, None, None))
        sign, words = (OUT, _gone(group, zone)) if group.told else _waits(group)
        yield Line(
            (
                Text(sign),
                Text(event_text.day_and_month(group.first.day)),
                plain(group.first.title),
                plain(words, "dim" if group.told else ""),
            ),
            key=group.key,
        )


def _waits(group: Group) -> tuple[str, str]:
    """The sign, and how many people for which reason: `12 new, 2 changed (the start)`."""
    people = {(item.reason, item.email or item.name, item.organisation) for item in group.items}
    count = Counter(reason for reason, _who, _organisation in people)
    signs = [sign for name, (sign, _word) in REASONS.items() if count[name]]
    said = ", ".join(
        f"{count[name]} {_(word)}{_fields(group.items) if name == 'changed' else ''}"
        for name, (_sign, word) in REASONS.items()
        if count[name]
    )
    words = f"{group.dates}: {said}" if group.dates else said
    return ABROAD if group.part == ELSEWHERE else next(iter(signs), "·"), words


def _fields(items: Iterable[Pending]) -> str:
    names = dict.fromkeys(name for item in items for name, _o, _n in differences(item.changes))
    return f" ({', '.join(names)})" if names else ""


def _gone(group: Group, zone: ZoneInfo) -> str:
    """How many were told what, and when last: `6 invitations · Tue 12 Jan 09:00`."""
    people = {(item.method, item.email) for item in group.told}
    count = Counter(method for method, _email in people)
    invited = ngettext("{number} invitation", "{number} invitations", count["REQUEST"])
    cancelled = ngettext("{number} cancellation", "{number} cancellations", count["CANCEL"])
    words = [
        said.format(number=number)
        for said, number in ((invited, count["REQUEST"]), (cancelled, count["CANCEL"]))
        if number
    ]
    when = _moment(group.told[0].stamp, zone)
    return " · ".join(filter(None, (", ".join(words), group.dates, when)))


def _moment(stamp: datetime, zone: ZoneInfo) -> str:
    local = stamp.astimezone(zone)
    return f"{local.day} {month_name(local.month, long=False)} {local:%H:%M}"


def mail_words(mails: Mapping[str, int], messages: int = 0) -> str:
    """How many mails to how many people: `14 mails to 8 people, at most 2 each`.

    `messages`: how much they tell, when that is more.
    """
    total, most = sum(mails.values()), max(mails.values(), default=0)
    words = ngettext("{number} mail", "{number} mails", total).format(number=total)
    if messages > total:
        words = _("{number} messages in {mails}").format(number=messages, mails=words)
    people = ngettext("to {number} person", "to {number} people", len(mails))
    said = f"{words} {people.format(number=len(mails))}"
    if most < 2 or len(mails) < 2:
        return said
    each = _("at most {number} each").format(number=most)
    return f"{said}, {each}"


# Who is told


def who(group: Group, event: EventLine | None, zone: ZoneInfo, width: int) -> Iterator[Row]:
    """Who is told what of an event or a series, and why: with what was told and what is so.

    `event`: the first one, as it is now; None when it is not there any more.
    """
    days = sorted(item.day for item in group.all)
    about = format_day_range(days[0], days[-1])
    title = " · ".join(filter(None, (group.first.title, about, group.dates)))
    yield from remark(title, width, "bold")
    named = event_text.privacy_words(event.privacy) if event is not None else ""
    if named:
        yield from remark(_("Named in it: {who}").format(who=named), width, "")
    if group.adopted:
        words = WHY_ABROAD if group.part == ELSEWHERE else TAKEN_BACK
        yield from remark(f"{ABROAD} {_(words)}", width, "")
    for name, (sign, word) in REASONS.items():
        items = [item for item in group.items if item.reason == name]
        if items:
            yield heading(f"{sign} {_(word)}")
            yield from _told_anew(items, width, len(group.events))
    if group.told:
        yield heading(_(PARTS[TOLD]))
        yield from _told_before(group, zone, width)


def _told_anew(items: Sequence[Pending], width: int, of: int) -> Iterator[Row]:
    """What is otherwise, then who is told; on which dates when those are not all, `of` so many."""
    days: dict[tuple[str, str, str], dict[date, None]] = defaultdict(dict)
    for item in items:
        for difference in differences(item.changes):
            days[difference][item.day] = None
    for (name, old, new), on in days.items():
        words = f"{name}: {old} → {new}"
        if len(on) < of:
            words = f"{words} ({format_date(next(iter(on))) if len(on) == 1 else _dates(len(on))})"
        yield from indented(words, width)
    count = Counter((item.name, _address(item)) for item in items)
    for (name, address), number in count.items():
        yield from _pair(name, f"{address}  {_dates(number)}" if number < of else address, width)


def _dates(number: int) -> str:
    return ngettext("{number} date", "{number} dates", number).format(number=number)


def _address(item: Pending) -> str:
    return f"<{item.email}>" if item.email else item.organisation


def _told_before(group: Group, zone: ZoneInfo, width: int) -> Iterator[Row]:
    count = Counter((item.email, item.method, item.stamp) for item in group.told)
    for (email, method, stamp), number in count.items():
        what = _("cancellation") if method == "CANCEL" else _("invitation")
        words = f"{what} · {_moment(stamp, zone)}"
        if number < len(group.events):
            words = f"{words} · {_dates(number)}"
        yield from _pair(email, words, width)


def _pair(first: str, second: str, width: int) -> Iterator[Row]:
    """Two texts beside each other, or under each other where they do not fit."""
    line, rest = plain(f"   {first}"), plain(second, "dim")
    if line.cell_len + rest.cell_len + 2 <= width:
        yield None, line.append("  ").append_text(rest)
    else:
        yield None, line
        yield None, Text("     ").append_text(rest)


# The mail


def mail(found: MailAhead, width: int) -> Iterator[Row]:
    """A mail as it would be written, with the files that come with it."""
    words = ngettext("The mail that tells it", "The first of {number} mails", found.mails)
    if found.again:
        words = _("Told; g writes it once more")
    yield heading(words.format(number=found.mails))
    for label, value in ((_("Mail to"), found.to), (_("Subject"), found.subject)):
        yield from remark(f"{label}: {value}", width, "")
    yield blank()
    for line in found.text.splitlines():
        yield from remark(line, width, "") if line.strip() else [blank()]
    yield blank()
    for name in found.files[:MOST_FILES]:
        yield from remark(f"+ {name}", width)
    rest = len(found.files) - MOST_FILES
    if rest > 0:
        words = ngettext("and {count} more", "and {count} more", rest)
        yield from remark(words.format(count=rest), width)
