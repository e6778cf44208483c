"""What the forms share that write files: where they go, and never over another one unasked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.errors import Refused, refuse
from ipe_events.i18n import _
from ipe_events.tui.screens.dialog import SureDialog
from ipe_events.tui.screens.hours_form import AboutHours
from ipe_events.tui.screens.written import WrittenDialog
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.path_input import PathInput, tilde

if TYPE_CHECKING:
    from ipe_events.tui.bridge import Bridge
    from ipe_events.tui.bridge_files import PaperChoices
    from ipe_events.tui.bridge_hours import HourChoices
    from ipe_events.tui.host import Host

PAPERS, WRITTEN, READ = "papers", "written", "read"
DOWNLOADS = Path("~/Downloads")


def folder_for(app: Host, what: str, otherwise: Path) -> Path:
    """The folder that was used last to write or to read, else the usual one."""
    return app.folders.get(what, otherwise)


class WritingForm(AboutHours):
    """Writes files and then says where they are; a subclass says how in `write`."""

    # The folder under the exports, where none was used yet.
    FOLDER = PAPERS

    def load(self) -> None:
        """Ask once for what there is to choose from."""
        if self._opened is None:
            self.ask(lambda bridge: bridge.paper_choices(), self.show)

    def of_hours(self, data: HourChoices) -> Iterator[Field]:
        """The fields from the top down."""
        from ipe_events.tui.bridge_files import PaperChoices

        assert isinstance(data, PaperChoices)
        return self.of_paper(data)

    def of_paper(self, data: PaperChoices) -> Iterator[Field]:
        """The fields from the top down."""
        raise NotImplementedError

    def write(self, bridge: Bridge, path: Path, *, replace: bool) -> Sequence[Path]:
        """Write to the path that was typed; the files that were made."""
        raise NotImplementedError

    def out(self) -> Path:
        """What was typed; refuses nothing."""
        path = self.query_one("#out", PathInput).path
        if path is None:
            raise refuse("blank", "out")
        return path

    @property
    def dirty(self) -> bool:
        """Nothing is lost: what is asked here takes a moment to ask again."""
        return False

    def save(self) -> None:
        """Write, unless there is a file of that name."""
        self._write(replace=False)

    def _write(self, *, replace: bool) -> None:
        self.no_longer_wrong()
        path = self.out()
        self.saving = True
        self.order(
            lambda bridge: self.write(bridge, path, replace=replace),
            self._written,
            doing=_("Writing {name}").format(name=path.name),
        )

    def refused(self, refused: Refused) -> None:
        """A file that is there is replaced when the user says so."""
        if refused.problems[0].code != "file-exists":
            super().refused(refused)
            return
        self.saving = False

        def answered(sure: bool | None) -> None:
            if sure:
                self._write(replace=True)

        title = _("Replace the file that is there?")
        words = str(refused.problems[0].values["path"])
        dialog = SureDialog(title, words, do=_("Replace"), keep=_("Keep it"))
        self.app.push_screen(dialog, answered)

    def _written(self, paths: Sequence[Path]) -> None:
        app = self.ipe
        self.dismiss(None)
        if paths:
            app.folders[f"{WRITTEN}/{self.FOLDER}"] = paths[0].parent
            app.push_screen(WrittenDialog(paths))
        else:
            app.notify(self.nothing())

    def nothing(self) -> str:
        """What is said when there was nothing to write."""
        return _("There is nothing to write.")

    @property
    def _folder(self) -> Path:
        return folder_for(self.ipe, f"{WRITTEN}/{self.FOLDER}", self.ipe.exports / self.FOLDER)


class FolderForm(WritingForm):
    """Writes some files, each with a name of its own, into a folder."""

    def folder_field(self) -> Field:
        """The folder."""
        return Field(_("Folder"), PathInput(tilde(self._folder), id="out", folders=True), "out")


class FileForm(WritingForm):
    """Writes one file. `FORMS`: the endings its name may have, the first by itself."""

    FORMS: tuple[str, ...] = ("html",)
    _proposed = ""

    def stem(self) -> str:
        """The name of the file, as far as it is known, without its ending."""
        raise NotImplementedError

    def file_fields(self) -> Iterator[Field]:
        """As what, where there is a choice, and in which file."""
        if len(self.FORMS) > 1:
            forms = [(form, f".{form}") for form in self.FORMS]
            row = ChoiceRow(forms, self.FORMS[:1], single=True, id="form-of-file")
            yield Field(_("As"), row)
        self._proposed = self._proposal(self.FORMS[0])
        yield Field(_("File"), PathInput(self._proposed, id="out"), "out")

    def _proposal(self, form: str) -> str:
        return tilde(self._folder / f"{self.stem()}.{form}")

    def follow(self) -> None:
        """Give the file the name of what is in it, unless the user named it."""
        name = self.query_one("#out", PathInput)
        if name.value == self._proposed:
            form = self.marked("form-of-file") if len(self.FORMS) > 1 else self.FORMS[0]
            self._proposed = name.value = self._proposal(form)
            name.cursor_position = len(name.value)

    def on_choice_row_changed(self, message: ChoiceRow.Changed) -> None:
        """Written as something else its name ends otherwise."""
        if message.row.id == "form-of-file":
            name = self.query_one("#out", PathInput)
            if name.value != self._proposed and Path(name.value).suffix[1:] in self.FORMS:
                name.value = str(Path(name.value).with_suffix(f".{self.marked('form-of-file')}"))
            self.follow()
        super().on_choice_row_changed(message)

    def out(self) -> Path:
        """The file to write; refuses a name of another kind."""
        path = super().out()
        if path.suffix.lower()[1:] not in self.FORMS:
            known = ", ".join(f".{form}" for form in self.FORMS)
            raise refuse("report-form", "out", value=path.name[-60:], known=known)
        return path

    def where_words(self) -> list[str]:
        """The whole path, and whether there is a file of that name."""
        path = self.out()
        words = [f"→ {tilde(path)}"]
        if path.exists():
            words.append(_("! There is a file of that name; saving asks before it is replaced."))
        return words
