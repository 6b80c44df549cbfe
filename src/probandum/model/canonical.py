"""Canonical JSON: one sequence of bytes for one content, so that digests can be compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from probandum.errors import InvalidValueError

ACCEPTED = "null, true, false, whole numbers, text, lists and objects with ASCII keys"
LARGEST_INTEGER = 2**53 - 1

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


def canonical_json(content: Json) -> bytes:
    r"""Write content as canonical JSON.

    Args:
        content: Null, booleans, whole numbers within ±(2**53 - 1), text, lists, and
            mappings whose keys are ASCII. Floating point numbers are refused: two
            programs may print the same number differently.

    Returns:
        UTF-8 bytes without insignificant space, keys sorted.

    Raises:
        InvalidValueError: The content holds something else.

    Source:
        RFC 8785 (JSON Canonicalization Scheme), the subset without floating point
        numbers and with ASCII keys.

    Example:
        >>> canonical_json({"b": 1, "a": ["é", None]})
        b'{"a":["\xc3\xa9",null],"b":1}'
    """
    _check(content)
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    try:
        return written.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidValueError("text holds half of a surrogate pair; no UTF-8 exists") from error


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 digest of bytes, as 64 lower-case hexadecimal digits."""
    return sha256(content).hexdigest()


def digest_of(content: Json) -> str:
    """Return the SHA-256 digest of the canonical JSON of ``content``, in hexadecimal."""
    return sha256_hex(canonical_json(content))


def _check(content: object) -> None:
    """Refuse what the subset does not hold."""
    if content is None or isinstance(content, bool | str):
        return
    if isinstance(content, int):
        if abs(content) > LARGEST_INTEGER:
            raise InvalidValueError("a whole number is beyond 2**53 - 1; write it as text")
        return
    if isinstance(content, list | tuple):
        for item in content:
            _check(item)
        return
    if isinstance(content, dict):
        for key, item in content.items():
            if not (isinstance(key, str) and key.isascii()):
                raise InvalidValueError("a key is not ASCII text; canonical JSON needs one")
            _check(item)
        return
    raise InvalidValueError(
        f"canonical JSON cannot hold a {type(content).__name__}; accepted: {ACCEPTED}"
    )
