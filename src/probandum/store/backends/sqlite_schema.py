"""Opening a SQLite file safely, and bringing an older one up to this program's schema."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from probandum.errors import CaseError, IntegrityError
from probandum.store.blobs import sync_folder

APPLICATION_ID = 0x50524F42
NEEDED_VERSION = (3, 37, 0)
BUSY_MILLISECONDS = 20_000
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step forward of the schema.

    Attributes:
        version: Number of the schema after it.
        name: File name.
        sql: Its statements.
    """

    version: int
    name: str
    sql: str


def library_version() -> tuple[int, ...]:
    """Return the version of the SQLite library in use."""
    return sqlite3.sqlite_version_info


def migrations() -> tuple[Migration, ...]:
    """Return the migrations this program knows, in order."""
    folder = resources.files("probandum.store").joinpath("migrations", "sqlite")
    files = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".sql")),
        key=lambda item: item.name,
    )
    return tuple(
        Migration(version=int(item.name[:4]), name=item.name, sql=item.read_text("utf-8"))
        for item in files
    )


def connect(path: Path) -> sqlite3.Connection:
    """Open a file with the settings every connection needs.

    Write-ahead log, every commit on the disk before it is acknowledged, deleted content
    overwritten.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def create(path: Path) -> sqlite3.Connection:
    """Create a file with this program's schema.

    Raises:
        CaseError: A file is already there.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise CaseError(f"{path.name} is already there; a case is created once") from error
    connection = connect(path)
    apply(connection, steps=migrations())
    sync_folder(path.parent)
    return connection


def open_existing(path: Path) -> tuple[sqlite3.Connection, tuple[Migration, ...]]:
    """Open a case's file, migrating it after a verified backup when it is older.

    Returns:
        The connection, and the migrations that were applied.

    Raises:
        CaseError: The file is missing, no case of this program, or newer than it.
    """
    if not path.is_file():
        raise CaseError(f"no {path.name} here; name a case folder or make one with init")
    address = f"{path.absolute().as_uri()}?mode=rw"
    try:
        # Asked before any setting is made, so that a file which is no case stays as it is.
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as before:
            pending = _pending(before)
        connection = connect(path)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # A damaged schema is quoted in the library's message, which is then no UTF-8 either.
        raise IntegrityError(
            f"{path.name} is damaged or no SQLite file; restore it from a backup"
        ) from error
    if not pending:
        return connection, ()
    try:
        _backup(connection, path=path)
        return connection, apply(connection, steps=pending)
    except BaseException:
        connection.close()
        raise


def apply(connection: sqlite3.Connection, *, steps: tuple[Migration, ...]) -> tuple[Migration, ...]:
    """Apply migrations in one transaction: all of them or none.

    Returns:
        Those that were applied: another process may have been here first.

    Raises:
        CaseError: One of them failed; the file is as it was.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        missing = tuple(step for step in steps if step.version > version)
        for step in missing:
            for statement in statements(step.sql):
                connection.execute(statement)
        if missing:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {missing[-1].version}")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise CaseError(
            "bringing the case up to this program failed and was taken back; "
            "the case is as it was, use the program it was made with"
        ) from error
    return missing


def statements(sql: str) -> Iterator[str]:
    """Split a migration into statements, an unfinished last one among them."""
    held = ""
    for line in sql.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""
    if held.strip():
        yield held


def schema_problems(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Compare the file's schema with the one this program makes.

    A computed column that was given another formula would show other content than the
    body holds, so the schema is checked like the content.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        apply(fresh, steps=migrations())
        expected = _schema(fresh)
    found = _schema(connection)
    names = sorted({*expected, *found})
    return tuple(
        f"the schema of {name} is not the program's; the file was altered by other means"
        for name in names
        if expected.get(name) != found.get(name)
    )


def _schema(connection: sqlite3.Connection) -> dict[str, str | None]:
    """Return the statement that made each table, index and view."""
    return dict(connection.execute("SELECT type || ' ' || name, sql FROM sqlite_master"))


def _pending(connection: sqlite3.Connection) -> tuple[Migration, ...]:
    """Return the migrations a file still needs."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    known = migrations()
    if application != APPLICATION_ID:
        raise CaseError("the file is no case of this program; name a case folder")
    if version > known[-1].version:
        raise CaseError(
            f"the case has schema {version} and this program knows {known[-1].version}; "
            "use a newer program"
        )
    return tuple(step for step in known if step.version > version)


def _backup(connection: sqlite3.Connection, *, path: Path) -> None:
    """Copy the file before a migration and check the copy."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    target = path.with_name(f"{path.name}.before-migration-{version}")
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
        (answer,) = copy.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        raise IntegrityError("the backup before the migration is damaged; nothing was migrated")
    target.chmod(0o400)
    sync_folder(path.parent)
