"""What folding makes equal, and what it leaves."""

from __future__ import annotations

import unicodedata

import pytest

from probandum.language.folding import fold


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("hoeryong", "Hoeryŏng"),
        ("lodz", "ŁÓDŹ"),
        ("dodoma ddi", "Ðođoma ððı"),
        ("strasse", "Straße"),
        ("strasse", "STRASSE"),
        ("istanbul", "İstanbul"),
        ("istanbul", "ıstanbul"),
        ("soren", "Søren"),
        ("αθηνα", "Ἀθηνᾶ"),
        ("елка и", "Ёлка й"),
        ("ahmad", "aḥmad"),
        ("fi", "ﬁ"),
        ("abc 123", "ＡＢＣ　１２３"),
    ],
)
def test_alphabetic_spellings_fold_to_plain_letters(expected: str, written: str) -> None:
    assert expected == fold(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إِبْرَاهِيم", "ابراهيم"),
        ("آمنة", "امنه"),
        ("مصطفى", "مصطفي"),
        ("محمـــد", "محمد"),
        ("کریم", "كريم"),
        ("مؤمن", "مومن"),
        ("ﻣﺤﻤﺪ", "محمد"),
    ],
)
def test_interchangeable_arabic_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(other) == fold(one)


def test_digits_of_any_script_become_ascii() -> None:
    assert "2004 2004 2004 2004" == fold("٢٠٠٤ ۲۰۰۴ २००४ 𝟐𝟎𝟎𝟒")


def test_apostrophes_and_hyphens_become_one() -> None:
    assert "'" * 7 == fold("'’‘ʼʿ`´")
    assert "-" * 6 == fold("-‐‑–—−")


def test_hangul_stays_composed_also_from_letters_apart() -> None:
    apart = unicodedata.normalize("NFD", "요덕수용소")
    assert "요덕수용소" == fold(apart)
    assert len(apart) > 5


def test_kana_keeps_its_voicing() -> None:
    assert "がぱガ" == fold("がぱｶﾞ")


def test_invisible_characters_vanish() -> None:
    assert "orskdal" == fold("Orsk\u200b\u200d\u202e\u2066\ufeff\u00addal\ufe0f")


def test_controls_become_spaces_and_lone_surrogates_a_replacement() -> None:
    assert "a b\tc\n\ufffd" == fold("a\x00b\tc\n\ud800")


def test_vowel_signs_of_devanagari_are_letters_and_stay() -> None:
    assert "हिन्दी" == fold("हिन्दी")
