"""Asking whether a text holds one of some plain word patterns, whatever its case and spacing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from probandum.language.folding import fold

_FEW_WORDS = r"(?:[\w'-]+\s+){0,3}"


def holds(text: str, *, patterns: Sequence[str]) -> bool:
    """Say whether one of the patterns stands in a text, at word borders.

    Args:
        text: Any text.
        patterns: Plain words; ``*`` stands for up to three words, ``|`` between words for
            either of them.

    Returns:
        Whether at least one was found. None is found by no pattern.

    Example:
        >>> holds("They were GIVEN  to other families", patterns=["given to * families"])
        True
        >>> holds("They were forgiven", patterns=["given"])
        False
    """
    return bool(patterns) and _compiled(tuple(patterns)).search(fold(text)) is not None


def fault_of(pattern: str) -> str | None:
    """Say what is wrong with a pattern, or None where nothing is.

    Example:
        >>> fault_of("given to * families"), fault_of("given to *"), fault_of("cut|")
        (None, 'a loose end', 'an empty choice')
    """
    if not pattern or pattern.strip() != pattern or pattern[0] == "*" or pattern[-1] == "*":
        return "a loose end"
    if any("" in word.split("|") for word in pattern.split()):
        return "an empty choice"
    return None


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Compile patterns of plain words into one that finds any of them."""
    written = "|".join(_written(pattern) for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)")


def _written(pattern: str) -> str:
    """Write one pattern of plain words as a regular expression."""
    words = r"\s+".join(_one_of(word) for word in fold(pattern).split())
    return words.replace(r"\*\s+", _FEW_WORDS)


def _one_of(word: str) -> str:
    """Write a word, or its alternatives, as a regular expression."""
    escaped = [re.escape(each) for each in word.split("|")]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"
