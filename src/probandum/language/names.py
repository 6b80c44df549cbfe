"""Keys by which names of people and places are brought together for comparison."""

from __future__ import annotations

from probandum.language.arabic_names import skeleton
from probandum.language.korean_names import korean_keys
from probandum.language.scripts import dominant_script
from probandum.language.tokens import words


def name_keys(name: str) -> tuple[str, ...]:
    """Give the keys of a name; two names that share one are worth comparing.

    The keys say their kind: ``plain:`` the folded words in alphabetical order; ``consonants:`` for
    names in Arabic or Latin letters, the consonants an Arabic name keeps in every spelling;
    ``korean:`` for names in Hangul, or in Latin letters that could be Korean, a spelling that the
    usual romanisations share, with the surname told apart where it is a known one.

    A shared ``plain`` key means the same words. A shared key of another kind is a reason to look
    and no more: different names share it (Mahmud and Muhammad; Jong and Chong).

    What it does not do: nicknames and translations; patronymics, married and clan names; typing
    mistakes; Han characters read as Chinese, Korean or Japanese; Cyrillic, Greek, Hebrew or other
    scripts against Latin; Latin "g" for qaf or "v" for waw; Korean "u" for ŏ in
    given names ("Jung-hee" for 정희) or initial r dropped within given names; a Latin Korean name
    written as one word against one written apart; a Korean name with extra words ("Hoeryong city").

    Args:
        name: A name as written, in any order and script.

    Returns:
        Keys, sorted, each once; none when the name holds no letter or digit.

    Source:
        Romanization of Korean (2000) and McCune-Reischauer (1939) for the Korean spellings.

    Example:
        >>> name_keys("Orlo, Ana") == name_keys("ANA ORLO")
        True
        >>> sorted(set(name_keys("회령")) & set(name_keys("Hoeryŏng")))
        ['korean:hwelyonk']
    """
    found = words(name)
    if not found:
        return ()
    keys = {"plain:" + " ".join(sorted(found))}
    script = dominant_script(name)
    if script in ("Arab", "Latn"):
        consonants = skeleton(found)
        if consonants:
            keys.add("consonants:" + consonants)
    if script in ("Hang", "Latn"):
        keys.update("korean:" + key for key in korean_keys(found))
    return tuple(sorted(keys))
