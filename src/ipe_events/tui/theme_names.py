"""The names of all themes, for who asks without a screen."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES

from ipe_events.tui.themes import OWN


def theme_names() -> list[str]:
    """The program's own first."""
    own = [theme.name for theme in OWN]
    return [*own, *sorted(set(BUILTIN_THEMES) - set(own))]
