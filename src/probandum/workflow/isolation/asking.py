"""Asking a worker to read one file, and gathering the answer within its limits."""

from __future__ import annotations

import fcntl
import os
import selectors
import socket
import sys
import tempfile
import time
from dataclasses import dataclass

from probandum.model.codec import decode, encode
from probandum.workflow.isolation.failures import (
    OutputLimitError,
    TimeLimitError,
    WorkerDiedError,
)
from probandum.workflow.isolation.limits import Allowance
from probandum.workflow.isolation.protocol import LONGEST_LINE, Ending, Request
from probandum.workflow.isolation.starting import Worker

_CHUNK = 1024 * 1024
_GRACE_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back.

    Attributes:
        ending: How the child ended.
        output: What it put out.
    """

    ending: Ending
    output: bytearray


def ask(worker: Worker, *, reader: str, content: bytes, allowance: Allowance) -> Answer:
    """Have a file read.

    Args:
        worker: A worker that waits.
        reader: Name of one of its readers.
        content: The bytes.
        allowance: What reading may use.

    Raises:
        TimeLimitError: It took longer than allowed; the worker must be ended.
        OutputLimitError: More came back than allowed; the worker must be ended.
        WorkerDiedError: The worker ended; it must be replaced.
    """
    request = Request(
        reader=reader,
        memory_bytes=allowance.memory_bytes,
        cpu_seconds=allowance.cpu_seconds,
        wall_seconds=allowance.wall_seconds + _GRACE_SECONDS,
    )
    output, theirs = os.pipe()
    try:
        file = _as_file(content)
        try:
            line = encode(request).encode() + b"\n"
            socket.send_fds(worker.control, [line], [file, theirs])
        except OSError as error:
            raise _died() from error
        finally:
            os.close(file)
            os.close(theirs)
        return _gather(worker, output=output, allowance=allowance)
    finally:
        os.close(output)


def _gather(worker: Worker, *, output: int, allowance: Allowance) -> Answer:
    """Take in the answer until the pipe is closed and the ending is known."""
    deadline = time.monotonic() + allowance.wall_seconds
    gathered = bytearray()
    ending: Ending | None = None
    is_open = True
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        selector.register(worker.control, selectors.EVENT_READ)
        while is_open or ending is None:
            left = deadline - time.monotonic()
            ready = selector.select(left) if left > 0 else []
            if not ready:
                raise TimeLimitError(
                    f"reading took longer than {allowance.wall_seconds} seconds and was "
                    "stopped; raise the limit or split the file"
                )
            for key, _ in ready:
                if key.fileobj is worker.control:
                    ending = _ending(worker)
                    selector.unregister(worker.control)
                elif not _take(output, into=gathered, most=allowance.output_bytes):
                    is_open = False
                    selector.unregister(output)
    return Answer(ending=ending, output=gathered)


def _take(output: int, *, into: bytearray, most: int) -> bool:
    """Take what is there; False at the end of the pipe."""
    chunk = os.read(output, _CHUNK)
    into += chunk
    if len(into) > most:
        raise OutputLimitError(
            f"the reading is larger than {most} bytes and was stopped; raise the limit or "
            "split the file"
        )
    return bool(chunk)


def _ending(worker: Worker) -> Ending:
    """Take the worker's word on how the child ended."""
    try:
        line = worker.control.recv(LONGEST_LINE)
    except OSError as error:
        raise _died() from error
    if not line.endswith(b"\n"):
        raise _died()
    return decode(line, Ending)


def _died() -> WorkerDiedError:
    return WorkerDiedError(
        "the process that reads files ended while this one was read; read it again, and "
        "report it if it happens twice"
    )


def _as_file(content: bytes) -> int:
    """Put bytes into a nameless file in memory that nobody can change any more."""
    if sys.platform != "linux":
        with tempfile.TemporaryFile() as file:
            file.write(content)
            file.seek(0)
            return os.dup(file.fileno())
    descriptor = os.memfd_create("source", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.lseek(descriptor, 0, os.SEEK_SET)
    seals = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
    return descriptor
