"""The forms about days on which somebody cannot meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.closures import ClosureDraft, ClosureLine
from ipe_events.domain.errors import refuse
from ipe_events.domain.importing import ImportReport
from ipe_events.i18n import N_, _, format_day_range, ngettext
from ipe_events.tui.screens.import_form import ImportForm
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.screens.setup_form import SetupForm
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.tui.bridge import Bridge
    from ipe_events.tui.bridge_people import PeopleChoices
    from ipe_events.tui.bridge_programme import SetupChoices

ORGANISATION, REGION, PERSON = "organisation", "region", "person"
REGIONS = ("NL-Noord", "NL-Midden", "NL-Zuid", "NL")


class ClosureForm(SetupForm):
    """Gives the number of the closure that was kept."""

    PURPOSE = N_(
        "Days on which an organisation, a person or a whole region cannot meet. Dates are proposed "
        "around them, and a meeting on such a day gets a warning. Public and school holidays are "
        "known already."
    )

    def __init__(self, closure: ClosureLine | None, organisation: str | None = None) -> None:
        super().__init__(_("New closure") if closure is None else _("Change closure"))
        self._closure = closure
        self._whose = _of(ORGANISATION, organisation)

    def of_setup(self, data: SetupChoices) -> Iterator[Field]:
        """Of whom, from when until when, what it is."""
        own = self._closure
        if own is not None:
            self._whose = _key(own, data)
        yield Field(_("Of"), pick("whose", owners(data), self._whose), *OWNERS)
        yield Field(_("From"), DayInput("from", data.today, own.starts if own else None), "from")
        last = own.ends if own and own.ends != own.starts else None
        yield Field(_("Until"), DayInput("until", data.today, last), "until")
        name = line("name", own.name if own else "", _("Study days"))
        yield Field(_("Name"), name, "name")

    def _draft(self) -> ClosureDraft:
        whose, starts = self.picked("whose"), self.day("from")
        if whose is None:
            raise refuse("blank", "organisation")
        if starts is None:
            raise refuse("blank", "from")
        name, last = self.text("name"), self.day("until")
        return ClosureDraft(starts=starts, ends=last, name=name, **owner_of(whose))

    def ahead(self) -> None:
        """Read the days back."""
        if self.picked("whose") is None or self.day("from") is None:
            ask = _("Say whose days these are, and which: 12 jan, di, +2w. One day needs no last.")
            self.tell([ask])
            return
        draft = self._draft()
        days = (draft.last - draft.starts).days + 1
        words = [format_day_range(draft.starts, draft.last)]
        if days > 1:
            words.append(ngettext("{count} day", "{count} days", days).format(count=days))
        self.tell(words if days > 0 else [_("The last day lies before the first.")])

    def save(self) -> None:
        """Keep it."""
        self.no_longer_wrong()
        draft, number = self._draft(), self._closure.id if self._closure else None
        self.saving = True
        self.order(lambda bridge: bridge.keep_closure(draft, number), self.kept)


class ClosureImportForm(ImportForm):
    """Gives the sentence that says how many came in."""

    PURPOSE = N_(
        "Closures from a table (CSV or XLSX) with the columns from, until, name, and organisation, "
        "person or region, or from the all-day events of a calendar file (.ics). Every row that "
        "cannot be taken is told; nothing is written before you save."
    )
    TITLE = N_("Import closures")
    EXAMPLE = "sluitingen.csv"

    def __init__(self, organisation: str | None = None) -> None:
        super().__init__()
        self._whose = _of(ORGANISATION, organisation)

    def fields(self, data: PeopleChoices) -> Iterator[Field]:
        """The file, of whom, and what becomes of the rest."""
        rest = [("some", _("leave them out")), ("none", _("import nothing"))]
        whose = pick("organisation", owners(data), self._whose, empty=_("as the rows say"))
        yield self.file_field()
        yield Field(_("Of"), whose, *OWNERS)
        yield Field(_("Bad rows"), ChoiceRow(rest, ("some",), single=True, id="rest"))

    def read(
        self, bridge: Bridge, path: Path, organisation: str | None, *, dry: bool, whole: bool
    ) -> ImportReport:
        """Read the file."""
        owner = owner_of(organisation) if organisation else {}
        return bridge.read_closures_in(path, owner, dry=dry, whole=whole)


OWNERS = (ORGANISATION, PERSON, REGION, "org")


def owners(data: PeopleChoices) -> list[tuple[str, str]]:
    """Whose closures there can be: partners first, then regions, then people."""
    found = [(_of(ORGANISATION, one.slug) or "", one.name) for one in data.organisations]
    region = _("region {name}")
    found += [(f"{REGION}/{one}", region.format(name=one)) for one in REGIONS]
    return found + [(f"{PERSON}/{one.id}", one.name) for one in data.people]


def owner_of(key: str) -> dict[str, str]:
    """Of whom, as drafts and files say it."""
    what, _slash, which = key.partition("/")
    return {what: which}


def _of(what: str, which: str | None) -> str | None:
    return f"{what}/{which}" if which else None


def _key(closure: ClosureLine, data: PeopleChoices) -> str | None:
    own = next((one for one in data.people if closure.person in (one.email, str(one.id))), None)
    if closure.person is not None and own is not None:
        return _of(PERSON, str(own.id))
    return _of(ORGANISATION, closure.organisation) or _of(REGION, closure.region)
