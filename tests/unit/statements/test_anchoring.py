"""Words found again in a newer text, and words that must not be."""

from __future__ import annotations

import pytest

from probandum.model.source import span_of
from probandum.statements.anchoring import find_again

TEXT = "In Harn soldiers killed 12 people. In Orsk-Dal nobody was killed."
OLD, NEW = "0" * 64, "1" * 64


def again(quote: str, text: str, *, old: str = TEXT) -> str | None:
    start = old.index(quote)
    span = span_of(old, start=start, end=start + len(quote), text_sha256=OLD)
    found = find_again(span, text=text, text_sha256=NEW)
    return None if found is None else f"{found.start} {found.quote}"


def test_words_are_found_where_they_moved() -> None:
    assert again("killed 12 people", f"Page 1\n{TEXT}") == "24 killed 12 people"


def test_another_white_space_is_the_same_words() -> None:
    assert (
        again("killed 12 people", "soldiers killed\n 12\u00a0people.")
        == "9 killed\n 12\u00a0people"
    )


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("killed 12 people", "soldiers killed 13 people."),
        ("killed 12 people", "soldiers killed 112 people."),
        ("killed 12", "soldiers killed 120 people."),
        ("killed 12", "soldiers killed 12,000 people."),
        ("killed 12", "soldiers killed 12.5 people."),
        ("12 people", "soldiers killed 1,12 people."),
        ("12 people", "soldiers killed 10-12 people."),
        ("nobody was killed", "In Orsk-Dal somebody was killed."),
        ("killed 12 people", "soldiers killed12 people."),
        ("killed 12 people", "soldiers KILLED 12 people."),
        ("killed", "unkilled"),
        ("killed 12 people", ""),
    ],
)
def test_a_changed_digit_word_or_border_is_not_the_same(quote: str, text: str) -> None:
    assert again(quote, text) is None


def test_a_not_that_was_dropped_or_put_in_is_not_the_same() -> None:
    old = "They were not killed. They were found."
    assert again("They were not killed", "They were killed.", old=old) is None
    assert again("They were found", "They were not found.", old=old) is None


def test_of_two_places_the_one_with_the_same_surroundings_is_chosen() -> None:
    newer = "In Tarsia one was killed. In Orsk-Dal nobody was killed. All was quiet, killed."
    old = "In Orsk-Dal nobody was killed."
    assert again("killed", newer, old=old) == "49 killed"


def test_two_places_that_fit_equally_give_none() -> None:
    assert again("killed", "all killed killed", old="He was killed") is None


def test_white_space_alone_is_never_found() -> None:
    assert again(" ", TEXT) is None
