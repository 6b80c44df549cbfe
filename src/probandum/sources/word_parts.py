"""The XML of a Word document: which paragraphs a part has, what each shows, what was deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from probandum.errors import InvalidValueError
from probandum.model.source import Locator, LocatorKind
from probandum.model.when import PartialDate
from probandum.sources.wording import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARKS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_GONE = frozenset(("del", "moveFrom"))
_ELSEWHERE = frozenset(("txbxContent", "Fallback", "pPr", "rPr", "instrText", "delInstrText"))
_WRAPPERS = word_set(
    "document body sdt sdtContent customXml smartTag ins moveTo hdr ftr footnote endnote comment "
    "footnotes endnotes comments"
)
_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """Words deleted under change tracking.

    Attributes:
        text: The words.
        paragraph: Paragraph they stood in.
        author: Who deleted them, as the document gives it, or None.
        date: When, as the document gives it, or None.
    """

    text: str
    paragraph: Element
    author: str | None
    date: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a document.

    Attributes:
        name: Such as ``"document"`` or ``"footnotes"``.
        root: Its tree.
        paragraphs: All its paragraphs, in the order of the XML.
        numbers: From a paragraph to its number, from 1.
    """

    name: str
    root: Element
    paragraphs: tuple[Element, ...]
    numbers: dict[Element, int]

    def locator(self, paragraph: Element) -> Locator:
        """Return the place of a paragraph."""
        return Locator(kind=LocatorKind.PARAGRAPH, number=self.numbers[paragraph], part=self.name)

    def blocks(self, element: Element) -> Iterator[Element]:
        """Go through paragraphs, what stands in text boxes within them, and tables."""
        for child in element.iterchildren("{*}*"):
            name = name_of(child)
            if name == "p":
                yield child
                for box in child.iter("{*}txbxContent"):
                    if not any(name_of(above) == "Fallback" for above in box.iterancestors()):
                        yield from self.blocks(box)
            elif name == "tbl":
                yield child
            elif name in _WRAPPERS:
                yield from self.blocks(child)

    def count(self, *names: str) -> int:
        """Count the elements of some names that hold runs."""
        return sum(
            name_of(element) in names and element.find("{*}r") is not None
            for element in self.root.iter("{*}*")
        )

    def count_hidden(self) -> int:
        """Count the runs that are not shown."""
        return sum(_is_hidden(run) for run in self.root.iter("{*}r"))


def part_of(root: Element, *, name: str) -> Part:
    """Describe a part.

    Args:
        root: Its tree.
        name: Its name, for locators.
    """
    paragraphs = tuple(
        paragraph
        for paragraph in root.iter("{*}p")
        if not any(name_of(above) == "Fallback" for above in paragraph.iterancestors())
        and _is_of_words(paragraph)
    )
    numbers = {paragraph: number for number, paragraph in enumerate(paragraphs, start=1)}
    return Part(name=name, root=root, paragraphs=paragraphs, numbers=numbers)


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute whatever its namespace, empty when there is none."""
    return next(
        (
            str(content)
            for key, content in element.attrib.items()
            if str(key).rpartition("}")[2] == name
        ),
        "",
    )


def date_in(element: Element) -> PartialDate | None:
    """Return the date of a comment or change, to the minute.

    Programs write the time of day of the place they ran at and call it UTC, so no zone is kept.
    """
    match = _MINUTE.match(attribute(element, "date"))
    if match is None:
        return None
    try:
        return PartialDate(match[1])
    except InvalidValueError:
        return None


def paragraph_text(paragraph: Element) -> str:
    """Return what a paragraph shows, without deleted and hidden words."""
    return "".join(_shown(paragraph))


def deletions_in(part: Part) -> tuple[Deletion, ...]:
    """Return what was deleted from a part, in the order it stood in."""
    found = []
    for paragraph in part.paragraphs:
        for change in paragraph.iter("{*}del", "{*}moveFrom"):
            text = "".join(element.text or "" for element in change.iter("{*}delText", "{*}t"))
            is_nested = any(name_of(above) in _GONE for above in change.iterancestors())
            if text.strip() and not is_nested and _paragraph_above(change) is paragraph:
                found.append(
                    Deletion(
                        text=text,
                        paragraph=paragraph,
                        author=attribute(change, "author") or None,
                        date=date_in(change),
                    )
                )
    return tuple(found)


def _shown(element: Element) -> Iterator[str]:
    """Go through what the runs of an element show."""
    for child in element.iterchildren("{*}*"):
        name = name_of(child)
        if name == "t":
            yield child.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        elif name in _GONE or name in _ELSEWHERE or (name == "r" and _is_hidden(child)):
            continue
        else:
            yield from _shown(child)


def _is_hidden(run: Element) -> bool:
    """Whether a run is not shown."""
    mark = run.find("{*}rPr/{*}vanish")
    return mark is not None and attribute(mark, "val") not in {"0", "false", "off"}


def _is_of_words(paragraph: Element) -> bool:
    """Whether a paragraph is one of text, and not of a drawing's own language."""
    return "drawingml" not in str(paragraph.tag)


def _paragraph_above(element: Element) -> Element | None:
    """Return the innermost paragraph an element stands in."""
    return next((above for above in element.iterancestors() if name_of(above) == "p"), None)
