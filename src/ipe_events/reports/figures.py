"""Hours, euros, days and shares as a document shows them, in one language (Babel)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from babel import Locale, dates, numbers

from ipe_events.domain.minutes import HOUR, hours_and_minutes

# English as it is written where euros are spent.
_LOCALES = {"nl": "nl_NL", "en": "en_IE"}
NONE = "–"


class Figures:
    """The figures of documents in one language; None is shown as a dash."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(_LOCALES[language])

    def hours(self, minutes: int | None) -> str:
        """Minutes as decimal hours with at most two decimals: `7,5`."""
        if minutes is None:
            return NONE
        return numbers.format_decimal(Decimal(minutes) / HOUR, "#,##0.##", self._locale)

    def clock(self, minutes: int | None) -> str:
        """Minutes as hours and minutes, which add up as they stand: `7:30`."""
        return NONE if minutes is None else hours_and_minutes(minutes)

    def euros(self, cents: int | Fraction | None, *, whole: bool = False) -> str:
        """Cents as euros: `€ 1.234,50`; `whole` leaves the cents out, rounded."""
        if cents is None:
            return NONE
        amount = Decimal(cents.numerator) / cents.denominator / 100
        digits = 0 if whole else 2
        text: str = numbers.format_currency(
            _rounded(amount, digits),
            "EUR",
            locale=self._locale,
            currency_digits=False,
            format=self._currency(digits),
        )
        return text

    def _currency(self, digits: int) -> str:
        pattern: str = self._locale.currency_formats["standard"].pattern
        return pattern if digits else pattern.replace("0.00", "0")

    def number(self, count: int | None) -> str:
        """A whole number: `2.360`."""
        return NONE if count is None else numbers.format_decimal(count, locale=self._locale)

    def percent(self, part: Fraction | None, *, decimals: int = 0) -> str:
        """A share as a percentage: `93%`; 1 is all of it."""
        if part is None:
            return NONE
        share = _rounded(Decimal(part.numerator) / part.denominator * 100, decimals) / 100
        pattern = f"#,##0{'.' + '0' * decimals if decimals else ''}%"
        text: str = numbers.format_percent(share, pattern, self._locale, decimal_quantization=False)
        return text

    def day(self, day: date | None, *, long: bool = False) -> str:
        """A day: `12-01-2027`; long: `12 januari 2027`."""
        if day is None:
            return NONE
        english = "d MMM y" if self.language == "en" else "dd-MM-y"
        return dates.format_date(day, "d MMMM y" if long else english, self._locale)

    def days(self, first: date, last: date) -> str:
        """A period in words: `1 januari – 31 december 2027`."""
        if first == last:
            return self.day(first, long=True)
        pattern = "d MMMM" if first.year == last.year else "d MMMM y"
        start = dates.format_date(first, pattern, self._locale)
        return f"{start} – {self.day(last, long=True)}"

    def weekday(self, day: date) -> str:
        """The short name of its weekday: `di`."""
        return dates.format_date(day, "EEEEEE" if self.language == "nl" else "EEE", self._locale)

    def month(self, day: date, *, year: bool = True) -> str:
        """The month of a day: `januari 2027`, or its name alone."""
        return dates.format_date(day, "LLLL y" if year else "LLLL", self._locale)

    def moment(self, at: datetime) -> str:
        """A day and a time, both as given: `12-01-2027 13:05`."""
        return f"{self.day(at.date())} {at:%H:%M}"


def _rounded(amount: Decimal, digits: int) -> Decimal:
    from decimal import ROUND_HALF_UP

    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
