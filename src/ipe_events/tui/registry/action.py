"""Something a user can do, and how its keys are written."""

from __future__ import annotations

from dataclasses import dataclass

from textual.keys import REPLACED_KEYS, key_to_character

from ipe_events.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Action:
    """Something a user can do.

    `keys`: the first is shown, "" is in the palette only; `typing_key` is shown while an input has
    the focus, which swallows letters. `method` is the name after `action_`, with its arguments.
    """

    id: str
    keys: str
    method: str
    label: str
    help: str
    typing_key: str = ""
    priority: bool = False

    @property
    def all_keys(self) -> str:
        """Every key, in Textual's spelling."""
        return f"{self.keys},{self.typing_key}" if self.typing_key else self.keys


KEY_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": N_("Space"),
    "delete": "Del",
    "insert": "Ins",
    "backspace": "Backspace",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
# The same the other way round: as somebody may write a key who read it on the screen.
NAMED_KEYS = {name.lower(): key for key, name in KEY_NAMES.items()} | {"esc": "escape"}


def key_name(key: str) -> str:
    """A key as people write it: `^s`, `F1`, `?`, `⇧F2`."""
    if key.startswith("ctrl+"):
        return "^" + key_name(key.removeprefix("ctrl+"))
    if key.startswith("shift+"):
        return "⇧" + key_name(key.removeprefix("shift+"))
    if key.startswith("alt+"):
        return "Alt+" + key_name(key.removeprefix("alt+"))
    if key in KEY_NAMES:
        return _(KEY_NAMES[key])
    if key[:1] == "f" and key[1:].isdigit():
        return key.upper()
    return character_of(key) or key


def character_of(key: str) -> str | None:
    """The character that a key makes; None when it makes none."""
    character = key_to_character(REPLACED_KEYS.get(key, key))
    # Unicode has names such as ESCAPE and DELETE too, of what nobody types.
    return character if character and character.isprintable() else None
