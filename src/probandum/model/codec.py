"""The one codec: values to JSON, rows, Arrow schemas and JSON Schema, and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from probandum.errors import (
    InvalidValueError,
    MissingDependencyError,
    ProbandumError,
    UndecodableError,
)
from probandum.model.decision import Recorded
from probandum.model.identity import machine_id
from probandum.model.kinds import kind_of
from probandum.model.when import PartialDate

if TYPE_CHECKING:
    import pyarrow

Value = TypeVar("Value")


def encode(value: object) -> str:
    """Write a value as JSON: keys sorted, no space, the same text for the same value.

    Raises:
        InvalidValueError: A text in it has no UTF-8, or something in it is no value.
    """
    try:
        return _ENCODER.encode(value).decode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidValueError("text holds half of a surrogate pair; no UTF-8 exists") from error


def decode(text: str | bytes, type_: type[Value]) -> Value:
    """Read a value back from JSON.

    Args:
        text: Encoded JSON.
        type_: What it should be.

    Raises:
        UndecodableError: The text is not JSON of that form or breaks a rule of the value.
    """
    try:
        return msgspec.json.decode(text, type=type_, dec_hook=_decode_own)
    except (msgspec.DecodeError, ProbandumError, UnicodeError, RecursionError) as error:
        raise UndecodableError(_reason(type_, error)) from error


def convert(content: object, type_: type[Value]) -> Value:
    """Read a value from plain mappings and lists, such as those of a TOML file.

    Raises:
        UndecodableError: The content has another form or breaks a rule of the value.
    """
    try:
        return msgspec.convert(content, type=type_, dec_hook=_decode_own)
    except (msgspec.ValidationError, ProbandumError) as error:
        raise UndecodableError(_reason(type_, error)) from error


def plain(value: object) -> Any:
    """Turn a value into plain mappings, lists, text and numbers."""
    return msgspec.to_builtins(value, enc_hook=_plain_own)


def recorded(value: object) -> Recorded:
    """Encode a value for keeping inside a decision."""
    return Recorded(encode(value))


def field_values(value: Any) -> tuple[tuple[str, str], ...]:
    """Return each top-level field of a value with its encoded content, sorted by name."""
    names = sorted(field.name for field in dataclasses.fields(value))
    return tuple((name, encode(getattr(value, name))) for name in names)


def stamped(value: Value, *, key: bytes, run: str) -> Value:
    """Give a machine value its id and its run.

    Args:
        value: A value with ``id`` and ``run`` still empty.
        key: The case key.
        run: Id of the run that put it out.

    Returns:
        The same value with both set; equal content gets an equal id in every run.
    """
    kind, bare = kind_of(value).name, cast("Any", value)
    content = encode(dataclasses.replace(bare, id="", run="")).encode()
    name = machine_id(kind, key=key, content=content)
    stamped_value: Value = dataclasses.replace(bare, id=name, run=run)
    return stamped_value


def json_schema(type_: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a value's encoded form (draft 2020-12)."""
    return msgspec.json.schema(type_, schema_hook=_schema_own)


def arrow_schema(type_: type[Any]) -> pyarrow.Schema:
    """Return the Arrow schema of a value, one column per field.

    Raises:
        MissingDependencyError: pyarrow is not installed.
    """
    arrow = _arrow()
    hints = get_type_hints(type_)
    return arrow.schema(
        [
            arrow.field(field.name, *_arrow_type(hints[field.name]))
            for field in dataclasses.fields(type_)
        ]
    )


def arrow_batch(values: Sequence[object], *, type_: type[Any]) -> pyarrow.RecordBatch:
    """Put values of one type into one Arrow record batch."""
    arrow = _arrow()
    rows = [msgspec.to_builtins(value, enc_hook=_cell_own) for value in values]
    return arrow.RecordBatch.from_pylist(rows, schema=arrow_schema(type_))


def from_arrow(batch: pyarrow.RecordBatch, *, type_: type[Value]) -> tuple[Value, ...]:
    """Read values back from an Arrow record batch of their schema.

    Raises:
        UndecodableError: A row has another form or breaks a rule of the value.
    """
    try:
        return tuple(
            msgspec.convert(row, type=type_, dec_hook=_uncell_own) for row in batch.to_pylist()
        )
    except (msgspec.ValidationError, ProbandumError) as error:
        raise UndecodableError(_reason(type_, error)) from error


def _arrow() -> Any:
    """Import pyarrow, or say which extra brings it."""
    try:
        import pyarrow as arrow
    except ModuleNotFoundError as error:
        raise MissingDependencyError(
            "Arrow tables need pyarrow; install probandum[engines]"
        ) from error
    return arrow


def _arrow_type(hint: Any) -> tuple[Any, bool]:
    """Return the Arrow type of a field and whether it may be null."""
    arrow = _arrow()
    members = get_args(hint)
    if isinstance(hint, UnionType) or get_origin(hint) is Union:
        inner = {member for member in members if member is not NoneType}
        may_be_null = len(inner) < len(members)
        chosen = float if inner == {int, float} else inner.pop()
        return _arrow_type(chosen)[0], may_be_null
    if get_origin(hint) is tuple:
        length = -1 if members[-1] is Ellipsis else len(members)
        return arrow.list_(_arrow_type(members[0])[0], length), False
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        fields = dataclasses.fields(hint)
        return arrow.struct([(f.name, _arrow_type(hints[f.name])[0]) for f in fields]), False
    if isinstance(hint, type) and issubclass(hint, StrEnum | PartialDate | Recorded | datetime):
        return arrow.string(), False
    simple = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    return simple[hint], False


def _encode_own(value: object) -> object:
    """Tell msgspec how our two plain classes are written."""
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, Recorded):
        return msgspec.Raw(value.json.encode())
    raise InvalidValueError(f"the codec cannot write a {type(value).__name__}")


def _plain_own(value: object) -> object:
    """Tell msgspec how our two plain classes look as plain content."""
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, Recorded):
        return msgspec.json.decode(value.json)
    raise InvalidValueError(f"the codec cannot write a {type(value).__name__}")


def _cell_own(value: object) -> object:
    """Tell msgspec how our two plain classes look in an Arrow column: as text."""
    return value.json if isinstance(value, Recorded) else _plain_own(value)


def _uncell_own(type_: type[Any], content: Any) -> Any:
    """Tell msgspec how our two plain classes are read from an Arrow column."""
    return Recorded(content) if type_ is Recorded else _decode_own(type_, content)


def _decode_own(type_: type[Any], content: Any) -> Any:
    """Tell msgspec how our two plain classes are read, and that ``object`` is anything."""
    if type_ is object:
        return content
    if type_ is PartialDate:
        return PartialDate(content)
    if type_ is Recorded:
        return Recorded(_ENCODER.encode(content).decode("utf-8"))
    raise InvalidValueError(f"the codec cannot read a {type_.__name__}")


def _schema_own(type_: type[Any]) -> dict[str, Any]:
    """Describe our two plain classes for JSON Schema."""
    if type_ is PartialDate:
        return {"type": "string", "description": "a date or period in EDTF"}
    return {"description": "any value of the export contract"}


def _reason(type_: type[Any], error: Exception) -> str:
    """Say what was expected and where it failed, without quoting content."""
    place = str(error).rpartition(" - at ")[2] if " - at " in str(error) else ""
    suffix = f" at {place}" if place else ""
    return f"data is not a {type_.__name__}{suffix}; check its form against the JSON Schema"


_ENCODER = msgspec.json.Encoder(enc_hook=_encode_own, order="sorted")
