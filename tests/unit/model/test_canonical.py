"""Canonical JSON against published forms and Python's own, and what it refuses."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from probandum.errors import InvalidValueError
from probandum.model.canonical import LARGEST_INTEGER, Json, canonical_json, digest_of, sha256_hex


def test_characters_are_escaped_as_rfc_8785_says() -> None:
    text = '\u20ac$\u000f\u000aA\'B"\\"/\x08\x0c\r\t\x7f\u2028\U0001f469'
    expected = '"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/\\b\\f\\r\\t\x7f\u2028\U0001f469"'.encode()
    assert expected == canonical_json(text)


def test_keys_are_sorted_at_every_depth_and_lists_keep_their_order() -> None:
    content: Json = {"b": [{"z": 1, "A": 2}, (3, None)], "B": True, "a": False, "1": ""}
    expected = b'{"1":"","B":true,"a":false,"b":[{"A":2,"z":1},[3,null]]}'
    assert expected == canonical_json(content)


def test_composed_and_decomposed_letters_stay_different() -> None:
    assert canonical_json("\u00e9") != canonical_json("e\u0301")


@pytest.mark.parametrize("number", [0, -1, LARGEST_INTEGER, -LARGEST_INTEGER])
def test_whole_numbers_are_written_up_to_the_largest_every_program_reads(number: int) -> None:
    assert str(number).encode() == canonical_json(number)


@pytest.mark.parametrize("number", [2**53, -(2**53), 10**5000], ids=["one", "minus", "longest"])
def test_a_number_too_large_is_refused(number: int) -> None:
    with pytest.raises(InvalidValueError, match=r"beyond 2\*\*53 - 1; write it as text"):
        canonical_json([number])


@pytest.mark.parametrize("content", [1.0, b"x", {1}, object(), float("nan"), 1j])
def test_what_the_subset_lacks_is_refused(content: object) -> None:
    kind = type(content).__name__
    with pytest.raises(InvalidValueError, match=f"cannot hold a {kind}; accepted: null"):
        canonical_json({"a": [content]})  # type: ignore[list-item]


@pytest.mark.parametrize("key", ["é", 1, None, ("a",)])
def test_a_key_that_is_not_ascii_text_is_refused(key: object) -> None:
    with pytest.raises(InvalidValueError, match="a key is not ASCII text"):
        canonical_json({key: 1})  # type: ignore[dict-item]


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\udc00\ud800"])
def test_half_a_surrogate_pair_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="half of a surrogate pair"):
        canonical_json({"a": text})


def test_a_digest_is_of_the_canonical_bytes() -> None:
    assert sha256(b'{"a":1,"b":2}').hexdigest() == digest_of({"b": 2, "a": 1})
    assert "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" == sha256_hex(b"")


def test_a_deeply_nested_content_is_the_same_after_reading() -> None:
    content: dict[str, object] = {}
    for _ in range(100):
        content = {"a": [content]}
    assert content == json.loads(canonical_json(content))  # type: ignore[arg-type]
