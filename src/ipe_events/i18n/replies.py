"""What became of an answer that came in, in the language of the screens."""

from __future__ import annotations

from ipe_events import i18n
from ipe_events.i18n.catalogue import WORDS
from ipe_events.i18n.catalogue.replies import WHY


def why(reason: str, *, language: str | None = None) -> str:
    """The sentence of a reason; an unknown one is shown as it is."""
    said = WHY.get(reason) or WORDS.get(reason)
    tongue = language or i18n.language()
    return i18n.translator(tongue).gettext(said) if said else reason.replace("-", " ")
