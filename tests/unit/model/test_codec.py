"""What the codec refuses, and how it says so without quoting content."""

from __future__ import annotations

import sys
import tomllib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest

from probandum.errors import InvalidValueError, MissingDependencyError, UndecodableError
from probandum.model.codec import (
    arrow_batch,
    arrow_schema,
    convert,
    decode,
    encode,
    from_arrow,
    json_schema,
    plain,
    recorded,
    stamped,
)
from probandum.model.decision import Recorded
from probandum.model.document import Sentence
from probandum.model.figure import Figure
from probandum.model.identity import Actor, ActorKind
from probandum.model.run import Gap, GapKind
from probandum.model.when import PartialDate

FIGURE = Figure(low=50_000, high=70_000, unit="people", as_of=PartialDate("2007~"))
GAP = Gap(kind=GapKind.EMPTY, subject_kind="source", subject="s", step="read", reason="no text")

BROKEN = [
    ("", Figure),
    ("{", Figure),
    ("null", Figure),
    ("[]", Figure),
    ('{"low":1}', Figure),
    ('{"unit":"people"}', Figure),
    ('{"low":-1,"unit":"people"}', Figure),
    ('{"low":"5","unit":"people"}', Figure),
    ('{"low":1,"unit":"people","as_of":"May"}', Figure),
    ('{"low":1,"unit":"people","as_of":2007}', Figure),
    ('{"low":1,"unit":"people","wording":"rough"}', Figure),
    ('{"kind":"factual","text":"Orsk-Dal fell."}', Sentence),
    ('{"kind":"person","name":" ","office":"hq"}', Actor),
    ('"\\ud800"', str),
    ('"\ud800"', str),
    ("[" * 100_000, object),
    (b'"\xff"', str),
]


@pytest.mark.parametrize(("text", "type_"), BROKEN)
def test_broken_data_is_undecodable_and_never_another_error(
    text: str | bytes, type_: type[Any]
) -> None:
    with pytest.raises(UndecodableError, match=f"data is not a {type_.__name__}.*; check its form"):
        decode(text, type_)


def test_the_message_names_the_place_and_quotes_nothing() -> None:
    text = '{"low":1,"unit":"people","as_of":"Ilva Terenko"}'
    with pytest.raises(UndecodableError, match=r"at `\$.as_of`") as found:
        decode(text, Figure)
    assert "Terenko" not in str(found.value)


@pytest.mark.parametrize("line", ["as_of = 2007", "as_of = 2007-05-01", "as_of = 'soon'"])
def test_a_toml_date_without_quotation_marks_is_undecodable(line: str) -> None:
    content = tomllib.loads(f"low = 1\nunit = 'people'\n{line}")
    with pytest.raises(UndecodableError, match=r"not a Figure at `\$.as_of`"):
        convert(content, Figure)


@pytest.mark.parametrize("content", [[], None, "x", {"unit": "people"}])
def test_plain_content_of_another_form_is_undecodable(content: object) -> None:
    with pytest.raises(UndecodableError, match="data is not a Figure"):
        convert(content, Figure)


def test_anything_can_be_read_as_an_object() -> None:
    assert {"a": [1, None, "é"]} == decode('{"a":[1,null,"é"]}', object)


def test_a_text_without_utf_8_is_refused_before_it_is_kept() -> None:
    with pytest.raises(InvalidValueError, match="half of a surrogate pair"):
        encode(Figure(low=1, unit="\udcff"))


@pytest.mark.parametrize("write", [encode, plain])
def test_what_is_no_value_cannot_be_written(write: Any) -> None:
    with pytest.raises(InvalidValueError, match="the codec cannot write a complex"):
        write({"a": 1j})


def test_what_is_of_no_kind_cannot_be_stamped() -> None:
    with pytest.raises(InvalidValueError, match="a Figure is no value a case keeps"):
        stamped(FIGURE, key=b"k" * 32, run="run-1")


def test_equal_figures_are_written_alike() -> None:
    one, other = Figure(low=5, unit="people"), Figure(low=5.0, unit="people")
    assert one == other
    assert encode(one) == encode(other)
    assert '"best":0.5' in encode(Figure(best=0.5, unit="percent"))


def test_equal_moments_in_utc_are_written_alike() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert '"2026-01-02T03:04:05Z"' == encode(moment)
    there = moment.astimezone(timezone(timedelta(hours=2)))
    assert '"2026-01-02T05:04:05+02:00"' == encode(there)


def test_a_recorded_value_shows_its_length_and_not_its_words() -> None:
    held = recorded(GAP)
    assert f"Recorded({len(held.json)} characters)" == repr(held)
    with pytest.raises(AttributeError, match="frozen; '_json' cannot be set"):
        held._json = "{}"
    assert held != held.json
    assert held == Recorded(held.json)


def test_plain_content_holds_a_recorded_value_as_content() -> None:
    assert {"a": plain(FIGURE)} == plain({"a": recorded(FIGURE)})


def test_an_arrow_row_that_breaks_a_rule_is_undecodable() -> None:
    import pyarrow

    batch = arrow_batch([FIGURE], type_=Figure)
    place = batch.schema.get_field_index("high")
    broken = batch.set_column(place, "high", pyarrow.array([1.0]))
    with pytest.raises(UndecodableError, match="data is not a Figure"):
        from_arrow(broken, type_=Figure)


def test_an_arrow_schema_says_which_columns_may_be_empty() -> None:
    schema = arrow_schema(Gap)
    assert [field.name for field in schema] == list(Gap.__dataclass_fields__)
    assert {"string"} == {str(field.type) for field in schema}
    assert not any(field.nullable for field in schema)
    assert arrow_schema(Figure).field("low").nullable


def test_without_pyarrow_the_extra_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingDependencyError, match=r"install probandum\[engines\]"):
        arrow_schema(Gap)


def test_the_json_schema_describes_dates_and_recorded_values() -> None:
    figure = json_schema(Figure)["$defs"]["Figure"]["properties"]["as_of"]
    assert {"type": "string", "description": "a date or period in EDTF"} in figure["anyOf"]
    assert {"description": "any value of the export contract"} == json_schema(Recorded)


def test_the_codec_reads_what_any_json_writer_wrote() -> None:
    loose = msgspec.json.format(encode(FIGURE).encode(), indent=2)
    assert FIGURE == decode(loose, Figure)
    assert ActorKind.PERSON is decode('"person"', ActorKind)
