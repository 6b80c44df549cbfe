"""Decisions: a named person accepts, rejects, amends, adds, sets a leaf, signs, takes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from probandum.assessment.laying_out import allows_status
from probandum.errors import NotFoundError, PersonRequiredError, RefusedDecisionError
from probandum.model.assessment import Finding, Leaf
from probandum.model.codec import convert, plain, recorded, stamped
from probandum.model.decision import Decision, DecisionKind, Recorded, standing
from probandum.model.grading import Grade
from probandum.model.identity import Actor, ActorKind, random_id
from probandum.model.kinds import kind_of
from probandum.model.log import EntryKind
from probandum.model.source import Passage, span_of
from probandum.model.statement import Statement
from probandum.store.protocol import Draft, Reading
from probandum.workflow.case import Case
from probandum.workflow.law import cells_of, frameworks_of
from probandum.workflow.placing import (
    decisions_on,
    ensure_cells,
    place_each,
    placed_now,
    refresh_cells,
)
from probandum.workflow.reading import text_of

_PINNED = ("id", "run", "passage", "text_sha256", "start", "end", "quote", "prefix", "suffix")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """An acknowledged decision and what it changed.

    Attributes:
        decision: As logged.
        seq: Number of its entry.
        recounted: Ids of the cells that were counted anew: those it touches, no others.
    """

    decision: Decision
    seq: int
    recounted: tuple[str, ...]


def person(name: str | None, *, office: str) -> Actor:
    """Return the person who decides.

    Raises:
        PersonRequiredError: No name was given.
    """
    if name is None or not name.strip():
        raise PersonRequiredError(
            "a decision needs a named person; give --by or set PROBANDUM_PERSON"
        )
    return Actor(kind=ActorKind.PERSON, name=name.strip(), office=office)


def accept(case: Case, statement: str, *, by: Actor, reason: str | None = None) -> Decided:
    """Accept a statement as it stands."""
    value = placed_now(case.store, statement).statement
    return _decide(case, DecisionKind.ACCEPT, target=statement, value=value, by=by, reason=reason)


def reject(case: Case, statement: str, *, by: Actor, reason: str | None = None) -> Decided:
    """Reject a statement: it is not what the speaker said, or not of use."""
    value = placed_now(case.store, statement).statement
    return _decide(case, DecisionKind.REJECT, target=statement, value=value, by=by, reason=reason)


def amend(
    case: Case,
    statement: str,
    *,
    changes: Mapping[str, Any],
    by: Actor,
    reason: str | None = None,
) -> Decided:
    """Accept a statement with some fields changed. Its words and their place stay.

    Args:
        case: The case.
        statement: Id of the statement.
        changes: Plain content by field.
        by: The person.
        reason: Why.

    Raises:
        RefusedDecisionError: A change names the words' place or no field at all.
    """
    content = plain(placed_now(case.store, statement).statement)
    for name in changes:
        if name in _PINNED or name not in content:
            free = ", ".join(sorted(set(content) - set(_PINNED)))
            raise RefusedDecisionError(f"{name!r} cannot be amended; fields are {free}")
    value = convert({**content, **changes}, Statement)
    return _decide(case, DecisionKind.AMEND, target=statement, value=value, by=by, reason=reason)


def add_statement(
    case: Case,
    *,
    passage: str,
    start: int,
    end: int,
    content: Mapping[str, Any],
    by: Actor,
    reason: str | None = None,
) -> Decided:
    """Add a statement a person read in a passage's words.

    Args:
        case: The case.
        passage: Id of the passage.
        start: First code point, within the extracted text.
        end: Code point after the last.
        content: The statement's other fields, as plain content.
        by: The person.
        reason: Why.

    Raises:
        RefusedDecisionError: The words lie outside the passage.
    """
    held = case.store.get("passage", passage).value(Passage)
    if not held.start <= start < end <= held.end:
        raise RefusedDecisionError(
            f"{start} to {end} is not inside the passage, which is {held.start} to {held.end}"
        )
    text = text_of(case, held.text_sha256)
    span = plain(span_of(text, start=start, end=end, text_sha256=held.text_sha256))
    bare = convert({**content, **span, "passage": passage}, Statement)
    value = stamped(bare, key=case.key, run="")
    return _decide(case, DecisionKind.ADD, target=value.id, value=value, by=by, reason=reason)


def undo(case: Case, decision: str, *, by: Actor, reason: str | None = None) -> Decided:
    """Take a decision back. It stays in the log; it no longer counts.

    Raises:
        RefusedDecisionError: It was taken back already.
    """
    kept = case.store.get("decision", decision).value(Decision)
    root = subject_of(case.store, kept)
    if kept.kind is not DecisionKind.UNDO and kept not in standing(decisions_on(case.store, root)):
        raise RefusedDecisionError("that decision was taken back already; undo the undoing instead")
    return _decide(
        case, DecisionKind.UNDO, target=decision, value=None, by=by, reason=reason, subject=root
    )


def set_leaf(case: Case, leaf: Leaf, *, by: Actor) -> Decided:
    """Give one element under one binding a status.

    Raises:
        RefusedDecisionError: There is no such cell, or the leaf relies on what does not stand.
    """
    cell = next((cell for cell in cells_of(case) if cell.id == leaf.id), None)
    if cell is None:
        raise RefusedDecisionError(
            f"no cell {leaf.id!r} in this case; list them with assess --json"
        )
    framework = next(each for each in frameworks_of(case) if each.id == cell.framework)
    if not allows_status(framework, element=cell.element):
        raise RefusedDecisionError(
            f"{leaf.id!r} is a note with information for and against; it has no status to set"
        )
    for decision in leaf.relied_on:
        if not stands(case.store, decision):
            raise RefusedDecisionError(f"the leaf relies on {decision}, which does not stand")
    return _decide(
        case,
        DecisionKind.SET_LEAF,
        target=leaf.id,
        value=leaf,
        by=by,
        reason=leaf.rationale,
        basis=leaf.relied_on,
    )


def sign(case: Case, finding: Finding, *, by: Actor) -> Decided:
    """Sign a finding that rests on leaves.

    Raises:
        RefusedDecisionError: It rests on no leaf, or on one that does not stand.
    """
    if not finding.leaves:
        raise RefusedDecisionError("a finding rests on at least one leaf; set one first")
    for leaf in finding.leaves:
        if not stands(case.store, leaf):
            raise RefusedDecisionError(f"the finding rests on {leaf}, which does not stand")
    return _decide(
        case,
        DecisionKind.SIGN,
        target=finding.id,
        value=finding,
        by=by,
        reason=finding.rationale,
        basis=finding.leaves,
    )


def grade(case: Case, value: Grade, *, by: Actor) -> Decided:
    """Grade a source, an organisation or a medium."""
    return _decide(
        case, DecisionKind.GRADE, target=value.subject, value=value, by=by, reason=value.reason
    )


def new_id(case: Case, kind: str) -> str:
    """Return a random id for something a person makes."""
    return random_id(kind, office=case.store.office, chance=case.surroundings.chance)


def stands(reading: Reading, decision: str) -> bool:
    """Whether a decision was made, was not taken back and was not followed by another.

    A later decision on the same target takes the place of the earlier.
    """
    try:
        kept = reading.get("decision", decision).value(Decision)
    except NotFoundError:
        return False
    if kept.kind is DecisionKind.UNDO:
        return False
    left = standing(decisions_on(reading, kept.target))
    return bool(left) and left[-1].id == decision


def subject_of(reading: Reading, decision: Decision) -> str:
    """Return what a decision is about in the end, through any undoing."""
    while decision.kind is DecisionKind.UNDO:
        decision = reading.get("decision", decision.target).value(Decision)
    return decision.target


def _decide(
    case: Case,
    kind: DecisionKind,
    *,
    target: str,
    value: object | None,
    by: Actor,
    reason: str | None,
    basis: tuple[str, ...] = (),
    subject: str | None = None,
) -> Decided:
    """Log a decision, and bring the statement and the cells it touches up to date."""
    ensure_cells(case)
    record: Recorded | None = None if value is None else recorded(value)
    decision = Decision(
        id=new_id(case, "decision"),
        at=case.surroundings.clock.now(),
        actor=by,
        kind=kind,
        target_kind="decision" if value is None else kind_of(value).name,
        target=target,
        value=record,
        basis=basis,
        reason=reason,
    )
    with case.write() as transaction:
        entry = transaction.append(Draft(kind=EntryKind.DECISION, at=decision.at, row=decision))
        changed = subject or target
        if changed.startswith("statement-"):
            place_each(transaction, (changed,), cells=cells_of(case))
        recounted = refresh_cells(transaction)
    return Decided(decision=decision, seq=entry.seq, recounted=recounted)
