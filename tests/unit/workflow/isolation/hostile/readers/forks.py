"""Starts a process that would outlive it."""

from __future__ import annotations

import os
import time

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    if os.fork() == 0:
        time.sleep(3600)
    return Reading(text="forked")


READER = Reader(
    name="forks",
    version="1",
    extensions=(".forks",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
