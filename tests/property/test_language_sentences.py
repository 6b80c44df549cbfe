"""Sentences hold every character but white space, once and in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from probandum.language.sentences import sentence_spans

MIXED = st.lists(
    st.sampled_from(
        [
            *"aB1 .!?…\"'”)]」。؟।\n\r\t\u2028\x1c\x85\u200b다م",
            "Dr",
            "U.N",
            "No",
            "etc",
            "[12]",
            "The",
        ]
    ),
    max_size=40,
).map("".join)
ANY_TEXT = st.one_of(MIXED, st.text(st.characters(exclude_categories=())))


@given(ANY_TEXT)
def test_every_visible_position_is_in_exactly_one_sentence(text: str) -> None:
    expected = {position for position, character in enumerate(text) if not character.isspace()}
    held = [position for start, end in sentence_spans(text) for position in range(start, end)]
    assert sorted(set(held)) == held
    assert expected == {position for position in held if not text[position].isspace()}


@given(ANY_TEXT)
def test_no_sentence_is_empty_begins_or_ends_with_space_or_crosses_a_line(text: str) -> None:
    for start, end in sentence_spans(text):
        quote = text[start:end]
        assert quote
        assert quote == quote.strip()
        assert [quote] == quote.splitlines()
