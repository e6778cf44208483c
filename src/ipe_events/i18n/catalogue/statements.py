"""Hour statements that are refused."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

STATEMENTS: Mapping[str, tuple[str, ...]] = {
    "outside-year": (N_("{field}: the days must lie within {year}, the first before the last"),),
    "statement-form": (N_("statements are not made as {value}: give a folder, or one of {known}"),),
    "statement-signed": (
        N_("statement {id} is signed, on {on}; another signature takes its place with --again"),
    ),
    "unknown-statement": (N_("there is no hour statement {id} (see: hours statements)"),),
}
