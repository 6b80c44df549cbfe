"""Takes its own limits away."""

from __future__ import annotations

import resource

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**30, 2**30))
    return Reading(text="raised")


READER = Reader(
    name="raises_limits",
    version="1",
    extensions=(".raises_limits",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
