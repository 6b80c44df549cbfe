"""Reading the tables of law data files strictly: a key nobody knows is refused, not ignored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from probandum.errors import UndecodableError


def check_keys(
    table: Mapping[str, Any], *, needed: tuple[str, ...], optional: tuple[str, ...], where: str
) -> None:
    """Refuse a table that lacks a key or has one nobody knows.

    Args:
        table: What the file holds.
        needed: Keys it must have.
        optional: Keys it may have.
        where: File and part, for the message.

    Raises:
        UndecodableError: A key is missing or unknown.
    """
    missing = [key for key in needed if key not in table]
    if missing:
        raise UndecodableError(f"{where} lacks {', '.join(missing)}; add what is missing")
    unknown = sorted(set(table) - {*needed, *optional})
    if unknown:
        known = ", ".join((*needed, *optional))
        raise UndecodableError(
            f"{where} has unknown keys {', '.join(unknown)}; it may hold {known}"
        )


def check_texts(table: Mapping[str, Any], *, keys: tuple[str, ...], where: str) -> None:
    """Refuse a table in which one of the keys holds no words.

    Raises:
        UndecodableError: A key holds something else than text, or nothing.
    """
    for key in keys:
        if not isinstance(table[key], str) or not table[key].strip():
            raise UndecodableError(f"{where} has no words at {key}; write them")


def check_listed(table: Mapping[str, Any], *, key: str, where: str) -> None:
    """Refuse a key that holds anything but a list of words, each once.

    Raises:
        UndecodableError: The key holds something else, nothing, or a word twice.
    """
    listed = table[key]
    if not isinstance(listed, list) or not listed:
        raise UndecodableError(f"{where} has no list at {key}; write one")
    if not all(isinstance(word, str) and word.strip() for word in listed):
        raise UndecodableError(f"{where} has an entry without words at {key}; write words")
    if len(set(listed)) != len(listed):
        raise UndecodableError(f"{where} has a word twice at {key}; keep one")
