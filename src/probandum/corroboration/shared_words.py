"""Word runs that two texts share: found by fingerprints, extended, and pinned on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from probandum.language.folding import fold

RUN_WORDS = 12
COMMON_IN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one passage, folded, each with its place in the whole text.

    Attributes:
        passage: Id of the passage.
        source: Id of its source.
        folded: The words, folded for comparison.
        places: First code point and code point after the last of each, in the text.
    """

    passage: str
    source: str
    folded: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRun:
    """A run of words that stands in two passages.

    Attributes:
        first: Index of one passage among those compared.
        second: Index of the other, larger.
        first_start: Number of the run's first word in the first passage.
        second_start: Number of its first word in the second.
        words: Length in words.
    """

    first: int
    second: int
    first_start: int
    second_start: int
    words: int


def words_of(text: str, *, start: int, end: int, passage: str, source: str) -> Words:
    """Split a passage into words, folding each; marks and numbers' separators vanish.

    Args:
        text: The whole extracted text.
        start: First code point of the passage.
        end: Code point after its last.
        passage: Id of the passage.
        source: Id of its source.
    """
    found: list[tuple[str, tuple[int, int]]] = []
    begin: int | None = None
    for place in range(start, end + 1):
        inside = place < end and text[place].isalnum()
        if inside and begin is None:
            begin = place
        elif not inside and begin is not None:
            folded = fold(text[begin:place])
            if folded:
                found.append((folded, (begin, place)))
            begin = None
    return Words(
        passage=passage,
        source=source,
        folded=tuple(word for word, _ in found),
        places=tuple(place for _, place in found),
    )


def shared_runs(passages: Sequence[Words]) -> tuple[SharedRun, ...]:
    """Find the maximal runs of at least 12 words that passages of different sources share.

    Args:
        passages: What to compare.

    Returns:
        Runs in the order of the passages; of overlapping runs between the same two
        passages the first.

    Assumes:
        A run that stands in more than 40 passages is boilerplate and shows nothing.

    Source:
        Word n-gram fingerprints, as used for text reuse; here every n-gram is kept, for
        sets that fit in memory.
    """
    index = _index(passages)
    found: list[SharedRun] = []
    for second, words in enumerate(passages):
        covered: dict[int, int] = {}
        for start in range(len(words.folded) - RUN_WORDS + 1):
            places = index[words.folded[start : start + RUN_WORDS]]
            if len({place for place, _ in places}) > COMMON_IN:
                continue
            for first, begin in places:
                if first >= second or passages[first].source == words.source:
                    continue
                if start < covered.get(first, 0):
                    continue
                run = _extended(passages, first=first, begin=begin, second=second, start=start)
                covered[first] = start + run.words
                found.append(run)
    return tuple(found)


def coverage(runs: Sequence[SharedRun], *, passages: Sequence[Words]) -> float:
    """Return the share of the shorter of two passages that runs between them cover, 0 to 1."""
    if not runs:
        return 0.0
    first, second = passages[runs[0].first], passages[runs[0].second]
    shorter_is_first = len(first.folded) <= len(second.folded)
    words = set(_covered(runs, is_first=shorter_is_first))
    return len(words) / max(1, min(len(first.folded), len(second.folded)))


def _covered(runs: Sequence[SharedRun], *, is_first: bool) -> Iterator[int]:
    """Yield the numbers of the words that runs cover on one side."""
    for run in runs:
        start = run.first_start if is_first else run.second_start
        yield from range(start, start + run.words)


def _index(passages: Sequence[Words]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """Return where each run of 12 words begins."""
    index: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, words in enumerate(passages):
        for start in range(len(words.folded) - RUN_WORDS + 1):
            key = words.folded[start : start + RUN_WORDS]
            index.setdefault(key, []).append((number, start))
    return index


def _extended(
    passages: Sequence[Words], *, first: int, begin: int, second: int, start: int
) -> SharedRun:
    """Extend a shared run of 12 words as far as the words agree."""
    one, other = passages[first].folded, passages[second].folded
    length = RUN_WORDS
    while (
        begin + length < len(one)
        and start + length < len(other)
        and one[begin + length] == other[start + length]
    ):
        length += 1
    return SharedRun(
        first=first, second=second, first_start=begin, second_start=start, words=length
    )
