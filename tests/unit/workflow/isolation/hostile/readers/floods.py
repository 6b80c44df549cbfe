"""Puts out far more than it was given."""

from __future__ import annotations

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    return Reading(text="x" * int(content))


READER = Reader(
    name="floods",
    version="1",
    extensions=(".floods",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
