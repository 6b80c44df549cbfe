"""Laying statements beside one element under one binding; nothing is weighed or concluded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from probandum.assessment.asking import Questions
from probandum.language.folding import fold
from probandum.model.assessment import Binding, ElementAssessment, Side, Tally
from probandum.model.law import Element, ElementRole, Framework, FrameworkKind
from probandum.model.run import Gap, GapKind
from probandum.model.statement import Lane, Modality, ReviewStatus, Statement, StatementKind

STEP = "assess"

_HAS_STATUSES = (FrameworkKind.TREATY, FrameworkKind.CRIME, FrameworkKind.LIABILITY)
_SAID_SO = (Modality.ASSERTED, Modality.ALLEGED)

_BY_SOURCE = (
    "origins are counted by source here: which sources depend on one another has not been weighed"
)
_NO_ACCOUNT = "no account in the sources read so far stands for this element under this binding"
_NOT_LOOKED_FOR = (
    "no single fact shows this element, and the program looked for none; it has to be assessed "
    "by a person"
)
_BESIDE_NO_NOTE = (
    "the program looked for nothing beside this note; what bears on it has to be laid out by a "
    "person"
)
_SEVERAL_GROUPS = (
    "statements here name more than one group of victims and the binding names none; whether "
    "they may be read together is for a person to say, with a binding for each group"
)


class Origins(StrEnum):
    """How the origins behind a cell were counted."""

    BY_SOURCE = "by source"
    WEIGHED = "weighed"


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


def allows_status(framework: Framework, *, element: Element | None = None) -> bool:
    """Say whether a person may set a status for an element of a framework.

    Args:
        framework: The framework.
        element: The element, or None to ask of the framework as a whole.

    Returns:
        Whether the framework is a treaty, a crime or a form of liability, and the element
        is no note. Thresholds, risks and prudential lists, and notes, are laid out in the
        same way, with nothing to set.
    """
    if element is not None and element.role is ElementRole.NOTE:
        return False
    return framework.kind in _HAS_STATUSES


def side_of(element: Element, *, binding: Binding, statement: Statement) -> Side | None:
    """Say where a statement stands beside an element, or that it does not.

    Args:
        element: The element.
        binding: Group, alleged perpetrator, place and period the assessment is about.
        statement: The statement.

    Returns:
        For, when an account states an act, or is of a kind, that bears on the element;
        position, when a denial or opinion does; None for leads, for questions and
        suppositions, for other acts, and for what the binding shuts out. A statement stands
        beside an element by what it says; whether it shows the element is for a person.

    Assumes:
        A group the binding names must be stated. An alleged perpetrator, a place and a
        time shut a statement out only when it states others.
    """
    if statement.kind not in element.kinds and set(element.acts).isdisjoint(statement.acts):
        return None
    if statement.lane not in (Lane.ACCOUNT, Lane.POSITION):
        return None
    if not _is_inside(binding, statement=statement):
        return None
    is_denial = statement.kind is StatementKind.DENIAL or statement.modality is Modality.DENIED
    if statement.lane is Lane.POSITION or is_denial:
        return Side.POSITION
    return Side.FOR if statement.modality in _SAID_SO else None


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
        evidence: Everything read, in any order, read once; rejected statements are left out.
        gaps: Ids of the gaps of this cell.

    Returns:
        The statements on each side, accepted and suggested apart, with the number of
        different origins behind each. Id and run are empty.
    """
    sides = {side: _Tallying() for side in Side}
    for each in evidence:
        side = side_of(element, binding=binding, statement=each.statement)
        if side is not None:
            sides[side].add(each)
    return ElementAssessment(
        framework=framework,
        element=element.id,
        binding=binding.id,
        evidence_for=sides[Side.FOR].tally(),
        evidence_against=sides[Side.AGAINST].tally(),
        positions=sides[Side.POSITION].tally(),
        exculpatory=sides[Side.EXCULPATORY].tally(),
        gaps=tuple(sorted(set(gaps))),
    )


def gaps_of(
    element: Element,
    *,
    framework: str,
    binding: Binding,
    evidence: Iterable[Evidence],
    origins: Origins = Origins.BY_SOURCE,
) -> tuple[Gap, ...]:
    """Say what is missing in one cell.

    Args:
        element: The element.
        framework: Id of its framework.
        binding: What the assessment is about.
        evidence: Everything read, in any order, read once.
        origins: How the origins of the evidence are counted.

    Returns:
        That no account stands for the element; or, where accounts do and were counted by
        source, that their origins are not yet weighed. Then what the law needs and no
        statement here was found to say, and that statements of several groups stand
        together. Ids and runs are empty.
    """
    is_supported = False
    questions = Questions(element)
    groups: set[str] = set()
    for each in evidence:
        side = side_of(element, binding=binding, statement=each.statement)
        if side is None or each.status is ReviewStatus.REJECTED:
            continue
        is_supported = is_supported or side is Side.FOR
        questions.put(each.statement)
        if each.statement.victim_group is not None and len(groups) < 2:
            groups.add(fold(each.statement.victim_group))
    noticed = []
    if not is_supported:
        noticed.append((GapKind.NO_EVIDENCE, _unsupported(element)))
    elif origins is Origins.BY_SOURCE:
        noticed.append((GapKind.NOT_WEIGHED, _BY_SOURCE))
    noticed += [(GapKind.NOT_STATED, gap) for gap in questions.still_open()]
    if binding.victim_group is None and len(groups) > 1:
        noticed.append((GapKind.NOT_WEIGHED, _SEVERAL_GROUPS))
    cell = cell_id(framework, element.id, binding.id)
    return tuple(
        Gap(kind=kind, subject_kind="assessment", subject=cell, step=STEP, reason=reason)
        for kind, reason in noticed
    )


def _unsupported(element: Element) -> str:
    """Say why no account stands for an element."""
    if element.acts or element.kinds:
        return _NO_ACCOUNT
    return _BESIDE_NO_NOTE if element.role is ElementRole.NOTE else _NOT_LOOKED_FOR


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


class _Tallying:
    """Ids and origins of one side, accepted and suggested apart; the statements are not kept."""

    def __init__(self) -> None:
        self._ids: dict[ReviewStatus, set[str]] = {status: set() for status in ReviewStatus}
        self._origins: dict[ReviewStatus, set[str]] = {status: set() for status in ReviewStatus}

    def add(self, evidence: Evidence) -> None:
        """Count one statement."""
        self._ids[evidence.status].add(evidence.statement.id)
        self._origins[evidence.status].add(evidence.origin)

    def tally(self) -> Tally:
        """Return the counts; what was rejected is left out."""
        return Tally(
            accepted=tuple(sorted(self._ids[ReviewStatus.ACCEPTED])),
            suggested=tuple(sorted(self._ids[ReviewStatus.SUGGESTED])),
            origins_accepted=len(self._origins[ReviewStatus.ACCEPTED]),
            origins_suggested=len(self._origins[ReviewStatus.SUGGESTED]),
        )
