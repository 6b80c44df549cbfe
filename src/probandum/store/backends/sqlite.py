"""A case's values, log and projections in one SQLite file."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from probandum.errors import IntegrityError, StoreBusyError
from probandum.model.identity import Chance, check_office
from probandum.store.backends.sqlite_reading import SqliteReading, damage
from probandum.store.backends.sqlite_schema import (
    Migration,
    create,
    open_existing,
    schema_problems,
)
from probandum.store.backends.sqlite_writing import SqliteRestoring, SqliteTransaction

_OF_THE_MACHINE = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
)
"""Errors that say nothing of the file's content."""


class SqliteStore(SqliteReading):
    """The default store: nothing to start, and any SQLite tool can read it.

    One object serves one thread; open another for another thread or process. Readers
    never wait for a writer.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        office: str,
        migrated: tuple[Migration, ...] = (),
    ) -> None:
        """Use ``create_sqlite`` or ``open_sqlite`` instead."""
        super().__init__(connection)
        self.office = check_office(office)
        self.migrated = migrated

    @contextmanager
    def write(self, chance: Chance) -> Iterator[SqliteTransaction]:
        """Begin a write; durable when the block ends, undone if it raises."""
        with self._transaction():
            yield SqliteTransaction(self._connection, office=self.office, chance=chance)

    @contextmanager
    def snapshot(self) -> Iterator[SqliteReading]:
        """Read everything inside the block from one state of the case."""
        self._connection.execute("BEGIN DEFERRED")
        try:
            yield self
        finally:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def restore(self) -> Iterator[SqliteRestoring]:
        """Fill an empty store with entries and rows as another store kept them."""
        with self._transaction():
            if self.offices():
                raise IntegrityError("the case already has a log; import into a new one")
            yield SqliteRestoring(self._connection)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Hold the write lock; commit at the end, and take all back if anything raises."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if self._connection.in_transaction:
                raise  # a write inside a write: a mistake of ours, and no damage
            if not _is_busy(error):
                raise damage(error) from error
            raise StoreBusyError(
                "another process keeps writing to this case; wait for it and try again"
            ) from error
        try:
            yield
            self._connection.execute("COMMIT")
        except sqlite3.ProgrammingError:
            self._take_back()
            raise
        except sqlite3.DatabaseError as error:
            self._take_back()
            if error.sqlite_errorcode & 0xFF in _OF_THE_MACHINE:
                raise OSError(errno.EIO, "the disk refused a write to the case") from error
            raise damage(error) from error
        except BaseException:
            self._take_back()
            raise

    def _take_back(self) -> None:
        """Undo what a write did; where the file's damage ended it, there is nothing to undo."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong with the file and its schema, in words."""
        try:
            lines = [line for (line,) in self._connection.execute("PRAGMA integrity_check(20)")]
            loose = self._connection.execute("PRAGMA foreign_key_check").fetchall()
            found = list(schema_problems(self._connection))
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return ("the SQLite file is damaged and cannot be read to its end",)
        found += [f"SQLite reports: {line}" for line in lines if line != "ok"]
        found += [f"a row of {table} names an entry that is not there" for table, *_ in loose]
        return (*found, *self._search_problems())

    def _search_problems(self) -> tuple[str, ...]:
        """Compare the full-text index with the tokens it was made of.

        Source:
            SQLite, FTS5, 'integrity-check' with rank 1, for tables with their content outside.
        """
        check = "INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)"
        try:
            self._connection.execute(check)
        except UnicodeDecodeError:
            return ("the search index is damaged",)
        except sqlite3.DatabaseError as error:
            if _is_busy(error):
                return ("another process keeps writing: the search index was not checked",)
            return ("the search index does not hold what the passages' tokens make it",)
        return ()

    def scrub(self) -> None:
        """Remove what erased values left in the write-ahead log and in free pages.

        Raises:
            StoreBusyError: Another process still reads an older state, so that it could
                not be removed.
        """
        busy = "another process still reads this case; close it and erase again"
        try:
            self._connection.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")
            self._connection.execute("VACUUM")
            (is_held, *_) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise
            raise StoreBusyError(busy) from error
        if is_held:
            raise StoreBusyError(busy)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether another process stands in the way."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def create_sqlite(path: Path, *, office: str) -> SqliteStore:
    """Create a case's file.

    Raises:
        CaseError: A file is already there.
    """
    return SqliteStore(create(path), office=office)


def open_sqlite(path: Path, *, office: str) -> SqliteStore:
    """Open a case's file, migrating an older one after a verified backup.

    Raises:
        CaseError: The file is missing, damaged, no case, or newer than the program.
    """
    connection, migrated = open_existing(path)
    return SqliteStore(connection, office=office, migrated=migrated)
