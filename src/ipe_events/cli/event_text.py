"""Events as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ipe_events.cli import documents, output
from ipe_events.cli.columns import table
from ipe_events.domain.records import EventHours, EventPage, Outcome, Participant
from ipe_events.i18n import N_, _, format_decimal_hours
from ipe_events.i18n.catalogue import WORDS

if TYPE_CHECKING:
    from ipe_events.services.workspace import View

ANSWERS = {
    "needs-action": N_("no answer yet"),
    "accepted": N_("comes"),
    "declined": N_("does not come"),
    "tentative": N_("comes perhaps"),
    "delegated": N_("sends somebody"),
}

# Who is named in an invitation, when not everybody is.
PRIVACY = {
    "organisations": N_("organisations only"),
    "recipient": N_("the recipient alone"),
}


def hours_of(view: View, outcome: Outcome) -> list[EventHours]:
    """What an event that was just made or changed costs each partner."""
    from ipe_events.services import ledger

    return ledger.event_hours(view, outcome.events)[outcome.events[0].id]


def say_outcome(
    outcome: Outcome, words: str, as_json: bool, costs: Sequence[EventHours] = ()
) -> None:
    """What became of an event, and what it costs each partner when that is told."""
    if as_json:
        output.emit(documents.outcome(outcome))
        return
    line = outcome.events[0]
    output.say(words.format(id=line.id, event=output.event_words(line)))
    output.say_checks(outcome.checks)
    _say_hours(costs)


def say_page(page: EventPage) -> None:
    """Everything about an event."""
    line = page.event
    output.say(output.event_words(line))
    facts = (
        (_("kind"), line.kind_name),
        (_("state"), _(WORDS[line.state])),
        (_("reason"), page.reason),
        (_("where"), line.location),
        (_("link"), line.link),
        (_("host"), line.host or ""),
        (_("goal"), page.goal or ""),
        (_("series"), str(line.series or "")),
        (_("named"), _(PRIVACY[line.privacy]) if line.privacy in PRIVACY else ""),
        (_("calendar"), _("another calendar invites to it") if line.adopted else ""),
        (_("note"), page.note),
    )
    for name, text in facts:
        if text:
            output.say(f"{name}: {output.plain(text)}")
    decided = _("decided")
    for text in page.outcome.splitlines():
        output.say(f"{decided}: {output.plain(text)}")
    if page.participants:
        output.say("")
        rows = [_participant(one, line.state) for one in page.participants]
        table((_("organisation"), _("name"), _("e-mail"), _("answer")), rows, whole=(2,))
    _say_hours(page.hours)
    output.say_checks(page.checks)


def _participant(one: Participant, state: str) -> tuple[str, str, str, str]:
    if one.heads is not None:
        who = _("{count} people").format(count=one.heads)
    else:
        who = one.name or _("open seat")
    answer = _(ANSWERS[one.answer])
    if state == "held" and one.attended is not None:
        answer = _("was there") if one.attended else _("was not there")
    return one.organisation_name, who, one.email or "–", answer


def _say_hours(costs: Sequence[EventHours]) -> None:
    if not costs:
        return
    output.say("")
    rows = [
        (
            cost.organisation_name,
            cost.line or "–",
            format_decimal_hours(cost.minutes),
            "–" if cost.left is None else format_decimal_hours(cost.left),
        )
        for cost in costs
    ]
    head = (_("organisation"), _("line"), _("hours"), _("left this year"))
    table(head, rows, right=(2, 3))
