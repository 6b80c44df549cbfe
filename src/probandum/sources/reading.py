"""From a reading to the values of the model: the text, its passages, the candidates."""

from __future__ import annotations

from hashlib import sha256

from probandum.model.source import ExtractedText, MetadataCandidate, Passage
from probandum.sources.reader import Reading


def text_digest(text: str) -> str:
    """Return the SHA-256 digest of a text in UTF-8, in hexadecimal.

    The text is taken as it is: no Unicode normalisation, ends of lines as found.

    Example:
        >>> text_digest("")[:16]
        'e3b0c44298fc1c14'
    """
    return sha256(text.encode("utf-8")).hexdigest()


def values_of(
    reading: Reading, *, source: str, reader: str
) -> tuple[ExtractedText, tuple[Passage, ...], tuple[MetadataCandidate, ...]]:
    """Tie a reading to its source.

    Args:
        reading: What the reader found.
        source: Id of the source.
        reader: Name of the reader.

    Returns:
        The text, its passages in the order of their numbers, the metadata candidates.
        Ids and runs are still empty, and every ``reply_to`` is None: it holds an id, and
        passages have none before they are stamped. Whoever stamps them takes the number
        of the answered passage from ``reading.passages``.
    """
    digest = text_digest(reading.text)
    text = ExtractedText(
        source=source,
        text_sha256=digest,
        characters=len(reading.text),
        reader=reader,
        stretches=reading.stretches,
    )
    passages = tuple(
        Passage(
            source=source,
            kind=draft.kind,
            number=number,
            speaker=draft.speaker,
            date=draft.date,
            text_sha256=digest,
            start=draft.start,
            end=draft.end,
        )
        for number, draft in enumerate(reading.passages, start=1)
    )
    candidates = tuple(
        MetadataCandidate(
            source=source, field=draft.field, content=draft.content, origin=draft.origin
        )
        for draft in reading.candidates
    )
    return text, passages, candidates
