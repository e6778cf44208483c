"""How well what is on the screen stands out from what is behind it, as WCAG 2.2 reckons it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.color import Color
from rich.style import Style
from textual.geometry import Region

from tests.tui.driving import Driven

# Of text and of marks: WCAG 2.2, success criteria 1.4.3 and 1.4.11.
TEXT, MARK = 4.5, 3.0
# What is drawn with these is seen and not read.
DRAWN = ("BOX DRAWINGS", "BLOCK", "SHADE", "ONE EIGHTH", "ONE QUARTER", "HALF BLOCK")


def faint(app: Driven) -> Iterator[tuple[str, str, str, float]]:
    """What does not stand out enough: a text, its colour, the one behind it, their contrast.

    What lies dimmed under a window is not looked at: nothing can be done there.
    """
    size = app.app.size
    region = Region(0, 0, size.width, size.height)
    for window in app.screen.query("#dialog"):
        region = window.region
    for strip in app.screen._compositor.render_strips()[region.y : region.bottom]:
        for segment in strip.crop(region.x, region.right):
            words = segment.text.strip()
            if words and segment.style is not None:
                front, back = _colours(segment.style)
                ratio = contrast(front, back)
                if ratio < (MARK if all(map(_is_drawn, words)) else TEXT):
                    yield words, front.name, back.name, round(ratio, 2)


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours: 1 for the same, 21 for black and white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    triplet = color.triplet
    assert triplet is not None, f"{color} depends on the terminal"
    channels = [value / 255 for value in triplet]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colours(style: Style) -> tuple[Color, Color]:
    front, back = style.color, style.bgcolor
    assert front is not None, style
    assert back is not None, style
    return (back, front) if style.reverse else (front, back)


def _is_drawn(character: str) -> bool:
    return any(word in unicodedata.name(character, "") for word in DRAWN) or character.isspace()
