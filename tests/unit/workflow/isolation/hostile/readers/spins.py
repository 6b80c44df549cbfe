"""Never ends and never rests."""

from __future__ import annotations

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    number = len(content)
    while number >= 0:
        number += 1
    return Reading(text="")


READER = Reader(
    name="spins",
    version="1",
    extensions=(".spins",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
