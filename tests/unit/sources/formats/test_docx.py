"""Word documents: turns, tables, notes, comments, what was deleted and what is hidden."""

from __future__ import annotations

import pytest

from probandum.model.run import GapKind
from probandum.model.source import LocatorKind, PassageKind
from probandum.sources.formats.docx import read
from probandum.sources.reader import Reading
from probandum.sources.refusals import (
    EmptySourceError,
    LockedSourceError,
    MalformedSourceError,
    OversizedSourceError,
)
from tests.samples.make_samples import package, paragraph, report, spoken, word


def told(reading: Reading) -> list[tuple[PassageKind, str | None, str]]:
    return [
        (part.kind, part.speaker, reading.text[part.start : part.end].strip())
        for part in reading.passages
    ]


def test_a_testimony_is_read_in_turns() -> None:
    reading = read(spoken())

    assert [
        (PassageKind.DOCUMENT, None, "Testimony W-014, taken at Orsk-Dal."),
        (PassageKind.TESTIMONY, "Interviewer", "Where were you?"),
        (
            PassageKind.TESTIMONY,
            "Witness W-014",
            "In the cellar 😀 of the school.\nWe heard lorries. There were two.",
        ),
        (PassageKind.TESTIMONY, "Interviewer", "What colour?"),
        (PassageKind.TESTIMONY, "Witness W-014", "Grey."),
    ] == told(reading)


def test_deleted_words_are_found_at_the_end_and_belong_to_no_passage() -> None:
    reading = read(spoken())
    last = reading.stretches[-1]

    assert "There were six of them." == reading.text[last.start : last.end]
    assert ("deleted text of document", 4) == (last.locator.part, last.locator.number)
    assert all(part.end <= last.start for part in reading.passages)


def test_deleted_words_are_noted_and_whoever_deleted_them_is_a_candidate() -> None:
    reading = read(spoken())
    (notice,) = reading.notices
    claims = [(one.field, one.content, one.origin) for one in reading.candidates]

    assert GapKind.LOW_QUALITY is notice.kind
    assert notice.words.startswith("1 deleted stretches are kept apart")
    assert "Pavel" not in notice.words
    assert ("tracked deletions", "1", "part document") in claims
    assert ("deleted by", "Pavel O., 2031-05-05T09:00", "part document") in claims
    assert not any("six of them" in content for _, content, _ in claims)


def test_a_document_of_which_all_was_deleted_is_read_and_says_nothing() -> None:
    gone = "<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>"
    reading = read(word(f"<w:p>{gone}</w:p>"))

    assert () == reading.passages
    assert 1 == len(reading.notices)


def test_tables_notes_comments_and_headers_are_passages_of_their_own() -> None:
    assert [
        (PassageKind.DOCUMENT, None, "The road to Orsk-Dal was closed.\nMap of the valley"),
        (PassageKind.ROW, None, "Village · Houses burned"),
        (PassageKind.ROW, None, "Orsk-Dal · 40 to 60"),
        (PassageKind.ROW, None, "Lower Mill · 12"),
        (PassageKind.DOCUMENT, None, "다리는 3월에 무너졌다. كان الجسر مغلقا."),
        (PassageKind.FOOTNOTE, None, "Letter of the Watch."),
        (PassageKind.COMMENT, "Mira Tolan", "Check this number."),
        (PassageKind.DOCUMENT, None, "Orsk-Dal Watch, draft"),
    ] == told(read(report()))


def test_a_comment_keeps_its_minute_and_gets_no_zone() -> None:
    (comment,) = (part for part in read(report()).passages if part.kind is PassageKind.COMMENT)

    assert comment.date is not None
    assert "2031-05-06T11:30" == comment.date.text


def test_paragraphs_and_cells_have_their_places() -> None:
    reading = read(report())
    places = {reading.text[one.start : one.end]: one.locator for one in reading.stretches}

    cell = places["40 to 60"]
    assert (LocatorKind.CELL, "table 1", "B2") == (cell.kind, cell.part, cell.cell)
    last = places["다리는 3월에 무너졌다. كان الجسر مغلقا."]
    assert (LocatorKind.PARAGRAPH, "document", 9) == (last.kind, last.part, last.number)


def test_hidden_words_are_no_text_and_are_counted() -> None:
    reading = read(report())

    assert "never shown" not in reading.text
    assert ("hidden runs", "1") in [(one.field, one.content) for one in reading.candidates]


def test_a_document_without_words_is_its_own_error() -> None:
    with pytest.raises(EmptySourceError, match="holds no words"):
        read(word(paragraph("")))


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"PK\x03\x04 broken", MalformedSourceError, "no whole archive"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            LockedSourceError,
            "locked by a password",
        ),
        (package({"word/other.xml": "<a/>"}), MalformedSourceError, "holds no Word document"),
        (package({"word/document.xml": "<a><b></a>"}), MalformedSourceError, "is no XML"),
        (package({"word/document.xml": " " * (257 * 1024**2)}), OversizedSourceError, "unfolds to"),
    ],
)
def test_damaged_locked_and_oversized_documents_are_refused(
    content: bytes, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        read(content)


def test_a_document_with_entities_of_its_own_is_refused() -> None:
    lines = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "yyyy">]>'
    body = f"{lines}<a><p><r><t>one &x;&y; two</t></r></p></a>"

    with pytest.raises(MalformedSourceError, match="declares entities of its own"):
        read(package({"word/document.xml": body}))
