"""Works in a thread of its own, as some libraries do: no harm, and allowed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    with ThreadPoolExecutor(max_workers=1) as pool:
        return Reading(text=pool.submit(content.decode).result())


READER = Reader(
    name="threads",
    version="1",
    extensions=(".threads",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
