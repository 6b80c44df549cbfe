"""Starting the processes that interrupt, two at a time, and reading what they found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
AT_ONCE = 2


def answers_of(script: str, arguments: Sequence[Sequence[str]]) -> list[list[dict[str, Any]]]:
    """Run a script of this folder once for each row of arguments, all at once.

    Args:
        script: Its file name.
        arguments: One row for each process.

    Returns:
        For each process the JSON lines it wrote.
    """
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    processes = [
        subprocess.Popen(
            [sys.executable, "-W", "error", str(Path(__file__).parent / script), *row],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=ROOT,
        )
        for row in arguments
    ]
    ended = _ended(processes)
    for process, (_, words) in zip(processes, ended, strict=True):
        if process.returncode:
            raise RuntimeError(f"{script} ended with {process.returncode}: {words[-2000:]}")
    return [[json.loads(line) for line in out.splitlines()] for out, _ in ended]


def _ended(processes: list[subprocess.Popen[str]]) -> list[tuple[str, str]]:
    """Wait for all processes; what they write fits no pipe, so all are read at once."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(len(processes)) as pool:
        return list(pool.map(lambda process: process.communicate(), processes))


def problems_in(results: Sequence[dict[str, Any]]) -> list[str]:
    """Return what went wrong at which call or moment, in words."""
    return [
        f"{result.get('call', result.get('moment'))}: {problem}"
        for result in results
        for problem in result["problems"]
    ]
