"""Needs a library that is not there."""

from __future__ import annotations

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    from probandum.errors import MissingDependencyError

    raise MissingDependencyError("reader lacks something; install probandum[all]")


READER = Reader(
    name="lacks",
    version="1",
    extensions=(".lacks",),
    media_types=("application/octet-stream",),
    summary="for tests only",
    read=read,
)
