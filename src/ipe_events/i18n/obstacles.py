"""Why somebody cannot be there, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterable

import ipe_events.i18n as i18n
from ipe_events.domain.availability import Obstacle
from ipe_events.i18n.catalogue.dates import OBSTACLES
from ipe_events.i18n.sentences import clean


def obstacle_words(obstacle: Obstacle, *, language: str | None = None) -> str:
    """One reason on one line, without who it is about: `in a meeting: Werkplaats`."""
    messages = i18n.translator(language or i18n.language())
    name = clean(obstacle.name)
    first, *rest = OBSTACLES[obstacle.code]
    if not rest:
        return messages.gettext(first).format(name=name)
    said = messages.gettext(first)
    return f"{said}: {name}" if name else said


def reasons(obstacles: Iterable[Obstacle], *, language: str | None = None) -> str:
    """Several reasons, each once."""
    said = (obstacle_words(obstacle, language=language) for obstacle in obstacles)
    return ", ".join(dict.fromkeys(said))
