"""Reads the file at the path it was given."""

from __future__ import annotations

from pathlib import Path

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    return Reading(text=Path(content.decode()).read_text(encoding="utf-8"))


READER = Reader(
    name="peeks",
    version="1",
    extensions=(".peeks",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
