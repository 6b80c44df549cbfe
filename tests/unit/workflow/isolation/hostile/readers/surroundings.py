"""Puts out its environment."""

from __future__ import annotations

import os

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    return Reading(text="\n".join(f"{name}={value}" for name, value in os.environ.items()))


READER = Reader(
    name="surroundings",
    version="1",
    extensions=(".surroundings",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
