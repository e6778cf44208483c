"""What was told is marked as sent or taken back; answers know which invitation they answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Change the schema; `store.migrate` recreates the triggers afterwards."""
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("recurrence_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_review_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_review_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_review_event_id"), "review", ["event_id"], unique=False)
    _filled("delivery", "state", "VARCHAR", "exported")
    _filled("event", "privacy", "VARCHAR", "all")
    _filled("event", "adopted", "BOOLEAN", "0")
    _filled("organisation", "email", "VARCHAR", "")
    _filled("participation", "comment", "VARCHAR", "")
    op.add_column("participation", sa.Column("answered_sequence", sa.Integer(), nullable=True))
    _filled("participation", "answered_stamp", "VARCHAR", "")
    _filled("person", "aliases", "VARCHAR", "[]")


def _filled(table: str, column: str, kind: str, value: str) -> None:
    # In words: Alembic writes the default in brackets, which reads back as another one.
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} DEFAULT '{value}' NOT NULL")
