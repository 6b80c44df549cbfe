"""Reader comments in a page of HTML: which elements are one comment each, by whom, when, to what.

Pages mark comments by schema.org's vocabulary, by the ids WordPress gives (``comment-12``), or by
words in their classes, in several languages. An element is one comment only if it holds words of
its own; the same comment is often marked several times over, and replies lie inside what they
answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from probandum.model.source import PassageKind
from probandum.model.when import PartialDate
from probandum.sources.comment_parts import (
    author_of,
    body_of,
    date_of,
    has_header,
    lines_beside,
    words_of,
)
from probandum.sources.markup import Page
from probandum.sources.reader import PassageDraft
from probandum.sources.wording import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_COMMENT = word_set("comment kommentar commentaire comentario commento reactie leserbrief")
_PARTS = word_set(
    "item wrap wrapper box block container con entry single row body inner post main article "
    "element node card outer"
)
"""Words behind "comment" in the class of an element that is one comment."""

_OTHERS = word_set(
    "no add leave write respond recent latest last new count load more show hide has with form "
    "reply-title navigation pagination widget sidebar teaser button btn link submit box-form "
    "report count counter icon author meta area section avatar edit field login policy"
)
"""Words in the class or id of an element that has to do with comments and is none."""

_ID = re.compile(
    r"(?:[\w-]*?(?:comment|comm|kommentar|commentaire|comentario|message|cmt)|c|reply)[-_]?\d+(?:_\d+)?",
    re.IGNORECASE,
)
_TYPES = re.compile(r"schema\.org/(?:User)?Comments?\b|schema\.org/Answer\b", re.IGNORECASE)
_TAGS = frozenset(("li", "div", "article", "dl", "section", "tr", "td", "blockquote", "dt"))
_NUMBER = re.compile(r"\d+")
_REPLIES = re.compile(
    r"children|replies|reply-list|thread|nested|subcomment|antworten", re.IGNORECASE
)
_DISQUS = re.compile(r"disqus|post-list|dsq-", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """An element that is one comment.

    Attributes:
        element: The element.
        above: The comment whose element it lies in, if any.
    """

    element: Element
    above: Element | None


def comments_in(page: Page) -> tuple[PassageDraft, ...]:
    """Return the comments of a page in the order they stand in.

    Args:
        page: The page, walked.

    Returns:
        Passages whose ``reply_to`` counts within the tuple, from 1.
    """
    blocks = _blocks(page)
    elements = {block.element for block in blocks}
    passages: list[PassageDraft] = []
    numbers: dict[Element, int] = {}
    for block in blocks:
        body = body_of(block.element, page=page, others=elements)
        if body is None:
            continue
        lines = lines_beside(block.element, page=page, others=elements, body=body)
        author = author_of(
            block.element, page=page, others=elements, body=body.element, lines=lines
        )
        date = date_of(block.element, page=page, others=elements, body=body.element, lines=lines)
        is_bare = body.is_guessed and author is None and date is None
        if is_bare and _ID.fullmatch(block.element.get("id", "")) is None:
            continue
        numbers[block.element] = len(passages) + 1
        passages.append(
            _passage(body.range, speaker=author, date=date, reply_to=_answered(block, numbers))
        )
    return tuple(passages)


def section_of(comments: tuple[PassageDraft, ...]) -> tuple[int, int] | None:
    """Return where the comments begin and end, None when there are none."""
    if not comments:
        return None
    return min(part.start for part in comments), max(part.end for part in comments)


def _passage(
    place: tuple[int, int], *, speaker: str | None, date: PartialDate | None, reply_to: int | None
) -> PassageDraft:
    """Return a comment as a passage."""
    return PassageDraft(
        kind=PassageKind.COMMENT,
        start=place[0],
        end=place[1],
        speaker=speaker,
        date=date,
        reply_to=reply_to,
    )


def _answered(block: _Block, numbers: dict[Element, int]) -> int | None:
    """Return the number of the innermost comment a block lies in."""
    above = (numbers[one] for one in block.element.iterancestors() if one in numbers)
    return next(above, None) if block.above is not None else None


def _blocks(page: Page) -> tuple[_Block, ...]:
    """Find the elements that are one comment each, outermost of those that mark the same one."""
    marked = [element for element in page.ranges if _is_marked(element)]
    marked_set = set(marked)
    order = {element: place for place, element in enumerate(page.root.iter())}
    containers = _containers(marked, marked_set=marked_set, page=page)
    kept: dict[Element, Element | None] = {}
    for element in sorted(marked, key=lambda element: order[element]):
        if element in containers:
            continue
        above = next((one for one in element.iterancestors() if one in kept), None)
        if above is None or _is_reply(element, above=above):
            kept[element] = above
    return tuple(_Block(element=element, above=above) for element, above in kept.items())


def _containers(marked: list[Element], *, marked_set: set[Element], page: Page) -> set[Element]:
    """Return marked elements that are lists: several comments in them, none of their own."""
    inside: dict[Element, list[Element]] = {}
    for element in marked:
        for above in element.iterancestors():
            if above in marked_set:
                inside.setdefault(above, []).append(element)
                break
    return {
        element
        for element, parts in inside.items()
        if len(parts) > 1
        and (_number(element) or element) not in {_number(part) for part in parts}
        and len({_number(part) or part for part in parts}) > 1
        and _own_words(element, parts=parts, page=page) < 40
        and _is_list(element, parts=parts)
    }


def _is_list(element: Element, *, parts: list[Element]) -> bool:
    """Whether an element only holds comments, and is none that lies beside replies to it.

    A comment says by its id that it is one, or what is its own and no reply is one part, or a
    header: WordPress puts a comment's body and the list of its replies side by side.
    """
    if _ID.fullmatch(element.get("id", "")):
        return False
    own = [part for part in parts if not _is_reply(part, above=element)]
    return len(own) > 1 or (not own and not has_header(element, others=set(parts)))


def _own_words(element: Element, *, parts: list[Element], page: Page) -> int:
    """Count the code points of an element that stand in none of its parts."""
    start, end = page.ranges[element]
    return end - start - sum(page.ranges[part][1] - page.ranges[part][0] for part in parts)


def _is_marked(element: Element) -> bool:
    """Whether an element says that it is a comment."""
    if element.tag not in _TAGS:
        return False
    name, classes = element.get("id", ""), element.get("class", "").split()
    if _TYPES.search(element.get("itemtype", "")) or element.get("itemprop") == "comment":
        return True
    if any(_OTHERS & set(words_of(word)) for word in (name, *classes) if _names_comment(word)):
        return False
    if _ID.fullmatch(name) or element.get("data-comment-id") is not None:
        return True
    if any(_is_class_of_comment(token) for token in classes):
        return True
    return "post" in classes and _is_in_disqus(element)


def _names_comment(token: str) -> bool:
    """Whether the name of a class or an id holds a word for comments, the author's id aside."""
    words = words_of(token)
    if words[:2] == ("comment", "author"):
        return len(words) == 2
    return any(word.removesuffix("s") in _COMMENT for word in words)


def _is_class_of_comment(token: str) -> bool:
    """Whether a class says that its element is one comment, whatever the page puts before it."""
    words = words_of(token)
    for place, word in enumerate(words):
        if word in _COMMENT:
            return all(later in _PARTS for later in words[place + 1 :])
    return False


def _is_in_disqus(element: Element) -> bool:
    """Whether an element stands in a saved Disqus thread."""
    return any(
        _DISQUS.search(above.get("id", "") + " " + above.get("class", ""))
        for above in element.iterancestors()
    )


def _is_reply(element: Element, *, above: Element) -> bool:
    """Whether a marked element inside another is a comment of its own."""
    mine, other = _number(element), _number(above)
    if mine is not None and other is not None:
        return mine != other
    for between in element.iterancestors():
        if between is above:
            break
        words = between.get("class", "") + " " + between.get("id", "")
        if between.tag in {"ul", "ol"} or _REPLIES.search(words):
            return True
    return False


def _number(element: Element) -> str | None:
    """Return the number a comment's element carries."""
    for name in ("id", "data-comment-id", "data-id"):
        found = _NUMBER.findall(element.get(name) or "")
        if found:
            return str(found[-1])
    return None
