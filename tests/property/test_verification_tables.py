"""Whatever row or column is changed past the program, a full verification says so."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from probandum.model.merkle import leaf_hash
from tests.workflow_cases import Workspace, full_case, opened_database, settle

Value = str | int | bytes | None
SEARCH_INDEX = "search_words"
VALUE_TABLES = ("source", "instance", "run", "decision", "passage", "statement", "anchor", "gap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One column of one row given another content."""

    table: str
    column: str
    key: tuple[tuple[str, Value], ...]
    content: Value


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tampering")
    case = full_case(folder / "case", scratch=folder / "scratch")
    settle(case)
    return case.folder


@pytest.fixture(scope="module")
def workspace(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(kept, tmp_path_factory.mktemp("workspace") / "case")


def test_the_case_that_is_damaged_here_is_intact_and_holds_one_of_everything(
    workspace: Workspace,
) -> None:
    workspace.put_back()
    verification = workspace.verified()
    assert () == verification.problems
    assert () == verification.notes
    counts = dict(verification.counts)
    assert 1 == counts["erased fields"]
    assert 6 == counts["originals"]
    with opened_database(workspace.folder) as database:
        filled = {
            table
            for table in (*VALUE_TABLES, "review", "member", "cell", "search_entry", "logged_file")
            if database.execute(f'SELECT 1 FROM "{table}"').fetchone()
        }
        (leaves,) = database.execute(
            "SELECT count(*) FROM decision WHERE kind IN ('set leaf', 'sign', 'amend')"
        ).fetchone()
        (lost,) = database.execute("SELECT count(*) FROM gap WHERE kind = 'lost anchor'").fetchone()
    assert {*VALUE_TABLES, "review", "member", "cell", "search_entry", "logged_file"} == filled
    assert (3, 1) == (leaves, lost)


def test_another_content_in_any_stored_column_of_any_table_is_found(workspace: Workspace) -> None:
    unseen, tried = _unseen(workspace, rows_each=1)
    assert [] == unseen
    assert 200 < tried


@pytest.mark.soak
def test_another_content_in_any_stored_column_of_every_row_is_found(workspace: Workspace) -> None:
    unseen, _ = _unseen(workspace, rows_each=1_000_000)
    assert [] == unseen


def test_a_row_that_was_taken_out_of_any_table_is_found(workspace: Workspace) -> None:
    unseen = []
    for table in _tables(workspace):
        columns, rows = _stored(workspace, table)
        keys = _keys(workspace, table)
        for row in {rows[0], rows[len(rows) // 2], rows[-1]} if rows else set():
            values = dict(zip(columns, row, strict=True))
            key = tuple((name, values[name]) for name in keys)
            if table == "setting" and values["name"] == "cells":
                continue  # only says that the cells must be counted anew before anyone reads them
            workspace.put_back()
            with opened_database(workspace.folder) as database:
                database.execute(f'DELETE FROM "{table}" WHERE {_where(key)}', _values(key))
            if not workspace.problems():
                unseen.append((table, key))
    assert [] == unseen


@pytest.mark.parametrize("table", ["source", "instance", "run", "decision"])
def test_a_row_put_into_a_table_of_logged_values_is_found(workspace: Workspace, table: str) -> None:
    assert workspace.problems_after(
        f'INSERT INTO "{table}" (office, seq, body) SELECT office, 0, '
        f"json_set(body, '$.id', 'invented') FROM \"{table}\" LIMIT 1"
    )
    assert workspace.problems_after(
        f"INSERT INTO \"{table}\" (office, seq, body) SELECT 'zz', seq, "
        f"json_set(body, '$.id', 'invented') FROM \"{table}\" LIMIT 1"
    )


@pytest.mark.parametrize(
    "table", ["text", "candidate", "passage", "statement", "anchor", "gap", "assessment"]
)
def test_a_row_put_into_a_table_of_machine_values_is_found(
    workspace: Workspace, table: str
) -> None:
    for run, position in (("run", "position + 50"), ("'run-invented'", "0")):
        assert workspace.problems_after(
            f'INSERT INTO "{table}" (run, position, body, salt, leaf) '
            f'SELECT {run}, {position}, body, salt, leaf FROM "{table}" LIMIT 1'
        )


def test_a_machine_value_moved_into_the_table_of_another_kind_is_found(
    workspace: Workspace,
) -> None:
    moves = (("gap", "caution"), ("statement", "candidate"), ("anchor", "contradiction"))
    for table, other in moves:
        assert workspace.problems_after(
            f'INSERT INTO "{other}" (run, position, body, salt, leaf) '
            f'SELECT run, position, body, salt, leaf FROM "{table}" ORDER BY rowid DESC LIMIT 1',
            f'DELETE FROM "{table}" WHERE rowid = (SELECT max(rowid) FROM "{table}")',
        )


def test_two_rows_that_changed_places_are_found(workspace: Workspace) -> None:
    for table in ("statement", "gap", "passage", "assessment"):
        columns = "body, salt, leaf"
        workspace.put_back()
        with opened_database(workspace.folder) as database:
            first, second = database.execute(
                f'SELECT rowid, {columns} FROM "{table}" WHERE body IS NOT NULL '
                "ORDER BY rowid LIMIT 2"
            ).fetchall()
            for target, source in ((first, second), (second, first)):
                database.execute(
                    f'UPDATE "{table}" SET body = ?, salt = ?, leaf = ? WHERE rowid = ?',
                    (*source[1:], target[0]),
                )
        assert workspace.problems(), table


def test_two_decisions_that_changed_entries_are_found(workspace: Workspace) -> None:
    workspace.put_back()
    with opened_database(workspace.folder) as database:
        first, second = database.execute("SELECT seq, body FROM decision LIMIT 2").fetchall()
        database.execute("UPDATE decision SET body = ? WHERE seq = ?", ("{}", first[0]))
        database.execute("UPDATE decision SET body = ? WHERE seq = ?", (first[1], second[0]))
        database.execute("UPDATE decision SET body = ? WHERE seq = ?", (second[1], first[0]))
    assert workspace.problems()


def test_a_true_value_put_beside_the_entry_does_not_hide_a_changed_row(
    workspace: Workspace,
) -> None:
    """The commitment could be satisfied by the copy while everyone reads the row."""
    problems = workspace.problems_after(
        "UPDATE log_field SET value = '\"letter.txt\"' "
        "WHERE name = 'name' AND seq = (SELECT seq FROM source WHERE name = 'letter.txt')",
        "UPDATE source SET body = replace(body, 'letter.txt', 'rumour.txt') "
        "WHERE name = 'letter.txt'",
    )
    assert any("has other fields" in problem for problem in problems)


def test_words_written_where_a_field_was_erased_are_found(workspace: Workspace) -> None:
    problems = workspace.problems_after(
        "UPDATE source SET body = replace(body, '\"[erased]\"', '\"rumour.txt\"') "
        "WHERE name = '[erased]'"
    )
    assert any("has other fields" in problem for problem in problems)


def test_a_salt_that_is_gone_without_an_erasure_is_found(workspace: Workspace) -> None:
    for value in ("value", "NULL"):
        problems = workspace.problems_after(
            f"UPDATE log_field SET salt = NULL, value = {value} WHERE seq = 2 AND name = 'name'"
        )
        assert any("fields are missing or too many" in problem for problem in problems)


def test_an_output_that_is_gone_without_an_erasure_is_found(workspace: Workspace) -> None:
    problems = workspace.problems_after(
        "UPDATE gap SET body = NULL, salt = NULL WHERE rowid = (SELECT max(rowid) FROM gap)"
    )
    assert any("no entry says it was erased" in problem for problem in problems)


def test_a_statement_with_a_leaf_and_salt_made_to_fit_is_found(workspace: Workspace) -> None:
    """Whoever changes a value can compute its leaf; the root the run logged stays."""
    workspace.put_back()
    with opened_database(workspace.folder) as database:
        number, body, salt = database.execute(
            "SELECT rowid, body, salt FROM statement WHERE modality = 'asserted' LIMIT 1"
        ).fetchone()
        other = body.replace('"asserted"', '"denied"')
        assert other != body
        database.execute(
            "UPDATE statement SET body = ?, leaf = ? WHERE rowid = ?",
            (other, leaf_hash(salt + other.encode()), number),
        )
    assert any("not those it logged" in problem for problem in workspace.problems())


@pytest.mark.parametrize(
    "statements",
    [
        (
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = replace(sql, '''$.quote''', '''$.suffix''') "
            "WHERE name = 'statement'",
        ),
        ("DROP INDEX decision_by_target",),
        ("CREATE INDEX extra ON review (source)",),
        ("CREATE TRIGGER quiet AFTER INSERT ON decision BEGIN DELETE FROM review; END",),
        ("CREATE VIEW accepted AS SELECT * FROM review",),
        ("CREATE TABLE notes (words TEXT)",),
        ("ALTER TABLE gap ADD COLUMN extra TEXT",),
    ],
    ids=["formula", "index dropped", "index", "trigger", "view", "table", "column"],
)
def test_another_schema_is_found(workspace: Workspace, statements: tuple[str, ...]) -> None:
    workspace.put_back()
    with opened_database(workspace.folder) as database:
        for statement in statements:
            database.execute(statement)
    assert any("schema" in problem for problem in workspace.problems())


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_words_data WHERE id = 10",
        "DELETE FROM search_words_docsize WHERE id = (SELECT max(id) FROM search_words_docsize)",
        "UPDATE search_entry SET row = row + 100 WHERE row = (SELECT max(row) FROM search_entry)",
        "INSERT INTO search_words (search_words, rowid, words, characters) "
        "SELECT 'delete', row, words, characters FROM search_entry LIMIT 1",
        "INSERT INTO search_words (rowid, words, characters) VALUES (7000, 'rumour', '')",
    ],
)
def test_a_search_index_that_would_find_something_else_is_found(
    workspace: Workspace, statement: str
) -> None:
    assert any("search index" in problem for problem in workspace.problems_after(statement))


def test_a_mark_that_cells_wait_does_not_hide_what_stands_in_them(workspace: Workspace) -> None:
    mark = "INSERT INTO dirty (projection, key) SELECT 'cell', cell FROM cell LIMIT 1"
    assert () == workspace.problems_after(mark)
    assert workspace.problems_after(mark, "UPDATE member SET status = 'suggested'")
    assert workspace.problems_after(mark, "UPDATE review SET status = 'rejected'")


def test_a_question_marked_as_changed_does_not_hide_a_changed_review(workspace: Workspace) -> None:
    mark = "UPDATE setting SET value = 'x' WHERE name = 'cells'"
    assert () == workspace.problems_after(mark)
    assert workspace.problems_after(mark, "UPDATE review SET status = 'rejected'")


# ---------------------------------------------------------------- every column of every row


def _unseen(workspace: Workspace, *, rows_each: int) -> tuple[list[Change], int]:
    """Try changes one by one; return those nobody noticed, and how many were tried."""
    unseen, tried = [], 0
    for change in _changes(workspace, rows_each=rows_each):
        workspace.put_back()
        with opened_database(workspace.folder) as database:
            try:
                database.execute(
                    f'UPDATE "{change.table}" SET "{change.column}" = ? WHERE {_where(change.key)}',
                    (change.content, *_values(change.key)),
                )
            except (sqlite3.IntegrityError, sqlite3.OperationalError):
                continue  # the table itself refuses: no such content can be there
        tried += 1
        if not workspace.problems():
            unseen.append(change)
    return unseen, tried


def _changes(workspace: Workspace, *, rows_each: int) -> Iterator[Change]:
    """Give every stored column each sort of other content, on another row each time."""
    for table in _tables(workspace):
        columns, rows = _stored(workspace, table)
        keys = _keys(workspace, table)
        turn = 0
        for place, column in enumerate(columns):
            of_row = [tuple(_others(row[place], column=column)) for row in rows]
            for sort in range(max(map(len, of_row), default=0)):
                with_sort = [number for number in range(len(rows)) if sort < len(of_row[number])]
                for step in range(min(rows_each, len(with_sort))):
                    number = with_sort[(turn + step) % len(with_sort)]
                    row = dict(zip(columns, rows[number], strict=True))
                    key = tuple((name, row[name]) for name in keys)
                    content = of_row[number][sort]
                    if content == row[column]:
                        continue
                    if table == "setting" and row["name"] == "cells" and column == "value":
                        continue  # says that cells must be counted anew: a note, tested apart
                    yield Change(table=table, column=column, key=key, content=content)
                turn += 1


def _others(content: Value, *, column: str) -> Iterator[Value]:
    """Content a column could have instead."""
    if content is not None:
        yield None
    match content:
        case str():
            yield content + "x"
            yield content + " "
            if column == "body":
                yield from _other_bodies(content)
        case int():
            yield from (content + 1, content + 1_000_000)
        case bytes():
            yield from (bytes([content[0] ^ 1]) + content[1:], content + b"\0")
        case None:
            yield from ("x", '"x"', bytes(32), 1)


def _other_bodies(body: str) -> Iterator[str]:
    """The same value written otherwise, and each field with other content."""
    first = body[1 : body.index(",") + 1]
    yield "{ " + body[1:]
    yield "{" + first + body[1:]
    yield body[:-1] + ',"zz":1}'
    content = json.loads(body)
    for name, value in content.items():
        match value:
            case str():
                other: object = value + "x"
            case int():
                other = value + 1
            case None:
                other = "x"
            case list():
                other = [*value, "x"]
            case dict():
                other = {**value, "zz": 1}
            case _:
                other = None
        changed = {**content, name: other}
        yield json.dumps(changed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _tables(workspace: Workspace) -> tuple[str, ...]:
    """All tables but the job table, which nothing relies on, and the index's own."""
    with opened_database(workspace.kept) as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return tuple(name for (name,) in found if name != "job" and not name.startswith(SEARCH_INDEX))


def _stored(workspace: Workspace, table: str) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Columns that are stored, not computed, and all rows."""
    with opened_database(workspace.kept) as database:
        info = database.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
        columns = tuple(name for _, name, _, _, _, _, hidden in info if hidden == 0)
        names = ", ".join(f'"{name}"' for name in columns)
        return columns, database.execute(f'SELECT {names} FROM "{table}"').fetchall()


def _keys(workspace: Workspace, table: str) -> tuple[str, ...]:
    """Columns that name a row."""
    with opened_database(workspace.kept) as database:
        info = database.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
    return tuple(name for _, name, _, _, _, place, _ in info if place)


def _where(key: tuple[tuple[str, Value], ...]) -> str:
    return " AND ".join(f'"{name}" IS ?' for name, _ in key)


def _values(key: tuple[tuple[str, Value], ...]) -> tuple[Value, ...]:
    return tuple(value for _, value in key)
