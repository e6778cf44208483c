"""The forms about organisations: one of them, or partners from a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.domain.importing import ImportReport
from ipe_events.domain.records import OrganisationLine
from ipe_events.i18n import N_, _
from ipe_events.tui.screens.import_form import ImportForm
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.screens.setup_form import SetupForm, area, short_name_field
from ipe_events.tui.setup_words import comma
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.domain.newcomer import Newcomer
    from ipe_events.tui.bridge import Bridge
    from ipe_events.tui.bridge_partners import OrganisationWish
    from ipe_events.tui.bridge_people import PeopleChoices
    from ipe_events.tui.bridge_programme import SetupChoices

FILL, LIKE = "fill", "like"


class OrganisationForm(SetupForm):
    """Gives the short name of the organisation that was added or changed."""

    PURPOSE = N_(
        "An organisation: what it is called, what sort it is, by which other names files know it, "
        "and the address where its seats are invited that have nobody's name yet. One that is "
        "added here becomes a partner of the programme."
    )

    def __init__(self, organisation: OrganisationLine | None) -> None:
        super().__init__(
            _("New organisation") if organisation is None else _("Change organisation")
        )
        self._organisation = organisation
        self._kinds: tuple[str, ...] = ()

    def of_setup(self, data: SetupChoices) -> Iterator[Field]:
        """Name, sort, other names, address."""
        own = self._organisation
        self._kinds = tuple(dict.fromkeys(one.kind for one in data.organisations if one.kind))
        yield Field(_("Name"), line("name", own.name if own else ""), "name", "org")
        if own is None:
            yield short_name_field()
        sort = line("kind", own.kind if own else "", comma(self._kinds[:5]))
        yield Field(_("Sort"), sort, "kind")
        names = "\n".join(own.aliases) if own else ""
        example = _("a name on each line: Windesheim, HS Windesheim")
        yield Field(_("Also called"), area("alias", names, example), "alias")
        email = line("email", own.email if own else "", "onderwijs@example.org")
        yield Field(_("Address"), email, "email")

    def _wish(self) -> OrganisationWish:
        from ipe_events.tui.bridge_partners import OrganisationWish

        return OrganisationWish(
            slug="" if self._organisation is not None else self.text("slug"),
            name=self.text("name"),
            kind=self.text("kind"),
            aliases=self.lines_of("alias"),
            email=self.text("email"),
        )

    def ahead(self) -> None:
        """What comes of it."""
        own, words = self._organisation, []
        if own is not None and own.placeholder:
            words.append(_("This is a placeholder: with a name it is a partner like the others."))
            words.append(_("Its promises, seats and meetings stay."))
        if own is None:
            words.append(_("It becomes a partner; then give it people, seats and a promise."))
        if not self.text("email"):
            words.append(_("Without an address a seat without a name cannot be invited."))
        if self._kinds:
            words.append(_("Sorts there are: {names}").format(names=comma(self._kinds)))
        self.tell(words)

    def save(self) -> None:
        """Keep the organisation."""
        self.no_longer_wrong()
        wish, opened = self._wish(), self._organisation
        self.saving = True
        self.order(lambda bridge: bridge.keep_organisation(wish, opened), self.kept)


class PartnersImportForm(ImportForm):
    """Gives the sentence that says how many came in."""

    PURPOSE = N_(
        "Partners from a spreadsheet (CSV or XLSX) with the columns name, placeholder, short name, "
        "kind, other names, e-mail, from. A name takes the place of a placeholder, which keeps its "
        "promises, seats and meetings, or is one more partner with the promise of one like it. "
        "Every row that cannot be taken is told; nothing is written before you save."
    )
    TITLE = N_("Import partners")
    EXAMPLE = "partners.csv"

    def fields(self, data: PeopleChoices) -> Iterator[Field]:
        """The file, what becomes of new names, and of the rest."""
        open_ = [one.slug for one in data.organisations if one.placeholder]
        stems = dict.fromkeys(slug.rpartition("-")[0] for slug in open_ if "-" in slug)
        ways = [(f"{FILL}/{stem}", _("fill {name}-…").format(name=stem)) for stem in stems]
        ways += [
            (f"{LIKE}/{one.slug}", _("one more, like {name}").format(name=one.name))
            for one in data.organisations
            if one.partner
        ]
        rest = [("some", _("leave them out")), ("none", _("import nothing"))]
        yield self.file_field()
        yield Field(
            _("New names"), pick("organisation", ways, empty=_("as the rows say")), "fill", "like"
        )
        yield Field(_("Join on"), DayInput("from", data.today), "from", "date")
        yield Field(_("Bad rows"), ChoiceRow(rest, ("some",), single=True, id="rest"))

    def read(
        self, bridge: Bridge, path: Path, organisation: str | None, *, dry: bool, whole: bool
    ) -> ImportReport:
        """Read the file."""
        return bridge.read_partners_in(path, self._newcomer(organisation), dry=dry, whole=whole)

    def _newcomer(self, way: str | None) -> Newcomer:
        from ipe_events.domain.newcomer import Newcomer

        how, _slash, which = (way or "").partition("/")
        day = self._day if how == LIKE else None
        return Newcomer(which if how == FILL else None, which if how == LIKE else None, day)

    def _what(self) -> tuple[Path, str | None]:
        # Read here, on the screen's own thread; the file is read on another.
        self._day = self.day("from")
        way = self.picked("organisation") or ""
        if way.startswith(LIKE) and self._day is None:
            raise refuse("blank", "from")
        return super()._what()
