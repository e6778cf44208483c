"""The forms about money: a cost, and what a partner was invoiced or paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ipe_events.domain.cash import CashDraft, CashKind, CostDraft
from ipe_events.domain.errors import refuse
from ipe_events.domain.euros import parse_euros
from ipe_events.i18n import N_, _, format_date
from ipe_events.i18n.money_words import money
from ipe_events.tui.actions import takes_back
from ipe_events.tui.money_lines import KINDS
from ipe_events.tui.screens.plain_form import PlainForm, line, pick
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.tui.bridge_money import MoneyChoices
    from ipe_events.tui.bridge_people import PeopleChoices


class _MoneyForm(PlainForm):
    """Made once it is known which partners, years and categories there are."""

    def load(self) -> None:
        """Ask once for what there is to choose from."""
        if self._opened is None:
            self.ask(lambda bridge: bridge.money_choices(), self.show)

    def fields(self, data: PeopleChoices) -> Iterator[Field]:
        """The fields from the top down."""
        from ipe_events.tui.bridge_money import MoneyChoices

        assert isinstance(data, MoneyChoices)
        return self.of_money(data)

    def of_money(self, data: MoneyChoices) -> Iterator[Field]:
        """The fields from the top down."""
        raise NotImplementedError

    def cents(self, name: str) -> int | None:
        """The amount typed, None for none; refuses what is no amount."""
        typed = self.text(name).removeprefix("€").strip()
        return parse_euros(typed, name) if typed else None

    def a_day(self) -> date:
        """The day typed; refuses none."""
        day = self.day("date")
        if day is None:
            raise refuse("blank", "date")
        return day


class CostForm(_MoneyForm):
    """Gives the sentence that says what was kept."""

    PURPOSE = N_(
        "A cost: what is planned, what it was, or both. It counts in the budget year of its day. "
        "Costs that are planned for a year take the place of the plan's amount."
    )

    def __init__(self) -> None:
        super().__init__(_("New cost"))
        self._categories: tuple[str, ...] = ()

    def of_money(self, data: MoneyChoices) -> Iterator[Field]:
        """When, what, how much, which meeting."""
        self._categories = data.categories
        yield Field(_("Day"), DayInput("date", data.today, data.today), "date", required=True)
        hint = ", ".join(data.categories) or _("as aanjager, congres, website")
        yield Field(_("Category"), line("category", "", hint), "category", required=True)
        yield Field(
            _("Planned"), line("planned-cost", "", _("euros, as 1500 or 37,50")), "planned-cost"
        )
        yield Field(_("Actual"), line("actual-cost"), "actual-cost")
        yield Field(_("For"), pick("event", data.events, empty=_("no meeting")), "event")
        yield Field(_("Note"), line("note"), "note")

    def _draft(self) -> CostDraft:
        event = self.picked("event")
        return CostDraft(
            day=self.a_day(),
            category=self.text("category"),
            planned=self.cents("planned-cost"),
            actual=self.cents("actual-cost"),
            event=int(event) if event is not None else None,
            note=self.text("note"),
        )

    def ahead(self) -> None:
        """Read back the day and the amounts."""
        draft = self._draft()
        words = [format_date(draft.day, long=True)]
        if draft.planned is not None:
            words.append(_("planned {amount}").format(amount=money(draft.planned)))
            words.append(_("What is planned for a year takes the place of the plan's amount."))
        if draft.actual is not None:
            words.append(_("actual {amount}").format(amount=money(draft.actual)))
        self.tell(words)

    def save(self) -> None:
        """Keep it."""
        self.no_longer_wrong()
        draft = self._draft()
        self.saving = True

        def done(_number: int) -> None:
            said = _("Cost kept: {category}").format(category=draft.category)
            self.dismiss(" — ".join((said, takes_back())))

        self.order(lambda bridge: bridge.add_cost(draft), done)


class CashForm(_MoneyForm):
    """Gives the sentence that says what was kept."""

    PURPOSE = N_(
        "What was invoiced to a partner, or received of it, for a budget year. What was promised "
        "and has not been received stays open."
    )

    def __init__(self, year: str | None) -> None:
        super().__init__(_("Cash of a partner"))
        self._year = year

    def of_money(self, data: MoneyChoices) -> Iterator[Field]:
        """Which of the two, whose, for which year, when, how much."""
        kinds = [(str(kind), _(words)) for kind, words in KINDS.items()]
        what = ChoiceRow(kinds, [CashKind.RECEIVED], single=True, id="kind")
        yield Field(_("What"), what, "kind")
        own = sorted(data.organisations, key=lambda one: (not one.partner, one.id))
        yield Field(
            _("Partner"), pick("org", [(one.slug, one.name) for one in own]), "org", "organisation"
        )
        years = [(label, label) for label in data.years]
        yield Field(_("Year"), pick("year", years, self._year or data.year), "year")
        yield Field(_("Day"), DayInput("date", data.today, data.today), "date", required=True)
        yield Field(
            _("Amount"), line("amount", "", _("euros, as 1500 or 37,50")), "amount", required=True
        )
        yield Field(_("Reference"), line("reference"), "reference")

    def _draft(self) -> CashDraft:
        organisation, year = self.picked("org"), self.picked("year")
        if organisation is None:
            raise refuse("blank", "organisation")
        if year is None:
            raise refuse("blank", "year")
        return CashDraft(
            organisation=organisation,
            year=year,
            kind=CashKind(self.marked("kind")),
            cents=self.cents("amount") or 0,
            day=self.a_day(),
            reference=self.text("reference"),
        )

    def ahead(self) -> None:
        """Read back the amount and the day."""
        words = []
        cents = self.cents("amount")
        if cents is not None:
            words.append(f"{_(KINDS[CashKind(self.marked('kind'))])}: {money(cents)}")
        words.append(format_date(self.a_day(), long=True))
        self.tell(words)

    def save(self) -> None:
        """Keep it."""
        self.no_longer_wrong()
        draft = self._draft()
        self.saving = True

        def done(_number: int) -> None:
            said = f"{_(KINDS[draft.kind])}: {money(draft.cents)}"
            self.dismiss(" — ".join((said, takes_back())))

        self.order(lambda bridge: bridge.add_cash(draft), done)
