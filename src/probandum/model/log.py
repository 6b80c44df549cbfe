"""The custody log: entries that commit to fields which can be erased without breaking it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from probandum.errors import InvalidValueError
from probandum.model.canonical import canonical_json
from probandum.model.identity import check_office, check_sha256
from probandum.model.merkle import leaf_hash

VERSION = 1
SALT_BYTES = 32
NO_KEY = "none"
_COMMITMENT = b"probandum field 1\x00"


class EntryKind(StrEnum):
    """What an entry of the log records."""

    CASE = "case"
    FILE = "file"
    SOURCE = "source"
    INSTANCE = "instance"
    RUN = "run"
    DECISION = "decision"
    ERASURE = "erasure"
    MIGRATION = "migration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The public part of an entry.

    Attributes:
        office: Office whose log it is.
        seq: Number in that log, from 0.
        key: Id of the office's key, or ``"none"`` before one is registered.
        kind: What it records.
        at: Moment, UTC, to the second.
        sealed: How many of its fields have their salt in ``sealed/``.
    """

    office: str
    seq: int
    key: str = NO_KEY
    kind: EntryKind
    at: datetime
    sealed: int = 0

    def __post_init__(self) -> None:
        """Refuse a header that could not be written canonically."""
        check_office(self.office)
        if self.seq < 0 or self.sealed < 0 or self.at.utcoffset() is None:
            raise InvalidValueError("an entry has a number, a count and a moment with a zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A named value that an entry commits to.

    Attributes:
        name: Within the entry, each once.
        value: Encoded JSON, or None once erased.
        salt: 32 random bytes, or None once erased or while sealed elsewhere.
    """

    name: str
    value: str | None
    salt: bytes | None

    @property
    def is_open(self) -> bool:
        """Whether value and salt are here, so that the commitment can be checked."""
        return self.value is not None and self.salt is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One entry as it is kept: hashed as bytes and never written anew.

    Attributes:
        office: Office whose log it is.
        seq: Number in that log, from 0.
        content: Canonical JSON of header and commitments.
        leaf: RFC 6962 leaf hash of ``content``.
    """

    office: str
    seq: int
    content: bytes
    leaf: bytes


def commitment(name: str, *, value: str, salt: bytes) -> str:
    """Commit to a field without telling its name or value.

    Without the salt the value cannot be confirmed by guessing; with it, anyone can
    recompute the commitment from the value.

    Returns:
        SHA-256 in hexadecimal.

    Source:
        Salted hash commitments as in RFC 9901 (selective disclosure), with the lengths
        written out so that name and value cannot be shifted against each other.
    """
    if len(salt) != SALT_BYTES:
        raise InvalidValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    parts = (salt, name.encode(), value.encode())
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return sha256(_COMMITMENT + framed).hexdigest()


def write_entry(header: Header, *, fields: Iterable[Field]) -> LogEntry:
    """Write an entry that commits to its fields.

    Args:
        header: Public part.
        fields: Open fields, each name once.

    Returns:
        The entry with its leaf hash.

    Raises:
        InvalidValueError: A name stands twice or a field is not open.
    """
    listed = tuple(fields)
    if len({field.name for field in listed}) != len(listed):
        raise InvalidValueError("a field stands twice in one entry")
    commitments: list[str] = []
    for field in listed:
        if field.value is None or field.salt is None:
            raise InvalidValueError("an entry can only commit to open fields")
        commitments.append(commitment(field.name, value=field.value, salt=field.salt))
    content = canonical_json(
        {
            "at": rfc3339(header.at),
            "commitments": sorted(commitments),
            "key": header.key,
            "kind": header.kind.value,
            "office": header.office,
            "sealed": header.sealed,
            "seq": header.seq,
            "v": VERSION,
        }
    )
    return LogEntry(office=header.office, seq=header.seq, content=content, leaf=leaf_hash(content))


def read_entry(content: bytes) -> tuple[Header, tuple[str, ...]]:
    """Read an entry's header and commitments.

    Raises:
        InvalidValueError: The bytes are no entry of this version.
    """
    try:
        read = json.loads(content)
        header = Header(
            office=read["office"],
            seq=read["seq"],
            key=read["key"],
            kind=EntryKind(read["kind"]),
            at=datetime.fromisoformat(read["at"]),
            sealed=read["sealed"],
        )
        version, commitments = read["v"], tuple(map(check_sha256, read["commitments"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidValueError("bytes are no log entry of a kind this program knows") from error
    if version != VERSION or list(commitments) != sorted(commitments):
        raise InvalidValueError("bytes are no log entry of a version this program knows")
    return header, commitments


def rfc3339(moment: datetime) -> str:
    """Write a moment in UTC, to the second.

    Example:
        >>> rfc3339(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
        '2026-01-02T03:04:05Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
