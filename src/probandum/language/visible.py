"""Showing characters that cannot be seen, so that a text on screen hides nothing."""

from __future__ import annotations

import re
import unicodedata

from probandum.language.scripts import script_of

_KEPT = "\t\n"
_JOINERS = "\u200c\u200d"
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u2800\u3164\uffa0")

# Scripts whose spelling needs joiners and non-joiners between letters.
_JOINING_SCRIPTS = frozenset(
    [
        "Arab",
        "Syrc",
        "Deva",
        "Beng",
        "Guru",
        "Gujr",
        "Orya",
        "Taml",
        "Telu",
        "Knda",
        "Mlym",
        "Sinh",
        "Khmr",
        "Mymr",
        "Mong",
    ]
)

_CANDIDATE = re.compile(r"[^\t\n\x20-\x7e\xa1-\xac\xae-\u033f가-힣一-鿿]")


def _is_invisible(character: str) -> bool:
    if character in _BLANKS:
        return True
    code_point = ord(character)
    if 0x180B <= code_point <= 0x180F or 0xE0100 <= code_point <= 0xE01EF:
        return True
    if 0xFE00 <= code_point <= 0xFE0D:
        return True
    return unicodedata.category(character) in ("Cc", "Cf", "Cs")


def _is_part_of_spelling(text: str, *, position: int) -> bool:
    """Say whether a joiner at a position stands where its script, or an emoji, requires it."""
    if position == 0 or position + 1 >= len(text):
        return False
    before, after = text[position - 1], text[position + 1]
    if script_of(before) in _JOINING_SCRIPTS and script_of(after) in _JOINING_SCRIPTS:
        return True
    is_emoji_before = unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f"
    return text[position] == "\u200d" and is_emoji_before and unicodedata.category(after) == "So"


def mark_invisible(text: str) -> str:
    """Replace characters that cannot be seen by visible marks, for display only.

    Controls, bidirectional and zero-width characters, fillers, lone surrogates and unusual
    variation selectors become marks such as ``⟦U+202E⟧``. Tabs, line feeds, a carriage return
    before a line feed, joiners between letters whose script is spelled with them, joiners inside
    emoji and the emoji selectors stay.

    Args:
        text: Any text.

    Returns:
        The text with marks; offsets in it are not offsets in ``text``.

    Example:
        >>> mark_invisible("abc" + chr(0x202E) + "def")
        'abc⟦U+202E⟧def'
    """

    def mark(match: re.Match[str]) -> str:
        character, position = match[0], match.start()
        if not _is_invisible(character):
            return character
        if character == "\r" and text.startswith("\n", position + 1):
            return character
        if character in _JOINERS and _is_part_of_spelling(text, position=position):
            return character
        return f"⟦U+{ord(character):04X}⟧"

    return _CANDIDATE.sub(mark, text)
