"""Plain text keeps every character and every line its number."""

from __future__ import annotations

import pytest

from probandum.model.source import LocatorKind, PassageKind
from probandum.sources.formats.txt import read


def test_every_line_is_a_stretch_with_its_number_and_its_own_end() -> None:
    reading = read(b"one\r\n\ntwo\rthree")

    lines = [reading.text[place.start : place.end] for place in reading.stretches]
    assert ["one\r\n", "\n", "two\r", "three"] == lines
    assert [1, 2, 3, 4] == [place.locator.number for place in reading.stretches]
    assert {LocatorKind.LINE} == {place.locator.kind for place in reading.stretches}


@pytest.mark.parametrize("character", ["\x0c", "\x0b", "\x85", "\u2028", "\u2029"])
def test_only_what_editors_count_ends_a_line(character: str) -> None:
    assert len(read(f"one{character}two".encode()).stretches) == 1


def test_the_whole_text_is_one_document() -> None:
    reading = read("Häuser\n".encode())

    (passage,) = reading.passages
    assert (passage.kind, passage.start, passage.end) == (PassageKind.DOCUMENT, 0, 7)


def test_nothing_is_normalised() -> None:
    text = "e\u0301 \ufb01 \u200f\u202e\r\n\t  \u00a0"

    assert read(text.encode()).text == text


def test_the_encoding_is_a_candidate_with_its_origin() -> None:
    (candidate,) = read("Häuser".encode("utf-8-sig")).candidates

    assert ("encoding", "utf-8", "byte order mark") == (
        candidate.field,
        candidate.content,
        candidate.origin,
    )
