"""Calls itself without end."""

from __future__ import annotations

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    return read(content)


READER = Reader(
    name="recurses",
    version="1",
    extensions=(".recurses",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
