"""The command palette: what applies to the screen in front, in the language of the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, cast

from rich.cells import set_cell_size
from rich.text import Text
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen
from textual.widgets.option_list import Option

from ipe_events.i18n import _
from ipe_events.tui.actions import ACTIONS, AREAS, applicable, home_of, shown_key
from ipe_events.tui.registry.action import Action
from ipe_events.tui.registry.synonyms import SYNONYMS
from ipe_events.tui.themes import in_order

if TYPE_CHECKING:
    from ipe_events.tui.host import Host

# Cells: of the key, of the name, at least of the help, and of what stands beside a line.
KEY, NAME, LEAST, BESIDE = 7, 22, 20, 6
# What is found by a word of its help comes after what is found by its name.
BY_NAME, BY_WORD = 1.0, 0.5
# What another area has that is a screen of its own: the palette goes there at once.
FROM_AFAR = {
    "agenda": ("plan-year", "find-date", "polls"),
    "hours": ("pace", "money", "work", "rates", "states"),
    "outbox": ("reviews",),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the palette, also found by `words`.

    `always`: there before anything is typed; `fuzzy`: letters of the name find it.
    """

    name: str
    key: str
    help: str
    run: Callable[[], None]
    words: str = ""
    always: bool = True
    fuzzy: bool = True

    def line(self, width: int) -> Text:
        """The key, the name, the help; what does not fit in `width` cells goes on below itself."""
        key = set_cell_size(self.key, KEY)
        text = Text(key, style="bold", no_wrap=True, overflow="ellipsis", end="")
        text.append(set_cell_size(self.name, NAME) if self.help else self.name)
        room = max(LEAST, width - text.cell_len - 1)
        below = "\n" + " " * (text.cell_len + 1)
        return text.append(f" {below.join(wrap(self.help, room))}", style="not bold")


class Actions(Provider):
    """Everything that can be done on a screen, then what is elsewhere, then the colours."""

    def entries(self) -> Iterator[Entry]:
        """What there is, the most particular first."""
        screen, app = self.screen, cast("Host", self.app)
        offered = applicable(screen)
        for action in offered:
            yield _entry(action, _runs(app, screen, action))
        known = {action.id for action in offered}
        if f"area-{AREAS[0]}" in known:
            for area, names in FROM_AFAR.items():
                for name in (name for name in names if name not in known):
                    yield _entry(ACTIONS[name], _goes(app, area, ACTIONS[name]), area)
        if "theme" in known:
            for theme in in_order(app):
                yield _colours(app, theme)

    async def discover(self) -> Hits:
        """All of it, in its order."""
        width = self.app.size.width - BESIDE
        for entry in self.entries():
            if entry.always:
                yield DiscoveryHit(entry.line(width), entry.run, text=entry.name)

    async def search(self, query: str) -> Hits:
        """What a few letters of a name find, and the words of the help and their like."""
        matcher, width = self.matcher(query), self.app.size.width - BESIDE
        words = query.casefold().split()
        for entry in self.entries():
            score = matcher.match(entry.name) if entry.fuzzy else 0.0
            text = f"{entry.name} {entry.help} {entry.words}".casefold()
            if score:
                score += BY_NAME
            elif all(word in text for word in words):
                score = BY_WORD
            if score:
                yield Hit(score, entry.line(width), entry.run, text=entry.name)


class Colours(Provider):
    """The themes, those of the program first; moving about shows what each looks like."""

    async def discover(self) -> Hits:
        """All of them."""
        app = cast("Host", self.app)
        for name in in_order(app):
            yield DiscoveryHit(_worn(app, name), _wears(app, name), text=name)

    async def search(self, query: str) -> Hits:
        """Those whose name matches."""
        app = cast("Host", self.app)
        matcher = self.matcher(query)
        for name in in_order(app):
            if score := matcher.match(name):
                yield Hit(score, _worn(app, name), _wears(app, name), text=name)


class Palette(CommandPalette):
    """Textual's palette, without its English."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close once: Enter pressed twice would close the screen beneath as well."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def say_so() -> None:
            if search_value:
                words = Text(_("There is no such command here"))
                option = Option(words, disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(option)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say_so)


def _entry(action: Action, run: Callable[[], None], area: str = "") -> Entry:
    place = f"{_(ACTIONS[f'area-{area}'].label)} › " if area else ""
    # Who knows the English word, or what it is called elsewhere, finds it as well.
    words = f"{action.label} {action.help} {SYNONYMS.get(action.id, '')}"
    key = "" if area else shown_key(action, typing=False)
    return Entry(place + _(action.label), key, _(action.help), run, words)


def _colours(app: Host, theme: str) -> Entry:
    kind = _("dark") if app.available_themes[theme].dark else _("light")
    name = f"{_(ACTIONS['theme'].label)}: {theme} ({kind})"
    return Entry(name, "", "", _wears(app, theme), always=False, fuzzy=False)


def _worn(app: Host, name: str) -> str:
    return f"● {name}" if name == app.theme else f"  {name}"


def _wears(app: Host, name: str) -> Callable[[], None]:
    def run() -> None:
        app.theme = name

    return run


def _goes(app: Host, area: str, action: Action) -> Callable[[], None]:
    async def run() -> None:
        await app.run_action(action.method, home_of(action, app.screen))

    def go() -> None:
        app.action_area(area)
        app.call_after_refresh(run)

    def later() -> None:
        app.call_later(go)

    return later


def _runs(app: Host, screen: Screen[Any], action: Action) -> Callable[[], None]:
    async def run() -> None:
        await app.run_action(action.method, home_of(action, screen))

    def later() -> None:
        # When the palette has gone, so that what opens comes over the screen itself.
        app.call_later(run)

    return later
