"""Intake: bytes are preserved and logged first, and read afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import probandum
from probandum.errors import CaseError, UnreadableSourceError
from probandum.model.canonical import sha256_hex
from probandum.model.identity import machine_id, random_id, source_id
from probandum.model.log import EntryKind
from probandum.model.run import Gap, GapKind
from probandum.model.source import (
    Acquisition,
    Completeness,
    Instance,
    PassageKind,
    Restriction,
    Source,
)
from probandum.model.when import PartialDate
from probandum.sources.sniffing import media_type_of
from probandum.store.protocol import Draft, Reading, Transaction
from probandum.store.tables import CURRENT_RUN, SETTING
from probandum.workflow.case import Case
from probandum.workflow.codes import code_sha256
from probandum.workflow.running import Unit, compute, keep

TOOL = f"probandum {probandum.__version__}"
PREFIX_BY_SORT = (
    ("image/", "IMG"),
    ("audio/", "AUD"),
    ("video/", "VID"),
    ("text/csv", "TAB"),
    ("message/", "MSG"),
)
DEFAULT_PREFIX = "DOC"
EMPTY = "application/x-empty"


class Outcome(StrEnum):
    """What became of a file at intake."""

    PRESERVED = "preserved"
    INSTANCE = "known bytes under another name"
    KNOWN = "already in the case"
    REFUSED = "could not be taken in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the person who adds a source states of it; nothing is guessed.

    Attributes:
        collector: Who collected it, or None.
        author: Who made it, or None.
        date: When it was made or published, or None.
        completeness: Whether the bytes are the whole original.
        completeness_note: Which part they are.
        restriction: Who may see it.
        kind: What sort of text it is, or None.
        url: Address it was saved from.
        note: Anything else.
    """

    collector: str | None = None
    author: str | None = None
    date: PartialDate | None = None
    completeness: Completeness = Completeness.NOT_STATED
    completeness_note: str | None = None
    restriction: Restriction = Restriction.OPEN
    kind: PassageKind | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one file.

    Attributes:
        outcome: What became of it.
        source: Id of the source, or None when it was refused.
        evidence_code: Its number, or None.
        reason: Why it was refused, or None.
    """

    outcome: Outcome
    source: str | None = None
    evidence_code: str | None = None
    reason: str | None = None


def files_below(path: Path) -> Iterator[Path]:
    """List a file, or the files of a folder and its folders, in the order of their names.

    Hidden files and links are listed too; whether they are taken in is for ``preserve_file``.

    Raises:
        CaseError: There is nothing of that name.
    """
    if path.is_dir() and not path.is_symlink():
        for item in sorted(path.iterdir()):
            yield from files_below(item)
    elif path.is_symlink() or path.exists():
        yield path
    else:
        raise CaseError(f"no file or folder {path.name!r}; name one that is there")


def preserve_file(case: Case, path: Path, *, stated: Stated) -> Taken:
    """Take in a file; one that cannot be read is a counted gap, and the rest goes on."""
    try:
        content = _content(path)
    except UnreadableSourceError as error:
        return _refuse(case, path.name, reason=str(error))
    # A name that is no UTF-8 keeps its odd bytes as \\xff, so that it can be written down.
    name = os.fsencode(path.name).decode("utf-8", "backslashreplace")
    return preserve(case, content, name=name, stated=stated)


def preserve(case: Case, content: bytes, *, name: str, stated: Stated) -> Taken:
    """Take in bytes: keep them, then log them. Taking in the same twice changes nothing."""
    source = source_id(sha256_hex(content))
    known = _known_in(case.store, source, name=name)
    if known is not None and known.outcome is Outcome.KNOWN:
        return known
    case.originals.put(content)
    now = case.surroundings.clock.now()
    with case.write() as transaction:
        # Asked again under the write lock: another process may have been here meanwhile.
        known = _known_in(transaction, source, name=name)
        if known is not None and known.outcome is Outcome.KNOWN:
            return known
        transaction.remove(CURRENT_RUN, step="preserve", unit=file_id(case, name))
        if known is not None:
            instance = _instance(case, source, name=name, stated=stated, at=now)
            transaction.append(Draft(kind=EntryKind.INSTANCE, at=now, row=instance))
            return known
        value = _source(case, transaction, content, name=name, stated=stated, at=now)
        transaction.append(Draft(kind=EntryKind.SOURCE, at=now, row=value))
    return Taken(outcome=Outcome.PRESERVED, source=source, evidence_code=value.evidence_code)


def prefix_for(media_type: str, *, name: str) -> str:
    """Return the letters an evidence code begins with.

    Example:
        >>> prefix_for("text/plain", name="list.csv"), prefix_for("image/png", name="a.png")
        ('TAB', 'IMG')
    """
    if name.lower().endswith((".csv", ".tsv", ".xlsx", ".ods")):
        return "TAB"
    for sort, prefix in PREFIX_BY_SORT:
        if media_type.startswith(sort):
            return prefix
    return DEFAULT_PREFIX


def next_code(transaction: Transaction, *, prefix: str, office: str) -> str:
    """Take the next evidence code of a prefix in an office."""
    start = f"{prefix}-{office.upper()}"
    name = code_start(start)
    last = [int(str(record["value"])) for record in transaction.records(SETTING, name=name)]
    number = (last[0] if last else 0) + 1
    transaction.put(SETTING, name=name, value=str(number))
    return f"{start}-{number:03d}"


def code_start(start: str) -> str:
    """Return the name of the setting that holds the last number of an evidence code."""
    return f"evidence code {start}"


def _content(path: Path) -> bytes:
    """Read a file that really is one."""
    if path.is_symlink():
        raise UnreadableSourceError("the file is a link to another place; add what it points to")
    if not path.is_file():
        raise UnreadableSourceError("this is no regular file; only files are taken in")
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            return file.read()
    except OSError as error:
        raise UnreadableSourceError(
            f"the file could not be read ({os.strerror(error.errno or 0).lower()})"
        ) from error


def _source(
    case: Case,
    transaction: Transaction,
    content: bytes,
    *,
    name: str,
    stated: Stated,
    at: datetime,
) -> Source:
    """Build the value of a new source, with the next evidence code."""
    media_type = media_type_of(content) if content else EMPTY
    prefix = prefix_for(media_type, name=name)
    return Source(
        id=source_id(sha256_hex(content)),
        size=len(content),
        evidence_code=next_code(transaction, prefix=prefix, office=case.store.office),
        name=name,
        media_type=media_type,
        restriction=stated.restriction,
        completeness=stated.completeness,
        completeness_note=stated.completeness_note,
        author=stated.author,
        date=stated.date,
        kind=stated.kind,
        acquisition=_acquisition(stated, at=at),
    )


def _instance(case: Case, source: str, *, name: str, stated: Stated, at: datetime) -> Instance:
    """Build the value of another copy of known bytes."""
    return Instance(
        id=random_id("instance", office=case.store.office, chance=case.surroundings.chance),
        source=source,
        name=name,
        acquisition=_acquisition(stated, at=at),
    )


def _known_in(reading: Reading, source: str, *, name: str) -> Taken | None:
    """Return what is known of bytes in the store, or None when they are new."""
    for row in reading.rows("source", id=source):
        kept = row.value(Source)
        instances = reading.rows("instance", source=source)
        names = {kept.name, *(instance.value(Instance).name for instance in instances)}
        outcome = Outcome.KNOWN if name in names else Outcome.INSTANCE
        return Taken(outcome=outcome, source=source, evidence_code=kept.evidence_code)
    return None


def _acquisition(stated: Stated, *, at: datetime) -> Acquisition:
    """Return how the bytes came in."""
    return Acquisition(
        collector=stated.collector, at=at, tool=TOOL, url=stated.url, note=stated.note
    )


def _refuse(case: Case, name: str, *, reason: str) -> Taken:
    """Record a file that could not be taken in. Its name stands nowhere but in its id."""
    file = file_id(case, name)
    gap = Gap(
        kind=GapKind.UNREADABLE, subject_kind="file", subject=file, step="preserve", reason=reason
    )
    unit = Unit(
        step="preserve",
        id=file,
        inputs=(),
        code_sha256=code_sha256("probandum.workflow.intake"),
        subject_kind="file",
        compute=lambda: (gap,),
    )
    computed = compute(unit)
    with case.write() as transaction:
        keep(case, transaction, computed)
    return Taken(outcome=Outcome.REFUSED, reason=reason)


def file_id(case: Case, name: str) -> str:
    """Name a file without telling its name."""
    return machine_id("file", key=case.key, content=name.encode("utf-8", "surrogateescape"))
