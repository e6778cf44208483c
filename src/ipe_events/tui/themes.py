"""The colours of the program's own, calm and legible, and which of all themes to begin with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

# Blue for what is planned and orange for what is not sure: told apart by nearly every eye. The
# greys are so grey that a terminal of 256 colours shows them as greys too.
DARK = Theme(
    name="ipe-dark",
    primary="#6cb2eb",
    secondary="#9aa9bd",
    accent="#f0b866",
    warning="#f0b866",
    error="#ff9189",
    success="#7fcfa0",
    foreground="#e4e6e9",
    background="#181b20",
    surface="#1f2227",
    panel="#2a2e34",
    variables={
        "text-muted": "#aeb5be",
        "text-disabled": "#9098a2",
        "text-primary": "#7dbcf0",
        "text-success": "#86d3a6",
        "text-warning": "#f2bf75",
        "text-error": "#ff9e97",
        "text-accent": "#f2bf75",
        "primary-muted": "#27405a",
        "line": "#6e757f",
        "border": "#6cb2eb",
        "border-blurred": "#6e757f",
        "block-cursor-background": "#2f6da6",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#343b44",
        "block-cursor-blurred-foreground": "#e4e6e9",
        "footer-background": "#1f2227",
        "footer-foreground": "#e4e6e9",
        "scrollbar": "#6e757f",
        "scrollbar-hover": "#868e98",
        "scrollbar-active": "#6cb2eb",
        "scrollbar-background": "#1f2227",
        "scrollbar-background-hover": "#1f2227",
        "scrollbar-background-active": "#1f2227",
        "input-selection-background": "#2f6da6",
        "input-selection-foreground": "#ffffff",
    },
)
LIGHT = Theme(
    name="ipe-light",
    dark=False,
    primary="#14599c",
    secondary="#4b5a6b",
    accent="#8a4b00",
    warning="#8a4b00",
    error="#a8231c",
    success="#17633a",
    foreground="#1c232b",
    background="#fafaf9",
    surface="#f0f0ee",
    panel="#e2e3e4",
    variables={
        "text-muted": "#4c5763",
        "text-disabled": "#636d78",
        "text-primary": "#14599c",
        "text-success": "#17633a",
        "text-warning": "#8a4b00",
        "text-error": "#a8231c",
        "text-accent": "#8a4b00",
        "primary-muted": "#cfe0f1",
        "line": "#818a93",
        "border": "#14599c",
        "border-blurred": "#818a93",
        "block-cursor-background": "#1a5fa3",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#dfe3e7",
        "block-cursor-blurred-foreground": "#1c232b",
        "footer-background": "#f0f0ee",
        "footer-foreground": "#1c232b",
        "scrollbar": "#818a93",
        "scrollbar-hover": "#6a737d",
        "scrollbar-active": "#14599c",
        "scrollbar-background": "#f0f0ee",
        "scrollbar-background-hover": "#f0f0ee",
        "scrollbar-background-active": "#f0f0ee",
        "input-selection-background": "#1a5fa3",
        "input-selection-foreground": "#ffffff",
    },
)
OWN = (DARK, LIGHT)
# The terminal's own 16 colours: its blue on black, and its black on black, can hardly be seen.
TERMINAL = tuple(
    replace(
        BUILTIN_THEMES[name],
        primary=primary,
        variables={
            **BUILTIN_THEMES[name].variables,
            "border": primary,
            "border-blurred": "ansi_bright_black",
            "link-color": "ansi_default",
            "scrollbar": primary,
            "input-cursor-text-style": "reverse",
            "input-cursor-background": "ansi_default",
            "input-cursor-foreground": "ansi_default",
        },
    )
    for name, primary in (("ansi-dark", "ansi_cyan"), ("ansi-light", "ansi_blue"))
)


def lacking(theme: Theme) -> dict[str, str]:
    """The colour that other themes do not name: of the lines between panes."""
    if "line" in theme.variables:
        return {}
    if theme.ansi:
        return {"line": "ansi_bright_black"}
    made = theme.to_color_system().generate()
    back, front = Color.parse(made["background"]), Color.parse(made["foreground"])
    return {"line": back.blend(front, 0.5).hex}


def first_theme(app: App[Any], wanted: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """The theme that was chosen, else one the terminal can show.

    With fewer than 256 colours, or with `NO_COLOR`, it is the terminal's own palette: every other
    colour would be shown as whichever of 16 is nearest. `COLORFGBG` is how some say they are light.
    """
    if wanted in app.available_themes and not app.no_color:
        return str(wanted)
    light = environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    if app.no_color or app.console.color_system in (None, "standard"):
        return TERMINAL[light].name
    return OWN[light].name


def in_order(app: App[Any]) -> list[str]:
    """The names of all themes: the program's own, the terminal's palette, then the others."""
    first = [theme.name for theme in (*OWN, *TERMINAL)]
    return [*first, *sorted(set(app.available_themes) - set(first))]
