"""What hours are worth and when they are settled; work outside meetings; money in and out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Change the schema; `store.migrate` recreates the triggers afterwards."""
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("issued_at", sa.String(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("signed_function", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint(
            "programme_id",
            "organisation_id",
            "label",
            "version",
            name=op.f("uq_statement_programme_id_organisation_id_label_version"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cash_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("booked_at", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_cash_receipt_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_cash_receipt_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_receipt")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_cash_receipt_programme_id_organisation_id"),
        "cash_receipt",
        ["programme_id", "organisation_id"],
        unique=False,
    )
    op.create_table(
        "closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.String(), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_closing_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_closing_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_closing_programme_id_organisation_id"),
        "closing",
        ["programme_id", "organisation_id"],
        unique=False,
    )
    op.create_table(
        "hour_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.String(), nullable=False),
        sa.Column("received_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_hour_request_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_hour_request_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_request")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_hour_request_programme_id_organisation_id"),
        "hour_request",
        ["programme_id", "organisation_id"],
        unique=False,
    )
    op.create_table(
        "rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_rate_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_rate_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_rate_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "planned_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["plan_line.id"], name=op.f("fk_planned_work_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_planned_work_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_planned_work_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_work")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cost_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("planned_cents", sa.Integer(), nullable=True),
        sa.Column("actual_cents", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("booked_at", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_cost_entry_event_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_cost_entry_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_cost_entry_programme_id_day"), "cost_entry", ["programme_id", "day"], unique=False
    )
    _filled("event", "rule", "VARCHAR", "")
    _filled("event", "outcome", "VARCHAR", "")
    _filled("event_kind", "line_by_seat", "BOOLEAN", "0")
    _filled("goal", "explanation", "VARCHAR", "")
    _filled("goal", "obstacle", "VARCHAR", "")
    _filled("goal", "request", "VARCHAR", "")
    _reference("groups", "line_id", "plan_line")
    _filled("hour_entry", "origin", "VARCHAR", "hand")
    for name in ("line_from", "entered_by", "evidence", "reason"):
        _filled("hour_entry", name, "VARCHAR", "")
    _reference("hour_entry", "correction_of_id", "hour_entry")
    op.add_column("hour_entry", sa.Column("rate", sa.String(), nullable=True))
    op.add_column("hour_entry", sa.Column("rate_from", sa.String(), nullable=True))
    op.create_index(
        op.f("ix_hour_entry_correction_of_id"), "hour_entry", ["correction_of_id"], unique=False
    )
    op.drop_index(op.f("ix_hour_entry_programme_id_work_date"), "hour_entry")
    op.create_index(
        "ix_hour_entry_figures",
        "hour_entry",
        [
            *("programme_id", "work_date", "organisation_id", "line_id", "financing"),
            *("presence", "preparation", "travel", "rate", "rate_from", "person_id"),
        ],
        unique=False,
    )
    for name in ("presence", "preparation", "travel"):
        op.add_column("participation", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("participation", sa.Column("charged", sa.Boolean(), nullable=True))
    _settle()


def _settle() -> None:
    """What was held so far was charged by what its kind says now."""
    op.execute("UPDATE hour_entry SET origin = 'attendance' WHERE event_id IS NOT NULL")
    op.execute("UPDATE hour_entry SET line_from = 'kind' WHERE event_id IS NOT NULL AND line_id")
    op.execute(
        """
        UPDATE event SET rule = (
            SELECT json_object('charge', k.charge, 'preparation', k.preparation,
                'travel', k.travel, 'line', k.line_id, 'by_seat', json('false'))
            FROM event_kind k WHERE k.id = event.kind_id
        ) WHERE state = 'held'
        """
    )


def _filled(table: str, column: str, kind: str, value: str) -> None:
    # In words: Alembic writes the default in brackets, which reads back as another one.
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} DEFAULT '{value}' NOT NULL")


def _reference(table: str, column: str, target: str) -> None:
    # Inline, because SQLite adds no constraint to a table that is there.
    reference = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{column}"))
    op.add_column(
        table, sa.Column(column, sa.Integer(), reference, nullable=True), inline_references=True
    )
