"""Refusals about settings, and about files that are written for a user."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

_KNOWN = N_("known: {known}")

FILES: Mapping[str, tuple[str, ...]] = {
    "unknown-setting": (N_('there is no setting "{value}"'), _KNOWN),
    "unknown-language": (N_('the language "{value}" is not spoken here'), _KNOWN),
    "unknown-theme": (N_('there is no theme "{value}"'), _KNOWN),
    "not-a-percentage": (
        N_('{field}: "{value}" is no percentage'),
        N_("give a whole number from 0 to {most}"),
    ),
    "bounds-crossed": (
        N_("below {room}% there would be room and above {above}% the promise would be exceeded"),
        N_("give the lower one first"),
    ),
    "not-a-folder": (N_('"{path}" is a file'), N_("name a folder")),
}
