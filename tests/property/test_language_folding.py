"""What folding can never do."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from probandum.language.folding import fold
from probandum.language.visible import mark_invisible

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(text) == fold(fold(text))


def test_folding_any_single_character_twice_changes_nothing() -> None:
    unstable = [
        code_point
        for code_point in range(0x30000)
        if fold(fold(chr(code_point))) != fold(chr(code_point))
    ]
    assert [] == unstable


@given(ANY_TEXT)
def test_canonically_equal_texts_fold_to_one(text: str) -> None:
    composed = fold(unicodedata.normalize("NFC", text))
    assert composed == fold(unicodedata.normalize("NFD", text))
    assert composed == fold(text)


@given(ANY_TEXT)
def test_case_changes_no_fold_of_ascii(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    assert fold(plain.upper()) == fold(plain.lower())


@given(ANY_TEXT)
def test_marking_leaves_nothing_to_mark_and_can_be_encoded(text: str) -> None:
    marked = mark_invisible(text)
    assert marked == marked.encode().decode()
    assert marked == mark_invisible(marked)
