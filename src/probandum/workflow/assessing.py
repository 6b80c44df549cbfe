"""The assess step: each element under each binding, laid out once for what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from probandum.assessment.laying_out import Evidence, Origins, gaps_of, lay_out
from probandum.model.assessment import ElementAssessment
from probandum.model.canonical import canonical_json
from probandum.model.codec import stamped
from probandum.model.statement import ReviewStatus
from probandum.store.tables import CELL, CURRENT_RUN, MEMBER
from probandum.workflow.case import Case
from probandum.workflow.codes import code_sha256, versions_of
from probandum.workflow.law import Cell, cells_of, plain_cell
from probandum.workflow.placing import ensure_cells, placed_now
from probandum.workflow.running import Unit, compute, is_remembered, keep
from probandum.workflow.weighing import origins_counted

STEP = "assess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What an assessment did.

    Attributes:
        laid_out: Ids of the cells laid out anew.
        remembered: How many cells had not changed.
    """

    laid_out: tuple[str, ...]
    remembered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CellCount:
    """One cell of the matrix in numbers.

    Attributes:
        cell: The cell.
        side: For, position and so on.
        accepted: Statements a person accepted.
        suggested: Statements only suggested.
        origins_accepted: Origins behind the accepted.
        origins_suggested: Origins behind the suggested.
    """

    cell: str
    side: str
    accepted: int
    suggested: int
    origins_accepted: int
    origins_suggested: int


def assess(case: Case) -> Assessed:
    """Lay out every cell whose evidence, question or code changed."""
    ensure_cells(case)
    cells = cells_of(case)
    origins = origins_counted(case)
    laid_out = [cell.id for cell in cells if _assess_cell(case, cell, origins=origins)]
    _retire(case, known={cell.id for cell in cells})
    return Assessed(laid_out=tuple(laid_out), remembered=len(cells) - len(laid_out))


def matrix(case: Case) -> tuple[CellCount, ...]:
    """Return the counts of every cell, accepted and suggested apart."""
    ensure_cells(case)
    return tuple(
        CellCount(
            cell=str(record["cell"]),
            side=str(record["side"]),
            accepted=int(record["accepted"] or 0),
            suggested=int(record["suggested"] or 0),
            origins_accepted=int(record["origins_accepted"] or 0),
            origins_suggested=int(record["origins_suggested"] or 0),
        )
        for record in case.store.records(CELL)
    )


def assessments_of(case: Case) -> tuple[ElementAssessment, ...]:
    """Return the current assessment of every cell, in the order of the frameworks."""
    found = {}
    for row in case.store.current_rows("assessment"):
        if row.body is not None:
            value = row.value(ElementAssessment)
            found[(value.framework, value.element, value.binding)] = value
    keys = ((cell.framework, cell.element.id, cell.binding.id) for cell in cells_of(case))
    return tuple(found[key] for key in keys if key in found)


def _assess_cell(case: Case, cell: Cell, *, origins: Origins) -> bool:
    """Lay out one cell unless it is remembered; return whether it was laid out."""
    unit = Unit(
        step=STEP,
        id=cell.id,
        inputs=(("cell", plain_cell(cell)), ("members", _members_digest(case, cell))),
        code_sha256=code_sha256("probandum.assessment", "probandum.language"),
        parameters=(("origins", origins.value),),
        versions=versions_of(),
        subject_kind="assessment",
        compute=lambda: _work(case, cell, origins=origins),
    )
    if is_remembered(case.store, unit):
        return False
    computed = compute(unit)
    with case.write() as transaction:
        if is_remembered(transaction, unit):
            return False  # another process was at it too, and came first
        keep(case, transaction, computed)
    return True


def _work(case: Case, cell: Cell, *, origins: Origins) -> Sequence[object]:
    """Lay out one cell, with its gaps."""
    gaps = gaps_of(
        cell.element,
        framework=cell.framework,
        binding=cell.binding,
        evidence=_evidence(case, cell),
        origins=origins,
    )
    named = tuple(stamped(gap, key=case.key, run="") for gap in gaps)
    assessment = lay_out(
        cell.element,
        framework=cell.framework,
        binding=cell.binding,
        evidence=_evidence(case, cell),
        gaps=tuple(gap.id for gap in named),
    )
    return (assessment, *(replace(gap, id="") for gap in named))


def _evidence(case: Case, cell: Cell) -> Iterator[Evidence]:
    """Return the statements that stand in a cell, one at a time."""
    for record in case.store.records(MEMBER, cell=cell.id):
        placed = placed_now(case.store, str(record["statement"]))
        yield Evidence(
            statement=placed.statement,
            status=ReviewStatus(str(record["status"])),
            source=str(record["source"]),
            origin=str(record["origin"]),
        )


def _members_digest(case: Case, cell: Cell) -> str:
    """Digest which statements stand in a cell, where, how reviewed, by which decision."""
    digest = sha256()
    for record in case.store.records(MEMBER, cell=cell.id):
        digest.update(canonical_json(list(record.values())) + b"\n")
    return digest.hexdigest()


def _retire(case: Case, *, known: set[str]) -> None:
    """Let assessments of cells that the case no longer has stop being current."""
    old = [
        str(record["unit"])
        for record in case.store.records(CURRENT_RUN, step=STEP)
        if record["unit"] not in known
    ]
    if old:
        with case.write() as transaction:
            for unit in old:
                transaction.remove(CURRENT_RUN, step=STEP, unit=unit)
