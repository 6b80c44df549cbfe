"""Reader comments below an article in plain text: where each begins, by whom, and when.

Scraped threads are damaged: authors are lost, headers stand directly under one another, the
order runs either way. A thread is taken for one only when several lines are headers of one
form and something besides their dates speaks for comments; a report that gives dates stays one
document.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from probandum.model.source import PassageKind
from probandum.sources.headers import (
    Header,
    Line,
    header_in,
    is_closing,
    is_marker,
    is_name,
    is_trailer,
    lines_of,
    says_nobody,
)
from probandum.sources.reader import PassageDraft

_FEWEST_HEADERS = 2
_MOST = 0.8
_SOME = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A header at its lines: the first and last line it takes, by place in the list of lines."""

    header: Header
    first: int
    last: int


def thread_in(text: str) -> tuple[PassageDraft, ...]:
    r"""Divide a text into its article and the comments below it.

    Args:
        text: The whole text, ends of lines as they are.

    Returns:
        The article, if there is one, then each comment in the order of the text, an empty
        one as an empty passage; nothing at all when the text holds no thread.

    Example:
        >>> text = "A report.\n\nJana\n3 May 2031 09:10\n\nYes.\n\n2 May 2031 08:00\n"
        >>> for passage in thread_in(text):
        ...     print(passage.kind, passage.speaker, passage.date, passage.end - passage.start)
        article None None 9
        comment Jana 2031-05-03T09:10 4
        comment None 2031-05-02T08:00 0
    """
    lines = lines_of(text)
    headers = _of_one_form(lines)
    if len(headers) < _FEWEST_HEADERS:
        return ()
    headers = _with_authors(headers, lines=lines)
    if not _is_thread(headers, lines=lines):
        return ()
    return (*_article(text, headers=headers, lines=lines), *_comments(text, headers, lines=lines))


def _of_one_form(lines: tuple[Line, ...]) -> list[_Found]:
    """Return the headers of the form that most headers have, the one that comes last on a tie."""
    forms: dict[tuple[str, bool], list[_Found]] = {}
    for place, line in enumerate(lines):
        header = header_in(line.words)
        if header is not None:
            key = (header.date.form.value, header.date.has_time)
            forms.setdefault(key, []).append(_Found(header=header, first=place, last=place))
    return max(forms.values(), key=lambda found: (len(found), found[-1].last), default=[])


def _with_authors(headers: list[_Found], *, lines: tuple[Line, ...]) -> list[_Found]:
    """Find the lines of authors: above the dates, under them, or above with a blank between."""
    if all(found.header.speaker for found in headers):
        return headers
    taken = {found.first for found in headers}
    above = [_above(found, lines=lines, taken=taken) for found in headers]
    under = [_under(found, lines=lines, taken=taken) for found in headers]
    apart = [_apart(found, lines=lines, taken=taken) for found in headers]
    counts = [sum(new is not old for new, old in zip(way, headers, strict=True))
              for way in (above, under, apart)]  # fmt: skip
    if counts[2] > max(counts[:2]) and counts[2] >= max(3, _MOST * len(headers)):
        return apart
    return under if counts[1] > counts[0] else above


def _above(found: _Found, *, lines: tuple[Line, ...], taken: set[int]) -> _Found:
    """Take the line directly above a date for its author, where it begins a block."""
    place = found.first - 1
    if found.header.speaker or place < 0 or place in taken:
        return found
    begins = place == 0 or not lines[place - 1].words or place - 1 in taken
    if says_nobody(lines[place].words):
        return replace(found, first=place)
    name = is_name(lines[place].words)
    if name is None or not (begins or lines[place].words.endswith(":")):
        return found
    return replace(found, header=replace(found.header, speaker=name), first=place)


def _under(found: _Found, *, lines: tuple[Line, ...], taken: set[int]) -> _Found:
    """Take the line directly under a date for its author, where a comment could follow it."""
    place = found.last + 1
    if found.header.speaker or place >= len(lines) or place in taken:
        return found
    name = is_name(lines[place].words)
    if name is None:
        return found
    return replace(found, header=replace(found.header, speaker=name), last=place)


def _apart(found: _Found, *, lines: tuple[Line, ...], taken: set[int]) -> _Found:
    """Take the line above a date for its author although a blank line stands between."""
    place = found.first - 2
    if found.header.speaker or place < 0 or place in taken or lines[place + 1].words:
        return found
    begins = place == 0 or not lines[place - 1].words or place - 1 in taken
    name = is_name(lines[place].words)
    if name is None or not begins:
        return found
    return replace(found, header=replace(found.header, speaker=name), first=place)


def _is_thread(headers: list[_Found], *, lines: tuple[Line, ...]) -> bool:
    """Whether headers are those of comments, and not the dates of a chronicle or a log."""
    named = sum(found.header.speaker is not None for found in headers) / len(headers)
    if all(found.header.says for found in headers):
        return True
    if any(is_marker(line.words) for line in lines[: headers[0].first]):
        return named >= _SOME or headers[0].header.date.has_time
    is_timed = all(found.header.date.has_time for found in headers)
    if is_timed and named >= 0.5:
        return True
    return _runs_backwards(headers) and (is_timed or named >= _SOME)


def _runs_backwards(headers: list[_Found]) -> bool:
    """Whether the newest comes first, as in threads and hardly ever in a chronicle."""
    days = [found.header.date.date for found in headers]
    texts = [day.text for day in days if day is not None]
    return len(set(texts)) > 1 and all(later >= earlier for later, earlier in pairwise(texts))


def _article(
    text: str, *, headers: list[_Found], lines: tuple[Line, ...]
) -> tuple[PassageDraft, ...]:
    """Return what stands before the first header and the line that announces comments."""
    last = headers[0].first
    while last > 0 and (not lines[last - 1].words or is_marker(lines[last - 1].words)):
        last -= 1
    if last == 0:
        return ()
    start, end = _trimmed(text, start=0, end=lines[last - 1].end)
    return (PassageDraft(kind=PassageKind.ARTICLE, start=start, end=end),)


def _comments(
    text: str, headers: list[_Found], *, lines: tuple[Line, ...]
) -> tuple[PassageDraft, ...]:
    """Return each comment: from its header to the next, without the buttons under it."""
    passages = []
    for found, following in zip(headers, [*headers[1:], None], strict=True):
        last = following.first if following is not None else _closing(found, lines=lines)
        while last > found.last + 1 and is_trailer(lines[last - 1].words):
            last -= 1
        begins = lines[found.last].end
        ends = lines[last - 1].end if last > found.last + 1 else begins
        start, end = _trimmed(text, start=begins, end=ends)
        passages.append(
            PassageDraft(
                kind=PassageKind.COMMENT,
                start=start,
                end=end,
                speaker=found.header.speaker,
                date=found.header.date.date,
            )
        )
    return tuple(passages)


def _closing(found: _Found, *, lines: tuple[Line, ...]) -> int:
    """Return the line after the last comment: that of the form for a new one, or the end."""
    for place in range(found.last + 1, len(lines)):
        if is_closing(lines[place].words):
            return place
    return len(lines)


def _trimmed(text: str, *, start: int, end: int) -> tuple[int, int]:
    """Leave off white space at both ends; an empty part stays where it began."""
    words = text[start:end]
    if not words.strip():
        return start, start
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
