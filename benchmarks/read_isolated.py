"""Reading behind walls: files per second through the warm worker, against a process per file.

    python3 dev.py bench read_isolated [--files N]

The baseline is what a careful script would do: start a fresh Python for each file, import the
reader, read, and pass the text back. It has no walls; the warm worker has all there are.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from probandum.registry import READERS
from probandum.workflow.isolation.isolating import Isolation

ONE_FILE = (
    "import sys; from probandum.registry import READERS; "
    "print(len(READERS.load('txt').read(open(sys.argv[1], 'rb').read()).text))"
)
ROUNDS = 3


def main() -> None:
    """Read the same files in each way and print files per second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    files = parser.parse_args().files
    contents = [
        "".join(f"On day {day} of year {number} nothing was seen.\n" for day in range(200)).encode()
        for number in range(files)
    ]
    with tempfile.TemporaryDirectory(prefix="probandum-bench-") as folder:
        paths = []
        for number, content in enumerate(contents):
            paths.append(Path(folder) / f"{number}.txt")
            paths[-1].write_bytes(content)
        few = paths[: max(1, files // 10)]
        starting = _seconds(lambda: _warm(contents[:1]))
        warm = _rate(lambda: _warm(contents), files)
        alone = _rate(lambda: _process_each(few), len(few))
        bare = _rate(lambda: _here(contents), files)
    print(f"{files} files of {len(contents[0])} bytes, median of {ROUNDS} rounds")
    print(f"  the worker's start and first file: {starting:.2f} seconds")
    print(f"  warm worker, a confined child per file: {warm:8.1f} files per second")
    print(f"  a fresh process per file, no walls:     {alone:8.1f} files per second")
    print(f"  in this process, nothing apart:         {bare:8.1f} files per second")
    print(f"  warm worker against a process per file: {warm / alone:.1f} times")


def _warm(contents: list[bytes]) -> None:
    """Read behind walls."""
    with Isolation() as isolation:
        for content in contents:
            isolation.read("txt", content)


def _process_each(paths: list[Path]) -> None:
    """Read each file in a fresh process."""
    for path in paths:
        command = [sys.executable, "-c", ONE_FILE, str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _here(contents: list[bytes]) -> None:
    """Read without any walls."""
    for content in contents:
        READERS.load("txt").read(content)


def _rate(work: Callable[[], None], files: int) -> float:
    """Return the median of files per second."""
    return statistics.median(files / _seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], None]) -> float:
    """Return how long something takes."""
    started = time.monotonic()
    work()
    return time.monotonic() - started


if __name__ == "__main__":
    main()
