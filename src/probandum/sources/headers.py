"""One line above a comment: whether it is a header, whose name it holds and what date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from probandum.sources.dates import Form, WrittenDate, written_date

LONGEST_HEADER = 160
LONGEST_NAME = 60
_MOST_WORDS = 6
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r)|([^\r\n]+)")
_HINT = re.compile(r"(?:19|20)\d\d|\bago\b|\bvor\s")
_SPEAKS = r"(?:says|said|wrote|writes|replied|sagt|sagte|schreibt|schrieb|dice|dijo|a dit|scrive)"
_SAYS = re.compile(rf"(?P<name>.*?)\s*\b{_SPEAKS}\s*(?::|on|am|at|,)?\s*", re.IGNORECASE)
_BY = re.compile(
    r"(?:posted|comment(?:ed)?|submitted|written|left)?\s*(?:by|von|por|par)\s*:?\s+(?P<name>.+?)"
    r"\s*(?:[,|·•–—@-]|\bon\b|\bat\b|\bam\b)?\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:posted|submitted|published|written|commented|date|on|am|at|le|el|le|del|,|:|[#\d.]+\s"
    r"|[|·•–—(\[-]|\s)*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s|[|·•–—)\]:,#.-]|reply|permalink|report(?: abuse)?|link|antworten|responder|répondre|"
    r"edited|uhr|utc|gmt|\d{1,5}(?!\d))*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[|·•–—,(@-]|\bon\b|\bam\b|\bat\b)\s*$", re.IGNORECASE)
_BUTTON = re.compile(
    r"reply to .{1,60}|(?:(?:reply|report|report abuse|flag|share|likes?|dislikes?|permalink|link|"
    r"antworten|melden|teilen|responder|répondre|show replies|view replies|log in to reply|votes?|"
    r"replies|[+-]?\d{1,4})(?![^\W_])|[|·•]|\s)+",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"(?:\(?\d{1,5}\)?\s*)?(?:reader(?:s['’]|['’]s)?\s+)?"
    r"(?:comments?|responses?|replies|kommentare?|commentaires|comentarios|discussion|diskussion)"
    r"(?:\s*\(?\d{1,5}\)?)?(?:\s+(?:to|on|so far|zu)\b.{0,120})?\s*:?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:leave a (?:reply|comment)|post a comment|add a comment|write a comment|"
    r"comments are closed|join the discussion|schreibe einen kommentar|kommentar schreiben|"
    r"deja un comentario|laisser un commentaire)\b.{0,80}",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"(?:[!?…;,]|(?<![A-Z])\.|\.{2,})[\"'”’)]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a text.

    Attributes:
        words: The line without white space at its ends.
        start: First code point in the text.
        end: Code point after the last, before the end of the line.
    """

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a header says.

    Attributes:
        date: Date found in the line.
        speaker: Name in the same line, or None.
        says: Whether words such as "says" or "posted by" tie name and date.
    """

    date: WrittenDate
    speaker: str | None = None
    says: bool = False


def lines_of(text: str) -> tuple[Line, ...]:
    r"""Divide a text at LF, CRLF and CR.

    Example:
        >>> [line.words for line in lines_of("one \r\n\ntwo")]
        ['one', '', 'two']
    """
    lines = []
    for match in _LINE.finditer(text):
        words = match[1] if match[2] is None else match[2]
        lines.append(Line(words=words.strip(), start=match.start(), end=match.start() + len(words)))
    return tuple(lines)


def header_in(line: str) -> Header | None:
    """Read a line as the header of a comment.

    Args:
        line: Without white space at its ends.

    Returns:
        The header, or None when the line holds no date or says anything else besides.

    Example:
        >>> header_in("Posted by Ivo Marek on 3 May 2031 at 09:10").speaker
        'Ivo Marek'
        >>> header_in("On 3 May 2031 soldiers came to the village.") is None
        True
    """
    if not line or len(line) > LONGEST_HEADER or _HINT.search(line) is None:
        return None
    date = written_date(line)
    if date is None:
        return None
    before, after = line[: date.start], line[date.end :]
    if not _TAIL.fullmatch(after):
        return _date_first(date, before=before, after=after)
    if _LEAD.fullmatch(before):
        return Header(date=date)
    for pattern in (_BY, _SAYS):
        match = pattern.fullmatch(before)
        if match is not None:
            name = match["name"].strip(" :,")
            if name and is_name(name) is None:
                return None
            return Header(date=date, speaker=name or None, says=True)
    between = _BETWEEN.search(before)
    if between is None and date.form is not Form.AGO:
        return None
    name = is_name(before[: between.start()] if between is not None else before) or ""
    return Header(date=date, speaker=name) if name else None


def is_name(line: str) -> str | None:
    """Return the name a line may be, without "says", or None when it is more like a sentence.

    Example:
        >>> is_name("Ivo Marek says:"), is_name("They came at night."), is_name("Reply")
        ('Ivo Marek', None, None)
    """
    said = _SAYS.fullmatch(line)
    name = (said["name"] if said is not None else line).strip().removesuffix(":").strip()
    if not 0 < len(name) <= LONGEST_NAME or len(name.split()) > _MOST_WORDS:
        return None
    if not any(character.isalnum() for character in name) or _ENDS_SENTENCE.search(name):
        return None
    if _BUTTON.fullmatch(name) or is_marker(name) or is_closing(name):
        return None
    return None if written_date(name) is not None or "://" in name else name


def says_nobody(line: str) -> bool:
    """Whether a line is "says:" without a name, which was lost.

    Example:
        >>> says_nobody("says:"), says_nobody("Ivo says:")
        (True, False)
    """
    match = _SAYS.fullmatch(line) if len(line) <= LONGEST_HEADER else None
    return match is not None and not match["name"] and line.endswith(":")


def is_trailer(line: str) -> bool:
    """Whether a line under a comment is blank, a button or a count."""
    return not line or (len(line) <= LONGEST_HEADER and _BUTTON.fullmatch(line) is not None)


def is_marker(line: str) -> bool:
    """Whether a line announces comments.

    Example:
        >>> is_marker("13 Comments"), is_marker("Comments are useful to us")
        (True, False)
    """
    return len(line) <= LONGEST_HEADER and _MARKER.fullmatch(line) is not None


def is_closing(line: str) -> bool:
    """Whether a line begins the form for a new comment."""
    return len(line) <= LONGEST_HEADER and _CLOSING.fullmatch(line) is not None


def _date_first(date: WrittenDate, *, before: str, after: str) -> Header | None:
    """Read a line in which the name comes after the date: "3 May 2031 by Ivo Marek"."""
    if not _LEAD.fullmatch(before):
        return None
    match = re.fullmatch(
        r"\s*(?:[|·•–—,:-]|by|von|por|par)\s+(?P<name>[^|]+?)\s*(?:says|wrote|sagt|schrieb)?\s*:?",
        after,
        re.IGNORECASE,
    )
    name = is_name(match["name"]) if match is not None else None
    return Header(date=date, speaker=name) if name else None
