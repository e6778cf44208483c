"""What is said about a typed query: what it could not use, and what there is."""

from __future__ import annotations

from collections.abc import Sequence

from ipe_events.domain.search import Remark
from ipe_events.domain.suggesting import own_name
from ipe_events.i18n import _, language
from ipe_events.i18n.sentences import clean


def remark_words(remark: Remark) -> str:
    """One remark on one line, in the language of the screens."""
    tongue = language()
    value, name = clean(remark.value), own_name(remark.field, tongue)
    if remark.what == "day":
        return _("“{value}” is not a day; 2027-01-12, 12 jan or a year will do").format(value=value)
    if remark.what == "year":
        return _("“{value}” is not a year; write 2027 or 2026-2027").format(value=value)
    if remark.what == "value":
        known = ", ".join(clean(one, 24) for one in remark.known)
        words = _("{field}: nothing is called “{value}”; there is {known}")
        if not known:
            words = _("{field}: nothing is called “{value}”")
        return words.format(field=name, value=value, known=known)
    known = ", ".join(f"{own_name(one, tongue)}:" for one in remark.known)
    if not known:
        return _("“{field}:” is not asked here; words alone are").format(field=clean(name))
    return _("“{field}:” is not known here; there is {known}").format(
        field=clean(name), known=known
    )


def remarks_words(remarks: Sequence[Remark]) -> str:
    """The first remark; one line has no room for more."""
    return remark_words(remarks[0]) if remarks else ""
