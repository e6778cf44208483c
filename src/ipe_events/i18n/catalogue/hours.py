"""Hours: entries, closing, rates, work outside meetings."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

HOURS: Mapping[str, tuple[str, ...]] = {
    "unknown-entry": (
        N_("there is no hour entry {id}"),
        N_("ipe-events hours entries shows them all"),
    ),
    "period-closed": (
        N_('the hours of "{value}" are settled until {until}'),
        N_("give a later day, or correct what is there"),
    ),
    "close-in-future": (
        N_("{value} is still to come"),
        N_("hours are settled up to today at most"),
    ),
    "already-closed": (N_("the hours until {value} are settled already"),),
    "opening-closed": (
        N_("this opening balance is settled"),
        N_("correct it: ipe-events hours correct {id}"),
    ),
    "nothing-changes": (N_("it comes to that already"),),
    "group-empty": (N_('nobody sits in the group "{value}" on that day'),),
    "promise-closed": (
        N_("the hours of {year} are settled"),
        N_("what was promised for them stays as it is"),
    ),
    "rate-of-one": (N_("a rate is of an organisation or of a person"), N_("give one of the two")),
    "unknown-method": (N_('"{value}" is not a way to find a rate'), N_("known: {known}")),
    "not-whole-months": (
        N_("a rate holds for whole months"),
        N_("begin on the first day of one, end on the last"),
    ),
    "rate-in-closed": (
        N_("the hours until {until} are settled"),
        N_("a rate may begin in a month after that"),
    ),
    "rate-overlaps": (
        N_("rate {id} is in force in these months already"),
        N_("take it away first: ipe-events rate remove {id}"),
    ),
    "unknown-rate": (N_("there is no rate {id}"), N_("ipe-events rate list shows them all")),
    "unknown-work": (
        N_("no work is expected under number {id}"),
        N_("ipe-events work list shows it all"),
    ),
}
