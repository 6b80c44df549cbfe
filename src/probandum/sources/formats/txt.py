"""Plain text as it is, every line with its number; comments and turns are passages of their own."""

from __future__ import annotations

import re

from probandum.model.source import Locator, LocatorKind, PassageKind, Stretch
from probandum.sources.decoding import decode_text
from probandum.sources.reader import CandidateDraft, PassageDraft, Reader, Reading
from probandum.sources.threads import thread_in
from probandum.sources.turns import turns_in

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def read(content: bytes) -> Reading:
    r"""Read plain text.

    Every line is a stretch and holds its own end (LF, CRLF or CR), so the stretches cover
    the whole text. Form feeds and Unicode's own line separators end no line, as in editors.

    Raises:
        UnreadableSourceError: The bytes are empty or no text in an encoding that can be told.

    Example:
        >>> reading = read(b"one\r\ntwo")
        >>> [reading.text[place.start : place.end] for place in reading.stretches]
        ['one\r\n', 'two']
    """
    decoded = decode_text(content)
    text = decoded.text
    stretches = tuple(
        Stretch(
            start=line.start(),
            end=line.end(),
            locator=Locator(kind=LocatorKind.LINE, number=number),
        )
        for number, line in enumerate(_LINE.finditer(text), start=1)
    )
    return Reading(
        text=text,
        stretches=stretches,
        passages=_passages(text),
        candidates=(
            CandidateDraft(field="encoding", content=decoded.encoding, origin=decoded.origin),
        ),
    )


def _passages(text: str) -> tuple[PassageDraft, ...]:
    """Divide a text that holds comments or turns; any other is one document."""
    whole = (PassageDraft(kind=PassageKind.DOCUMENT, start=0, end=len(text)),)
    return thread_in(text) or turns_in(text) or whole


READER = Reader(
    name="txt",
    version="2",
    extensions=(".txt", ".text", ".md"),
    media_types=("text/plain", "text/markdown"),
    summary="plain text and Markdown, as written",
    read=read,
    libraries=("charset_normalizer",),
    modules=(
        "probandum.sources.dates",
        "probandum.sources.headers",
        "probandum.sources.months",
        "probandum.sources.threads",
        "probandum.sources.turns",
    ),
)
