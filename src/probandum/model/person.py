"""Rows on lists, and the people they are about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probandum.errors import InvalidValueError
from probandum.model.run import Pairs
from probandum.model.when import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """A row on a list: what one source says of one person, as written.

    Attributes:
        id: Id over the content.
        run: Run that read it.
        passage: Id of the row's passage.
        names: Names as written, in any script.
        sex: As written.
        born: As written.
        age: In years, as written.
        status: Dead, missing, detained, as written.
        event_place: As written.
        event_date: As written.
        other: Sorted pairs of further columns and their content.
    """

    id: str = ""
    run: str = ""
    passage: str
    names: tuple[str, ...] = ()
    sex: str | None = None
    born: PartialDate | None = None
    age: int | None = None
    status: str | None = None
    event_place: str | None = None
    event_date: PartialDate | None = None
    other: Pairs = ()


class PersonStatus(StrEnum):
    """What is known of a person at a time."""

    ALIVE = "alive"
    MISSING = "missing"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusAt:
    """A status with the time it holds for.

    Attributes:
        status: Alive, missing, dead.
        when: As known.
        basis: Ids of statements or records.
    """

    status: PersonStatus
    when: PartialDate | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A documented person, whom one or more records are about.

    Attributes:
        id: Random, carrying the office.
        code: Random code people say aloud instead of the name.
        records: Ids of the records, sorted.
        statuses: Over time.
    """

    id: str
    code: str
    records: tuple[str, ...]
    statuses: tuple[StatusAt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnnamedGroup:
    """People a source counts and does not name, with the minimum they are.

    Attributes:
        id: Random, carrying the office.
        minimum: People, at least.
        described: In the source's words.
        basis: Ids of statements.
    """

    id: str
    minimum: int
    described: str
    basis: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a group of nobody."""
        if self.minimum < 1:
            raise InvalidValueError("an unnamed group has at least one person")
