"""The form about the programme itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipe_events.domain.programme_edit import ProgrammeEdit
from ipe_events.i18n import N_, _, format_day_range, format_money
from ipe_events.tui.screens.plain_form import line
from ipe_events.tui.screens.setup_form import SetupForm, one_of, typed_euros
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.domain.records import ProgrammeLine
    from ipe_events.tui.bridge_programme import SetupChoices

REGIONS = ("NL-Noord", "NL-Midden", "NL-Zuid")


class ProgrammeForm(SetupForm):
    """Gives True when the programme was changed."""

    PURPOSE = N_(
        "The programme itself: what it is called, who invites, from when until when it runs, the "
        "years of its budget with the money each needs, and the region of its school holidays. "
        "Without years there is no budget; planning, inviting and hours work all the same."
    )

    def __init__(self) -> None:
        super().__init__(_("This programme"))
        self._programme: ProgrammeLine | None = None
        self._organiser = ""

    def of_setup(self, data: SetupChoices) -> Iterator[Field]:
        """Name, who invites, days, years, money, holidays."""
        own = self._programme = data.programme
        self._organiser = data.organiser
        known = dict.fromkeys((*REGIONS, own.region) if own.region else REGIONS)
        regions = [(one, one.partition("-")[2] or one) for one in known]
        yield Field(_("Name"), line("name", own.name), "name")
        yield Field(_("Part of"), line("umbrella", own.umbrella), "umbrella")
        yield Field(
            _("Invites"), line("organiser", data.organiser, _("Name <address>")), "organiser"
        )
        yield Field(_("From"), DayInput("from", data.today, own.starts), "from")
        yield Field(_("Until"), DayInput("until", data.today, own.ends), "until")
        years = line("years", " ".join(own.years), _("2027 2028, or 2026-2027 2027-2028"))
        yield Field(_("Budget"), years, "years", "year")
        yield Field(
            _("Needs"),
            line("cash-needed", typed_euros(own.cash_needed_cents), "70000"),
            "cash-needed",
        )
        holidays = one_of("region", [*regions, ("", _("none"))], own.region)
        yield Field(_("Holidays"), holidays, "region", "holidays")
        kept = line("retention", str(own.retention_years), "7")
        yield Field(_("Names kept"), kept, "retention")

    def _wanted(self) -> ProgrammeEdit:
        return ProgrammeEdit(
            name=self.text("name"),
            umbrella=self.text("umbrella"),
            days=(self.day("from"), self.day("until")),
            years=tuple(self.text("years").replace(",", " ").split()),
            region=self.marked("region"),
            retention_years=self.number("retention"),
            cash_needed=self.euros("cash-needed") or 0,
        )

    def ahead(self) -> None:
        """What these mean."""
        wanted = self._wanted()
        starts, ends = wanted.days or (None, None)
        words = []
        if starts and ends and starts <= ends:
            words.append(format_day_range(starts, ends))
        if not wanted.years:
            words.append(_("Without years there is no budget; everything else works."))
        elif wanted.cash_needed:
            money = format_money(wanted.cash_needed, whole=True)
            words.append(_("Needed in each year: {money}").format(money=money))
        words.append(
            _("Names of people are kept {years} years after the programme, for accounts.").format(
                years=wanted.retention_years
            )
        )
        if not self.text("organiser"):
            words.append(_("Nobody invites yet: invitations wait until somebody does."))
        self.tell(words)

    def save(self) -> None:
        """Keep it."""
        self.no_longer_wrong()
        opened, wanted = self._programme, self._wanted()
        sender = self.text("organiser")
        sender = "" if sender == self._organiser else sender
        if opened is None:
            return
        self.saving = True
        self.order(
            lambda bridge: bridge.keep_programme(wanted, sender, opened),
            lambda _nothing: self.kept(True),
        )
