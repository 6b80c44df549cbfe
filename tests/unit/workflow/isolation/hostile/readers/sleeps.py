"""Waits far longer than anyone would."""

from __future__ import annotations

import time

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    time.sleep(float(content or 3600))
    return Reading(text="woke")


READER = Reader(
    name="sleeps",
    version="1",
    extensions=(".sleeps",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
