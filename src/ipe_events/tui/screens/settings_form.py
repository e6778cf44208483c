"""The settings of the user's own: language, colours, second folder, bounds of the status."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipe_events import i18n, paths, settings
from ipe_events.domain.errors import Refused
from ipe_events.i18n import N_, _, ngettext
from ipe_events.settings import Settings
from ipe_events.tui import themes
from ipe_events.tui.actions import AREAS
from ipe_events.tui.screens.plain_form import PlainForm, line, pick
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.path_input import PathInput, tilde

if TYPE_CHECKING:
    from ipe_events.tui.host import Host

# Each language is named in itself.
LANGUAGES = {"nl": "Nederlands", "en": "English"}


class SettingsForm(PlainForm):
    """Gives the settings as they were saved; None when nothing was."""

    PURPOSE = N_(
        "How the program works for you, whatever the workspace: kept in a settings file of your "
        "own, which can be edited by hand as well; what you wrote in it besides stays. What is "
        "changed here holds at once."
    )

    def __init__(self) -> None:
        super().__init__(_("Settings"))
        self._now = Settings()
        self._file = paths.settings_file()

    def load(self) -> None:
        """Read the file as it is now: it may have been edited by hand."""
        if self._opened is None:
            file = self._file
            self.ipe.runner.look_up(self, lambda: settings.load(file), self.show, self.refused)

    def fields(self, data: Any) -> Iterator[Field]:
        """The settings from the top down."""
        assert isinstance(data, Settings)
        self._now = data
        spoken = [("", _("as the computer")), *LANGUAGES.items()]
        language = ChoiceRow(spoken, (data.language or "",), single=True, id="language")
        yield Field(_("Language"), language, "language")
        colours = [(name, name) for name in themes.in_order(self.app)]
        yield Field(_("Colours"), pick("theme", colours, self.app.theme), "theme")
        folder = tilde(data.backup_folder) if data.backup_folder else ""
        place = PathInput(folder, _("no second copy"), id="backup_folder", folders=True)
        yield Field(_("2nd folder"), place, "backup_folder", "out")
        room, above = line("status_room", str(data.status_room)), str(data.status_above)
        yield Field(_("Room below"), room, "status_room")
        yield Field(_("Above from"), line("status_above", above), "status_above")

    def _typed(self) -> dict[str, str]:
        return {
            "language": self.marked("language"),
            "theme": self.picked("theme") or "",
            **{name: self.text(name) for name in ("backup_folder", "status_room", "status_above")},
        }

    def ahead(self) -> None:
        """What each setting does, and where all of it is kept."""
        settings.check(self._now, self._typed())
        own = len(self._now.keys)
        keys = ngettext("{count} key of your own", "{count} keys of your own", own)
        if not own:
            keys = _("Every key is as it came")
        more = _("{keys}; change them under [keys] in the file, by the names in the manual.")
        self.tell(
            [
                _("Language and colours change at once, on every screen."),
                _("2nd folder: a copy goes there at the first change of every day; Tab completes."),
                _("Room below, above from: percentages of what a partner promised."),
                more.format(keys=keys.format(count=own)),
                _("All of it is kept in {path}").format(path=tilde(self._file)),
            ]
        )

    def save(self) -> None:
        """Write what was changed; a new second folder gets its first copy before."""
        self.no_longer_wrong()
        wanted = settings.check(self._now, self._typed())
        known = {
            "language": self._now.language,
            "theme": self._now.theme or self.app.theme,
            "backup_folder": str(self._now.backup_folder) if self._now.backup_folder else None,
            "status_room": self._now.status_room,
            "status_above": self._now.status_above,
        }
        changed = {name: value for name, value in wanted.items() if value != known[name]}
        file = self._file

        def keep() -> Settings:
            settings.save_all(file, changed)
            return settings.load(file)

        def copied(_copy: Path) -> None:
            self.ipe.runner.make(self, keep, self._kept, self.refused)

        self.saving = True
        folder = changed.get("backup_folder")
        if folder is not None and self.ipe.workspace_path.exists():
            place, doing = Path(str(folder)), _("Copying the workspace")
            self.order(lambda bridge: bridge.copy_to(place), copied, doing=doing)
        else:
            copied(Path())

    def refused(self, refused: Refused) -> None:
        """A folder that cannot be written in belongs to its field."""
        first = refused.problems[0]
        if first.code == "folder-unwritable" and not first.field:
            refused = Refused(type(first)("backup_folder", first.code, first.values))
        super().refused(refused)

    def _kept(self, found: Settings) -> None:
        app = self.ipe
        app.settings = found
        app.use_keys()
        self.dismiss(found)
        if app.workspace_path.exists():
            app.runner.do(app, lambda bridge: bridge.use_settings(found), _nothing, app.refused)
        if found.theme in app.available_themes and found.theme != app.theme:
            app.theme = str(found.theme)
        app.notify(_("Settings kept"))
        spoken = i18n.pick_language(None, found.language, os.environ)
        if spoken != i18n.language():
            # Every screen is made anew in it: pages over an area close.
            while len(app.screen_stack) > 1:
                app.pop_screen()
            if app.current_mode in AREAS:
                app.call_later(_turn, app, self._file, found.language)
            else:
                i18n.use(spoken)
                app.welcome()


def _turn(app: Host, file: Path, language: str | None) -> None:
    """Go on in the other language; what was chosen may be that of the computer."""
    from ipe_events.tui.language import turn

    turn(app)
    keep = partial(settings.save_all, file, {"language": language})
    app.runner.make(app, keep, _nothing, app.refused)


def _nothing(_done: None) -> None:
    """Nothing more is to be said."""
