"""What can be wrong with keys of the user's own."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

KEYS: Mapping[str, tuple[str, ...]] = {
    "keys-unknown-action": (
        N_("your own keys: there is no “{value}”"),
        N_("see what there is with: ipe-events keys"),
    ),
    "keys-no-key": (
        N_("your own keys: “{value}” for {action} is no key that a terminal sends"),
        N_("it keeps its usual one"),
    ),
    "keys-moving": (
        N_("your own keys: “{value}” for {action} moves about in lists and fields"),
        N_("it keeps its usual one"),
    ),
    "keys-taken": (
        N_("your own keys: “{value}” for {action} is that of {other} as well"),
        N_("{action} keeps its usual one"),
    ),
}
