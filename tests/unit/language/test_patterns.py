"""Patterns of plain words found in a text, in the same way wherever the program looks for them."""

from __future__ import annotations

import pytest

from probandum.language.patterns import fault_of, holds
from probandum.statements.wording import folded, places


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("sold", "they were SOLD.", True),
        ("sold", "soldiers came", False),
        ("sold", "re-sold", True),
        ("sold", "unsold", False),
        ("given to * families", "given to families", True),
        ("given to * families", "given\nto the three loyal families", True),
        ("given to * families", "given to one of the four loyal families", False),
        ("cut|reduced * rations", "They reduced the prisoners' rations", True),
        ("cut|reduced * rations", "They raised the rations", False),
        ("state-induced", "state‑induced famine", True),
        ("under 18", "boys under １８", True),
        ("their faith", "for the\u200bir faith", True),
        ("a.b", "axb", False),
    ],
)
def test_a_pattern_is_found_as_statements_find_it(pattern: str, text: str, expected: bool) -> None:
    assert holds(text, patterns=(pattern,)) is expected
    assert bool(places(folded(text), patterns=(pattern,))) is expected


def test_one_of_several_patterns_is_enough_and_none_finds_nothing() -> None:
    assert holds("they were bought", patterns=("sold", "bought"))
    assert not holds("they were bought", patterns=())


@pytest.mark.parametrize("pattern", ["", " ", " sold", "* sold", "sold *", "*"])
def test_a_pattern_without_words_at_its_ends_is_at_fault(pattern: str) -> None:
    assert fault_of(pattern) == "a loose end"


def test_a_pattern_of_words_is_sound() -> None:
    assert fault_of("cut|reduced * rations") is None
    assert fault_of("cut| rations") == "an empty choice"
