"""Tables as text: one line per row, written so that a person reads it and every cell is found.

The first row is taken as the header and becomes a heading, its cells divided by " · ". Every
other row becomes a row passage: ``column: value`` pairs divided by " · ". A column without a
name, and every column whose name stands twice, is called by its letter as well. An empty cell
keeps its place as an empty stretch; a cell a short row lacks has none. Values stand as they are,
so one that holds line breaks makes its row longer than one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from probandum.model.source import Locator, LocatorKind, PassageKind, Stretch
from probandum.sources.writing import Writing

DIVIDER = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row and its number, counted as a spreadsheet counts rows: from 1, blank ones too."""

    number: int
    cells: tuple[str, ...]


class Rendering(Writing):
    """A text of tables as it grows, with the places of its cells and rows."""

    def add_table(self, rows: Iterable[Row], *, part: str | None = None) -> int:
        """Write a table: its first row as a heading, every other as a row.

        Args:
            rows: The rows that are not blank, in order.
            part: Part of the file the table is, such as the name of its sheet.

        Returns:
            How many rows were written, the heading among them.
        """
        columns: list[tuple[str, str]] = []
        written = 0
        for row in rows:
            if written == 0:
                unnamed = [
                    (DIVIDER if place else "", column_letters(place))
                    for place in range(len(row.cells))
                ]
                self._add(row, columns=unnamed, kind=PassageKind.HEADING, part=part)
                columns = _columns(_labels(row.cells))
            else:
                surplus = range(len(columns), len(row.cells))
                longer = [f"column {column_letters(place)}" for place in surplus]
                columns_here = columns + _columns(longer, first=len(columns)) if longer else columns
                self._add(row, columns=columns_here, kind=PassageKind.ROW, part=part)
            written += 1
        return written

    def _add(
        self, row: Row, *, columns: list[tuple[str, str]], kind: PassageKind, part: str | None
    ) -> None:
        """Write one row as a passage of its own, in one go: lists have millions of cells."""
        first = place = self.length
        number = row.number
        pieces: list[str] = []
        for (before, letters), cell in zip(columns, row.cells, strict=False):
            start = place + len(before)
            place = start + len(cell)
            pieces += (before, cell)
            at = Locator(kind=LocatorKind.CELL, number=number, cell=f"{letters}{number}", part=part)
            self.stretches.append(Stretch(start=start, end=place, locator=at))
        self.put("".join(pieces))
        self.close(kind, start=first)
        self.put("\n")


def _columns(labels: Sequence[str], *, first: int = 0) -> list[tuple[str, str]]:
    """Return what stands before the cells of each column, and its letters."""
    return [
        (f"{DIVIDER if place else ''}{label}: ", column_letters(place))
        for place, label in enumerate(labels, start=first)
    ]


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
