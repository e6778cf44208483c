"""Alembic's entry: runs the revisions on the connection that `store.migrate` opened."""

from __future__ import annotations

from alembic import context

from ipe_events.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
