"""Which script is which."""

from __future__ import annotations

import pytest

from probandum.language import scripts
from probandum.language.scripts import dominant_script, script_of


@pytest.mark.parametrize(
    ("expected", "characters"),
    [
        ("Latn", "aŏÉﬁＡ"),
        ("Hang", "수ㄱᄀ"),
        ("Arab", "مکﻡ"),
        ("Cyrl", "яЁѳ"),
        ("Grek", "αἈ"),
        ("Hani", "漢々〇𠀀"),
        ("Hira", "あ"),
        ("Kana", "アｱー"),
        ("Hebr", "א"),
        ("Deva", "अि"),
        ("Thai", "กั"),
        ("Armn", "ա"),
        ("Geor", "გ"),
        ("Ethi", "አ"),
        ("Khmr", "ក"),
        ("Mymr", "က"),
        ("Zyyy", "7٤ .،。-😀×\u0301\u200b\ud800"),
    ],
)
def test_a_character_has_its_script(expected: str, characters: str) -> None:
    assert {expected} == {script_of(character) for character in characters}


def test_ranges_ascend_and_do_not_overlap() -> None:
    borders = [border for first, last, _ in scripts._RANGES for border in (first, last + 1)]
    assert sorted(borders) == borders


def test_of_two_scripts_with_equal_counts_the_first_dominates() -> None:
    assert "Cyrl" == dominant_script("да no")


def test_a_text_of_digits_has_no_script() -> None:
    assert "Zyyy" == dominant_script("12, 13")


@pytest.mark.parametrize("text", ["", "ab"])
def test_only_one_character_has_a_script(text: str) -> None:
    with pytest.raises(ValueError, match=f"one character was asked, {len(text)} were given"):
        script_of(text)
