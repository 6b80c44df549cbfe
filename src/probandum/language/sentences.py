"""Where sentences begin and end."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LINE = re.compile("[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
_BREAK = frozenset({"\n", "\r\n", "\r"})
_CLOSERS = "[\"'”’»›)\\]}」』）】》〉〕］｝］]"

# Marks that end a sentence only before white space, and marks that end one anywhere.
_END = re.compile(
    rf"""
    (?P<soft>[.!?…‥‼⁇⁈⁉]+)(?:\[\d{{1,3}}\]|[¹²³⁰⁴-⁹])*{_CLOSERS}*(?:\[\d{{1,3}}\])*(?=\s|$)
    |(?P<hard>(?:[。！？｡؟۔।॥։።፧၊။។៕།]|．(?!\d))+[!?.！？…]*){_CLOSERS}*
    """,
    re.VERBOSE,
)
_CLOSED_LINE = re.compile(
    rf"[.!?…‥‼⁇⁈⁉:。！？｡؟۔।॥።፧၊။។៕]\s*(?:\[\d{{1,3}}\]|[¹²³⁰⁴-⁹])*{_CLOSERS}*$"
)
_LAST_WORD = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*$")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_NEXT_WORD = re.compile(r"[^\w]*(\w+)")
_NUMBER_AHEAD = re.compile(r"\s*[(§#№]*\s*(?:\d|[IVXLCDM]+\b)")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxIVX]{1,5})\.")
_OPENING = re.compile(r"\s*[\"'“‘„«‹(\[¿¡—–-]*\s*")
_SPACE = re.compile(r"\s*")
_HIRAGANA = re.compile("[ぁ-ゟ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Abbreviations:
    continuing: frozenset[str]
    before_number: frozenset[str]
    before_capital: frozenset[str]
    starters: frozenset[str]


@cache
def _abbreviations() -> _Abbreviations:
    data_file = files("probandum.language").joinpath("data", "abbreviations.toml")
    table = tomllib.loads(data_file.read_text(encoding="utf-8"))
    return _Abbreviations(
        continuing=frozenset(table["continuing"]),
        before_number=frozenset(table["before_number"]),
        before_capital=frozenset(table["before_capital"]),
        starters=frozenset(table["starters"]),
    )


def _is_lower_next(line: str, *, end: int) -> bool:
    opening = _OPENING.match(line, end)
    position = opening.end() if opening is not None else end
    return position < len(line) and line[position].islower()


def _starts_sentence(line: str, *, end: int) -> bool:
    found = _NEXT_WORD.match(line, end)
    return found is None or (
        found[1][0].isupper() and found[1].lower() in _abbreviations().starters
    )


def _is_initials(word: str) -> bool:
    """Say whether a word is one cased letter, or capitals joined by stops."""
    is_cased = word[0].lower() != word[0].upper()
    return (
        is_cased and _INITIALS.fullmatch(word) is not None and (len(word) == 1 or word[0].isupper())
    )


def _is_stop_of_abbreviation(line: str, *, start: int, stop: int, end: int) -> bool:
    """Say whether the one full stop at ``stop`` belongs to an abbreviation inside a sentence.

    ``start`` is where the sentence began, ``end`` is behind the stop and its closing marks.
    """
    if _ENUMERATOR.fullmatch(line, start, stop + 1):
        return True
    # No abbreviation is longer; the bound keeps one endless word from costing its square.
    word_match = _LAST_WORD.search(line, max(start, stop - 40), stop)
    if word_match is None:
        return False
    known = _abbreviations()
    written = word_match[0]
    word = written if len(written) == 1 else written.lower()
    if word in known.before_number and _NUMBER_AHEAD.match(line, end):
        return True
    if word in known.continuing:
        return True
    if word in known.before_capital or _is_initials(written):
        return not _starts_sentence(line, end=end)
    return False


def _is_end(line: str, *, start: int, match: re.Match[str]) -> bool:
    """Say whether sentence marks found inside a line end the sentence begun at ``start``."""
    end = match.end()
    if match["hard"] is not None:
        is_closed = end > match.end("hard")
        return not (is_closed and _HIRAGANA.match(line, end))
    if _is_lower_next(line, end=end):
        return False
    if match["soft"] != ".":
        return True
    return not _is_stop_of_abbreviation(line, start=start, stop=match.start(), end=end)


def _behind_space(line: str, *, position: int) -> int:
    match = _SPACE.match(line, position)
    return position if match is None else match.end()


def _line_spans(line: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = _behind_space(line, position=0)
    last = len(line.rstrip())
    for match in _END.finditer(line, start):
        end = match.end()
        if end >= last:
            break
        if _is_end(line, start=start, match=match):
            spans.append((start, end))
            start = _behind_space(line, position=end)
    if start < last:
        spans.append((start, last))
    return spans


def _continues(text: str, *, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Say whether the line that follows goes on with the sentence of a line.

    It does where one line break stands between them, the first line holds two words or more and
    does not end as a sentence does, and the second begins with a small letter.
    """
    if text[line[1] : following[0]] not in _BREAK:
        return False
    first, second = text[line[0] : line[1]].strip(), text[following[0] : following[1]].lstrip()
    if not second[:1].islower() or len(first.split(None, 2)) < 2:
        return False
    return _CLOSED_LINE.search(first, max(0, len(first) - 20)) is None


def _blocks(text: str) -> list[tuple[int, int]]:
    """Return the lines of a text, those that go on with one sentence together."""
    blocks: list[tuple[int, int]] = []
    last: tuple[int, int] | None = None
    for match in _LINE.finditer(text):
        line = match.span()
        if last is not None and _continues(text, line=last, following=line):
            blocks[-1] = (blocks[-1][0], line[1])
        else:
            blocks.append(line)
        last = line
    return blocks


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Find the sentences of a text.

    A line break ends a sentence, unless the line before it holds two words or more and no mark
    of an end, and the next line begins with a small letter: then the sentence was broken over
    lines. Closing quotation marks, brackets and reference marks such as ``[12]`` stay with their
    sentence. Text without sentence marks (Thai, headings) is one sentence a line.

    Args:
        text: Any text.

    Returns:
        Half-open spans in Unicode code points, in order, none overlapping, none empty, none
        beginning or ending with white space; together they hold every other character.

    Assumes:
        A full stop with no space behind it ends nothing. Whether initials such as "U.S." end a
        sentence is guessed from the word that follows.

    Example:
        >>> text = 'Gen. Orlo denied it. "No one was held."'
        >>> [text[start:end] for start, end in sentence_spans(text)]
        ['Gen. Orlo denied it.', '"No one was held."']
    """
    return tuple(
        (begin + start, begin + end)
        for begin, stop in _blocks(text)
        for start, end in _line_spans(text[begin:stop])
    )
