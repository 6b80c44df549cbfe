"""Writes a file at the path it was given."""

from __future__ import annotations

from pathlib import Path

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    Path(content.decode()).write_text("was here", encoding="utf-8")
    return Reading(text="written")


READER = Reader(
    name="writes",
    version="1",
    extensions=(".writes",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
