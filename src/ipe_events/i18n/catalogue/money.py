"""Refusals about costs and cash."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

MONEY: Mapping[str, tuple[str, ...]] = {
    "cost-of-nothing": (
        N_("this cost has no amount"),
        N_("give what is planned, what it was, or both"),
    ),
    "unknown-cost": (N_("there is no cost {id}"), N_("see them with: ipe-events cost list")),
    "unknown-cash": (
        N_("nothing was invoiced or received under number {id}"),
        N_("see what was with: ipe-events cash list"),
    ),
    "cost-outside-budget": (N_("{value} is in no year of the budget"), N_("its years: {known}")),
    "no-budget-year": (
        N_('"{value}" is not a year of the budget'),
        N_("known: {known}"),
    ),
}
