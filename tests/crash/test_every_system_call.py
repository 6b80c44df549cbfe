"""A kill at any system call that changes a case loses nothing that was acknowledged."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.crash.driving import AT_ONCE, ROOT, answers_of, problems_in
from tests.crash.forking import STRACE
from tests.crash.judging import leftovers, lost, state_of
from tests.crash.operations import OPERATIONS, Place, copied, expected_of
from tests.crash.tracing import Call, calls_of

# Fewest calls an undisturbed run makes; were it fewer, the test would look past something.
CALLS = {"init": 450, "add": 450, "extract": 200, "accept": 100, "export": 180, "import": 600}
# In the suite the first call of each name and kind of file, and every N-th; in the soak run all.
SAMPLE = {"init": 20, "add": 30, "extract": 30, "accept": 12, "export": 40, "import": 60}
FEW = 12
SAMPLED = [pytest.param(name, f"every {n}", id=f"{name}-every-{n}") for name, n in SAMPLE.items()]
EVERY = [
    pytest.param(name, "every 1", id=f"{name}-every-call", marks=pytest.mark.soak)
    for name in SAMPLE
]


def interrupt(
    name: str, folder: Path, *, how: str, rule: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Interrupt an operation in two processes; return their headers and all results."""
    rows = [
        (name, str(folder / str(share)), how, rule, f"{share}/{AT_ONCE}")
        for share in range(AT_ONCE)
    ]
    answers = answers_of("driver.py", rows)
    return [each[0] for each in answers], [result for each in answers for result in each[1:]]


@pytest.mark.needs("strace")
@pytest.mark.parametrize(("name", "rule"), SAMPLED + EVERY)
def test_a_kill_at_a_call_loses_nothing_and_the_repetition_makes_the_same_case(
    name: str, rule: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    headers, results = interrupt(name, tmp_path, how="kill", rule=rule)
    record_property("calls", len(headers[0]["calls"]))
    record_property("crash points", len(results))
    calls = [len(header["calls"]) for header in headers]
    # Two undisturbed runs may differ by a few: ids are random, and so is where pages split.
    assert abs(calls[0] - calls[1]) <= FEW
    assert min(calls) >= CALLS[name]
    assert len(results) >= min(calls) - FEW or rule != "every 1"
    assert problems_in(results) == []


@pytest.mark.needs("strace")
@pytest.mark.parametrize("name", ["add", "accept"])
def test_a_disk_that_fails_at_a_call_leaves_no_false_acknowledgement(
    name: str, tmp_path: Path
) -> None:
    _, results = interrupt(name, tmp_path, how="fail", rule="every 90")
    assert len(results) > 10
    assert problems_in(results) == []


@pytest.mark.needs("strace")
def test_the_installed_command_is_killed_like_the_forked_one(tmp_path: Path) -> None:
    operation = OPERATIONS["add"]
    template = Place(folder=tmp_path / "template")
    operation.prepare(template)
    expected = expected_of(operation, copied(template, tmp_path / "warm"))
    place = copied(template, tmp_path / "try")
    calls = [call for call in started(place, tmp_path)[1] if call.place_in(place.case)]
    problems: list[str] = []
    for call in calls[7 :: len(calls) // 5]:
        place = copied(template, tmp_path / "try")
        inject = ("-e", f"inject={call.name}:signal=SIGKILL:when={call.number}")
        done, reached = started(place, tmp_path, *inject)
        assert done.returncode != 0
        assert call.place_in(place.case) == reached[-1].place_in(place.case)
        state = state_of(place.case)
        problems += [*state.problems, *state.doubled(), *lost(done.stdout, state=state)]
        again, _ = started(place, tmp_path)
        assert again.returncode == 0, again.stderr
        after = state_of(place.case)
        problems += [*after.problems, *after.doubled(), *leftovers(place.case)]
        assert expected.content == after.content
    assert problems == []


def started(
    place: Place, folder: Path, *inject: str
) -> tuple[subprocess.CompletedProcess[str], list[Call]]:
    """Run ``python -m probandum add`` under strace, from the start of the interpreter."""
    trace = folder / "trace.txt"
    command = [sys.executable, "-m", "probandum", "add", str(place.case), str(place.files)]
    done = subprocess.run(
        [*STRACE, "-o", str(trace), *inject, *command],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return done, list(calls_of(trace.read_text("utf-8").splitlines()))
