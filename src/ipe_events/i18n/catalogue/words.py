"""Words that commands and records write in English and people read in their own language."""

from __future__ import annotations

from ipe_events.i18n import N_

WORDS = {
    "draft": N_("draft"),
    "planned": N_("planned"),
    "held": N_("held"),
    "cancelled": N_("cancelled"),
    # why a repetition rule is none
    "syntax": N_("it is not written as a rule"),
    "unknown-part": N_("there is no such part"),
    "duplicate-part": N_("this part stands in it twice"),
    "bad-value": N_("this value does not fit"),
    "not-with-frequency": N_("this does not go together with its frequency"),
    "week-numbers": N_("calendar programs disagree about week numbers; name days instead"),
    "mixed-weekdays": N_("every MO and the first TU cannot stand in one rule; make two series"),
    "count-and-until": N_("it takes COUNT or UNTIL, not both"),
}

# The names of input fields as people know them; one that is not here is shown as it is spelled.
FIELDS = {
    "activity": N_("the activity"),
    "actual": N_("the actual time"),
    "address": N_("the address"),
    "answer": N_("the answer"),
    "cash": N_("the amount"),
    "choice": N_("the choice"),
    "date": N_("the date"),
    "deputy": N_("the deputy"),
    "email": N_("the e-mail address"),
    "end": N_("the end"),
    "file": N_("the file"),
    "from": N_("the first day"),
    "goal": N_("the goal"),
    "group": N_("the group"),
    "host": N_("the host"),
    "hours": N_("the number of hours"),
    "kind": N_("the kind of event"),
    "language": N_("the language"),
    "length": N_("the length"),
    "line": N_("the line"),
    "location": N_("the place"),
    "name": N_("the name"),
    "online": N_("the link"),
    "link": N_("the link"),
    "organisation": N_("the organisation"),
    "organiser": N_("the organiser"),
    "person": N_("the person"),
    "preparation": N_("the preparation"),
    "profession": N_("the profession"),
    "rate": N_("the hourly rate"),
    "reason": N_("the reason"),
    "role": N_("the role"),
    "rrule": N_("the repetition rule"),
    "rule": N_("the repetition rule"),
    "start": N_("the start"),
    "time": N_("the time"),
    "title": N_("the title"),
    "to": N_("the last day"),
    "travel": N_("the travel"),
    "until": N_("the last day"),
    "walk-in": N_("who came uninvited"),
    "year": N_("the year"),
    "zone": N_("the time zone"),
}
