"""Aborts as a C library would."""

from __future__ import annotations

import os

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    os.abort()


READER = Reader(
    name="aborts",
    version="1",
    extensions=(".aborts",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
