"""Refuses on purpose."""

from __future__ import annotations

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    from probandum.sources.refusals import MalformedSourceError

    raise MalformedSourceError("the record that begins in line 3 cannot be read")


READER = Reader(
    name="refuses",
    version="1",
    extensions=(".refuses",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
