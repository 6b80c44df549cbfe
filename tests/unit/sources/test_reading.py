"""A reading tied to its source becomes values of the model."""

from __future__ import annotations

import hashlib
import unicodedata

from probandum.model.source import Locator, LocatorKind, PassageKind, Stretch
from probandum.model.when import PartialDate
from probandum.sources.reader import CandidateDraft, PassageDraft, Reading
from probandum.sources.reading import text_digest, values_of

SOURCE = "sha256:" + "a" * 64


def test_passages_are_numbered_and_name_the_text_they_lie_in() -> None:
    place = Stretch(start=0, end=4, locator=Locator(kind=LocatorKind.LINE, number=1))
    reading = Reading(
        text="ab\r\n",
        stretches=(place,),
        passages=(
            PassageDraft(kind=PassageKind.COMMENT, start=0, end=1, speaker="Reader One"),
            PassageDraft(
                kind=PassageKind.COMMENT, start=1, end=1, date=PartialDate("2011"), reply_to=1
            ),
        ),
        candidates=(CandidateDraft(field="author", content="A", origin="meta name=author"),),
    )

    text, passages, candidates = values_of(reading, source=SOURCE, reader="txt")

    assert text.text_sha256 == hashlib.sha256(b"ab\r\n").hexdigest()
    assert (text.source, text.reader, text.characters, text.stretches) == (
        SOURCE,
        "txt",
        4,
        (place,),
    )
    assert [1, 2] == [passage.number for passage in passages]
    assert {text.text_sha256} == {passage.text_sha256 for passage in passages}
    assert ["Reader One", None] == [passage.speaker for passage in passages]
    assert [None, PartialDate("2011")] == [passage.date for passage in passages]
    # A number is no id: whoever stamps the passages puts the ids in.
    assert [None, None] == [passage.reply_to for passage in passages]
    assert [("author", "A", "meta name=author")] == [
        (found.field, found.content, found.origin) for found in candidates
    ]
    assert ("", "") == (text.id, text.run)
    assert {("", "")} == {(passage.id, passage.run) for passage in passages}
    assert {("", "")} == {(candidate.id, candidate.run) for candidate in candidates}


def test_text_is_digested_as_it_is_and_never_composed() -> None:
    apart = "e\u0301"

    assert text_digest(apart) == hashlib.sha256(b"e\xcc\x81").hexdigest()
    assert text_digest(apart) != text_digest(unicodedata.normalize("NFC", apart))
