"""The list that people sign at a meeting."""

from __future__ import annotations

from ipe_events.services import events
from ipe_events.services.workspace import View


def as_file(view: View, event_id: int) -> bytes:
    """The list of one meeting as HTML, in the programme's language."""
    # Imported here: who asks for something else need not wait for these.
    from ipe_events.reports import attendance_list, html

    page = events.page(view, event_id)
    programme = view.programme
    return html.render(attendance_list.document(page, programme.name, programme.language))
