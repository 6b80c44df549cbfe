"""Makes an empty folder at the path it was given."""

from __future__ import annotations

from pathlib import Path

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    Path(content.decode()).mkdir()
    return Reading(text="made")


READER = Reader(
    name="creates",
    version="1",
    extensions=(".creates",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
