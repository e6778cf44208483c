"""Every sentence the program refuses or warns with, in English, by the code it belongs to.

A sentence is made of parts. The first is always said; a further one only when each of its values
is there, so a list of what is known or a reason may be left out by who refuses.
"""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n.catalogue.adopting import ADOPTING
from ipe_events.i18n.catalogue.beginning import BEGINNING
from ipe_events.i18n.catalogue.checks import CHECKS
from ipe_events.i18n.catalogue.dates import DATES
from ipe_events.i18n.catalogue.files import FILES
from ipe_events.i18n.catalogue.hour_rows import HOUR_ROWS
from ipe_events.i18n.catalogue.hours import HOURS
from ipe_events.i18n.catalogue.invitations import INVITATIONS
from ipe_events.i18n.catalogue.keys import KEYS
from ipe_events.i18n.catalogue.kinds import KINDS
from ipe_events.i18n.catalogue.money import MONEY
from ipe_events.i18n.catalogue.naming import NAMING
from ipe_events.i18n.catalogue.people import PEOPLE
from ipe_events.i18n.catalogue.plan import PLAN
from ipe_events.i18n.catalogue.replies import REPLIES
from ipe_events.i18n.catalogue.reports import REPORTS
from ipe_events.i18n.catalogue.series import SERIES
from ipe_events.i18n.catalogue.setup import SETUP
from ipe_events.i18n.catalogue.several import SEVERAL
from ipe_events.i18n.catalogue.state import STATE
from ipe_events.i18n.catalogue.statements import STATEMENTS
from ipe_events.i18n.catalogue.typed import TYPED
from ipe_events.i18n.catalogue.words import FIELDS, WORDS
from ipe_events.i18n.catalogue.working import WORKING
from ipe_events.i18n.catalogue.year import YEAR

ROOMS = (
    ADOPTING,
    BEGINNING,
    NAMING,
    TYPED,
    STATE,
    SERIES,
    PEOPLE,
    DATES,
    PLAN,
    SETUP,
    KEYS,
    KINDS,
    HOURS,
    MONEY,
    YEAR,
    INVITATIONS,
    REPLIES,
    REPORTS,
    HOUR_ROWS,
    STATEMENTS,
    FILES,
    WORKING,
    SEVERAL,
)
REFUSALS: Mapping[str, tuple[str, ...]] = {
    code: sentence for room in ROOMS for code, sentence in room.items()
}

__all__ = ["CHECKS", "FIELDS", "REFUSALS", "ROOMS", "WORDS"]
