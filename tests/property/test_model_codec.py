"""Every kind of value survives the codec, pickling and Arrow, and is named after its content."""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.codec import (
    arrow_batch,
    convert,
    decode,
    encode,
    field_values,
    from_arrow,
    json_schema,
    plain,
    recorded,
    stamped,
)
from probandum.model.kinds import KINDS, Bound, Kind
from tests.strategies import value

EXAMPLES = 200 if os.environ.get("PROBANDUM_SOAK") == "1" else 10
KEY = b"k" * 32
MACHINE_KINDS = [kind for kind in KINDS if kind.bound is Bound.RUN]

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
each_machine_kind = pytest.mark.parametrize("kind", MACHINE_KINDS, ids=lambda kind: kind.name)
data = given(drawn=st.data())
modest = settings(max_examples=EXAMPLES, deadline=None)


@each_kind
@modest
@data
def test_a_value_is_what_it_was_after_encoding_and_decoding(
    kind: Kind, drawn: st.DataObject
) -> None:
    before = drawn.draw(value(kind.type))
    text = encode(before)
    after = decode(text, kind.type)
    assert before == after
    assert text == encode(after)
    assert before == decode(text.encode(), kind.type)
    assert before == convert(plain(before), kind.type)


@each_kind
@modest
@data
def test_encoded_keys_are_sorted_and_no_space_stands_between(
    kind: Kind, drawn: st.DataObject
) -> None:
    text = encode(drawn.draw(value(kind.type)))
    keys: list[list[str]] = []

    def look(found: list[tuple[str, Any]]) -> dict[str, Any]:
        keys.append([name for name, _ in found])
        return dict(found)

    json.loads(text, object_pairs_hook=look)
    assert len(keys) >= 1
    assert [sorted(names) for names in keys] == keys
    assert not any(outside.isspace() for outside in _outside_strings(text))


def _outside_strings(text: str) -> str:
    """Return the characters of JSON that stand outside its strings."""
    kept, inside, escaped = [], False, False
    for character in text:
        if escaped:
            escaped = False
        elif inside and character == "\\":
            escaped = True
        elif character == '"':
            inside = not inside
        elif not inside:
            kept.append(character)
    return "".join(kept)


@each_kind
@modest
@data
def test_a_pickled_value_is_equal_and_hashes_alike(kind: Kind, drawn: st.DataObject) -> None:
    before = drawn.draw(value(kind.type))
    after = pickle.loads(pickle.dumps(before))  # noqa: S301 - our own bytes
    assert before == after
    assert hash(before) == hash(after)
    assert len({before, after}) == 1


@each_kind
@modest
@data
def test_values_survive_an_arrow_record_batch(kind: Kind, drawn: st.DataObject) -> None:
    before = tuple(drawn.draw(st.lists(value(kind.type), max_size=3)))
    batch = arrow_batch(before, type_=kind.type)
    assert len(before) == batch.num_rows
    after = from_arrow(batch, type_=kind.type)
    assert before == after


@each_kind
@modest
@data
def test_the_fields_of_a_value_put_together_are_its_body(kind: Kind, drawn: st.DataObject) -> None:
    one = drawn.draw(value(kind.type))
    parts = field_values(one)
    assert sorted(name for name, _ in parts) == [name for name, _ in parts]
    assert encode(one) == "{" + ",".join(f'"{name}":{content}' for name, content in parts) + "}"


@each_kind
@modest
@data
def test_a_recorded_value_is_the_value_in_every_byte(kind: Kind, drawn: st.DataObject) -> None:
    one = drawn.draw(value(kind.type))
    held = recorded(one)
    assert encode(one) == held.json == encode(held)
    assert held == decode(encode(held), type(held))
    assert one == decode(held.json, kind.type)


@each_kind
def test_a_json_schema_names_every_field_and_nothing_else(kind: Kind) -> None:
    schema = json_schema(kind.type)
    described = schema["$defs"][kind.type.__name__]
    names = {field.name for field in dataclasses.fields(kind.type)}
    needed = {
        field.name
        for field in dataclasses.fields(kind.type)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    assert names == set(described["properties"])
    assert needed == set(described["required"])
    json.dumps(schema)


@each_machine_kind
@modest
@data
def test_equal_content_gets_an_equal_id_in_every_run(kind: Kind, drawn: st.DataObject) -> None:
    one = drawn.draw(value(kind.type))
    first = stamped(one, key=KEY, run="run-1")
    second = stamped(dataclasses.replace(one, id="other", run="other"), key=KEY, run="run-2")
    assert first.id == second.id
    assert first.id == stamped(first, key=KEY, run="run-3").id
    assert ("run-1", "run-2") == (first.run, second.run)
    assert first.id.startswith(f"{kind.name}-")
    assert len(kind.name) + 1 + 32 == len(first.id)


@each_machine_kind
@modest
@data
def test_another_key_or_another_content_gives_another_id(kind: Kind, drawn: st.DataObject) -> None:
    strategy = value(kind.type)
    one, other = drawn.draw(strategy), drawn.draw(strategy)
    first = stamped(one, key=KEY, run="run-1")
    assert first.id != stamped(one, key=b"x" * 32, run="run-1").id
    blank = {"id": "", "run": ""}
    is_equal = dataclasses.replace(one, **blank) == dataclasses.replace(other, **blank)
    assert is_equal == (first.id == stamped(other, key=KEY, run="run-1").id)
