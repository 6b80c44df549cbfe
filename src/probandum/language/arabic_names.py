"""One key of consonants for the Arabic and the Latin spellings of an Arabic name."""

from __future__ import annotations

import re

_CONSONANTS = str.maketrans(
    {
        **dict(zip("بپتثجچحخدذرزژسشصضطظغفڤقكگلمنه", "bbttjšhxddrzjsšsdtzğffkkjlmnh", strict=True)),
        **dict.fromkeys("اويىءع"),
    }
)
_DIGRAPHS = (
    ("x", "ks"),
    ("sch", "š"),
    ("sh", "š"),
    ("ch", "š"),
    ("kh", "x"),
    ("gh", "ğ"),
    ("dj", "j"),
)
_LATIN = str.maketrans(
    {
        **dict.fromkeys("aeiouwy"),
        **dict(zip("qcgpv", "kkjbf", strict=True)),
    }
)
_DOUBLE = re.compile(r"(.)\1+")
_LEADING_ABD = re.compile(r"abd(?:[aeu]l|[aeu](?=([rsztdn])\1))?(?=.{3})")
_ABD_WORDS = frozenset(["abd", "abdu", "abde", "abdul", "abdel", "abdal", "عبد"])
_PLAIN_ARTICLES = frozenset(("al", "el", "ul", "il"))
_ASSIMILATED_ARTICLE = re.compile("[aeu](s|sh|r|n|d|t|z|dh|th)")
_LEAST_CONSONANTS = 3


def _without_articles(words: tuple[str, ...]) -> list[str]:
    kept: list[str] = []
    for word, following in zip(words, (*words[1:], ""), strict=True):
        assimilated = _ASSIMILATED_ARTICLE.fullmatch(word)
        if word in _PLAIN_ARTICLES and following:
            continue
        if assimilated is not None and following.startswith(assimilated[1]):
            continue
        kept.append(word)
    return kept


def _with_joined_servants(words: list[str]) -> list[str]:
    """Join "abd" (servant of) to the name of God that follows it."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _ABD_WORDS:
            joined[-1] = ("عبد" if word[0] > "\u0600" else "abd") + word
        else:
            joined.append(_LEADING_ABD.sub("abd", word))
    return joined


def consonants(word: str) -> str:
    """Reduce a folded word in Arabic or Latin letters to its consonants.

    Args:
        word: A folded word.

    Returns:
        One letter a consonant sound, doubles once, a final h dropped unless it stands alone.

    Example:
        >>> consonants("محمد"), consonants("mohammed"), consonants("muhamad")
        ('mhmd', 'mhmd', 'mhmd')
    """
    if word.isascii():
        for digraph, letter in _DIGRAPHS:
            word = word.replace(digraph, letter)
        word = re.sub("(?<=[td])h", "", word).translate(_LATIN)
    else:
        word = word.translate(_CONSONANTS)
    word = _DOUBLE.sub(r"\1", word)
    return word[:-1] if len(word) > 1 and word.endswith("h") else word


def skeleton(words: tuple[str, ...]) -> str:
    """Give the consonants of a name, its words sorted.

    Args:
        words: Folded words in Arabic or Latin letters, Arabic ones without article.

    Returns:
        The consonants of each word, in alphabetical order; empty when no word has three
        consonants, too few to compare anything by.

    Example:
        >>> skeleton(("orlo", "abdul", "rahman")) == skeleton(("عبد", "رحمان", "اورلو"))
        True
    """
    parts = [consonants(word) for word in _with_joined_servants(_without_articles(words))]
    if max(map(len, parts), default=0) < _LEAST_CONSONANTS:
        return ""
    return " ".join(sorted(part for part in parts if part))
