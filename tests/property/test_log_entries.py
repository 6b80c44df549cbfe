"""Entries commit to every byte of their fields and tell none of them."""

from __future__ import annotations

import json
from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from probandum.errors import InvalidValueError
from probandum.model.log import (
    SALT_BYTES,
    EntryKind,
    Field,
    Header,
    commitment,
    read_entry,
    write_entry,
)
from probandum.model.merkle import leaf_hash, root_of
from tests.strategies import moments, offices, texts

salts = st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES)
headers = st.builds(
    Header,
    office=offices,
    seq=st.integers(0, 2**40),
    key=texts,
    kind=st.sampled_from(EntryKind),
    at=moments.map(lambda moment: moment.astimezone(UTC).replace(microsecond=0)),
    sealed=st.integers(0, 5),
)
fields = st.lists(
    st.builds(Field, name=texts, value=texts, salt=salts),
    max_size=4,
    unique_by=lambda field: field.name,
)


@settings(max_examples=100, deadline=None)
@given(headers, fields)
def test_an_entry_reads_back_as_what_was_written(header: Header, given_: list[Field]) -> None:
    entry = write_entry(header, fields=given_)
    expected = sorted(
        commitment(field.name, value=field.value or "", salt=field.salt or b"") for field in given_
    )
    assert (header, tuple(expected)) == read_entry(entry.content)
    assert (header.office, header.seq) == (entry.office, entry.seq)
    assert leaf_hash(entry.content) == entry.leaf
    assert entry == write_entry(header, fields=reversed(given_))


@settings(max_examples=30, deadline=None)
@given(headers, fields, st.integers(1, 255))
def test_every_flipped_byte_changes_the_leaf(
    header: Header, given_: list[Field], mask: int
) -> None:
    entry = write_entry(header, fields=given_)
    for place in range(len(entry.content)):
        changed = bytearray(entry.content)
        changed[place] ^= mask
        assert entry.leaf != leaf_hash(bytes(changed))


@settings(max_examples=30, deadline=None)
@given(headers, fields, st.binary(min_size=1, max_size=1), st.data())
def test_bytes_that_are_no_entry_are_refused_and_never_fail_otherwise(
    header: Header, given_: list[Field], byte: bytes, drawn: st.DataObject
) -> None:
    content = write_entry(header, fields=given_).content
    place = drawn.draw(st.integers(0, len(content) - 1))
    for broken in (content[:place], content[:place] + byte + content[place + 1 :]):
        try:
            read_entry(broken)
        except InvalidValueError:
            continue
        json.loads(broken)


@settings(max_examples=60, deadline=None)
@given(texts, texts, texts, texts, salts, salts)
def test_a_commitment_changes_with_name_value_and_salt(
    name: str, value: str, other_name: str, other_value: str, salt: bytes, other_salt: bytes
) -> None:
    one = commitment(name, value=value, salt=salt)
    other = commitment(other_name, value=other_value, salt=other_salt)
    is_same = (name, value, salt) == (other_name, other_value, other_salt)
    assert is_same == (one == other)
    if name:
        assert one != commitment(name[:-1], value=name[-1] + value, salt=salt)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=40))
def test_the_root_over_any_leaves_is_that_of_another_library(contents: list[bytes]) -> None:
    other = InmemoryTree(algorithm="sha256")
    for content in contents:
        other.append_entry(content)
    assert bytes(other.get_root()) == root_of(map(leaf_hash, contents))
