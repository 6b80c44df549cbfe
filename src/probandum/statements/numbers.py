"""Numbers as people write them: digits in several styles, number words, rough magnitudes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from probandum.statements.wording import any_of, data_table, data_words

Number = int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What one number word or group of digits stands for.

    Attributes:
        low: Lower end; equal to ``high`` for a plain number.
        high: Upper end.
        is_rough: Whether it is a magnitude ("hundreds of thousands") or a round dozen.
    """

    low: Number
    high: Number
    is_rough: bool = False


@cache
def number_form() -> str:
    """Return the regular expression, without groups, of a number in folded text."""
    words = any_of((*_values(), *_scales()))
    scale = "|".join(_scales())
    joined = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))"
    written = rf"(?:a\s+)?(?:{words})(?:(?:\s+|-|{joined}\s+and\s+)(?:{words}))*"
    rough = any_of(row[0] for row in _magnitudes())
    digits = (
        r"\d{1,3}(?:[,٬'][ ]?\d{3})+(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
        r"|\d{1,3}(?:\.\d{3})+(?![\d.]*\d)|\d{1,3}(?:\s\d{3})+(?!\d)|\d{1,9}(?:\.\d{1,3})?(?!\d)"
    )
    return (
        rf"(?:(?:{rough})|half\s+a\s+(?:million|billion)|(?:{digits})(?:\s*(?:{scale}|mn|m|bn)\b)?"
        rf"|(?:\d+|{words}|a)\s+(?:dozen|score)|{written})"
    )


def quantity_of(words: str) -> Quantity | None:
    """Read what matched the number form; None when it makes no number.

    Example:
        >>> quantity_of("hundreds of thousands")
        Quantity(low=200000, high=999999, is_rough=True)
        >>> quantity_of("two hundred and fifty-three").low
        253
    """
    plain = " ".join(words.split())
    for text, low, high in _magnitudes():
        if plain == text:
            return Quantity(low=low, high=high, is_rough=True)
    dozens = re.fullmatch(r"(.+) (dozen|score)", plain)
    if dozens is not None:
        count = 1 if dozens[1] == "a" else _plain(dozens[1])
        each = 12 if dozens[2] == "dozen" else 20
        return None if count is None else Quantity(low=count * each, high=count * each)
    half = re.fullmatch(r"half a (\w+)", plain)
    value = _scales()[half[1]] // 2 if half is not None else _plain(plain)
    return None if value is None else Quantity(low=value, high=value)


def _plain(words: str) -> Number | None:
    """Read digits with or without a scale word, or number words."""
    if not words[:1].isdigit():
        return _spelled(words)
    found = re.fullmatch(r"([\d.,٬'\s]+?)\s*([a-z]+)?", words)
    if found is None:
        return None
    digits, scale = found[1].strip(), found[2]
    factor = _scales().get({"m": "million", "mn": "million", "bn": "billion"}.get(scale, scale), 1)
    bare = re.sub(r"[,٬'\s]", "", digits)
    if scale is None and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", bare):
        bare = bare.replace(".", "")
    value = float(bare) * factor if "." in bare else int(bare) * factor
    return int(value) if float(value).is_integer() else value


def _spelled(words: str) -> int | None:
    """Read number words; None for words that make no number."""
    total, current = 0, 0
    values, scales = _values(), _scales()
    for word in re.split(r"[\s-]+", words):
        if word == "and":
            continue
        if word == "a":
            current = 1
        elif word in values:
            if current % (10 if values[word] < 10 else 100):
                return None
            current += values[word]
        elif word == "hundred" and 0 < current < 100:
            current *= scales[word]
        elif word in scales and word != "hundred" and current:
            total, current = total + current * scales[word], 0
        else:
            return None
    return (total + current) or None


@cache
def _scales() -> dict[str, int]:
    """Return the scale words with their values."""
    return {str(word): int(value) for word, value in data_table("numbers")["scales"].items()}


@cache
def _values() -> dict[str, int]:
    """Return number words with their values."""
    units = {word: n for n, word in enumerate(data_words("numbers", "units"), start=1)}
    tens = {word: n * 10 for n, word in enumerate(data_words("numbers", "tens"), start=2)}
    return units | tens


@cache
def _magnitudes() -> tuple[tuple[str, int, int], ...]:
    """Return rough magnitudes with their ends, the longest first."""
    rows = data_table("numbers")["magnitudes"]
    listed = ((str(word), int(ends[0]), int(ends[1])) for word, ends in rows.items())
    return tuple(sorted(listed, key=lambda row: -len(row[0])))
