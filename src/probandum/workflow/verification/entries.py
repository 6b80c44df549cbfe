"""The log itself: its numbers, its hashes, its commitments, its text copy, an outside root."""

from __future__ import annotations

from dataclasses import dataclass

from probandum.errors import InvalidValueError, ProbandumError, UndecodableError
from probandum.model.codec import decode
from probandum.model.log import EntryKind, Field, Header, LogEntry, commitment, read_entry
from probandum.model.merkle import TreeHead, leaf_hash
from probandum.store.held import is_blank, is_canonical, parts
from probandum.store.mirror import Mirror
from probandum.store.protocol import Reading
from probandum.store.tables import ENTRY_KINDS
from probandum.workflow.verification.outcome import Head, Tally

Erased = frozenset[tuple[str, int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideRoot:
    """A root noted outside the case, such as on paper or in another office.

    Attributes:
        office: Whose log.
        size: Entries it was computed over.
        root: In hexadecimal.
    """

    office: str
    size: int
    root: str


def check_hashes(
    reading: Reading, office: str, *, tally: Tally, outside: OutsideRoot | None
) -> None:
    """Check the numbers and hashes of an office's entries, and an outside root."""
    head = TreeHead()
    met = outside is None or outside.office != office
    for expected, entry in enumerate(reading.entries(office)):
        tally.problems += _entry_problems(entry, expected=expected)
        head.append(leaf_hash(entry.content))
        tally.count("entries")
        if outside is not None and not met and head.size == outside.size:
            met = True
            if head.root.hex() != outside.root:
                tally.problems.append(
                    f"the first {head.size} entries of {office} do not have the root that was "
                    "noted elsewhere: the log was rewritten or an older copy was put back"
                )
    if outside is not None and not met:
        tally.problems.append(
            f"the log of {office} has {head.size} entries and had {outside.size} when its root "
            "was noted elsewhere: it was cut or an older copy was put back"
        )
    tally.heads.append(Head(office=office, size=head.size, root=head.root.hex()))


def check_commitments(
    reading: Reading, office: str, *, start: int, erased: Erased, tally: Tally
) -> None:
    """Check every field and row against the commitments of its entry."""
    for entry in reading.entries(office, start=start):
        try:
            header, commitments = read_entry(entry.content)
        except InvalidValueError:
            continue
        try:
            fields = reading.fields(office, entry.seq)
        except ProbandumError as error:
            tally.problems.append(f"the fields of entry {entry.seq} of {office}: {error}")
            continue
        _check_fields(header, commitments, fields=fields, erased=erased, tally=tally)


def check_rows(reading: Reading, *, tally: Tally) -> None:
    """Check that entries and rows belong together one by one, and that rows are as written."""
    erased, _ = erasures(reading)
    for kind in ENTRY_KINDS:
        entries = set()
        for office in reading.offices():
            for entry in reading.entries(office):
                if _kind(entry) == kind:
                    entries.add((office, entry.seq))
        for row in reading.rows(kind):
            place = (row.office or "", row.seq if row.seq is not None else -1)
            if place not in entries:
                tally.problems.append(
                    f"a {kind} row names entry {place[1]}, which is no such entry"
                )
            entries.discard(place)
            tally.count(f"{kind} rows")
            if row.body is None or not is_canonical(row.body):
                tally.problems.append(f"the {kind} row of entry {place[1]} was altered")
                continue
            fields = reading.fields(*place)
            blank = {field.name for field in fields if (*place, field.name) in erased}
            if not _holds(row.body, fields=fields) or not _is_blank(
                row.body, kind=kind, names=blank
            ):
                tally.problems.append(f"the {kind} row of entry {place[1]} has other fields")
        tally.problems += [
            f"the {kind} row of entry {seq} is missing" for _, seq in sorted(entries)
        ]


def check_mirror(reading: Reading, office: str, *, mirror: Mirror, tally: Tally) -> None:
    """Compare the log with its text copy."""
    tally.problems += mirror.problems(reading.entries(office))


def erasures(reading: Reading) -> tuple[Erased, frozenset[tuple[str, int]]]:
    """Return what the log says was erased: fields of entries, and outputs of runs."""
    fields: set[tuple[str, int, str]] = set()
    outputs: set[tuple[str, int]] = set()
    for office in reading.offices():
        for entry in reading.entries(office):
            if _kind(entry) != EntryKind.ERASURE.value:
                continue
            found = {field.name: field.value for field in reading.fields(office, entry.seq)}
            match _target(found.get("target")):
                case {"run": str(run), "position": int(position)}:
                    outputs.add((run, position))
                case {"office": str(owner), "seq": int(seq), "name": str(name)}:
                    fields.add((owner, seq, name))
                case _:
                    continue
    return frozenset(fields), frozenset(outputs)


def _target(content: str | None) -> object:
    """Return what an entry says was erased, or None when that cannot be read any more."""
    try:
        return decode(content or "null", object)
    except UndecodableError:
        return None


def _holds(body: str, *, fields: tuple[Field, ...]) -> bool:
    """Whether a row holds what its entry's fields hold.

    A value stands in the row alone; one that stands beside the entry as well would
    otherwise satisfy the commitment in the row's place.
    """
    held = parts(body)
    if set(held) != {field.name for field in fields}:
        return False
    return all(field.value in (None, held[field.name]) for field in fields)


def _is_blank(body: str, *, kind: str, names: set[str]) -> bool:
    """Whether a row holds nothing more in erased fields than erasing leaves there."""
    try:
        return all(is_blank(body, kind=kind, name=name) for name in names)
    except UndecodableError:
        return False


def _check_fields(
    header: Header,
    commitments: tuple[str, ...],
    *,
    fields: tuple[Field, ...],
    erased: Erased,
    tally: Tally,
) -> None:
    """Check the fields of one entry."""
    where = f"entry {header.seq} of {header.office}"
    sealed = 0
    left = list(commitments)
    for field in fields:
        if not field.is_open:
            if field.salt is not None:
                tally.problems.append(f"{where}: the value of a field is missing")
            elif (header.office, header.seq, field.name) in erased:
                tally.count("erased fields")
            else:
                sealed += 1
                tally.count("sealed fields not opened")
            continue
        found = commitment(field.name, value=field.value or "", salt=field.salt or b"")
        if found in left:
            left.remove(found)
            tally.count("fields")
        else:
            tally.problems.append(f"{where}: a field is not what the entry commits to")
    if len(fields) != len(commitments) or sealed != header.sealed:
        tally.problems.append(f"{where}: fields are missing or too many")


def _entry_problems(entry: LogEntry, *, expected: int) -> list[str]:
    """Check one entry's number, leaf and header."""
    where = f"entry {expected} of {entry.office}"
    if entry.seq != expected:
        return [f"{where} is missing"]
    if leaf_hash(entry.content) != entry.leaf:
        return [f"{where}: its bytes were changed"]
    try:
        header, _ = read_entry(entry.content)
    except InvalidValueError:
        return [f"{where}: its bytes are no entry"]
    if (header.office, header.seq) != (entry.office, entry.seq):
        return [f"{where} stands in another entry's place"]
    return []


def _kind(entry: LogEntry) -> str | None:
    """Return the kind of an entry, or None when its bytes are none."""
    try:
        return read_entry(entry.content)[0].kind.value
    except InvalidValueError:
        return None
