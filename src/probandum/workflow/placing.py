"""Projections: where each statement stands in review and in which cells, and the counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from probandum.assessment.laying_out import side_of
from probandum.errors import NotFoundError
from probandum.model.codec import decode
from probandum.model.decision import Decision
from probandum.model.run import Run
from probandum.model.source import Passage
from probandum.model.statement import Anchor, Review, ReviewStatus, Statement, reviewed
from probandum.store.protocol import Reading, Transaction, open_bodies
from probandum.store.tables import (
    CELL,
    CURRENT_RUN,
    DIRTY,
    MEMBER,
    ORIGIN,
    REVIEW,
    SETTING,
)
from probandum.workflow.case import Case
from probandum.workflow.law import Cell, cells_digest, cells_of
from probandum.workflow.running import memory_of

CELLS = "cells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A statement with its review and source, as it counts now.

    Attributes:
        statement: As amended, where a person amended it.
        review: Where it stands.
        source: Id of its source.
    """

    statement: Statement
    review: Review
    source: str


def place(transaction: Transaction, placed: Placed, *, cells: tuple[Cell, ...]) -> None:
    """Write where a statement stands, and mark the cells it enters, changes or leaves."""
    statement, review = placed.statement, placed.review
    transaction.put(
        REVIEW,
        statement=statement.id,
        status=review.status.value,
        lane=statement.lane.value,
        passage=statement.passage,
        source=placed.source,
        decision=review.decision.id if review.decision else None,
    )
    before = {str(r["cell"]): r for r in transaction.records(MEMBER, statement=statement.id)}
    after = {}
    for cell in cells:
        side = side_of(cell.element, binding=cell.binding, statement=statement)
        if side is not None and review.status is not ReviewStatus.REJECTED:
            after[cell.id] = {
                "cell": cell.id,
                "statement": statement.id,
                "side": side.value,
                "status": review.status.value,
                "source": placed.source,
                "origin": origin_of(transaction, placed.source),
                "decision": review.decision.id if review.decision else None,
            }
    for name in sorted({*before, *after}):
        if before.get(name) == after.get(name):
            continue
        if name in after:
            transaction.put(MEMBER, **after[name])
        else:
            transaction.remove(MEMBER, cell=name, statement=statement.id)
        transaction.put(DIRTY, projection="cell", key=name)


def origin_of(reading: Reading, source: str) -> str:
    """Return what a source counts under: its origin group, or itself."""
    for record in reading.records(ORIGIN, source=source):
        return str(record["origin"])
    return source


def displace(transaction: Transaction, statement: str) -> None:
    """Take out a statement no run suggests and no decision holds any more."""
    for record in list(transaction.records(MEMBER, statement=statement)):
        transaction.put(DIRTY, projection="cell", key=record["cell"])
    transaction.remove(MEMBER, statement=statement)
    transaction.remove(REVIEW, statement=statement)


def refresh_cells(transaction: Transaction) -> tuple[str, ...]:
    """Count the cells that are marked, and only those; return their ids."""
    marked = [str(record["key"]) for record in transaction.records(DIRTY, projection="cell")]
    for cell in marked:
        count_cell(transaction, cell)
        transaction.remove(DIRTY, projection="cell", key=cell)
    return tuple(marked)


def count_cell(transaction: Transaction, cell: str) -> None:
    """Count one cell's statements and origins, accepted and suggested apart."""
    transaction.remove(CELL, cell=cell)
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for side, status, statements, origins in transaction.member_counts(cell):
        counts.setdefault(side, {})[status] = (statements, origins)
    for side in sorted(counts):
        accepted = counts[side].get(ReviewStatus.ACCEPTED.value, (0, 0))
        suggested = counts[side].get(ReviewStatus.SUGGESTED.value, (0, 0))
        transaction.put(
            CELL,
            cell=cell,
            side=side,
            accepted=accepted[0],
            suggested=suggested[0],
            origins_accepted=accepted[1],
            origins_suggested=suggested[1],
        )


def ensure_cells(case: Case) -> tuple[str, ...]:
    """Place every statement anew when frameworks or bindings changed; count marked cells.

    Returns:
        Ids of the cells that were counted.
    """
    cells = cells_of(case)
    digest = cells_digest(cells)
    known = [record["value"] for record in case.store.records(SETTING, name=CELLS)]
    is_marked = next(iter(case.store.records(DIRTY, projection="cell")), None) is not None
    if known == [digest] and not is_marked:
        return ()
    with case.write() as transaction:
        if known != [digest]:
            place_all(transaction, cells=cells)
            settle_assessments(transaction, cells=cells)
            transaction.put(SETTING, name=CELLS, value=digest)
        return refresh_cells(transaction)


def place_all(transaction: Transaction, *, cells: tuple[Cell, ...]) -> None:
    """Build the projections from values and decisions alone."""
    for table in (REVIEW, MEMBER, CELL):
        transaction.remove(table)
    transaction.remove(DIRTY, projection="cell")
    for cell in cells:
        transaction.put(DIRTY, projection="cell", key=cell.id)
    for statement in statement_ids(transaction):
        place(transaction, placed_now(transaction, statement), cells=cells)


def settle_assessments(transaction: Transaction, *, cells: tuple[Cell, ...]) -> None:
    """Make each cell's newest assessment current, and none of a cell the case lacks."""
    transaction.remove(CURRENT_RUN, step="assess")
    units = {cell.id for cell in cells}
    for row in transaction.rows("run", step="assess"):
        run = row.value(Run)
        if run.unit in units:
            transaction.put(
                CURRENT_RUN, step=run.step, unit=run.unit, run=run.id, memory=memory_of(run)
            )


def statement_ids(reading: Reading) -> tuple[str, ...]:
    """Return ids of every statement that counts: suggested by a current run, or decided on."""
    suggested = open_bodies(reading.current_rows("statement"), Statement)
    found = {value.id for value in suggested if not is_decided_before(reading, value)}
    for row in reading.rows("decision", target_kind="statement"):
        if row.body is not None:
            target = row.value(Decision).target
            if is_decided(reading, target):
                found.add(target)
    return tuple(sorted(found))


def is_decided(reading: Reading, statement: str) -> bool:
    """Whether a decision on a statement stands."""
    return reviewed(statement, decisions_on(reading, statement)).decision is not None


def is_counted(reading: Reading, statement: str) -> bool:
    """Whether a statement counts: a decision on it stands, or a current run suggests it."""
    if is_decided(reading, statement):
        return True
    suggested = open_bodies(reading.current_rows("statement", id=statement), Statement)
    return any(not is_decided_before(reading, value) for value in suggested)


def is_decided_before(reading: Reading, statement: Statement) -> bool:
    """Whether a decision on these very words in an older reading of the source stands.

    Such a suggestion would count the same words a second time; the decision stands for
    it. One sentence may hold several statements, so what they say is compared as well.
    """
    anchors = reading.current_rows(
        "anchor", text_sha256=statement.text_sha256, start=statement.start
    )
    return any(
        anchor.end == statement.end
        and anchor.statement != statement.id
        and is_decided(reading, anchor.statement)
        and _says_the_same(placed_now(reading, anchor.statement).statement, statement)
        for anchor in open_bodies(anchors, Anchor)
    )


def _says_the_same(one: Statement, other: Statement) -> bool:
    """Whether two statements at the same words are one: of one kind, with one number."""
    return (one.kind, one.figure) == (other.kind, other.figure)


def same_words(reading: Reading, statement: str) -> tuple[str, ...]:
    """Return a statement and those a newer reading suggests at the place of its anchor."""
    found = {statement}
    for anchor in open_bodies(reading.current_rows("anchor", statement=statement), Anchor):
        newer = reading.current_rows(
            "statement", text_sha256=anchor.text_sha256, start=anchor.start
        )
        found |= {value.id for value in open_bodies(newer, Statement) if value.end == anchor.end}
    return tuple(sorted(found))


def placed_now(reading: Reading, statement: str) -> Placed:
    """Return a statement as it counts now: as amended, reviewed, with its source.

    Raises:
        NotFoundError: There is no such statement and no decision holds one.
    """
    review = reviewed(statement, decisions_on(reading, statement))
    recorded = review.decision.value if review.decision else None
    value = (
        decode(recorded.json, Statement)
        if recorded is not None
        else reading.get("statement", statement).value(Statement)
    )
    return Placed(statement=value, review=review, source=source_of(reading, passage=value.passage))


def decisions_on(reading: Reading, target: str) -> tuple[Decision, ...]:
    """Return the decisions about a value and the undos of those, in the order made.

    Within one office the log's own order counts, whatever its clock did; between
    offices the moments count.
    """
    found: dict[str, tuple[str, int, Decision]] = {}
    waiting = [target]
    while waiting:
        for row in reading.rows("decision", target=waiting.pop()):
            if row.body is not None:
                decision = row.value(Decision)
                found[decision.id] = (row.office or "", row.seq or 0, decision)
                waiting.append(decision.id)
    latest: dict[str, datetime] = {}
    ordered = []
    for office, seq, decision in sorted(found.values(), key=lambda item: item[:2]):
        latest[office] = max(decision.at, latest.get(office, decision.at))
        ordered.append((latest[office], office, seq, decision))
    return tuple(item[3] for item in sorted(ordered, key=lambda item: item[:3]))


def source_of(reading: Reading, *, passage: str) -> str:
    """Return the source a passage belongs to, or the empty text once it was erased."""
    try:
        return reading.get("passage", passage).value(Passage).source
    except NotFoundError:
        return ""


def place_each(
    transaction: Transaction, statements: Iterable[str], *, cells: tuple[Cell, ...]
) -> None:
    """Place some statements anew; one that no run and no decision holds is taken out."""
    for changed in statements:
        for statement in same_words(transaction, changed):
            if is_counted(transaction, statement):
                place(transaction, placed_now(transaction, statement), cells=cells)
            else:
                displace(transaction, statement)
