"""What a speaker says, and what a person sees in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from probandum.errors import InvalidValueError
from probandum.model.decision import Decision, DecisionKind, standing
from probandum.model.figure import Figure
from probandum.model.identity import check_sha256
from probandum.model.source import Span, check_span
from probandum.model.when import PartialDate


class StatementKind(StrEnum):
    """What the statement is about."""

    ACT = "act"
    FIGURE = "figure"
    INTENT = "intent"
    POLICY = "policy"
    IDENTITY = "identity"
    DENIAL = "denial"
    CONTEXT = "context"


class Lane(StrEnum):
    """What the statement can be used for; only accounts stand in a cell."""

    ACCOUNT = "account"
    POSITION = "position"
    LEAD = "lead"
    OFF_SUBJECT = "off-subject"


class Modality(StrEnum):
    """How the speaker stands to what is said."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    QUESTIONED = "questioned"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One link of a chain.

    Attributes:
        role: Author, organisation, official, witness, document, unattributed.
        name: As written, or None.
        span: Where the text names the speaker, or None.
    """

    role: str
    name: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a speaker says, at exact words. Its review status is computed, never stored.

    Attributes:
        id: Id over the content.
        run: Run that suggested it.
        passage: Id of the passage.
        text_sha256: Digest of the extracted text.
        start: First code point.
        end: Code point after the last.
        quote: The words there.
        prefix: Up to 32 characters before.
        suffix: Up to 32 characters after.
        kind: What it is about.
        lane: What it can be used for.
        acts: Facts of the taxonomy, sorted.
        characterisation: Legal words the speaker uses; they satisfy no element.
        perpetrators: Alleged perpetrators, as said.
        victims: Victims, as said.
        victim_group: Group the victims are said to belong to.
        group_kind: National, ethnic, racial, religious, political, other.
        place: As said.
        when: As said.
        figure: The number, if one is given.
        chain: Who passed on whose words: this passage's speaker first, the eyewitness last.
        modality: How the speaker stands to it.
        cues: Spans of the words the reading rests on.
    """

    id: str = ""
    run: str = ""
    passage: str
    text_sha256: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    kind: StatementKind
    lane: Lane
    acts: tuple[str, ...] = ()
    characterisation: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    victim_group: str | None = None
    group_kind: str | None = None
    place: str | None = None
    when: PartialDate | None = None
    figure: Figure | None = None
    chain: tuple[Speaker, ...]
    modality: Modality
    cues: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a statement whose quote does not fit its place or that nobody makes."""
        check_sha256(self.text_sha256)
        check_span(self.start, self.end, quote=self.quote)
        if not self.chain:
            raise InvalidValueError("a statement has a chain of at least one speaker")
        if list(self.acts) != sorted(set(self.acts)):
            raise InvalidValueError("acts of a statement must be sorted and each stand once")

    @property
    def span(self) -> Span:
        """The exact words at their exact place."""
        return Span(
            text_sha256=self.text_sha256,
            start=self.start,
            end=self.end,
            quote=self.quote,
            prefix=self.prefix,
            suffix=self.suffix,
        )

    @property
    def is_hearsay(self) -> bool:
        """Whether the words were passed on at least once."""
        return len(self.chain) > 1


class ReviewStatus(StrEnum):
    """Where a statement stands, computed from the decisions about it."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the decisions about a statement amount to.

    Attributes:
        status: Suggested until a person accepts, amends, adds or rejects.
        decision: The decision that counts, or None while suggested.
    """

    status: ReviewStatus
    decision: Decision | None


def reviewed(statement: str, decisions: tuple[Decision, ...]) -> Review:
    """Compute where a statement stands.

    Args:
        statement: Id of the statement.
        decisions: All decisions that target it, and the undos of those, in the order
            they were made.

    Returns:
        The status, and the last decision still standing.
    """
    last: Decision | None = None
    for decision in standing(decisions):
        if decision.target == statement and decision.kind in _STATUS_AFTER:
            last = decision
    if last is None:
        return Review(status=ReviewStatus.SUGGESTED, decision=None)
    return Review(status=_STATUS_AFTER[last.kind], decision=last)


_STATUS_AFTER = {
    DecisionKind.ACCEPT: ReviewStatus.ACCEPTED,
    DecisionKind.AMEND: ReviewStatus.ACCEPTED,
    DecisionKind.ADD: ReviewStatus.ACCEPTED,
    DecisionKind.REJECT: ReviewStatus.REJECTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A region of an image or a time range, and what a named person sees there.

    Attributes:
        id: Random, carrying the office.
        source: Id of the image, audio or video.
        region: Left, top, right and bottom as shares of width and height, or None.
        start_ms: Beginning in milliseconds, or None.
        end_ms: End in milliseconds, or None.
        seen: What the person sees, in words.
        acts: Facts of the taxonomy, sorted.
    """

    id: str
    source: str
    region: tuple[float, float, float, float] | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    seen: str
    acts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a region whose numbers could not be written."""
        if self.region is not None and not all(map(isfinite, self.region)):
            raise InvalidValueError("a region has four finite numbers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How the place, the date or the person in an observation was checked.

    Attributes:
        id: Random, carrying the office.
        observation: Id of the observation.
        question: Where, when or who.
        method: How it was checked.
        result: What came out.
        sources: Ids of what it was checked against.
    """

    id: str
    observation: str
    question: str
    method: str
    result: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a decided statement's words stand in a newer extracted text.

    Attributes:
        id: Id over the content.
        run: Run that looked for them.
        decision: Decision whose words were looked for.
        statement: Id of the statement decided on.
        text_sha256: Digest of the newer text.
        start: First code point there.
        end: Code point after the last.
    """

    id: str = ""
    run: str = ""
    decision: str
    statement: str
    text_sha256: str
    start: int
    end: int
