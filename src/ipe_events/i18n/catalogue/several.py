"""Refusals: several events changed at once."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

SEVERAL: Mapping[str, tuple[str, ...]] = {
    "nothing-to-change": (N_("say what changes"),),
    "series-without-end": (N_("say until which day it repeats"),),
    "not-a-shift": (N_('"{value}" is no number of days or weeks'), N_("as +1w, -2 or 10d")),
    "all-stay": (N_("nothing would change: all of them stay as they are"),),
}
