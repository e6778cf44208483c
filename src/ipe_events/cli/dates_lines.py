"""Who cannot be there and why, as lines that fit a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ipe_events.cli.output import plain
from ipe_events.i18n.obstacles import reasons

if TYPE_CHECKING:
    from ipe_events.domain.slots import Absence

WIDTH = 80
INDENT = "       "


def wrapped(text: str, lead: str) -> list[str]:
    """A text over as many lines as it needs, those below the first indented."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=f"{INDENT}{lead} ",
        subsequent_indent=f"{INDENT}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def absent_lines(absent: Iterable[Absence], lead: str) -> list[str]:
    """Those who cannot be there, together with who cannot for the same reason."""
    found: dict[str, list[str]] = {}
    for one in absent:
        name = plain(one.name)
        if one.name != one.organisation_name:
            name = f"{name} ({plain(one.organisation_name)})"
        found.setdefault(reasons(one.obstacles), []).append(name)
    return [
        line for why, names in found.items() for line in wrapped(f"{why}: {', '.join(names)}", lead)
    ]
