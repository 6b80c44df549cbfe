"""The single sentences of a report, each built together with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from probandum.errors import InvalidValueError, UncitedSentenceError
from probandum.model.decision import Decision
from probandum.model.document import Cite, CiteKind, Sentence, SentenceKind
from probandum.model.law import Element, Framework
from probandum.model.statement import ReviewStatus, Statement
from probandum.report.material import Material, Reviewed
from probandum.report.wordings import figure_words, lane_words, said_words

QUOTED = 40
"""How many statements of one list are quoted in full; the others are cited by number."""

STATUS_WORDS = {
    ReviewStatus.ACCEPTED: "accepted",
    ReviewStatus.SUGGESTED: "suggested, not reviewed",
    ReviewStatus.REJECTED: "rejected",
}


class Quoting(Protocol):
    """A way to quote words."""

    def __call__(self, read: Sequence[Reviewed], *, material: Material) -> Sentence:
        """Quote words with what was read in them."""
        ...


def factual(text: str, *, cites: Iterable[Cite]) -> Sentence:
    """Build a factual sentence; refuse one that rests on nothing.

    Raises:
        UncitedSentenceError: There is no cite.
    """
    return Sentence(kind=SentenceKind.FACTUAL, text=text, cites=tuple(cites))


def law_cite(target: str) -> Cite:
    """Cite a framework, an element (``framework:element``) or a standard (``standard:id``)."""
    return Cite(kind=CiteKind.LAW, target=target)


def decision_cite(decision: Decision) -> Cite:
    """Cite a decision."""
    return Cite(kind=CiteKind.DECISION, target=decision.id)


def run_cites(runs: Iterable[str]) -> tuple[Cite, ...]:
    """Cite runs, each once, sorted; an empty id is no run."""
    return tuple(Cite(kind=CiteKind.RUN, target=run) for run in sorted({*runs} - {""}))


def span_cite(statement: Statement, *, material: Material) -> Cite:
    """Cite the exact words of a statement, by the evidence code of their source."""
    passage = material.passage(statement.passage)
    return Cite(
        kind=CiteKind.SPAN,
        target=statement.id,
        span=statement.span,
        evidence_code=material.source(passage.source).evidence_code,
    )


def statement_sentence(read: Sequence[Reviewed], *, material: Material) -> Sentence:
    """Quote words with where they stand, what they were read as, by whom, and the review.

    Args:
        read: What was read in the same words: one statement or several.
        material: What the document is composed from.
    """
    words = sorted({word for said, _, _ in read for word in said.characterisation})
    more = (f"in the speaker's own word: {', '.join(words)}",) if words else ()
    return _quoting(read, material=material, more=more)


def plain_statement_sentence(read: Sequence[Reviewed], *, material: Material) -> Sentence:
    """Quote words without repeating a speaker's legal word outside the quotation."""
    return _quoting(read, material=material, more=())


def _quoting(read: Sequence[Reviewed], *, material: Material, more: tuple[str, ...]) -> Sentence:
    """Quote words."""
    first = read[0][0]
    manners: dict[str, list[str]] = {}
    for said, _, _ in read:
        lanes = manners.setdefault(said_words(said, material=material), [])
        if lane_words(said) not in lanes:
            lanes.append(lane_words(said))
    figures = dict.fromkeys(figure_words(said.figure) for said, _, _ in read if said.figure)
    manner = [
        *(f"{', '.join(lanes)}, {how}" for how, lanes in manners.items()),
        *(f"number given: {each}" for each in figures),
        *more,
        STATUS_WORDS[read[0][1]],
    ]
    where = f"{code_of(first, material=material)}, {place_of(first, material=material)}"
    return factual(
        f"{where}: “{first.quote}” ({'; '.join(manner)}).",
        cites=(
            span_cite(first, material=material),
            *(decision_cite(decision) for _, _, decision in read if decision is not None),
        ),
    )


def listed(
    reviewed: Iterable[Reviewed],
    *,
    material: Material,
    quoting: Quoting = statement_sentence,
    most: int = QUOTED,
) -> Iterator[Sentence]:
    """Quote statements, the accepted first, then in the order of their sources and places.

    Statements read in the same words are one entry. Of a long list the first entries are
    quoted; the others are cited by number in one sentence, so that each stays one step away.

    Args:
        reviewed: The statements.
        material: What the document is composed from.
        quoting: How each entry is quoted.
        most: How many entries are quoted.
    """

    def order(each: Reviewed) -> tuple[bool, str, int, int, str]:
        said, status, _ = each
        code = code_of(said, material=material)
        return (status is not ReviewStatus.ACCEPTED, code, said.start, said.end, said.id)

    entries: dict[tuple[ReviewStatus, str, int, int], list[Reviewed]] = {}
    for each in sorted(reviewed, key=order):
        said, status, _ = each
        words = (status, said.text_sha256, said.start, said.end)
        entries.setdefault(words, []).append(each)
    found = list(entries.values())
    for entry in found[:most]:
        yield quoting(entry, material=material)
    rest = found[most:]
    if rest:
        yield factual(
            f"And {counted(len(rest), 'stretch', 'stretches')} of words more, by number.",
            cites=(span_cite(entry[0][0], material=material) for entry in rest),
        )


def code_of(statement: Statement, *, material: Material) -> str:
    """Return the evidence code of the source a statement stands in."""
    return material.source(material.passage(statement.passage).source).evidence_code


def place_of(statement: Statement, *, material: Material) -> str:
    """Name the passage a statement stands in without naming its speaker."""
    return material.voice(statement.passage).place


def element_named(
    framework: str, element: str, *, material: Material
) -> tuple[Framework, int, Element]:
    """Return an element with its framework and its number in it.

    Raises:
        InvalidValueError: The material lacks the framework.
    """
    for known in material.frameworks:
        if known.id == framework:
            found = known.element(element)
            return known, known.elements.index(found) + 1, found
    raise InvalidValueError(f"the report's material lacks framework {framework!r}; give it")


def counted(count: int, one: str, many: str) -> str:
    """Write a count with its noun.

    Example:
        >>> counted(1, "origin", "origins"), counted(0, "origin", "origins")
        ('1 origin', 'no origin')
    """
    if count == 0:
        return f"no {one}"
    return f"{count} {one if count == 1 else many}"


def supported(text: str, *, preferred: Iterable[Cite], otherwise: Iterable[Cite]) -> Sentence:
    """Build a factual sentence on the first set of cites that is not empty.

    Raises:
        UncitedSentenceError: Both are empty.
    """
    cites = tuple(preferred) or tuple(otherwise)
    if not cites:
        raise UncitedSentenceError(
            "a count rests on no run and on no gap; run the step that counts before reporting it"
        )
    return factual(text, cites=cites)
