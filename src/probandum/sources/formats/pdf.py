"""PDF files: each page a passage, its lines joined to paragraphs, every line with its box.

A page without text is not read as words; it is noted, as it may be a scan. Statements never
cross pages, since each page is a passage of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from probandum.errors import InvalidValueError
from probandum.model.run import GapKind
from probandum.model.source import Locator, LocatorKind, PassageKind
from probandum.sources.page_lines import (
    PageLine,
    is_new_paragraph,
    joint_of,
    lines_of_page,
    pitch_of,
)
from probandum.sources.reader import CandidateDraft, Notice, Reader, Reading
from probandum.sources.refusals import EmptySourceError, LockedSourceError, MalformedSourceError
from probandum.sources.writing import Writing

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_PASSWORD = 4
_MANY_UNKNOWN = 0.1
_NAMED_PAGES = 20
_FIELDS = {
    "Author": "author",
    "Title": "title",
    "Subject": "subject",
    "Keywords": "keywords",
    "Creator": "software",
    "Producer": "software of the file",
    "CreationDate": "date",
    "ModDate": "date of change",
}


def read(content: bytes) -> Reading:
    """Read a PDF file.

    Raises:
        UnreadableSourceError: The bytes are no PDF, it is damaged, or locked by a password.
    """
    if not content:
        raise EmptySourceError("the source holds no bytes; check that the copy is whole")
    writing = Writing()
    with closing(_opened(content)) as document:
        count = len(document)
        if not count:
            raise EmptySourceError("the file has no pages; check that the copy is whole")
        notices = _write_pages(writing, document, count=count)
        candidates = tuple(_candidates(document, count=count))
    try:
        return Reading(
            text=writing.text,
            stretches=tuple(writing.stretches),
            passages=tuple(writing.passages),
            candidates=candidates,
            notices=notices,
        )
    except InvalidValueError as error:
        raise MalformedSourceError(
            "the file holds places or characters that cannot be; print it to a new file"
        ) from error


def _write_pages(writing: Writing, document: PdfDocument, *, count: int) -> tuple[Notice, ...]:
    """Write all pages and say which could not be read, or only with doubt."""
    empty, doubtful, broken = list[int](), list[int](), list[int]()
    for number in range(1, count + 1):
        lines = _lines(document, number=number)
        if lines is None:
            broken.append(number)
        elif not lines:
            empty.append(number)
        else:
            _add_page(writing, lines, number=number)
            if _is_doubtful(lines):
                doubtful.append(number)
    return (
        *_notices(broken, words="cannot be read; the file is damaged there"),
        *_notices(empty, words="holds no text; it may be a scan"),
        *_notices(doubtful, words="holds characters its fonts give no letters for"),
    )


def _add_page(writing: Writing, lines: tuple[PageLine, ...], *, number: int) -> None:
    """Write a page as a passage, its lines joined to paragraphs."""
    if writing.length:
        writing.put("\n\n")
    start = writing.length
    pitch = pitch_of(lines)
    for place, line in enumerate(lines):
        if place:
            before = lines[place - 1]
            is_new = is_new_paragraph(before, line, pitch=pitch)
            writing.put("\n\n" if is_new else joint_of(before, line))
        writing.quote(line.text, at=Locator(kind=LocatorKind.PAGE, number=number, box=line.box))
    writing.close(PassageKind.PAGE, start=start)


def _opened(content: bytes) -> PdfDocument:
    """Open a document."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(content)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise LockedSourceError(
                "the file is locked by a password; add a copy without one"
            ) from error
        raise MalformedSourceError(
            "the file breaks the rules of PDF and cannot be opened; print it to a new file and "
            "add that copy too"
        ) from error


def _lines(document: PdfDocument, *, number: int) -> tuple[PageLine, ...] | None:
    """Return the lines of a page, None when the page cannot be read."""
    from pypdfium2 import PdfiumError

    try:
        with closing(document[number - 1]) as page, closing(page.get_textpage()) as text_page:
            return lines_of_page(text_page)
    except PdfiumError:
        return None


def _is_doubtful(lines: tuple[PageLine, ...]) -> bool:
    """Whether many characters of a page are no letters anybody could read."""
    text = "".join(line.text for line in lines)
    unknown = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    return unknown > _MANY_UNKNOWN * len(text)


def _candidates(document: PdfDocument, *, count: int) -> Iterator[CandidateDraft]:
    """Go through what the file claims about itself."""
    yield CandidateDraft(field="pages", content=str(count), origin="page tree")
    for key, value in document.get_metadata_dict(skip_empty=True).items():
        content = " ".join(_whole(value).split())[:500]
        if key in _FIELDS and content:
            yield CandidateDraft(
                field=_FIELDS[key], content=content, origin=f"document information {key}"
            )
    attached = document.count_attachments()
    if attached > 0:
        yield CandidateDraft(
            field="attached files", content=str(attached), origin="embedded files, not read"
        )


def _whole(text: str) -> str:
    """Replace halves of surrogate pairs, for which no UTF-8 exists, and NUL."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


def _notices(pages: list[int], *, words: str) -> Iterator[Notice]:
    """Say of single pages what is wrong with them, of many in one sentence."""
    if len(pages) > _NAMED_PAGES:
        named = ", ".join(map(str, pages[:_NAMED_PAGES]))
        sentence = f"{len(pages)} pages, the first of them {named}: each {words}"
        yield Notice(kind=GapKind.LOW_QUALITY, words=sentence)
        return
    for number in pages:
        yield Notice(kind=GapKind.LOW_QUALITY, words=f"page {number} {words}")


READER = Reader(
    name="pdf",
    version="2",
    extensions=(".pdf",),
    media_types=("application/pdf",),
    summary="PDF files that hold text: page by page, every line with its box",
    read=read,
    libraries=("pypdfium2",),
    modules=("probandum.sources.page_lines", "probandum.sources.writing"),
)
