"""Refusals: what cannot be told, marked or taken back."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

INVITATIONS: Mapping[str, tuple[str, ...]] = {
    "nothing-exported": (N_("nothing was exported that is not confirmed yet"),),
    "event-elsewhere": (
        N_("this meeting was made in another calendar, which invites to it"),
        N_("change it there, save it as .ics and adopt it again"),
    ),
    "unknown-privacy": (
        N_("{value} says nothing about who is named in an invitation"),
        N_("known: {known}"),
    ),
}
