"""Reads from address zero."""

from __future__ import annotations

import ctypes

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    return Reading(text=str(ctypes.string_at(0)))


READER = Reader(
    name="segfaults",
    version="1",
    extensions=(".segfaults",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
