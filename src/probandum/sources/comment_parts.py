"""The parts of one comment in a page of HTML: its words, its author and its date as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from probandum.errors import InvalidValueError
from probandum.model.when import PartialDate
from probandum.sources.dates import written_date
from probandum.sources.headers import is_name, is_trailer
from probandum.sources.markup import Page
from probandum.sources.wording import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LONGEST_AUTHOR = 80
_LONGEST_DATE_LINE = 200
_BODY = word_set("content text message body texte inhalt msg copy commenttext")
_AUTHOR = word_set(
    "author username user name autor nick nickname commenter poster fn vcard byline displayname "
    "auteur autore who"
)
_DATE = word_set(
    "date datum time timestamp published meta metadata ago datetime posted when info fecha"
)
_SAYS = re.compile(
    r"\s*\b(?:says|said|wrote|sagt|schreibt|meint|dice|dijo|a dit|ha detto|zegt|reply|replied|on|am|"
    r"antworten)?\s*[:,]*\s*$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"^\s*(?:by|von|por|par|posted by|comment by|author:?)\s+", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_INLINE = frozenset(("a", "b", "strong", "i", "small", "time", "cite"))
_BODY_PROPERTIES = frozenset(("text", "commenttext", "description", "reviewbody", "comment"))
_DATE_PROPERTIES = frozenset(("datepublished", "datecreated", "commenttime", "dateposted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The words of a comment.

    Attributes:
        range: First code point and the one after the last.
        element: Element that holds them alone, or None.
        is_guessed: Whether no element is marked as holding them.
    """

    range: tuple[int, int]
    element: Element | None
    is_guessed: bool


def body_of(block: Element, *, page: Page, others: set[Element]) -> Body | None:
    """Find the words of a comment.

    Args:
        block: The comment's element.
        page: The page.
        others: Elements of all comments; what lies in another one is passed over.

    Returns:
        The words, None when the element holds none at all.
    """
    for element in _own(block, others=others):
        place = page.ranges.get(element)
        if place is not None and _is_body(element, others=others):
            return Body(range=place, element=element, is_guessed=False)
    if block.tag == "dt":
        return _body_behind(block, page=page)
    return _guessed(block, page=page, others=others)


def _is_body(element: Element, *, others: set[Element]) -> bool:
    """Whether an element is marked as the words of a comment and holds nothing else marked."""
    if element.get("itemprop", "").lower() in _BODY_PROPERTIES:
        return True
    if not _has(element, _BODY) or element.tag in _INLINE or _has(element, _AUTHOR | _DATE):
        return False
    if "screen-reader-text" in element.get("class", ""):
        return False
    return not any(
        below in others or _is_of_header(below) or _has(below, _BODY)
        for below in element.iterdescendants("*")
    )


def _is_of_header(element: Element) -> bool:
    """Whether an element holds an author or a date."""
    return element.tag in {"time", "cite"} or _has(element, _AUTHOR | _DATE)


def has_header(block: Element, *, others: set[Element]) -> bool:
    """Whether an element has an author or a date of its own.

    Args:
        block: The element.
        others: Elements of comments in it, which are passed over.
    """
    return any(_is_of_header(element) for element in _own(block, others=others))


def _guessed(block: Element, *, page: Page, others: set[Element]) -> Body | None:
    """Take the paragraphs of a comment for its words, or what stands behind its header."""
    paragraphs = [
        page.ranges[element]
        for element in _own(block, others=others)
        if element.tag in {"p", "blockquote", "dd"}
        and element in page.ranges
        and not any(_is_of_header(part) for part in element.iter("*"))
        and page.ranges[element][0] < page.ranges[element][1]
    ]
    limit = _first_reply(block, page=page, others=others)
    fitting = [place for place in paragraphs if place[1] <= limit]
    if fitting:
        return Body(range=(fitting[0][0], fitting[-1][1]), element=None, is_guessed=True)
    start, limit = page.ranges[block][0], max(limit, page.ranges[block][0])
    heads = [
        page.ranges[element][1]
        for element in _own(block, others=others)
        if element in page.ranges
        and (element.tag == "header" or _is_of_header(element))
        and page.ranges[element][1] - start <= _LONGEST_DATE_LINE
    ]
    if not heads:
        return None
    return Body(range=_trimmed(page, max(heads), limit), element=None, is_guessed=True)


def _trimmed(page: Page, start: int, end: int) -> tuple[int, int]:
    """Leave off white space and marks at the beginning, white space and buttons at the end."""
    words = page.text_between(start, end)
    begins = start + len(words) - len(words.lstrip(" \t\n\u00a0:,·•|-–—"))
    lines = page.text_between(begins, end).split("\n") if begins < end else []
    while lines and is_trailer(lines[-1].strip()):
        lines.pop()
    return begins, begins + len("\n".join(lines).rstrip())


def author_of(
    block: Element,
    *,
    page: Page,
    others: set[Element],
    body: Element | None,
    lines: tuple[str, ...],
) -> str | None:
    """Return the author's name as written, None when no element is marked as holding it.

    Args:
        block: The comment's element.
        page: The page.
        others: Elements of all comments.
        body: Element of the comment's words, in which no author stands.
        lines: What the comment shows besides its words.
    """
    marked = [
        element
        for element in _own(block, others=others, without=body)
        if element.get("itemprop", "").lower() in {"author", "creator", "name"}
        or _has(element, _AUTHOR)
        or element.tag == "cite"
        or "url" in (element.get("rel") or "").split()
    ]
    for element in sorted(marked, key=lambda element: _length(element, page=page)):
        name = _name(element, page=page)
        if name is not None:
            return name
    return _beside_date(lines)


def _beside_date(lines: tuple[str, ...]) -> str | None:
    """Return the name before the date in its line, or alone in the line above."""
    for place, line in enumerate(lines):
        date = written_date(line)
        if date is None:
            continue
        before = _bare(line[: date.start])
        if before:
            return is_name(before)
        above = [words for words in lines[:place] if not is_trailer(words)]
        return is_name(_bare(above[-1])) if above else None
    return None


def date_of(
    block: Element,
    *,
    page: Page,
    others: set[Element],
    body: Element | None,
    lines: tuple[str, ...],
) -> PartialDate | None:
    """Return the date as written, for machines before for people, or None.

    Args:
        block: The comment's element.
        page: The page.
        others: Elements of all comments.
        body: Element of the comment's words, in which no date of it stands.
        lines: What the comment shows besides its words.
    """
    own = list(_own(block, others=others, without=body))
    written = [text for element in own for text in _for_machines(element)]
    for element in own:
        start, end = page.ranges.get(element, (0, 0))
        if _is_of_header(element) and 0 < end - start <= _LONGEST_DATE_LINE:
            written.append(page.text_between(start, end))
    dates = (_date(text) for text in (*written, *lines))
    return next((date for date in dates if date is not None), None)


def lines_beside(
    block: Element, *, page: Page, others: set[Element], body: Body
) -> tuple[str, ...]:
    """Return what a comment shows besides its words and other comments, short lines only.

    Args:
        block: The comment's element.
        page: The page.
        others: Elements of all comments.
        body: Its words.
    """
    start, end = page.ranges[block][0], _first_reply(block, page=page, others=others)
    beside = (
        page.text_between(start, max(start, body.range[0])),
        page.text_between(min(body.range[1], end), end),
    )
    lines = (line.strip() for part in beside for line in part.split("\n"))
    return tuple(line for line in lines if 0 < len(line) <= _LONGEST_DATE_LINE)


def _for_machines(element: Element) -> Iterator[str]:
    """Go through the dates an element gives in attributes."""
    if element.tag == "time" or element.get("itemprop", "").lower() in _DATE_PROPERTIES:
        yield from (element.get(name) or "" for name in ("datetime", "content"))
    if element.tag in {"abbr", "time", "a", "span"}:
        yield element.get("title") or ""
    yield element.get("data-date") or ""


def _date(text: str) -> PartialDate | None:
    """Read a written date."""
    found = written_date(text[:_LONGEST_DATE_LINE]) if text else None
    if found is None or found.date is None:
        return None
    try:
        return PartialDate(found.date.text)
    except InvalidValueError:
        return None


def _name(element: Element, *, page: Page) -> str | None:
    """Read the name an element holds, without "says" and "by"."""
    start, end = page.ranges.get(element, (0, 0))
    if not 0 < end - start <= 2 * LONGEST_AUTHOR:
        return None
    line = page.text_between(start, end).strip().split("\n")[0]
    date = written_date(line)
    if date is not None:
        line = line[: date.start]
    name = _bare(line)
    return is_name(name) if len(name) <= LONGEST_AUTHOR else None


def _bare(line: str) -> str:
    """Return a name without "says", "by" and marks around it."""
    return _LEADS.sub("", _SAYS.sub("", line)).strip(" \t\u00a0·•|,:;-–—(")


def _body_behind(block: Element, *, page: Page) -> Body | None:
    """Find the words of a comment whose header is a term and whose words are its description."""
    for element in block.itersiblings("dd", "dt"):
        if element.tag == "dt":
            return None
        if element in page.ranges:
            return Body(range=page.ranges[element], element=element, is_guessed=False)
    return None


def _first_reply(block: Element, *, page: Page, others: set[Element]) -> int:
    """Return where the first comment inside a comment begins, or the comment's own end."""
    starts = [
        page.ranges[element][0]
        for element in block.iterdescendants()
        if element in others and element in page.ranges
    ]
    return min([page.ranges[block][1], *starts])


def _own(
    block: Element, *, others: set[Element], without: Element | None = None
) -> Iterator[Element]:
    """Go through a comment's elements, leaving out other comments in it and one element more."""
    pending = [child for child in reversed(block) if isinstance(child.tag, str)]
    while pending:
        element = pending.pop()
        if element in others or element is without:
            continue
        yield element
        pending.extend(child for child in reversed(element) if isinstance(child.tag, str))


def _has(element: Element, words: frozenset[str]) -> bool:
    """Whether a class of an element ends in one of some words: ``wc-comment-author``."""
    return any(
        (parts := words_of(token)) and parts[-1] in words
        for token in element.get("class", "").split()
    )


def words_of(token: str) -> tuple[str, ...]:
    """Divide the name of a class or an id into its words, lower case, numbers left out.

    Example:
        >>> words_of("c-commentCard__text"), words_of("li-comment-12")
        (('c', 'comment', 'card', 'text'), ('li', 'comment'))
    """
    return tuple(word.lower() for word in _WORDS.findall(token))


def _length(element: Element, *, page: Page) -> int:
    """Return how many code points an element shows."""
    start, end = page.ranges.get(element, (0, 0))
    return end - start
