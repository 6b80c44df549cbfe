"""Asks for more memory than there may be."""

from __future__ import annotations

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    kept = [bytearray(64 * 1024 * 1024) for _ in range(1_000)]
    return Reading(text=str(len(kept)))


READER = Reader(
    name="allocates",
    version="1",
    extensions=(".allocates",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
