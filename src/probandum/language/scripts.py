"""Which script a character or a text is written in."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter

COMMON = "Zyyy"

# First and last code point of each stretch and its ISO 15924 code, in ascending order. Blocks are
# taken whole: punctuation, digits and unassigned code points inside them are sorted out by
# category in script_of.
_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x02B8, "Latn"),
    (0x02E0, 0x02E4, "Latn"),
    (0x0370, 0x03E1, "Grek"),
    (0x03E2, 0x03EF, "Copt"),
    (0x03F0, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0531, 0x058F, "Armn"),
    (0x0591, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"),
    (0x0780, 0x07BF, "Thaa"),
    (0x07C0, 0x07FF, "Nkoo"),
    (0x0860, 0x086F, "Syrc"),
    (0x0870, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B00, 0x0B7F, "Orya"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x0F00, 0x0FFF, "Tibt"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"),
    (0x13A0, 0x13FF, "Cher"),
    (0x1400, 0x167F, "Cans"),
    (0x1680, 0x169F, "Ogam"),
    (0x16A0, 0x16FF, "Runr"),
    (0x1780, 0x17FF, "Khmr"),
    (0x1800, 0x18AF, "Mong"),
    (0x18B0, 0x18FF, "Cans"),
    (0x19E0, 0x19FF, "Khmr"),
    (0x1C80, 0x1C8F, "Cyrl"),
    (0x1C90, 0x1CBF, "Geor"),
    (0x1D00, 0x1D25, "Latn"),
    (0x1D2C, 0x1D5C, "Latn"),
    (0x1D62, 0x1DBF, "Latn"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x2071, 0x209C, "Latn"),
    (0x212A, 0x212B, "Latn"),
    (0x2160, 0x2188, "Latn"),
    (0x2C60, 0x2C7F, "Latn"),
    (0x2C80, 0x2CFF, "Copt"),
    (0x2D00, 0x2D2F, "Geor"),
    (0x2D30, 0x2D7F, "Tfng"),
    (0x2D80, 0x2DDF, "Ethi"),
    (0x2DE0, 0x2DFF, "Cyrl"),
    (0x2E80, 0x2FDF, "Hani"),
    (0x3005, 0x3007, "Hani"),
    (0x3021, 0x3029, "Hani"),
    (0x302E, 0x302F, "Hang"),
    (0x3038, 0x303B, "Hani"),
    (0x3041, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"),
    (0x3100, 0x312F, "Bopo"),
    (0x3130, 0x318F, "Hang"),
    (0x31A0, 0x31BF, "Bopo"),
    (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xA000, 0xA4CF, "Yiii"),
    (0xA640, 0xA69F, "Cyrl"),
    (0xA722, 0xA7FF, "Latn"),
    (0xA8E0, 0xA8FF, "Deva"),
    (0xA960, 0xA97F, "Hang"),
    (0xA9E0, 0xA9FF, "Mymr"),
    (0xAA60, 0xAA7F, "Mymr"),
    (0xAB00, 0xAB2F, "Ethi"),
    (0xAB30, 0xAB64, "Latn"),
    (0xAB70, 0xABBF, "Cher"),
    (0xAC00, 0xD7FF, "Hang"),
    (0xF900, 0xFAFF, "Hani"),
    (0xFB00, 0xFB06, "Latn"),
    (0xFB13, 0xFB17, "Armn"),
    (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFE, "Arab"),
    (0xFF21, 0xFF5A, "Latn"),
    (0xFF66, 0xFF9F, "Kana"),
    (0xFFA0, 0xFFDC, "Hang"),
    (0x1B000, 0x1B16F, "Kana"),
    (0x1E900, 0x1E95F, "Adlm"),
    (0x1EE00, 0x1EEFF, "Arab"),
    (0x20000, 0x323AF, "Hani"),
)
_STARTS = tuple(first for first, _, _ in _RANGES)


def script_of(character: str) -> str:
    """Name the script of one character.

    Args:
        character: Exactly one code point.

    Returns:
        The ISO 15924 code ("Latn", "Hang", "Arab", "Hani" ...) of a letter, letter-like number or
        mark; "Zyyy" for digits, punctuation, symbols, marks that any script may carry, and
        scripts this table does not hold.

    Raises:
        ValueError: ``character`` is not one code point.

    Source:
        The Unicode Standard, block chart; ISO 15924 for the codes.

    Example:
        >>> script_of("ŏ"), script_of("수"), script_of("7")
        ('Latn', 'Hang', 'Zyyy')
    """
    if len(character) != 1:
        raise ValueError(f"script of one character was asked, {len(character)} were given")
    if unicodedata.category(character) not in _LETTER_CATEGORIES:
        return COMMON
    code_point = ord(character)
    position = bisect_right(_STARTS, code_point) - 1
    if position < 0 or code_point > _RANGES[position][1]:
        return COMMON
    return _RANGES[position][2]


_LETTER_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nl"))


def dominant_script(text: str) -> str:
    """Name the script most characters of a text are written in.

    Args:
        text: Any text.

    Returns:
        The ISO 15924 code with the most characters; of equals, the one that appears first;
        "Zyyy" when no character has a script.

    Example:
        >>> dominant_script("요덕수용소 (Yodok)"), dominant_script("2004 …")
        ('Hang', 'Zyyy')
    """
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        script = script_of(character)
        if script != COMMON:
            counts[script] += count
    if not counts:
        return COMMON
    return counts.most_common(1)[0][0]
