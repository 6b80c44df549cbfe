"""Field values that stand in an entry's row instead of a second time beside the entry."""

from __future__ import annotations

from dataclasses import replace

from probandum.errors import UndecodableError
from probandum.model.codec import decode, encode
from probandum.model.log import Field


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


def without(body: str, *, name: str) -> str:
    """Return an encoded row with one field's value taken out."""
    content = decode(body, dict[str, object])
    content[name] = None
    return encode(content)


def is_canonical(body: str) -> bool:
    """Whether a body is exactly what the codec writes for its content."""
    try:
        return encode(decode(body, object)) == body
    except UndecodableError:
        return False
