"""Testimonies in turns keep who says what, as written."""

from __future__ import annotations

import pytest

from probandum.model.source import PassageKind
from probandum.sources.turns import turns_in


def told(text: str) -> list[tuple[str | None, str]]:
    return [(turn.speaker, text[turn.start : turn.end]) for turn in turns_in(text)]


def test_labels_are_kept_as_written_and_are_no_part_of_the_words() -> None:
    text = "Taken 3 May 2031.\r\nQ1. Where?\r\nA1. Here 😀.\r\nStill here.\r\nQ2. Who?\r\nA2. They.\r\n"

    assert [
        (None, "Taken 3 May 2031."),
        ("Q1", "Where?"),
        ("A1", "Here 😀.\r\nStill here."),
        ("Q2", "Who?"),
        ("A2", "They."),
    ] == told(text)
    assert PassageKind.DOCUMENT is turns_in(text)[0].kind
    assert PassageKind.TESTIMONY is turns_in(text)[1].kind


def test_a_turn_without_words_is_an_empty_passage() -> None:
    text = "Interviewer: Why?\nWitness W-2:\nInterviewer: Why?\nWitness W-2: No.\n"

    assert ("Witness W-2", "") == told(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Q: Only one question.\nA: Only one answer.\n",
        "Witness: a.\nWitness: b.\nWitness: c.\nWitness: d.\n",
        "Note: a.\nPlace: b.\nDate: c.\nNote: d.\n",
        "A man said so.\nA woman said no.\nQ is a letter.\nA too.\n",
    ],
)
def test_what_is_no_exchange_stays_whole(text: str) -> None:
    assert () == turns_in(text)
