"""Where a statement stands after decisions, undos, and undos of undos."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.errors import InvalidValueError
from probandum.model.decision import NEEDS_VALUE, Decision, DecisionKind, Recorded, standing
from probandum.model.identity import Actor, ActorKind
from probandum.model.statement import ReviewStatus, reviewed

PERSON = Actor(kind=ActorKind.PERSON, name="Mira Tolvan", office="hq")
AT = datetime(2026, 1, 1, tzinfo=UTC)
K = DecisionKind


def decided(kind: DecisionKind, target: str = "s", *, id_: str = "d") -> Decision:
    return Decision(
        id=id_,
        at=AT,
        actor=PERSON,
        kind=kind,
        target_kind="decision" if kind is K.UNDO else "statement",
        target=target,
        value=Recorded("{}") if kind in NEEDS_VALUE else None,
    )


def history(*steps: tuple[DecisionKind, str]) -> tuple[Decision, ...]:
    return tuple(decided(kind, target, id_=str(n)) for n, (kind, target) in enumerate(steps))


HISTORIES = [
    ((), ReviewStatus.SUGGESTED, None),
    (((K.ACCEPT, "s"),), ReviewStatus.ACCEPTED, "0"),
    (((K.REJECT, "s"),), ReviewStatus.REJECTED, "0"),
    (((K.AMEND, "s"),), ReviewStatus.ACCEPTED, "0"),
    (((K.ADD, "s"),), ReviewStatus.ACCEPTED, "0"),
    (((K.ACCEPT, "s"), (K.REJECT, "s")), ReviewStatus.REJECTED, "1"),
    (((K.REJECT, "s"), (K.ACCEPT, "s")), ReviewStatus.ACCEPTED, "1"),
    (((K.ACCEPT, "s"), (K.UNDO, "0")), ReviewStatus.SUGGESTED, None),
    (((K.ACCEPT, "s"), (K.UNDO, "0"), (K.UNDO, "1")), ReviewStatus.ACCEPTED, "0"),
    (
        ((K.ACCEPT, "s"), (K.UNDO, "0"), (K.UNDO, "1"), (K.UNDO, "2")),
        ReviewStatus.SUGGESTED,
        None,
    ),
    (((K.ACCEPT, "s"), (K.REJECT, "s"), (K.UNDO, "1")), ReviewStatus.ACCEPTED, "0"),
    (((K.ACCEPT, "s"), (K.REJECT, "s"), (K.UNDO, "0")), ReviewStatus.REJECTED, "1"),
    (((K.ACCEPT, "s"), (K.UNDO, "0"), (K.UNDO, "0")), ReviewStatus.SUGGESTED, None),
    (((K.ACCEPT, "s"), (K.UNDO, "0"), (K.UNDO, "0"), (K.UNDO, "1")), ReviewStatus.SUGGESTED, None),
    (((K.ACCEPT, "s"), (K.UNDO, "0"), (K.REJECT, "s")), ReviewStatus.REJECTED, "2"),
    (((K.ACCEPT, "other"), (K.JOIN, "s"), (K.WITHDRAW, "s")), ReviewStatus.SUGGESTED, None),
    (((K.ACCEPT, "s"), (K.GRADE, "s")), ReviewStatus.ACCEPTED, "0"),
]


@pytest.mark.parametrize(("steps", "status", "counts"), HISTORIES)
def test_a_statement_stands_where_the_last_standing_decision_put_it(
    steps: tuple[tuple[DecisionKind, str], ...], status: ReviewStatus, counts: str | None
) -> None:
    found = reviewed("s", history(*steps))
    assert status is found.status
    assert counts == (found.decision.id if found.decision else None)


def test_what_stands_keeps_its_order_and_undoing_is_never_part_of_it() -> None:
    decisions = history((K.ACCEPT, "a"), (K.REJECT, "b"), (K.UNDO, "0"), (K.GRADE, "c"))
    assert ["1", "3"] == [decision.id for decision in standing(decisions)]
    assert () == standing(())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=20))
def test_a_decision_stands_unless_a_standing_undo_names_it(
    drawn: list[tuple[bool, int]],
) -> None:
    steps = [
        (K.UNDO, str(place % number)) if undoes and number else (K.ACCEPT, "s")
        for number, (undoes, place) in enumerate(drawn)
    ]
    decisions = history(*steps)

    def stands(decision: Decision) -> bool:
        later = (d for d in decisions if d.kind is K.UNDO and d.target == decision.id)
        return not any(stands(undo) for undo in later)

    expected = [d.id for d in decisions if d.kind is not K.UNDO and stands(d)]
    assert expected == [d.id for d in standing(decisions)]


@pytest.mark.parametrize("kind", DecisionKind)
def test_a_decision_holds_its_value_exactly_when_its_kind_needs_one(kind: DecisionKind) -> None:
    value = None if kind in NEEDS_VALUE else Recorded("{}")
    with pytest.raises(InvalidValueError, match=f"to {kind} has the wrong content: its value"):
        Decision(
            id="d",
            at=AT,
            actor=PERSON,
            kind=kind,
            target_kind="statement",
            target="s",
            value=value,
        )
    assert kind is decided(kind).kind


def test_the_program_never_decides() -> None:
    program = Actor(kind=ActorKind.PROGRAM, name="probandum 1", office="hq")
    with pytest.raises(InvalidValueError, match="only a person decides; the program runs"):
        Decision(id="d", at=AT, actor=program, kind=K.UNDO, target_kind="decision", target="e")


def test_a_decision_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="a decision is made at a moment with a zone"):
        Decision(
            id="d",
            at=AT.replace(tzinfo=None),
            actor=PERSON,
            kind=K.UNDO,
            target_kind="decision",
            target="e",
        )
