"""Refusals about goals and what the plan leaves open."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

PLAN: Mapping[str, tuple[str, ...]] = {
    "unknown-goal-kind": (N_('a goal cannot be of the kind "{value}"'), N_("known: {known}")),
    "goal-known": (N_('there is already a goal "{value}"'),),
    "goal-circle": (N_('the goal "{value}" hangs under this one itself'),),
    "date-settled": (N_('there is nothing to settle about the date of "{title}"'),),
}
