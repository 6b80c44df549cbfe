"""A reader whose library is there and cannot be imported."""

from __future__ import annotations

import importlib

from probandum.sources.reader import Reader, Reading


def read(content: bytes) -> Reading:
    """Need the library only now, as readers do."""
    importlib.import_module("hostile.broken_library")
    return Reading(text="")


READER = Reader(
    name="half_installed",
    version="1",
    extensions=(".half",),
    media_types=("application/x-half",),
    summary="Needs a library that cannot be imported.",
    read=read,
    libraries=("hostile.broken_library",),
)
