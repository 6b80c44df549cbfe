"""The case's frameworks, standard and cells, read from data files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from probandum.assessment.frameworks import framework_from
from probandum.assessment.laying_out import cell_id
from probandum.assessment.standards import standard_from
from probandum.model.assessment import Binding
from probandum.model.canonical import digest_of
from probandum.model.codec import plain
from probandum.model.law import Element, Framework, StandardOfProof
from probandum.registry import FRAMEWORKS, STANDARDS
from probandum.workflow.case import Case
from probandum.workflow.casefile import CaseFile
from probandum.workflow.codes import code_sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One element under one binding.

    Attributes:
        id: Framework, element and binding.
        framework: Id of the framework.
        element: The element.
        binding: The binding.
    """

    id: str
    framework: str
    element: Element
    binding: Binding


def frameworks_of(case: Case) -> tuple[Framework, ...]:
    """Return the case's frameworks; its own files go before the program's.

    Raises:
        UnknownDropInError: There is no framework of a name the case gives.
    """
    return tuple(
        framework_from(name, FRAMEWORKS.table(name, case=case.folder))
        for name in case.settings.frameworks
    )


def check_law(settings: CaseFile, *, folder: Path) -> None:
    """Refuse settings whose frameworks or standard there are none of, before anything is made.

    Raises:
        UnknownDropInError: There is no framework or standard of a name they give.
    """
    for name in settings.frameworks:
        FRAMEWORKS.content(name, case=folder)
    STANDARDS.content(settings.standard, case=folder)


def standard_of(case: Case) -> StandardOfProof:
    """Return the standard of proof persons apply in the case.

    Raises:
        UnknownDropInError: There is none of that name.
    """
    name = case.settings.standard
    return standard_from(name, STANDARDS.table(name, case=case.folder))


def bindings_of(settings: CaseFile) -> tuple[Binding, ...]:
    """Return the bindings of a case: those it states, and an open one where it states none."""
    stated = {binding.framework for binding in settings.bindings}
    taken = {binding.id for binding in settings.bindings}
    opened = tuple(
        Binding(id=_free(taken), title="the whole case", framework=name)
        for name in settings.frameworks
        if name not in stated
    )
    return settings.bindings + opened


def cells_of(case: Case) -> tuple[Cell, ...]:
    """Return every element under every binding, in the order of the frameworks."""
    bindings = bindings_of(case.settings)
    return tuple(
        Cell(
            id=cell_id(framework.id, element.id, binding.id),
            framework=framework.id,
            element=element,
            binding=binding,
        )
        for framework in frameworks_of(case)
        for binding in bindings
        if binding.framework == framework.id
        for element in framework.elements
    )


def cells_digest(cells: tuple[Cell, ...]) -> str:
    """Digest all that decides which statement stands in which cell."""
    code = code_sha256("probandum.assessment.laying_out", "probandum.language")
    return digest_of([code, [plain_cell(cell) for cell in cells]])


def plain_cell(cell: Cell) -> str:
    """Return what a cell asks, as text that changes when the question does."""
    return digest_of([cell.id, plain(cell.element), plain(cell.binding)])


def _free(taken: set[str]) -> str:
    """Return an id no binding of the case has."""
    candidate = "whole-case"
    while candidate in taken:
        candidate += "-"
    return candidate
