"""Word documents: paragraphs and tables in order, then notes, comments, headers, deleted text.

What was deleted under change tracking is nobody's statement any more: it stands at the end of the
text with its place, where a person finds it, but in no passage, so that no step takes it for the
voice of the document. A notice counts it, and who deleted it is a candidate. Paragraphs are
counted through each part as its XML holds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from probandum.errors import InvalidValueError
from probandum.model.run import GapKind
from probandum.model.source import Locator, LocatorKind, PassageKind
from probandum.sources.packages import core_properties, open_package, part_tree
from probandum.sources.reader import CandidateDraft, Notice, Reader, Reading
from probandum.sources.refusals import EmptySourceError, MalformedSourceError
from probandum.sources.rows import DIVIDER, column_letters
from probandum.sources.turns import turns_in
from probandum.sources.word_parts import (
    Deletion,
    Part,
    attribute,
    date_in,
    deletions_in,
    name_of,
    paragraph_text,
    part_of,
)
from probandum.sources.writing import Writing

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml.etree import _Element as Element

_LONG_CELL = 400
_MAIN = "word/document.xml"
_RELATIONS = "_rels/.rels"


def read(content: bytes) -> Reading:
    """Read a Word document.

    Raises:
        UnreadableSourceError: The bytes are no Word document, it is locked or damaged, or
            holds no words.
    """
    package = open_package(content)
    with package:
        main = part_tree(package, _main_part(package))
        if main is None:
            raise MalformedSourceError(
                "the archive holds no Word document; give the file the name of its format"
            )
        writing = Writing()
        parts = [part_of(main, name="document")]
        _write_flow(writing, main, part=parts[0])
        for root, part in _further_parts(package):
            parts.append(part)
            _write_part(writing, root, part=part)
        for part in parts:
            _write_deletions(writing, part=part)
        candidates = tuple(_candidates(package, parts=parts))
        deletions = sum(len(deletions_in(part)) for part in parts)
    if not writing.text.strip():
        raise EmptySourceError("the document holds no words; it may hold pictures only")
    try:
        return Reading(
            text=writing.text,
            stretches=tuple(writing.stretches),
            passages=tuple(writing.passages),
            candidates=candidates,
            notices=_notices(deletions),
        )
    except InvalidValueError as error:
        raise MalformedSourceError(
            "the document holds characters that are no Unicode; save it again"
        ) from error


def _main_part(package: ZipFile) -> str:
    """Return the name of the part that is the document itself."""
    relations = part_tree(package, _RELATIONS)
    for element in () if relations is None else relations.iter("{*}Relationship"):
        if element.get("Type", "").endswith("/officeDocument"):
            return str(element.get("Target", _MAIN)).lstrip("/")
    return _MAIN


def _further_parts(package: ZipFile) -> Iterator[tuple[Element, Part]]:
    """Go through notes, comments, headers and footers, those that exist."""
    names = sorted(package.namelist(), key=lambda name: (len(name), name))
    wanted = ["word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"]
    for kind in ("header", "footer"):
        wanted += [
            name for name in names if name.startswith(f"word/{kind}") and name.endswith(".xml")
        ]
    for name in wanted:
        root = part_tree(package, name)
        if root is not None:
            yield root, part_of(root, name=name.removeprefix("word/").removesuffix(".xml"))


def _write_part(writing: Writing, root: Element, *, part: Part) -> None:
    """Write notes and comments one by one, a header or footer as a whole."""
    kinds = {
        "footnote": PassageKind.FOOTNOTE,
        "endnote": PassageKind.FOOTNOTE,
        "comment": PassageKind.COMMENT,
    }
    entries = [element for element in root.iterchildren("{*}*") if name_of(element) in kinds]
    for element in entries or [root]:
        if attribute(element, "type") in {"separator", "continuationSeparator"}:
            continue
        lines = _lines_of(element, part=part)
        if not any(text.strip() for text, _ in lines):
            continue
        writing.put("\n" if writing.length else "")
        start = writing.length
        for place, (text, locator) in enumerate(lines):
            writing.put("\n" if place else "")
            writing.quote(text, at=locator)
        writing.close(
            kinds.get(name_of(element), PassageKind.DOCUMENT),
            start=start,
            speaker=attribute(element, "author") or None,
            date=date_in(element),
        )
        writing.put("\n")


def _lines_of(element: Element, *, part: Part) -> list[tuple[str, Locator]]:
    """Return the paragraphs of an element with their places."""
    return [
        (paragraph_text(paragraph), part.locator(paragraph))
        for paragraph in element.iter("{*}p")
        if paragraph in part.numbers
    ]


def _write_flow(writing: Writing, main: Element, *, part: Part) -> None:
    """Write the body: runs of paragraphs as documents or turns, tables row by row."""
    start = writing.length
    tables = 0
    for block in part.blocks(main):
        if name_of(block) == "p":
            writing.quote(paragraph_text(block), at=part.locator(block))
            writing.put("\n")
            continue
        tables += 1
        _close_flow(writing, start=start)
        _write_table(writing, block, part=part, number=tables)
        start = writing.length
    _close_flow(writing, start=start)


def _close_flow(writing: Writing, *, start: int) -> None:
    """Make passages of a run of paragraphs: its turns, else one document."""
    words = writing.since(start)
    if not words.strip():
        return
    turns = turns_in(words)
    writing.passages += [
        replace(turn, start=turn.start + start, end=turn.end + start) for turn in turns
    ]
    if not turns:
        writing.close(PassageKind.DOCUMENT, start=start)


def _write_table(writing: Writing, table: Element, *, part: Part, number: int) -> None:
    """Write a table: a row on a line, or cell by cell where cells hold long prose."""
    rows = [(row, list(row.iterchildren("{*}tc"))) for row in table.iterchildren("{*}tr")]
    for place, (_, cells) in enumerate(rows, start=1):
        lines = [_lines_of(cell, part=part) for cell in cells]
        texts = ["\n".join(text for text, _ in some) for some in lines]
        if not any(text.strip() for text in texts):
            continue
        start = writing.length
        joint = "\n\n" if max(map(len, texts)) > _LONG_CELL else DIVIDER
        for column, text in enumerate(texts):
            writing.put(joint if column else "")
            writing.quote(
                text,
                at=Locator(
                    kind=LocatorKind.CELL,
                    number=place,
                    cell=f"{column_letters(column)}{place}",
                    part=f"table {number}",
                ),
            )
        writing.close(PassageKind.ROW, start=start)
        writing.put("\n")


def _write_deletions(writing: Writing, *, part: Part) -> None:
    """Write what was deleted under change tracking, outside of all passages."""
    for deletion in deletions_in(part):
        writing.put("\n" if writing.length else "")
        at = replace(part.locator(deletion.paragraph), part=f"deleted text of {part.name}")
        writing.quote(deletion.text, at=at)
        writing.put("\n")


def _candidates(package: ZipFile, *, parts: list[Part]) -> Iterator[CandidateDraft]:
    """Go through what the document claims about itself, and what it tracks and hides."""
    for field, content, origin in core_properties(package):
        yield CandidateDraft(field=field, content=content, origin=origin)
    for part in parts:
        for name in sorted({_deleted_by(deletion) for deletion in deletions_in(part)} - {""}):
            yield CandidateDraft(field="deleted by", content=name, origin=f"part {part.name}")
        for field, count in (
            ("tracked insertions", part.count("ins", "moveTo")),
            ("tracked deletions", len(deletions_in(part))),
            ("hidden runs", part.count_hidden()),
        ):
            if count:
                yield CandidateDraft(field=field, content=str(count), origin=f"part {part.name}")


def _deleted_by(deletion: Deletion) -> str:
    """Return who deleted words and when, as far as the document gives it."""
    date = None if deletion.date is None else deletion.date.text
    return ", ".join(part for part in (deletion.author, date) if part)


def _notices(deletions: int) -> tuple[Notice, ...]:
    """Say how much is in the file that was deleted under change tracking."""
    if not deletions:
        return ()
    return (
        Notice(
            kind=GapKind.LOW_QUALITY,
            words=f"{deletions} deleted stretches are kept apart and were not read as words of "
            "the document; they stand at the end of its text",
        ),
    )


READER = Reader(
    name="docx",
    version="2",
    extensions=(".docx", ".docm"),
    media_types=(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.ms-word.document.macroEnabled.12",
    ),
    summary="Word documents with tables, notes and comments; deleted text kept apart",
    read=read,
    libraries=("lxml.etree",),
    modules=(
        "probandum.sources.dates",
        "probandum.sources.headers",
        "probandum.sources.months",
        "probandum.sources.packages",
        "probandum.sources.rows",
        "probandum.sources.turns",
        "probandum.sources.word_parts",
        "probandum.sources.wording",
        "probandum.sources.writing",
    ),
)
