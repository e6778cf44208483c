"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Change the schema; `store.migrate` recreates the triggers afterwards."""
    ${upgrades if upgrades else "pass"}
