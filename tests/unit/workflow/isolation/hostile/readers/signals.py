"""Ends the process that started it."""

from __future__ import annotations

import os
import signal

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    os.kill(os.getppid(), signal.SIGKILL)
    return Reading(text="signalled")


READER = Reader(
    name="signals",
    version="1",
    extensions=(".signals",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
