"""One key for the Hangul and the Latin spellings of a Korean name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_INITIALS = [
    "g",
    "kk",
    "n",
    "d",
    "tt",
    "r",
    "m",
    "b",
    "pp",
    "s",
    "ss",
    "-",
    "j",
    "jj",
    "ch",
    "k",
    "t",
    "p",
    "h",
]
_VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_FINALS = [
    "-",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]  # as pronounced before a pause

_ONSETS = frozenset(
    (
        "",
        *[
            "k",
            "g",
            "kk",
            "gg",
            "n",
            "d",
            "t",
            "tt",
            "dd",
            "r",
            "l",
            "m",
            "b",
            "p",
            "pp",
            "bb",
            "s",
            "ss",
            "sh",
            "j",
            "ch",
            "jj",
            "tch",
            "h",
            "hw",
        ],
    )
)
_CODAS = frozenset(("", *["k", "g", "ck", "n", "ng", "m", "l", "r", "p", "b", "t", "d", "s", "h"]))
_MIDDLES = frozenset(coda + onset for coda in _CODAS for onset in _ONSETS)
_VOWEL_RUN = re.compile("[aeiouyw]+")

# Spellings folded to one, in this order. Vowels first, for "eo" and "eu" contain others.
_FOLDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("h(?![aeiouyw])(?<!sh)(?<!ch)", ""),
        ("eui|ui", "i"),
        ("eo|ou", "o"),
        ("eu|oo", "u"),
        ("ee", "i"),
        ("woe|oe|oi|wae|we", "W"),
        ("ae|ai|ay", "e"),
        ("wu", "u"),
        ("W", "we"),
        ("tch|ch|j", "j"),
        ("sh", "s"),
        ("ck|g", "k"),
        ("d", "t"),
        ("b", "p"),
        ("r", "l"),
        (r"(.)\1+", r"\1"),
    )
)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Map each Latin or Hangul spelling of a surname to the surnames it may stand for."""
    data_file = files("probandum.language").joinpath("data", "korean_surnames.toml")
    table = tomllib.loads(data_file.read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for surname, spellings in table["surnames"].items():
        for spelling in (surname, *spellings):
            found[spelling] = (*found.get(spelling, ()), surname)
    for spelling, surname in table["northern_spellings"].items():
        found[spelling] = (surname,)
    return found


def is_hangul(word: str) -> bool:
    """Say whether a folded word is Hangul syllables only."""
    return all(_FIRST_SYLLABLE <= ord(character) <= _LAST_SYLLABLE for character in word)


def is_korean_in_latin(word: str) -> bool:
    """Say whether a folded Latin word could be Korean syllables.

    Many words of other languages could ("maria"); words with letters or clusters that no
    romanisation of Korean has could not ("smith").

    Args:
        word: A folded word.

    Returns:
        Whether consonants and vowels alternate as Korean syllables do.
    """
    parts = _VOWEL_RUN.split(word)
    if not word.isascii() or len(parts) < 2:
        return False
    return (
        parts[0] in _ONSETS
        and parts[-1] in _CODAS
        and all(part in _MIDDLES for part in parts[1:-1])
    )


def romanised(hangul: str) -> str:
    """Spell Hangul in Latin letters, syllable by syllable.

    Args:
        hangul: Composed Hangul syllables.

    Returns:
        Revised Romanization as used for names: no sound change between syllables.

    Source:
        Romanization of Korean, Ministry of Culture and Tourism (2000), rules 2 and 3.4.

    Example:
        >>> romanised("회령")
        'hoeryeong'
    """
    letters: list[str] = []
    for character in hangul:
        initial, rest = divmod(ord(character) - _FIRST_SYLLABLE, len(_VOWELS) * len(_FINALS))
        vowel, final = divmod(rest, len(_FINALS))
        letters += (_INITIALS[initial], _VOWELS[vowel], _FINALS[final])
    return "".join(letters).replace("-", "")


def sound(word: str) -> str:
    """Fold a Latin spelling of Korean to one that its usual romanisations share.

    Args:
        word: Folded Latin letters, without spaces.

    Returns:
        Letters that stand for classes of sounds, to be compared only.

    Example:
        >>> {sound("hoeryeong"), sound("hoeryong"), sound("hoiryong")}
        {'hwelyonk'}
    """
    for pattern, plain in _FOLDS:
        word = pattern.sub(plain, word)
    return word


def _hangul_keys(joined: str) -> set[str]:
    keys = {sound(romanised(joined))} if len(joined) > 1 else set()
    for length in (1, 2):
        given = joined[length:]
        if given:
            keys.update(
                f"{surname} {sound(romanised(given))}"
                for surname in _spellings().get(joined[:length], ())
            )
    return keys


def _latin_keys(words: tuple[str, ...]) -> set[str]:
    spellings = _spellings()
    if not all(word in spellings or is_korean_in_latin(word) for word in words):
        return set()
    if len(words) == 1:
        return {sound(words[0])}
    keys: set[str] = set()
    for surname_word, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        keys.update(
            f"{surname} {sound(''.join(given))}" for surname in spellings.get(surname_word, ())
        )
    return keys


def korean_keys(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the keys of a name that may be Korean.

    Args:
        words: Folded words of the name, in order.

    Returns:
        Sorted keys: "surname given" for every way to read a surname at either end, and the whole
        for a name of one word; none when the words cannot be Korean.

    Example:
        >>> sorted(set(korean_keys(("박", "일용"))) & set(korean_keys(("il", "yong", "park"))))
        ['박 ilyonk']
    """
    if not words:
        return ()
    if all(is_hangul(word) for word in words):
        return tuple(sorted(_hangul_keys("".join(words))))
    return tuple(sorted(_latin_keys(words)))
