"""Canonical JSON has one form for one content, whatever the order it was given in."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.canonical import LARGEST_INTEGER, Json, canonical_json, digest_of

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
keys = st.text(st.characters(max_codepoint=127), max_size=4)
contents: st.SearchStrategy[Json] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-LARGEST_INTEGER, LARGEST_INTEGER), text),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=15,
)


@settings(max_examples=200, deadline=None)
@given(contents)
def test_canonical_json_reads_back_as_what_was_written(content: Json) -> None:
    written = canonical_json(content)
    assert content == json.loads(written)
    assert written == canonical_json(json.loads(written))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(keys, contents, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_keys_changes_nothing(content: dict[str, Json], random: object) -> None:
    items = list(content.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert canonical_json(content) == canonical_json(dict(items))


@settings(max_examples=200, deadline=None)
@given(contents, contents)
def test_contents_have_one_digest_exactly_when_they_are_one(one: Json, other: Json) -> None:
    is_same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert is_same == (digest_of(one) == digest_of(other))
