"""Finding plain word patterns in a text, whatever its case, spacing and hidden characters."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from probandum.language.folding import fold

_FEW_WORDS = r"(?:[\w'-]+\s+){0,3}"
_WORD = re.compile(r"\w+")
_HANGUL = re.compile("[가-힣]")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedText:
    """A text folded for comparison, with the place each folded character came from.

    Attributes:
        text: The folded text.
        starts: For each folded character, the code point it came from.
        original: The text as written.
    """

    text: str
    starts: tuple[int, ...]
    original: str

    def place(self, start: int, end: int) -> Place:
        """Return the code points of the unfolded text that a folded range came from."""
        return self.starts[start], self.starts[end - 1] + 1

    def written(self, start: int, end: int) -> str:
        """Return a folded range as it is written, white space made plain."""
        first, last = self.place(start, end)
        return " ".join(self.original[first:last].split())


def folded(text: str) -> FoldedText:
    r"""Fold a text character by character, so that what is found keeps its place.

    Example:
        >>> found = folded("KIL\u200bLED")
        >>> found.text, found.place(0, 6)
        ('killed', (0, 7))
    """
    if text.isascii():
        return FoldedText(text=text.lower(), starts=tuple(range(len(text))), original=text)
    characters: list[str] = []
    starts: list[int] = []
    for position, character in enumerate(text):
        for each in fold(character):
            characters.append(each)
            starts.append(position)
    return FoldedText(text="".join(characters), starts=tuple(starts), original=text)


class PatternIndex:
    """Named lists of patterns that are looked for together.

    Patterns are filed under their first word, so that a sentence is compared only with those
    whose first word it holds; what is found is the same as with every pattern by itself.
    """

    __slots__ = ("_always", "_filed", "_hangul")

    def __init__(self, named: Iterable[tuple[str, Iterable[str]]]) -> None:
        """File the patterns of each name."""
        filed: dict[str, dict[str, list[str]]] = {}
        always: dict[str, list[str]] = {}
        hangul: dict[str, list[str]] = {}
        for name, patterns in named:
            for pattern in patterns:
                for start in fold(pattern).split()[0].split("|"):
                    first = _WORD.match(start)
                    box = always if first is None else filed.setdefault(first[0], {})
                    box = hangul if _HANGUL.search(pattern) else box
                    box.setdefault(pattern, []).append(name)
        self._filed = {word: _pairs(box) for word, box in filed.items()}
        self._always = _pairs(always)
        self._hangul = _pairs(hangul)

    def find(self, text: FoldedText) -> dict[str, tuple[Place, ...]]:
        """Find the places of each name's patterns; a name that is nowhere found is left out.

        Returns:
            Places by name, in order; of two that begin together the longer first.
        """
        found: dict[str, set[Place]] = {}
        words = set(_WORD.findall(text.text))
        boxes = (self._filed[word] for word in words if word in self._filed)
        korean = self._hangul if self._hangul and _HANGUL.search(text.text) else ()
        for box in (self._always, korean, *boxes):
            for pattern, names in box:
                spans = [match.span() for match in _compiled(pattern).finditer(text.text)]
                if spans:
                    for name in names:
                        found.setdefault(name, set()).update(spans)
        return {name: _ordered(found[name]) for name in sorted(found)}


def places(text: FoldedText, *, patterns: Iterable[str]) -> tuple[Place, ...]:
    """Find every place where one of the patterns stands, at word borders.

    Args:
        text: The folded text.
        patterns: Plain words; ``*`` stands for up to three words, ``one|other`` for either.

    Returns:
        Places in the folded text, in order; of two that begin together the longer first.
    """
    return _ordered(
        {match.span() for pattern in patterns for match in _compiled(pattern).finditer(text.text)}
    )


def overlap(first: Place, second: Place) -> bool:
    """Whether two places share a character."""
    return first[0] < second[1] and second[0] < first[1]


def any_of(words: Iterable[str]) -> str:
    """Write words as alternatives of a regular expression, the longest first."""
    plain = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in plain)


@cache
def data_table(name: str) -> Mapping[str, Any]:
    """Read one of the data files of this package."""
    content = files("probandum.statements").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(content)


@cache
def data_words(name: str, *keys: str) -> tuple[str, ...]:
    """Return the words of a table of a data file, all languages together."""
    table: Any = data_table(name)
    for key in keys:
        table = table[key]
    return tuple(word for language in table.values() for word in language)


def _pairs(box: Mapping[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return patterns with the names they belong to."""
    return tuple((pattern, tuple(names)) for pattern, names in box.items())


def _ordered(found: Iterable[Place]) -> tuple[Place, ...]:
    """Sort places, of two that begin together the longer first."""
    return tuple(sorted(found, key=lambda place: (place[0], -place[1])))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of plain words."""
    written = r"\s+".join(_one_of(word) for word in fold(pattern).split())
    written = written.replace(r"\*\s+", _FEW_WORDS)
    # Particles and endings are written onto Korean words: what follows the pattern may be one.
    tail = "[가-힣]{0,8}" if _HANGUL.search(pattern) else ""
    return re.compile(rf"(?<!\w){written}{tail}(?!\w)")


def _one_of(word: str) -> str:
    """Write a word of a pattern, or its alternatives, as a regular expression."""
    escaped = [re.escape(each) for each in word.split("|")]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"
