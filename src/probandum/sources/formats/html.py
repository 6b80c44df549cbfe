"""Saved web pages: what a person sees, the article and each reader comment as passages.

Nothing is fetched, no script runs. The article is found by trafilatura and looked up again in
the text of the page, so that every character keeps its node; where advertisements stand within
it, it is several passages. What is not shown is no text, and is counted; where much is hidden only
by rules of the page's own style, it may be folded away rather than withheld, and is noted.
"""

from __future__ import annotations

import codecs
import re

from probandum.errors import InvalidValueError
from probandum.model.run import GapKind
from probandum.model.source import PassageKind
from probandum.sources.comment_blocks import comments_in, section_of
from probandum.sources.decoding import MARKS, DecodedText, decode_text
from probandum.sources.markup import Page, page_of
from probandum.sources.page_metadata import candidates_of
from probandum.sources.reader import CandidateDraft, Notice, PassageDraft, Reader, Reading
from probandum.sources.refusals import EmptySourceError, MalformedSourceError
from probandum.sources.relocating import relocate, runs_of
from probandum.sources.threads import thread_in

_HEAD_BYTES = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_MUCH_HIDDEN = 200
"""Code points hidden by rules from which on they are noted as a gap."""

_BETWEEN = 240
"""Code points between two parts of an article that still make one passage."""


def read(content: bytes) -> Reading:
    """Read a saved page.

    Raises:
        UnreadableSourceError: The bytes are no text, or show none.

    Example:
        >>> page = b"<title>Orsk-Dal</title><h1>Orsk-Dal</h1><p>Shells fell on the town.</p>"
        >>> print(read(page).text)
        Orsk-Dal
        <BLANKLINE>
        Orsk-Dal
        <BLANKLINE>
        Shells fell on the town.
    """
    decoded = _decoded(content)
    page = page_of(decoded.text)
    text = page.text
    if not text.strip():
        raise EmptySourceError("the page shows no words; it may need its scripts, or be a frame")
    # Where no element is marked as a comment, a thread may still be written out as text.
    comments = comments_in(page) or tuple(
        part for part in thread_in(text) if part.kind is PassageKind.COMMENT
    )
    articles, sought, found = _articles(decoded.text, page=page, text=text, comments=comments)
    passages = _passages(page, text=text, articles=articles, comments=comments)
    try:
        return Reading(
            text=text,
            stretches=tuple(page.stretches),
            passages=passages,
            candidates=_candidates(decoded, page=page),
            notices=(*_folded_away(page), *_notices(sought=sought, found=found)),
        )
    except InvalidValueError as error:
        raise MalformedSourceError(
            "the page holds characters that are no Unicode; save it again as UTF-8"
        ) from error


def _decoded(content: bytes) -> DecodedText:
    """Decode a page: by its mark, else as it says of itself, else as any text."""
    named = _CHARSET.search(content[:_HEAD_BYTES])
    if named is None or any(content.startswith(mark) for mark, _ in MARKS):
        return decode_text(content)
    try:
        encoding = codecs.lookup(named[1].decode("ascii").lower()).name
        # Pages that say ISO 8859-1 are Windows-1252, as every browser takes them.
        encoding = "cp1252" if encoding in {"iso8859-1", "ascii"} else encoding
        text = content.decode(encoding)
    except (LookupError, UnicodeError):
        return decode_text(content)
    if not text.strip() or "\0" in text:
        return decode_text(content)
    return DecodedText(text=text, encoding=encoding, origin="meta charset")


def _articles(
    html: str, *, page: Page, text: str, comments: tuple[PassageDraft, ...]
) -> tuple[tuple[tuple[int, int], ...], int, int]:
    """Find the article: its parts, how many of its lines were sought and how many found."""
    from trafilatura import extract

    lines = (
        extract(html, include_comments=False, favor_precision=True, output_format="txt") or ""
    ).splitlines()
    places = relocate(lines, text=text)
    inside = [place for place in places.ranges if not _touches(place, comments=comments)]
    section = section_of(comments)
    parts: list[tuple[int, int]] = []
    for side in (0, 1):
        some = [place for place in inside if _side(place, section=section) == side]
        parts += runs_of(some, most_between=_BETWEEN)
    return tuple(parts), places.sought, places.found


def _touches(place: tuple[int, int], *, comments: tuple[PassageDraft, ...]) -> bool:
    """Whether a range has characters of a comment."""
    return any(part.start < place[1] and place[0] < part.end for part in comments)


def _side(place: tuple[int, int], *, section: tuple[int, int] | None) -> int:
    """Return 0 for what begins before the comments, 1 for what begins behind their beginning."""
    return 0 if section is None or place[0] < section[0] else 1


def _passages(
    page: Page,
    *,
    text: str,
    articles: tuple[tuple[int, int], ...],
    comments: tuple[PassageDraft, ...],
) -> tuple[PassageDraft, ...]:
    """Put heading, article and comments in order; a page without any is one document."""
    heading = _heading(page, text=text)
    first = [] if heading is None else [heading]
    for start, end in articles:
        begins = start
        if heading is not None and start <= heading.start and heading.end < end:
            begins = (
                heading.end + len(text[heading.end : end]) - len(text[heading.end : end].lstrip())
            )
        first.append(PassageDraft(kind=PassageKind.ARTICLE, start=begins, end=end))
    if not articles and not comments:
        first.append(PassageDraft(kind=PassageKind.DOCUMENT, start=0, end=len(text)))
    shift = len(first)
    return (*first, *(_shifted(comment, by=shift) for comment in comments))


def _shifted(comment: PassageDraft, *, by: int) -> PassageDraft:
    """Let a comment's answer count from the first passage of the page."""
    answered = None if comment.reply_to is None else comment.reply_to + by
    return PassageDraft(
        kind=comment.kind,
        start=comment.start,
        end=comment.end,
        speaker=comment.speaker,
        date=comment.date,
        reply_to=answered,
    )


def _heading(page: Page, *, text: str) -> PassageDraft | None:
    """Return the first heading of the first rank that shares its words with the title."""
    titles = [place for element, place in page.ranges.items() if element.tag == "title"]
    title = _folded(text[titles[0][0] : titles[0][1]]) if titles else ""
    heads = sorted(place for element, place in page.ranges.items() if element.tag == "h1")
    for start, end in (*heads, *titles):
        words = _folded(text[start:end])
        if words and (not title or words in title or title in words):
            return PassageDraft(kind=PassageKind.HEADING, start=start, end=end)
    return None


def _folded(words: str) -> str:
    """Return words without white space and case, to compare titles."""
    return "".join(words.split()).casefold()


def _candidates(decoded: DecodedText, *, page: Page) -> tuple[CandidateDraft, ...]:
    """Return what the page claims, how it was decoded and how much of it is hidden."""
    drafts = [
        CandidateDraft(field="encoding", content=decoded.encoding, origin=decoded.origin),
        *candidates_of(page),
    ]
    if page.hidden:
        drafts.append(
            CandidateDraft(
                field="hidden text",
                content=f"{page.hidden} characters",
                origin="elements that are not shown",
            )
        )
    return tuple(drafts)


def _folded_away(page: Page) -> tuple[Notice, ...]:
    """Say so when rules of the page hide much: comments are often folded away like that."""
    if page.hidden_by_rules < _MUCH_HIDDEN:
        return ()
    return (
        Notice(
            kind=GapKind.LOW_QUALITY,
            words=f"{page.hidden_by_rules} characters are hidden by rules of the page's own style "
            "and were not read; open the page, unfold what is folded, save it again and add that "
            "copy too",
        ),
    )


def _notices(*, sought: int, found: int) -> tuple[Notice, ...]:
    """Say so when much of the article could not be found again in the page."""
    if sought - found <= sought // 20:
        return ()
    return (
        Notice(
            kind=GapKind.LOW_QUALITY,
            words=f"{sought - found} of {sought} lines of the article were not found again in the "
            "page; read the page itself for what is missing",
        ),
    )


READER = Reader(
    name="html",
    version="2",
    extensions=(".html", ".htm", ".xhtml"),
    media_types=("text/html", "application/xhtml+xml"),
    summary="saved web pages: article, reader comments, claims of the page",
    read=read,
    libraries=("charset_normalizer", "lxml.etree", "lxml.html", "trafilatura"),
    modules=(
        "probandum.sources.comment_blocks",
        "probandum.sources.comment_parts",
        "probandum.sources.dates",
        "probandum.sources.headers",
        "probandum.sources.markup",
        "probandum.sources.months",
        "probandum.sources.page_metadata",
        "probandum.sources.page_styles",
        "probandum.sources.relocating",
        "probandum.sources.threads",
        "probandum.sources.wording",
    ),
)
