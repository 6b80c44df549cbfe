"""Patterns of plain words found in a text, in the same way wherever the program looks for them."""

from __future__ import annotations

import pytest

from probandum.language.patterns import fault_of, holds
from probandum.statements.wording import folded, places


@pytest.mark.parametrize(
    ("pattern", "text", "count"),
    [
        ("sold", "they were SOLD.", 1),
        ("sold", "soldiers came", 0),
        ("sold", "re-sold", 1),
        ("sold", "unsold", 0),
        ("given to * families", "given to families", 1),
        ("given to * families", "given\nto the three loyal families", 1),
        ("given to * families", "given to one of the four loyal families", 0),
        ("cut|reduced * rations", "They reduced the prisoners' rations", 1),
        ("state-induced", "state‑induced famine", 1),
        ("under 18", "boys under １８", 1),
        ("their faith", "for the\u200bir faith", 1),
        ("a.b", "axb", 0),
    ],
)
def test_a_pattern_is_found_as_statements_find_it(pattern: str, text: str, count: int) -> None:
    assert count == len(places(folded(text), patterns=(pattern,)))
    assert holds(text, patterns=(pattern,)) == (count > 0)


def test_either_word_of_a_choice_is_found() -> None:
    patterns = ("cut|reduced * rations",)
    assert holds("They cut rations", patterns=patterns)
    assert holds("They reduced the prisoners' rations", patterns=patterns)
    assert not holds("They raised the rations", patterns=patterns)


def test_one_of_several_patterns_is_enough_and_none_finds_nothing() -> None:
    assert holds("they were bought", patterns=("sold", "bought"))
    assert not holds("they were bought", patterns=())


@pytest.mark.parametrize("pattern", ["", " ", " sold", "* sold", "sold *", "*"])
def test_a_pattern_without_words_at_its_ends_is_at_fault(pattern: str) -> None:
    assert fault_of(pattern) == "a loose end"


def test_a_pattern_of_words_is_sound() -> None:
    assert fault_of("cut|reduced * rations") is None
    assert fault_of("cut| rations") == "an empty choice"
