"""Seccomp: programs of classic BPF by which the kernel refuses system calls.

Source:
    Linux kernel documentation, userspace-api/seccomp_filter; include/uapi/linux/filter.h,
    seccomp.h and audit.h.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from probandum.workflow.isolation import syscalls

_LOAD_WORD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_REFUSE, _UNKNOWN = _ERRNO | errno.EPERM, _ERRNO | errno.ENOSYS
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_CHANGES_FILES = 0o1 | 0o2 | 0o100 | 0o1000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC
_CLONE_THREAD = 0x00010000
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What a filter must know of a machine.

    Attributes:
        audit: The kernel's number of the machine.
        column: Column of its numbers in the tables of system calls.
    """

    audit: int
    column: int


MACHINES = {
    "x86_64": Machine(audit=0xC000003E, column=0),
    "aarch64": Machine(audit=0xC00000B7, column=1),
}


def worker_program(machine: Machine) -> bytes:
    """Return the filter of a worker: no network, no other program, no writing.

    Args:
        machine: The machine it will run on.
    """
    column = machine.column
    blocks = [_refused(syscalls.ALL_DENIED.values(), column=column)]
    for call, argument in ((syscalls.OPEN, 1), (syscalls.OPENAT, 2)):
        blocks.append(_refused_with(call, argument=argument, bits=_CHANGES_FILES, column=column))
    blocks.append(_missing((syscalls.OPENAT2,), column=column))
    return _program(blocks, machine=machine)


def child_program(machine: Machine) -> bytes:
    """Return what a child's filter adds: no further process, no signal, no way back.

    Threads are allowed, as some libraries start them; ``clone3`` is said not to exist,
    since its arguments cannot be seen, and C libraries then use ``clone``.

    Args:
        machine: The machine it will run on.
    """
    column = machine.column
    blocks = [
        _refused(syscalls.CHILD_ONLY.values(), column=column),
        _refused_without(syscalls.CLONE, argument=0, bits=_CLONE_THREAD, column=column),
        _missing((syscalls.CLONE3,), column=column),
    ]
    return _program(blocks, machine=machine)


def this_machine() -> Machine | None:
    """Return the machine this process runs on, or None where no filter is known for it."""
    if struct.calcsize("P") != 8:
        return None
    return MACHINES.get(platform.machine())


def install(program: bytes) -> None:
    """Put a filter on this process, for good; ``no_new_privs`` must be set.

    Args:
        program: Instructions, eight bytes each.

    Raises:
        OSError: The kernel refuses.
    """

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))

    buffer = ctypes.create_string_buffer(program, len(program))
    header = Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(header), 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel refuses a seccomp filter")


def _program(blocks: Iterable[bytes], *, machine: Machine) -> bytes:
    """Put blocks between the check of the machine and the final permission."""
    return b"".join(
        (
            _instruction(_LOAD_WORD, _ARCHITECTURE),
            _instruction(_JUMP_EQUAL, machine.audit, when=1),
            _instruction(_RETURN, _KILL),
            _instruction(_LOAD_WORD, _NUMBER),
            # Also every call of the x32 kind, whose numbers begin at 2**30.
            _instruction(_JUMP_AT_LEAST, syscalls.NEWEST_KNOWN + 1, otherwise=1),
            _instruction(_RETURN, _UNKNOWN),
            *blocks,
            _instruction(_RETURN, _ALLOW),
        )
    )


def _refused(calls: Iterable[tuple[int, int | None]], *, column: int) -> bytes:
    """Refuse calls whatever their arguments."""
    return _answered(calls, answer=_REFUSE, column=column)


def _missing(calls: Iterable[tuple[int, int | None]], *, column: int) -> bytes:
    """Say that calls do not exist."""
    return _answered(calls, answer=_UNKNOWN, column=column)


def _answered(calls: Iterable[tuple[int, int | None]], *, answer: int, column: int) -> bytes:
    numbers = sorted(number for call in calls if (number := call[column]) is not None)
    return b"".join(
        _instruction(_JUMP_EQUAL, number, otherwise=1) + _instruction(_RETURN, answer)
        for number in numbers
    )


def _refused_with(call: tuple[int, int | None], *, argument: int, bits: int, column: int) -> bytes:
    """Refuse a call when its argument has any of some bits."""
    return _judged(call, argument=argument, bits=bits, column=column, answers=(_REFUSE, _ALLOW))


def _refused_without(
    call: tuple[int, int | None], *, argument: int, bits: int, column: int
) -> bytes:
    """Refuse a call when its argument has none of some bits."""
    return _judged(call, argument=argument, bits=bits, column=column, answers=(_ALLOW, _REFUSE))


def _judged(
    call: tuple[int, int | None],
    *,
    argument: int,
    bits: int,
    column: int,
    answers: tuple[int, int],
) -> bytes:
    """Answer a call by the low word of one argument: with the bits, or without."""
    number = call[column]
    if number is None:
        return b""
    with_bits, without_bits = answers
    return b"".join(
        (
            _instruction(_JUMP_EQUAL, number, otherwise=4),
            _instruction(_LOAD_WORD, _FIRST_ARGUMENT + 8 * argument),
            _instruction(_JUMP_ANY_BIT, bits, otherwise=1),
            _instruction(_RETURN, with_bits),
            _instruction(_RETURN, without_bits),
        )
    )


def _instruction(code: int, operand: int, *, when: int = 0, otherwise: int = 0) -> bytes:
    """Write one instruction; jumps count instructions skipped."""
    return struct.pack("=HBBI", code, when, otherwise, operand)
