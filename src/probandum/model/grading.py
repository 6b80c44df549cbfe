"""What a source is worth and who depends on whom: grades, origins, cautions, contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probandum.errors import InvalidValueError
from probandum.model.source import Span

RELIABILITY = frozenset("ABCDEF")
CREDIBILITY = frozenset("123456")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade for an organisation or a medium, its two parts apart.

    Attributes:
        id: Random, carrying the office.
        subject: Id of the source, or name of the organisation or medium.
        scale: Name of the scale in ``corroboration/scales``.
        reliability: A to F, or None when not graded.
        credibility: 1 to 6, or None when not graded.
        reason: Why.
    """

    id: str
    subject: str
    scale: str
    reliability: str | None = None
    credibility: str | None = None
    reason: str

    def __post_init__(self) -> None:
        """Refuse letters and numbers that are not on the scale."""
        if self.reliability is not None and self.reliability not in RELIABILITY:
            raise InvalidValueError("reliability is A to F")
        if self.credibility is not None and self.credibility not in CREDIBILITY:
            raise InvalidValueError("credibility is 1 to 6")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAssessment:
    """A person as a witness, assessed in words and never lettered.

    Attributes:
        id: Random, carrying the office.
        subject: Code of the person.
        opportunity: To observe what they speak of.
        detail: How precise the account is.
        consistency: With itself over time.
        contact: With others who speak of the same.
    """

    id: str
    subject: str
    opportunity: str
    detail: str
    consistency: str
    contact: str


class OriginReasonKind(StrEnum):
    """Why two sources or statements count once."""

    SAME_AUTHOR = "same_author"
    SAME_TEXT = "same_text"
    CITES = "cites"
    SAME_INFORMANT = "same_informant"
    SAME_FIGURE = "same_figure"
    SAME_IMAGE = "same_image"
    PERSON_DECIDED = "person_decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginReason:
    """One reason, with the words that show it.

    Attributes:
        kind: Sort of reason.
        spans: The words on either side.
        note: Anything a reader needs to check it.
    """

    kind: OriginReasonKind
    spans: tuple[Span, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """Sources or statements that share an origin and count once.

    Attributes:
        id: Id over the content.
        run: Run that found it.
        members: Ids, sorted.
        scope: ``"source"`` or ``"statement"``.
        reasons: Why.
    """

    id: str = ""
    run: str = ""
    members: tuple[str, ...]
    scope: str
    reasons: tuple[OriginReason, ...]

    def __post_init__(self) -> None:
        """Refuse a group of fewer than two and a group without a reason."""
        if len(self.members) < 2 or list(self.members) != sorted(set(self.members)):
            raise InvalidValueError("an origin group has two or more members, sorted")
        if not self.reasons:
            raise InvalidValueError("an origin group needs a reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """A tie that is shown and joins nothing.

    Attributes:
        id: Id over the content.
        run: Run that found it.
        members: Ids, sorted.
        tie: Interviewer, interpreter, intermediary, family, village, hearing.
        note: What is known of it.
    """

    id: str = ""
    run: str = ""
    members: tuple[str, ...]
    tie: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two statements that cannot both be right.

    Attributes:
        id: Id over the content.
        run: Run that found it.
        first: Id of a statement.
        second: Id of the other.
        about: Figure, place, date, act, identity.
        note: What differs.
    """

    id: str = ""
    run: str = ""
    first: str
    second: str
    about: str
    note: str | None = None
