"""The matrix as rows and columns: elements by their groups, counts beside them, never a sum."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from probandum.model.assessment import Binding, ElementAssessment, Tally
from probandum.model.law import Element, ElementRole, Framework
from probandum.report.laws import (
    NOTE_KINDS,
    asked_section_id,
    bindings_of,
    cell_section_id,
    cells_under,
    is_empty,
)
from probandum.report.material import Material

LARGE = 24
"""From how many elements on a matrix is folded by its groups."""

_OPERATORS = {"any": "any one of these is enough", "all": "all of these"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One number of a cell.

    Attributes:
        number: How many statements.
        origins: From how many origins.
        review: Accepted or suggested.
        side: Which side, where a column holds several, or nothing.
    """

    number: int
    origins: int
    review: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the matrix.

    Attributes:
        href: Id of the section that tells more.
        number: Number of the element.
        title: Title of the element.
        is_unchecked: Whether its wording was not compared with its source.
        cells: The counts of each column.
        is_quiet: Whether nothing at all stands here.
        gaps: How many gaps it has.
        status: What a person found.
    """

    href: str
    number: int
    title: str
    is_unchecked: bool
    cells: tuple[tuple[Count, ...], ...]
    is_quiet: bool
    gaps: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows that belong together.

    Attributes:
        title: What they are about, or nothing.
        operator: How they belong together, in words, or nothing.
        rows: The rows.
    """

    title: str
    operator: str
    rows: tuple[Row, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing stands in any of its rows."""
        return all(row.is_quiet for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A framework under a binding.

    Attributes:
        title: Title of the framework.
        binding: Title of the binding.
        columns: Headings of the columns with counts.
        has_status: Whether persons set statuses here.
        is_folded: Whether its parts are folded.
        parts: Its rows in their groups.
    """

    title: str
    binding: str
    columns: tuple[str, ...]
    has_status: bool
    is_folded: bool
    parts: tuple[Part, ...]


def matrices(material: Material) -> tuple[Matrix, ...]:
    """Return one matrix for each framework under each binding that was laid out."""
    return tuple(
        _matrix(framework, binding=binding, material=material)
        for framework in material.frameworks
        for binding in bindings_of(framework, material=material)
    )


def _matrix(framework: Framework, *, binding: Binding, material: Material) -> Matrix:
    """Lay out one matrix."""
    is_note = framework.kind in NOTE_KINDS
    leaves = {(leaf.framework, leaf.element, leaf.binding): leaf for leaf, _ in material.leaves}
    asked = asked_section_id(framework, binding=binding, material=material)
    rows = []
    for number, element, cell in cells_under(framework, binding=binding, material=material):
        leaf = leaves.get((framework.id, element.id, binding.id))
        is_quiet = is_empty(cell)
        row = Row(
            href=asked if is_quiet else cell_section_id(cell, material=material),
            number=number,
            title=element.title,
            is_unchecked=not element.verified,
            cells=_note_cells(cell) if is_note else _cells(cell),
            is_quiet=is_quiet,
            gaps=len(cell.gaps),
            status=leaf.status.value if leaf else _unset(element),
        )
        rows.append((element, row))
    return Matrix(
        title=framework.title,
        binding=binding.title,
        columns=("Information for", "Against, positions")
        if is_note
        else ("For: accepted", "For: suggested", "Against, relieving", "Positions"),
        has_status=not is_note,
        is_folded=len(rows) > LARGE,
        parts=_parts(rows, is_folded=len(rows) > LARGE),
    )


def _unset(element: Element) -> str:
    """Say what stands where nobody set a status."""
    return "a note, no status" if element.role is ElementRole.NOTE else "not assessed"


def _parts(rows: list[tuple[Element, Row]], *, is_folded: bool) -> tuple[Part, ...]:
    """Gather rows by the groups of their elements, in the order of the instrument."""
    parts = []
    for group, members in groupby(rows, key=lambda pair: pair[0].group):
        found = list(members)
        several = len(found) > 1
        operator = _OPERATORS[found[0][0].operator] if group and several else ""
        shown = tuple(row for _, row in found)
        parts.append(Part(title=_title(shown) if is_folded else "", operator=operator, rows=shown))
    return tuple(parts)


def _title(rows: tuple[Row, ...]) -> str:
    """Call rows by what stands before the colon of all their titles, or by their numbers."""
    heads = {row.title.partition(": ")[0] if ": " in row.title else "" for row in rows}
    if "" not in heads and len({head.split()[0] for head in heads}) == 1:
        return rows[0].title.partition(": ")[0]
    first, last = rows[0], rows[-1]
    return f"Elements {first.number} to {last.number}" if first is not last else first.title


def _cells(cell: ElementAssessment) -> tuple[tuple[Count, ...], ...]:
    """Return the counts of the four columns of a matrix of elements."""
    found = _counts(cell.evidence_for, side="")
    return (
        tuple(each for each in found if each.review == "accepted"),
        tuple(each for each in found if each.review == "suggested"),
        (
            *_counts(cell.evidence_against, side="against"),
            *_counts(cell.exculpatory, side="relieving"),
        ),
        _counts(cell.positions, side=""),
    )


def _note_cells(cell: ElementAssessment) -> tuple[tuple[Count, ...], ...]:
    """Return the counts of the two columns of a note."""
    return (
        _counts(cell.evidence_for, side=""),
        (
            *_counts(cell.evidence_against, side="against"),
            *_counts(cell.exculpatory, side="relieving"),
            *_counts(cell.positions, side="position"),
        ),
    )


def _counts(tally: Tally, *, side: str) -> tuple[Count, ...]:
    """Return the counts of a tally that are not zero, accepted and suggested apart."""
    both = (
        Count(
            number=len(tally.accepted),
            origins=tally.origins_accepted,
            review="accepted",
            side=side,
        ),
        Count(
            number=len(tally.suggested),
            origins=tally.origins_suggested,
            review="suggested",
            side=side,
        ),
    )
    return tuple(each for each in both if each.number)
