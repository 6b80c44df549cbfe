"""Behaves well: puts out the text it was given."""

from __future__ import annotations

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    return Reading(text=content.decode())


READER = Reader(
    name="echoes",
    version="1",
    extensions=(".echoes",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
