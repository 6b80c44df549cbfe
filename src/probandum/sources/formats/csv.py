"""Tables as text: one line per row, written so that a person reads it and every cell is found.

The first record is taken as the header and becomes a heading, its cells divided by " · ".
Every other record becomes a row passage: ``column: value`` pairs divided by " · ". A column
without a name, and every column whose name stands twice, is called by its letter as well. An
empty cell keeps its place as an empty stretch; a cell a short record lacks has none. Values
stand as they are, so one that holds line breaks makes its row longer than one line.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from probandum.model.source import Locator, LocatorKind, PassageKind, Stretch
from probandum.sources.decoding import decode_text
from probandum.sources.reader import CandidateDraft, PassageDraft, Reader, Reading
from probandum.sources.refusals import EmptySourceError, MalformedSourceError

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
DIVIDER = " · "
_SAMPLE_RECORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A record and its number, counted as a spreadsheet counts rows: from 1, blank ones too."""

    number: int
    cells: tuple[str, ...]


class _Rendering:
    """The text as it grows, with the places of its cells and rows."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._written = io.StringIO(newline="")
        self._length = 0
        self.stretches: list[Stretch] = []
        self.passages: list[PassageDraft] = []

    @property
    def text(self) -> str:
        """What was written so far."""
        return self._written.getvalue()

    def add(self, record: _Record, *, labels: tuple[str, ...], kind: PassageKind) -> None:
        """Write one record as a passage of its own; labels may be fewer than cells."""
        start = self._length
        for place, cell in enumerate(record.cells):
            label = f"{labels[place]}: " if place < len(labels) else ""
            self._write(f"{DIVIDER if place else ''}{label}")
            begins = self._length
            self._write(cell)
            name = f"{column_letters(place)}{record.number}"
            locator = Locator(kind=LocatorKind.CELL, number=record.number, cell=name)
            self.stretches.append(Stretch(start=begins, end=self._length, locator=locator))
        self.passages.append(PassageDraft(kind=kind, start=start, end=self._length))
        self._write("\n")

    def _write(self, piece: str) -> None:
        self._length += self._written.write(piece)


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
        records = _filled(decoded.text, delimiter=delimiter)
        rendering = _rendered(records)
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


@cache
def column_letters(place: int) -> str:
    """Name a column as spreadsheets do.

    Args:
        place: Place of the column, from 0.

    Example:
        >>> [column_letters(place) for place in (0, 25, 26, 701, 702)]
        ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _rendered(records: Iterator[_Record]) -> _Rendering:
    """Write the header as a heading and every other record as a row."""
    header = next(records, None)
    if header is None:
        raise EmptySourceError("the table holds blank lines only; check that the copy is whole")
    rendering = _Rendering()
    rendering.add(header, labels=(), kind=PassageKind.HEADING)
    labels = _labels(header.cells)
    for record in records:
        surplus = range(len(labels), len(record.cells))
        longer = tuple(f"column {column_letters(place)}" for place in surplus)
        rendering.add(record, labels=labels + longer, kind=PassageKind.ROW)
    return rendering


def _labels(header: tuple[str, ...]) -> tuple[str, ...]:
    """Name the columns, telling apart those that are named alike or not at all."""
    names = [" ".join(cell.split()) for cell in header]
    times = Counter(names)
    return tuple(
        f"column {column_letters(place)}"
        if not name
        else f"{name} (column {column_letters(place)})"
        if times[name] > 1
        else name
        for place, name in enumerate(names)
    )


def _filled(text: str, *, delimiter: str) -> Iterator[_Record]:
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
            yield _Record(number=number, cells=tuple(cells))
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
)
