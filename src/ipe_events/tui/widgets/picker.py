"""A list of which one can be chosen, that opens as soon as somebody types."""

from __future__ import annotations

from textual import events
from textual.widgets import Select

from ipe_events.tui.widgets.guarded import Guarded


class Picker(Guarded, Select[str]):
    """Letters go to what is typed instead of doing something elsewhere."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters are typed here."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Open, and hand on what was typed once the list has the keys."""
        if self.has_focus and event.is_printable and event.character and event.key != "space":
            event.stop()
            self.action_show_overlay()
            typed = events.Key(event.key, event.character)
            self.call_after_refresh(self.query_one("SelectOverlay").post_message, typed)
