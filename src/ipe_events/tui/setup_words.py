"""What a programme is made of, in words: goals, whom a kind charges, what is checked, states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ipe_events.domain.coverage import EXPERIMENT, PRESENT, WANTED
from ipe_events.domain.hours import Charge
from ipe_events.i18n import N_, _

CHARGES = {
    Charge.ALL: N_("everybody"),
    Charge.HOSTS: N_("host and speakers"),
    Charge.NOBODY: N_("nobody"),
}
GOALS = {
    "goal": N_("goal"),
    "precondition": N_("condition"),
    "proeftuin": N_("living lab"),
    "setting": N_("setting"),
    "theme": N_("theme"),
    "experiment": N_("experiment"),
    "result": N_("result"),
    "level": N_("level"),
    "phase": N_("phase"),
    "practice": N_("practice"),
}
LACKING = {
    PRESENT: N_("present practice"),
    WANTED: N_("wanted situation"),
    EXPERIMENT: N_("an experiment"),
}
CHECKS = {
    "missing-organisation": N_("who is missing"),
    "too-few-professions": N_("professions"),
    "missing-role": N_("roles"),
    "layer-without-event": N_("its layer meets"),
    "no-next-meeting": N_("there is a next one"),
    "double-booked": N_("double booked"),
    "not-working-day": N_("working days"),
    "holiday": N_("public holidays"),
    "school-holiday": N_("school holidays"),
    "closure": N_("closures"),
    "commitment-exceeded": N_("above the promise"),
    "agenda-too-long": N_("agenda fits"),
    "length-out-of-bounds": N_("length"),
    "disputed-date": N_("disputed dates"),
}
STATES = {"plan": N_("in the plan"), "signed": N_("signed")}


def goal_kind(kind: str) -> str:
    """What a goal is; a kind of the programme's own is in its own words."""
    return _(GOALS[kind]) if kind in GOALS else kind


def charged(charge: str) -> str:
    """Whom a kind charges."""
    return _(CHARGES[Charge(charge)]) if charge in set(Charge) else charge


def still_to_do(lacks: Sequence[str]) -> str:
    """What a theme lacks."""
    if not lacks:
        return "✓ " + _("complete")
    return _("still to do: {what}").format(what=", ".join(_(LACKING[name]) for name in lacks))


def comma(words: Iterable[str]) -> str:
    """What there is of some words, with commas."""
    return ", ".join(word for word in words if word)
