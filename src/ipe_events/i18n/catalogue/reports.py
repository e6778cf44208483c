"""Reports that are refused."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

REPORTS: Mapping[str, tuple[str, ...]] = {
    "report-form": (
        N_('a report is not made as "{value}"'),
        N_("give a file that ends in {known}"),
    ),
}
