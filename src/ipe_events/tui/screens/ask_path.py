"""Small windows that ask where a file is: answers that came in, a meeting made elsewhere."""

from __future__ import annotations

from pathlib import Path

from textual.widget import Widget

from ipe_events.domain.adoption import Adoption
from ipe_events.domain.errors import refuse
from ipe_events.domain.records import EventLine
from ipe_events.i18n import N_, _
from ipe_events.tui.screens.dialog import InputDialog, Result
from ipe_events.tui.screens.file_form import DOWNLOADS, READ, folder_for
from ipe_events.tui.widgets.path_input import PathInput


class PathDialog(InputDialog[Result]):
    """Asks for a path."""

    BEGIN = ""
    DO = N_("Read")

    def asked(self) -> Widget:
        """The path; Tab completes it."""
        begin = folder_for(self.ipe, READ, Path(self.BEGIN)) if self.BEGIN else None
        return PathInput(str(begin or ""), _("Where it is; Tab completes"), id="path")

    def action_save(self) -> None:
        """Have it read."""
        asked = self.query_one(PathInput)
        path, typed = asked.path, asked.value.strip()
        if path is None:
            self.refused(refuse("blank", "file"))
            return
        if path.parent.is_dir():
            self.ipe.folders[READ] = path if path.is_dir() else path.parent
        self.read(Path(typed))

    def read(self, path: Path) -> None:
        """Have a file read."""
        raise NotImplementedError


class AnswersDialog(PathDialog[tuple[Path, ...]]):
    """Gives the files that are to be read."""

    BEGIN = str(DOWNLOADS)
    PURPOSE = N_(
        "A file (.ics or .eml) with an answer, or a folder in which they were saved. Every file is "
        "reported; reading one twice changes nothing."
    )

    def __init__(self) -> None:
        super().__init__(
            _("Read which answers?"),
            _("A file or a folder with what guests sent: .ics or .eml."),
        )

    def read(self, path: Path) -> None:
        """See which files there are."""
        self.ask(lambda bridge: bridge.answer_files(path), self.saved)


class AdoptDialog(PathDialog[Adoption]):
    """Gives what was taken over."""

    PURPOSE = N_(
        "The meeting as it was saved (.ics) in the calendar it was made in. Its link and the "
        "answers of the guests are taken over; from then on that calendar invites to it. Do the "
        "same again later for newer answers."
    )

    def __init__(self, event: EventLine) -> None:
        super().__init__(
            _("Take over “{title}”").format(title=event.title),
            _("The file (.ics) of it that was saved in the other calendar:"),
        )
        self._event_line = event

    def read(self, path: Path) -> None:
        """Take it over."""
        number = self._event_line.id
        self.order(lambda bridge: bridge.adopt(number, path), self.saved)
