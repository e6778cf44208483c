"""Small windows that ask where a file is: answers that came in, a meeting made elsewhere."""

from __future__ import annotations

from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input

from ipe_events.domain.adoption import Adoption
from ipe_events.domain.errors import refuse
from ipe_events.domain.records import EventLine
from ipe_events.i18n import N_, _
from ipe_events.tui.screens.dialog import InputDialog, Result

DOWNLOADS = "~/Downloads"


class PathDialog(InputDialog[Result]):
    """Asks for a path."""

    BEGIN = ""
    DO = N_("Read")

    def asked(self) -> Widget:
        """The path."""
        return Input(self.BEGIN, placeholder=_("Where it is"), compact=True)

    def action_save(self) -> None:
        """Have it read."""
        typed = self.query_one(Input).value.strip()
        if typed:
            self.read(Path(typed))
        else:
            self.refused(refuse("blank", "file"))

    def read(self, path: Path) -> None:
        """Have a file read."""
        raise NotImplementedError


class AnswersDialog(PathDialog[tuple[Path, ...]]):
    """Gives the files that are to be read."""

    BEGIN = DOWNLOADS
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
