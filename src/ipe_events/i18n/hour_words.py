"""Hours in words, the same on screens, in commands and on paper: what pays, why, worth what."""

from __future__ import annotations

from ipe_events.domain.entries import LineFrom, Origin
from ipe_events.domain.hours import Financing
from ipe_events.domain.rates import Method, RateFrom
from ipe_events.i18n import N_

FINANCING = {
    Financing.IN_KIND: N_("in kind"),
    Financing.PROGRAMME: N_("paid by the programme"),
    Financing.OTHER: N_("paid otherwise"),
}
ORIGINS = {
    Origin.ATTENDANCE: N_("attendance list"),
    Origin.HAND: N_("entered by hand"),
    Origin.IMPORT: N_("hours handed in by the partner"),
    Origin.OPENING: N_("opening balance"),
}
LINES_FROM = {
    LineFrom.HAND: N_("chosen by hand"),
    LineFrom.KIND: N_("the kind of meeting has this line"),
    LineFrom.GROUP: N_("the person's group has this line"),
    LineFrom.ORGANISATION: N_("the only line this partner promised hours for"),
    LineFrom.NONE: N_("nothing says for which promise"),
}
RATES_FROM = {
    RateFrom.PERSON: N_("rate of the person"),
    RateFrom.COMMITMENT: N_("agreed with the promise"),
    RateFrom.ORGANISATION: N_("rate of the organisation"),
    RateFrom.PLAN: N_("follows from the plan: value ÷ hours"),
    RateFrom.SEVERAL: N_("several rates in this time"),
    RateFrom.NONE: N_("no rate is known"),
}
METHODS = {
    Method.FIXED: N_("fixed rate"),
    Method.WAGES: N_("wage costs with a fixed surcharge"),
    Method.INTEGRAL: N_("integral cost rate"),
    Method.GPL: N_("average personnel cost (GPL)"),
}
