"""What every table shares: a number of its own, and one metadata with named constraints."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


# A number is never used twice, so that a number in the journal or on paper means one thing.
AUTOINCREMENT = {"sqlite_autoincrement": True}


def empty(value: str) -> Any:
    """A text column that rows from before it was there have as well."""
    return Field(default=value, sa_column_kwargs={"server_default": value})


class Table(SQLModel):
    """What every table shares: a number of its own, and one metadata with named constraints."""

    # Nothing is validated here, so what would do it need not be made at every start.
    model_config = {"defer_build": True}
    __table_args__: ClassVar[Any] = AUTOINCREMENT
    metadata = MetaData(naming_convention=NAMES)
    id: int | None = Field(default=None, primary_key=True)
