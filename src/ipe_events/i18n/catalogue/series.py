"""Refusals: what an edit of a series cannot reach."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

SERIES: Mapping[str, tuple[str, ...]] = {
    "not-in-a-series": (
        N_("event {id} is not one of a series"),
        N_("leave the scope out to change it alone"),
    ),
}
