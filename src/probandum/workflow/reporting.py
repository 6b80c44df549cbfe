"""The report step: everything is gathered, composed, checked against its cites, and written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from probandum.corroboration.scales import Scale
from probandum.errors import UncitedSentenceError, UnknownDropInError, UnmaskedNameError
from probandum.model.assessment import Finding, Leaf
from probandum.model.canonical import sha256_hex
from probandum.model.codec import decode
from probandum.model.decision import Decision, DecisionKind
from probandum.model.document import Document
from probandum.model.grading import Grade
from probandum.model.merkle import root_of
from probandum.model.run import Gap
from probandum.model.source import MetadataCandidate, Passage, Source
from probandum.registry import RENDERERS
from probandum.report.checking import uncited
from probandum.report.composing import compose
from probandum.report.masking import search
from probandum.report.material import Material, Reviewed
from probandum.report.renderer import Renderer
from probandum.store.blobs import write_durably
from probandum.store.protocol import Value, open_bodies
from probandum.store.tables import REVIEW
from probandum.workflow.assessing import assess, assessments_of
from probandum.workflow.case import Case
from probandum.workflow.deciding import stands
from probandum.workflow.law import bindings_of, frameworks_of, standard_of
from probandum.workflow.placing import placed_now
from probandum.workflow.reading import text_of
from probandum.workflow.running import current_run
from probandum.workflow.weighing import (
    STEP,
    UNIT,
    cautions_now,
    grade_words,
    groups_now,
    scale_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A written report.

    Attributes:
        path: Where it was written.
        sha256: Digest of the file.
        sentences: How many sentences it has.
        cites: How many cites they carry.
        stale_findings: Ids of signed findings that rest on decisions which no longer stand.
        names_in_words: Masked names that stand in the words of sources the report shows,
            each as a line that does not repeat it.
    """

    path: Path
    sha256: str
    sentences: int
    cites: int
    stale_findings: tuple[str, ...]
    names_in_words: tuple[str, ...] = ()


def report(case: Case, target: Path, *, edition: str) -> Reported:
    """Write a report of a case as it stands.

    The cells are laid out first where anything changed. A sentence whose cite leads
    nowhere stops the report, and so does a name that must be masked; no file is written.

    Args:
        case: The case.
        target: File to write; its ending chooses the form.
        edition: Confidential, restricted or public.

    Raises:
        UnknownDropInError: No renderer writes such a file.
        UncitedSentenceError: A factual sentence does not lead to what it rests on.
        UnmaskedNameError: The name of a commenter or a witness would stand in the report
            outside the words of a source.
    """
    renderer = renderer_for(target)
    assess(case)
    with case.store.snapshot():
        material = material_of(case, edition=edition)
    document = compose(material)
    problems = uncited(document, material)
    if problems:
        raise UncitedSentenceError(
            f"{len(problems)} sentences do not lead to what they rest on; first: {problems[0]}"
        )
    content = renderer.render(document, material)
    in_words = names_in_words(content, material=material)
    write_durably(target, content, mode=0o600)
    sentences = [sentence for section in document.sections for sentence in section.sentences]
    return Reported(
        path=target,
        sha256=sha256_hex(content),
        sentences=len(sentences),
        cites=sum(len(sentence.cites) for sentence in sentences),
        stale_findings=stale_findings(case),
        names_in_words=in_words,
    )


def names_in_words(content: bytes, *, material: Material) -> tuple[str, ...]:
    """Refuse a report that holds a name it must mask; tell which stand in quoted words.

    Args:
        content: The report before it is written.
        material: What it was made from.

    Returns:
        One line for each masked name in the words of sources, without the name.

    Raises:
        UnmaskedNameError: A masked name stands outside the words of sources.
    """
    found = search(content, material)
    if found.outside:
        raise UnmaskedNameError(
            f"{len(found.outside)} masked names would stand in the report; first: "
            f"{found.outside[0]}; take the name out of what was stated of the case or its sources"
        )
    return found.in_words


def material_of(case: Case, *, edition: str) -> Material:
    """Gather everything a report of the case is made of."""
    office = case.store.office
    statements = _statements(case)
    passages = _values(case, "passage", Passage)
    sources = tuple(row.value(Source) for row in case.store.rows("source"))
    digests = {passage.text_sha256 for passage in passages}
    digests |= {statement.text_sha256 for statement, _, _ in statements}
    return Material(
        question=case.settings.question,
        edition=edition,
        office=office,
        made_at=case.surroundings.clock.now(),
        log_size=case.store.size(office),
        log_root=root_of(entry.leaf for entry in case.store.entries(office)).hex(),
        frameworks=frameworks_of(case),
        standard=standard_of(case),
        bindings=bindings_of(case.settings),
        assessments=assessments_of(case),
        statements=statements,
        sources=sources,
        passages=_with_cited(case, passages, statements=statements),
        texts=tuple(sorted((digest, text_of(case, digest)) for digest in digests)),
        gaps=_values(case, "gap", Gap),
        leaves=tuple((decode(json, Leaf), d) for json, d in _decided(case, DecisionKind.SET_LEAF)),
        findings=tuple((decode(json, Finding), d) for json, d in _decided(case, DecisionKind.SIGN)),
        territory=case.settings.territory,
        period=case.settings.period,
        commissioned_by=case.settings.commissioned_by,
        groups=groups_now(case.store),
        cautions=cautions_now(case.store),
        weighed_by=current_run(case.store, step=STEP, unit=UNIT),
        grades=_grades(case, sources=sources),
        candidates=_values(case, "candidate", MetadataCandidate),
    )


def _grades(case: Case, *, sources: tuple[Source, ...]) -> tuple[tuple[str, str], ...]:
    """Return each source's grade in words; of several decisions the last that stands counts."""
    scale = scale_of(case)
    graded = {}
    for json, _ in _decided(case, DecisionKind.GRADE):
        grade = decode(json, Grade)
        graded[grade.subject] = grade
    return tuple(sorted((each.id, _grade(scale, graded.get(each.id))) for each in sources))


def _grade(scale: Scale, grade: Grade | None) -> str:
    """Say how a source is graded, and what the letters mean."""
    words = grade_words(scale, grade)
    if grade is None:
        return f"{words}, not graded"
    reliability, _, credibility = words.partition("/")
    meant = (dict(scale.reliability)[reliability], dict(scale.credibility)[credibility])
    return f"{words}: {'; '.join(meant)} ({scale.title})"


def stale_findings(case: Case) -> tuple[str, ...]:
    """Return signed findings that rest on a decision which no longer stands."""
    stale = []
    for json, _ in _decided(case, DecisionKind.SIGN):
        finding = decode(json, Finding)
        relied = [*finding.leaves]
        for leaf in finding.leaves:
            kept = case.store.get("decision", leaf).value(Decision)
            relied += kept.basis
        if not all(stands(case.store, decision) for decision in relied):
            stale.append(finding.id)
    return tuple(stale)


def document_of(case: Case, *, edition: str) -> Document:
    """Compose the report of a case without writing it."""
    return compose(material_of(case, edition=edition))


def renderer_for(target: Path) -> Renderer:
    """Return the renderer that writes files of an ending.

    Raises:
        UnknownDropInError: There is none.
    """
    endings = []
    for name in RENDERERS.names():
        renderer: Renderer = RENDERERS.load(name)
        if target.suffix == renderer.extension:
            return renderer
        endings.append(renderer.extension)
    raise UnknownDropInError(
        f"no renderer writes {target.suffix or 'a file without an ending'}; "
        f"there are {', '.join(endings)}"
    )


def _statements(case: Case) -> tuple[Reviewed, ...]:
    """Return every statement that counts, with its review, in the order of the passages."""
    found = [placed_now(case.store, str(r["statement"])) for r in case.store.records(REVIEW)]
    found.sort(key=lambda p: (p.source, p.statement.text_sha256, p.statement.start, p.statement.id))
    return tuple((p.statement, p.review.status, p.review.decision) for p in found)


def _with_cited(
    case: Case, passages: tuple[Passage, ...], *, statements: tuple[Reviewed, ...]
) -> tuple[Passage, ...]:
    """Add the passages of older texts that decided statements still cite."""
    found = {passage.id: passage for passage in passages}
    for statement, _, _ in statements:
        if statement.passage not in found:
            found[statement.passage] = case.store.get("passage", statement.passage).value(Passage)
    return tuple(found[name] for name in sorted(found))


def _decided(case: Case, kind: DecisionKind) -> tuple[tuple[str, Decision], ...]:
    """Return the standing decisions of a kind with the values they hold."""
    found = []
    for row in case.store.rows("decision", kind=kind.value):
        decision = row.value(Decision)
        if decision.value is not None and stands(case.store, decision.id):
            found.append((decision.value.json, decision))
    return tuple(found)


def _values(case: Case, kind: str, type_: type[Value]) -> tuple[Value, ...]:
    """Return the current values of a machine kind that were not erased."""
    return tuple(open_bodies(case.store.current_rows(kind), type_))
