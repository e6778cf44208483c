"""An input for a path: Tab completes it as a shell does, `~` is the user's own folder."""

from __future__ import annotations

import os
from pathlib import Path

from textual.binding import Binding
from textual.widgets import Input

from ipe_events.i18n import _, ngettext
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.guarded import Guarded

MOST_NAMED, MOST_LOOKED_AT = 8, 5_000


class PathInput(Guarded, Input):
    """Tab completes; where there is nothing to complete it goes on to the next field."""

    BINDINGS = [Binding("tab", "complete", show=False)]

    def __init__(
        self, value: str = "", placeholder: str = "", *, id: str, folders: bool = False
    ) -> None:
        """`folders`: it asks for a folder, so that files are not offered."""
        super().__init__(value, placeholder=placeholder, compact=True, id=id, select_on_focus=False)
        self._folders = folders
        self._told = ""

    def on_mount(self) -> None:
        """The end of a path says most."""
        self.call_after_refresh(self._show_end)

    def _show_end(self) -> None:
        self.cursor_position = 0
        self.cursor_position = len(self.value)

    @property
    def path(self) -> Path | None:
        """What is typed, from the root on; None when nothing is."""
        text = self.value.strip()
        return Path(os.path.abspath(os.path.expanduser(text))) if text else None

    def action_complete(self) -> None:
        """Type on as far as it is certain; where it is not, say what there is."""
        whole, found = completed(self.value, folders=self._folders)
        if self.cursor_position < len(self.value) or self.value == self._told:
            self._told = ""
            self.screen.focus_next()
        elif whole != self.value:
            self.value, self.cursor_position = whole, len(whole)
        elif len(found) > 1:
            self._told = self.value
            self._say(found)
        else:
            self.screen.focus_next()

    def _say(self, names: list[str]) -> None:
        shown, rest = names[:MOST_NAMED], len(names) - MOST_NAMED
        words = "  ".join(shown)
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            words = f"{words}  {more}"
        field = next((one for one in self.ancestors if isinstance(one, Field)), None)
        if field is not None:
            field.note(words)
        else:
            self.notify(_("There is: {names}").format(names=words))


def completed(typed: str, *, folders: bool = False) -> tuple[str, list[str]]:
    """What is typed with what follows for certain, and the names that it may be."""
    if not typed or typed == "~":
        return (typed + os.sep if typed else typed), []
    head, begun = os.path.split(typed)
    place = os.path.expanduser(head) if head else "."
    found = []
    try:
        with os.scandir(place) as entries:
            for number, entry in enumerate(entries):
                if number > MOST_LOOKED_AT:
                    break
                hidden = entry.name.startswith(".") and not begun.startswith(".")
                if entry.name.startswith(begun) and not hidden:
                    is_folder = entry.is_dir()
                    if is_folder or not folders:
                        found.append(entry.name + (os.sep if is_folder else ""))
    except OSError:
        return typed, []
    found.sort(key=str.casefold)
    common = _common(found) if found else begun
    return os.path.join(head, common) if head else common, found


def _common(names: list[str]) -> str:
    """What all names begin with, letter by letter."""
    first, last = min(names), max(names)
    pairs = enumerate(zip(first, last, strict=False))
    return first[: next((place for place, (a, b) in pairs if a != b), len(first))]


def tilde(path: Path) -> str:
    """A path as people write it: the user's own folder as `~`."""
    home = Path.home()
    return f"~{os.sep}{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
