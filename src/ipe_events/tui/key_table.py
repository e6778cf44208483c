"""Every key on every screen: for the collisions of a user's own keys, and as a table to read."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from textual.dom import DOMNode

from ipe_events.domain.errors import Problem
from ipe_events.i18n import _
from ipe_events.tui import keymap, screens
from ipe_events.tui.actions import ACTIONS, AREAS, EVERYWHERE, actions_of
from ipe_events.tui.registry import agenda, common, hours, outbox, people, programme, ways
from ipe_events.tui.registry.action import Action, key_name
from ipe_events.tui.screens.base import AreaScreen, BaseScreen, PageScreen

TOPICS = {"agenda": agenda, "people": people, "hours": hours, "outbox": outbox}
TOPICS |= {"programme": programme}
WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The user's own keys that can be used, and what is wrong with the others."""

    keys: dict[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KeyLine:
    """An action with its keys, as they are shown, and the screens it is on; () for everywhere."""

    action: Action
    keys: tuple[str, ...]
    usual: tuple[str, ...]
    where: tuple[str, ...]


@cache
def shown_screens() -> tuple[type[BaseScreen[Any]], ...]:
    """Every screen that is shown: no other is made from it."""
    for module in pkgutil.iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{module.name}")
    found: set[type[BaseScreen[Any]]] = set()
    todo: list[type[BaseScreen[Any]]] = [BaseScreen]
    while todo:
        kind = todo.pop()
        own = [one for one in kind.__subclasses__() if one.__module__.startswith(screens.__name__)]
        todo += own
        if not own:
            found.add(kind)
    return tuple(sorted(found, key=lambda kind: kind.__name__))


def screen_name(kind: type[DOMNode]) -> str:
    """`YearPlannerScreen` as people call it: `Year planner`."""
    name = kind.__name__.removesuffix("Screen").removesuffix("Dialog")
    return WORD.sub(" ", name).capitalize()


def settle(lines: Mapping[str, str]) -> OwnKeys:
    """The keys that can be used: of two that meet on a screen the later line gives way."""
    own, problems = keymap.read(lines, ACTIONS)
    together = [
        {name: ACTIONS[name] for name in EVERYWHERE}
        | {action.id: action for action in actions_of(kind)}
        for kind in shown_screens()
    ]
    for place in together:
        place |= {action.id: action for action in ways.ACTIONS}
    while meeting := next(_meetings(own, together), None):
        name, problem = meeting
        del own[name]
        problems.append(problem)
    return OwnKeys(own, tuple(problems))


def _meetings(
    own: Mapping[str, tuple[str, ...]], together: Sequence[Mapping[str, Action]]
) -> Iterator[tuple[str, Problem]]:
    for name in reversed(list(own)):
        for place in together:
            for other in place.values() if name in place else ():
                theirs = own.get(other.id, keymap.usual_keys(other))
                usual = set(keymap.usual_keys(other)) & set(keymap.usual_keys(ACTIONS[name]))
                both = set(own[name]) & set(theirs) - usual
                if other.id != name and both:
                    key = key_name(min(both))
                    values = {"value": key, "action": name, "other": other.id}
                    yield name, Problem("keys", "keys-taken", values)


def lines() -> list[KeyLine]:
    """Every action, in the order of the registry, with the keys in force."""
    everywhere = _everywhere()
    found = []
    for action in ACTIONS.values():
        kinds = [kind for kind in shown_screens() if action in actions_of(kind)]
        names = () if action.id in everywhere else tuple(screen_name(kind) for kind in kinds)
        found.append(
            KeyLine(
                action,
                tuple(key_name(key) for key in keymap.keys_of(action)),
                tuple(key_name(key) for key in keymap.usual_keys(action)),
                names,
            )
        )
    return found


def _everywhere() -> set[str]:
    """What can be done on all screens, or on all that have something to do it with."""
    own = {action.id for kind in (AreaScreen, PageScreen) for action in actions_of(kind)}
    return own | set(EVERYWHERE) | {action.id for action in ways.ACTIONS}


def markdown() -> str:
    """The keys of every screen as a page, area by area."""
    by_id = {line.action.id: line for line in lines()}
    text = ["# " + _("Keys"), "", *_about(), "", "## " + _("Everywhere"), ""]
    general = _everywhere()
    text += _table([line for name, line in by_id.items() if name in general])
    grouped: dict[str, list[type[BaseScreen[Any]]]] = {}
    for kind in shown_screens():
        grouped.setdefault(_area_of(kind), []).append(kind)
    for area in (*AREAS, ""):
        kinds = sorted(
            grouped.get(area, ()),
            key=lambda kind: (not issubclass(kind, AreaScreen), kind.__name__),
        )
        label = _(ACTIONS[f"area-{area}"].label) if area else _("Other screens and windows")
        text += ["", f"## {label}"] if kinds else []
        for kind in kinds:
            own = [by_id[one.id] for one in actions_of(kind) if one.id not in general]
            if own:
                text += ["", f"### {screen_name(kind)}", ""]
                text += [_(kind.PURPOSE), ""] if kind.PURPOSE else []
                text += _table(own)
    return "\n".join(text) + "\n"


def _about() -> list[str]:
    return [
        _(
            "Every action has a name, by which the settings file gives it keys of your own; a key "
            "without one is in the palette. The first key is shown on the screens."
        ),
        "",
        "```toml",
        "[keys]",
        'undo = "f12"          # ' + _("another key"),
        'export = "e,f6"       # ' + _("several"),
        'erase = ""            # ' + _("none: only the palette has it"),
        "```",
        "",
        _(
            "Without its line an action has its usual keys again. `ipe-events keys` lists what is "
            "in force, and says what is wrong: a key of another action on the same screen, or one "
            "that no terminal sends, is not used."
        ),
    ]


def _table(lines: Sequence[KeyLine]) -> list[str]:
    head = "| {} | {} | {} |".format(_("keys"), _("what it does"), _("name"))
    rows = [
        f"| {' '.join(_code(key) for key in line.keys) or '—'} | {_(line.action.help)} "
        f"| `{line.action.id}` |"
        for line in lines
    ]
    return [head, "|---|---|---|", *rows]


def _code(key: str) -> str:
    return f"`{key}`".replace("|", "\\|")


def _area_of(kind: type[BaseScreen[Any]]) -> str:
    """The area a screen belongs to: its own, else that of most of its actions; "" for none."""
    if issubclass(kind, AreaScreen):
        return kind.AREA
    shared = {action.id for action in common.ACTIONS}
    own = [action for action in actions_of(kind) if action.id not in shared]
    counts = {
        area: sum(action in topic.ACTIONS for action in own) for area, topic in TOPICS.items()
    }
    most = max(counts, key=lambda area: counts[area])
    return most if counts[most] else ""
