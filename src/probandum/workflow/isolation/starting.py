"""Starting a worker: its command, its bare environment, and the files it may still read."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import probandum
from probandum.model.codec import decode, encode
from probandum.workflow.isolation.failures import IsolationError
from probandum.workflow.isolation.protection import Layer
from probandum.workflow.isolation.protocol import LONGEST_LINE, Hello, Settings

START_SECONDS = 60.0
_ENDING_SECONDS = 2.0
_MOST_LINKS = 40
_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo"),
    *("/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom"),
)
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
}


@dataclass(slots=True, kw_only=True)
class Worker:
    """A running worker, as this process holds it.

    Attributes:
        process: The process.
        control: This side of the socket pair.
        hello: What it said when it was ready.
    """

    process: subprocess.Popen[bytes]
    control: socket.socket
    hello: Hello


def start(*, registers: tuple[str, ...], layers: frozenset[Layer]) -> Worker:
    """Start a worker behind the strongest walls there are.

    Args:
        registers: Packages whose modules are readers.
        layers: Walls that may be used.

    Raises:
        IsolationError: It does not start.
    """
    bubblewrap = shutil.which("bwrap") if Layer.BUBBLEWRAP in layers else None
    if bubblewrap is not None:
        # Containers and some systems forbid what bubblewrap needs: then it is no wall.
        with contextlib.suppress(IsolationError):
            return _started(registers=registers, layers=layers, bubblewrap=bubblewrap)
    return _started(registers=registers, layers=layers - {Layer.BUBBLEWRAP}, bubblewrap=None)


def stop(worker: Worker) -> None:
    """End a worker and its children at once."""
    worker.control.close()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(worker.process.pid, signal.SIGKILL)
    worker.process.kill()
    worker.process.wait()


def import_path() -> tuple[str, ...]:
    """Return the folders Python imports from here, without the folder people work in.

    The working folder, which ``python -m`` puts first, may be a case: it stays only where
    it holds the program itself.
    """
    home = Path(probandum.__file__).parent.parent
    here = Path.cwd()
    found = (Path(entry).absolute() for entry in sys.path if entry)
    kept = (path for path in found if _is_there(path) and (path != here or path == home))
    return tuple(dict.fromkeys(str(path) for path in kept))


def readable_paths() -> tuple[str, ...]:
    """Return the files and folders Python needs: its own, the libraries, the program."""
    here = str(Path.cwd())
    imported = tuple(
        str(Path(probandum.__file__).parent) if entry == here else entry for entry in import_path()
    )
    own = (sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix)
    wanted = (*_SYSTEM, *own, str(Path(sys.executable).parent), *imported)
    # A prefix of "/usr" would open more than Python: its parts stand in the list already.
    narrow = (path for path in wanted if path not in {"/", "/usr", "/usr/bin", "/usr/local"})
    return tuple(path for path in dict.fromkeys(narrow) if _is_there(Path(path)))


def _is_there(path: Path) -> bool:
    """Whether a path exists and this user may know it."""
    try:
        return path.exists()
    except PermissionError:
        return False


def _started(
    *, registers: tuple[str, ...], layers: frozenset[Layer], bubblewrap: str | None
) -> Worker:
    """Start a worker, in a container or not, and wait for its hello."""
    readable = readable_paths()
    ours, theirs = socket.socketpair()
    with theirs:
        settings = Settings(
            control=theirs.fileno(),
            registers=registers,
            layers=tuple(layer for layer in Layer if layer in layers | {Layer.LIMITS}),
            readable=readable,
            scratch=str(Path(tempfile.gettempdir()) / f"probandum-{secrets.token_hex(8)}"),
        )
        command = [sys.executable, "-P", "-s", "-m", "probandum.workflow.isolation.worker"]
        command = [*_container(bubblewrap, readable=readable), *command, encode(settings)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(import_path())},
            cwd="/",
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )
    return _greeted(process, control=ours)


def _container(bubblewrap: str | None, *, readable: tuple[str, ...]) -> list[str]:
    """Return the words before the command that put it into a container."""
    if bubblewrap is None:
        return []
    # The interpreter must be there to be started, under every name that leads to it.
    names = (name for name in _names_of(Path(sys.executable)) if not _lies_in(name, readable))
    programs = (*names, *readable)
    binds = [
        word
        for path in sorted({path for path in programs if not path.startswith("/dev/")})
        for word in ("--ro-bind", path, path)
    ]
    walls = ["--unshare-all", "--die-with-parent", "--cap-drop", "ALL"]
    mounts = ["--proc", "/proc", "--dev", "/dev", *binds, "--remount-ro", "/", "--chdir", "/"]
    return [bubblewrap, *walls, *mounts, "--"]


def _lies_in(name: str, folders: tuple[str, ...]) -> bool:
    """Whether a path lies in one of the folders, which bring it along."""
    return any(Path(name).is_relative_to(folder) for folder in folders)


def _names_of(program: Path) -> tuple[str, ...]:
    """Return a program's path, the paths its links lead through, and the file itself.

    An environment's interpreter is often a link to a link: ``.venv/bin/python``, then
    ``/usr/bin/python3``, then ``/usr/bin/python3.11``.
    """
    names = [str(program)]
    while program.is_symlink() and len(names) < _MOST_LINKS:
        program = program.parent / program.readlink()
        names.append(str(program))
    return (*names, str(program.resolve()))


def _greeted(process: subprocess.Popen[bytes], *, control: socket.socket) -> Worker:
    """Wait until a worker is ready."""
    control.settimeout(START_SECONDS)
    line = b""
    try:
        while not line.endswith(b"\n"):
            more = control.recv(LONGEST_LINE)
            if not more:
                break
            line += more
    except TimeoutError:
        line = b""
    if not line.endswith(b"\n"):
        control.close()
        complaint = _last_words(process).decode("utf-8", errors="replace").strip()
        last = complaint.splitlines()[-1][:300] if complaint else "it said nothing"
        raise IsolationError(
            f"the process that reads files did not start: {last}; run probandum doctor"
        )
    if process.stderr is not None:
        process.stderr.close()
    control.settimeout(None)
    return Worker(process=process, control=control, hello=decode(line, Hello))


def _last_words(process: subprocess.Popen[bytes]) -> bytes:
    """Return what a worker that does not start wrote before it ended, or was ended."""
    try:
        return process.communicate(timeout=_ENDING_SECONDS)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        return process.communicate()[1]
