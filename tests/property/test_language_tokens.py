"""The search in memory and the search in SQLite find the same texts, and never miss a quotation."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probandum.language.names import name_keys
from probandum.language.tokens import (
    EmptyQueryError,
    SearchQuery,
    fts5_expression,
    index_characters,
    index_tokens,
    matches,
    parse_query,
)

PIECES = st.sampled_from(
    (
        *("guard", "Orlo’s", "Hoeryŏng", "l'eau", "Orsk-Dal", "요덕", "수용소", "에서", "수", "용"),
        *(
            "المعسكر",
            "معسكر",
            "والقمر",
            "قمر",
            "漢字",
            "漢",
            "字",
            "食べる",
            "べ",
            "วัด",
            "😀",
            "22",
        ),
        *("1,000", "1000", "AND", "OR", "NOT", "NEAR", "words", "*", "^", "(", ")", "{", "+", ":"),
        *('"', "'", ",", ".", "-", "/", "“", "”", "\u200b", "\n", "\x00", "\ud800"),
    )
)
JOINS = st.sampled_from(["", "", " ", " "])
MIXED = st.lists(st.tuples(PIECES, JOINS), min_size=1, max_size=8).map(
    lambda pairs: "".join(piece + join for piece, join in pairs)
)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
UNSPACED = st.text(st.sampled_from("요덕수용소漢字べ"), min_size=1, max_size=12)


def found_in_memory(query: SearchQuery, *, texts: list[str]) -> list[int]:
    return [
        position
        for position, text in enumerate(texts)
        if matches(query, tokens=index_tokens(text), characters=index_characters(text))
    ]


def found_in_sqlite(query: SearchQuery, *, texts: list[str]) -> list[int]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5(words, characters, tokenize = 'ascii')"
        )
        connection.executemany(
            "INSERT INTO search (rowid, words, characters) VALUES (?, ?, ?)",
            [
                (position, " ".join(index_tokens(text)), " ".join(index_characters(text)))
                for position, text in enumerate(texts)
            ],
        )
        rows = connection.execute(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid",
            (fts5_expression(query),),
        )
        return [rowid for (rowid,) in rows]


@given(texts=st.lists(st.one_of(MIXED, ANY_TEXT), min_size=1, max_size=8), text=MIXED)
def test_sqlite_finds_what_memory_finds(texts: list[str], text: str) -> None:
    try:
        query = parse_query(text)
    except EmptyQueryError:
        query = parse_query("수용소")
    assert found_in_memory(query, texts=texts) == found_in_sqlite(query, texts=texts)


@given(before=UNSPACED, inside=UNSPACED, behind=UNSPACED)
def test_any_stretch_of_an_unspaced_run_is_found(before: str, inside: str, behind: str) -> None:
    text = f"Orsk {before}{inside}{behind} 22"
    assert [0] == found_in_memory(parse_query(inside), texts=[text])


@given(text=st.one_of(MIXED, ANY_TEXT))
def test_a_text_is_found_by_itself_unless_nothing_in_it_is_searchable(text: str) -> None:
    if not index_tokens(text):
        with pytest.raises(EmptyQueryError, match="nothing searchable"):
            parse_query(text)
    else:
        assert [0] == found_in_memory(parse_query(text), texts=[text])


@given(text=st.one_of(MIXED, ANY_TEXT))
def test_tokens_hold_no_ascii_but_small_letters_and_digits_and_no_space(text: str) -> None:
    for token in (*index_tokens(text), *index_characters(text)):
        assert re.fullmatch("[a-z0-9\u0080-\U0010ffff]+", token)
        assert not re.search(r"\s", token)
        assert token == token.encode().decode()


@given(text=st.one_of(MIXED, ANY_TEXT))
def test_tokens_joined_by_spaces_are_their_own_tokens(text: str) -> None:
    tokens = index_tokens(text)
    assert tokens == tuple(" ".join(tokens).split())


@given(
    st.lists(st.sampled_from(["Ana", "Orlo", "Kim", "Il-yong", "محمد", "요덕", "7"]), max_size=4)
)
def test_order_of_words_changes_no_plain_key(parts: list[str]) -> None:
    def plain(name: str) -> list[str]:
        return [key for key in name_keys(name) if key.startswith("plain:")]

    assert plain(" ".join(sorted(parts))) == plain(" ".join(sorted(parts, reverse=True)))


@given(ANY_TEXT)
def test_any_name_has_sorted_distinct_keys(name: str) -> None:
    keys = name_keys(name)
    assert sorted(set(keys)) == list(keys)
    assert bool(keys) == bool(index_tokens(name))
