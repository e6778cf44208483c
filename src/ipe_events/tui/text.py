"""The one way for a user's text to the screen: shown as typed, never read as markup."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color, ColorParseError
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.app import App

# Marks that turn the direction of everything after them, on the rest of the screen too.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(value: str, style: str = "") -> Text:
    """A text without markup, control characters or marks that turn its neighbours around."""
    return Text(visible(value), style=style, no_wrap=True, overflow="ellipsis", end="")


def visible(value: str) -> str:
    """The characters of a text that may reach a terminal."""
    return "".join(
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in value
        if character not in TURNING
    )


def visible_lines(value: str) -> str:
    """The same of a text of several lines, which it stays."""
    return "\n".join(visible(line) for line in value.split("\n"))


class Straight(LineFilter):
    """Takes the marks that turn a line around out of what is drawn, also out of an input."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line; the marks have no width."""
        return [
            segment
            if TURNING.isdisjoint(segment.text)
            else Segment(visible(segment.text), segment.style, segment.control)
            for segment in segments
        ]


def tone(app: App[Any], name: str) -> Style:
    """The theme's colour for `success`, `warning`, `error`, `primary`: never the only mark."""
    try:
        return Style(color=Color.parse(app.theme_variables[f"text-{name}"]).rich_color)
    except (ColorParseError, KeyError):
        return Style()
