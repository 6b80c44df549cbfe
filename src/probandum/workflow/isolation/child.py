"""The life of one child: limit itself, read one file, put out the reading, end."""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
from dataclasses import dataclass
from types import TracebackType
from typing import NoReturn, Self

from probandum.errors import MissingDependencyError, UnreadableSourceError
from probandum.model.codec import encode
from probandum.sources.reader import Reader
from probandum.workflow.isolation import confining, filtering
from probandum.workflow.isolation.carrying import lines_of
from probandum.workflow.isolation.protocol import Outcome, Refusal, Request

_OPEN_FILES = 64
_COLLECTION = (100_000, 50, 100)
"""Collect cycles seldom: a child lives for one file, and readings are many small values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What a child is to do.

    Attributes:
        reader: Reader to use.
        request: The request, with its limits.
        content: Descriptor of the file's bytes.
        output: Descriptor of the pipe for the answer.
        base_memory: Address space the worker has, in bytes.
        program: Seccomp filter to add, empty for none.
        worker: Process number of the worker.
    """

    reader: Reader
    request: Request
    content: int
    output: int
    base_memory: int
    program: bytes
    worker: int


class _Life:
    """A block that never ends otherwise than by ending the process."""

    def __init__(self, output: int) -> None:
        """Expect a failure until something better is known."""
        self._output = output
        self.outcome = Outcome.FAILED

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> NoReturn:
        """Name the error that nobody expected, never its message, and end."""
        with contextlib.suppress(OSError, MemoryError):
            if kind is not None:
                put_out(encode(Refusal(error=kind.__name__, message="")).encode(), to=self._output)
        os._exit(self.outcome)


def run(errand: Errand) -> NoReturn:
    """Read one file and end the process; the outcome is its exit code."""
    with _Life(errand.output) as life:
        limit(errand.request, base_memory=errand.base_memory)
        confining.die_with_parent()
        if os.getppid() == errand.worker:
            if errand.program:
                filtering.install(errand.program)
            else:
                forbid_processes()
            gc.set_threshold(*_COLLECTION)
            life.outcome = _outcome(errand)
    os._exit(Outcome.FAILED)


def limit(request: Request, *, base_memory: int) -> None:
    """Lower what this process may use; it cannot be raised again.

    Args:
        request: Holds the limits.
        base_memory: Address space this process began with, in bytes.
    """
    memory = base_memory + request.memory_bytes
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, request.cpu_seconds, request.cpu_seconds + 5),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES),
    ):
        _lower(kind, soft=soft, hard=hard)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(request.wall_seconds)


def forbid_processes() -> None:
    """Let this process start no other, nor a thread; root is exempt.

    Where the seccomp filter stands it is not needed, and would forbid threads too.
    """
    _lower(resource.RLIMIT_NPROC, soft=0, hard=0)


def _lower(kind: int, *, soft: int, hard: int) -> None:
    """Lower one limit, or leave it where it is lower already."""
    before = resource.getrlimit(kind)[1]
    most = before if before != resource.RLIM_INFINITY else hard
    # Some systems know a limit by name only; the parent's clock guards there too.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(kind, (min(soft, most), min(hard, most)))


def put_out(content: bytes, *, to: int) -> None:
    """Write all bytes to a pipe.

    Args:
        content: What to write.
        to: Descriptor of the pipe.
    """
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(to, rest) :]


def _outcome(errand: Errand) -> Outcome:
    """Read, put out the reading or the refusal, and return which it was."""
    try:
        with os.fdopen(errand.content, "rb") as file:
            content = file.read()
        reading = errand.reader.read(content)
        del content
        for line in lines_of(reading):
            put_out(line, to=errand.output)
    except UnreadableSourceError as error:
        return _refused(error, outcome=Outcome.REFUSED, to=errand.output)
    except MissingDependencyError as error:
        return _refused(error, outcome=Outcome.LACKING, to=errand.output)
    except MemoryError:
        return Outcome.MEMORY
    return Outcome.READ


def _refused(error: Exception, *, outcome: Outcome, to: int) -> Outcome:
    """Put out a refusal with its message, which our own readers write without content."""
    refusal = Refusal(error=type(error).__name__, message=str(error))
    put_out(encode(refusal).encode(), to=to)
    return outcome
