"""Raises an error that quotes the content."""

from __future__ import annotations

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    raise ValueError(content.decode())


READER = Reader(
    name="raises",
    version="1",
    extensions=(".raises",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
