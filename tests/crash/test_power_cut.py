"""What a power cut could take: nothing an answer relied on, and the checker would see it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.crash.driving import answers_of
from tests.crash.operations import OPERATIONS
from tests.crash.tracing import calls_of, unsynced_at_answers

CASE = Path("/case")
THERE = ("originals", "case.db", "log")
ANSWER = 'write(1</out>, ""..., 9) = 9'
PRESERVED = (
    'mkdir("/case/originals/ab", 0700) = 0',
    "fsync(6</case/originals>) = 0",
    'openat(AT_FDCWD</x>, "/case/originals/ab/ab1.7-8.part", O_WRONLY|O_CREAT, 0600) = 6</y>',
    'write(6</case/originals/ab/ab1.7-8.part>, ""..., 56) = 56',
    "fchmod(6</case/originals/ab/ab1.7-8.part>, 0400) = 0",
    "fsync(6</case/originals/ab/ab1.7-8.part>) = 0",
    'rename("/case/originals/ab/ab1.7-8.part", "/case/originals/ab/ab1") = 0',
    "fsync(6</case/originals/ab>) = 0",
)
LOGGED = (
    'openat(AT_FDCWD</x>, "/case/case.db-wal", O_RDWR|O_CREAT, 0600) = 4</case/case.db-wal>',
    'pwrite64(4</case/case.db-wal>, ""..., 32, 0) = 32',
    "fdatasync(5</case>) = 0",
    'pwrite64(4</case/case.db-wal>, ""..., 4096, 32) = 4096',
    "fdatasync(4</case/case.db-wal>) = 0",
)


def unsynced(*lines: str) -> tuple[str, ...]:
    return unsynced_at_answers(calls_of(lines), folder=CASE, there=THERE)


def test_an_answer_after_every_sync_relied_on_nothing_unsafe() -> None:
    assert unsynced(*PRESERVED, *LOGGED, ANSWER) == ()


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("fsync(6</case/originals>)", "the name originals/ab"),
        ("fsync(6</case/originals/ab/ab1.7-8.part>)", "the bytes of originals/ab/ab1"),
        ("fsync(6</case/originals/ab>)", "the name originals/ab/ab1"),
        ("fdatasync(5</case>)", "the name case.db-wal"),
        ("fdatasync(4</case/case.db-wal>)", "the bytes of case.db-wal"),
    ],
)
def test_a_missing_sync_is_found(missing: str, expected: str) -> None:
    lines = [line for line in (*PRESERVED, *LOGGED) if not line.startswith(missing)]
    assert (f"answer 1: {expected}",) == unsynced(*lines, ANSWER)


def test_a_sync_before_the_last_write_is_not_enough() -> None:
    late = 'pwrite64(4</case/case.db-wal>, ""..., 24, 4128) = 24'
    assert unsynced(*LOGGED, late, ANSWER) == ("answer 1: the bytes of case.db-wal",)


def test_a_sync_that_failed_is_none() -> None:
    failed = LOGGED[-1].replace("= 0", "= -1 EIO (Input/output error) (INJECTED)")
    assert unsynced(*LOGGED[:-1], failed, ANSWER) == ("answer 1: the bytes of case.db-wal",)


def test_what_follows_the_answer_is_not_asked_of_it() -> None:
    assert unsynced(*LOGGED, ANSWER, *PRESERVED[:4]) == ()


def trace_of(name: str, folder: Path) -> dict[str, Any]:
    """Trace an undisturbed run."""
    ((header,),) = answers_of("driver.py", [(name, str(folder), "kill", "every 0", "0/1")])
    return header


@pytest.mark.needs("strace")
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_answer_comes_after_all_it_relies_on_is_synced(name: str, tmp_path: Path) -> None:
    header = trace_of(name, tmp_path)
    calls = tuple(calls_of(header["trace"]))
    assert header["code"] == 0
    assert [call for call in calls if call.name == "write" and call.descriptor == 1]
    assert header["unsynced"] == []


@pytest.mark.needs("strace")
def test_without_any_one_sync_of_an_original_the_checker_would_fail(tmp_path: Path) -> None:
    header = trace_of("add", tmp_path)
    lines: list[str] = header["trace"]
    folder = Path(header["folder"])
    of_originals = re.compile(r"^fsync\(\d+<.*/originals/sha256/[0-9a-f]{2}[/>]")
    syncs = [index for index, line in enumerate(lines) if of_originals.match(line)]
    assert len(syncs) == 10
    for index in syncs:
        rest = calls_of(lines[:index] + lines[index + 1 :])
        assert unsynced_at_answers(rest, folder=folder, there=header["there"]), lines[index]


@pytest.mark.needs("strace")
def test_without_the_sync_of_a_commit_the_checker_would_fail(tmp_path: Path) -> None:
    header = trace_of("accept", tmp_path)
    lines = [line for line in header["trace"] if not re.match(r"^fdatasync\(\d+<.*-wal>", line)]
    found = unsynced_at_answers(
        calls_of(lines), folder=Path(header["folder"]), there=header["there"]
    )
    assert "answer 1: the bytes of case/case.db-wal" in found
