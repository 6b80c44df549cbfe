"""Nothing is left behind: no process after its parent, no descriptor after a file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from probandum.workflow.isolation import Isolation, Layer
from probandum.workflow.isolation.failures import ReaderCrashedError
from probandum.workflow.isolation.isolating import ALL_LAYERS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="watches processes in /proc")
Start = Callable[..., Isolation]
PATIENCE_SECONDS = 20
SCRIPT = """
import sys
from probandum.workflow.isolation import Isolation, Layer

layers = frozenset(Layer[name] for name in sys.argv[1].split())
with Isolation(registers=("hostile.readers",), layers=layers) as isolation:
    isolation.read("echoes", b"warm")
    print(isolation._worker.process.pid, flush=True)
    isolation.read("sleeps", b"3600")
"""


@pytest.mark.parametrize(
    "layers",
    [
        pytest.param(frozenset({Layer.LIMITS}), id="limits alone"),
        pytest.param(ALL_LAYERS - {Layer.BUBBLEWRAP}, id="without bubblewrap"),
        pytest.param(ALL_LAYERS, id="all", marks=pytest.mark.needs("bwrap")),
    ],
)
def test_no_process_outlives_a_parent_that_is_killed(layers: frozenset[Layer]) -> None:
    paths = [str(Path(__file__).parent), *filter(None, sys.path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    names = " ".join(sorted(layer.name for layer in layers))
    command = [sys.executable, "-P", "-c", SCRIPT, names]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, cwd="/"
    ) as parent:
        assert parent.stdout is not None
        group = int(parent.stdout.readline())
        wait_until(lambda: len(alive(group)) >= 2, what="a child sleeps")

        parent.send_signal(signal.SIGKILL)

    wait_until(lambda: not alive(group), what="all have ended")


def test_leaving_an_isolation_ends_its_worker(start: Start) -> None:
    isolation = start()
    assert isolation._worker is not None
    group = isolation._worker.process.pid
    assert alive(group)

    isolation.__exit__(None, None, None)

    assert not alive(group)


def test_descriptors_do_not_grow_with_files(start: Start) -> None:
    isolation = start()
    isolation.read("echoes", b"warm")
    before = len(list(Path("/proc/self/fd").iterdir()))

    for _ in range(5):
        isolation.read("echoes", b"again")
    with pytest.raises(ReaderCrashedError, match="SIGSEGV"):
        isolation.read("segfaults", b"")
    isolation.read("echoes", b"again")

    assert len(list(Path("/proc/self/fd").iterdir())) == before


def alive(group: int) -> list[int]:
    """Processes of a group that run: those that wait to be collected do not."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[2]) == group and fields[0] not in "ZX":
            found.append(int(folder.name))
    return found


def wait_until(is_so: Callable[[], bool], *, what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, f"waited {PATIENCE_SECONDS} seconds until {what}"
        time.sleep(0.02)
