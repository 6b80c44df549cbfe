"""Folding text so that spellings of the same word compare equal."""

from __future__ import annotations

import unicodedata

_KEPT_CONTROLS = "\t\n\r"
_REPLACEMENT = "\ufffd"

# First and last code point of what is dropped: marks of Latin, Greek and Cyrillic letters, Hebrew
# points, Arabic vowel signs and tatweel, variation selectors, fillers that show nothing. Format
# characters (category Cf: zero-width, bidirectional controls) are dropped by category.
_DROPPED_RANGES: tuple[tuple[int, int], ...] = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05BD),
    (0x05BF, 0x05BF),
    (0x05C1, 0x05C2),
    (0x05C4, 0x05C5),
    (0x05C7, 0x05C7),
    (0x0610, 0x061A),
    (0x0640, 0x0640),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
    (0x08CA, 0x08FF),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)

_APOSTROPHES = "`´ʹʻʼʽʾʿˈˊˋ΄᾽᾿῾`´‘’‚‛′‵ꞌ＇՚׳"
_HYPHENS = "‐‑‒–—―⁃−﹘﹣－֊־᐀᠆⸺⸻゠"

# The folded spelling, and what is folded to it: letters that Unicode does not take apart, and
# letters that writers of Arabic, Persian and Urdu use for one another.
_SPELLINGS = {
    "'": _APOSTROPHES,
    "-": _HYPHENS,
    "a": "ⱥ",
    "ae": "æ",
    "b": "ƀɓ",
    "c": "ƈȼ",
    "d": "đðɖɗ",
    "e": "ɇ",
    "g": "ǥɠ",
    "h": "ħ",
    "i": "ıɨ",
    "j": "ɉ",
    "k": "ƙꝁ",
    "l": "łƚⱡ",
    "n": "ɲŋ",
    "o": "øɵ",
    "oe": "œ",
    "p": "ᵽƥ",
    "r": "ɍ",
    "t": "ŧʈƭ",
    "th": "þ",
    "u": "ʉ",
    "y": "ɏƴ",
    "z": "ƶⱬ",
    "г": "ґғҕ",
    "к": "қҝҟҡӄ",
    "н": "ңҥӈ",
    "о": "өӫ",
    "с": "ҫ",
    "т": "ҭ",
    "у": "ұү",
    "х": "ҳ",
    "ч": "ҷҹ",
    "ا": "ٱٲٳ",
    "ي": "ىیېے",
    "ه": "ةۃەہھ",
    "ك": "کڪݣ",
}
_LETTERS = {letter: plain for plain, letters in _SPELLINGS.items() for letter in letters}


def _is_dropped(character: str) -> bool:
    if unicodedata.category(character) == "Cf":
        return True
    code_point = ord(character)
    return any(first <= code_point <= last for first, last in _DROPPED_RANGES)


def _mapped(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    if _is_dropped(character):
        return ""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cc" and character not in _KEPT_CONTROLS:
        return " "
    if category == "Cs":
        return _REPLACEMENT
    return character


def _folded_character(character: str) -> str:
    if "가" <= character <= "힣":
        return character
    previous, current = "", character
    while current != previous:
        previous = current
        apart = "".join(_LETTERS.get(each, each) for each in current)
        apart = unicodedata.normalize("NFKD", apart)
        current = "".join(_mapped(each) for each in apart).casefold()
    return current


class _FoldTable(dict[int, str]):
    """Folds of single characters, worked out when first met."""

    def __missing__(self, code_point: int) -> str:
        folded = _folded_character(chr(code_point))
        self[code_point] = folded
        return folded


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """Fold a text for search and comparison; never for display or quotation.

    Compatibility forms, case, diacritics of Latin, Greek and Cyrillic letters, Hebrew points,
    Arabic vowel signs and interchangeable Arabic letters, digits of any script, apostrophes and
    hyphens become one spelling. Zero-width characters and bidirectional controls are dropped,
    other controls but tab and line breaks become spaces, lone surrogates become U+FFFD. Hangul
    stays in composed syllables. Folding a folded text changes nothing.

    Args:
        text: Any text; the result may be shorter or longer, so spans must not be taken on it.

    Returns:
        The folded text, in Unicode normal form C.

    Source:
        Unicode Standard Annex 15 (normalisation); The Unicode Standard, 3.13 (case folding).

    Example:
        >>> fold("Hoeryŏng"), fold("ŁÓDŹ"), fold("٢٠٠٤")
        ('hoeryong', 'lodz', '2004')
    """
    return unicodedata.normalize("NFC", text.translate(_TABLE))
