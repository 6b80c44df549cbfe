"""The tables of system calls are those of the kernel, and the filters are well formed."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from probandum.workflow.isolation import filtering, syscalls

HEADERS = (
    Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    Path("/usr/include/asm-generic/unistd.h"),
)
TABLES = {
    **syscalls.ALL_DENIED,
    **syscalls.CHILD_ONLY,
    "open": syscalls.OPEN,
    "openat": syscalls.OPENAT,
    "openat2": syscalls.OPENAT2,
    "clone": syscalls.CLONE,
    "clone3": syscalls.CLONE3,
}


@pytest.mark.parametrize("column", [0, 1])
def test_numbers_are_those_of_the_kernels_own_headers(column: int) -> None:
    header = HEADERS[column]
    if not header.exists():
        pytest.skip(f"the headers of Linux are not installed ({header.name})")
    pattern = r"#define __NR(?:3264)?_(\w+)\s+(\d+)"
    kernel = dict(re.findall(pattern, header.read_text(encoding="utf-8")))
    ours = {name: str(numbers[column]) for name, numbers in TABLES.items() if numbers[column]}
    # Headers older than a call do not know it.
    known = {name: number for name, number in ours.items() if name in kernel}

    assert {name: kernel[name] for name in known} == known
    assert set(ours) - set(known) <= {"fchmodat2"}


def _run(program: bytes, *, audit: int, number: int, arguments: tuple[int, ...] = ()) -> int:
    """Run a filter as the kernel would: an oracle of our own for the few instructions used."""
    words = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    data = struct.pack("=iIQ6Q", number, audit, 0, *words)
    place = accumulator = 0
    while True:
        code, when, otherwise, operand = struct.unpack_from("=HBBI", program, 8 * place)
        place += 1
        match code:
            case 0x20:
                (accumulator,) = struct.unpack_from("=I", data, operand)
            case 0x15:
                place += when if accumulator == operand else otherwise
            case 0x35:
                place += when if accumulator >= operand else otherwise
            case 0x45:
                place += when if accumulator & operand else otherwise
            case 0x06:
                return int(operand)
            case _:
                pytest.fail(f"unknown instruction {code:#x}")


ALLOWED, REFUSED, UNKNOWN, KILLED = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000


@pytest.mark.parametrize("name", ["x86_64", "aarch64"])
def test_filters_refuse_what_is_in_the_tables_and_nothing_else(name: str) -> None:
    machine = filtering.MACHINES[name]
    worker, child = filtering.worker_program(machine), filtering.child_program(machine)
    denied = {numbers[machine.column] for numbers in syscalls.ALL_DENIED.values()}
    child_denied = {numbers[machine.column] for numbers in syscalls.CHILD_ONLY.values()}
    missing = {syscalls.OPENAT2[machine.column]}
    clone, clone3 = syscalls.CLONE[machine.column], syscalls.CLONE3[machine.column]

    for number in range(syscalls.NEWEST_KNOWN + 1):
        in_worker = _run(worker, audit=machine.audit, number=number)
        in_child = _run(child, audit=machine.audit, number=number)
        expected = REFUSED if number in denied else UNKNOWN if number in missing else ALLOWED
        assert (number, expected) == (number, in_worker)
        expected = REFUSED if number in child_denied or number == clone else ALLOWED
        assert (number, UNKNOWN if number == clone3 else expected) == (number, in_child)


def test_files_are_opened_to_read_and_threads_started_but_no_more() -> None:
    machine = filtering.MACHINES["x86_64"]
    worker, child = filtering.worker_program(machine), filtering.child_program(machine)
    openat, clone = syscalls.OPENAT[0], syscalls.CLONE[0]

    def opened(flags: int) -> int:
        return _run(worker, audit=machine.audit, number=openat, arguments=(0, 0, flags))

    assert [ALLOWED, ALLOWED] == [opened(0), opened(0o2000000)]
    assert [REFUSED] * 4 == [opened(1), opened(2), opened(0o100), opened(0o1000)]
    assert _run(child, audit=machine.audit, number=clone, arguments=(0x10000,)) == ALLOWED
    assert _run(child, audit=machine.audit, number=clone, arguments=(17,)) == REFUSED


def test_calls_of_another_kind_of_program_are_not_let_through() -> None:
    machine = filtering.MACHINES["x86_64"]
    program = filtering.worker_program(machine)

    assert _run(program, audit=0x40000003, number=102) == KILLED
    assert _run(program, audit=machine.audit, number=0x40000000 + 41) == UNKNOWN
    assert _run(program, audit=machine.audit, number=syscalls.NEWEST_KNOWN + 1) == UNKNOWN
