"""What the law asks, and what the sources say beside it: the matrix and its cells."""

from __future__ import annotations

from collections.abc import Iterator

from probandum.model.assessment import Binding, ElementAssessment, Tally
from probandum.model.document import Section, Sentence
from probandum.model.law import Element, Framework, FrameworkKind
from probandum.model.run import GapKind
from probandum.report.catalogue import fixed
from probandum.report.material import Material, Reviewed
from probandum.report.missing import GapGroup, gap_cites, gap_groups, reason_sentence
from probandum.report.sentences import (
    counted,
    element_named,
    factual,
    law_cite,
    listed,
    run_cites,
    span_cite,
    supported,
)

CELL_PREFIX = "cell-"
ASKED_PREFIX = "asked-"
NOTE_KINDS = frozenset({FrameworkKind.THRESHOLD, FrameworkKind.RISK, FrameworkKind.PRUDENTIAL})
QUOTED_FOR = 20
"""How many entries for an element a cell quotes; the others are cited by number."""

QUOTED_BESIDE = 8
"""How many entries of each other side a cell quotes."""

_SIDES = (
    ("For the element", "evidence_for"),
    ("Against it", "evidence_against"),
    ("Exculpatory", "exculpatory"),
    ("Positions beside it", "positions"),
)


def law_sections(material: Material) -> Iterator[Section]:
    """Yield the matrix, then what fills its cells, then what was asked and met nothing."""
    yield Section(
        id="matrix", title="What the law asks, and the evidence", sentences=_matrix(material)
    )
    judged = {said.id: (said, status, by) for said, status, by in material.statements}
    told: dict[tuple[str, str, tuple[Tally, ...]], int] = {}
    for cell in material.assessments:
        if not is_empty(cell):
            tallies = tuple(getattr(cell, side) for _, side in _SIDES)
            _, number, _ = element_named(cell.framework, cell.element, material=material)
            first = told.setdefault((cell.framework, cell.binding, tallies), number)
            same = first if first != number else None
            yield _cell(cell, same=same, judged=judged, material=material)
    for framework in material.frameworks:
        for binding in bindings_of(framework, material=material):
            yield from _asked(framework, binding=binding, material=material)


def bindings_of(framework: Framework, *, material: Material) -> tuple[Binding, ...]:
    """Return the bindings under which a framework was laid out."""
    used = {cell.binding for cell in material.assessments if cell.framework == framework.id}
    return tuple(
        binding
        for binding in material.bindings
        if binding.framework == framework.id and binding.id in used
    )


def cells_under(
    framework: Framework, *, binding: Binding, material: Material
) -> tuple[tuple[int, Element, ElementAssessment], ...]:
    """Return the cells of one matrix in the order of its elements, each numbered from 1."""
    cells = {
        cell.element: cell
        for cell in material.assessments
        if (cell.framework, cell.binding) == (framework.id, binding.id)
    }
    return tuple(
        (number, element, cells[element.id])
        for number, element in enumerate(framework.elements, start=1)
        if element.id in cells
    )


def is_empty(cell: ElementAssessment) -> bool:
    """Whether nothing at all stands beside an element."""
    return all(getattr(cell, side) == Tally() for _, side in _SIDES)


def cell_section_id(cell: ElementAssessment, *, material: Material) -> str:
    """Return the id of the section that lists one cell of the matrix."""
    places = {id(each): number for number, each in enumerate(material.assessments, start=1)}
    return f"{CELL_PREFIX}{places[id(cell)]}"


def asked_section_id(framework: Framework, *, binding: Binding, material: Material) -> str:
    """Return the id of the section that lists the elements nothing stands beside."""
    place = material.frameworks.index(framework) + 1
    under = material.bindings.index(binding) + 1
    return f"{ASKED_PREFIX}{place}-{under}"


def scope_words(binding: Binding) -> str:
    """Say what a binding is about in words."""
    parts = (
        ("victims", binding.victim_group or "any group"),
        ("alleged perpetrator", binding.perpetrator or "any"),
        ("place", binding.place or "any"),
        ("period", binding.period.text if binding.period else "any"),
    )
    return (
        f"Laid out for {binding.title}: "
        + "; ".join(f"{name}: {value}" for name, value in parts)
        + "."
    )


def _matrix(material: Material) -> tuple[Sentence, ...]:
    """Say which law is laid out, and how to read it."""
    found = [fixed("asks")]
    for framework in material.frameworks:
        found.append(
            factual(
                f"{framework.title}. What is asked is taken from {framework.instrument}, in our "
                f"own words: {counted(len(framework.elements), 'element', 'elements')}.",
                cites=(law_cite(framework.id),),
            )
        )
        found += [
            factual(scope_words(binding), cites=(law_cite(framework.id),))
            for binding in bindings_of(framework, material=material)
        ]
    kinds = {framework.kind for framework in material.frameworks}
    if not NOTE_KINDS.isdisjoint(kinds):
        found.append(fixed("notes"))
    if any(not element.verified for each in material.frameworks for element in each.elements):
        found.append(fixed("law_unverified"))
    return (*found, fixed("matrix"))


def _cell(
    cell: ElementAssessment, *, same: int | None, judged: dict[str, Reviewed], material: Material
) -> Section:
    """List one cell that holds something; of the same words as another's, only the numbers."""
    framework, number, element = element_named(cell.framework, cell.element, material=material)
    bindings = {each.id: each for each in bindings_of(framework, material=material)}
    under = len(bindings) > 1
    title = f"Element {number}: {element.title}"
    title += f" — {framework.title}" if len(material.frameworks) > 1 else ""
    return Section(
        id=cell_section_id(cell, material=material),
        title=f"{title} ({bindings[cell.binding].title})" if under else title,
        sentences=tuple(
            _cell_sentences(cell, element=element, same=same, judged=judged, material=material)
        ),
    )


def _cell_sentences(
    cell: ElementAssessment,
    *,
    element: Element,
    same: int | None,
    judged: dict[str, Reviewed],
    material: Material,
) -> Iterator[Sentence]:
    """Say what an element asks, how much stands beside it, quote that, and say what lacks."""
    yield _asks(cell, element=element, number=None)
    ids = [each for _, side in _SIDES for each in _all(getattr(cell, side))]
    gaps = [gap for gap in material.gaps if gap.id in set(cell.gaps)]
    spans = tuple(span_cite(judged[each][0], material=material) for each in ids if each in judged)
    yield supported(_counts(cell), preferred=run_cites((cell.run,)), otherwise=spans)
    if not any(_all(getattr(cell, side)) for _, side in _SIDES[:3]):
        yield fixed("cell_empty")
    if same is not None and spans:
        yield factual(f"The same words stand here as beside element {same}.", cites=spans)
    for _, side in _SIDES if same is None else ():
        found = [judged[each] for each in _all(getattr(cell, side)) if each in judged]
        if found and side != "evidence_for":
            yield fixed(f"side_{side}")
        most = QUOTED_FOR if side == "evidence_for" else QUOTED_BESIDE
        yield from listed(found, material=material, most=most)
    for group in gap_groups(gaps):
        yield reason_sentence(group)


def _asks(cell: ElementAssessment, *, element: Element, number: int | None) -> Sentence:
    """Say what an element asks, in our own words, and where that stands."""
    unchecked = "" if element.verified else "; this wording was not compared with its source"
    named = f"Element {number}, {element.title}: " if number is not None else ""
    return factual(
        f"{named}{element.words.rstrip('.')} ({element.cites}{unchecked}).",
        cites=(law_cite(f"{cell.framework}:{element.id}"),),
    )


def _counts(cell: ElementAssessment) -> str:
    """Write the counts of a cell, accepted and suggested apart."""
    tallies = ((name, getattr(cell, side)) for name, side in _SIDES)
    return " ".join(f"{name}: {_tally(tally)}." for name, tally in tallies if tally != Tally())


def _tally(tally: Tally) -> str:
    """Write one tally."""
    accepted = _part(len(tally.accepted), origins=tally.origins_accepted)
    suggested = _part(len(tally.suggested), origins=tally.origins_suggested)
    return f"accepted: {accepted}; apart from these, suggested: {suggested}"


def _part(count: int, *, origins: int) -> str:
    """Write one half of a tally: a count with the origins behind it."""
    if count == 0:
        return "none"
    return f"{count} from {counted(origins, 'origin', 'origins')}"


def _asked(framework: Framework, *, binding: Binding, material: Material) -> Iterator[Section]:
    """Yield one section of the elements of a matrix beside which nothing stands."""
    cells = cells_under(framework, binding=binding, material=material)
    empty = [(number, element, cell) for number, element, cell in cells if is_empty(cell)]
    if not empty:
        return
    sentences: list[Sentence] = []
    ids = {each for _, _, cell in empty for each in cell.gaps}
    gaps = [gap for gap in material.gaps if gap.id in ids]
    missing = [gap for gap in gaps if gap.kind is GapKind.NO_EVIDENCE]
    sentences += [_numbered(group, cells=empty) for group in gap_groups(missing)]
    for number, element, cell in empty:
        sentences.append(_asks(cell, element=element, number=number))
        own = [gap for gap in gaps if gap.id in cell.gaps and gap not in missing]
        sentences += [reason_sentence(group) for group in gap_groups(own)]
    yield Section(
        id=asked_section_id(framework, binding=binding, material=material),
        title=f"Nothing found: {framework.title} — {binding.title}",
        sentences=tuple(sentences),
    )


def _numbered(group: GapGroup, *, cells: list[tuple[int, Element, ElementAssessment]]) -> Sentence:
    """Say what is missing beside which elements of one matrix."""
    ids = {gap.id for gap in group.gaps}
    numbers = [str(number) for number, _, cell in cells if not ids.isdisjoint(cell.gaps)]
    word = "Element" if len(numbers) == 1 else "Elements"
    reason = group.reason.rstrip(".")
    return factual(f"{word} {', '.join(numbers)}: {reason}.", cites=gap_cites(group.gaps))


def _all(tally: Tally) -> tuple[str, ...]:
    """Return the ids of a tally, accepted and suggested."""
    return (*tally.accepted, *tally.suggested)
