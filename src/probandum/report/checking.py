"""Checking a document against its material: every cite must lead somewhere, to the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from probandum.language.folding import fold
from probandum.model.document import Cite, CiteKind, Document, Sentence, SentenceKind
from probandum.model.source import Passage, Span
from probandum.report.catalogue import catalogue
from probandum.report.material import Material

LAW_BEGINS = "matrix"
"""Id of the section before which no legal word is used but in quotations."""

_FEWEST_LETTERS = 5
_QUOTED = re.compile("“[^”]*”")
_WORDS = re.compile(r"[^\W\d_]+")
_PLAIN = frozenset(
    [
        "against",
        "article",
        "convention",
        "evidence",
        "group",
        "groups",
        "human",
        "international",
        "other",
        "outcome",
        "paragraph",
        "paragraphs",
        "people",
        "persons",
        "protocol",
        "punishable",
        "rights",
        "section",
        "state",
        "states",
        "statute",
        "summit",
        "treaty",
        "world",
    ]
)


def legal_words(material: Material) -> frozenset[str]:
    """Return the words of law that page one may hold only in quotations.

    They are the words of the frameworks' titles and of the speakers' characterisations,
    folded, without those that any title may hold, such as "article".
    """
    titles = [framework.title for framework in material.frameworks]
    titles += [word for said, _, _ in material.statements for word in said.characterisation]
    found = {word for title in set(titles) for word in _WORDS.findall(fold(title))}
    return frozenset(word for word in found - _PLAIN if len(word) >= _FEWEST_LETTERS)


def names_law(text: str, *, words: frozenset[str]) -> bool:
    """Whether a text holds one of the words."""
    return not words.isdisjoint(_WORDS.findall(fold(text)))


def named_as_found(document: Document, material: Material) -> tuple[str, ...]:
    """List the places on page one that use a word of law as if it were found.

    Quoted words of sources, what a person wrote (the question, a rationale in quotation
    marks) and names of organisations may hold any word.

    Returns:
        One line for the title or for each sentence, never its words; none when all is well.
    """
    words = legal_words(material)
    names = {link.name for said, _, _ in material.statements for link in said.chain if link.name}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    problems = ["the title uses a word of law"] if names_law(document.title, words=words) else []
    for section in document.sections:
        if section.id == LAW_BEGINS:
            break
        if names_law(section.title, words=words):
            problems.append(f"section {section.id}: its title uses a word of law")
        for number, sentence in enumerate(section.sentences, start=1):
            if sentence.kind is SentenceKind.AUTHOR:
                continue
            if names_law(_own_words(sentence, names=ordered), words=words):
                problems.append(f"section {section.id}, sentence {number}: uses a word of law")
    return tuple(problems)


def _own_words(sentence: Sentence, *, names: list[str]) -> str:
    """Leave out of a sentence what it quotes and the names of those it quotes."""
    text = sentence.text
    for cite in sentence.cites:
        if cite.span is not None:
            text = text.replace(cite.span.quote, " ")
    text = _QUOTED.sub(" ", text)
    for name in names:
        text = text.replace(name, " ")
    return text


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
    spans: dict[str, tuple[Span, ...]]
    passages: dict[str, tuple[Passage, ...]]


def _known(material: Material) -> _Known:
    """Collect what the cites of a document may lead to."""
    laws = {framework.id for framework in material.frameworks}
    laws |= {f"{each.id}:{element.id}" for each in material.frameworks for element in each.elements}
    spans: dict[str, tuple[Span, ...]] = {
        statement.id: (statement.span,) for statement, _, _ in material.statements
    }
    spans |= {
        group.id: tuple(span for reason in group.reasons for span in reason.spans)
        for group in material.groups
    }
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
    if span not in known.spans.get(cite.target, (span,)):
        yield "a span cite pins other words than its statement"
