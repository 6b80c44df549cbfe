"""Hostile readers end as the right error, do no harm, and leave the next file readable."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from probandum.errors import MissingDependencyError, UnknownDropInError, UnreadableSourceError
from probandum.sources.refusals import EmptySourceError, MalformedSourceError
from probandum.workflow.isolation.failures import (
    LimitExceededError,
    MemoryLimitError,
    OutputLimitError,
    ProcessorLimitError,
    ReaderCrashedError,
    ReaderFailedError,
    TimeLimitError,
    WorkerDiedError,
)
from probandum.workflow.isolation.isolating import ALL_LAYERS, Isolation
from probandum.workflow.isolation.limits import MEBIBYTE, Limits
from probandum.workflow.isolation.protection import Layer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these walls")
TIGHT = Limits(memory_floor=256 * MEBIBYTE, cpu_floor=1, wall_floor=1, output_floor=MEBIBYTE)
Start = Callable[..., Isolation]
NO_BUBBLEWRAP = ALL_LAYERS - {Layer.BUBBLEWRAP}
SECCOMP = frozenset({Layer.SECCOMP})
LANDLOCK = frozenset({Layer.LANDLOCK})
BUBBLEWRAP = frozenset({Layer.BUBBLEWRAP})
in_container = pytest.mark.needs("bwrap")
against_network = pytest.mark.parametrize(
    "layers",
    [
        pytest.param(NO_BUBBLEWRAP, id="without bubblewrap"),
        pytest.param(SECCOMP, id="seccomp alone"),
        pytest.param(BUBBLEWRAP, id="bubblewrap alone", marks=in_container),
        pytest.param(ALL_LAYERS, id="all", marks=in_container),
    ],
)
against_reading = pytest.mark.parametrize(
    "layers",
    [
        pytest.param(NO_BUBBLEWRAP, id="without bubblewrap"),
        pytest.param(LANDLOCK, id="Landlock alone"),
        pytest.param(BUBBLEWRAP, id="bubblewrap alone", marks=in_container),
    ],
)
against_writing = pytest.mark.parametrize(
    "layers",
    [
        pytest.param(NO_BUBBLEWRAP, id="without bubblewrap"),
        pytest.param(LANDLOCK, id="Landlock alone"),
        pytest.param(SECCOMP, id="seccomp alone"),
        pytest.param(BUBBLEWRAP, id="bubblewrap alone", marks=in_container),
    ],
)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A listener on loopback, which a reader must not reach."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


def goes_on(isolation: Isolation) -> bool:
    return isolation.read("echoes", b"still here").text == "still here"


def test_a_reading_comes_back_as_the_reader_put_it_out(start: Start) -> None:
    reading = start().read("txt", b"ein Satz\r\nnoch einer")

    assert reading.text == "ein Satz\r\nnoch einer"
    assert [place.locator.number for place in reading.stretches] == [1, 2]


def test_a_reader_may_use_threads_behind_the_filter(start: Start) -> None:
    assert start(layers=SECCOMP).read("threads", b"woven").text == "woven"


def test_many_files_are_read_by_one_worker(start: Start) -> None:
    isolation = start()
    workers = set()
    for number in range(20):
        assert isolation.read("echoes", str(number).encode()).text == str(number)
        assert isolation._worker is not None
        workers.add(isolation._worker.process.pid)

    assert len(workers) == 1


@pytest.mark.parametrize(
    ("reader", "content", "error", "message"),
    [
        ("allocates", b"", MemoryLimitError, "bytes of memory"),
        ("spins", b"", ProcessorLimitError, "1 seconds of processor time"),
        ("sleeps", b"", TimeLimitError, "longer than 4 seconds"),
        ("floods", b"3000000", OutputLimitError, "larger than 1049472 bytes"),
        ("forks", b"", ReaderFailedError, "failed with PermissionError"),
        ("executes", b"true", ReaderFailedError, "failed with PermissionError"),
        ("segfaults", b"", ReaderCrashedError, "SIGSEGV"),
        ("aborts", b"", ReaderCrashedError, "ended by SIG"),
        ("recurses", b"", ReaderFailedError, "failed with RecursionError"),
        ("leaves", b"", ReaderFailedError, "no reading"),
        ("signals", b"", ReaderFailedError, "failed with PermissionError"),
        ("raises_limits", b"", ReaderFailedError, "failed with ValueError"),
        ("raises", b"Velmora", ReaderFailedError, "failed with ValueError"),
    ],
)
def test_a_hostile_reader_ends_as_the_error_that_names_the_fact(
    start: Start, reader: str, content: bytes, error: type[Exception], message: str
) -> None:
    isolation = start()

    with pytest.raises(error, match=message) as caught:
        isolation.read(reader, content)

    assert isinstance(caught.value, UnreadableSourceError)
    assert "Velmora" not in str(caught.value)
    assert goes_on(isolation)


@pytest.mark.parametrize("reader", ["allocates", "spins", "segfaults", "raises"])
def test_limits_and_crashes_are_told_apart_without_any_wall(start: Start, reader: str) -> None:
    isolation = start(layers=frozenset())
    errors = {
        "allocates": MemoryLimitError,
        "spins": ProcessorLimitError,
        "segfaults": ReaderCrashedError,
        "raises": ReaderFailedError,
    }

    with pytest.raises(errors[reader], match=r"reading|reader"):
        isolation.read(reader, b"")

    assert goes_on(isolation)


def test_a_worker_a_reader_kills_is_replaced(start: Start) -> None:
    isolation = start(layers=frozenset())

    with pytest.raises(WorkerDiedError, match="ended while this one was read"):
        isolation.read("signals", b"")

    assert goes_on(isolation)


def test_after_an_abnormal_end_another_worker_reads(start: Start) -> None:
    isolation = start()
    assert isolation._worker is not None
    before = isolation._worker.process.pid

    with pytest.raises(ReaderCrashedError, match="SIGSEGV"):
        isolation.read("segfaults", b"")
    assert goes_on(isolation)

    assert isolation._worker.process.pid != before


def test_a_worker_that_ended_between_two_files_is_replaced_without_an_error(start: Start) -> None:
    isolation = start()
    assert isolation._worker is not None
    os.kill(isolation._worker.process.pid, signal.SIGKILL)
    os.waitid(os.P_PID, isolation._worker.process.pid, os.WEXITED | os.WNOWAIT)

    assert goes_on(isolation)


@against_network
def test_no_connection_reaches_a_listener(
    start: Start, listener: socket.socket, layers: frozenset[Layer]
) -> None:
    isolation = start(layers=layers)
    port = str(listener.getsockname()[1]).encode()

    with pytest.raises(ReaderFailedError, match=r"PermissionError|ConnectionRefused|OSError"):
        isolation.read("connects", port)

    with pytest.raises(TimeoutError, match="timed out"):
        listener.accept()
    assert goes_on(isolation)


@against_network
def test_no_datagram_reaches_a_listener(start: Start, layers: frozenset[Layer]) -> None:
    isolation = start(layers=layers)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(0.2)
        with suppress(ReaderFailedError):
            isolation.read("datagrams", str(listener.getsockname()[1]).encode())

        with pytest.raises(TimeoutError, match="timed out"):
            listener.recv(100)


def test_the_listener_would_have_noticed(start: Start, listener: socket.socket) -> None:
    isolation = start(layers=frozenset())

    assert isolation.read("connects", str(listener.getsockname()[1]).encode()).text == "sent"

    connection, _ = listener.accept()
    with connection:
        assert connection.recv(100) == b"secret"


@against_writing
@pytest.mark.parametrize("reader", ["writes", "creates"])
def test_nothing_is_written(
    start: Start, tmp_path: Path, reader: str, layers: frozenset[Layer]
) -> None:
    isolation = start(layers=layers)
    target = tmp_path / "made"
    tmp_path.chmod(0o777)

    with pytest.raises(ReaderFailedError, match=r"PermissionError|FileNotFoundError|OSError"):
        isolation.read(reader, str(target).encode())

    assert not target.exists()
    assert goes_on(isolation)


@against_reading
def test_files_of_the_person_and_of_the_system_cannot_be_read(
    start: Start, tmp_path: Path, layers: frozenset[Layer]
) -> None:
    isolation = start(layers=layers)
    secret = tmp_path / "identities.txt"
    secret.write_text("sealed", encoding="utf-8")

    for path in (str(secret), "/etc/passwd"):
        with pytest.raises(ReaderFailedError, match=r"PermissionError|FileNotFoundError"):
            isolation.read("peeks", path.encode())
    assert goes_on(isolation)


def test_a_file_can_be_read_where_no_wall_stands(start: Start, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("open", encoding="utf-8")

    assert start(layers=frozenset()).read("peeks", str(note).encode()).text == "open"


def test_what_a_reader_prints_goes_nowhere(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    assert start().read("prints", b"").text == "printed"

    assert capfd.readouterr() == ("", "")


def test_a_reader_sees_none_of_the_environment(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBANDUM_PASSPHRASE", "open sesame")

    seen = start().read("surroundings", b"").text

    assert "PYTHONHASHSEED=0" in seen
    assert "sesame" not in seen
    assert "HOME=" not in seen


def test_a_refusal_keeps_its_class_and_message_and_its_worker(start: Start) -> None:
    isolation = start()
    before = isolation._worker

    with pytest.raises(MalformedSourceError, match="begins in line 3 cannot be read"):
        isolation.read("refuses", b"x")
    with pytest.raises(EmptySourceError, match="holds no text"):
        isolation.read("txt", b"")

    assert isolation._worker is before


def test_a_library_that_is_missing_is_said_to_be_missing(start: Start) -> None:
    with pytest.raises(MissingDependencyError, match=r"install probandum\[all\]"):
        start().read("lacks", b"x")


def test_a_reader_that_does_not_exist_is_refused(start: Start) -> None:
    with pytest.raises(UnknownDropInError, match=r"no reader 'wpd'; there are .*echoes"):
        start().read("wpd", b"x")


def test_children_end_when_the_isolation_is_left_in_the_middle_of_a_file(start: Start) -> None:
    isolation = start(limits=replace(TIGHT, wall_floor=0, cpu_floor=0))
    begun = time.monotonic()

    with pytest.raises(LimitExceededError, match="stopped"):
        isolation.read("sleeps", b"")

    assert time.monotonic() - begun < 5
    assert goes_on(start())


def test_walls_that_stand_are_named_and_leave_no_warning(start: Start) -> None:
    protection = start().protection

    assert {Layer.LANDLOCK, Layer.SECCOMP, Layer.LIMITS} <= set(protection.layers)
    assert protection.warning is None


@in_container
def test_bubblewrap_is_used_where_it_is_installed(start: Start) -> None:
    assert start(layers=ALL_LAYERS).protection.layers[0] is Layer.BUBBLEWRAP


def test_limits_alone_are_reported_with_a_warning(start: Start) -> None:
    protection = start(layers=frozenset()).protection

    assert protection.layers == (Layer.LIMITS,)
    assert protection.warning is not None
    assert "reach the network, read this user's files, write files" in protection.warning


def test_a_bubblewrap_that_does_not_work_is_passed_over(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    isolation = start(layers=ALL_LAYERS)

    assert Layer.BUBBLEWRAP not in isolation.protection.layers
    assert goes_on(isolation)


def test_a_library_that_cannot_be_imported_stops_its_own_reader_only(start: Start) -> None:
    isolation = start()
    with pytest.raises(UnreadableSourceError, match="half_installed"):
        isolation.read("half_installed", b"x")
    assert "still here" in isolation.read("txt", b"still here").text
