"""A reading and a reader keep their rules from the moment they exist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probandum.errors import InvalidValueError
from probandum.model.codec import decode, encode
from probandum.model.source import Locator, LocatorKind, PassageKind, Stretch
from probandum.model.when import PartialDate
from probandum.sources.reader import CandidateDraft, PassageDraft, Reader, Reading

LINE = Locator(kind=LocatorKind.LINE, number=1)


def comment(*, reply_to: int | None = None, end: int = 1) -> PassageDraft:
    return PassageDraft(kind=PassageKind.COMMENT, start=0, end=end, reply_to=reply_to)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (lambda: Reading(text="ab", passages=(comment(end=3),)), "passage ends after the text"),
        (lambda: Reading(text="ab", passages=(comment(reply_to=2),)), "answers a passage that"),
        (lambda: Reading(text="ab", passages=(comment(reply_to=0),)), "answers a passage that"),
        (lambda: Reading(text="ab", passages=(comment(reply_to=1),)), "answers itself"),
        (
            lambda: Reading(text="ab", stretches=(Stretch(start=0, end=3, locator=LINE),)),
            "stretch ends after the text",
        ),
        (
            lambda: Reading(
                text="abc",
                stretches=(
                    Stretch(start=0, end=2, locator=LINE),
                    Stretch(start=1, end=3, locator=LINE),
                ),
            ),
            "overlap or are out of order",
        ),
        (lambda: Reading(text="half \ud800"), "half of a surrogate pair"),
        (lambda: PassageDraft(kind=PassageKind.ROW, start=2, end=1), "no passage runs from 2 to 1"),
    ],
)
def test_what_breaks_a_rule_is_refused(broken: Callable[[], object], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        broken()


def test_a_comment_may_answer_a_later_one() -> None:
    reading = Reading(text="ab", passages=(comment(reply_to=2), comment()))

    assert reading.passages[0].reply_to == 2


def test_a_reading_crosses_the_codec_unchanged() -> None:
    reading = Reading(
        text="Grüße\r\n\u202e",
        stretches=(Stretch(start=0, end=7, locator=LINE),),
        passages=(
            PassageDraft(
                kind=PassageKind.LETTER, start=0, end=7, speaker="R.", date=PartialDate("2011-03")
            ),
        ),
        candidates=(CandidateDraft(field="author", content="R.", origin="first line"),),
    )

    assert decode(encode(reading), Reading) == reading


@pytest.mark.parametrize(
    ("extensions", "media_types", "message"),
    [
        ((), ("text/plain",), "needs an extension"),
        ((".x",), (), "needs an extension and a media type"),
        (("x",), ("text/plain",), "'x' of reader 'x' is not lower case with a dot"),
        ((".X",), ("text/plain",), "'.X' of reader 'x' is not lower case"),
    ],
)
def test_a_reader_no_file_could_be_given_to_is_refused(
    extensions: tuple[str, ...], media_types: tuple[str, ...], message: str
) -> None:
    with pytest.raises(InvalidValueError, match=message):
        Reader(
            name="x",
            version="1",
            extensions=extensions,
            media_types=media_types,
            summary="for this test",
            read=lambda content: Reading(text=content.decode()),
        )
