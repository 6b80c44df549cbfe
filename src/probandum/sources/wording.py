"""Short lists of words in code, written as one string."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string as a set.

    Args:
        words: Words with white space between them.

    Example:
        >>> sorted(word_set("ol ul li"))
        ['li', 'ol', 'ul']
    """
    return frozenset(words.split())
