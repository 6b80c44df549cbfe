"""Tables of separated values; each record is a row, written as ``rows`` says."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from probandum.sources.decoding import decode_text
from probandum.sources.reader import CandidateDraft, Reader, Reading
from probandum.sources.refusals import EmptySourceError, MalformedSourceError
from probandum.sources.rows import Rendering, Row

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_SAMPLE_RECORDS = 200


def read(content: bytes) -> Reading:
    r"""Read a table of comma, semicolon, tab or pipe separated values.

    Raises:
        UnreadableSourceError: The bytes are empty or no text, or a record breaks the
            rules of quoting; the message holds its line.

    Example:
        >>> print(read(b"place,people\nOrsk-Dal,12\n").text, end="")
        place · people
        place: Orsk-Dal · people: 12
    """
    decoded = decode_text(content)
    with _no_field_limit(len(decoded.text)):
        delimiter = _delimiter_of(decoded.text)
        rendering = Rendering()
        if not rendering.add_table(_filled(decoded.text, delimiter=delimiter)):
            raise EmptySourceError("the table holds blank lines only; check that the copy is whole")
    return Reading(
        text=rendering.text,
        stretches=tuple(rendering.stretches),
        passages=tuple(rendering.passages),
        candidates=(
            CandidateDraft(field="encoding", content=decoded.encoding, origin=decoded.origin),
            CandidateDraft(
                field="delimiter", content=DELIMITERS[delimiter], origin="widths of the records"
            ),
        ),
    )


def _filled(text: str, *, delimiter: str) -> Iterator[Row]:
    """Go through the records that are not blank lines."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = begins = 1
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise MalformedSourceError(
                f"the record that begins in line {begins} cannot be read: {error}; mend its "
                "quotes in a copy and add that too"
            ) from error
        if cells:
            yield Row(number=number, cells=tuple(cells))
        number += 1
        begins = lines.line_num + 1


def _delimiter_of(text: str) -> str:
    """Tell the delimiter: under the right one most records are equally wide."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter=delimiter))


def _evenness(text: str, *, delimiter: str) -> tuple[float, int]:
    """Return which share of the first records is as wide as most, and that width.

    A delimiter that divides nothing comes last.
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    widths: list[int] = []
    try:
        while len(widths) < _SAMPLE_RECORDS:
            cells = next(lines)
            if cells:
                widths.append(len(cells))
    except (StopIteration, csv.Error):
        # What cannot be read is refused with its line once the delimiter is known.
        pass
    if not widths:
        return 0.0, 0
    width, times = max(Counter(widths).items(), key=lambda pair: (pair[1], pair[0]))
    return (times / len(widths), width) if width > 1 else (0.0, width)


@contextmanager
def _no_field_limit(characters: int) -> Iterator[None]:
    """Let a cell be as long as the text; the limit is the interpreter's, so it is put back."""
    before = csv.field_size_limit(characters + 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


READER = Reader(
    name="csv",
    version="1",
    extensions=(".csv", ".tsv", ".tab"),
    media_types=("text/csv", "text/tab-separated-values"),
    summary="tables of comma, semicolon, tab or pipe separated values",
    read=read,
    libraries=("charset_normalizer",),
    modules=("probandum.sources.rows", "probandum.sources.writing"),
)
