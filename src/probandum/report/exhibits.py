"""Exhibits: the cited words in their surroundings, cut at every edge of every span."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from probandum.model.document import Cite, CiteKind, Document
from probandum.model.source import Passage, Source, Span
from probandum.report.material import Material

WHOLE_CHARACTERS = 1_500
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Cited words in a text.

    Attributes:
        number: Number of the cite in the document.
        start: First code point.
        end: Code point after the last.
    """

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text between two neighbouring edges of marks.

    Attributes:
        text: Its words.
        numbers: Marks that cover it, the longest first.
        opens: Marks that begin with it.
        closes: Marks that end with it.
    """

    text: str
    numbers: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What is shown of one passage.

    Attributes:
        passage: The passage.
        windows: Shown stretches, each as pieces.
        is_whole: Whether nothing of the passage is left out.
    """

    passage: Passage
    windows: tuple[tuple[Piece, ...], ...]
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """What is shown of one source.

    Attributes:
        source: The source.
        excerpts: Its passages with cited words, in order.
    """

    source: Source
    excerpts: tuple[Excerpt, ...]


def numbered(document: Document) -> dict[Cite, int]:
    """Number the cites of a document from 1 in the order in which they first stand.

    Cites of the same words share a number, whatever statement they were read from.
    """
    numbers: dict[Cite, int] = {}
    seen: dict[tuple[str, ...], int] = {}
    for section in document.sections:
        for sentence in section.sentences:
            for cite in sentence.cites:
                number = seen.setdefault(_identity(cite), len(seen) + 1)
                numbers[cite] = number
    return numbers


def exhibits(material: Material, *, numbers: dict[Cite, int]) -> tuple[Exhibit, ...]:
    """Show every cited source with the cited words in their surroundings.

    Args:
        material: What the document was composed from.
        numbers: The cites with their numbers.

    Returns:
        Exhibits in the order of their evidence codes.
    """
    passages = {s.id: s.passage for s, _, _ in material.statements}
    by_text: dict[str, list[Passage]] = {}
    for each in material.passages:
        by_text.setdefault(each.text_sha256, []).append(each)
    by_passage: dict[str, set[Mark]] = {}
    for cite, number in numbers.items():
        if cite.kind is CiteKind.SPAN and cite.span is not None:
            mark = Mark(number=number, start=cite.span.start, end=cite.span.end)
            known = passages.get(cite.target) or _around(cite.span, by_text=by_text)
            if known is not None:
                by_passage.setdefault(known, set()).add(mark)
    shown: dict[str, list[Excerpt]] = {}
    for passage_id, marks in by_passage.items():
        passage = material.passage(passage_id)
        text = material.text(passage.text_sha256)
        shown.setdefault(passage.source, []).append(_excerpt(passage, text=text, marks=marks))
    found = (
        Exhibit(
            source=material.source(source),
            excerpts=tuple(sorted(excerpts, key=lambda each: each.passage.number)),
        )
        for source, excerpts in shown.items()
    )
    return tuple(sorted(found, key=lambda each: (each.source.evidence_code, each.source.id)))


def pieces(text: str, *, start: int, end: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut a stretch of text at every edge of every mark.

    Args:
        text: The whole text.
        start: First code point shown.
        end: Code point after the last shown.
        marks: Marks that lie inside the stretch; they may overlap.

    Returns:
        Pieces which put together are the stretch.

    Example:
        >>> two = (Mark(number=1, start=0, end=4), Mark(number=2, start=2, end=6))
        >>> [(each.text, each.numbers) for each in pieces("abcdef", start=0, end=6, marks=two)]
        [('ab', (1,)), ('cd', (1, 2)), ('ef', (2,))]
    """
    inside = sorted(
        (mark for mark in marks if start <= mark.start and mark.end <= end),
        key=lambda mark: (mark.start, -mark.end, mark.number),
    )
    edges = sorted({start, end, *(m.start for m in inside), *(m.end for m in inside)})
    cut: list[Piece] = []
    over: list[Mark] = []
    coming = 0
    for left, right in pairwise(edges):
        over = [mark for mark in over if mark.end > left]
        while coming < len(inside) and inside[coming].start == left:
            over.append(inside[coming])
            coming += 1
        cut.append(
            Piece(
                text=text[left:right],
                numbers=tuple(mark.number for mark in over),
                opens=tuple(mark.number for mark in over if mark.start == left),
                closes=tuple(mark.number for mark in over if mark.end == right),
            )
        )
    return tuple(cut)


def windows(text: str, *, passage: Passage, marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """Choose what is shown of a passage: all of it when short, else the paragraphs around marks.

    Returns:
        Stretches in order, none touching another; every mark lies inside one.
    """
    if passage.end - passage.start <= WHOLE_CHARACTERS:
        return ((passage.start, passage.end),)
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text, passage.start, passage.end)]
    wanted: set[int] = set()
    starts = [start for start, _ in paragraphs]
    for mark in marks:
        first = max(0, bisect_right(starts, mark.start) - 1)
        last = max(first, bisect_left(starts, mark.end) - 1)
        wanted |= set(range(first - 1, last + 2))
    joined: list[list[int]] = []
    for index in sorted(wanted & set(range(len(paragraphs)))):
        if joined and joined[-1][1] == index - 1:
            joined[-1][1] = index
        else:
            joined.append([index, index])
    return tuple((paragraphs[first][0], paragraphs[last][1]) for first, last in joined)


def _around(span: Span, *, by_text: dict[str, list[Passage]]) -> str | None:
    """Return the id of the passage some words stand in."""
    for passage in by_text.get(span.text_sha256, ()):
        if passage.start <= span.start and span.end <= passage.end:
            return passage.id
    return None


def _excerpt(passage: Passage, *, text: str, marks: set[Mark]) -> Excerpt:
    """Show one passage."""
    stretches = windows(text, passage=passage, marks=marks)
    return Excerpt(
        passage=passage,
        windows=tuple(pieces(text, start=a, end=b, marks=marks) for a, b in stretches),
        is_whole=stretches == ((passage.start, passage.end),),
    )


def _identity(cite: Cite) -> tuple[str, ...]:
    """Say what makes two cites the same."""
    if cite.span is not None:
        return (cite.kind, cite.span.text_sha256, str(cite.span.start), str(cite.span.end))
    return (cite.kind, cite.target)
