"""Composing a document: its sections in a fixed order, every factual sentence with its cites."""

from __future__ import annotations

from collections.abc import Iterator

from probandum.errors import InvalidValueError
from probandum.model.assessment import Binding, ElementAssessment, Tally
from probandum.model.document import Cite, CiteKind, Document, Section, Sentence, SentenceKind
from probandum.model.law import Element, Framework
from probandum.model.statement import Lane, ReviewStatus
from probandum.report.catalogue import fixed
from probandum.report.material import Material, Reviewed
from probandum.report.sentences import (
    counted,
    decision_cite,
    factual,
    gap_sentence,
    law_cite,
    run_cites,
    span_cite,
    statement_sentence,
    supported,
)

TITLE = "Assessment of the evidence"
EDITIONS = ("confidential",)
CELL_PREFIX = "cell-"


def compose(material: Material) -> Document:
    """Compose a report from its material.

    Args:
        material: Everything the report needs.

    Returns:
        The document. It is a draft: reading it against its sources by a second person is
        not yet recorded anywhere.

    Raises:
        InvalidValueError: The edition is not composed yet.
        NotFoundError: Something a sentence cites is not in the material.
        UncitedSentenceError: A sentence would rest on nothing.
    """
    if material.edition not in EDITIONS:
        raise InvalidValueError(
            f"no {material.edition!r} edition is composed yet; there is {', '.join(EDITIONS)}"
        )
    sections = (
        _section("band", "About this document", _band(material)),
        _section("question", "Question", _question(material)),
        _section("standard", "Standard of proof", _standard(material)),
        _section("findings", "Findings", _findings(material)),
        _section("considered", "Considered, contested, and positions", _considered(material)),
        _section("gaps", "What could not be known", _gaps(material)),
        _section("basis", "Basis", _basis(material)),
        _section("persons", "Persons", iter((fixed("persons"),))),
        _section("matrix", "Elements and evidence", _matrix(material)),
        *_cells(material),
        _section("protection", "Protection of sources", _fixed("protection", "protection_sealed")),
        _section(
            "custody",
            "What custody proves and does not",
            _fixed("custody_proves", "custody_does_not"),
        ),
    )
    return Document(
        title=TITLE,
        edition=material.edition,
        version=material.log_root,
        is_draft=True,
        sections=sections,
    )


def cell_section_id(assessment: ElementAssessment, *, material: Material) -> str:
    """Return the id of the section that lists one cell of the matrix."""
    return f"{CELL_PREFIX}{material.assessments.index(assessment) + 1}"


def _section(name: str, title: str, sentences: Iterator[Sentence]) -> Section:
    """Build a section."""
    return Section(id=name, title=title, sentences=tuple(sentences))


def _fixed(*keys: str) -> Iterator[Sentence]:
    """Yield fixed texts."""
    return (fixed(key) for key in keys)


def _band(material: Material) -> Iterator[Sentence]:
    """Say what state the document is in."""
    yield fixed("draft")
    if material.has_suggestions:
        yield fixed("unreviewed")
    yield fixed("prepared")
    yield fixed("violence")


def _question(material: Material) -> Iterator[Sentence]:
    """Put the question and what the assessment is bound to."""
    yield Sentence(kind=SentenceKind.AUTHOR, text=material.question, by=material.asker)
    for binding in material.bindings:
        yield factual(_scope(binding), cites=(law_cite(binding.framework),))


def _scope(binding: Binding) -> str:
    """Say what a binding is about in words."""
    parts = (
        ("victims", binding.victim_group or "any group"),
        ("alleged perpetrator", binding.perpetrator or "any"),
        ("place", binding.place or "any"),
        ("period", binding.period.text if binding.period else "any"),
    )
    return f"{binding.title}: " + "; ".join(f"{name}: {value}" for name, value in parts) + "."


def _standard(material: Material) -> Iterator[Sentence]:
    """State the standard in one plain sentence."""
    standard = material.standard
    yield factual(
        f"{standard.title}: {standard.words}", cites=(law_cite(f"standard:{standard.id}"),)
    )
    if not standard.verified:
        yield fixed("standard_unverified")
    yield fixed("not_tested")


def _findings(material: Material) -> Iterator[Sentence]:
    """Report signed findings, or that there is none."""
    for finding, decision in material.findings:
        how = (
            "authenticated by key"
            if decision.actor.is_authenticated
            else ("name typed, not authenticated")
        )
        yield factual(
            f"Signed by {decision.actor.name} ({how}) on {decision.at.date().isoformat()}: "
            f"{finding.rationale}",
            cites=(decision_cite(decision),),
        )
        for alternative in finding.alternatives:
            yield factual(
                f"Considered as another explanation: {alternative}",
                cites=(decision_cite(decision),),
            )
    if not material.findings:
        yield fixed("no_finding")


def _considered(material: Material) -> Iterator[Sentence]:
    """Report what persons set for single elements, and the positions beside them."""
    accepted = {d.id: reviewed for reviewed in material.statements if (d := reviewed[2])}
    for leaf, decision in material.leaves:
        number, element = _numbered(leaf.framework, leaf.element, material=material)
        relied = [accepted[each][0] for each in leaf.relied_on if each in accepted]
        yield factual(
            f"Element {number}, {element.title}: {leaf.status.value}. {leaf.rationale}",
            cites=(
                decision_cite(decision),
                law_cite(f"{leaf.framework}:{leaf.element}"),
                *(span_cite(statement, material=material) for statement in relied),
            ),
        )
    if not material.leaves:
        yield fixed("no_leaf")
    ids = {each for cell in material.assessments for each in _all(cell.positions)}
    yield fixed("positions" if ids else "no_position")
    yield from _listed(tuple(sorted(ids)), material=material)


def _gaps(material: Material) -> Iterator[Sentence]:
    """Report every gap."""
    yield fixed("gaps")
    for gap in material.gaps:
        yield gap_sentence(gap, material=material)
    if not material.gaps:
        yield fixed("no_gap")


def _basis(material: Material) -> Iterator[Sentence]:
    """Report what was received, read and relied on."""
    if not material.sources:
        yield fixed("nothing_received")
        return
    read = {passage.source for passage in material.passages}
    gap_cites = tuple(Cite(kind=CiteKind.GAP, target=gap.id) for gap in material.gaps)
    runs = run_cites(cell.run for cell in material.assessments)
    runs = runs or run_cites(passage.run for passage in material.passages)
    if runs or gap_cites:
        yield supported(
            f"Received: {counted(len(material.sources), 'source', 'sources')}; read: "
            f"{len(read)}; relied on for an element: {len(_relied_on(material))}.",
            preferred=runs,
            otherwise=gap_cites,
        )
    for source in material.sources:
        yield from _source(source.id, material=material)
    yield from _aside(material)
    yield fixed("origins")


def _source(source_id: str, *, material: Material) -> Iterator[Sentence]:
    """Report one source: its completeness, what was read in it and what was found."""
    source = material.source(source_id)
    passages = {each.id: each for each in material.passages if each.source == source_id}
    found = [status for said, status, _ in material.statements if said.passage in passages]
    note = f" ({source.completeness_note})" if source.completeness_note else ""
    text = (
        f"{source.evidence_code}: {source.media_type}; completeness: "
        f"{source.completeness.value}{note}; read: "
        f"{counted(len(passages), 'passage', 'passages')}; statements accepted: "
        f"{found.count(ReviewStatus.ACCEPTED)}, suggested: {found.count(ReviewStatus.SUGGESTED)}, "
        f"rejected: {found.count(ReviewStatus.REJECTED)}."
    )
    runs = run_cites(each.run for each in passages.values())
    gaps = tuple(
        Cite(kind=CiteKind.GAP, target=gap.id) for gap in material.gaps if gap.subject == source_id
    )
    yield factual(text, cites=(*runs, *gaps)) if runs or gaps else fixed("not_read")


def _aside(material: Material) -> Iterator[Sentence]:
    """Count what was read and stands beside no element."""
    sides = ("evidence_for", "evidence_against", "positions", "exculpatory")
    laid = {x for cell in material.assessments for side in sides for x in _all(getattr(cell, side))}
    left = [
        statement
        for statement, status, _ in material.statements
        if statement.id not in laid and status is not ReviewStatus.REJECTED
    ]
    if left:
        lanes = [statement.lane for statement in left]
        told = ", ".join(f"{lane.value} {lanes.count(lane)}" for lane in Lane if lane in lanes)
        yield supported(
            f"Found and laid beside no element: {counted(len(left), 'statement', 'statements')} "
            f"({told}).",
            preferred=run_cites(cell.run for cell in material.assessments),
            otherwise=(span_cite(statement, material=material) for statement in left),
        )


def _matrix(material: Material) -> Iterator[Sentence]:
    """Say which law is laid out."""
    for framework in material.frameworks:
        yield factual(
            f"What is asked is taken from {framework.instrument}, in our own words: "
            f"{counted(len(framework.elements), 'element', 'elements')}.",
            cites=(law_cite(framework.id),),
        )
    yield fixed("matrix")


def _cells(material: Material) -> Iterator[Section]:
    """Yield one section for each element under each binding."""
    bindings = {binding.id: binding for binding in material.bindings}
    for cell in material.assessments:
        number, element = _numbered(cell.framework, cell.element, material=material)
        under = f" ({bindings[cell.binding].title})" if len(bindings) > 1 else ""
        yield Section(
            id=cell_section_id(cell, material=material),
            title=f"Element {number}: {element.title}{under}",
            sentences=tuple(_cell(cell, element=element, material=material)),
        )


def _cell(cell: ElementAssessment, *, element: Element, material: Material) -> Iterator[Sentence]:
    """Say what an element asks, how much stands beside it, and quote that."""
    law = law_cite(f"{cell.framework}:{element.id}")
    unchecked = "" if element.verified else " (this wording was not yet compared with its source)"
    yield factual(f"{element.words.rstrip('.')} ({element.cites}){unchecked}.", cites=(law,))
    ids = _all(cell.evidence_for) + _all(cell.evidence_against) + _all(cell.exculpatory)
    gaps = [gap for gap in material.gaps if gap.id in cell.gaps]
    cites = run_cites((cell.run,))
    gap_cites = [Cite(kind=CiteKind.GAP, target=gap.id) for gap in gaps]
    if ids or cell.positions != Tally():
        spans = [
            span_cite(said, material=material)
            for said, _, _ in material.statements
            if said.id in ids
        ]
        yield supported(_counts(cell), preferred=cites, otherwise=(*spans, *gap_cites))
    if not ids:
        yield fixed("cell_empty")
    yield from _listed(ids, material=material)
    for gap in gaps:
        yield gap_sentence(gap, material=material)


def _counts(cell: ElementAssessment) -> str:
    """Write the counts of a cell, accepted and suggested apart."""
    sides = (
        ("For the element", cell.evidence_for),
        ("Against it", cell.evidence_against),
        ("Exculpatory", cell.exculpatory),
        ("Positions beside it", cell.positions),
    )
    return " ".join(f"{name}: {_tally(tally)}." for name, tally in sides if tally != Tally())


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


def _listed(ids: tuple[str, ...], *, material: Material) -> Iterator[Sentence]:
    """Quote statements in the order of their sources and places, the accepted first."""
    named = frozenset(ids)
    wanted = [reviewed for reviewed in material.statements if reviewed[0].id in named]

    def order(reviewed: Reviewed) -> tuple[bool, str, int]:
        said, status, _ = reviewed
        code = material.source(material.passage(said.passage).source).evidence_code
        return (status is not ReviewStatus.ACCEPTED, code, said.start)

    for reviewed in sorted(wanted, key=order):
        yield statement_sentence(reviewed, material=material)


def _all(tally: Tally) -> tuple[str, ...]:
    """Return the ids of a tally, accepted and suggested."""
    return (*tally.accepted, *tally.suggested)


def _numbered(framework: str, element: str, *, material: Material) -> tuple[int, Element]:
    """Return an element with its number in its framework."""
    known: Framework
    for known in material.frameworks:
        if known.id == framework:
            found = known.element(element)
            return known.elements.index(found) + 1, found
    raise InvalidValueError(f"the report's material lacks framework {framework!r}; give it")


def _relied_on(material: Material) -> frozenset[str]:
    """Return the sources whose statements a person relied on for an element."""
    decisions = {each for leaf, _ in material.leaves for each in leaf.relied_on}
    return frozenset(
        material.passage(said.passage).source
        for said, _, decision in material.statements
        if decision is not None and decision.id in decisions
    )
