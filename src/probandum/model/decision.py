"""What a named person decided, with the full value they decided on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from probandum.errors import InvalidValueError
from probandum.model.identity import Actor


class Recorded:
    """The encoded value a decision was made on, kept whole inside the decision.

    A decision outlives the machine result it judged, so it cannot only name it. The
    text is canonical JSON written by ``codec.encode``; ``codec.decode`` reads it back.
    """

    __slots__ = ("_json",)
    _json: str

    def __init__(self, json: str) -> None:
        """Keep encoded JSON as it is."""
        object.__setattr__(self, "_json", json)

    @property
    def json(self) -> str:
        """The encoded value."""
        return self._json

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse: what was decided on never changes."""
        raise AttributeError(f"a Recorded value is frozen; {name!r} cannot be set")

    def __eq__(self, other: object) -> bool:
        """Two recorded values are equal when their bytes are."""
        return isinstance(other, Recorded) and other._json == self._json

    def __hash__(self) -> int:
        """Hash the encoded value."""
        return hash(("Recorded", self._json))

    def __repr__(self) -> str:
        """Show how long the value is, not what it says."""
        return f"Recorded({len(self._json)} characters)"

    def __reduce__(self) -> tuple[type[Recorded], tuple[str]]:
        """Pickle by the encoded value."""
        return (Recorded, (self._json,))


class DecisionKind(StrEnum):
    """What a person can decide."""

    ACCEPT = "accept"
    REJECT = "reject"
    AMEND = "amend"
    ADD = "add"
    UNDO = "undo"
    GRADE = "grade"
    ASSESS_PERSON = "assess person"
    JOIN = "join"
    SEPARATE = "separate"
    MATCH = "match"
    RELATE = "relate"
    SET_LEAF = "set leaf"
    SIGN = "sign"
    WITHDRAW = "withdraw"
    REGISTER = "register"


NEEDS_VALUE = frozenset(DecisionKind) - {DecisionKind.UNDO, DecisionKind.WITHDRAW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of one person. Appended, never changed.

    Attributes:
        id: Random, carrying the office.
        at: Moment it was made, UTC.
        actor: The person.
        kind: What was decided.
        target_kind: Kind of value decided on, such as ``"statement"``.
        target: Id of that value, or of the decision an undo takes back.
        value: The value decided on: for an amendment, as amended.
        basis: Ids of what the person relied on.
        reason: Why, in the person's words, or None.
    """

    id: str
    at: datetime
    actor: Actor
    kind: DecisionKind
    target_kind: str
    target: str
    value: Recorded | None = None
    basis: tuple[str, ...] = ()
    reason: str | None = None

    def __post_init__(self) -> None:
        """Refuse a decision nobody made, without a zone, or without what it is about."""
        if not self.actor.is_person:
            raise InvalidValueError("only a person decides; the program runs")
        if self.at.tzinfo is None:
            raise InvalidValueError("a decision is made at a moment with a zone")
        if (self.value is None) == (self.kind in NEEDS_VALUE):
            raise InvalidValueError(f"a decision to {self.kind} has the wrong content: its value")


def standing(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Leave out the decisions that were taken back, and the undoing itself.

    Args:
        decisions: In the order they were made.

    Returns:
        Decisions still standing, in the same order. Undoing an undo restores what it
        took back.
    """
    undone: set[str] = set()
    for decision in reversed(decisions):
        if decision.kind is DecisionKind.UNDO and decision.id not in undone:
            undone.add(decision.target)
    return tuple(
        decision
        for decision in decisions
        if decision.kind is not DecisionKind.UNDO and decision.id not in undone
    )
