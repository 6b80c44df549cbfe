"""Erasing: a value and its salt are deleted for good, and the log says that they were."""

from __future__ import annotations

from probandum.errors import RefusedDecisionError
from probandum.model.codec import decode, encode
from probandum.model.identity import Actor
from probandum.model.log import EntryKind, read_entry
from probandum.store.held import parts
from probandum.store.protocol import Draft, Reading, Row, Transaction
from probandum.store.tables import ENTRY_KINDS, REVIEW, SEARCH
from probandum.workflow.case import Case
from probandum.workflow.law import Cell, cells_of
from probandum.workflow.placing import place_each, refresh_cells
from probandum.workflow.running import outputs_of

_NEEDED = {
    EntryKind.CASE: ("path", "sha256"),
    EntryKind.FILE: ("path", "sha256"),
    EntryKind.ERASURE: ("target",),
}


def erase_field(case: Case, *, office: str, seq: int, name: str, by: Actor, reason: str) -> int:
    """Delete one field of one entry; the entry's bytes, and so the tree, stay as they are.

    Args:
        case: The case.
        office: Office of the entry.
        seq: Number of the entry.
        name: Name of the field.
        by: The person who orders it.
        reason: Why, without what is erased.

    Returns:
        Number of the entry that records the erasure.

    Raises:
        NotFoundError: The entry has no such field.
        RefusedDecisionError: Its row could not be read any more without it, or it holds
            nothing that erasing would take away.
    """
    with case.write() as transaction:
        _refuse_needed(transaction, office=office, seq=seq, name=name)
        before = _body_of(transaction, office=office, seq=seq)
        transaction.erase_field(office, seq, name)
        if before is not None and before == _body_of(transaction, office=office, seq=seq):
            # Its salt would be gone and its content would not: nothing would hold it any more.
            raise RefusedDecisionError(
                f"field {name!r} of that entry holds no text that could be erased"
            )
        entry = transaction.append(
            _draft(case, {"office": office, "seq": seq, "name": name}, by=by, reason=reason)
        )
    case.store.scrub()
    return entry.seq


def erase_output(case: Case, *, run: str, position: int, by: Actor, reason: str) -> int:
    """Delete one machine value; its leaf, and so its run's root, stay as they are.

    Returns:
        Number of the entry that records the erasure.

    Raises:
        NotFoundError: The run has no such output.
    """
    cells = cells_of(case)
    with case.write() as transaction:
        erased = [row for row in outputs_of(transaction, run) if row.position == position]
        transaction.erase_output(run, position)
        for row in erased:
            _take_out(transaction, row, cells=cells)
        entry = transaction.append(
            _draft(case, {"run": run, "position": position}, by=by, reason=reason)
        )
    case.store.scrub()
    return entry.seq


def _refuse_needed(reading: Reading, *, office: str, seq: int, name: str) -> None:
    """Refuse to erase what tells which files and erasures an entry records."""
    for entry in reading.entries(office, start=seq):
        kind = read_entry(entry.content)[0].kind
        if entry.seq == seq and name in _NEEDED.get(kind, ()):
            raise RefusedDecisionError(
                f"field {name!r} of an entry of the sort {kind.value!r} is needed to verify the "
                "case; erase what it is about instead"
            )
        return


def _body_of(reading: Reading, *, office: str, seq: int) -> str | None:
    """Return the row an entry binds, or None when it binds none."""
    for kind in ENTRY_KINDS:
        for row in reading.rows(kind):
            if (row.office, row.seq) == (office, seq):
                return row.body
    return None


def _take_out(transaction: Transaction, row: Row, *, cells: tuple[Cell, ...]) -> None:
    """Take an erased value out of the search index, the review and the cells.

    A value that another current run put out as well, or that a decision holds, stays.
    """
    found = parts(row.body).get("id")
    if found is None:
        return
    value = decode(found, str)
    if row.kind == "passage":
        if next(iter(transaction.current_rows("passage", id=value)), None) is None:
            transaction.remove(SEARCH, passage=value)
        touched = [str(r["statement"]) for r in transaction.records(REVIEW, passage=value)]
    elif row.kind == "statement":
        touched = [value]
    else:
        return
    place_each(transaction, touched, cells=cells)
    refresh_cells(transaction)


def _draft(case: Case, target: dict[str, object], *, by: Actor, reason: str) -> Draft:
    """Prepare the entry that records an erasure."""
    fields = (("by", encode(by)), ("reason", encode(reason)), ("target", encode(target)))
    return Draft(kind=EntryKind.ERASURE, at=case.surroundings.clock.now(), fields=fields)
