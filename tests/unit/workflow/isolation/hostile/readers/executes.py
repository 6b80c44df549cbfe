"""Starts another program."""

from __future__ import annotations

import subprocess

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    done = subprocess.run(["/bin/sh", "-c", content.decode()], check=True)
    return Reading(text=str(done.returncode))


READER = Reader(
    name="executes",
    version="1",
    extensions=(".executes",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
