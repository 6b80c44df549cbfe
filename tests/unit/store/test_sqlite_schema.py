"""The schema says what the tables say, every connection is safe, and an older case is brought up."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from probandum.errors import CaseError, IntegrityError
from probandum.store.backends import sqlite_schema
from probandum.store.backends.sqlite import SqliteStore, create_sqlite, open_sqlite
from probandum.store.backends.sqlite_schema import Migration, connect, migrations, statements
from probandum.store.tables import COLUMNS, ENTRY_KINDS, SEARCH, TABLES
from tests.building import Counting, draft_of, plain_draft, source

ROOT = Path(__file__).resolve().parents[3]
BACKUP = "case.db.before-migration-1"
SECOND = Migration(
    version=2,
    name="0002_invented.sql",
    sql="ALTER TABLE job ADD COLUMN invented TEXT;\nCREATE TABLE invented (a TEXT) STRICT;\n",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


def filled(path: Path) -> None:
    """Make a case of this program with an entry in it."""
    with closing(create_sqlite(path, office="hq")) as store, store.write(Counting()) as writing:
        writing.append(draft_of(source(1)))


def know(monkeypatch: pytest.MonkeyPatch, *further: Migration) -> None:
    """Let the program know further migrations."""
    known = (*migrations(), *further)
    monkeypatch.setattr(sqlite_schema, "migrations", lambda: known)


# -------------------------------------------------------------- schema


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_column_that_can_be_searched_is_computed_from_the_body(path: Path, kind: str) -> None:
    with closing(connect(path)) as connection:
        sqlite_schema.apply(connection, steps=migrations())
        found = connection.execute(f'PRAGMA table_xinfo("{kind}")').fetchall()
    generated = [name for _, name, _, _, _, _, hidden in found if hidden == 2]
    plain = [name for _, name, _, _, _, _, hidden in found if hidden == 0]
    own = ["office", "seq", "body"]
    expected = own if kind in ENTRY_KINDS else ["run", "position", "body", "salt", "leaf"]
    assert (list(COLUMNS[kind]), expected) == (generated, plain)
    assert len(generated) + len(plain) == len(found)


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_computed_column_reads_the_field_of_its_own_name(path: Path, kind: str) -> None:
    with closing(connect(path)) as connection:
        sqlite_schema.apply(connection, steps=migrations())
        (sql,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (kind,)
        ).fetchone()
    for column in COLUMNS[kind]:
        assert f"AS (json_extract(body, '$.{column}')) VIRTUAL" in sql
        assert f'"{column}" ' in sql


def test_every_table_of_records_has_its_key_and_columns(path: Path) -> None:
    with closing(connect(path)) as connection:
        sqlite_schema.apply(connection, steps=migrations())
        for table in TABLES:
            found = connection.execute(f'PRAGMA table_info("{table.name}")').fetchall()
            names = {name: key for _, name, _, _, _, key in found}
            if table is SEARCH:
                assert {"row": 1, "passage": 0, "words": 0, "characters": 0} == names
                continue
            assert list(table.all_columns) == list(names)
            assert list(table.key) == sorted((n for n in names if names[n]), key=names.__getitem__)


def test_tables_are_strict_so_that_no_cell_changes_its_type(path: Path) -> None:
    with closing(connect(path)) as connection:
        sqlite_schema.apply(connection, steps=migrations())
        listed = connection.execute("PRAGMA table_list").fetchall()
    loose = [name for schema, name, kind, _, _, is_strict in listed
             if schema == "main" and kind == "table" and not is_strict]  # fmt: skip
    assert ["sqlite_schema"] == loose


def test_a_fresh_case_has_no_problems_and_an_altered_formula_is_found(path: Path) -> None:
    filled(path)
    with closing(open_sqlite(path, office="hq")) as store:
        assert () == store.problems()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP INDEX source_by_evidence_code")
    with closing(open_sqlite(path, office="hq")) as store:
        (problem,) = store.problems()
    assert "the schema of index source_by_evidence_code is not the program's" in problem


def test_a_formula_that_shows_other_content_is_found(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, '$.media_type', '$.name') "
            "WHERE name = 'source'"
        )
    with closing(open_sqlite(path, office="hq")) as store:
        assert any("the schema of table source is not" in line for line in store.problems())


def test_a_row_without_its_entry_is_found(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM log_entry")
    with closing(open_sqlite(path, office="hq")) as store:
        assert any(
            "a row of source names an entry that is not there" in p for p in store.problems()
        )


# -------------------------------------------------------------- connections


def test_every_connection_is_durable_and_careful(path: Path) -> None:
    filled(path)
    for store in (
        create_sqlite(path.with_name("new.db"), office="hq"),
        open_sqlite(path, office="hq"),
    ):
        with closing(store):
            asked = {
                name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in (
                    "journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store",
                    "fullfsync", "application_id", "user_version",
                )
            }  # fmt: skip
        expected = {
            "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
            "temp_store": 2, "fullfsync": 1, "application_id": 0x50524F42,
            "user_version": migrations()[-1].version,
        }  # fmt: skip
        assert expected == asked


def test_a_case_is_created_once(path: Path) -> None:
    filled(path)
    before = path.read_bytes()
    with pytest.raises(CaseError, match=r"case.db is already there; a case is created once"):
        create_sqlite(path, office="hq")
    assert before == path.read_bytes()


def test_a_missing_file_is_refused_and_not_made(path: Path) -> None:
    with pytest.raises(CaseError, match=r"no case.db here; name a case folder or make one"):
        open_sqlite(path, office="hq")
    assert not path.exists()


@pytest.mark.parametrize("content", [b"not a database " * 99, b"SQLite format 3\0" + b"x" * 4096])
def test_a_file_of_another_form_is_refused_and_stays_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(IntegrityError, match=r"case.db is damaged or no SQLite file"):
        open_sqlite(path, office="hq")
    assert content == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


def test_an_empty_file_is_refused_and_stays_empty(path: Path) -> None:
    path.touch()
    with pytest.raises(CaseError, match="the file is no case of this program"):
        open_sqlite(path, office="hq")
    assert b"" == path.read_bytes()


def test_another_programs_database_is_refused_and_stays_as_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE other (a)")
    before = path.read_bytes()
    with pytest.raises(CaseError, match="the file is no case of this program"):
        open_sqlite(path, office="hq")
    assert before == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


def test_a_newer_case_is_refused_and_both_numbers_are_named(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CaseError, match=r"has schema 99 and this program knows \d+; use a newer"):
        open_sqlite(path, office="hq")


def test_a_folder_name_with_marks_of_an_address_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=ro#100%" / "case.db"
    path.parent.mkdir()
    filled(path)
    with closing(open_sqlite(path, office="hq")) as store:
        assert 1 == store.size("hq")


# -------------------------------------------------------------- migrations


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    known = migrations()
    assert list(range(1, len(known) + 1)) == [step.version for step in known]
    assert [f"{step.version:04d}_" for step in known] == [step.name[:5] for step in known]


def test_an_older_case_is_migrated_after_a_backup_that_holds_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)
    know(monkeypatch, SECOND)
    with closing(open_sqlite(path, office="hq")) as store:
        assert (SECOND,) == store.migrated
        assert ["invented"] == tables_named(store, "invented")
        assert 1 == store.size("hq")
        entries = list(store.entries("hq"))
    backup = path.with_name(BACKUP)
    assert 0o400 == stat.S_IMODE(backup.stat().st_mode)
    with closing(open_sqlite(path, office="hq")) as store:
        assert () == store.migrated
    with closing(sqlite3.connect(f"{backup.as_uri()}?mode=ro&immutable=1", uri=True)) as old:
        assert (1,) == old.execute("PRAGMA user_version").fetchone()
        kept = old.execute("SELECT bytes FROM log_entry").fetchall()
        assert [(entry.content,) for entry in entries] == kept
        assert [("ok",)] == old.execute("PRAGMA integrity_check").fetchall()


def tables_named(store: SqliteStore, name: str) -> list[str]:
    found = store._connection.execute("SELECT name FROM sqlite_master WHERE name = ?", (name,))
    return [each for (each,) in found]


BROKEN = [
    "CREATE TABLE first (a); CREATE TABLE job (id);",
    "CREATE TABLE first (a);\nALTER TABLE nowhere ADD COLUMN b;\n",
    "CREATE TABLE first (a);\nCREATE TABLE second (a",
    "CREATE TABLE first (a);\nnonsense",
]


@pytest.mark.parametrize("sql", BROKEN)
def test_a_migration_that_fails_leaves_the_case_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    filled(path)
    know(monkeypatch, SECOND, replace(SECOND, version=3, sql=sql))
    with pytest.raises(CaseError, match="failed and was taken back; the case is as it was"):
        open_sqlite(path, office="hq")
    assert path.with_name(BACKUP).is_file()
    monkeypatch.undo()
    with closing(open_sqlite(path, office="hq")) as store:
        assert () == store.migrated
        assert [] == tables_named(store, "first") + tables_named(store, "invented")
        assert () == store.problems()
        with store.write(Counting(50)) as transaction:
            transaction.append(plain_draft())


def test_a_migration_another_process_made_first_is_not_made_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)
    know(monkeypatch, SECOND)
    with closing(connect(path)) as late, closing(connect(path)) as early:
        assert (SECOND,) == sqlite_schema.apply(early, steps=(SECOND,))
        assert () == sqlite_schema.apply(late, steps=(SECOND,))
        assert (2,) == late.execute("PRAGMA user_version").fetchone()


def test_a_last_statement_without_its_semicolon_is_not_lost() -> None:
    assert ["CREATE TABLE a (b);\n", "CREATE TABLE c (d)"] == list(
        statements("CREATE TABLE a (b);\nCREATE TABLE c (d)")
    )
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\nSELECT 1;\nSELECT 2;\nEND;\n"
    assert [trigger] == list(statements(trigger))


CREATE = """
import sys
from pathlib import Path
from probandum.errors import CaseError
from probandum.store.backends.sqlite import create_sqlite
try:
    create_sqlite(Path(sys.argv[1]), office="hq").close()
except CaseError:
    sys.exit(7)
"""


def test_of_processes_that_create_one_case_at_once_one_succeeds(path: Path) -> None:
    command = [sys.executable, "-c", CREATE, str(path)]
    environment = {"PYTHONPATH": str(ROOT / "src")}
    processes = [subprocess.Popen(command, env=environment) for _ in range(3)]
    assert [0, 7, 7] == sorted(process.wait() for process in processes)
    with closing(open_sqlite(path, office="hq")) as store:
        assert () == store.problems()
