"""Changes to a SQLite store, inside one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from probandum.errors import IntegrityError, InvalidValueError, NotFoundError
from probandum.model.codec import encode
from probandum.model.identity import Chance
from probandum.model.kinds import kind_of
from probandum.model.log import SALT_BYTES, Field, Header, LogEntry, write_entry
from probandum.store.backends.sqlite_reading import SqliteReading
from probandum.store.held import without
from probandum.store.protocol import Cell, Draft, Output, Row
from probandum.store.tables import (
    ENTRY_KINDS,
    OUTPUT_KINDS,
    SEARCH,
    Table,
    check_names,
    check_output_kind,
    check_record,
)


class SqliteTransaction(SqliteReading):
    """A write that is durable as a whole or not at all."""

    def __init__(self, connection: sqlite3.Connection, *, office: str, chance: Chance) -> None:
        """Write for one office, drawing salts from ``chance``."""
        super().__init__(connection)
        self._office = office
        self._chance = chance

    def append(self, draft: Draft) -> LogEntry:
        """Append an entry to this office's log, and its row if it has one."""
        seq = self.size(self._office)
        fields = tuple(
            Field(name=name, value=value, salt=self._chance.token(SALT_BYTES))
            for name, value in draft.all_fields()
        )
        header = Header(office=self._office, seq=seq, kind=draft.kind, at=draft.at)
        entry = write_entry(header, fields=fields)
        insert_entry(self._connection, entry, fields=fields, is_held=draft.row is not None)
        if draft.row is not None:
            kind = kind_of(draft.row).name
            if kind not in ENTRY_KINDS:
                raise InvalidValueError(f"a {kind} has no entry of its own")
            insert_new(
                self._connection,
                f'INSERT INTO "{kind}" (office, seq, body) VALUES (?, ?, ?)',  # noqa: S608 - name is checked
                (self._office, seq, encode(draft.row)),
                what=f"a {kind} of that id",
            )
        return entry

    def put_outputs(self, run: str, outputs: Sequence[Output]) -> None:
        """Store what a run put out, at positions from 0."""
        for position, output in enumerate(outputs):
            check_output_kind(output.kind)
            insert_new(
                self._connection,
                f'INSERT INTO "{output.kind}" (run, position, body, salt, leaf) '  # noqa: S608 - name is checked
                "VALUES (?, ?, ?, ?, ?)",
                (run, position, output.body, output.salt, output.leaf),
                what=f"a {output.kind} at that place of the run",
            )

    def put(self, table: Table, /, **record: Cell) -> None:
        """Write a record, replacing the one with the same key."""
        check_record(table, record)
        if table is SEARCH:
            self.remove(SEARCH, passage=record["passage"])
        names = ", ".join(f'"{name}"' for name in record)
        marks = ", ".join("?" for _ in record)
        done = self._connection.execute(
            f'INSERT OR REPLACE INTO "{table.name}" ({names}) VALUES ({marks})',  # noqa: S608 - names are checked, values bound
            tuple(record.values()),
        )
        if table is SEARCH:
            self._connection.execute(
                "INSERT INTO search_words (rowid, words, characters) VALUES (?, ?, ?)",
                (done.lastrowid, record["words"], record["characters"]),
            )

    def remove(self, table: Table, /, **equal: Cell) -> None:
        """Remove the records whose columns equal what is given."""
        check_names(table, equal)
        condition = " AND ".join(f'"{name}" IS ?' for name in equal)
        where = f" WHERE {condition}" if equal else ""
        values = tuple(equal.values())
        if table is SEARCH:
            self._connection.execute(
                "INSERT INTO search_words (search_words, rowid, words, characters) "  # noqa: S608 - names are checked, values bound
                f"SELECT 'delete', row, words, characters FROM search_entry{where}",
                values,
            )
        self._connection.execute(f'DELETE FROM "{table.name}"{where}', values)  # noqa: S608 - names are checked, values bound

    def erase_field(self, office: str, seq: int, name: str) -> None:
        """Delete a field's value and salt for good; the entry's bytes stay."""
        done = self._connection.execute(
            "UPDATE log_field SET value = NULL, salt = NULL "
            "WHERE office = ? AND seq = ? AND name = ?",
            (office, seq, name),
        )
        if not done.rowcount:
            raise NotFoundError(f"entry {seq} of {office} has no field {name!r}")
        for kind in ENTRY_KINDS:
            found = self._connection.execute(
                f'SELECT body FROM "{kind}" WHERE office = ? AND seq = ?',  # noqa: S608 - constant names
                (office, seq),
            ).fetchone()
            if found is not None:
                self._connection.execute(
                    f'UPDATE "{kind}" SET body = ? WHERE office = ? AND seq = ?',  # noqa: S608 - constant names
                    (without(found[0], kind=kind, name=name), office, seq),
                )

    def erase_output(self, run: str, position: int) -> None:
        """Delete a machine value's body and salt for good; its leaf stays."""
        changed = 0
        for kind in OUTPUT_KINDS:
            done = self._connection.execute(
                f'UPDATE "{kind}" SET body = NULL, salt = NULL WHERE run = ? AND position = ?',  # noqa: S608 - constant names
                (run, position),
            )
            changed += done.rowcount
        if not changed:
            raise NotFoundError(f"run {run} has no output {position}")


class SqliteRestoring:
    """Filling an empty store with what another one kept, byte for byte."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through an open transaction."""
        self._connection = connection

    def entry(self, entry: LogEntry, fields: Sequence[Field], row: Row | None) -> None:
        """Store an entry with its fields and row as they are."""
        with _naming_doubles():
            insert_entry(self._connection, entry, fields=fields, is_held=row is not None)
        if row is None:
            return
        with _naming_doubles():
            self._connection.execute(
                f'INSERT INTO "{_checked(row.kind, ENTRY_KINDS)}" (office, seq, body) '  # noqa: S608 - name is checked
                "VALUES (?, ?, ?)",
                (entry.office, entry.seq, row.body),
            )

    def output(self, row: Row) -> None:
        """Store a machine value as it is."""
        with _naming_doubles():
            self._connection.execute(
                f'INSERT INTO "{_checked(row.kind, OUTPUT_KINDS)}" '  # noqa: S608 - name is checked
                "(run, position, body, salt, leaf) VALUES (?, ?, ?, ?, ?)",
                (row.run, row.position, row.body, row.salt, row.leaf),
            )


@contextmanager
def _naming_doubles() -> Iterator[None]:
    """Name what is restored twice for what it is."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise IntegrityError("an entry or a value stands twice; get an unchanged copy") from error


def insert_entry(
    connection: sqlite3.Connection, entry: LogEntry, *, fields: Sequence[Field], is_held: bool
) -> None:
    """Insert an entry and its fields; values held in a row are not written twice."""
    connection.execute(
        "INSERT INTO log_entry (office, seq, bytes, leaf) VALUES (?, ?, ?, ?)",
        (entry.office, entry.seq, entry.content, entry.leaf),
    )
    connection.executemany(
        "INSERT INTO log_field (office, seq, name, value, salt) VALUES (?, ?, ?, ?, ?)",
        [
            (entry.office, entry.seq, field.name, None if is_held else field.value, field.salt)
            for field in fields
        ],
    )


def insert_new(
    connection: sqlite3.Connection, sql: str, values: tuple[object, ...], *, what: str
) -> None:
    """Insert a row that must not be there yet.

    Raises:
        InvalidValueError: It is.
    """
    try:
        connection.execute(sql, values)
    except sqlite3.IntegrityError as error:
        raise InvalidValueError(f"{what} is already kept; nothing is overwritten") from error


def _checked(kind: str, allowed: tuple[str, ...]) -> str:
    """Return a kind's name if rows of it are stored so."""
    if kind not in allowed:
        raise InvalidValueError(f"kind {kind!r} is not stored so")
    return kind
