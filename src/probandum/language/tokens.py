"""Search tokens: what a text is found by, what a query asks, and when the two meet.

Two columns carry a text. *words* holds the tokens in order: a word of an alphabetic script is one
token, a run of a script written without spaces (and of Hangul, whose words carry endings) is its
overlapping pairs of characters, so that any stretch of two or more characters inside the run is a
phrase of neighbouring pairs. *characters* holds every single character of those runs, so that a
query of one character finds it anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from probandum.errors import ProbandumError
from probandum.language.folding import fold
from probandum.language.scripts import script_of

_UNSPACED_SCRIPTS = frozenset(
    ("Hang", "Hani", "Hira", "Kana", "Bopo", "Yiii", "Thai", "Laoo", "Khmr", "Mymr")
)

# Classes of folded characters: letter, digit, unspaced script, apostrophe, thousands sign, other.
_LETTER, _DIGIT, _UNSPACED, _APOSTROPHE, _THOUSANDS, _OTHER = "LDU',."

_RUN = re.compile(r"L+(?:'L+)*|D{1,3}(?:,DDD)+(?!D)|D+|U+")
_QUOTE_MARKS = re.compile('["“”„‟«»「」『』]')
_QUERY_SEPARATORS = re.compile(r"(?:(?<![0-9]),|,(?![0-9])|[\s;|()\[\]{}<>!?+&،؛؟、。，…])+")
_ARTICLE = re.compile("(?:[وف]?[بكل]?ال|[وف]?لل)(?=.{3})")
_ARTICLE_STARTS = frozenset("الوفبك")
_ELISIONS = frozenset(
    ["l", "d", "qu", "jusqu", "lorsqu", "puisqu", "dell", "dall", "nell", "sull", "all", "un"]
)
_VOWELS = frozenset("aeiouyh")


class EmptyQueryError(ProbandumError, ValueError):
    """A query holds nothing that could be searched for."""


class _ClassTable(dict[int, str]):
    """Classes of folded characters, worked out when first met."""

    def __missing__(self, code_point: int) -> str:
        found = _class_of(chr(code_point))
        self[code_point] = found
        return found


def _class_of(character: str) -> str:
    if character == "'":
        return _APOSTROPHE
    if character in ",٬":
        return _THOUSANDS
    category = unicodedata.category(character)
    if category == "Nd":
        return _DIGIT
    if category[0] not in "LM" and category not in ("Nl", "No"):
        return _OTHER
    if script_of(character) in _UNSPACED_SCRIPTS:
        return _UNSPACED
    return _LETTER


_CLASSES = _ClassTable()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What a text must hold to be found.

    Attributes:
        phrases: Each must occur as consecutive index tokens.
        characters: Each must be among the index characters.
    """

    phrases: tuple[tuple[str, ...], ...]
    characters: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a query that would find everything."""
        if not self.phrases and not self.characters:
            raise EmptyQueryError(
                "a query was asked, nothing searchable was found in it; "
                "give a word, a number or a character of a script written without spaces"
            )
        if not all(self.phrases):
            raise EmptyQueryError("a query was asked, one of its phrases is empty; leave it out")


def _runs(folded: str) -> Iterator[tuple[str, str]]:
    """Yield the class and the text of each run of a folded text."""
    classes = folded.translate(_CLASSES)
    for match in _RUN.finditer(classes):
        start, end = match.span()
        yield classes[start], folded[start:end]


def _without_article(word: str) -> str:
    match = _ARTICLE.match(word)
    while match is not None:
        word = word[match.end() :]
        match = _ARTICLE.match(word)
    return word


def _letter_tokens(word: str) -> tuple[str, ...]:
    """Give the tokens of a word: without possessive, elided article, apostrophes, Arabic article."""
    if "'" in word:
        if word.endswith("'s"):
            word = word[:-2]
        head, mark, tail = word.partition("'")
        if mark and head in _ELISIONS and tail[0] in _VOWELS:
            return (head, *_letter_tokens(tail))
        word = word.replace("'", "")
    if word[0] in _ARTICLE_STARTS:
        word = _without_article(word)
    return (word,)


def _run_words(run: str, *, kind: str) -> tuple[str, ...]:
    if kind == _LETTER:
        return _letter_tokens(run)
    if kind == _DIGIT:
        return (run.replace(",", "").replace("٬", ""),)
    return (run,)


def _run_tokens(run: str, *, kind: str) -> tuple[str, ...]:
    if kind == _UNSPACED and len(run) > 1:
        return tuple(map("".join, pairwise(run)))
    return _run_words(run, kind=kind)


def words(text: str) -> tuple[str, ...]:
    """List the folded words of a text, runs of unspaced scripts left whole.

    Args:
        text: Any text.

    Returns:
        The words in order; Arabic words without article, numbers without thousands commas.

    Example:
        >>> words("D'Orsk, 200,000 & 요덕수용소에서")
        ('d', 'orsk', '200000', '요덕수용소에서')
    """
    return tuple(word for kind, run in _runs(fold(text)) for word in _run_words(run, kind=kind))


def index_tokens(text: str) -> tuple[str, ...]:
    """List the tokens of a text in order, for the column *words*.

    Letters and digits that touch are apart ("Camp22" is "camp", "22"). "’s" at the end of a word
    and apostrophes are dropped; "l’", "d’" and the like before a vowel are tokens of their own.
    The Arabic article, with the particles wa-, fa-, bi-, ka-, li- written onto it, is dropped
    where three letters or more remain. Symbols and emoji are no tokens.

    Args:
        text: Any text.

    Returns:
        Folded tokens without ASCII punctuation or white space.

    Assumes:
        Korean compounds written apart and written together are different words: "정치범 수용소"
        has no token across the space. An Arabic word that merely begins with the letters of the
        article loses them as well, in texts and queries alike.

    Example:
        >>> index_tokens("Hoeryŏng (회령시), 1990")
        ('hoeryong', '회령', '령시', '1990')
    """
    tokens: list[str] = []
    for kind, run in _runs(fold(text)):
        tokens.extend(_run_tokens(run, kind=kind))
    return tuple(tokens)


def index_characters(text: str) -> tuple[str, ...]:
    """List the different characters of unspaced scripts in a text, for the column *characters*.

    Args:
        text: Any text.

    Returns:
        Folded characters, each once, by first appearance.

    Example:
        >>> index_characters("요덕, 요새 (Yodok)")
        ('요', '덕', '새')
    """
    folded = fold(text)
    return tuple(
        character for character in dict.fromkeys(folded) if _CLASSES[ord(character)] == _UNSPACED
    )


def _phrase_and_characters(segment: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split a folded segment of a query into a phrase and lone characters at its ends.

    A lone character of an unspaced script at either end may continue beyond the segment in the
    text, where it is then no token by itself; it is asked for as a character instead.
    """
    runs = list(_runs(segment))
    lone: list[str] = []
    for end in (0, -1):
        if runs and runs[end][0] == _UNSPACED and len(runs[end][1]) == 1:
            lone.append(runs.pop(end)[1])
    phrase = tuple(token for kind, run in runs for token in _run_tokens(run, kind=kind))
    return phrase, tuple(lone)


def parse_query(text: str) -> SearchQuery:
    """Read what a person typed into the search field.

    Words are all required, in any order. What stands between quotation marks, what is joined by
    hyphens, full stops or slashes, and a run of an unspaced script, must stand together.

    Args:
        text: The query as typed.

    Returns:
        The query; equal for equal folds of ``text``.

    Raises:
        EmptyQueryError: Nothing searchable is left.

    Example:
        >>> parse_query('"former guard" Hoeryŏng').phrases
        (('former', 'guard'), ('hoeryong',))
        >>> parse_query("수용소").phrases, parse_query("북").characters
        ((('수용', '용소'),), ('북',))
    """
    parts = _QUOTE_MARKS.split(fold(text))
    segments: list[str] = []
    for position, part in enumerate(parts):
        is_quoted = position % 2 == 1 and position < len(parts) - 1
        segments.extend((part,) if is_quoted else _QUERY_SEPARATORS.split(part))
    found = [_phrase_and_characters(segment) for segment in segments]
    return SearchQuery(
        phrases=tuple(dict.fromkeys(phrase for phrase, _ in found if phrase)),
        characters=tuple(dict.fromkeys(each for _, lone in found for each in lone)),
    )


def matches(query: SearchQuery, *, tokens: Sequence[str], characters: Sequence[str]) -> bool:
    """Say whether a text is found by a query.

    Args:
        query: What is searched for.
        tokens: ``index_tokens`` of the text.
        characters: ``index_characters`` of the text.

    Returns:
        Whether every phrase and every character of the query is there.

    Example:
        >>> text = "요덕수용소에서"
        >>> matches(
        ...     parse_query("수용소"),
        ...     tokens=index_tokens(text),
        ...     characters=index_characters(text),
        ... )
        True
    """
    if not set(query.characters).issubset(characters):
        return False
    line = f" {' '.join(tokens)} "
    return all(f" {' '.join(phrase)} " in line for phrase in query.phrases)


def fts5_expression(query: SearchQuery) -> str:
    """Write a query as the right side of SQLite's MATCH.

    The table has the columns ``words`` and ``characters``, each filled with the index tokens and
    characters joined by spaces, and ``tokenize = 'ascii'``.

    Args:
        query: What is searched for.

    Returns:
        An FTS5 expression that finds what ``matches`` finds.

    Source:
        SQLite FTS5 documentation, "Full-text Query Syntax".

    Example:
        >>> fts5_expression(parse_query('"former guard" 북'))
        '(words : "former guard") AND (characters : "북")'
    """
    phrases = [f"(words : {_quoted(' '.join(phrase))})" for phrase in query.phrases]
    characters = [f"(characters : {_quoted(character)})" for character in query.characters]
    return " AND ".join(phrases + characters)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
