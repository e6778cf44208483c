"""Short names, addresses and numbers, for a shell that completes what is typed."""

from __future__ import annotations

from ipe_events.store.queries.short_names import read as read
