"""Takes somebody's data out of a workspace and out of its copies, to the last byte."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from ipe_events.domain.incoming import mailbox
from ipe_events.store import backup
from ipe_events.store.database import Session, connect
from ipe_events.store.journal import BARRIER

NOBODY = "–"
LARGEST_READ = 100_000_000
# What belongs to a person alone: its rows are forgotten, in the journal too.
_PRIVATE = ("busy", "closure")


@dataclass(frozen=True, slots=True)
class Erasure:
    """Who is erased: number, name and every address ever known; `forget`: the name goes too.

    `at` is the moment in UTC, ISO 8601.
    """

    person: int
    name: str
    addresses: frozenset[str]
    day: date
    at: str
    forget: bool


def addresses_of(session: Session, person: int) -> frozenset[str]:
    """Every address somebody had, but for those that are somebody else's now."""
    raw = _raw(session)
    query = """
        WITH kept (email, aliases) AS (
            SELECT email, aliases FROM person WHERE id = ?1
            UNION SELECT json_extract(before, '$.email'), json_extract(before, '$.aliases')
                FROM change_row WHERE table_name = 'person' AND row_id = ?1
            UNION SELECT json_extract(after, '$.email'), json_extract(after, '$.aliases')
                FROM change_row WHERE table_name = 'person' AND row_id = ?1
        )
        SELECT lower(email) FROM kept
        UNION SELECT lower(value) FROM kept, json_each(kept.aliases)
    """
    others = """
        SELECT lower(email) FROM person WHERE id <> ?1
        UNION SELECT lower(value) FROM person, json_each(person.aliases) WHERE person.id <> ?1
    """
    own = {row[0] for row in raw.execute(query, (person,)) if row[0]}
    return frozenset(own - {row[0] for row in raw.execute(others, (person,))})


def from_session(session: Session, erasure: Erasure) -> None:
    """Take the person out of the workspace that is being written, as a change that stays."""
    session.flush()
    raw = _raw(session)
    _scrub(raw, erasure, [erasure.person])
    raw.execute(
        f"UPDATE change SET kind = '{BARRIER}' "
        "WHERE id = (SELECT change_id FROM journal_state WHERE id = 1)"
    )
    session.expire_all()


def _raw(session: Session) -> sqlite3.Connection:
    session.flush()
    raw = session.connection().connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def compact(path: Path) -> bool:
    """Leave no trace of what was taken out in the file and its log; False while it is in use."""
    with closing(connect(path)) as raw:
        raw.isolation_level = None
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("VACUUM")
        (busy, _pages, _moved) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy


def from_copies(path: Path, second: Path | None, erasure: Erasure) -> tuple[int, list[Path]]:
    """Take the person out of every copy of a workspace; how many, and which could not be read.

    A copy keeps its age. What copying left behind when it was killed goes.
    """
    files = [file for file, _made in backup.copies(path)]
    if second is not None and (second / f"{path.stem}.db").exists():
        files.append(second / f"{path.stem}.db")
    for folder in {backup.folder_of(path), *(file.parent for file in files)}:
        for remnant in folder.glob(f"{path.stem}*.partial*"):
            remnant.unlink(missing_ok=True)
    unread = []
    for file in files:
        try:
            _from_copy(file, erasure)
        except (sqlite3.Error, OSError):
            unread.append(file)
    return len(files) - len(unread), unread


def _from_copy(file: Path, erasure: Erasure) -> None:
    """Put a copy without the person in the place of the copy, whole or not at all."""
    age = file.stat()
    partial = file.with_name(f"{file.name}.{uuid4().hex}.partial")
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(partial)) as raw:
            partial.chmod(0o600)
            source.backup(raw)
            raw.execute("PRAGMA journal_mode = MEMORY")
            raw.isolation_level = None
            raw.execute("BEGIN")
            triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            kept = triggers.fetchall()
            # No change is open in a copy for them to write under.
            for name, _sql in kept:
                raw.execute(f'DROP TRIGGER "{name}"')
            _scrub(raw, erasure, _same(raw, erasure))
            raw.execute(
                "INSERT INTO change (kind, label, at, undone) VALUES (?, 'person erase', ?, 0)",
                (BARRIER, erasure.at),
            )
            for _name, sql in kept:
                raw.execute(sql)
            raw.execute("COMMIT")
            raw.execute("VACUUM")
            raw.execute("PRAGMA journal_mode = DELETE")
        os.utime(partial, ns=(age.st_atime_ns, age.st_mtime_ns))
        partial.replace(file)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def holding(files: Iterable[Path], addresses: Collection[str]) -> list[Path]:
    """The files in which an address still stands; the largest are not looked into."""
    wanted = [_exact(address) for address in addresses]
    found = []
    for file in files:
        try:
            small = file.is_file() and file.stat().st_size <= LARGEST_READ
            text = file.read_bytes().decode("latin-1") if small else ""
        except OSError:
            continue
        if any(address.search(text) for address in wanted):
            found.append(file)
    return found


def _exact(address: str) -> re.Pattern[str]:
    """The address, and not another that it is a part of."""
    return re.compile(
        rf"(?<![a-z0-9_.!#$%&'*+/=?^`{{|}}~-]){re.escape(address)}(?![a-z0-9-]|\.[a-z0-9])",
        re.ASCII | re.IGNORECASE,
    )


def _same(raw: sqlite3.Connection, erasure: Erasure) -> list[int]:
    """Who it is in a copy, which may be of a workspace that stood here before."""
    query = "SELECT id, name, lower(email) FROM person"
    return [
        number
        for number, name, email in raw.execute(query)
        if email in erasure.addresses or (number, name) == (erasure.person, erasure.name)
    ]


def _scrub(raw: sqlite3.Connection, erasure: Erasure, people: Iterable[int]) -> None:
    """Take the person out of every table, the journal last: it has just been written too."""
    columns = _columns(raw)
    for person in people:
        for table in _PRIVATE:
            if table in columns:
                raw.execute(f"DELETE FROM {table} WHERE person_id = ?", (person,))
        _person_row(raw, columns["person"], person, erasure)
        _journal(raw, person, forget=erasure.forget)
        if "comment" in columns["participation"]:
            _comments(raw, person)
    if "review" in columns:
        _reviews(raw, erasure.addresses)
    if "statement" in columns and erasure.forget:
        _signatures(raw, erasure.name)
    if erasure.forget:
        _entered(raw, columns, erasure.name)
    _told(raw, erasure.addresses)
    _texts(raw, columns, erasure.addresses)


def _columns(raw: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table, the journal's last; a copy may be of an older schema."""
    tables = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    names = sorted((name for (name,) in tables.fetchall()), key="change_row".__eq__)
    return {name: [row[1] for row in raw.execute(f"PRAGMA table_info({name})")] for name in names}


def _person_row(
    raw: sqlite3.Connection, columns: Collection[str], person: int, erasure: Erasure
) -> None:
    values: dict[str, object] = {"email": None, "aliases": "[]", "profession": ""}
    values["working_days"] = ""
    values["erased_on"] = erasure.day.isoformat()
    if erasure.forget:
        values["name"] = NOBODY
    values = {name: value for name, value in values.items() if name in columns}
    sets = ", ".join(f"{name} = ?" for name in values)
    raw.execute(f"UPDATE person SET {sets} WHERE id = ?", (*values.values(), person))


def _told(raw: sqlite3.Connection, addresses: Collection[str]) -> None:
    """What was told stays counted (SEQUENCE may never fall), to an address that is none.

    Who sent it then, and is erased, gives way to who sends now.
    """
    query = (
        "SELECT delivery.id, address, told, organiser_name, organiser_email "
        "FROM delivery JOIN programme ON programme.id = programme_id"
    )
    for number, address, told, name, email in raw.execute(query).fetchall():
        values, mine = json.loads(told), address.lower() in addresses
        sender = values["organizer"]["email"].lower() in addresses
        if mine:
            values["name"] = address = ""
        if sender:
            values["organizer"] = {"name": name, "email": email}
        if mine or sender:
            raw.execute(
                "UPDATE delivery SET address = ?, told = ? WHERE id = ?",
                (address, json.dumps(values), number),
            )


def _texts(
    raw: sqlite3.Connection, columns: dict[str, list[str]], addresses: Collection[str]
) -> None:
    """Take the addresses out of every text there is."""
    for address in addresses:
        exact = _exact(address)
        raw.create_function("without_address", 1, lambda text, own=exact: own.sub("", text))
        for table, names in columns.items():
            for name in names:
                raw.execute(
                    f"UPDATE {table} SET {name} = without_address({name}) "
                    f"WHERE typeof({name}) = 'text' AND instr(lower({name}), ?) > 0",
                    (address,),
                )


def _comments(raw: sqlite3.Connection, person: int) -> None:
    """What somebody wrote with an answer, also where their place is another's now."""
    raw.execute("UPDATE participation SET comment = '' WHERE person_id = ?", (person,))
    for column in ("before", "after"):
        raw.execute(
            f"UPDATE change_row SET {column} = json_replace({column}, '$.comment', '') "
            f"WHERE table_name = 'participation' AND {column} IS NOT NULL AND ? IN "
            "(json_extract(before, '$.person_id'), json_extract(after, '$.person_id'))",
            (person,),
        )


def _signatures(raw: sqlite3.Connection, name: str) -> None:
    """Who signed an hour statement: what was signed, and when, stays."""
    signed = name.strip().casefold()
    raw.create_function("is_theirs", 1, lambda by: by.strip().casefold() == signed)
    raw.execute(
        "UPDATE statement SET signed_by = ?, signed_function = '', document = '' "
        "WHERE signed_on IS NOT NULL AND is_theirs(signed_by)",
        (NOBODY,),
    )


def _entered(raw: sqlite3.Connection, columns: dict[str, list[str]], name: str) -> None:
    """Who entered what as the organiser of that moment; what was entered, and when, stays."""
    for table, names in columns.items():
        for column in {"entered_by", "closed_by"}.intersection(names):
            raw.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (NOBODY, name))
            for side in ("before", "after"):
                raw.execute(
                    f"UPDATE change_row SET {side} = json_replace({side}, '$.{column}', ?) "
                    f"WHERE table_name = ? AND json_extract({side}, '$.{column}') = ?",
                    (NOBODY, table, name),
                )


def _reviews(raw: sqlite3.Connection, addresses: Collection[str]) -> None:
    """What somebody sent and the user had to look at, or still has to."""
    mailboxes = {mailbox(address) for address in addresses}
    raw.create_function("is_theirs", 1, lambda address: mailbox(address or "") in mailboxes)
    raw.execute("DELETE FROM review WHERE is_theirs(address)")
    raw.execute(
        "DELETE FROM change_row WHERE table_name = 'review' AND "
        "(is_theirs(json_extract(before, '$.address')) "
        "OR is_theirs(json_extract(after, '$.address')))"
    )


def _journal(raw: sqlite3.Connection, person: int, *, forget: bool) -> None:
    for table in _PRIVATE:
        raw.execute(
            "DELETE FROM change_row WHERE table_name = ? AND "
            "json_extract(coalesce(after, before), '$.person_id') = ?",
            (table, person),
        )
    gone = "'$.email', NULL, '$.aliases', '[]', '$.profession', '', '$.working_days', ''"
    if forget:
        gone += f", '$.name', '{NOBODY}'"
    for column in ("before", "after"):
        raw.execute(
            f"UPDATE change_row SET {column} = json_replace({column}, {gone}) "
            f"WHERE table_name = 'person' AND row_id = ? AND {column} IS NOT NULL",
            (person,),
        )
