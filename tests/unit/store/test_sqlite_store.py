"""SQLite's own promises: indexes behind questions, several processes, and nothing left behind."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from probandum.errors import IntegrityError, NotFoundError, StoreBusyError
from probandum.language.tokens import index_tokens, parse_query
from probandum.model.source import Source
from probandum.store.backends.sqlite import SqliteStore, create_sqlite, open_sqlite
from probandum.store.tables import COLUMNS, DIRTY, MEMBER, REVIEW, SEARCH, Table
from tests.building import (
    Counting,
    decision,
    draft_of,
    index,
    outputs,
    passage,
    plain_draft,
    source,
    statement,
)

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with closing(create_sqlite(path, office="hq")) as made:
        yield made


# -------------------------------------------------------------- plans


def plan(store: SqliteStore, ask: Callable[[], object]) -> str:
    """Return how SQLite answers what is asked, read from the statements it was sent."""
    sent: list[str] = []
    store._connection.set_trace_callback(sent.append)
    try:
        ask()
    finally:
        store._connection.set_trace_callback(None)
    lines = [
        line
        for sql in sent
        if not sql.startswith("--")  # what the word index asks itself
        for *_, line in store._connection.execute(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert lines
    return "\n".join(lines)


VALUE_COLUMNS = [
    *[(kind, "id") for kind in COLUMNS if kind not in ("instance", "candidate", "anchor")
      and kind not in ("person_record", "assessment")],
    ("source", "evidence_code"),
    ("instance", "source"),
    ("decision", "target"),
    ("text", "source"),
    ("text", "text_sha256"),
    ("candidate", "source"),
    ("passage", "source"),
    ("passage", "text_sha256"),
    ("passage", "run"),
    ("statement", "passage"),
    ("statement", "run"),
    ("anchor", "statement"),
    ("person_record", "passage"),
    ("assessment", "framework"),
    ("gap", "subject"),
    ("gap", "run"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "column"), VALUE_COLUMNS)
def test_rows_are_found_through_an_index(store: SqliteStore, kind: str, column: str) -> None:
    how = plan(store, lambda: list(store.rows(kind, **{column: "x"})))
    assert "SCAN" not in how
    assert "USING INDEX" in how or "USING COVERING INDEX" in how


UNINDEXED = ("instance", "candidate", "anchor", "person_record", "assessment")


@pytest.mark.parametrize("kind", [kind for kind in COLUMNS if kind not in UNINDEXED])
def test_a_value_is_got_by_its_id_through_an_index(store: SqliteStore, kind: str) -> None:
    def get() -> None:
        with pytest.raises(NotFoundError, match=f"no {kind} x"):
            store.get(kind, "x")

    assert f"USING INDEX {kind}_by_id (id=?)" in plan(store, get)


@pytest.mark.parametrize(
    ("kind", "column"), [("passage", "source"), ("statement", "passage"), ("gap", "subject")]
)
def test_current_rows_by_a_column_never_read_a_whole_table(
    store: SqliteStore, kind: str, column: str
) -> None:
    how = plan(store, lambda: list(store.current_rows(kind, **{column: "x"})))
    assert f"SEARCH v USING INDEX {kind}_by_{column}" in how
    assert "SCAN v" not in how


@pytest.mark.parametrize("kind", ["passage", "statement", "gap"])
def test_all_current_rows_are_read_run_by_run(store: SqliteStore, kind: str) -> None:
    how = plan(store, lambda: list(store.current_rows(kind)))
    assert f"SEARCH v USING INDEX sqlite_autoindex_{kind}_1 (run=?)" in how
    assert "SCAN v" not in how


def test_counts_and_reviews_of_a_page_use_an_index(store: SqliteStore) -> None:
    assert "SCAN" not in plan(store, lambda: store.member_counts("c"))
    assert "COVERING INDEX member_by_cell" in plan(store, lambda: store.member_counts("c"))
    asked: list[tuple[Table, str]] = [
        (REVIEW, "passage"),
        (REVIEW, "status"),
        (REVIEW, "statement"),
        (MEMBER, "cell"),
        (MEMBER, "statement"),
        (DIRTY, "projection"),
    ]
    for table, column in asked:
        how = plan(store, lambda t=table, c=column: list(store.records(t, **{c: "x"})))  # type: ignore[misc]
        assert "SCAN" not in how, (table.name, column)


def test_entries_and_fields_are_read_by_number(store: SqliteStore) -> None:
    with store.write(Counting()) as transaction:
        transaction.append(draft_of(source(1)))
    for ask in (
        lambda: list(store.entries("hq", start=5)),
        lambda: store.size("hq"),
        lambda: store.fields("hq", 0),
    ):
        assert "SCAN" not in plan(store, ask)


def test_a_search_asks_the_word_index_and_then_the_entries_it_names(store: SqliteStore) -> None:
    how = plan(store, lambda: store.search(parse_query("camp"), limit=9))
    assert "SCAN w VIRTUAL TABLE INDEX" in how
    assert "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)" in how


# -------------------------------------------------------------- processes

WRITE = """
import sys
from pathlib import Path
from probandum.store.backends.sqlite import open_sqlite
from tests.building import Counting, draft_of, source
path, first = Path(sys.argv[1]), int(sys.argv[2])
store = open_sqlite(path, office="hq")
print("ready", flush=True)
sys.stdin.readline()
for number in range(first, first + 25):
    with store.write(Counting(number * 100)) as transaction:
        transaction.append(draft_of(source(number)))
store.close()
"""

HOLD = """
import sys
from pathlib import Path
from probandum.store.backends.sqlite import open_sqlite
from probandum.store.tables import DIRTY
from tests.building import Counting
store = open_sqlite(Path(sys.argv[1]), office="hq")
with store.write(Counting()) as transaction:
    transaction.put(DIRTY, projection="a", key="b")
    print("ready", flush=True)
    sys.stdin.readline()
store.close()
"""

READ = """
import sys
from pathlib import Path
from probandum.store.backends.sqlite import open_sqlite
store = open_sqlite(Path(sys.argv[1]), office="hq")
with store.snapshot() as reading:
    assert reading.count("source") == 1
    print("ready", flush=True)
    sys.stdin.readline()
store.close()
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a process and wait until it says it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
    )
    assert process.stdout is not None
    assert "ready\n" == process.stdout.readline()
    return process


def finish(process: subprocess.Popen[str]) -> None:
    """Let a process go on and wait for its end."""
    process.communicate("go\n", timeout=60)
    assert 0 == process.returncode


def test_two_processes_that_write_at_once_both_succeed(store: SqliteStore, path: Path) -> None:
    processes = [start(WRITE, path, first) for first in (0, 100)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=60)
        assert 0 == process.returncode
    assert list(range(50)) == [entry.seq for entry in store.entries("hq")]
    sizes = {row.value(Source).size for row in store.rows("source")}
    assert {*range(25), *range(100, 125)} == sizes
    assert () == store.problems()


def test_a_reader_is_not_blocked_by_an_open_write(store: SqliteStore, path: Path) -> None:
    with store.write(Counting()) as transaction:
        transaction.append(draft_of(source(1)))
    writer = start(HOLD, path)
    store._connection.execute("PRAGMA busy_timeout = 0")
    assert 1 == store.count("source")
    assert [] == list(store.records(DIRTY))
    with store.snapshot() as reading:
        assert () == reading.search(parse_query("camp"), limit=9)
        assert 1 == reading.size("hq")
        finish(writer)
        assert [] == list(reading.records(DIRTY))
    assert 1 == len(list(store.records(DIRTY)))


def test_a_writer_that_waits_too_long_is_told_so(store: SqliteStore, path: Path) -> None:
    writer = start(HOLD, path)
    store._connection.execute("PRAGMA busy_timeout = 10")
    with (
        pytest.raises(StoreBusyError, match="another process keeps writing to this case"),
        store.write(Counting()),
    ):
        pass
    finish(writer)
    with store.write(Counting()) as transaction:
        transaction.remove(DIRTY)


def test_a_write_inside_a_write_is_not_called_busy(store: SqliteStore) -> None:
    with store.write(Counting()) as transaction:
        transaction.put(DIRTY, projection="a", key="b")
        with (
            pytest.raises(sqlite3.OperationalError, match="within a transaction"),
            store.write(Counting()),
        ):
            pass
    assert 1 == len(list(store.records(DIRTY)))


def test_a_full_disk_undoes_the_write_and_the_store_goes_on(store: SqliteStore) -> None:
    with store.write(Counting()) as transaction:
        transaction.append(plain_draft(("a", '"before"')))
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages + 5}")
    with (
        pytest.raises(OSError, match="refused a write"),
        store.write(Counting(100)) as transaction,
    ):
        transaction.append(plain_draft(("a", '"' + "x" * 500_000 + '"')))
    assert 1 == store.size("hq")
    with store.write(Counting(200)) as transaction:
        transaction.append(plain_draft(("a", '"after"')))
    assert 2 == store.size("hq")


def test_a_damaged_page_is_named_as_damage(store: SqliteStore, path: Path) -> None:
    with store.write(Counting()) as transaction:
        for number in range(300):
            transaction.append(draft_of(source(number)))
    store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (size,) = store._connection.execute("PRAGMA page_size").fetchone()
    (first,) = store._connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'log_entry'"
    ).fetchone()
    store.close()
    content = bytearray(path.read_bytes())
    content[(first - 1) * size : first * size] = b"\xff" * size
    path.write_bytes(content)
    with closing(open_sqlite(path, office="hq")) as damaged:
        for first in (0, 9):
            with pytest.raises(IntegrityError, match="the case's file is damaged; run verify"):
                list(damaged.entries("hq", start=first))
        assert damaged.problems()


# -------------------------------------------------------------- erasing

NAME = "Ilvandra Terenko-Osch"
KOREAN = "요덕수용소장"


def secret_bytes() -> list[bytes]:
    """Return every form in which the erased names could be left behind."""
    text = f"{NAME} {KOREAN}"
    tokens = [token for token in index_tokens(text) if len(token) > 1]
    assert "ilvandra" in tokens
    return [NAME.encode(), KOREAN.encode(), *(token.encode() for token in tokens)]


def bytes_on_disk(path: Path) -> bytes:
    """Return every byte in the folder of the case."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


def test_nothing_of_an_erased_name_is_left_in_any_file(store: SqliteStore, path: Path) -> None:
    secret = f"{NAME} {KOREAN}"
    with store.write(Counting()) as transaction:
        transaction.append(draft_of(source(1, name=secret)))
        transaction.append(draft_of(decision(1, reason=secret)))
        transaction.append(plain_draft(("note", f'"{secret}"')))
        spoken = [passage(f"p{n}", speaker=secret) for n in range(3)]
        transaction.put_outputs("run-1", outputs(*spoken, statement("s1", quote=secret)))
        for number in range(40):
            index(transaction, f"other{number}", f"the camp guard of village {number}")
        index(transaction, "p1", f"They named {secret} at the hearing.")
    with store.write(Counting(500)) as transaction:
        index(transaction, "p2", f"{secret} again")
    assert ("p1", "p2") == store.search(parse_query("Ilvandra"), limit=9)
    assert any(form in bytes_on_disk(path) for form in secret_bytes())
    with store.write(Counting(900)) as transaction:
        transaction.erase_field("hq", 0, "name")
        transaction.erase_field("hq", 1, "reason")
        transaction.erase_field("hq", 2, "note")
        for position in range(4):
            transaction.erase_output("run-1", position)
        for passage_id in ("p1", "p2"):
            transaction.remove(SEARCH, passage=passage_id)
    store.scrub()
    content = bytes_on_disk(path)
    assert [] == [form.decode() for form in secret_bytes() if form in content]
    assert b"village" in content
    assert () == store.search(parse_query(NAME), limit=9)
    assert 40 == len(store.search(parse_query("guard"), limit=99))
    assert () == store.problems()


def test_a_name_indexed_and_removed_in_one_write_is_gone_as_well(
    store: SqliteStore, path: Path
) -> None:
    with store.write(Counting()) as transaction:
        index(transaction, "p1", f"{NAME} {KOREAN}")
        transaction.remove(SEARCH, passage="p1")
    store.scrub()
    assert [] == [form.decode() for form in secret_bytes() if form in bytes_on_disk(path)]


def test_scrubbing_says_so_when_a_reader_keeps_the_old_state(
    store: SqliteStore, path: Path
) -> None:
    with store.write(Counting()) as transaction:
        transaction.append(draft_of(source(1, name=NAME)))
    reader = start(READ, path)
    with store.write(Counting(500)) as transaction:
        transaction.erase_field("hq", 0, "name")
    store._connection.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(StoreBusyError, match="another process still reads this case; close it"):
        store.scrub()
    finish(reader)
    store.scrub()
    assert NAME.encode() not in bytes_on_disk(path)
