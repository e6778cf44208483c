"""Money in words: how a gap closes, and the types of partner, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ipe_events.domain.gaps import Part, Way, WayKind
from ipe_events.domain.sectors import Measure, Sector, percent
from ipe_events.i18n import N_, _, format_decimal_hours, format_money, language

SECTORS = {
    Sector.EDUCATION: N_("Education"),
    Sector.FIELD: N_("Field of practice"),
    Sector.GOVERNMENT: N_("Government"),
    Sector.OTHER: N_("Other partners"),
}


MEASURES = {
    Measure.HOURS: N_("hours"),
    Measure.IN_KIND: N_("in kind"),
    Measure.CASH: N_("cash"),
}


def amount(measure: Measure, number: int) -> str:
    """Minutes as hours, cents as euros."""
    return format_decimal_hours(number) if measure is Measure.HOURS else money(number)


def money(cents: int) -> str:
    """An amount without cents where there are none."""
    return format_money(cents, whole=cents % 100 == 0)


def percentage(part: int, whole: int) -> str:
    """A part of a whole as `50.8%` or `50,8 %`; a dash of nothing."""
    found = percent(part, whole)
    if found is None:
        return "–"
    text = f"{found:.1f}".removesuffix(".0")
    return f"{text.replace('.', ',')} %" if language() == "nl" else f"{text}%"


def way_words(way: Way) -> str:
    """One way to close a gap, in a sentence."""
    now = sum(part.now for part in way.parts)
    if way.kind is WayKind.FIND:
        return _("find {amount} elsewhere").format(amount=money(way.amount))
    if way.kind is WayKind.IN_PROPORTION:
        words = _("raise what partners pay that year in proportion, by {percent}")
        if way.amount == now:
            words = _("double what partners pay that year")
        return words.format(percent=percentage(way.amount, now))
    if way.kind is WayKind.EQUALLY:
        return _equally(way)
    if way.kind in (WayKind.SMOOTH, WayKind.SMOOTH_AHEAD):
        return _smooth(way, now)
    words = _("spend {percent} less that year: {amount} instead of {now}")
    if 2 * way.amount == now:
        words = _("halve what is paid in cash that year: {amount} instead of {now}")
    share, left = percentage(way.amount, now), now - way.amount
    return words.format(percent=share, amount=money(left), now=money(now))


def _smooth(way: Way, now: int) -> str:
    even = _even(way)
    if way.kind is WayKind.SMOOTH:
        words = _("spend {percent} less in {years}")
        if even:
            words = _("spend {amount} a year in {years}")
    else:
        words = _("or, in the years that are not over, {percent} less in {years}")
        if even:
            words = _("or, in the years that are not over, {amount} a year in {years}")
    return words.format(
        percent=percentage(-sum(part.change for part in way.parts), now),
        years=", ".join(part.key for part in way.parts),
        amount=_each([part.then for part in way.parts]),
    )


def _even(way: Way) -> bool:
    return len({part.now for part in way.parts}) == 1


def _equally(way: Way) -> str:
    words = _("or the same amount more for each of those {count} partners: {amount}")
    amount = _each([part.change for part in way.parts])
    return words.format(count=len(way.parts), amount=amount)


def _each(amounts: Sequence[int]) -> str:
    """One amount; where some are a cent more, so that all add up, how many."""
    least = min(amounts)
    more = sum(amount > least for amount in amounts)
    if not more:
        return money(least)
    return _("{amount} ({count} of them a cent more)").format(amount=money(least), count=more)


def way_details(way: Way, names: Mapping[str, str], pays_for: Sequence[str]) -> Iterator[str]:
    """What a way comes to for partners and categories, those that are alike on one line."""
    smooth = way.kind in (WayKind.SMOOTH, WayKind.SMOOTH_AHEAD)
    if way.kind is WayKind.CUT and [part.key for part in way.parts] == [""]:
        if pays_for:
            yield _("it pays for: {what}").format(what=", ".join(pays_for))
    elif way.kind in (WayKind.IN_PROPORTION, WayKind.CUT) or (smooth and not _even(way)):
        yield from _alike(way.parts, names)


def _alike(parts: Sequence[Part], names: Mapping[str, str]) -> Iterator[str]:
    found: dict[tuple[int, int], list[str]] = {}
    for part in parts:
        found.setdefault((part.now, part.then), []).append(names.get(part.key, part.key))
    words = _("{now} becomes {then}: {names}")
    for (now, then), own in found.items():
        yield words.format(now=money(now), then=money(then), names=", ".join(own))
