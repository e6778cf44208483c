"""A partner's hours against what was promised, as a bar that reads without colours."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from rich.text import Text

from ipe_events.domain.budget import Figures
from ipe_events.i18n import _

REALISED, PLANNED, DRAFT = "▓", "▒", "░"
ROOM, SCALE, PASSED, BEYOND = "·", "│", "┃", "▶"

TONES = {REALISED: "success", PLANNED: "primary", DRAFT: "warning"}
QUIET = Style(dim=True)
# The theme's colour of a name.
Tones = Callable[[str], Style]


def no_tones(_name: str) -> Style:
    """Nothing but the glyphs."""
    return Style()


def bar(figures: Figures, width: int, tones: Tones = no_tones) -> Text:
    """The bar in a width of at least 4: up to the scale mark is the promise, then a fifth of it.

    What is left of the promise is dotted; `▶` at the end: more than fits. Whatever there is shows
    in one cell at least. Without a promise there is nothing to measure against: no bar.
    """
    promised = (figures.committed or 0) + figures.carried
    text = Text(no_wrap=True, end="")
    if promised <= 0 or width < 4:
        return text.append(" " * max(0, width))
    full = max(2, (width - 1) * 5 // 6)
    cells = _cells(figures, promised, full)
    over = width - full - 1
    beyond = len(cells) > full + over
    for place in range(full + over):
        if place == full:
            mark = PASSED if len(cells) > full else SCALE
            text.append(mark, QUIET)
        if beyond and place == full + over - 1:
            text.append(BEYOND)
        elif place < len(cells):
            text.append(cells[place], tones(TONES[cells[place]]))
        else:
            text.append(ROOM if place < full else " ", QUIET)
    if not over:
        text.append(SCALE, QUIET)
    return text


def _cells(figures: Figures, promised: int, full: int) -> str:
    """The filled cells: each part ends where the sum of the parts so far does."""
    tally = figures.tally
    parts = {REALISED: tally.realised, PLANNED: tally.planned, DRAFT: tally.draft}
    counts, minutes = dict.fromkeys(parts, 0), 0
    for glyph, amount in parts.items():
        minutes += amount
        end = (2 * minutes * full + promised) // (2 * promised)
        # Three times what fits is as good as endless.
        count = min(end, 3 * full) - sum(counts.values())
        counts[glyph] = max(count, 1 if amount > 0 else 0)
    largest = max(counts, key=counts.__getitem__)
    # The mark is passed when the promise is, and not by rounding.
    if minutes <= promised:
        counts[largest] -= max(0, sum(counts.values()) - full)
    else:
        counts[largest] += max(0, full + 1 - sum(counts.values()))
    return "".join(glyph * count for glyph, count in counts.items())


def legend() -> Text:
    """What the glyphs of a bar mean."""
    words = (
        (REALISED, _("realised")),
        (PLANNED, _("planned")),
        (DRAFT, _("draft")),
        (SCALE, _("the whole promise")),
        (BEYOND, _("far above it")),
    )
    return Text("  ".join(f"{glyph} {word}" for glyph, word in words), no_wrap=True, end="")
