"""Finding the same words again in a newer text of the same source, or refusing to."""

from __future__ import annotations

import re

from probandum.model.source import CONTEXT_CHARACTERS, Span, span_of

_SPACE = re.compile(r"\s+")


def find_again(span: Span, *, text: str, text_sha256: str) -> Span | None:
    r"""Find the words of a span in another text.

    The words must stand there exactly; only a run of white space may have become another
    one. Where they stand more than once, the place whose surroundings agree best with the
    span's counts.

    Args:
        span: Words pinned in the older text.
        text: The newer text.
        text_sha256: Its digest.

    Returns:
        The words pinned in the newer text; None when they do not stand there, stand only
        inside a longer word or number, or when two places fit equally well.

    Example:
        >>> old = span_of("He saw 12 men.", start=7, end=13, text_sha256="0" * 64)
        >>> new = find_again(old, text="Then he saw 12\nmen.", text_sha256="1" * 64)
        >>> (new.start, new.quote) if new else None
        (12, '12\nmen')
        >>> find_again(old, text="He saw 112 men.", text_sha256="1" * 64) is None
        True
    """
    if not span.quote.strip():
        return None
    places = [
        (start, end)
        for start, end in _occurrences(span.quote, text=text)
        if _has_same_borders(span, text=text, start=start, end=end)
    ]
    if not places:
        return None
    ranked = sorted(
        (_agreement(span, text=text, start=start, end=end), start, end) for start, end in places
    )
    best, start, end = ranked[-1]
    if len(ranked) > 1 and ranked[-2][0] == best:
        return None
    return span_of(text, start=start, end=end, text_sha256=text_sha256)


def _occurrences(quote: str, *, text: str) -> list[tuple[int, int]]:
    """List every place of the words, overlapping ones too, any white space for any other."""
    words = r"\s+".join(re.escape(part) for part in _SPACE.split(quote))
    return [match.span(1) for match in re.finditer(f"(?=({words}))", text)]


def _has_same_borders(span: Span, *, text: str, start: int, end: int) -> bool:
    """Whether the words are not part of a longer word or number unless they were before."""
    before = _joins(text[max(0, start - 2) : start], span.quote[:1])
    after = _joins(span.quote[-1:], text[end : end + 2])
    was_before = _joins(span.prefix[-2:], span.quote[:1])
    was_after = _joins(span.quote[-1:], span.suffix[:2])
    return before == was_before and after == was_after


def _joins(left: str, right: str) -> bool:
    """Whether the end of one text and the beginning of the next form one word or number."""
    if not left or not right:
        return False
    if _is_of_word(left[-1]) and _is_of_word(right[0]):
        return True
    if left[-1] in ".,-" and right[0].isdigit():
        return left[-1] == "-" or (len(left) > 1 and left[-2].isdigit())
    return left[-1].isdigit() and len(right) > 1 and right[0] in ".," and right[1].isdigit()


def _is_of_word(character: str) -> bool:
    """Whether a character belongs to a word."""
    return character.isalnum() or character == "_"


def _agreement(span: Span, *, text: str, start: int, end: int) -> tuple[int, bool]:
    """Say how well the surroundings agree, in characters, and whether the words are the same."""
    reach = 4 * CONTEXT_CHARACTERS
    before = _common(
        _SPACE.sub(" ", span.prefix)[::-1],
        _SPACE.sub(" ", text[max(0, start - reach) : start])[::-1],
    )
    after = _common(_SPACE.sub(" ", span.suffix), _SPACE.sub(" ", text[end : end + reach]))
    return before + after, text[start:end] == span.quote


def _common(first: str, second: str) -> int:
    """Count the characters with which two texts begin alike."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
