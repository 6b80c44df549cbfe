"""Machine results and their gaps: what was run, on what, with what, and what could not be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from probandum.errors import InvalidValueError
from probandum.model.identity import check_sha256

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One machine result: a step done once for one unit. Never overwritten.

    Attributes:
        id: ``run-`` and 128 bits over everything below but the outputs.
        step: Name of the step, such as ``"extract"``.
        unit: Id of what the step was done for: a source, a passage, a cell.
        at: Moment the run ended, UTC.
        inputs: Sorted pairs of an input's name and the SHA-256 digest of its content.
        code_sha256: Digest of the code and data files the step uses.
        parameters: Sorted pairs of parameter and value.
        versions: Sorted pairs of library and version.
        seed: Seed of the generator the step drew from, or None when it drew nothing.
        outputs: How many values the run put out.
        outputs_root: RFC 6962 root over the encoded outputs in the order of their kind
            and id, in hexadecimal.
    """

    id: str = ""
    step: str
    unit: str
    at: datetime
    inputs: Pairs
    code_sha256: str
    parameters: Pairs = ()
    versions: Pairs = ()
    seed: int | None = None
    outputs: int
    outputs_root: str

    def __post_init__(self) -> None:
        """Refuse unsorted pairs, moments without a zone and malformed digests."""
        for pairs in (self.inputs, self.parameters, self.versions):
            if list(pairs) != sorted(set(pairs)):
                raise InvalidValueError("pairs of a run must be sorted and each stand once")
        if self.at.tzinfo is None:
            raise InvalidValueError("a run ends at a moment with a zone")
        if self.outputs < 0:
            raise InvalidValueError("a run cannot put out fewer than zero values")
        check_sha256(self.code_sha256)
        check_sha256(self.outputs_root)


class GapKind(StrEnum):
    """Why something is not there."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    LIMIT_EXCEEDED = "limit exceeded"
    NO_READER = "no reader"
    FAILED_STEP = "failed step"
    LOW_QUALITY = "low quality"
    NOT_STATED = "not stated"
    NOT_RECEIVED = "not received"
    LOST_ANCHOR = "lost anchor"
    NO_EVIDENCE = "no evidence"
    NOT_WEIGHED = "not weighed"
    LOOKED_FOR = "looked for and not established"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something missing, unread, skipped or undone. It is counted, and it proves nothing.

    Attributes:
        id: Id over the content.
        run: Run that noticed the gap.
        kind: Why it is a gap.
        subject_kind: Kind of value it is about, such as ``"source"``.
        subject: Id of that value.
        step: Step that met it.
        reason: One plain sentence; no name and no quote of a person.
    """

    id: str = ""
    run: str = ""
    kind: GapKind
    subject_kind: str
    subject: str
    step: str
    reason: str
