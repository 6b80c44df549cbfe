"""Laying statements beside one element under one binding; nothing is weighed or concluded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from probandum.language.folding import fold
from probandum.model.assessment import Binding, ElementAssessment, Side, Tally
from probandum.model.law import Element
from probandum.model.run import Gap, GapKind
from probandum.model.statement import Lane, ReviewStatus, Statement

STEP = "assess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A statement as the assessment sees it.

    Attributes:
        statement: The statement, as amended where a person amended it.
        status: Where it stands in review.
        source: Id of the source it stands in.
        origin: Id of what counts as one origin: an origin group once sources are weighed,
            until then the source.
    """

    statement: Statement
    status: ReviewStatus
    source: str
    origin: str


def cell_id(framework: str, element: str, binding: str) -> str:
    """Name one cell of the matrix.

    Example:
        >>> cell_id("rome_statute_7_1_a", "murder.1", "north")
        'rome_statute_7_1_a:murder.1:north'
    """
    return f"{framework}:{element}:{binding}"


def side_of(element: Element, *, binding: Binding, statement: Statement) -> Side | None:
    """Say where a statement stands beside an element, or that it does not.

    Args:
        element: The element.
        binding: Group, alleged perpetrator, place and period the assessment is about.
        statement: The statement.

    Returns:
        For, when an account states an act that bears on the element; position, when a
        denial or opinion does; None for leads, other acts, and what the binding shuts out.

    Assumes:
        A group the binding names must be stated. An alleged perpetrator, a place and a
        time shut a statement out only when it states others.
    """
    if not set(element.acts) & set(statement.acts):
        return None
    if not _is_inside(binding, statement=statement):
        return None
    if statement.lane is Lane.ACCOUNT:
        return Side.FOR
    return Side.POSITION if statement.lane is Lane.POSITION else None


def lay_out(
    element: Element,
    *,
    framework: str,
    binding: Binding,
    evidence: Iterable[Evidence],
    gaps: tuple[str, ...],
) -> ElementAssessment:
    """Lay the evidence beside one element under one binding.

    Args:
        element: The element.
        framework: Id of its framework.
        binding: What the assessment is about.
        evidence: Everything read, in any order; rejected statements are left out.
        gaps: Ids of the gaps of this cell.

    Returns:
        The statements on each side, accepted and suggested apart, with the number of
        different origins behind each. Id and run are empty.
    """
    sides: dict[Side, list[Evidence]] = {side: [] for side in Side}
    for each in evidence:
        side = side_of(element, binding=binding, statement=each.statement)
        if side is not None:
            sides[side].append(each)
    return ElementAssessment(
        framework=framework,
        element=element.id,
        binding=binding.id,
        evidence_for=_tally(sides[Side.FOR]),
        evidence_against=_tally(sides[Side.AGAINST]),
        positions=_tally(sides[Side.POSITION]),
        exculpatory=_tally(sides[Side.EXCULPATORY]),
        gaps=tuple(sorted(set(gaps))),
    )


def gaps_of(
    element: Element, *, framework: str, binding: Binding, evidence: Iterable[Evidence]
) -> tuple[Gap, ...]:
    """Say what is missing in one cell.

    Args:
        element: The element.
        framework: Id of its framework.
        binding: What the assessment is about.
        evidence: Everything read, in any order.

    Returns:
        That no account stands for the element; or, where accounts do, that their origins
        were counted by source and not yet weighed. Ids and runs are empty.
    """
    cell = cell_id(framework, element.id, binding.id)
    supported = any(
        each.status is not ReviewStatus.REJECTED
        and side_of(element, binding=binding, statement=each.statement) is Side.FOR
        for each in evidence
    )
    if supported:
        kind, reason = (
            GapKind.NOT_WEIGHED,
            "origins are counted by source here: which sources depend on one another has not "
            "been weighed",
        )
    elif element.acts:
        kind, reason = (
            GapKind.NO_EVIDENCE,
            "no account in the sources read so far stands for this element under this binding",
        )
    else:
        kind, reason = (
            GapKind.NO_EVIDENCE,
            "no single fact shows this element, and the program looked for none; it has to be "
            "assessed by a person",
        )
    return (Gap(kind=kind, subject_kind="assessment", subject=cell, step=STEP, reason=reason),)


def _is_inside(binding: Binding, *, statement: Statement) -> bool:
    """Whether nothing the statement says lies outside the binding."""
    if binding.victim_group is not None and (
        statement.victim_group is None or fold(binding.victim_group) != fold(statement.victim_group)
    ):
        return False
    if binding.perpetrator is not None and statement.perpetrators:
        named = {fold(name) for name in statement.perpetrators}
        if fold(binding.perpetrator) not in named:
            return False
    is_elsewhere = (
        binding.place is not None
        and statement.place is not None
        and fold(binding.place) != fold(statement.place)
    )
    if is_elsewhere:
        return False
    if binding.period is not None and statement.when is not None:
        return statement.when.lies_within(binding.period)
    return True


def _tally(evidence: list[Evidence]) -> Tally:
    """Count accepted and suggested apart."""
    accepted = [each for each in evidence if each.status is ReviewStatus.ACCEPTED]
    suggested = [each for each in evidence if each.status is ReviewStatus.SUGGESTED]
    return Tally(
        accepted=tuple(sorted({each.statement.id for each in accepted})),
        suggested=tuple(sorted({each.statement.id for each in suggested})),
        origins_accepted=len({each.origin for each in accepted}),
        origins_suggested=len({each.origin for each in suggested}),
    )
