"""The warnings of design §4, in neutral words."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

CHECKS: Mapping[str, tuple[str, ...]] = {
    "missing-organisation": (N_("nobody yet from {organisations}"),),
    "too-few-professions": (
        N_("professions at the table: {count}"),
        N_("wished for: at least {minimum}"),
    ),
    "missing-role": (N_("nobody yet with the role {role}"),),
    "layer-without-event": (N_("no event yet for the layer {layer}"),),
    "no-next-meeting": (N_("no next meeting planned yet"),),
    "double-booked": (N_("{person} has two meetings at this time"), "{title}", "{time}"),
    "not-working-day": (N_("not a working day for every participant"), "{person}"),
    "holiday": (N_("{date} is a public holiday: {name}"),),
    "school-holiday": (N_("{date} is in a school holiday: {name}"),),
    "closure": (N_("{organisation} is closed: {name}"),),
    "commitment-exceeded": (N_("{organisation}, {line}: {over} hours above the promise"),),
    "cash-short": (N_("{year}: {amount} more is needed than comes in"),),
    "agenda-too-long": (N_("the agenda takes more time than the meeting has"),),
    "length-out-of-bounds": (
        N_("this meeting lasts {minutes}"),
        N_("usual is at least {minimum}"),
        N_("usual is at most {maximum}"),
    ),
    "disputed-date": (N_("the plan gives more than one date for this"), N_("please check it")),
}
