"""Refusals: work that was stopped, and what else a program that runs meets."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

WORKING: Mapping[str, tuple[str, ...]] = {
    "unknown-change": (
        N_('there is no change with the number "{value}"'),
        N_("see: ipe-events log"),
    ),
    "work-stopped": (N_("stopped"), N_("nothing was changed")),
}
