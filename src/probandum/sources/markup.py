"""A page of HTML as the text a person sees, with the place of every run in its tree.

White space is collapsed as browsers do, blocks stand on lines of their own. What is not shown
(scripts, styles, comments in the source, hidden parts) is no text; hidden words are counted,
those that a rule of the page's own style hides apart as well. A run ends wherever collapsing would shift it against its text node, so every character of a
stretch stands exactly ``offset`` code points into the node its path names.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from probandum.model.source import Locator, LocatorKind, Stretch
from probandum.sources.page_styles import Styles, styles_of
from probandum.sources.refusals import MalformedSourceError
from probandum.sources.wording import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PARTED = word_set("blockquote dl figure h1 h2 h3 h4 h5 h6 ol p pre table title ul")
"""Blocks set apart by a blank line."""

_BLOCKS = _PARTED | word_set(
    "address article aside body center dd details dialog dir div dt fieldset figcaption footer form "
    "header hgroup hr html legend li main menu nav section summary tbody tfoot thead tr"
)
_CELLS = frozenset(("td", "th"))
_NO_TEXT = word_set(
    "audio button canvas datalist embed frameset head iframe input map math noframes object optgroup "
    "option param script select source style svg template textarea track video"
)
_ALWAYS_SHOWN = frozenset(("html", "body"))
"""Pages hide these until their script has run."""

_WHITE = " \t\r\n\f"
_RUN = re.compile(rf"[{_WHITE}]{{2,}}")
_ANY = re.compile(rf"[{_WHITE}]")
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|text-indent\s*:\s*-\d{3}"
    r"|(?<![\w-])(?:font-size|opacity|height|width|max-height)\s*:\s*0(?:\.0+)?(?:px|em|pt|%)?"
    r"\s*(?:;|!|$)",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class Page:
    """The text of a page and where each element's part of it lies. Grows while it is walked.

    Attributes:
        root: The tree.
        stretches: Runs of text and their nodes, in order.
        ranges: From an element that is shown to the first code point of its text and that
            after the last, equal when it has none.
        hidden: Code points of text that is there and not shown.
        hidden_by_rules: Those among them that only a rule of the page's own style hides.
        styles: Rules of the page's own style that hide or show.
    """

    root: Element
    stretches: list[Stretch] = field(default_factory=list)
    ranges: dict[Element, tuple[int, int]] = field(default_factory=dict)
    hidden: int = 0
    hidden_by_rules: int = 0
    styles: Styles = field(default_factory=Styles)
    _written: io.StringIO = field(default_factory=lambda: io.StringIO(newline=""))
    _length: int = 0
    _breaks: int = 0
    _is_spaced: bool = False

    @property
    def text(self) -> str:
        """What is shown."""
        return self._written.getvalue()

    def text_between(self, start: int, end: int) -> str:
        """Return the text between two code points."""
        self._written.seek(start)
        words = self._written.read(end - start)
        self._written.seek(0, io.SEEK_END)
        return words

    def break_line(self, lines: int) -> None:
        """Let what follows begin on a new line, one or two down."""
        self._breaks = max(self._breaks, lines)

    def break_again(self) -> None:
        """Let what follows begin one line further down, two at most."""
        self._breaks = min(2, self._breaks + 1)

    def space(self) -> None:
        """Let what follows on the same line be set apart by a space that stands in no node."""
        self._is_spaced = True

    def add(self, text: str, *, path: str) -> None:
        """Write the text of a node, runs of white space as one space."""
        words = text.strip(_WHITE)
        self._is_spaced |= text[:1] in _WHITE or not words
        if not words:
            return
        begins = len(text) - len(text.lstrip(_WHITE))
        ends = begins + len(words)
        cuts = [begins, *(run.end() for run in _RUN.finditer(text, begins, ends)), ends]
        for first, last in pairwise(cuts):
            piece = _RUN.sub(" ", text[first:last])
            self.put(_ANY.sub(" ", piece), path=path, offset=first)
        self._is_spaced = text[-1] in _WHITE

    def put(self, piece: str, *, path: str, offset: int) -> None:
        """Write a piece of a node as it is, after the break or space that is due."""
        if self._length and self._breaks:
            self._length += self._written.write("\n" * self._breaks)
        elif self._length and self._is_spaced:
            self._length += self._written.write(" ")
        self._breaks, self._is_spaced = 0, False
        start = self._length
        self._length += self._written.write(piece)
        locator = Locator(kind=LocatorKind.NODE, path=path, offset=offset)
        self.stretches.append(Stretch(start=start, end=self._length, locator=locator))

    def close(self, element: Element, *, first: int) -> None:
        """Remember where an element's text lies.

        Args:
            element: The element.
            first: How many stretches there were before it.
        """
        if first < len(self.stretches):
            self.ranges[element] = (self.stretches[first].start, self.stretches[-1].end)
        else:
            self.ranges[element] = (self._length, self._length)


@dataclass(slots=True, kw_only=True)
class _Frame:
    """An element that is open while the tree is walked."""

    element: Element
    path: str
    is_shown: bool
    is_ruled_out: bool
    is_text: bool
    is_kept: bool
    first: int
    texts: int = 0
    children: dict[str, int] = field(default_factory=dict)


def page_of(html: str) -> Page:
    r"""Walk a page.

    Args:
        html: Source of the page, decoded.

    Raises:
        MalformedSourceError: There is no element in it.

    Example:
        >>> page = page_of("<title>A</title><p>One<br>two  <b>three</b><p hidden>four")
        >>> page.text, page.hidden
        ('A\n\nOne\ntwo three', 4)
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(html.encode("utf-8"), parser)
    except etree.LxmlError as error:
        raise MalformedSourceError(
            "the page holds no element that can be read; check that the copy is whole"
        ) from error
    if root is None:
        raise MalformedSourceError("the page holds no element; check that the copy is whole")
    page = Page(root=root, styles=styles_of(root))
    frames: list[_Frame] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            frames.append(_opened(element, page=page, frames=frames))
            continue
        if event == "end":
            _closed(frames.pop(), page=page)
        if frames and element.tail:
            _add(element.tail, page=page, frame=frames[-1])
    return page


def _opened(element: Element, *, page: Page, frames: list[_Frame]) -> _Frame:
    """Begin an element."""
    tag = str(element.tag)
    above = frames[-1] if frames else None
    place = 1
    if above is not None:
        place = above.children[tag] = above.children.get(tag, 0) + 1
    is_shown = (above is None or above.is_shown) and not _is_hidden(element)
    is_ruled_out = is_shown and tag not in _ALWAYS_SHOWN and page.styles.hides(element)
    frame = _Frame(
        element=element,
        path=f"{above.path if above else ''}/{tag}[{place}]",
        is_shown=is_shown and not is_ruled_out,
        is_ruled_out=is_ruled_out or (above is not None and above.is_ruled_out),
        is_text=(above is None or above.is_text) and tag not in _NO_TEXT,
        is_kept=tag in {"pre", "listing"} or (above is not None and above.is_kept),
        first=len(page.stretches),
    )
    if tag == "title" and above is not None and above.element.tag == "head":
        frame.is_text = True
    if frame.is_shown and frame.is_text:
        _set_apart(tag, page=page)
        if tag == "br":
            page.break_again()
    if element.text:
        _add(element.text, page=page, frame=frame)
    return frame


def _closed(frame: _Frame, *, page: Page) -> None:
    """End an element."""
    if frame.is_shown and frame.is_text:
        page.close(frame.element, first=frame.first)
        _set_apart(str(frame.element.tag), page=page)


def _set_apart(tag: str, *, page: Page) -> None:
    """Let a block begin, or what follows it, on its own line."""
    if tag in _BLOCKS:
        page.break_line(2 if tag in _PARTED else 1)
    elif tag in _CELLS:
        page.space()


def _add(text: str, *, page: Page, frame: _Frame) -> None:
    """Write the text of a node, or count it when it is hidden."""
    frame.texts += 1
    if not frame.is_text:
        return
    if not frame.is_shown:
        characters = len(_ANY.sub("", text))
        page.hidden += characters
        page.hidden_by_rules += characters if frame.is_ruled_out else 0
        return
    path = f"{frame.path}/text()[{frame.texts}]"
    if frame.is_kept:
        page.put(text, path=path, offset=0)
    else:
        page.add(text, path=path)


def _is_hidden(element: Element) -> bool:
    """Whether an element says of itself that it is not shown."""
    if element.tag in _ALWAYS_SHOWN:
        return False
    if element.tag == "noscript" or "hidden" in element.attrib:
        return True
    if element.get("aria-hidden", "").lower() == "true":
        return True
    return _HIDING.search(element.get("style", "")) is not None
