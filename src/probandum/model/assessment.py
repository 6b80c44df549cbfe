"""The evidence laid out beside the elements, and what persons found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probandum.model.when import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What one assessment is about: the group, the perpetrator, the place, the period.

    Attributes:
        id: Short name within the case.
        title: A few words.
        framework: Id of the framework.
        victim_group: Group that must match, or None for any.
        perpetrator: Alleged perpetrator, or None for any.
        place: Place an act must lie in, or None for any.
        period: Period an act must lie in, or None for any.
    """

    id: str
    title: str
    framework: str
    victim_group: str | None = None
    perpetrator: str | None = None
    place: str | None = None
    period: PartialDate | None = None


class Side(StrEnum):
    """Where a statement stands beside an element."""

    FOR = "for"
    AGAINST = "against"
    POSITION = "position"
    EXCULPATORY = "exculpatory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Accepted and suggested, always apart.

    Attributes:
        accepted: Ids accepted by a person, sorted.
        suggested: Ids only suggested, sorted.
        origins_accepted: Independent origins behind the accepted.
        origins_suggested: Independent origins behind the suggested.
    """

    accepted: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    origins_accepted: int = 0
    origins_suggested: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementAssessment:
    """One element under one binding: what stands for it, against it, and what is missing.

    Attributes:
        id: Id over the content.
        run: Run that laid it out.
        framework: Id of the framework.
        element: Id of the element.
        binding: Id of the binding.
        evidence_for: Accounts that support it.
        evidence_against: Accounts that speak against it.
        positions: Denials and opinions, reported beside it.
        exculpatory: Accounts that relieve the alleged perpetrator.
        gaps: Ids of gaps.
    """

    id: str = ""
    run: str = ""
    framework: str
    element: str
    binding: str
    evidence_for: Tally
    evidence_against: Tally
    positions: Tally
    exculpatory: Tally
    gaps: tuple[str, ...] = ()


class LeafStatus(StrEnum):
    """What a person found of one element. Nothing above a single element has a status."""

    ESTABLISHED = "established"
    NOT_ESTABLISHED = "not established at this standard"
    CONTESTED = "contested"
    EVIDENCE_AGAINST = "evidence against"
    NOT_ENOUGH_MATERIAL = "not enough material"
    NOT_ASSESSED = "not assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """The status a person gave one element under one binding.

    Attributes:
        id: Id of the cell: framework, element and binding.
        framework: Id of the framework.
        element: Id of the element.
        binding: Id of the binding.
        standard: Id of the standard of proof.
        status: What was found.
        rationale: Why.
        relied_on: Ids of the decisions whose statements were relied on, sorted.
    """

    id: str
    framework: str
    element: str
    binding: str
    standard: str
    status: LeafStatus
    rationale: str
    relied_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a named person signs.

    Attributes:
        id: Random, carrying the office.
        question: The question it answers.
        standard: Id of the standard of proof.
        leaves: Ids of the leaf decisions it rests on, sorted.
        rationale: Why.
        alternatives: On intent, other explanations and why they were set aside.
        report_sha256: Digest of the report that was signed, or None.
    """

    id: str
    question: str
    standard: str
    leaves: tuple[str, ...]
    rationale: str
    alternatives: tuple[str, ...] = ()
    report_sha256: str | None = None
