"""What is found by what."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest

from probandum.errors import ProbandumError
from probandum.language.tokens import (
    EmptyQueryError,
    SearchQuery,
    fts5_expression,
    index_characters,
    index_tokens,
    matches,
    parse_query,
    words,
)


def is_found(query: str, *, text: str) -> bool:
    return matches(parse_query(query), tokens=index_tokens(text), characters=index_characters(text))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("수용소", "요덕수용소에서"),
        ("요덕", "함경남도요덕수용소에서"),
        ("소에", "요덕수용소에서"),
        ("용", "요덕수용소에서"),
        ("18호", "제18호관리소"),
        ("Hoeryong", "the camp at Hoeryŏng"),
        ("HOERYONG", "the camp at Hoeryŏng"),
        ("Hoeryŏng", "HOERYONG"),
        ("المعسكر", "في معسكر قديم"),
        ("معسكر", "بالمعسكر القديم"),
        ("الرحمن", "عبد رحمن"),
        ("رحمن", "عبد الرحمن"),
        ("ألماني", "الألماني"),
        ("الألماني", "ألماني"),
        ("Orlo", "Orlo’s house"),
        ("Sanaa", "in Sana'a"),
        ("Pyongan", "P'yŏngan"),
        ("homme", "l’homme"),
        ("200000", "some 200,000 people"),
        ("200,000", "some 200000 people"),
        ("12/03/2004", "on 12.03.2004"),
        ("dal orsk", "Orsk-Dal"),
        ("Orsk-Dal", "orsk dal"),
        ("٢٠٠٤", "in 2004"),
        ("食べ", "私は食べる"),
        ("พระ", "วัดพระแก้ว"),
        ("Camp 22", "Camp22"),
        ("“former guard”", "a former guard said"),
        ("수용소,회령", "회령의 수용소"),
        ("प्रदेश", "उत्तर प्रदेश में"),
    ],
)
def test_a_query_finds_the_text(query: str, text: str) -> None:
    assert is_found(query, text=text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("수소", "요덕수용소에서"),
        ("덕요", "요덕수용소에서"),
        ("서울", "요덕수용소에서"),
        ("former", "a formerly held man"),
        ('"guard former"', "a former guard said"),
        ("Orsk-Dal", "Dal and Orsk"),
        ("guard 2004", "a former guard said in 2003"),
        ("22", "220"),
    ],
)
def test_a_query_does_not_find_the_text(query: str, text: str) -> None:
    assert not is_found(query, text=text)


def test_text_with_letters_apart_gives_the_same_tokens() -> None:
    text = "Hoeryŏng 요덕수용소 أحمد"
    apart = unicodedata.normalize("NFD", text)
    assert text != apart
    assert index_tokens(text) == index_tokens(apart)
    assert index_characters(text) == index_characters(apart)


def test_the_article_stays_where_fewer_than_three_letters_would_remain() -> None:
    assert ("الله",) == index_tokens("الله")


def test_words_keep_unspaced_runs_whole() -> None:
    assert ("요덕수용소", "orsk", "dal") == words("요덕수용소 Orsk-Dal")


def test_an_unclosed_quotation_mark_quotes_nothing() -> None:
    assert parse_query("former guard") == parse_query('"former guard')


def test_a_repeated_word_is_asked_once() -> None:
    assert parse_query("guard") == parse_query("guard GUARD")


@pytest.mark.parametrize("text", ["", "  ", '""', "?!…", "\u200b", "😀", "'-'"])
def test_a_query_of_nothing_searchable_is_refused(text: str) -> None:
    with pytest.raises(EmptyQueryError, match="nothing searchable was found") as caught:
        parse_query(text)
    assert isinstance(caught.value, ProbandumError)


def test_an_empty_phrase_is_refused() -> None:
    with pytest.raises(EmptyQueryError, match="one of its phrases is empty"):
        SearchQuery(phrases=((),), characters=("북",))


def test_quotation_marks_in_a_query_value_cannot_leave_the_expression() -> None:
    query = SearchQuery(phrases=(('a" OR "b',),), characters=())
    assert '(words : "a"" OR ""b")' == fts5_expression(query)


def test_sqlite_accepts_a_query_of_many_words() -> None:
    many = " ".join(f"{number}" for number in range(3000))
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5(words, characters, tokenize = 'ascii')"
        )
        connection.execute("INSERT INTO search VALUES (?, '')", (" ".join(index_tokens(many)),))
        found = connection.execute(
            "SELECT count(*) FROM search WHERE search MATCH ?",
            (fts5_expression(parse_query(many)),),
        ).fetchone()
    connection.close()
    assert (1,) == found
