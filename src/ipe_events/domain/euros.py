"""Amounts of money as people write them, kept as whole cents."""

from __future__ import annotations

import re
from decimal import Decimal

from ipe_events.domain.errors import refuse

_SHOWN = 60
_EUROS = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,2})?", re.ASCII)


def parse_euros(text: str, field: str) -> int:
    """Read `7000`, `55.50` or `55,50` as whole cents; refuses `not-an-amount`."""
    cleaned = text.strip()
    if not _EUROS.fullmatch(cleaned):
        raise refuse("not-an-amount", field, value=text[:_SHOWN])
    return int(Decimal(cleaned.replace(",", ".")) * 100)
