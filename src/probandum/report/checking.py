"""Checking a document against its material: every cite must lead somewhere, to the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from probandum.model.document import Cite, CiteKind, Document, Sentence, SentenceKind
from probandum.model.source import Passage, Span
from probandum.report.catalogue import catalogue
from probandum.report.material import Material


def uncited(document: Document, material: Material) -> tuple[str, ...]:
    """List the sentences that do not lead back to what they rest on.

    Args:
        document: The document.
        material: What it was composed from.

    Returns:
        One line for each problem, naming the section and the number of the sentence and
        never its words; none when every sentence leads back.
    """
    known = _known(material)
    return tuple(
        f"section {section.id}, sentence {number}: {problem}"
        for section in document.sections
        for number, sentence in enumerate(section.sentences, start=1)
        for problem in _problems(sentence, material=material, known=known)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Everything a cite may lead to."""

    ids: dict[CiteKind, frozenset[str]]
    spans: dict[str, Span]
    passages: dict[str, tuple[Passage, ...]]


def _known(material: Material) -> _Known:
    """Collect what the cites of a document may lead to."""
    laws = {framework.id for framework in material.frameworks}
    laws |= {f"{each.id}:{element.id}" for each in material.frameworks for element in each.elements}
    spans = {statement.id: statement.span for statement, _, _ in material.statements}
    passages: dict[str, list[Passage]] = {}
    for passage in material.passages:
        passages.setdefault(passage.text_sha256, []).append(passage)
    return _Known(
        ids={
            CiteKind.SPAN: frozenset(spans),
            CiteKind.DECISION: frozenset(decision.id for decision in material.decisions),
            CiteKind.GAP: frozenset(gap.id for gap in material.gaps),
            CiteKind.LAW: frozenset({*laws, f"standard:{material.standard.id}"}),
            CiteKind.RUN: material.run_ids,
        },
        spans=spans,
        passages={digest: tuple(found) for digest, found in passages.items()},
    )


def _problems(sentence: Sentence, *, material: Material, known: _Known) -> Iterator[str]:
    """Yield what is wrong with one sentence."""
    if sentence.kind is SentenceKind.FIXED and (sentence.key, sentence.text) not in catalogue():
        yield "a fixed text is not in the catalogue"
    for cite in sentence.cites:
        if cite.target not in known.ids[cite.kind]:
            yield f"a {cite.kind.value} cite leads to nothing in the material"
        if cite.span is not None:
            yield from _span_problems(cite, span=cite.span, material=material, known=known)


def _span_problems(cite: Cite, *, span: Span, material: Material, known: _Known) -> Iterator[str]:
    """Yield what is wrong with the words of a span cite."""
    if not material.has_text(span.text_sha256):
        yield "the text of a span cite is not in the material"
        return
    if material.text(span.text_sha256)[span.start : span.end] != span.quote:
        yield "the words of a span cite do not stand at its place"
    inside = {
        material.source(passage.source).evidence_code
        for passage in known.passages.get(span.text_sha256, ())
        if passage.start <= span.start and span.end <= passage.end
    }
    if cite.evidence_code not in inside:
        yield "a span cite names another source than the one its words stand in"
    if known.spans.get(cite.target, span) != span:
        yield "a span cite pins other words than its statement"
