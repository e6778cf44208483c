"""A form for a programme without a file: its name, partners, groups and promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from ipe_events.domain.new_programme import Partners, Typed
from ipe_events.i18n import N_, _, format_decimal_hours, format_money, ngettext, sentences
from ipe_events.tui.page import Row, remark
from ipe_events.tui.screens.form import FormScreen
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.line_list import LineList

REGIONS = ("Noord", "Midden", "Zuid")


class NewProgrammeScreen(FormScreen):
    """Gives the short name of the programme that was made."""

    CSS_PATH = "new_programme.tcss"
    PURPOSE = N_(
        "A programme of your own: a line for each partner, with what sort it is, the hours and the "
        "euros it promises a year, and the groups it has a seat in, with ; between; or a "
        "spreadsheet with such columns. Below stands how it is read."
    )

    def __init__(self, organiser: str) -> None:
        super().__init__()
        self._organiser = organiser

    def parts(self) -> Iterable[Widget]:
        """The fields, and how they are read."""
        yield Static(_("A programme of your own"), classes="title", markup=False)
        yield Static("", id="wrong", markup=False)
        yield Horizontal(
            VerticalScroll(*self._fields(), id="fields", can_focus=False),
            LineList(id="ahead"),
            id="form",
        )

    def _fields(self) -> Iterator[Widget]:
        lines = TextArea(compact=True, id="lines")
        lines.placeholder = _("Hogeschool Viaa; hbo; 200; 3500; Kernteam, Stuurgroep")
        regions = ChoiceRow(
            [(name, name) for name in REGIONS], REGIONS[:1], single=True, id="region"
        )
        for label, control, field in (
            (_("Name"), _input("name"), "name"),
            (_("Partners"), lines, "partners"),
            (_("or a file"), Input(placeholder="partners.xlsx", id="file", compact=True), "file"),
            (
                _("Years"),
                Input(placeholder="2026-2027 2027-2028", id="years", compact=True),
                "years",
            ),
            (_("Holidays"), regions, "region"),
            (_("Invites"), self._organiser_input(), "organiser"),
        ):
            yield Field(label, control, field)

    def _organiser_input(self) -> Input:
        words = _("Name <address>")
        return Input(self._organiser, placeholder=words, id="organiser", compact=True)

    def on_mount(self) -> None:
        """The pane is read, not typed in."""
        self.query_one("#ahead").can_focus = False
        self.query_one("#name").focus()

    def load(self) -> None:
        """Show how the form is read."""
        self.look_ahead()

    @property
    def dirty(self) -> bool:
        """Whether something was typed."""
        typed = self._typed()
        return bool(typed.name or typed.lines.strip() or typed.file or typed.years)

    def on_input_changed(self) -> None:
        """Something else is typed."""
        self.look_ahead_soon()

    def on_text_area_changed(self) -> None:
        """Something else is typed."""
        self.look_ahead_soon()

    def look_ahead(self) -> None:
        """Ask how the partners are read."""
        self.ipe.runner.look_up(self, partial(_read, self._typed()), self._show_ahead, self.looked)

    def _show_ahead(self, found: Partners) -> None:
        self.query_one("#wrong", Static).update("")
        self.query_one("#ahead", LineList).show(lambda width: list(_lines(found, width)))

    def save(self) -> None:
        """Make the workspace with this programme."""
        self.no_longer_wrong()
        typed, path, clock = self._typed(), self.ipe.workspace_path, self.ipe.clock

        def make() -> str:
            from ipe_events.tui.bridge_start import create_new

            return create_new(path, clock, typed)

        self.saving = True
        self.ipe.runner.make(self, make, self._made, self.refused)

    def _made(self, slug: str) -> None:
        self.dismiss(slug)

    def complain(self, words: str) -> None:
        """Say it above the form, where it stays."""
        self.query_one("#wrong", Static).update(f"✗ {visible(words)}")

    def _typed(self) -> Typed:
        def of(name: str) -> str:
            return self.query_one(f"#{name}", Input).value.strip()

        region = self.query_one("#region", ChoiceRow).in_order
        lines = self.query_one("#lines", TextArea).text
        return Typed(of("name"), region[0], of("years"), lines, of("file"), of("organiser"))


def _input(name: str, placeholder: str = "", value: str = "") -> Input:
    return Input(value, placeholder=placeholder, id=name, compact=True)


def _read(typed: Typed) -> Partners:
    from ipe_events.tui.bridge_start import partners

    return partners(typed)


def _lines(found: Partners, width: int) -> Iterator[Row]:
    for row in found.rejected:
        words = "; ".join(sentences.explain(problem) for problem in row.problems)
        where = _("row {number}").format(number=row.row)
        yield from remark(f"✗ {where}: {words}", width)
    count = len(found.sound)
    yield from remark(
        ngettext("{count} partner", "{count} partners", count).format(count=count), width
    )
    hours = format_decimal_hours(sum(partner.minutes or 0 for partner in found.sound))
    euros = format_money(sum(partner.cents or 0 for partner in found.sound), whole=True)
    yield from remark(_("{hours} hours and {euros} a year").format(hours=hours, euros=euros), width)
    names = dict.fromkeys(name for partner in found.sound for name in partner.groups)
    if names:
        yield from remark(_("Groups: {names}").format(names=", ".join(names)), width)
