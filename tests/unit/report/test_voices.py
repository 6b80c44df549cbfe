"""Passages and their speakers are called by numbers; who writes twice keeps the first."""

from __future__ import annotations

from probandum.model.source import Passage, PassageKind
from probandum.report.voices import Voice, masked_speakers, voices_of


def passage(number: int, kind: PassageKind, *, speaker: str | None = None) -> Passage:
    return Passage(
        id=f"p{number}",
        source="s",
        kind=kind,
        number=number,
        speaker=speaker,
        text_sha256="0" * 64,
        start=0,
        end=1,
    )


def test_comments_are_numbered_among_comments_and_writers_by_their_first() -> None:
    voices = voices_of(
        [
            passage(1, PassageKind.ARTICLE, speaker="Doran Vael"),
            passage(2, PassageKind.COMMENT, speaker="Mila"),
            passage(3, PassageKind.COMMENT),
            passage(4, PassageKind.COMMENT, speaker="Mila"),
            passage(5, PassageKind.COMMENT),
        ]
    )
    assert Voice(place="article", speaker="the author") == voices["p1"]
    assert ["comment 1", "comment 2", "comment 3", "comment 4"] == [
        voices[f"p{number}"].place for number in (2, 3, 4, 5)
    ]
    assert ["commenter 1", "commenter 2", "commenter 1", "commenter 4"] == [
        voices[f"p{number}"].speaker for number in (2, 3, 4, 5)
    ]


def test_a_witness_is_called_by_the_number_of_the_testimony() -> None:
    voices = voices_of(
        [
            passage(1, PassageKind.TESTIMONY, speaker="Oren Talm"),
            passage(2, PassageKind.TESTIMONY, speaker="Sela Orr"),
        ]
    )
    assert "the speaker of testimony 2" == voices["p2"].speaker


def test_only_who_published_under_a_name_is_not_masked() -> None:
    found = masked_speakers(
        [
            passage(1, PassageKind.ARTICLE, speaker="Doran Vael"),
            passage(2, PassageKind.COMMENT, speaker="Mila"),
            passage(3, PassageKind.TESTIMONY, speaker="Oren Talm"),
            passage(4, PassageKind.MESSAGE),
        ]
    )
    assert frozenset({"Mila", "Oren Talm"}) == found
