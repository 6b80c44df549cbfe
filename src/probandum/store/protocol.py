"""What every store promises; ``tests/contract`` holds each backend to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from probandum.language.tokens import SearchQuery
from probandum.model.codec import decode, encode, field_values
from probandum.model.identity import Chance
from probandum.model.log import SALT_BYTES, EntryKind, Field, LogEntry
from probandum.model.merkle import leaf_hash
from probandum.store.tables import Table

Cell = str | int | None
Record = dict[str, Cell]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stored value as it is kept.

    Attributes:
        kind: Kind of value.
        body: Encoded value, or None once erased as a whole.
        office: Office of the entry that binds it, for values with an entry of their own.
        seq: Number of that entry.
        run: Run that put it out, for machine values.
        position: Place among the run's outputs, from 0.
        salt: Salt of its leaf, None once erased; machine values only.
        leaf: Leaf hash the run's root was computed over; machine values only.
    """

    kind: str
    body: str | None
    office: str | None = None
    seq: int | None = None
    run: str | None = None
    position: int | None = None
    salt: bytes | None = None
    leaf: bytes | None = None

    def value(self, type_: type[Value]) -> Value:
        """Decode the value.

        Raises:
            UndecodableError: The body was erased, in whole or in a part the value needs.
        """
        return decode(self.body or "null", type_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry before it has a number, with the fields it shall commit to.

    Attributes:
        kind: What it records.
        at: Moment, UTC.
        fields: Sorted pairs of name and encoded value.
        row: The value that is stored as a row beside the entry, or None; its fields are
            then what the entry commits to.
    """

    kind: EntryKind
    at: datetime
    fields: tuple[tuple[str, str], ...] = ()
    row: object | None = None

    def all_fields(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs the entry commits to."""
        return self.fields if self.row is None else field_values(self.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A machine value before it is stored, with the salt and leaf its run commits to.

    Attributes:
        kind: Kind of value.
        body: Encoded value, stamped with id and run.
        salt: 32 random bytes.
    """

    kind: str
    body: str
    salt: bytes

    @property
    def leaf(self) -> bytes:
        """RFC 6962 leaf hash over salt and body; without the salt it confirms no guess."""
        return leaf_hash(self.salt + self.body.encode())


def output_of(value: object, *, kind: str, chance: Chance) -> Output:
    """Prepare a stamped machine value for storing."""
    return Output(kind=kind, body=encode(value), salt=chance.token(SALT_BYTES))


class Reading(Protocol):
    """What can be asked of a store, inside a transaction or outside."""

    def rows(self, kind: str, /, **equal: Cell) -> Iterator[Row]:
        """Return rows of a kind whose columns equal what is given, in the order stored.

        Raises:
            InvalidValueError: The kind is not stored or has no such column.
        """
        ...

    def current_rows(self, kind: str, /, **equal: Cell) -> Iterator[Row]:
        """Return rows of a machine kind that runs still current have put out."""
        ...

    def get(self, kind: str, value_id: str) -> Row:
        """Return the row of an id, the newest when several runs put the value out.

        Raises:
            NotFoundError: There is none.
        """
        ...

    def count(self, kind: str, /, **equal: Cell) -> int:
        """Count rows of a kind."""
        ...

    def records(self, table: Table, /, **equal: Cell) -> Iterator[Record]:
        """Return records of a table whose columns equal what is given, by key."""
        ...

    def member_counts(self, cell: str) -> tuple[tuple[str, str, int, int], ...]:
        """Count a cell's members: side, status, statements, origins; sorted."""
        ...

    def search(self, query: SearchQuery, *, limit: int) -> tuple[str, ...]:
        """Return ids of current passages that match, at most ``limit``, in id order."""
        ...

    def offices(self) -> tuple[str, ...]:
        """Return the offices that have a log here, sorted."""
        ...

    def size(self, office: str) -> int:
        """Return how many entries an office's log has."""
        ...

    def entries(self, office: str, *, start: int = 0) -> Iterator[LogEntry]:
        """Return an office's entries from a number on, in order."""
        ...

    def fields(self, office: str, seq: int) -> tuple[Field, ...]:
        """Return an entry's fields by name, values held in its row filled in."""
        ...


class Transaction(Reading, Protocol):
    """What can be changed, all of it or nothing."""

    def append(self, draft: Draft) -> LogEntry:
        """Append an entry to this office's log, and its row if it has one."""
        ...

    def put_outputs(self, run: str, outputs: Sequence[Output]) -> None:
        """Store what a run put out, at positions from 0."""
        ...

    def put(self, table: Table, /, **record: Cell) -> None:
        """Write a record, replacing the one with the same key."""
        ...

    def remove(self, table: Table, /, **equal: Cell) -> None:
        """Remove the records whose columns equal what is given."""
        ...

    def erase_field(self, office: str, seq: int, name: str) -> None:
        """Delete a field's value and salt for good; the entry's bytes stay."""
        ...

    def erase_output(self, run: str, position: int) -> None:
        """Delete a machine value's body and salt for good; its leaf stays."""
        ...


class Store(Reading, Protocol):
    """A case's values, log and projections."""

    office: str

    def write(self, chance: Chance) -> AbstractContextManager[Transaction]:
        """Begin a write; it is durable when the block ends, and undone if it raises.

        Args:
            chance: Where the salts come from.

        Raises:
            StoreBusyError: Another process keeps writing for longer than the limit.
        """
        ...

    def snapshot(self) -> AbstractContextManager[Reading]:
        """Read everything inside the block from one state of the case."""
        ...

    def restore(self) -> AbstractContextManager[Restoring]:
        """Fill an empty store with entries and rows as another store kept them."""
        ...

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong with the store's own files and schema, in words."""
        ...

    def scrub(self) -> None:
        """Remove what erased values left in logs and free pages of the store's files."""
        ...

    def close(self) -> None:
        """Close the store; using it afterwards is an error."""
        ...


class Restoring(Protocol):
    """Filling an empty store with what another one kept, byte for byte."""

    def entry(self, entry: LogEntry, fields: Sequence[Field], row: Row | None) -> None:
        """Store an entry with its fields and row as they are."""
        ...

    def output(self, row: Row) -> None:
        """Store a machine value as it is."""
        ...


def open_bodies(rows: Iterator[Row], type_: type[Value]) -> Iterator[Value]:
    """Decode the rows that were not erased.

    Raises:
        UndecodableError: A body is damaged.
    """
    for row in rows:
        if row.body is not None:
            yield row.value(type_)
