"""A store that keeps everything in memory: for tests, and for work that leaves nothing behind."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from probandum.errors import IntegrityError, InvalidValueError, NotFoundError
from probandum.language.tokens import SearchQuery, matches
from probandum.model.codec import encode
from probandum.model.identity import Chance, check_office
from probandum.model.kinds import kind_of
from probandum.model.log import SALT_BYTES, Field, Header, LogEntry, write_entry
from probandum.store.held import filled, without
from probandum.store.protocol import Cell, Draft, Output, Record, Row
from probandum.store.tables import (
    CURRENT_RUN,
    ENTRY_KINDS,
    MEMBER,
    OUTPUT_KINDS,
    SEARCH,
    UNIQUE_KINDS,
    Table,
    check_columns,
    check_names,
    check_output_kind,
    check_record,
)

Key = tuple[Cell, ...]


@dataclass(slots=True)
class _Content:
    """Everything the store holds."""

    entries: dict[str, list[LogEntry]] = field(default_factory=dict)
    fields: dict[tuple[str, int], tuple[Field, ...]] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    records: dict[str, dict[Key, Record]] = field(default_factory=dict)
    taken: set[tuple[Cell, ...]] = field(default_factory=set)

    def add(self, row: Row) -> None:
        """Keep a row; refuse one whose id or place is taken."""
        if row.kind in OUTPUT_KINDS:
            self._take((row.kind, row.run, row.position), f"a {row.kind} at that place of the run")
        elif row.kind in UNIQUE_KINDS:
            self._take((row.kind, _body(row).get("id")), f"a {row.kind} of that id")
        self.rows.setdefault(row.kind, []).append(row)

    def _take(self, place: tuple[Cell, ...], what: str) -> None:
        """Note that a place is taken, or refuse when it was."""
        if place in self.taken:
            raise InvalidValueError(f"{what} is already kept; nothing is overwritten")
        self.taken.add(place)

    def duplicate(self) -> _Content:
        """Copy the containers; what they hold is frozen or replaced as a whole."""
        return _Content(
            entries={office: list(entries) for office, entries in self.entries.items()},
            fields=copy(self.fields),
            rows={kind: list(rows) for kind, rows in self.rows.items()},
            records={name: dict(records) for name, records in self.records.items()},
            taken=set(self.taken),
        )


class MemoryReading:
    """Reads from the content."""

    def __init__(self, content: _Content) -> None:
        """Use content that may be shared with others."""
        self._content = content

    def rows(self, kind: str, /, **equal: Cell) -> Iterator[Row]:
        """Return rows of a kind whose columns equal what is given, in the order stored."""
        check_columns(kind, tuple(equal))
        found = [row for row in self._content.rows.get(kind, ()) if _fits(row, equal)]
        return iter(sorted(found, key=_order))

    def current_rows(self, kind: str, /, **equal: Cell) -> Iterator[Row]:
        """Return rows of a machine kind that runs still current have put out."""
        check_output_kind(kind)
        current = {record["run"] for record in self.records(CURRENT_RUN)}
        return (row for row in self.rows(kind, **equal) if row.run in current)

    def get(self, kind: str, value_id: str) -> Row:
        """Return the row of an id, the newest when several runs put the value out."""
        check_columns(kind, ("id",))
        for row in reversed(self._content.rows.get(kind, [])):
            if _fits(row, {"id": value_id}):
                return row
        raise NotFoundError(f"no {kind} {value_id} in this case; list what there is with search")

    def count(self, kind: str, /, **equal: Cell) -> int:
        """Count rows of a kind."""
        return sum(1 for _ in self.rows(kind, **equal))

    def records(self, table: Table, /, **equal: Cell) -> Iterator[Record]:
        """Return records of a table whose columns equal what is given, by key."""
        check_names(table, equal)
        kept = self._content.records.get(table.name, {})
        for key in sorted(kept, key=lambda key: tuple(str(part) for part in key)):
            if all(kept[key][name] == value for name, value in equal.items()):
                yield dict(kept[key])

    def member_counts(self, cell: str) -> tuple[tuple[str, str, int, int], ...]:
        """Count a cell's members: side, status, statements, origins; sorted."""
        statements: Counter[tuple[str, str]] = Counter()
        origins: dict[tuple[str, str], set[Cell]] = {}
        for record in self.records(MEMBER, cell=cell):
            key = (str(record["side"]), str(record["status"]))
            statements[key] += 1
            known = origins.setdefault(key, set())
            if record["origin"] is not None:
                known.add(record["origin"])
        return tuple((*key, statements[key], len(origins[key])) for key in sorted(statements))

    def search(self, query: SearchQuery, *, limit: int) -> tuple[str, ...]:
        """Return ids of current passages that match, at most ``limit``, in id order."""
        found = sorted(
            str(record["passage"])
            for record in self.records(SEARCH)
            if matches(
                query,
                tokens=tuple(str(record["words"]).split(" ")),
                characters=tuple(str(record["characters"]).split(" ")),
            )
        )
        return tuple(found[:limit])

    def offices(self) -> tuple[str, ...]:
        """Return the offices that have a log here, sorted."""
        return tuple(sorted(self._content.entries))

    def size(self, office: str) -> int:
        """Return how many entries an office's log has."""
        return len(self._content.entries.get(office, ()))

    def entries(self, office: str, *, start: int = 0) -> Iterator[LogEntry]:
        """Return an office's entries from a number on, in order."""
        yield from self._content.entries.get(office, [])[start:]

    def fields(self, office: str, seq: int) -> tuple[Field, ...]:
        """Return an entry's fields by name, values held in its row filled in."""
        kept = self._content.fields.get((office, seq), ())
        fields = tuple(sorted(kept, key=lambda item: item.name))
        row = self._row_of(office, seq)
        return filled(fields, body=row.body if row else None)

    def _row_of(self, office: str, seq: int) -> Row | None:
        """Return the row an entry binds, or None."""
        for kind in ENTRY_KINDS:
            for row in self._content.rows.get(kind, ()):
                if (row.office, row.seq) == (office, seq):
                    return row
        return None


class MemoryTransaction(MemoryReading):
    """A write to a copy of the content, which takes its place when the block ends."""

    def __init__(self, content: _Content, *, office: str, chance: Chance) -> None:
        """Write for one office, drawing salts from ``chance``."""
        super().__init__(content)
        self._office = office
        self._chance = chance

    def append(self, draft: Draft) -> LogEntry:
        """Append an entry to this office's log, and its row if it has one."""
        fields = tuple(
            Field(name=name, value=value, salt=self._chance.token(SALT_BYTES))
            for name, value in draft.all_fields()
        )
        seq = self.size(self._office)
        header = Header(office=self._office, seq=seq, kind=draft.kind, at=draft.at)
        entry = write_entry(header, fields=fields)
        row = None
        if draft.row is not None:
            kind = kind_of(draft.row).name
            if kind not in ENTRY_KINDS:
                raise InvalidValueError(f"a {kind} has no entry of its own")
            row = Row(kind=kind, body=encode(draft.row), office=self._office, seq=seq)
        _keep(self._content, entry, fields=fields, row=row)
        return entry

    def put_outputs(self, run: str, outputs: Sequence[Output]) -> None:
        """Store what a run put out, at positions from 0."""
        for position, output in enumerate(outputs):
            check_output_kind(output.kind)
            row = Row(
                kind=output.kind,
                body=output.body,
                run=run,
                position=position,
                salt=output.salt,
                leaf=output.leaf,
            )
            self._content.add(row)

    def put(self, table: Table, /, **record: Cell) -> None:
        """Write a record, replacing the one with the same key."""
        check_record(table, record)
        key = tuple(record[name] for name in table.key)
        self._content.records.setdefault(table.name, {})[key] = dict(record)

    def remove(self, table: Table, /, **equal: Cell) -> None:
        """Remove the records whose columns equal what is given."""
        kept = self._content.records.get(table.name, {})
        for record in list(self.records(table, **equal)):
            del kept[tuple(record[name] for name in table.key)]

    def erase_field(self, office: str, seq: int, name: str) -> None:
        """Delete a field's value and salt for good; the entry's bytes stay."""
        fields = self._content.fields.get((office, seq), ())
        if name not in {item.name for item in fields}:
            raise NotFoundError(f"entry {seq} of {office} has no field {name!r}")
        self._content.fields[(office, seq)] = tuple(
            replace(item, value=None, salt=None) if item.name == name else item for item in fields
        )
        row = self._row_of(office, seq)
        if row is not None and row.body is not None:
            rows = self._content.rows[row.kind]
            rows[rows.index(row)] = replace(row, body=without(row.body, kind=row.kind, name=name))

    def erase_output(self, run: str, position: int) -> None:
        """Delete a machine value's body and salt for good; its leaf stays."""
        for kind in OUTPUT_KINDS:
            rows = self._content.rows.get(kind, [])
            for number, row in enumerate(rows):
                if (row.run, row.position) == (run, position):
                    rows[number] = replace(row, body=None, salt=None)
                    return
        raise NotFoundError(f"run {run} has no output {position}")


class MemoryRestoring:
    """Filling an empty store with what another one kept, byte for byte."""

    def __init__(self, content: _Content) -> None:
        """Write to the content of a store."""
        self._content = content

    def entry(self, entry: LogEntry, fields: Sequence[Field], row: Row | None) -> None:
        """Store an entry with its fields and row as they are."""
        _keep(self._content, entry, fields=tuple(fields), row=row)

    def output(self, row: Row) -> None:
        """Store a machine value as it is."""
        self._content.add(row)


class MemoryStore(MemoryReading):
    """A case's values, log and projections in memory."""

    def __init__(self, *, office: str) -> None:
        """Begin empty."""
        super().__init__(_Content())
        self.office = check_office(office)

    @contextmanager
    def write(self, chance: Chance) -> Iterator[MemoryTransaction]:
        """Begin a write; kept when the block ends, undone if it raises."""
        changed = self._content.duplicate()
        yield MemoryTransaction(changed, office=self.office, chance=chance)
        self._content = changed

    @contextmanager
    def snapshot(self) -> Iterator[MemoryReading]:
        """Read everything inside the block from one state of the case."""
        yield MemoryReading(self._content)

    @contextmanager
    def restore(self) -> Iterator[MemoryRestoring]:
        """Fill an empty store with entries and rows as another store kept them."""
        if self.offices():
            raise IntegrityError("the case already has a log; import into a new one")
        filling = _Content()
        yield MemoryRestoring(filling)
        self._content = filling

    def problems(self) -> tuple[str, ...]:
        """Return nothing: there is no file that could be damaged."""
        return ()

    def scrub(self) -> None:
        """Do nothing: nothing erased stays behind in a file."""

    def close(self) -> None:
        """Do nothing: there is nothing to close."""


def _keep(
    content: _Content, entry: LogEntry, *, fields: tuple[Field, ...], row: Row | None
) -> None:
    """Keep an entry, its fields and its row; values held in the row stand once."""
    entries = content.entries.setdefault(entry.office, [])
    if entry.seq != len(entries):
        raise IntegrityError(f"entry {entry.seq} of {entry.office} is out of order")
    entries.append(entry)
    held = fields if row is None else tuple(replace(item, value=None) for item in fields)
    content.fields[(entry.office, entry.seq)] = held
    if row is not None:
        content.add(row)


def _fits(row: Row, equal: dict[str, Cell]) -> bool:
    """Whether a row's columns equal what is given."""
    if not equal:
        return True
    body = _body(row)
    return all(
        (row.run if name == "run" else body.get(name)) == value for name, value in equal.items()
    )


def _body(row: Row) -> dict[str, Any]:
    """Return a row's content, none once erased."""
    return json.loads(row.body) if row.body is not None else {}


def _order(row: Row) -> tuple[str, int]:
    """Return what rows of a kind are sorted by."""
    return (row.office or row.run or "", row.seq if row.seq is not None else row.position or 0)
