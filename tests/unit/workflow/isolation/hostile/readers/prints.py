"""Prints without end worth mentioning."""

from __future__ import annotations

import os

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    for _ in range(2_000):
        os.write(1, b"x" * 65_536)
        os.write(2, b"x" * 65_536)
    return Reading(text="printed")


READER = Reader(
    name="prints",
    version="1",
    extensions=(".prints",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
