"""What is kept of somebody, in words: for commands, screens and files alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ipe_events.i18n import N_, _
from ipe_events.i18n.change_words import word_of
from ipe_events.i18n.sentences import clean

LONGEST = 2000
HEADINGS = {
    "person": N_("Person"),
    "affiliations": N_("Works or worked at"),
    "memberships": N_("Seats in groups"),
    "meetings": N_("Meetings"),
    "hours": N_("Hours"),
    "statements": N_("Hour statements signed"),
    "closures": N_("Days away"),
    "busy": N_("Busy times"),
    "poll_answers": N_("Answers to proposed dates"),
    "told": N_("Invitations told"),
    "received": N_("Answers received"),
    "changes": N_("In the journal"),
}

# What a fact is called for people; the files for machines keep the names of the fields.
LABELS = {
    "activity": N_("activity"),
    "address": N_("address"),
    "after": N_("after"),
    "aliases": N_("other addresses"),
    "answer": N_("answer"),
    "at": N_("at"),
    "attended": N_("attended"),
    "before": N_("before"),
    "change": N_("change"),
    "comment": N_("comment"),
    "date": N_("date"),
    "deputy": N_("deputy"),
    "email": N_("email"),
    "end": N_("end"),
    "entered_at": N_("entered at"),
    "erased_on": N_("erased on"),
    "event": N_("event"),
    "file": N_("file"),
    "financing": N_("financing"),
    "from": N_("from"),
    "function": N_("function"),
    "group": N_("group"),
    "hours": N_("hours"),
    "id": N_("number"),
    "method": N_("message"),
    "name": N_("name"),
    "online": N_("online"),
    "organisation": N_("organisation"),
    "period": N_("period"),
    "profession": N_("profession"),
    "programme": N_("programme"),
    "reason": N_("reason"),
    "role": N_("role"),
    "signed_by": N_("signed by"),
    "signed_on": N_("signed on"),
    "source": N_("source"),
    "start": N_("start"),
    "state": N_("state"),
    "statement": N_("statement"),
    "title": N_("title"),
    "until": N_("until"),
    "version": N_("version"),
    "working_days": N_("working days"),
}
# Whose values are words of the program's own.
CODES = {"answer", "financing", "role", "state"}


def document(found: Mapping[str, Sequence[Mapping[str, object]]]) -> dict[str, object]:
    """For machines: the person, and a list for each kind of thing."""
    return {
        kind: dict(facts[0]) if kind == "person" else [dict(fact) for fact in facts]
        for kind, facts in found.items()
    }


def dossier_words(
    found: Mapping[str, Sequence[Mapping[str, object]]],
) -> Iterator[tuple[str, list[str]]]:
    """For people: each kind of thing there is with a line for each thing."""
    for kind, facts in found.items():
        if facts:
            yield _(HEADINGS[kind]), [_line(fact) for fact in facts]


def _line(fact: Mapping[str, object]) -> str:
    said = (
        f"{_(LABELS.get(name, name))}: {word_of(value) if name in CODES else _shown(value)}"
        for name, value in fact.items()
        if _says(value)
    )
    return clean(", ".join(said), LONGEST)


def _says(value: object) -> bool:
    return value is not None and value not in ("", ()) and value is not False


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return _("yes") if value is True else str(value)
