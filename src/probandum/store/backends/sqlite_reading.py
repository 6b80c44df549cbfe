"""Questions to a SQLite store, each one statement with an index behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from probandum.errors import IntegrityError, NotFoundError, ProbandumError, StoreBusyError
from probandum.language.tokens import SearchQuery, fts5_expression
from probandum.model.log import Field, LogEntry
from probandum.store.held import filled
from probandum.store.protocol import Cell, Record, Row
from probandum.store.tables import (
    ENTRY_KINDS,
    Table,
    check_columns,
    check_names,
    check_output_kind,
)

_ENTRY_COLUMNS = "v.body, v.office, v.seq, NULL, NULL, NULL, NULL"
_OUTPUT_COLUMNS = "v.body, NULL, NULL, v.run, v.position, v.salt, v.leaf"


class SqliteReading:
    """Reads from one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use an open connection."""
        self._connection = connection

    def rows(self, kind: str, /, **equal: Cell) -> Iterator[Row]:
        """Return rows of a kind whose columns equal what is given, in the order stored."""
        check_columns(kind, tuple(equal))
        order = "v.office, v.seq" if kind in ENTRY_KINDS else "v.run, v.position"
        sql = f'SELECT {_columns(kind)} FROM "{kind}" v{_where(equal)} ORDER BY {order}'  # noqa: S608 - names are checked, values bound
        return self._row_iterator(kind, sql, tuple(equal.values()))

    def current_rows(self, kind: str, /, **equal: Cell) -> Iterator[Row]:
        """Return rows of a machine kind that runs still current have put out."""
        check_output_kind(kind)
        check_columns(kind, tuple(equal))
        sql = (
            f'SELECT {_columns(kind)} FROM "{kind}" v{_where(equal)} '  # noqa: S608 - names are checked, values bound
            f"{'AND' if equal else 'WHERE'} v.run IN (SELECT run FROM current_run) "
            "ORDER BY v.run, v.position"
        )
        return self._row_iterator(kind, sql, tuple(equal.values()))

    def get(self, kind: str, value_id: str) -> Row:
        """Return the row of an id, the newest when several runs put the value out."""
        check_columns(kind, ("id",))
        sql = (
            f'SELECT {_columns(kind)} FROM "{kind}" v WHERE v.id = ? ORDER BY v.rowid DESC LIMIT 1'  # noqa: S608 - names are checked, values bound
        )
        for row in self._row_iterator(kind, sql, (value_id,)):
            return row
        raise NotFoundError(f"no {kind} {value_id} in this case; list what there is with search")

    def count(self, kind: str, /, **equal: Cell) -> int:
        """Count rows of a kind."""
        check_columns(kind, tuple(equal))
        sql = f'SELECT count(*) FROM "{kind}" v{_where(equal)}'  # noqa: S608 - names are checked, values bound
        return int(next(self._read(sql, tuple(equal.values())))[0])

    def records(self, table: Table, /, **equal: Cell) -> Iterator[Record]:
        """Return records of a table whose columns equal what is given, by key."""
        check_names(table, equal)
        names = ", ".join(f'"{name}"' for name in table.all_columns)
        order = ", ".join(f'"{name}"' for name in table.key)
        sql = f'SELECT {names} FROM "{table.name}" v{_where(equal)} ORDER BY {order}'  # noqa: S608 - names come from constant tables, values are bound
        for values in self._read(sql, tuple(equal.values())):
            yield dict(zip(table.all_columns, values, strict=True))

    def member_counts(self, cell: str) -> tuple[tuple[str, str, int, int], ...]:
        """Count a cell's members: side, status, statements, origins; sorted."""
        found = self._read(
            "SELECT side, status, count(*), count(DISTINCT origin) FROM member "
            "WHERE cell = ? GROUP BY side, status ORDER BY side, status",
            (cell,),
        )
        return tuple((str(a), str(b), int(c), int(d)) for a, b, c, d in found)

    def search(self, query: SearchQuery, *, limit: int) -> tuple[str, ...]:
        """Return ids of current passages that match, at most ``limit``, in id order."""
        found = self._read(
            "SELECT e.passage FROM search_words w JOIN search_entry e ON e.row = w.rowid "
            "WHERE search_words MATCH ? ORDER BY e.passage LIMIT ?",
            (fts5_expression(query), limit),
        )
        return tuple(passage for (passage,) in found)

    def offices(self) -> tuple[str, ...]:
        """Return the offices that have a log here, sorted."""
        found = self._read("SELECT DISTINCT office FROM log_entry ORDER BY office")
        return tuple(office for (office,) in found)

    def size(self, office: str) -> int:
        """Return how many entries an office's log has."""
        found = self._read(
            "SELECT coalesce(max(seq) + 1, 0) FROM log_entry WHERE office = ?", (office,)
        )
        return int(next(found)[0])

    def entries(self, office: str, *, start: int = 0) -> Iterator[LogEntry]:
        """Return an office's entries from a number on, in order."""
        found = self._read(
            "SELECT office, seq, bytes, leaf FROM log_entry WHERE office = ? AND seq >= ? "
            "ORDER BY seq",
            (office, start),
        )
        for name, seq, content, leaf in found:
            yield LogEntry(office=name, seq=seq, content=content, leaf=leaf)

    def fields(self, office: str, seq: int) -> tuple[Field, ...]:
        """Return an entry's fields by name, values held in its row filled in."""
        found = self._read(
            "SELECT name, value, salt FROM log_field WHERE office = ? AND seq = ? ORDER BY name",
            (office, seq),
        )
        fields = tuple(Field(name=n, value=v, salt=s) for n, v, s in found)
        if all(field.value is not None or field.salt is None for field in fields):
            return fields
        return filled(fields, body=self._body_of(office, seq))

    def _body_of(self, office: str, seq: int) -> str | None:
        """Return the body of the row an entry binds, or None."""
        for kind in ENTRY_KINDS:
            sql = f'SELECT body FROM "{kind}" WHERE office = ? AND seq = ?'  # noqa: S608 - constant names
            for (body,) in self._read(sql, (office, seq)):
                return body if body is None else str(body)
        return None

    def _read(self, sql: str, values: tuple[Cell, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Ask a question and read its answer to the end, naming a damaged file for what it is."""
        try:
            yield from self._connection.execute(sql, values)
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as error:
            raise damage(error) from error
        except UnicodeDecodeError as error:
            raise IntegrityError("the case's file holds text that is none; run verify") from error

    def _row_iterator(self, kind: str, sql: str, values: tuple[Cell, ...]) -> Iterator[Row]:
        """Read rows of a kind."""
        for body, office, seq, run, position, salt, leaf in self._read(sql, values):
            yield Row(
                kind=kind,
                body=body,
                office=office,
                seq=seq,
                run=run,
                position=position,
                salt=salt,
                leaf=leaf,
            )


def damage(error: sqlite3.DatabaseError) -> ProbandumError:
    """Tell a busy file from a damaged one."""
    if "locked" in str(error) or "busy" in str(error):
        return StoreBusyError("another process keeps the case's file locked; try again")
    return IntegrityError("the case's file is damaged; run verify --full")


def _columns(kind: str) -> str:
    """Return the columns a row of a kind is read from."""
    return _ENTRY_COLUMNS if kind in ENTRY_KINDS else _OUTPUT_COLUMNS


def _where(equal: dict[str, Cell]) -> str:
    """Write the condition that columns equal what is given."""
    return " WHERE " + " AND ".join(f'v."{name}" IS ?' for name in equal) if equal else ""
