"""Refusals: what was settled of a kind of event cannot be."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

KINDS: Mapping[str, tuple[str, ...]] = {
    "unknown-check": (N_('there is no check "{value}"'), N_("known: {known}")),
    "bounds-reversed": (
        N_("the longest is shorter than the shortest"),
        N_("change one of the two"),
    ),
}
