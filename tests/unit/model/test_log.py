"""What an entry tells, what it hides, and what it refuses."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from probandum.errors import InvalidValueError
from probandum.model.log import (
    EntryKind,
    Field,
    Header,
    commitment,
    read_entry,
    rfc3339,
    write_entry,
)

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HEADER = Header(office="hq", seq=3, kind=EntryKind.SOURCE, at=AT)
SALT = bytes(range(32))
NAMES = [
    f'"{first} {last}"'
    for first in map("Ilva{}".format, range(40))
    for last in "ABCDEFGHIJKLMNOPQRSTUVWXY"
]


def test_an_entry_is_these_bytes() -> None:
    entry = write_entry(HEADER, fields=[Field(name="name", value='"x"', salt=SALT)])
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in (SALT, b"name", b'"x"'))
    digest = sha256(b"probandum field 1\0" + framed).hexdigest()
    expected = (
        '{"at":"2026-01-02T03:04:05Z","commitments":["DIGEST"],"key":"none","kind":"source",'
        '"office":"hq","sealed":0,"seq":3,"v":1}'
    ).replace("DIGEST", digest)
    assert expected.encode() == entry.content
    assert sha256(b"\0" + expected.encode()).digest() == entry.leaf


def test_a_name_is_confirmed_with_its_salt_and_never_guessed_without() -> None:
    assert 1000 == len(set(NAMES))
    true = NAMES[417]
    entry = write_entry(HEADER, fields=[Field(name="name", value=true, salt=SALT)])
    _, (kept,) = read_entry(entry.content)
    assert [true] == [name for name in NAMES if kept == commitment("name", value=name, salt=SALT)]
    unsalted = {
        digest
        for name in NAMES
        for digest in (
            commitment("name", value=name, salt=bytes(32)),
            sha256(name.encode()).hexdigest(),
            sha256(name.strip('"').encode()).hexdigest(),
            sha256(b"name" + name.encode()).hexdigest(),
        )
    }
    assert kept not in unsalted
    assert b"name" not in entry.content
    assert true.strip('"').encode() not in entry.content


def test_the_order_of_commitments_does_not_tell_the_order_of_fields() -> None:
    fields = [
        Field(name=f"field {number}", value="1", salt=bytes([number]) * 32) for number in range(8)
    ]
    entry = write_entry(HEADER, fields=fields)
    assert entry.content == write_entry(HEADER, fields=fields[::-1]).content
    _, kept = read_entry(entry.content)
    assert sorted(kept) == list(kept)


def test_a_field_that_stands_twice_is_refused() -> None:
    fields = [Field(name="name", value=value, salt=SALT) for value in ("1", "2")]
    with pytest.raises(InvalidValueError, match="a field stands twice in one entry"):
        write_entry(HEADER, fields=fields)


@pytest.mark.parametrize(("value", "salt"), [(None, SALT), ("1", None), (None, None)])
def test_a_field_that_is_not_open_is_refused(value: str | None, salt: bytes | None) -> None:
    field = Field(name="name", value=value, salt=salt)
    assert not field.is_open
    with pytest.raises(InvalidValueError, match="can only commit to open fields"):
        write_entry(HEADER, fields=[field])


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_a_salt_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(InvalidValueError, match=f"a salt has 32 bytes, not {size}"):
        commitment("name", value="1", salt=bytes(size))


@pytest.mark.parametrize(
    "change",
    [{"seq": -1}, {"sealed": -1}, {"at": AT.replace(tzinfo=None)}],
    ids=["number", "sealed", "zone"],
)
def test_a_header_that_could_not_be_written_is_refused(change: dict[str, object]) -> None:
    given: dict[str, object] = {"office": "hq", "seq": 0, "kind": EntryKind.CASE, "at": AT}
    with pytest.raises(InvalidValueError, match="a number, a count and a moment with a zone"):
        Header(**(given | change))  # type: ignore[arg-type]


def test_a_header_of_an_office_no_id_could_carry_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="office 'HQ' is not 1 to 16"):
        Header(office="HQ", seq=0, kind=EntryKind.CASE, at=AT)


def good() -> dict[str, object]:
    content: dict[str, object] = json.loads(write_entry(HEADER, fields=[]).content)
    return content


@pytest.mark.parametrize(
    "change",
    [
        {"seq": "3"},
        {"seq": -3},
        {"kind": "verdict"},
        {"office": 5},
        {"office": "H Q"},
        {"at": "yesterday"},
        {"at": 5},
        {"at": "2026-01-02T03:04:05"},
        {"sealed": None},
        {"commitments": None},
        {"commitments": [1, "a"]},
        {"commitments": ["abc"]},
        {"commitments": ["A" * 64]},
        {"commitments": ["b" * 64, "a" * 64]},
        {"v": 2},
        {"v": "1"},
    ],
    ids=str,
)
def test_altered_content_is_no_entry(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError, match=r"bytes are no log entry of a (kind|version)"):
        read_entry(json.dumps(good() | change).encode())


@pytest.mark.parametrize("name", sorted(good()))
def test_content_without_one_of_its_parts_is_no_entry(name: str) -> None:
    content = good()
    del content[name]
    with pytest.raises(InvalidValueError, match="bytes are no log entry of a kind"):
        read_entry(json.dumps(content).encode())


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"\xff", b'"x"', b"[" * 100_000])
def test_bytes_that_are_no_object_are_no_entry(content: bytes) -> None:
    with pytest.raises(InvalidValueError, match="bytes are no log entry of a kind"):
        read_entry(content)


def test_moments_are_written_in_utc_to_the_second() -> None:
    there = datetime(2026, 1, 1, 0, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=9)))
    assert "2025-12-31T15:30:15Z" == rfc3339(there)
