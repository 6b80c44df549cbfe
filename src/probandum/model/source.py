"""Sources, the text read from them, its passages, and exact places in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import isfinite

from probandum.errors import InvalidValueError
from probandum.model.identity import check_sha256
from probandum.model.when import PartialDate

CONTEXT_CHARACTERS = 32


class Restriction(StrEnum):
    """Who may see a source."""

    OPEN = "open"
    RESTRICTED = "restricted"


class Completeness(StrEnum):
    """How much of the original the bytes hold, as the person who added them states it."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition:
    """How the bytes came into the case.

    Attributes:
        collector: Who collected them, or None when nobody stated it.
        at: Moment of intake, UTC.
        tool: Program and version that took them in.
        url: Address they were saved from, as stated.
        note: Anything else the collector states.
    """

    collector: str | None = None
    at: datetime
    tool: str
    url: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        """Refuse a moment without a zone."""
        if self.at.utcoffset() is None:
            raise InvalidValueError("bytes are taken in at a moment with a zone")


class HandoverDirection(StrEnum):
    """Before intake or after it."""

    BEFORE = "before intake"
    AFTER = "after intake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One change of hands.

    Attributes:
        id: Random, carrying the office.
        source: Id of the source.
        direction: Before or after intake.
        giver: Who gave it, or None when unknown.
        taker: Who took it, or None when unknown.
        when: Date as stated.
        note: Circumstances.
    """

    id: str
    source: str
    direction: HandoverDirection
    giver: str | None = None
    taker: str | None = None
    when: PartialDate | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Preserved bytes with a digest.

    Attributes:
        id: ``sha256:`` and the digest of the bytes.
        size: Bytes.
        evidence_code: Number people say aloud, such as ``DOC-HQ-017``.
        name: File name at intake.
        media_type: Sniffed type of the bytes, such as ``text/plain``.
        restriction: Who may see it.
        completeness: As stated.
        completeness_note: "page 1 of 2", as stated.
        author: As stated by the person who added it, never taken from the file.
        date: As stated likewise.
        kind: What sort of text it is, as stated likewise; for a source without divisions.
        acquisition: How the bytes came in.
    """

    id: str
    size: int
    evidence_code: str
    name: str
    media_type: str
    restriction: Restriction = Restriction.OPEN
    completeness: Completeness = Completeness.NOT_STATED
    completeness_note: str | None = None
    author: str | None = None
    date: PartialDate | None = None
    kind: PassageKind | None = None
    acquisition: Acquisition

    def __post_init__(self) -> None:
        """Refuse an id that is no digest and a negative size."""
        prefix, _, digest = self.id.partition(":")
        if prefix != "sha256":
            raise InvalidValueError("a source is named sha256: and its digest")
        check_sha256(digest)
        if self.size < 0:
            raise InvalidValueError("a source cannot have fewer than zero bytes")

    @property
    def sha256(self) -> str:
        """Digest of the bytes, in hexadecimal."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """A second copy of the same bytes, found elsewhere.

    Attributes:
        id: Random, carrying the office.
        source: Id of the source whose bytes it has.
        name: File name there.
        acquisition: How the copy came in.
    """

    id: str
    source: str
    name: str
    acquisition: Acquisition


class LocatorKind(StrEnum):
    """What a stretch of text is tied to in the original."""

    LINE = "line"
    PAGE = "page"
    CELL = "cell"
    PARAGRAPH = "paragraph"
    NODE = "node"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A place in the original bytes, in the words of its format.

    Attributes:
        kind: Which of the fields below apply.
        number: Line, page or paragraph, from 1.
        box: Left, bottom, right and top on the page, in points from the lower left.
        part: Part of the file: sheet, header, footnotes, comments.
        cell: Cell such as ``C7``.
        path: DOM path of the text node.
        offset: Code point within the text node.
        start_ms: Beginning, in milliseconds.
        end_ms: End, in milliseconds.
    """

    kind: LocatorKind
    number: int | None = None
    box: tuple[float, float, float, float] | None = None
    part: str | None = None
    cell: str | None = None
    path: str | None = None
    offset: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None

    def __post_init__(self) -> None:
        """Refuse a box whose numbers could not be written."""
        if self.box is not None and not all(map(isfinite, self.box)):
            raise InvalidValueError("a box has four finite numbers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of extracted text and its place in the original.

    Attributes:
        start: First code point.
        end: Code point after the last.
        locator: Place in the original.
    """

    start: int
    end: int
    locator: Locator

    def __post_init__(self) -> None:
        """Refuse a stretch that runs backwards."""
        _check_range(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedText:
    """The text a reader found in a source. The text itself is kept by its digest.

    Attributes:
        id: Id over the content.
        run: Run that read it.
        source: Id of the source.
        text_sha256: Digest of the text in UTF-8.
        characters: Length in code points.
        reader: Name of the reader.
        stretches: Places in the original, in order, not overlapping.
    """

    id: str = ""
    run: str = ""
    source: str
    text_sha256: str
    characters: int
    reader: str
    stretches: tuple[Stretch, ...] = ()

    def __post_init__(self) -> None:
        """Refuse stretches that overlap or lie outside the text."""
        check_sha256(self.text_sha256)
        end = 0
        for stretch in self.stretches:
            if stretch.start < end:
                raise InvalidValueError("stretches overlap or are out of order")
            end = stretch.end
        if end > self.characters:
            raise InvalidValueError("a stretch ends after the text")


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataCandidate:
    """A value found in a file's metadata: a candidate with its origin, never a fact.

    Attributes:
        id: Id over the content.
        run: Run that read it.
        source: Id of the source.
        field: What it claims to be, such as ``"author"``.
        content: As found.
        origin: Where it was found, such as ``"meta name=author"``.
    """

    id: str = ""
    run: str = ""
    source: str
    field: str
    content: str
    origin: str


class PassageKind(StrEnum):
    """What sort of part of a source a passage is."""

    ARTICLE = "article"
    COMMENT = "comment"
    TESTIMONY = "testimony"
    LETTER = "letter"
    ROW = "row"
    PAGE = "page"
    DOCUMENT = "document"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    MESSAGE = "message"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a source with its own speaker and date.

    Attributes:
        id: Id over the content.
        run: Run that read it.
        source: Id of the source.
        kind: Sort of part.
        number: Place among the source's passages, from 1.
        speaker: As the text gives it, or None.
        date: As the text gives it, or None.
        reply_to: Id of the passage it answers, or None.
        text_sha256: Digest of the extracted text it lies in.
        start: First code point.
        end: Code point after the last; equal to ``start`` when empty.
    """

    id: str = ""
    run: str = ""
    source: str
    kind: PassageKind
    number: int
    speaker: str | None = None
    date: PartialDate | None = None
    reply_to: str | None = None
    text_sha256: str
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a passage that runs backwards or has a malformed digest."""
        check_sha256(self.text_sha256)
        _check_range(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Exact words at an exact place of one extracted text.

    Attributes:
        text_sha256: Digest of the extracted text.
        start: First code point.
        end: Code point after the last.
        quote: The words there.
        prefix: Up to 32 characters before them.
        suffix: Up to 32 characters after them.

    Source:
        W3C Web Annotation, TextPositionSelector and TextQuoteSelector.
    """

    text_sha256: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str

    def __post_init__(self) -> None:
        """Refuse an empty span and a quote of another length than its place."""
        check_sha256(self.text_sha256)
        check_span(self.start, self.end, quote=self.quote)


def span_of(text: str, *, start: int, end: int, text_sha256: str) -> Span:
    """Pin the words between two code points of a text.

    Raises:
        InvalidValueError: The place is empty or not inside the text.
    """
    if not 0 <= start < end <= len(text):
        raise InvalidValueError(f"no words at {start} to {end} of {len(text)} characters")
    return Span(
        text_sha256=text_sha256,
        start=start,
        end=end,
        quote=text[start:end],
        prefix=text[max(0, start - CONTEXT_CHARACTERS) : start],
        suffix=text[end : end + CONTEXT_CHARACTERS],
    )


def check_span(start: int, end: int, *, quote: str) -> None:
    """Refuse an empty place and a quote whose length differs from its place.

    Raises:
        InvalidValueError: Either holds.
    """
    _check_range(start, end)
    if end - start != len(quote) or not quote:
        raise InvalidValueError("a span's quote must be as long as its place, and not empty")


def _check_range(start: int, end: int) -> None:
    """Refuse a range that begins before the text or runs backwards."""
    if start < 0 or end < start:
        raise InvalidValueError(f"no range runs from {start} to {end}")
