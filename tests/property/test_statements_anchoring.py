"""What can never happen when words are looked for in a newer text."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from probandum.model.source import Span, span_of
from probandum.statements.anchoring import find_again

OLD, NEW = "0" * 64, "1" * 64
WORDS = st.lists(
    st.sampled_from(
        ["soldiers", "killed", "not", "12", "112", "people", "Harn", "é", "죽었다", "١٢"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@st.composite
def pinned(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.one_of(WORDS, ANY.filter(bool)))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, span_of(text, start=start, end=end, text_sha256=OLD)


@given(pinned(), ANY)
def test_what_is_found_quotes_the_newer_text(old: tuple[str, Span], newer: str) -> None:
    found = find_again(old[1], text=newer + old[0], text_sha256=NEW)
    if found is not None:
        assert found.quote == (newer + old[0])[found.start : found.end]
        assert found.quote.split() == old[1].quote.split()
        assert found.text_sha256 == NEW


@given(WORDS, ANY, st.data())
def test_text_put_before_shifts_the_words(words: str, before: str, data: st.DataObject) -> None:
    marked = f"Xyz {words} zyX"
    start = 4
    span = span_of(marked, start=start, end=start + len(words), text_sha256=OLD)
    assume("Xyz" not in before)
    newer = f"{before}\n{marked}"
    found = find_again(span, text=newer, text_sha256=NEW)
    assert found is not None
    assert found.start == start + len(before) + 1
    assert found.quote == words


@given(pinned(), st.data())
def test_a_changed_character_is_never_passed_over(
    old: tuple[str, Span], data: st.DataObject
) -> None:
    text, span = old
    at = data.draw(st.integers(span.start, span.end - 1))
    other = data.draw(st.sampled_from("aé0١9 ٢죽n."))
    changed = text[:at] + other + text[at + 1 :]
    assume(changed[span.start : span.end].split() != span.quote.split())
    found = find_again(span, text=changed, text_sha256=NEW)
    if found is not None:
        assert found.quote.split() == span.quote.split()


@given(pinned())
def test_a_text_that_did_not_change_gives_the_same_place_or_none(old: tuple[str, Span]) -> None:
    text, span = old
    found = find_again(span, text=text, text_sha256=OLD)
    unique = text.count(span.quote) == 1 and span.quote.strip() == span.quote
    if unique:
        assert found is not None
    if found is not None and unique:
        assert (found.start, found.end) == (span.start, span.end)
