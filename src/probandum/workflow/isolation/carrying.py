"""A reading on its way through a pipe: in lines, so that no side holds it several times over."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

from probandum.errors import InvalidValueError, UndecodableError
from probandum.model.codec import decode, encode
from probandum.model.source import Stretch
from probandum.sources.reader import Reading

STRETCHES_PER_LINE = 5_000


def lines_of(reading: Reading) -> Iterator[bytes]:
    r"""Write a reading as lines of JSON: first all but its stretches, then those.

    Example:
        >>> [line.decode()[:30] for line in lines_of(Reading(text="a"))]
        ['{"candidates":[],"notices":[],']
    """
    yield encode(replace(reading, stretches=())).encode() + b"\n"
    stretches = iter(reading.stretches)
    while some := tuple(islice(stretches, STRETCHES_PER_LINE)):
        yield encode(some).encode() + b"\n"


def reading_from(lines: bytearray) -> Reading:
    """Read a reading back from its lines.

    Raises:
        UndecodableError: They are none, or the reading breaks a rule.
    """
    with _no_collection():
        head, *rest = _split(lines)
        reading = decode(head, Reading)
        stretches = tuple(stretch for line in rest for stretch in decode(line, tuple[Stretch, ...]))
        try:
            return replace(reading, stretches=stretches)
        except InvalidValueError as error:
            raise UndecodableError(
                "stretches do not fit the text they belong to; report the reader"
            ) from error


def _split(lines: bytearray) -> list[bytes]:
    """Divide at the ends of lines, of which JSON itself holds none."""
    if not lines.endswith(b"\n"):
        raise UndecodableError("a reading ends in the middle of a line; read the source again")
    return [bytes(line) for line in lines.split(b"\n")[:-1]]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the collector of cycles, which slows the making of many small values threefold."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
