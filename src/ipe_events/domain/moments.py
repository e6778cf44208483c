"""When something that came in was said, also by who has a clock that runs ahead.

RFC 5546 section 2.1.5 lets the later DTSTAMP win, and takes for granted that it is right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

_Comparable = TypeVar("_Comparable", int, str, tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Moment:
    """When it was said, at the latest; texts are ISO 8601 in UTC, "" for none.

    A DTSTAMP in the future counts as the moment of reading: `at` is the earlier of the two, and
    `dated` the DTSTAMP if that is the later one. `passed` is the last such DTSTAMP of what was
    said before, by which that is known when its file is read again.
    """

    at: str
    dated: str = ""
    passed: str = ""

    @classmethod
    def of(cls, stamp: str, now: str) -> Moment:
        """The moment of a message with this DTSTAMP that is read now."""
        return cls(now, stamp) if stamp > now else cls(stamp)

    @classmethod
    def parse(cls, text: str) -> Moment:
        """A moment as it is stored."""
        return cls(*text.split("/"))

    def __str__(self) -> str:
        return "/".join((self.at, self.dated, self.passed)).rstrip("/")

    @property
    def _ahead(self) -> str:
        return max(self.dated, self.passed)

    def since(self, kept: Moment) -> int:
        """Whether it is later than what is kept: 1, the same: 0, or earlier: -1."""
        stamp = self.dated or self.at
        if kept.dated and stamp == kept.dated:
            return 0
        if kept.passed and stamp == kept.passed:
            return -1
        if self.dated and kept._ahead and self.at >= kept.at:
            # Of several in the future the order is all that is known.
            return _sign(self.dated, kept._ahead)
        return _sign((self.at, self.dated), (kept.at, kept.dated))

    def after(self, kept: Moment) -> Moment:
        """This moment as it is kept in the place of another."""
        return self if self.dated else replace(self, passed=kept._ahead)


# SEQUENCE, moment as it is stored, and what makes it certain which of two counts.
Age = tuple[int, str, *tuple[str, ...]]


def newness(new: Age, kept: Age) -> int:
    """Whether something is newer than what is kept: 1, the same: 0, or older: -1."""
    if new[0] != kept[0]:
        return _sign(new[0], kept[0])
    moment = Moment.parse(new[1]).since(Moment.parse(kept[1]))
    return moment or _sign(new[2:], kept[2:])


def kept_stamp(new: Age, kept: Age) -> str:
    """The moment of something new as it is stored in the place of what was kept."""
    moment = Moment.parse(new[1])
    return str(moment.after(Moment.parse(kept[1])) if new[0] == kept[0] else moment)


def _sign(one: _Comparable, other: _Comparable) -> int:
    return (one > other) - (one < other)
