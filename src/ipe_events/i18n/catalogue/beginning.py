"""Refusals about making a programme that has no file yet."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

BEGINNING: Mapping[str, tuple[str, ...]] = {
    "no-partners": (N_("a programme needs partners"), N_("name at least one")),
    "file-exists": (N_('the file "{path}" is there already'), N_("choose another name")),
    "rows-refused": (
        N_("rows that cannot be used: {count}"),
        N_("set them right; nothing was written"),
    ),
}
