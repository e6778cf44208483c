from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from ipe_events.domain.promises import Book, Promise, half_away, value_of
from ipe_events.domain.rates import SEVERAL, RateDraft, RateFrom, SetRate, Worth
from ipe_events.domain.years import Year

VIAA, KPZ, KERNTEAM, LEERTEAMS, EVA, ANN = 5, 6, 1, 2, 11, 12
YEAR = (date(2027, 1, 1), date(2027, 12, 31))


def promise(hand_rate: int | None = None, organisation: int = VIAA) -> Promise:
    return Promise(organisation, KERNTEAM, *YEAR, 200 * 60, 1_100_000, hand_rate, 0)


def of_organisation(cents: int, first: date | None = None, last: date | None = None) -> SetRate:
    return SetRate(cents, VIAA, None, first, last)


def of_person(cents: int, first: date | None = None) -> SetRate:
    return SetRate(cents, None, EVA, first, None)


PLAN = Worth(Fraction(5500), RateFrom.PLAN)


@pytest.mark.parametrize(
    ("made", "rates", "person", "worth"),
    [
        (promise(), [], EVA, PLAN),
        (promise(), [of_organisation(6000)], None, Worth(Fraction(6000), RateFrom.ORGANISATION)),
        (promise(7000), [of_organisation(6000)], None, Worth(Fraction(7000), RateFrom.COMMITMENT)),
        (promise(7000), [of_person(8000)], EVA, Worth(Fraction(8000), RateFrom.PERSON)),
        (promise(7000), [of_person(8000)], ANN, Worth(Fraction(7000), RateFrom.COMMITMENT)),
        (promise(), [of_organisation(6000, last=date(2027, 2, 28))], None, PLAN),
        (promise(), [of_person(8000, date(2027, 4, 1))], EVA, PLAN),
    ],
)
def test_f60_the_narrower_rate_goes_first_and_a_hand_before_the_plan(
    made: Promise, rates: list[SetRate], person: int | None, worth: Worth
) -> None:
    assert Book([made], rates).worth(VIAA, KERNTEAM, "2027-03", person) == worth


def test_what_nobody_promised_is_worth_what_the_organisation_says() -> None:
    assert Book([promise()]).worth(VIAA, None, "2027-03").source is RateFrom.NONE
    assert Book([promise()]).worth(VIAA, LEERTEAMS, "2027-03").rate is None
    assert Book([promise()]).worth(VIAA, KERNTEAM, "2028-01").rate is None
    own = Book([promise()], [of_organisation(6000)])
    assert own.worth(VIAA, None, "2027-03") == Worth(Fraction(6000), RateFrom.ORGANISATION)
    assert own.worth(KPZ, KERNTEAM, "2027-03").rate is None


def test_a_promise_is_worth_what_its_hours_are_in_each_month() -> None:
    book = Book([promise()], [of_organisation(6000, date(2027, 7, 1))])
    assert book.committed_value(promise()) == 1_150_000
    assert book.promised_worth(promise()) == SEVERAL
    spring = Year(date(2027, 1, 1), date(2027, 6, 30), "")
    assert book.promised_worth(promise(), spring) == PLAN
    book = Book([promise()], [of_organisation(6000, date(2027, 1, 1))])
    assert book.committed_value(promise()) == 1_200_000


@pytest.mark.parametrize(
    ("minutes", "rate", "cents"),
    [(1, Fraction(30), 1), (-1, Fraction(30), -1), (90, Fraction(5555), 8333), (60, None, 0)],
)
def test_a_value_is_rounded_half_away_from_zero(
    minutes: int, rate: Fraction | None, cents: int
) -> None:
    assert value_of(minutes, rate) == cents
    assert half_away(Fraction(-1, 2)) == -1


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (RateDraft(5500, "viaa"), set()),
        (RateDraft(5500), {"rate-of-one"}),
        (RateDraft(5500, "viaa", "1"), {"rate-of-one"}),
        (RateDraft(-1, "viaa", method="guess"), {"negative", "unknown-method"}),
        (RateDraft(10**6, "viaa", starts=date(2027, 1, 2)), {"too-much", "not-whole-months"}),
        (RateDraft(1, "viaa", ends=date(2027, 1, 30)), {"not-whole-months"}),
        (
            RateDraft(1, "viaa", starts=date(2027, 3, 1), ends=date(2027, 2, 28)),
            {"end-before-start"},
        ),
    ],
)
def test_what_is_wrong_with_a_rate(draft: RateDraft, codes: set[str]) -> None:
    assert {problem.code for problem in draft.problems()} == codes
