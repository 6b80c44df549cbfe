"""Finding plain word patterns in a text, whatever its case, spacing and hidden characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from probandum.language.folding import fold

_FEW_WORDS = r"(?:[\w'-]+\s+){0,3}"

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedText:
    """A text folded for comparison, with the place each folded character came from.

    Attributes:
        text: The folded text.
        starts: For each folded character, the code point it came from.
    """

    text: str
    starts: tuple[int, ...]

    def place(self, start: int, end: int) -> Place:
        """Return the code points of the unfolded text that a folded range came from."""
        return self.starts[start], self.starts[end - 1] + 1


def folded(text: str) -> FoldedText:
    r"""Fold a text character by character, so that what is found keeps its place.

    Example:
        >>> found = folded("KIL\u200bLED")
        >>> found.text, found.place(0, 6)
        ('killed', (0, 7))
    """
    if text.isascii():
        return FoldedText(text=text.lower(), starts=tuple(range(len(text))))
    characters: list[str] = []
    starts: list[int] = []
    for position, character in enumerate(text):
        for each in fold(character):
            characters.append(each)
            starts.append(position)
    return FoldedText(text="".join(characters), starts=tuple(starts))


def places(text: FoldedText, *, patterns: Iterable[str]) -> tuple[Place, ...]:
    """Find every place where one of the patterns stands, at word borders.

    Args:
        text: The folded text.
        patterns: Plain words; ``*`` stands for up to three words.

    Returns:
        Places in the folded text, in order; of two that begin together the longer first.
    """
    found = {
        match.span() for pattern in patterns for match in _compiled(pattern).finditer(text.text)
    }
    return tuple(sorted(found, key=lambda place: (place[0], -place[1])))


def overlap(first: Place, second: Place) -> bool:
    """Whether two places share a character."""
    return first[0] < second[1] and second[0] < first[1]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of plain words."""
    written = r"\s+".join(re.escape(word) for word in fold(pattern).split())
    written = written.replace(r"\*\s+", _FEW_WORDS)
    return re.compile(rf"(?<!\w){written}(?!\w)")
