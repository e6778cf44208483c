"""The part of the bridge that is about money: the budget, costs, cash of partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipe_events.domain.records import Choice
from ipe_events.i18n import _
from ipe_events.services import ledger, people, setup
from ipe_events.services.workspace import Workspace
from ipe_events.tui.bridge_hours import Periods, periods
from ipe_events.tui.bridge_people import PeopleChoices

# What only this page and its forms need is imported when they are opened.
if TYPE_CHECKING:
    from ipe_events.domain.cash import CashDraft, CashLine, CostDraft, CostLine, PartnerCash
    from ipe_events.services.money_report import MoneyReport


@dataclass(frozen=True, slots=True)
class MoneyData:
    """The money of a programme, and of one budget year the cash, the costs and the shares."""

    report: MoneyReport
    year: str
    partners: tuple[PartnerCash, ...]
    receipts: tuple[CashLine, ...]
    costs: tuple[CostLine, ...]
    choices: tuple[Choice, ...]
    periods: Periods


@dataclass(frozen=True, slots=True)
class MoneyChoices(PeopleChoices):
    """What the forms about money offer: budget years, the one of today, categories, events."""

    years: tuple[str, ...]
    year: str
    categories: tuple[str, ...]
    events: tuple[tuple[str, str], ...]


class MoneyBridge:
    """Questions and commands about money on an open workspace."""

    _workspace: Workspace

    def money(self, year: str | None) -> MoneyData:
        """The budget, and everything of a budget year; by default the one of today."""
        from ipe_events.services import money, money_report

        with self._workspace.read() as view:
            label = money.budget_year(view, year or ledger.year_now(view).label).label
            return MoneyData(
                report=money_report.report(view, label),
                year=label,
                partners=tuple(money.partner_cash(view, label=label)),
                receipts=tuple(money.cash_lines(view, label=label)),
                costs=tuple(money.cost_lines(view, label)),
                choices=tuple(setup.choices(view)),
                periods=Periods(periods(view).budget, ()),
            )

    def money_choices(self) -> MoneyChoices:
        """What there is to choose from."""
        from ipe_events.domain.records import EventFilter
        from ipe_events.i18n import format_date
        from ipe_events.services import events, money

        with self._workspace.read() as view:
            lines = events.lines(view, EventFilter(states=("draft", "planned", "held")))
            return MoneyChoices(
                today=view.now.date(),
                people=(),
                groups=(),
                organisations=tuple(people.organisations(view)),
                years=periods(view).budget,
                year=ledger.year_now(view).label,
                categories=tuple(money.categories(view)),
                events=tuple(
                    (str(line.id), f"{format_date(line.day, weekday=False)} {line.title}")
                    for line in lines
                ),
            )

    def add_cost(self, draft: CostDraft) -> int:
        """Keep a cost."""
        from ipe_events.services import money

        with self._workspace.change(_("Keep a cost")) as change:
            return money.add_cost(change, draft)

    def remove_cost(self, number: int) -> None:
        """Take a cost away."""
        from ipe_events.services import money

        with self._workspace.change(_("Take a cost away")) as change:
            money.remove_cost(change, number)

    def add_cash(self, draft: CashDraft) -> int:
        """Keep what was invoiced or received."""
        from ipe_events.services import money

        with self._workspace.change(_("Keep cash of a partner")) as change:
            return money.add_cash(change, draft)

    def remove_cash(self, number: int) -> None:
        """Take away what was invoiced or received."""
        from ipe_events.services import money

        with self._workspace.change(_("Take cash of a partner away")) as change:
            money.remove_cash(change, number)
