"""PDF pages become paragraphs, every line with its page and box; what holds no words is noted."""

from __future__ import annotations

import pytest

from probandum.model.run import GapKind
from probandum.model.source import LocatorKind, PassageKind
from probandum.sources.formats.pdf import read
from probandum.sources.refusals import EmptySourceError, LockedSourceError, MalformedSourceError
from tests.samples.make_samples import REPORT, pdf


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart() -> None:
    reading = read(pdf(REPORT))

    assert (
        "The Closed Road\n\nBy nightfall the road to Orsk-Dal was closed. A report by the Orsk-Dal "
        "Watch counts 40 to 60 houses burned in the valley, and names the unit that stood at the "
        "bridge.\n\nPeople who fled to Tarsia say that nobody was allowed to go back for the sick. "
        "The mill was burn-ing by then.\n\nThe ministry says that the fire began by lightning."
    ) == reading.text


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the self-", "determination of", "the self-determination of"),
        ("the road to Orsk-", "Dal was closed", "the road to Orsk-Dal was closed"),
        ("in the years 2015-", "2016 they fled", "in the years 2015-2016 they fled"),
        ("the govern-", "ment says", "the govern-ment says"),
        ("the mill -", "and the bridge", "the mill - and the bridge"),
        ("the prisoner-", "(his name is known)", "the prisoner- (his name is known)"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_never_lost(first: str, second: str, joined: str) -> None:
    lines = [(72, 720, 11, first), (72, 706, 11, second)]
    reading = read(pdf([lines]))

    assert joined == reading.text
    places = [reading.text[place.start : place.end] for place in reading.stretches]
    assert [first, second] == places


def test_each_page_with_words_is_a_passage() -> None:
    reading = read(pdf(REPORT))

    assert [PassageKind.PAGE] * 2 == [part.kind for part in reading.passages]
    assert "The ministry" == reading.text[reading.passages[1].start :][:12]


def test_every_line_has_its_page_and_its_box() -> None:
    reading = read(pdf(REPORT))
    places = {reading.text[place.start : place.end]: place.locator for place in reading.stretches}

    line = places["the bridge."]
    assert (LocatorKind.PAGE, 1) == (line.kind, line.number)
    assert line.box is not None
    left, bottom, right, top = line.box
    assert 72 <= left < right < 200
    assert 685 < bottom < 695 < top < 705
    assert {"was burn-", "ing by then."} <= set(places)


def test_a_page_without_text_is_noted_as_a_possible_scan() -> None:
    (notice,) = read(pdf(REPORT)).notices

    assert (GapKind.LOW_QUALITY, "page 3 holds no text; it may be a scan") == (
        notice.kind,
        notice.words,
    )


def test_many_pages_without_text_are_noted_in_one_sentence() -> None:
    (notice,) = read(pdf([[] for _ in range(30)])).notices

    assert notice.words.startswith("30 pages, the first of them 1, 2, 3")


def test_what_the_file_claims_is_a_candidate() -> None:
    claims = [(one.field, one.content, one.origin) for one in read(pdf(REPORT)).candidates]

    assert [
        ("pages", "3", "page tree"),
        ("title", "The Closed Road", "document information Title"),
        ("author", "Lea Brandt", "document information Author"),
    ] == claims


def test_a_locked_file_is_refused_plainly() -> None:
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"
    locked = pdf(REPORT, extra=f"{lock} /ID [<00> <00>]")

    with pytest.raises(LockedSourceError, match="locked by a password; add a copy without one"):
        read(locked)


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"not a pdf", pdf(REPORT)[:200]])
def test_what_cannot_be_opened_is_refused(content: bytes) -> None:
    with pytest.raises(MalformedSourceError, match="breaks the rules of PDF"):
        read(content)


def test_a_file_without_pages_is_its_own_error() -> None:
    with pytest.raises((EmptySourceError, MalformedSourceError), match=r"no pages|rules of PDF"):
        read(pdf([]))
