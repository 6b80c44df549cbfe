"""The worker: loads every reader, goes behind the walls once, then forks a child per file."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from probandum.errors import MissingDependencyError
from probandum.model.codec import decode, encode
from probandum.registry import READERS, Register
from probandum.sources.reader import Reader
from probandum.workflow.isolation import child, confining, filtering
from probandum.workflow.isolation.protection import Layer, Protection
from probandum.workflow.isolation.protocol import (
    LONGEST_LINE,
    Ending,
    Hello,
    Request,
    Settings,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Readers by name, and what the others lack.

    Attributes:
        readers: Sorted pairs of name and reader.
        lacking: Sorted pairs of name and what to do.
    """

    readers: tuple[tuple[str, Reader], ...]
    lacking: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nursery:
    """What every child needs.

    Attributes:
        loaded: The readers.
        base_memory: Address space of this process, in bytes.
        program: Seccomp filter a child adds, empty for none.
    """

    loaded: Loaded
    base_memory: int
    program: bytes


def load(registers: tuple[str, ...]) -> Loaded:
    """Import every reader of some packages, and the libraries they will use.

    Args:
        registers: Packages; of two readers of one name the first package's is taken.
    """
    readers: dict[str, Reader] = {}
    lacking: dict[str, str] = {}
    for package in registers:
        register = _register(package)
        for name in register.names():
            if name in readers or name in lacking:
                continue
            try:
                readers[name] = register.load(name)
            except MissingDependencyError as error:
                lacking[name] = str(error)
    for library in sorted({library for reader in readers.values() for library in reader.libraries}):
        # A library that is missing, or lacks one of its own, is missed when it is used.
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    return Loaded(readers=tuple(sorted(readers.items())), lacking=tuple(sorted(lacking.items())))


def serve(control: socket.socket, *, nursery: Nursery) -> None:
    """Answer requests until the other side closes.

    Args:
        control: This process's end of the socket pair.
        nursery: What every child needs.
    """
    readers = dict(nursery.loaded.readers)
    while True:
        line, descriptors, _, _ = socket.recv_fds(control, LONGEST_LINE, 2)
        if not line:
            return
        request = decode(line, Request)
        content, output = descriptors
        errand = child.Errand(
            reader=readers[request.reader],
            request=request,
            content=content,
            output=output,
            base_memory=nursery.base_memory,
            program=nursery.program,
            worker=os.getpid(),
        )
        ending = _ending_of(errand, control=control)
        os.write(control.fileno(), encode(ending).encode() + b"\n")


def main(arguments: list[str]) -> None:
    """Start up, go behind the walls, say hello, serve.

    Args:
        arguments: The settings, as JSON.
    """
    settings = decode(arguments[0], Settings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=settings.control) as control:
        loaded = load(settings.registers)
        base_memory = _address_space()
        protection = _confine(settings)
        program = b""
        machine = filtering.this_machine()
        if Layer.SECCOMP in protection.layers and machine is not None:
            program = filtering.child_program(machine)
        nursery = Nursery(loaded=loaded, base_memory=base_memory, program=program)
        names = tuple(name for name, _ in loaded.readers)
        hello = Hello(protection=protection, readers=names, lacking=loaded.lacking)
        os.write(control.fileno(), encode(hello).encode() + b"\n")
        gc.freeze()
        serve(control, nursery=nursery)


def _confine(settings: Settings) -> Protection:
    """Go behind the walls and leave the terminal's error stream."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    raised = confining.raise_walls(settings.layers, readable=settings.readable)
    protection = confining.try_out(raised, scratch=settings.scratch)
    confining.die_with_parent()
    os.dup2(nowhere, sys.stderr.fileno())
    os.close(nowhere)
    return protection


def _register(package: str) -> Register:
    """Return the register of a package; the program's own has entry points beside it."""
    if package == READERS.package:
        return READERS
    return Register(kind="reader", package=package, attribute="READER")


def _ending_of(errand: child.Errand, *, control: socket.socket) -> Ending:
    """Let a child do an errand and say how it ended."""
    number = os.fork()
    if number == 0:
        control.close()
        child.run(errand)
    os.close(errand.content)
    os.close(errand.output)
    _, status, usage = os.wait4(number, 0)
    return Ending(
        exit_code=os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0,
        signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        cpu_milliseconds=round(1000 * (usage.ru_utime + usage.ru_stime)),
    )


def _address_space() -> int:
    """Return the address space of this process in bytes, 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


if __name__ == "__main__":
    main(sys.argv[1:])
