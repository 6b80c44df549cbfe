"""Landlock: the kernel lets a process open nothing but named files and folders, to read.

Source:
    Linux kernel documentation, userspace-api/landlock; include/uapi/linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG, _RULE_PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIRECTORY = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights over files each version of the interface knows; later ones know 16."""
_NETWORK_RIGHTS = 0b11  # bind and connect of TCP
_SCOPES = 0b11  # abstract sockets and signals


def version() -> int:
    """Return the version of the kernel's interface, 0 where there is none."""
    return max(0, _call(_CREATE_RULESET, None, 0, _VERSION_FLAG))


def restrict(readable: Iterable[str]) -> None:
    """Close every file to this process and its children but some, which stay readable.

    TCP and signals to processes outside are closed too where the kernel can.
    ``no_new_privs`` must be set. Paths that do not exist are passed over.

    Args:
        readable: Files, and folders with all that is in them.

    Raises:
        OSError: The kernel refuses.
    """
    known = version()
    rights = (1 << _FILE_RIGHTS.get(known, 16)) - 1
    attributes = struct.pack(
        "=QQQ", rights, _NETWORK_RIGHTS if known >= 4 else 0, _SCOPES if known >= 6 else 0
    )
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    ruleset = _checked(_CREATE_RULESET, ctypes.c_char_p(attributes), size, 0)
    try:
        for path in readable:
            _permit(path, ruleset=ruleset)
        _checked(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _permit(path: str, *, ruleset: int) -> None:
    """Let a file, or a folder and all in it, be read."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        # What is not there, or closed to this user anyway, needs no permission.
        return
    try:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        rights = _READ_FILE | _READ_DIRECTORY if is_folder else _READ_FILE
        rule = struct.pack("=Qi", rights, descriptor)
        _checked(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.c_char_p(rule), 0)
    finally:
        os.close(descriptor)


def _checked(number: int, *arguments: int | ctypes.c_char_p | None) -> int:
    """Make a system call that must work."""
    result = _call(number, *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), "the kernel refuses Landlock")
    return result


def _call(number: int, *arguments: int | ctypes.c_char_p | None) -> int:
    """Make a system call the C library has no function for."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    return int(libc.syscall(ctypes.c_long(number), *words))
