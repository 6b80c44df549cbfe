"""What a store keeps: columns of the value tables, and the projection tables beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from probandum.errors import InvalidValueError
from probandum.model.kinds import KINDS, Bound

COLUMNS: dict[str, tuple[str, ...]] = {
    "source": ("id", "evidence_code", "name", "media_type", "restriction", "size"),
    "instance": ("id", "source", "name"),
    "run": ("id", "step", "unit", "at", "code_sha256", "outputs"),
    "decision": ("id", "at", "kind", "target_kind", "target"),
    "text": ("id", "source", "text_sha256", "reader", "characters"),
    "candidate": ("id", "source", "field", "content"),
    "passage": ("id", "source", "kind", "number", "speaker", "date", "text_sha256"),
    "statement": ("id", "passage", "kind", "lane", "modality", "text_sha256", "start", "quote"),
    "anchor": ("id", "decision", "statement", "text_sha256", "start"),
    "group": ("id", "scope"),
    "caution": ("id", "tie"),
    "contradiction": ("id", "first", "second", "about"),
    "person_record": ("id", "passage"),
    "histories": ("id",),
    "estimate": ("id", "histories", "method", "total", "status"),
    "assessment": ("id", "framework", "element", "binding"),
    "gap": ("id", "kind", "subject_kind", "subject", "step", "reason"),
}
"""Fields of each stored kind that can be searched by; each is read from the body."""

ENTRY_KINDS = tuple(kind.name for kind in KINDS if kind.bound is Bound.ENTRY)
UNIQUE_KINDS = ("source", "run", "decision")
OUTPUT_KINDS = tuple(kind.name for kind in KINDS if kind.bound is Bound.RUN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of records that may be changed and made again.

    Attributes:
        name: Of the table.
        key: Columns that name a record.
        columns: The other columns.
        is_projection: Whether it can be rebuilt from values and decisions.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...] = ()
    is_projection: bool = True

    @property
    def all_columns(self) -> tuple[str, ...]:
        """Key columns, then the others."""
        return self.key + self.columns


CURRENT_RUN = Table(name="current_run", key=("step", "unit"), columns=("run", "memory"))
REVIEW = Table(
    name="review",
    key=("statement",),
    columns=("status", "lane", "passage", "source", "decision"),
)
MEMBER = Table(
    name="member",
    key=("cell", "statement"),
    columns=("side", "status", "source", "origin", "decision"),
)
CELL = Table(
    name="cell",
    key=("cell", "side"),
    columns=(
        "accepted",
        "suggested",
        "origins_accepted",
        "origins_suggested",
    ),
)
ORIGIN = Table(name="origin", key=("source",), columns=("origin",))
SEARCH = Table(name="search_entry", key=("passage",), columns=("words", "characters"))
LOGGED_FILE = Table(name="logged_file", key=("path",), columns=("sha256",))
SETTING = Table(name="setting", key=("name",), columns=("value",))
DIRTY = Table(name="dirty", key=("projection", "key"), is_projection=False)
JOB = Table(
    name="job",
    key=("id",),
    columns=(
        "kind",
        "arguments",
        "state",
        "created",
        "started",
        "heartbeat",
        "finished",
        "progress",
        "message",
    ),
    is_projection=False,
)
TABLES = (CURRENT_RUN, REVIEW, MEMBER, CELL, ORIGIN, SEARCH, LOGGED_FILE, SETTING, DIRTY, JOB)


def check_names(table: Table, names: Iterable[str]) -> None:
    """Refuse columns a table does not have.

    Raises:
        InvalidValueError: There is one.
    """
    unknown = sorted(set(names) - set(table.all_columns))
    if unknown:
        raise InvalidValueError(
            f"{table.name} has no column {', '.join(unknown)}; "
            f"it has {', '.join(table.all_columns)}"
        )


def check_record(table: Table, record: Mapping[str, str | int | None]) -> None:
    """Refuse a record that lacks a column, has one too many, or an empty key.

    Raises:
        InvalidValueError: Any of these holds.
    """
    check_names(table, record)
    if len(record) < len(table.all_columns):
        raise InvalidValueError(f"a record of {table.name} needs {', '.join(table.all_columns)}")
    needed = table.all_columns if table is SEARCH else table.key
    if any(record[name] is None for name in needed):
        raise InvalidValueError(f"a record of {table.name} needs content in {', '.join(needed)}")


def check_columns(kind: str, names: tuple[str, ...]) -> None:
    """Refuse a search by a column the kind does not have.

    Raises:
        InvalidValueError: The kind is not stored, or has no such column.
    """
    if kind not in COLUMNS:
        raise InvalidValueError(f"kind {kind!r} is not stored; stored are {', '.join(COLUMNS)}")
    known = {*COLUMNS[kind], "run"} if kind in OUTPUT_KINDS else set(COLUMNS[kind])
    for name in names:
        if name not in known:
            raise InvalidValueError(
                f"{kind} has no column {name!r}; it has {', '.join(sorted(known))}"
            )


def check_output_kind(kind: str) -> None:
    """Refuse a kind that no run puts out.

    Raises:
        InvalidValueError: The kind is no machine kind.
    """
    if kind not in OUTPUT_KINDS:
        raise InvalidValueError(f"a {kind} is not put out by a run")
