"""Exhibits: text cut at every edge, whole when short, in windows when long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from probandum.model.source import Passage, PassageKind
from probandum.report.exhibits import WHOLE_CHARACTERS, Mark, pieces, windows

MARKS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1])), max_size=6
)


@given(st.text(min_size=50, max_size=60), MARKS)
def test_pieces_put_together_are_the_text_and_cover_every_mark(
    text: str, places: list[tuple[int, int]]
) -> None:
    marks = [Mark(number=n, start=a, end=b) for n, (a, b) in enumerate(places, start=1)]
    cut = pieces(text, start=0, end=len(text), marks=marks)
    assert "".join(piece.text for piece in cut) == text
    for mark in marks:
        covered = [piece for piece in cut if mark.number in piece.numbers]
        assert "".join(piece.text for piece in covered) == text[mark.start : mark.end]
        assert [mark.number in piece.opens for piece in covered].count(True) == 1
        assert [mark.number in piece.closes for piece in covered].count(True) == 1
        assert mark.number in covered[0].opens
        assert mark.number in covered[-1].closes


def _passage(text: str) -> Passage:
    return Passage(
        source="s", kind=PassageKind.ARTICLE, number=1, text_sha256="0" * 64, start=0, end=len(text)
    )


def test_a_short_passage_is_shown_whole() -> None:
    text = "one\n\ntwo"
    assert windows(text, passage=_passage(text), marks=()) == ((0, len(text)),)


def test_of_a_long_passage_the_paragraphs_around_the_words_are_shown() -> None:
    paragraphs = [f"{number:03} " + "x" * 96 for number in range(40)]
    text = "\n".join(paragraphs)
    assert len(text) > WHOLE_CHARACTERS
    marks = [Mark(number=1, start=101 * 10, end=101 * 10 + 3), Mark(number=2, start=3939, end=3942)]
    shown = windows(text, passage=_passage(text), marks=marks)
    assert [text[start : start + 3] for start, _ in shown] == ["009", "038"]
    assert [text[end - 96 - 4 : end - 97] for _, end in shown] == ["011", "039"]
