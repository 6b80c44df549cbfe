"""Lines that an extractor gives back, found again in the text of the page they came from.

Extractors return words without places and with other white space. A line is looked for without
its white space, behind the one before it, and only then anywhere; short lines only near it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_NEAR = 2_000
_SHORT = 12
_MARKS = "-•*|#> "
_SHORTEST_PIECE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where lines were found.

    Attributes:
        ranges: First code point and the one after the last, in order, not overlapping.
        found: Lines found.
        sought: Lines looked for.
    """

    ranges: tuple[tuple[int, int], ...]
    found: int
    sought: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folded:
    """A text without white space, and where each of its characters stands."""

    text: str
    places: tuple[int, ...]

    def locate(self, words: str, *, after: int) -> tuple[int, int] | None:
        """Find words without white space, from a place on, or anywhere when they are long."""
        place = self.text.find(words, after)
        is_far = place < 0 or place > after + _NEAR
        if is_far and len(words) < _SHORT:
            return None
        if place < 0:
            place = self.text.find(words)
        return None if place < 0 else (place, place + len(words))


def relocate(lines: Iterable[str], *, text: str) -> Places:
    r"""Find lines in a text, whatever white space either has.

    Args:
        lines: Lines as an extractor gave them back, in their order.
        text: The text of the page.

    Example:
        >>> relocate(["- The clinic was shelled."], text="Home\nThe  clinic was\nshelled.\n").ranges
        ((5, 29),)
    """
    folded = _folded(text)
    ranges: list[tuple[int, int]] = []
    after = found = sought = 0
    for line in lines:
        words = "".join(line.split())
        if not words.strip(_MARKS):
            continue
        sought += 1
        places = _places(words, folded=folded, after=after)
        found += bool(places)
        for start, end in places:
            after = end
            ranges.append((folded.places[start], folded.places[end - 1] + 1))
    return Places(ranges=_joined(ranges), found=found, sought=sought)


def _places(words: str, *, folded: _Folded, after: int) -> tuple[tuple[int, int], ...]:
    """Find a line: as it is, without its mark, else in pieces between marks of a table."""
    for tried in (words, words.lstrip(_MARKS)):
        place = folded.locate(tried, after=after)
        if place is not None:
            return (place,)
    places = []
    for piece in _pieces(words):
        place = folded.locate(piece, after=after)
        if place is not None:
            places.append(place)
            after = place[1]
    return tuple(places)


def _pieces(words: str) -> tuple[str, ...]:
    """Cut a line where an extractor may have joined what stands apart: at cells and sentences."""
    pieces: list[str] = []
    for cell in words.split("|"):
        rest = cell.strip(_MARKS)
        while len(rest) > 2 * _SHORTEST_PIECE:
            cut = next(
                (place for place in range(_SHORTEST_PIECE, len(rest)) if rest[place] in ".!?;:,"),
                len(rest) - 1,
            )
            pieces.append(rest[: cut + 1])
            rest = rest[cut + 1 :]
        if rest:
            pieces.append(rest)
    return tuple(pieces)


def _folded(text: str) -> _Folded:
    """Leave out white space and remember the places of what remains."""
    places = tuple(place for place, character in enumerate(text) if not character.isspace())
    return _Folded(text="".join(text[place] for place in places), places=places)


def _joined(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sort ranges and join those that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(ranges)):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def runs_of(ranges: Iterable[tuple[int, int]], *, most_between: int) -> tuple[tuple[int, int], ...]:
    """Join ranges that stand close together.

    Args:
        ranges: In order, not overlapping.
        most_between: Code points between two ranges that still belong together.

    Example:
        >>> runs_of([(0, 5), (6, 9), (400, 420)], most_between=100)
        ((0, 9), (400, 420))
    """
    ordered = list(ranges)
    if not ordered:
        return ()
    cuts = [0]
    cuts += [
        number
        for number, (before, behind) in enumerate(pairwise(ordered), start=1)
        if behind[0] - before[1] > most_between
    ]
    cuts.append(len(ordered))
    return tuple((ordered[first][0], ordered[last - 1][1]) for first, last in pairwise(cuts))
