"""The lines of a printed page, and where one paragraph ends and the next begins.

A printed line ends where the paper ends, not where a sentence does: lines of one paragraph are
joined by a space. Where a word ends in a hyphen at the end of its line, the hyphen stays and no
space follows: nothing on the page tells "self-determination" from "govern-ment", and no character
of the page is ever lost or put in its place. Every line keeps its own words and its own box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_ENDS = frozenset((0x0A, 0x0D))
_BREAKS = frozenset((0x02, 0xFFFE))
"""What pdfium puts for a hyphen at the end of a line, with the next line directly behind it."""

_JOINTS = frozenset("-\u00ad\u2010–/")
"""What ends a line within a word, or between two that belong together."""

_UNKNOWN = "\ufffd"
_WIDER = 1.4
_ITEM = re.compile(r"(?:[•·▪◦‣–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_SENTENCE_END = re.compile(r"[.!?:;…。？！]['\"”’»)\]]*\d{0,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """One line of a page.

    Attributes:
        text: Its words, a hyphen at its end among them.
        box: Left, bottom, right and top, in points from the lower left; None for a line
            whose characters have no place.
        size: Size of its first letter, in points.
    """

    text: str
    box: tuple[float, float, float, float] | None
    size: float


def lines_of_page(page: PdfTextPage) -> tuple[PageLine, ...]:
    """Return the lines of a page in the order the file gives them.

    Args:
        page: Text of a page, loaded by pdfium.
    """
    from pypdfium2 import raw

    lines: list[PageLine] = []
    pending: list[int] = []
    codes = [raw.FPDFText_GetUnicode(page, place) for place in range(page.count_chars())]
    for place, code in enumerate(codes):
        if code not in _ENDS:
            pending.append(place)
        if code in _ENDS or code in _BREAKS:
            lines.extend(_line(page, pending, codes=codes))
            pending = []
    lines.extend(_line(page, pending, codes=codes))
    return tuple(lines)


def pitch_of(lines: tuple[PageLine, ...]) -> float:
    """Return the usual distance from one line to the next, in points; 0 when it cannot be told.

    Args:
        lines: Lines of a page.
    """
    steps = [
        before.box[1] - line.box[1]
        for before, line in pairwise(lines)
        if before.box is not None and line.box is not None
    ]
    downward = [step for step in steps if step > 1]
    return median(downward) if downward else 0.0


def is_new_paragraph(before: PageLine, line: PageLine, *, pitch: float) -> bool:
    """Whether a line begins a paragraph: told by distance, size, indent and the line before.

    Args:
        before: The line above it.
        line: The line.
        pitch: Usual distance between lines, in points.
    """
    if before.box is None or line.box is None:
        return False
    step = before.box[1] - line.box[1]
    if pitch and step > _WIDER * pitch:
        return True
    if before.size and abs(line.size - before.size) > 0.12 * before.size:
        return step > 0
    if not _SENTENCE_END.search(before.text):
        return bool(step > 0 and _ITEM.match(line.text) and _ITEM.match(before.text))
    is_indented = line.box[0] > before.box[0] + 0.8 * max(line.size, 1)
    is_short = before.box[2] < line.box[2] - 3 * max(line.size, 1)
    return is_indented or is_short or _ITEM.match(line.text) is not None


def joint_of(before: PageLine, line: PageLine) -> str:
    """Return what joins two lines of a paragraph: a space, or nothing within a word.

    Args:
        before: The line above.
        line: The line.
    """
    goes_on = before.text[-1:] in _JOINTS and not before.text[-2:-1].isspace()
    return "" if goes_on and line.text[:1].isalnum() else " "


def _line(page: PdfTextPage, places: list[int], *, codes: list[int]) -> Iterator[PageLine]:
    """Build a line from its characters; one without words is none."""
    while places and _is_blank(codes[places[0]]):
        places = places[1:]
    while places and _is_blank(codes[places[-1]]):
        places = places[:-1]
    if not places:
        return
    text = _characters([codes[place] for place in places])
    if text.strip():
        yield PageLine(
            text=text,
            box=_box(page, places, codes=codes),
            size=_size(page, places[0]),
        )


def _is_blank(code: int) -> bool:
    """Whether a character shows nothing."""
    return code < 0x110000 and (chr(code).isspace() or code == 0)


def _characters(codes: list[int]) -> str:
    """Write characters, halves of a surrogate pair together, what is none as U+FFFD."""
    units = b"".join(
        code.to_bytes(2, "little")
        if code < 0x10000
        else chr(code).encode("utf-16-le")
        if code < 0x110000
        else b"\xfd\xff"
        for code in codes
    )
    text = units.decode("utf-16-le", "replace").replace("\0", _UNKNOWN)
    return "".join("-" if ord(character) in _BREAKS else character for character in text)


def _box(
    page: PdfTextPage, places: list[int], *, codes: list[int]
) -> tuple[float, float, float, float] | None:
    """Return the box around characters that have one."""
    from pypdfium2 import PdfiumError

    boxes: list[tuple[float, float, float, float]] = []
    for place in places:
        if _is_blank(codes[place]):
            continue
        try:
            left, bottom, right, top = page.get_charbox(place)
        except PdfiumError:
            continue
        if right > left or top > bottom:
            boxes.append((left, bottom, right, top))
    if not boxes:
        return None
    sides = tuple(zip(*boxes, strict=True))
    edges = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
    if not all(abs(edge) < 1e7 for edge in edges):
        return None
    return (
        round(edges[0], 2),
        round(edges[1], 2),
        round(edges[2], 2),
        round(edges[3], 2),
    )


def _size(page: PdfTextPage, place: int) -> float:
    """Return the size of a character, in points, 0 when the file gives none that can be."""
    from pypdfium2 import raw

    size = float(raw.FPDFText_GetFontSize(page, place))
    return size if 0 < size < 1e4 else 0.0
