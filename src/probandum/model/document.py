"""A report as sections of sentences, each carrying what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probandum.errors import UncitedSentenceError
from probandum.model.identity import Actor
from probandum.model.source import Span


class CiteKind(StrEnum):
    """What a sentence may rest on."""

    SPAN = "span"
    DECISION = "decision"
    GAP = "gap"
    LAW = "law"
    RUN = "run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """One thing a sentence rests on.

    Attributes:
        kind: Words in a source, a decision, a gap, an element of law, a run.
        target: Id of the statement, decision, gap, run; for law, framework and element.
        span: The exact words, for a span cite.
        evidence_code: Of the source, for a span cite.
    """

    kind: CiteKind
    target: str
    span: Span | None = None
    evidence_code: str | None = None

    def __post_init__(self) -> None:
        """Refuse a span cite without its words, and words on any other cite."""
        if (self.span is None) == (self.kind is CiteKind.SPAN):
            raise UncitedSentenceError("a span cite carries its words, and no other cite does")


class SentenceKind(StrEnum):
    """Where a sentence comes from."""

    FACTUAL = "factual"
    AUTHOR = "author"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a report.

    Attributes:
        kind: Factual (with cites), an author's own text, or fixed text of the catalogue.
        text: The words.
        cites: What a factual sentence rests on.
        by: Who wrote an author's text.
        key: Key of a fixed text in the reviewed catalogue.
    """

    kind: SentenceKind
    text: str
    cites: tuple[Cite, ...] = ()
    by: Actor | None = None
    key: str | None = None

    def __post_init__(self) -> None:
        """Refuse a factual sentence without a cite; no such sentence can be built."""
        needed = {
            SentenceKind.FACTUAL: bool(self.cites),
            SentenceKind.AUTHOR: self.by is not None,
            SentenceKind.FIXED: self.key is not None,
        }
        if not needed[self.kind]:
            raise UncitedSentenceError(
                f"a {self.kind} sentence lacks what it rests on: cites, an author or a key"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it.

    Attributes:
        id: Stable name for links.
        title: Heading.
        sentences: In order.
    """

    id: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report before it becomes a file.

    Attributes:
        title: Names no crime.
        edition: Confidential, restricted or public.
        version: Digest of the log's head it was made at.
        is_draft: Whether a person has yet to read it against its sources.
        sections: In order.
    """

    title: str
    edition: str
    version: str
    is_draft: bool
    sections: tuple[Section, ...]
