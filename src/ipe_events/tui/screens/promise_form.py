"""The form about what a partner promises on a line for a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.domain.kinds import BY_SEAT
from ipe_events.domain.promises import value_of
from ipe_events.domain.years import parse_year
from ipe_events.i18n import N_, _, format_decimal_hours, format_money
from ipe_events.i18n.hour_words import RATES_FROM
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.screens.setup_form import SetupForm, one_of, typed_euros, typed_hours
from ipe_events.tui.setup_words import STATES
from ipe_events.tui.widgets.day_input import DayInput
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.domain.promise_edit import CommitmentEdit
    from ipe_events.domain.records import CommitmentLine, KindLine
    from ipe_events.tui.bridge_partners import PromiseKept
    from ipe_events.tui.bridge_programme import SetupChoices

FIRST_LINE = N_("Work of partners")


class PromiseForm(SetupForm):
    """Gives True when the promise was kept."""

    PURPOSE = N_(
        "What a partner promises for a line in a year: hours, money, or both. An hour is worth the "
        "rate set here, else that of the organisation, else the plan's value ÷ its hours. It "
        "stands in the plan until it is signed; why it differs and where it stands can be told."
    )

    def __init__(
        self, organisation: str | None, promise: CommitmentLine | None = None, year: str = ""
    ) -> None:
        super().__init__(_("New promise") if promise is None else _("Change promise"))
        self._organisation = promise.organisation if promise is not None else organisation
        self._promise = promise
        self._year = year
        self._used: set[str] = set()

    def of_setup(self, data: SetupChoices) -> Iterator[Field]:
        """Who, for what, when; hours and money; how sure it is."""
        own = self._promise
        self._used = {line for kind in data.kinds for line in _counts_for(kind, data)}
        if own is None:
            partners = [(one.slug, one.name) for one in data.organisations]
            yield Field(_("Partner"), pick("org", partners, self._organisation), "org")
            if data.lines:
                yield Field(_("Line"), pick("line", data.lines, self._usual(data)), "line")
            else:
                # The first promise of a programme without lines makes its first line.
                yield Field(_("Line"), line("new-line", _(FIRST_LINE)), "line", "name")
            yield Field(_("Year"), line("year", self._its_year(data), "2027"), "year")
        hours = typed_hours(own.minutes if own else None)
        yield Field(_("Hours"), line("hours", hours, "200"), "hours")
        cash = typed_euros(own.cash_cents if own else None)
        yield Field(_("Euros"), line("cash", cash, "3500"), "cash")
        rate = typed_euros(own.rate_cents if own else None)
        yield Field(_("Per hour"), line("rate", rate, _("as the plan says")), "rate")
        today = data.today
        yield Field(_("From"), DayInput("from", today, own.starts if own else None), "from")
        yield Field(_("Until"), DayInput("until", today, own.ends if own else None), "until")
        states = [(key, _(words)) for key, words in STATES.items()]
        yield Field(_("State"), one_of("state", states, own.state if own else "plan"), "state")
        yield Field(_("Reason"), line("reason", own.reason if own else ""), "reason")
        where = line("document", own.document if own else "", _("a file or a page"))
        yield Field(_("Stands in"), where, "document")

    def _usual(self, data: SetupChoices) -> str | None:
        """The line that this partner promised for before, or the only one there is."""
        own = [one.line for one in data.commitments if one.organisation == self._organisation]
        return own[-1] if own else data.lines[0][0] if len(data.lines) == 1 else None

    def _its_year(self, data: SetupChoices) -> str:
        """The budget year that is shown, else that of today, else the first."""
        years = data.years
        now = [label for label in years if parse_year(label).contains(data.today)]
        return self._year if self._year in years else next(iter((*now, *years)), "")

    def _where(self) -> tuple[str, str, str]:
        own = self._promise
        if own is not None:
            return own.organisation, own.line, own.year
        organisation, year = self.picked("org"), self.text("year")
        if organisation is None:
            raise refuse("blank", "org")
        plan_line = "" if self.query("#new-line") else self.picked("line")
        if plan_line is None:
            raise refuse("blank", "line")
        if not year:
            raise refuse("blank", "year")
        return organisation, plan_line, year

    @property
    def _new_line(self) -> str:
        return self.text("new-line") if self.query("#new-line") else ""

    def _wanted(self) -> CommitmentEdit:
        from ipe_events.domain.promise_edit import CommitmentEdit

        own, typed = self._promise, bool(self.text("hours"))
        minutes = self.duration("hours") if typed else None
        if not typed and own is not None and own.minutes is not None:
            minutes = 0
        rate, starts, ends = self.euros("rate"), self.day("from"), self.day("until")
        given = {"rate": rate, "starts": starts, "ends": ends}
        return CommitmentEdit(
            minutes=minutes,
            cash=self.euros("cash") or 0,
            rate=rate,
            starts=starts,
            ends=ends,
            state=self.marked("state"),
            reason=self.text("reason"),
            document=self.text("document"),
            cleared=frozenset(name for name, value in given.items() if value is None),
        )

    def ahead(self) -> None:
        """What it comes to."""
        if not (self.text("hours") or self.text("cash")) and self._promise is None:
            words = _("Type hours a year (200 or 37,5), euros a year, or both.")
            self.tell([words])
            return
        where, wanted, new = self._where(), self._wanted(), self._new_line
        self.foresee(lambda bridge: bridge.preview_promise(where, wanted, new), self._ahead)

    def _ahead(self, kept: PromiseKept) -> None:
        now, before = kept.after, kept.before
        words = [_comes_to(now)]
        if now.minutes and now.worth.rate is not None:
            rate = format_money(value_of(60, now.worth.rate))
            words.append(f"{rate}: {_(RATES_FROM[now.worth.source])}")
        if before is not None and _comes_to(before) != words[0]:
            words.append(_("It was: {words}").format(words=_comes_to(before)))
        if now.minutes and now.line not in self._used:
            words.append(_("No kind of event counts for this line yet: see Programme, kinds."))
        if self._promise is None and before is not None:
            words.append(_("There is a promise for this line and year: it is changed."))
        self.tell(words)

    def save(self) -> None:
        """Keep the promise."""
        self.no_longer_wrong()
        where, wanted, new = self._where(), self._wanted(), self._new_line
        if not (wanted.minutes or wanted.cash) and self._promise is None:
            raise refuse("blank", "hours")
        self.saving = True
        self.order(
            lambda bridge: bridge.keep_promise(where, wanted, self._promise, new),
            lambda _nothing: self.kept(True),
        )


def _counts_for(kind: KindLine, data: SetupChoices) -> Iterable[str]:
    """The lines that meetings of a kind may count for."""
    if kind.line == BY_SEAT:
        return [slug for slug, _name in data.lines]
    return [kind.line] if kind.line else []


def _comes_to(promise: CommitmentLine) -> str:
    parts = []
    if promise.minutes is not None:
        hours = format_decimal_hours(promise.committed)
        words = _("{hours} hours, worth {value}") if promise.committed_value else _("{hours} hours")
        value = format_money(promise.committed_value, whole=True)
        parts.append(words.format(hours=hours, value=value))
    if promise.cash_cents:
        cash = format_money(promise.cash_cents, whole=True)
        parts.append(_("{cash} in money").format(cash=cash))
    return " · ".join(parts) or _("nothing")
