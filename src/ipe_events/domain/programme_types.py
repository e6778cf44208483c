"""The kinds of value in a programme file, each with what is allowed, and its tables' base."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ipe_events.domain import programme_values as values

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Plain:
    """How one value of the file is checked and converted, and in words what is allowed."""

    convert: Callable[[object], object]
    allowed: str

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The schema that calls `convert` and nothing else: no coercion of pydantic's own."""
        return core_schema.no_info_plain_validator_function(self._check)

    def _check(self, value: object) -> object:
        try:
            return self.convert(value)
        except ValueError as error:
            words = {"reason": str(error), "allowed": self.allowed}
            raise PydanticCustomError("fault", "{reason}", words) from None


def _text(least: int, most: int) -> Plain:
    return Plain(values.one_line(least, most), f"one line of text, {least} to {most} characters")


def word(*words: str) -> Plain:
    """One of a few fixed words."""
    return Plain(values.word(*words), ", ".join(f'"{word}"' for word in words))


def whole(least: int, most: int) -> Plain:
    """A whole number, both ends included."""
    return Plain(values.whole(least, most), f"{least} to {most}")


def _length(least: int) -> Plain:
    allowed = f'"2:00" for hours and minutes, or minutes from {least} to {values.MOST_MINUTES}'
    return Plain(values.length(least), allowed)


_Row = TypeVar("_Row")
Many = Annotated[tuple[_Row, ...], Field(max_length=MOST_ROWS)]

_SLUG = "1 to 61 letters, digits, - or _, the first a letter or digit"
Slug = Annotated[str, Plain(values.slug, _SLUG)]
Name = Annotated[str, _text(1, 200)]
Phrase = Annotated[str, _text(0, 200)]
Note = Annotated[str, _text(0, 2000)]
_HOURS = f"0 or more, at most {values.MOST_HOURS} hours, such as 200 or 1.5"
HoursAsMinutes = Annotated[int, Plain(values.minutes_of_hours, _HOURS)]
_EUROS = f"0 or more, at most {values.MOST_EUROS} euros, such as 7000 or 55.50"
EurosAsCents = Annotated[int, Plain(values.cents_of_euros, _EUROS)]
_RATE = f"0.01 to {values.MOST_RATE} euros an hour, such as 55 or 52.50"
RateAsCents = Annotated[int, Plain(values.cents_of_rate, _RATE)]
Year = Annotated[int, whole(values.FIRST_YEAR, values.LAST_YEAR)]
_YEAR = '"2024" for a calendar year, "2024-2025" for a school year'
YearLabel = Annotated[str, Plain(values.year_label, _YEAR)]
YearLabels = Annotated[tuple[YearLabel, ...], Field(max_length=30)]
Day = Annotated[date, Plain(values.day, "a date such as 2024-09-01")]
Flag = Annotated[bool, Plain(values.flag, "true or false")]
Meeting = Annotated[int, _length(5)]
Extra = Annotated[int, _length(0)]
Leading = Annotated[Literal["hours", "euros"], word("hours", "euros")]
Country = Annotated[str, Plain(values.country, 'two capitals, such as "NL"')]
Zone = Annotated[str, Plain(values.zone, 'a name such as "Europe/Amsterdam"')]
When = Annotated[
    tuple[tuple[str, str], ...],
    Plain(values.pairs, f'{{ choice = "option" }}, at most {values.MOST_PAIRS}'),
]
Region = Annotated[str, Plain(values.region, 'a region such as "NL" or "NL-Noord"')]
_DETAILS = f'{{ key = "text" }} or {{ key = ["text", "text"] }}, at most {values.MOST_DETAILS}'
Details = Annotated[tuple[tuple[str, tuple[str, ...]], ...], Plain(values.details, _DETAILS)]


class Table(BaseModel):
    """A table of the file: nothing but the keys named here, and fixed once read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(Table):
    """A table that may carry a remark and where it comes from ("002:359-369")."""

    note: Note = ""
    source: Phrase = ""
