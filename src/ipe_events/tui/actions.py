"""The one registry of what a user can do: keys, hints, palette and help are made from it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.actions import parse
from textual.binding import Binding, BindingType

from ipe_events.i18n import _
from ipe_events.tui.keymap import NO_KEY, ahead, binding_ids, keys_of, reaches, usual_keys
from ipe_events.tui.registry import agenda, common, files, hours, outbox, people, programme, ways
from ipe_events.tui.registry.action import Action, key_name

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

AREAS = ("agenda", "partners", "people", "hours", "outbox", "programme")
# What the app itself has, on every screen.
EVERYWHERE = (
    "quit",
    "help",
    "palette",
    "search",
    "undo",
    "redo",
    "history",
    "programmes",
    "theme",
    "language",
    "settings",
    "files",
    "keeping",
)


ACTIONS: dict[str, Action] = {
    action.id: action
    for topic in (common, agenda, people, hours, outbox, programme, files, ways)
    for action in topic.ACTIONS
}


def area_screen(area: str) -> Callable[[], Screen[Any]]:
    """What makes an area's screen, imported when it is first opened."""
    if area not in AREAS:
        raise ValueError(area)

    def make() -> Screen[Any]:
        module = import_module(f"ipe_events.tui.screens.{area}")
        screen: Screen[Any] = getattr(module, f"{area.capitalize()}Screen")()
        return screen

    return make


def applicable(screen: Screen[Any]) -> list[Action]:
    """What can be done on a screen: its own actions first, then those of the whole program.

    Not taken from the active bindings: an input or a list in focus hides keys that a click, the
    palette and the help screen still need.
    """
    found: dict[str, tuple[Action, DOMNode]] = {}
    for node in (screen, screen.app):
        for action in actions_of(type(node)):
            found.setdefault(action.id, (action, node))
    return [
        action
        for action, node in found.values()
        if node.check_action(*_name_and_parameters(action)) is not False
    ]


def actions_of(kind: type[DOMNode]) -> list[Action]:
    """What a screen, a widget or the app has bindings for, its own before those it inherits."""
    names = [
        getattr(binding, "id", None)
        for one in kind.__mro__
        for binding in one.__dict__.get("BINDINGS", ())
    ]
    return [ACTIONS[name] for name in dict.fromkeys(names) if name in ACTIONS]


def _name_and_parameters(action: Action) -> tuple[str, tuple[object, ...]]:
    _place, name, parameters = parse(action.method)
    return name, parameters


def home_of(action: Action, screen: Screen[Any]) -> DOMNode:
    """Where an action's method stands: the screen, or else the app."""
    place, name, _parameters = parse(action.method)
    here = place != "app" and hasattr(screen, f"action_{name}")
    return screen if here else screen.app


def bindings(*ids: str) -> list[BindingType]:
    """The bindings of a screen for these actions."""
    return [binding for name in ids for binding in _bindings_of(ACTIONS[name])]


def _bindings_of(action: Action) -> list[BindingType]:
    keys = usual_keys(action)
    first = ahead(action, keys)
    rest = [key for key in keys if key not in first]
    behind_id, ahead_id = binding_ids(action.id)
    # An input hides the keys that it takes before the user's own are looked up: NO_KEY it leaves.
    last = Binding(",".join([*rest, NO_KEY]), action.method, action.label, show=False, id=behind_id)
    if not action.priority:
        return [last]
    keys_first = ",".join([*first, NO_KEY])
    return [
        last,
        Binding(keys_first, action.method, action.label, show=False, id=ahead_id, priority=True),
    ]


def moving(**methods: str) -> list[BindingType]:
    """The bindings of a widget that is moved about in: an action of `registry.ways` each."""
    return [
        Binding(action.keys, method, action.label, show=False, id=action.id)
        for action, method in (
            (ACTIONS[f"move-{way.replace('_', '-')}"], method) for way, method in methods.items()
        )
    ]


def shown_key(action: Action, *, typing: bool) -> str:
    """The key to show: while typing one that reaches the screen; "" when none does."""
    keys = [key for key in keys_of(action) if not typing or reaches(key)]
    return key_name(keys[0]) if keys else ""


def takes_back() -> str:
    """How what was just done is taken back, to end a sentence with."""
    return _("{key} takes it back").format(key=key_of("undo"))


def key_of(name: str) -> str:
    """The key of an action as a sentence names it; one without a key is in the palette."""
    return shown_key(ACTIONS[name], typing=False) or shown_key(ACTIONS["palette"], typing=False)
