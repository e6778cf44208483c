"""The app: areas, keys, themes, undo, and the boundary no error gets past."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import CommandPalette
from textual.screen import Screen
from textual.theme import Theme

from ipe_events import paths
from ipe_events.domain.errors import Problem, Refused
from ipe_events.i18n import _
from ipe_events.settings import save
from ipe_events.tui import own_keys, themes
from ipe_events.tui.actions import AREAS, EVERYWHERE, area_screen, bindings, key_of
from ipe_events.tui.commands import Actions, Colours, Palette
from ipe_events.tui.host import Host, short
from ipe_events.tui.leaving import leave_on_signals
from ipe_events.tui.widgets.area_tabs import AreaTabs
from ipe_events.tui.widgets.too_small import HEIGHTS, WIDTHS

if TYPE_CHECKING:
    from ipe_events.domain.records import EventLine
    from ipe_events.tui.bridge import Bridge

LOOK_EVERY = 2.0
UNSEEN = frozenset(
    {"undo", "redo", "history", "area", "command_palette", "language", "place", "search"}
)


class IpeEventsApp(Host):
    """Six areas over one workspace."""

    TITLE = "ipe-events"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS = WIDTHS, HEIGHTS
    BINDINGS = bindings(*EVERYWHERE)
    # The palette has a binding of the registry, which the user may change.
    COMMAND_PALETTE_BINDING = "no_key"

    def compose(self) -> Iterable[AreaTabs]:
        """The first frame: what comes after it takes a while to import."""
        yield AreaTabs("agenda")

    def on_mount(self) -> None:
        """Open the agenda, or the welcome when there is no workspace yet."""
        self.use_keys()
        if self.workspace_path.exists():
            self.call_after_refresh(self.action_area, "agenda")
        else:
            self.welcome()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.set_interval(LOOK_EVERY, self.look_around)
        self.call_after_refresh(self.look_around)
        self.call_after_refresh(self._say_settings)
        if not self.is_headless:
            leave_on_signals(self.leave)

    def _say_settings(self) -> None:
        """Say what stands in the settings and cannot be used, which is then as usual."""
        problems, theme = list(self.settings.problems), self.settings.theme
        if theme and theme not in self.available_themes:
            known = ", ".join(one.name for one in themes.OWN)
            problems.append(Problem("theme", "unknown-theme", {"value": theme, "known": known}))
        if problems:
            self.refused(Refused(*problems))

    def welcome(self, *, lacking: bool = False) -> None:
        """Ask what to begin with; `lacking`: the workspace is there, but has no programme."""
        from ipe_events.tui.screens.welcome import WelcomeScreen

        if not isinstance(self.screen, WelcomeScreen):
            shown = WelcomeScreen()
            shown.lacking = lacking
            self.push_screen(shown)

    def use_keys(self) -> None:
        """Put the user's own keys in force, as the settings have them now."""
        own_keys.begin(self)

    def turn_to(self, programme: str) -> None:
        """Show another programme: its agenda, and the other areas made anew for it."""
        self.programme_slug = programme
        # First of all: a question that comes before it would be about the programme of before.
        self.runner.do(self, lambda bridge: bridge.use(programme), self._turned, self.refused)

    def _turned(self, _programme: str) -> None:
        if self.current_mode != AREAS[0]:
            self.action_area(AREAS[0])
        while len(self.screen_stack) > 1:
            self.pop_screen()
        for area in AREAS[1:]:
            if area in self._modes:
                self.remove_mode(area)

    def open_event(self, event: EventLine) -> None:
        """Show the page of an event."""
        from ipe_events.tui.screens.event_page import EventPageScreen

        self.push_screen(EventPageScreen(event))

    def open_partner(self, slug: str, year: str | None) -> None:
        """Show the page of a partner in a year."""
        from ipe_events.tui.screens.partner import PartnerScreen

        self.push_screen(PartnerScreen(slug, year))

    def in_trouble(self, refused: Refused) -> bool:
        """Take care of a workspace that cannot be read; whether that is what was refused."""
        from ipe_events.tui.screens.trouble import show_trouble

        shown = show_trouble(self, refused)
        if shown:
            self.typed.forget()
        return shown

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is undone unseen, nor by who wants to take back what was typed in a form."""
        screen = self._asked_about
        if action in ("undo", "redo") and (screen.is_modal or getattr(screen, "IS_FORM", False)):
            return False
        if action == "place" and (screen.is_modal or getattr(screen, "IS_FORM", False)):
            return False
        if action in ("programmes", "language") and getattr(screen, "AREA", "") == "":
            return False
        if action in UNSEEN and getattr(screen, "tiny", False):
            return False
        return super().check_action(action, parameters)

    @property
    def _asked_about(self) -> Screen[Any]:
        """The screen in front, or the one that the palette or the help over it is about."""
        stack = [
            one
            for one in self.screen_stack
            if not (isinstance(one, CommandPalette) or getattr(one, "IS_HELP", False))
        ]
        return stack[-1] if stack else self.screen

    def action_area(self, area: str) -> None:
        """Bring an area to the front."""
        if area not in self._modes:
            self.add_mode(area, area_screen(area))
        if self.current_mode != area:
            self.switch_mode(area)

    def action_undo(self) -> None:
        """Take the last change back."""
        words = _("Undone: {label} — {key} carries it out again")
        self._step(lambda bridge: bridge.undo(), words, "redo")

    def action_redo(self) -> None:
        """Carry out again what was undone last."""
        words = _("Carried out again: {label} — {key} takes it back")
        self._step(lambda bridge: bridge.redo(), words, "undo")

    def _step(self, step: Callable[[Bridge], str], words: str, back: str) -> None:
        def say(label: str) -> None:
            self.notify(words.format(label=short(label), key=key_of(back)))

        self.runner.do(self, step, say, self.refused)

    def action_search(self) -> None:
        """Look through everything."""
        from ipe_events.tui.screens.search import SearchScreen

        if not isinstance(self.screen, SearchScreen):
            self.push_screen(SearchScreen())

    def action_history(self) -> None:
        """Show every change."""
        from ipe_events.tui.screens.history import HistoryScreen

        if not isinstance(self.screen, HistoryScreen):
            self.push_screen(HistoryScreen())

    def action_programmes(self) -> None:
        """Choose another programme of this workspace, from one of the areas."""
        from ipe_events.tui.screens.base import AreaScreen
        from ipe_events.tui.screens.programmes import show_programmes

        if isinstance(self.screen, AreaScreen):
            show_programmes(self)

    def action_language(self) -> None:
        """Go on in the other language, now and the next time."""
        from ipe_events.tui.language import turn

        turn(self)

    def action_place(self, place: str) -> None:
        """Open what belongs to no area: the settings, the files, the copies."""
        from ipe_events.tui.screens.places import open_place

        open_place(self, place)

    def action_help(self) -> None:
        """Say what can be done on the screen in front."""
        from ipe_events.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_leave(self) -> None:
        """Quit; a form with something typed in it asks first."""
        ask_first = getattr(self.screen, "ask_first", None)
        ask_first(self.leave) if ask_first is not None else self.leave()

    def leave(self) -> None:
        """Quit when everything is saved."""
        if self.runner.busy:
            if not self._leaving:
                self.notify(_("Saving; the program closes after that."))
            self._leaving = True
            self.set_timer(0.1, self.leave)
        else:
            self.exit()

    def action_help_quit(self) -> None:
        """ctrl+c copies in an input; elsewhere people expect it to leave."""
        self.notify(_("{key} leaves the program.").format(key=key_of("quit")))

    def action_command_palette(self) -> None:
        """What can be done here, to be searched."""
        if not isinstance(self.screen, CommandPalette):
            words = _("Search what can be done here…")
            self.push_screen(Palette(providers=[Actions], placeholder=words))

    def search_themes(self) -> None:
        """Choose the colours."""
        self.push_screen(Palette(providers=[Colours], placeholder=_("Search the colours…")))

    def _keep_theme(self, theme: Theme) -> None:
        """The colours chosen are there the next time as well."""
        keep = partial(save, paths.settings_file(), "theme", theme.name)
        self.runner.make(self, keep, lambda _nothing: None, self.refused)
