"""What a report says, in one language: messages, figures, and when meetings are."""

from __future__ import annotations

from ipe_events.domain.records import EventLine
from ipe_events.i18n import N_, month_name, translator
from ipe_events.reports.figures import Figures


class Speaker:
    """Speaks one language (`nl`, `en`), whatever the screens speak."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = translator(language)
        self.figures = Figures(language)

    def __call__(self, message: str, **values: object) -> str:
        """A message with its values."""
        return self._messages.gettext(message).format(**values)

    def ngettext(self, one: str, several: str, count: int, **values: object) -> str:
        """A message about a number of things, which it calls `count`."""
        words = self._messages.ngettext(one, several, count)
        return words.format(count=self.figures.number(count), **values)

    def capital(self, sentence: str) -> str:
        """A sentence with its first letter as a sentence begins."""
        return sentence[:1].upper() + sentence[1:]

    def short_month(self, label: str) -> str:
        """A month (`2027-01`) below a column: `jan 27`."""
        month = month_name(int(label[5:]), long=False, language=self.language)
        return f"{month} {label[2:4]}"

    def quarter(self, label: str) -> str:
        """A quarter (`2027-1`) below a column: `k1 27`."""
        return self(N_("q{number} {year}"), number=label[5:], year=label[2:4])

    def when(self, event: EventLine) -> str:
        """Weekday, day and times: `di 12-01-2027 13:00–15:00`."""
        words = f"{self.figures.weekday(event.day)} {self.figures.day(event.day)}"
        if event.until is not None and event.until != event.day:
            words += f" – {self.figures.day(event.until)}"
        if event.start is None or event.end is None:
            return words
        return f"{words} {event.start:%H:%M}–{event.end:%H:%M}"
