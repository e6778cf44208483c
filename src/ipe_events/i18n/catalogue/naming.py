"""Refusals: what was named is not there, is there already, or may mean several things."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

_KNOWN = N_("known: {known}")

NAMING: Mapping[str, tuple[str, ...]] = {
    # what was named is not there
    "unknown-kind": (N_('there is no kind of event "{value}"'), _KNOWN),
    "unknown-group": (N_('there is no group "{value}"'), _KNOWN),
    "unknown-organisation": (
        N_('there is no organisation "{value}"'),
        N_("did you mean {near}?"),
        _KNOWN,
    ),
    "ambiguous-organisation": (
        N_('"{value}" may be several organisations'),
        N_("say which one: {known}"),
    ),
    "unknown-goal": (N_('there is no goal "{value}"'), _KNOWN),
    "unknown-line": (N_('there is no line "{value}" to promise hours for'), _KNOWN),
    "unknown-person": (N_('there is no person "{value}"'), _KNOWN),
    "unknown-programme": (N_('there is no programme "{value}"'), _KNOWN),
    "unknown-event": (N_("there is no event {id}"), N_("ipe-events event list shows them all")),
    "unknown-choice": (N_('this programme leaves no choice "{value}" open'), _KNOWN),
    "unknown-option": (N_('the choice "{choice}" has no option "{value}"'), _KNOWN),
    "not-invited": (N_('"{value}" is not invited to this event'), N_("invite them first")),
    "unknown-role": (N_('there is no role "{value}"'), _KNOWN),
    "unknown-state": (N_('there is no state "{value}"'), _KNOWN),
    "unknown-answer": (N_('there is no answer "{value}"'), _KNOWN),
    "unknown-charge": (N_('hours cannot be charged to "{value}"'), _KNOWN),
    "ambiguous-kind": (
        N_('"{value}" may be several kinds of event'),
        N_("say which one: {known}"),
    ),
    "unknown-region": (N_('no school holidays are known for the region "{value}"'),),
    "unknown-grouping": (N_('hours cannot be shown by "{value}"'), _KNOWN),
    "unknown-financing": (N_('there is no financing "{value}"'), _KNOWN),
    "line-needed": (
        N_('"{value}" has promised hours for several lines'),
        N_("say which one: {known}"),
    ),
    "no-affiliation": (N_('no organisation is known for "{value}"'), N_("say which one it is")),
    "not-member": (N_('"{value}" is not in this group'),),
    # what is there already
    "organisation-known": (N_('there is already an organisation "{value}"'),),
    "group-known": (N_('there is already a group "{value}"'),),
    "already-member": (N_('"{value}" is in this group already'),),
}
