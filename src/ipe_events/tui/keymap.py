"""The keys in force: those of the registry, or the user's own where the settings name others."""

from __future__ import annotations

from collections.abc import Mapping

from textual.keys import Keys, _character_to_key

from ipe_events.domain.errors import Problem
from ipe_events.tui.registry.action import NAMED_KEYS, Action, character_of

# Bound, so that the palette and a user's own keys can reach an action; no keyboard sends this.
NO_KEY = "no_key"
MODIFIERS = ("ctrl", "shift", "alt")
# A terminal sends these as Tab, Enter, Backspace and Esc.
ALIKE = frozenset({"ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+left_square_bracket"})
# What lists, fields and buttons do with these comes first, so nothing else can be reached by them.
MOVING = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab"}) | {
    *("shift+tab", "enter", "space", "backspace", "ctrl+c")
}

_own: dict[str, tuple[str, ...]] = {}


def use(keys: Mapping[str, tuple[str, ...]]) -> None:
    """From now on these actions have these keys, and all others their usual ones."""
    _own.clear()
    _own.update(keys)


def changed() -> bool:
    """Whether there are keys of the user's own."""
    return bool(_own)


def keys_of(action: Action) -> tuple[str, ...]:
    """The keys of an action in Textual's spelling, the one to show first; () for none."""
    own = _own.get(action.id)
    return usual_keys(action) if own is None else own


def usual_keys(action: Action) -> tuple[str, ...]:
    """The keys of an action as the registry has them."""
    return tuple(key for key in action.all_keys.split(",") if key)


def reaches(key: str) -> bool:
    """Whether a key reaches the screen while somebody types: it makes no character."""
    return character_of(key) is None


def ahead(action: Action, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that go before everything else; a letter among them could never be typed."""
    return tuple(key for key in keys if action.priority and reaches(key))


def spelled(key: str) -> str | None:
    """A key as Textual spells it, also as it is shown (`^s`, `F12`, `Esc`); None for no key."""
    if len(key) == 1:
        return _character_to_key(key) if key.isprintable() else None
    text = key.lower()
    text = "ctrl+" + text[1:] if text.startswith("^") else text
    *modifiers, base = text.split("+")
    base = NAMED_KEYS.get(base, base)
    known = base in {str(one.value) for one in Keys} if len(base) > 1 else bool(base)
    if len(base) == 1 and not base.isalnum():
        base = _character_to_key(base)
    known = known or character_of(base) is not None
    if not known or set(modifiers) - set(MODIFIERS) or base.startswith("<"):
        return None
    whole = "+".join([*(name for name in MODIFIERS if name in modifiers), base])
    return None if whole in ALIKE else whole


def read(
    lines: Mapping[str, str], actions: Mapping[str, Action]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The keys of `[keys]` in the settings that can be used, and what is wrong with the others."""
    own: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for name, text in lines.items():
        action = actions.get(name)
        if action is None:
            problems.append(Problem("keys", "keys-unknown-action", {"value": name}))
            continue
        given = [","] if text.strip() == "," else [part.strip() for part in text.split(",")]
        keys = [(part, spelled(part)) for part in given if part]
        wrong = [part for part, key in keys if key is None]
        found = tuple(dict.fromkeys(key for _part, key in keys if key is not None))
        taken = (set(found) & MOVING) - set(usual_keys(action))
        if wrong:
            problems.append(Problem("keys", "keys-no-key", {"value": wrong[0], "action": name}))
        elif taken:
            value = {"value": min(taken), "action": name}
            problems.append(Problem("keys", "keys-moving", value))
        else:
            own[name] = found
    return own, problems


def for_textual(actions: Mapping[str, Action]) -> dict[str, str]:
    """The keymap for Textual, which knows the bindings of an action by `binding_ids`."""
    keymap = {}
    for name, keys in _own.items():
        behind_id, ahead_id = binding_ids(name)
        first = ahead(actions[name], keys)
        rest = [key for key in keys if key not in first]
        keymap[behind_id] = ",".join(rest) or NO_KEY
        keymap[ahead_id] = ",".join(first) or NO_KEY
    return keymap


def binding_ids(name: str) -> tuple[str, str]:
    """The ids of an action's two bindings: of the keys that come last, of those that go ahead."""
    return name, f"{name}!"
