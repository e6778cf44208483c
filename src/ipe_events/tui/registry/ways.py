"""How one moves about in lists and months; typing has the keys that every input has."""

from __future__ import annotations

from ipe_events.i18n import N_
from ipe_events.tui.registry.action import Action


def _way(way: str, key: str, label: str, words: str) -> Action:
    # Each list and each grid has a method of its own for it.
    return Action(f"move-{way}", key, "", label, words)


ACTIONS = (
    _way("up", "up", N_("Up"), N_("A line up; in a month a week back")),
    _way("down", "down", N_("Down"), N_("A line down; in a month a week on")),
    _way("left", "left", N_("Left"), N_("To what stands on the left; in a month a day back")),
    _way("right", "right", N_("Right"), N_("To what stands on the right; in a month a day on")),
    _way("page-up", "pageup", N_("Page up"), N_("A screenful up; in a month a month back")),
    _way("page-down", "pagedown", N_("Page down"), N_("A screenful down; in a month a month on")),
    _way("first", "home", N_("First"), N_("To the first line; in a month to Monday")),
    _way("last", "end", N_("Last"), N_("To the last line; in a month to Sunday")),
)
