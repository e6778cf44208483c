"""What all e-mails say alike, in the programme's language: who, when, where, and regards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ipe_events.domain.mail import Block, Facts, Words, is_empty
from ipe_events.i18n import N_, format_date, format_day_range, translator
from ipe_events.i18n.sentences import field_label

Moment = date | datetime

LABELS: Mapping[str, str] = {
    "title": N_("What"),
    "start": N_("When"),
    "location": N_("Where"),
    "link": N_("Online"),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks one language (`nl`, `en`), whatever the screens speak."""

    language: str

    def say(self, message: str, **values: object) -> str:
        """A message with its values."""
        return translator(self.language).gettext(message).format(**values)

    def when(self, start: Moment, end: Moment, *, long: bool = False) -> str:
        """Days and times: `di 12 jan 2027 13:00–15:00`; long: `dinsdag 12 januari 2027 …`."""
        first, last = _day(start), _day(end)
        if not isinstance(start, datetime):
            return format_day_range(first, last, long=long, language=self.language)
        day = format_date(first, long=long, language=self.language)
        if first == last:
            return f"{day} {start:%H:%M}–{end:%H:%M}"
        until = format_date(last, long=long, language=self.language)
        return f"{day} {start:%H:%M} – {until} {end:%H:%M}"

    def label(self, field: str) -> str:
        """What a field of an invitation is called beside its value."""
        if field in LABELS:
            return self.say(LABELS[field])
        return field_label(field, language=self.language)

    def facts(self, values: Mapping[str, str]) -> Facts:
        """The values there are, each with its label."""
        return Facts(tuple((self.label(name), text) for name, text in values.items() if text))

    def letter(self, subject: str, to: str, sender: str, blocks: list[Block]) -> Words:
        """A whole e-mail; a block that says nothing is left out."""
        greeting = self.say(N_("Dear {name},"), name=to) if to else self.say(N_("Hello,"))
        regards = self.say(N_("Kind regards,\n{name}"), name=sender)
        body = [block for block in blocks if not is_empty(block)]
        return Words(subject, (greeting, *body, regards), self.language)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
