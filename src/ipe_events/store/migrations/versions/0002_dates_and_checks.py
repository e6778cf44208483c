"""Closures, busy times and polls; what kinds check, series were made with, people's deputies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Change the schema; `store.migrate` recreates the triggers afterwards."""
    op.create_table(
        "busy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("ends_at", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_busy_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_busy_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_busy_organisation_id_starts_at"),
        "busy",
        ["organisation_id", "starts_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_busy_person_id_starts_at"), "busy", ["person_id", "starts_at"], unique=False
    )
    op.create_table(
        "closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_closure_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_closure_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_closure_starts"), "closure", ["starts"], unique=False)
    op.create_table(
        "poll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("groups", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_poll_event_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["kind_id"], ["event_kind.id"], name=op.f("fk_poll_kind_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_poll_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "poll_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["poll.id"], name=op.f("fk_poll_date_poll_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_date")),
        sa.UniqueConstraint(
            "poll_id", "day", "start_time", name=op.f("uq_poll_date_poll_id_day_start_time")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "poll_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("date_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["date_id"], ["poll_date.id"], name=op.f("fk_poll_answer_date_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_poll_answer_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_poll_answer_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_answer")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_poll_answer_date_id"), "poll_answer", ["date_id"], unique=False)
    _filled("event", "disputed", "VARCHAR", "")
    _filled("event_kind", "minimum_professions", "INTEGER", "0")
    _filled("event_kind", "required_roles", "VARCHAR", "[]")
    op.add_column("event_kind", sa.Column("shortest", sa.Integer(), nullable=True))
    op.add_column("event_kind", sa.Column("longest", sa.Integer(), nullable=True))
    op.add_column("event_kind", sa.Column("cadence", sa.Integer(), nullable=True))
    op.add_column("event_kind", sa.Column("reminder_days", sa.Integer(), nullable=True))
    _filled("event_kind", "agenda", "VARCHAR", "[]")
    _filled("event_kind", "checks_off", "VARCHAR", "[]")
    _filled("goal", "organisations", "VARCHAR", "[]")
    _filled("goal", "details", "VARCHAR", "{}")
    _reference("membership", "deputy_for_id", "membership", on_delete="SET NULL")
    _filled("partner", "details", "VARCHAR", "{}")
    _filled("person", "working_days", "VARCHAR", "")
    op.add_column("person", sa.Column("erased_on", sa.Date(), nullable=True))
    _filled("programme", "retention_years", "INTEGER", "7")
    _filled("series", "location", "VARCHAR", "")
    _filled("series", "link", "VARCHAR", "")
    _reference("series", "host_id", "organisation")
    _reference("series", "goal_id", "goal")
    _reference("series", "origin_id", "series", on_delete="SET NULL")


def _filled(table: str, column: str, kind: str, value: str) -> None:
    # In words: Alembic writes the default in brackets, which reads back as another one.
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} DEFAULT '{value}' NOT NULL")


def _reference(table: str, column: str, target: str, on_delete: str | None = None) -> None:
    # Inline, because SQLite adds no constraint to a table that is there.
    reference = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{column}"), ondelete=on_delete)
    op.add_column(
        table, sa.Column(column, sa.Integer(), reference, nullable=True), inline_references=True
    )
