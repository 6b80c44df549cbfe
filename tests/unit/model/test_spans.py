"""A span quotes exactly, in code points, whatever the script."""

from __future__ import annotations

import unicodedata

import pytest

from probandum.errors import InvalidValueError
from probandum.model.source import CONTEXT_CHARACTERS, Span, span_of

DIGEST = "a" * 64
FAMILY = "👩‍👩‍👧"
TEXTS = {
    "emoji": (f"They {FAMILY} fled Orsk-Dal.", FAMILY, 5),
    "flag": ("🇻🇪🇹🇸 border", "🇻", 1),
    "line ends": ("one\r\ntwo\r\nthree", "\r\ntwo", 5),
    "composed": ("Hoery\u014fng", "\u014f", 1),
    "decomposed": ("Hoeryo\u0306ng", "o\u0306", 2),
    "hangul": ("요덕수용소에서 왔다", "수용소", 3),
    "jamo": (unicodedata.normalize("NFD", "요덕"), unicodedata.normalize("NFD", "덕"), 3),
    "arabic": ("نُقلوا إلى المعتقل", "المعتقل", 7),
    "vowel marks": ("كُتِبَ", "ُت", 2),
    "astral": ("𐎠𐎡𐎢", "𐎡", 1),
}


@pytest.mark.parametrize(("text", "quote", "length"), TEXTS.values(), ids=TEXTS.keys())
def test_a_span_holds_the_exact_words_and_counts_code_points(
    text: str, quote: str, length: int
) -> None:
    start = text.index(quote)
    span = span_of(text, start=start, end=start + length, text_sha256=DIGEST)
    assert quote == span.quote == text[span.start : span.end]
    assert length == span.end - span.start
    assert text == span.prefix + span.quote + span.suffix


def test_the_words_around_a_span_are_32_characters_at_most() -> None:
    text = "".join(chr(0xAC00 + number) for number in range(200))
    span = span_of(text, start=100, end=101, text_sha256=DIGEST)
    assert text[68:100] == span.prefix
    assert text[101:133] == span.suffix
    assert CONTEXT_CHARACTERS == len(span.prefix) == len(span.suffix)
    edge = span_of(text, start=0, end=200, text_sha256=DIGEST)
    assert ("", "") == (edge.prefix, edge.suffix)


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (2, 2), (3, 2), (-1, 2), (0, 6), (6, 7), (-3, -1)]
)
def test_a_place_that_is_empty_or_outside_is_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidValueError, match=f"no words at {start} to {end} of 5 characters"):
        span_of("abcde", start=start, end=end, text_sha256=DIGEST)


@pytest.mark.parametrize(
    ("start", "end", "quote", "message"),
    [
        (0, 3, "ab", "as long as its place"),
        (0, 0, "", "as long as its place, and not empty"),
        (0, 4, FAMILY, "as long as its place"),
        (-1, 1, "ab", "no range runs from -1 to 1"),
        (3, 1, "ab", "no range runs from 3 to 1"),
    ],
)
def test_a_quote_that_does_not_fit_its_place_is_refused(
    start: int, end: int, quote: str, message: str
) -> None:
    with pytest.raises(InvalidValueError, match=message):
        Span(text_sha256=DIGEST, start=start, end=end, quote=quote, prefix="", suffix="")


@pytest.mark.parametrize("digest", ["", "A" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n"])
def test_a_span_of_no_text_is_refused(digest: str) -> None:
    with pytest.raises(InvalidValueError, match="64 lower-case hexadecimal digits"):
        span_of("abc", start=0, end=1, text_sha256=digest)
