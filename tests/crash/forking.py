"""Running the real command line in forked children that can be traced and killed at a call."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import probandum.cli
from tests.crash.tracing import CALLS

STRACE = ("strace", "-y", "-s", "0", "-e", f"trace={','.join(CALLS)}", "-e", "signal=none")
_SET_PTRACER = 0x59616D61
_ANY = ctypes.c_ulong(-1)
_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended.

    Attributes:
        code: Exit code, or minus the signal's number.
        out: What it printed on standard output.
        words: What it printed on standard error.
        trace: Lines of strace, none without it.
        seconds: How long it took.
    """

    code: int
    out: str
    words: str
    trace: tuple[str, ...] = ()
    seconds: float

    @property
    def was_killed(self) -> bool:
        """Whether SIGKILL ended it."""
        return self.code == -signal.SIGKILL


def run(commands: Sequence[Sequence[str]], *, scratch: Path) -> Ended:
    """Run commands one after the other, in a child that nobody disturbs."""
    return _watch(start(commands, scratch=scratch), scratch=scratch)


def run_killed_after(commands: Sequence[Sequence[str]], *, scratch: Path, seconds: float) -> Ended:
    """Run commands and kill the child after some time, if it has not ended."""
    child = start(commands, scratch=scratch)
    os.kill(child, signal.SIGCONT)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return collect(child, scratch=scratch, started=time.monotonic() - seconds)


def run_traced(commands: Sequence[Sequence[str]], *, scratch: Path) -> Ended:
    """Run commands under strace."""
    return _traced(commands, scratch=scratch, inject=())


def run_killed_at(
    commands: Sequence[Sequence[str]], *, scratch: Path, name: str, number: int
) -> Ended:
    """Run commands under strace and kill them as they enter a system call."""
    inject = ("-e", f"inject={name}:signal=SIGKILL:when={number}")
    return _traced(commands, scratch=scratch, inject=inject)


def run_failed_at(
    commands: Sequence[Sequence[str]], *, scratch: Path, name: str, number: int
) -> Ended:
    """Run commands under strace and let a system call report that the disk failed."""
    inject = ("-e", f"inject={name}:error=EIO:when={number}")
    return _traced(commands, scratch=scratch, inject=inject)


def _traced(commands: Sequence[Sequence[str]], *, scratch: Path, inject: tuple[str, ...]) -> Ended:
    """Run commands under strace, which watches the parent of all walls but no reader."""
    child = start(commands, scratch=scratch)
    trace = scratch / "trace.txt"
    trace.unlink(missing_ok=True)
    command = [*STRACE, "-p", str(child), "-o", str(trace), *inject]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
    _wait_for_tracer(child, tracer=tracer)
    ended = _watch(child, scratch=scratch)
    tracer.communicate(timeout=_PATIENCE_SECONDS)
    lines = tuple(trace.read_text("utf-8", "surrogateescape").splitlines())
    return Ended(
        code=ended.code, out=ended.out, words=ended.words, trace=lines, seconds=ended.seconds
    )


def _wait_for_tracer(child: int, *, tracer: subprocess.Popen[bytes]) -> None:
    """Wait until strace holds the child."""
    status = Path(f"/proc/{child}/status")
    until = time.monotonic() + _PATIENCE_SECONDS
    while "TracerPid:\t0\n" in status.read_text("utf-8"):
        if tracer.poll() is not None or time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            words = tracer.communicate()[1].decode("utf-8", "replace")
            raise RuntimeError(f"strace did not attach: {words}")
        time.sleep(0.002)


def start(commands: Sequence[Sequence[str]], *, scratch: Path) -> int:
    """Start a child that stops itself, and then runs commands."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.waitpid(child, os.WUNTRACED)
        return child
    code = 1
    try:
        for descriptor, name in ((1, "out.txt"), (2, "words.txt")):
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
            os.dup2(os.open(scratch / name, flags, 0o600), descriptor)
        ctypes.CDLL(None).prctl(_SET_PTRACER, _ANY, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        code = 0
        for command in commands:
            code = code or _command(command)
    finally:
        if sys.exc_info()[0] is not None:
            sys.excepthook(*sys.exc_info())
            code = 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _command(arguments: Sequence[str]) -> int:
    """Run one command of the real command line; return its exit code."""
    sys.argv = ["probandum", *arguments]
    try:
        probandum.cli.main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def warm_up(commands: Sequence[Sequence[str]]) -> None:
    """Run commands in this process, so that its children need import nothing."""
    for command in commands:
        code = _command(command)
        if code:
            raise RuntimeError(f"the undisturbed {command[0]} ended with {code}")


def _watch(child: int, *, scratch: Path) -> Ended:
    """Let a stopped child go on, and wait for its end."""
    started = time.monotonic()
    os.kill(child, signal.SIGCONT)
    return collect(child, scratch=scratch, started=started)


def collect(child: int, *, scratch: Path, started: float) -> Ended:
    """Wait for a child's end and return what it left."""
    _, status = os.waitpid(child, 0)
    return Ended(
        code=os.waitstatus_to_exitcode(status),
        out=(scratch / "out.txt").read_text("utf-8"),
        words=(scratch / "words.txt").read_text("utf-8"),
        seconds=time.monotonic() - started,
    )
