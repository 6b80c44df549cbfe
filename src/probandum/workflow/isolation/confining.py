"""Raising the walls around a worker, and trying them out from inside."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from probandum.workflow.isolation import filtering, landlock
from probandum.workflow.isolation.protection import Layer, Protection

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUTS, _CLONE_NEWIPC, _CLONE_NEWUSER, _CLONE_NEWNET = (
    0x04000000,
    0x08000000,
    0x10000000,
    0x40000000,
)
_CAPABILITY_VERSION_3 = 0x20080522
_IS_LINUX = sys.platform == "linux"


def raise_walls(layers: Iterable[Layer], *, readable: tuple[str, ...]) -> tuple[Layer, ...]:
    """Raise those walls that this system has, for good.

    Args:
        layers: Walls that are wanted; ``BUBBLEWRAP`` among them means that this process
            already stands in its container.
        readable: Files and folders that stay readable.

    Returns:
        Walls that were raised, the strongest first.
    """
    wanted = frozenset(layers)
    raised = wanted & {Layer.BUBBLEWRAP, Layer.LIMITS}
    if _IS_LINUX and _prctl(_PR_SET_NO_NEW_PRIVS, 1):
        steps: tuple[tuple[Layer, Callable[[], bool]], ...] = (
            (Layer.LANDLOCK, lambda: _landlock(readable)),
            (Layer.NAMESPACES, _namespaces),
            (Layer.SECCOMP, _seccomp),
        )
        for layer, step in steps:
            if layer is Layer.SECCOMP:
                _drop_capabilities()
            if layer in wanted and step():
                raised |= {layer}
    return tuple(layer for layer in Layer if layer in raised)


def die_with_parent() -> None:
    """Have the kernel end this process when the thread that started it ends."""
    if _IS_LINUX:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def try_out(layers: tuple[Layer, ...], *, scratch: str) -> Protection:
    """See from inside what the walls hold off.

    Args:
        layers: Walls that were raised.
        scratch: Path of a file that does not exist, where anyone may write.
    """
    return Protection(
        layers=layers,
        is_network_closed=_is_network_closed(layers),
        are_files_closed=_are_files_closed(layers),
        is_writing_closed=_is_writing_closed(scratch),
    )


def _landlock(readable: tuple[str, ...]) -> bool:
    """Close all files but those; False where the kernel cannot."""
    if not landlock.version():
        return False
    try:
        landlock.restrict(readable)
    except OSError:
        return False
    return True


def _namespaces() -> bool:
    """Leave the machine's network; False where this user may not."""
    flags = _CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC | _CLONE_NEWUTS
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(flags) == 0)


def _seccomp() -> bool:
    """Filter system calls; False where the kernel or the machine is another one."""
    machine = filtering.this_machine()
    if machine is None:
        return False
    try:
        filtering.install(filtering.worker_program(machine))
    except OSError:
        return False
    return True


def _drop_capabilities() -> None:
    """Give up what root may do beyond its own files; it cannot come back."""
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0))
    nothing = ctypes.create_string_buffer(24)
    ctypes.CDLL(None, use_errno=True).capset(header, nothing)


def _prctl(option: int, value: int) -> bool:
    """Change a property of this process; False where the kernel refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    zero = ctypes.c_ulong(0)
    return bool(libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero) == 0)


def _is_network_closed(layers: tuple[Layer, ...]) -> bool:
    """Whether no socket can be made, or the network it is in leads nowhere.

    Nothing is sent: connecting a datagram socket only looks for a way. The address is
    reserved for documentation (RFC 5737). A machine that just happens to be offline does
    not count as closed.
    """
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
            tried.connect(("192.0.2.1", 9))
    except PermissionError:
        return True
    except OSError:
        return bool({Layer.BUBBLEWRAP, Layer.NAMESPACES} & set(layers))
    return False


def _are_files_closed(layers: tuple[Layer, ...]) -> bool:
    """Whether a file that every user may read, and Python does not need, is out of reach."""
    try:
        os.close(os.open("/etc/passwd", os.O_RDONLY))
    except PermissionError:
        return True
    except OSError:
        return Layer.BUBBLEWRAP in layers
    return False


def _is_writing_closed(scratch: str) -> bool:
    """Whether a file cannot be made where anyone may make one."""
    try:
        os.close(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:
        return True
    Path(scratch).unlink()
    return False
