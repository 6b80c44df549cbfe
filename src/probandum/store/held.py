"""Field values that stand in an entry's row instead of a second time beside the entry."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from probandum.errors import RefusedDecisionError, UndecodableError
from probandum.model.codec import decode, encode
from probandum.model.kinds import kind_named
from probandum.model.log import Field

ERASED = "[erased]"


def filled(fields: tuple[Field, ...], *, body: str | None) -> tuple[Field, ...]:
    """Fill in the values that the row's body holds.

    Args:
        fields: An entry's fields; one with a salt and no value is held in the row.
        body: Encoded row, or None when there is none.

    Returns:
        The fields; one whose value cannot be found stays without.
    """
    held = parts(body)
    return tuple(
        replace(field, value=held.get(field.name))
        if field.value is None and field.salt is not None
        else field
        for field in fields
    )


def parts(body: str | None) -> dict[str, str]:
    """Split an encoded row into its top-level fields, each encoded; none if damaged."""
    if body is None:
        return {}
    try:
        content = decode(body, object)
    except UndecodableError:
        return {}
    if not isinstance(content, dict):
        return {}
    return {name: encode(value) for name, value in content.items()}


def without(body: str, *, kind: str, name: str) -> str:
    """Return an encoded row with one field blanked.

    What may be missing becomes null, text becomes ``[erased]`` and a list becomes empty;
    numbers, moments and words of a closed vocabulary inside the field stay.

    Raises:
        RefusedDecisionError: The row could not be read any more without the field, or
            nothing of the field could be blanked.
    """
    type_ = kind_named(kind).type
    refusal = f"field {name!r} of a {kind} cannot be erased by itself; the {kind} needs it"
    content = decode(body, dict[str, object])
    before = content.get(name)
    content[name] = _blank(get_type_hints(type_).get(name), before)
    if content[name] == before and before not in (None, ERASED, []):
        raise RefusedDecisionError(refusal)
    blanked = encode(content)
    try:
        decode(blanked, type_)
    except UndecodableError as error:
        raise RefusedDecisionError(refusal) from error
    return blanked


def is_blank(body: str, *, kind: str, name: str) -> bool:
    """Whether a field of an encoded row holds nothing that erasing would still take away."""
    content = decode(body, dict[str, object])
    value = content.get(name)
    return _blank(get_type_hints(kind_named(kind).type).get(name), value) == value


def _blank(hint: Any, value: Any) -> object:
    """Blank a value of a type."""
    if isinstance(hint, UnionType) and NoneType in get_args(hint):
        return None
    if hint is str:
        return ERASED
    if get_origin(hint) is tuple and get_args(hint)[-1] is Ellipsis:
        return []
    if is_dataclass(hint) and isinstance(value, dict):
        hints = get_type_hints(hint)
        return {name: _blank(hints.get(name), part) for name, part in value.items()}
    return value


def is_canonical(body: str) -> bool:
    """Whether a body is exactly what the codec writes for its content."""
    try:
        return encode(decode(body, object)) == body
    except UndecodableError:
        return False
