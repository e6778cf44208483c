"""Refusals about how a programme is set up: its years, lines and kinds, and what may go."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

SETUP: Mapping[str, tuple[str, ...]] = {
    "kind-known": (N_('there is already a kind of event "{value}"'),),
    "line-known": (N_('there is already a line "{value}" to promise hours for'),),
    "years-mixed": (
        N_("calendar years and school years stand beside each other"),
        N_("write all as 2027 or all as 2026-2027"),
    ),
    "unknown-promise": (N_("nothing was promised for {year} on this line"),),
    "in-use": (
        N_('"{value}" is used by what was planned, promised or worked'),
        N_("what is used stays"),
    ),
}
