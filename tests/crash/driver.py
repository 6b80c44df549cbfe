"""One of several processes that interrupt an operation at its share of the calls, and judge."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from probandum.workflow.case import DATABASE
from tests.crash.forking import run_failed_at, run_killed_at, run_traced
from tests.crash.judging import State
from tests.crash.operations import (
    OPERATIONS,
    Operation,
    Place,
    check_after_crash,
    check_repeated,
    copied,
    expected_of,
)
from tests.crash.tracing import Call, calls_of, unsynced_at_answers

# The log's text copy is made again from the log, and texts by reading again.
HEALED = ("case/log/", "case/texts", "second/log/")
_DIGEST = re.compile(r"[0-9a-f]{64}|(?<=/)[0-9a-f]{2}\b|\w+(?=\.jsonl)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What every interruption of one operation begins from.

    Attributes:
        operation: What is interrupted.
        template: What stands before it.
        root: Folder of all tries.
        expected: The case after an undisturbed run.
        how: ``kill`` at the call, or let it ``fail``.
    """

    operation: Operation
    template: Place
    root: Path
    expected: State
    how: str

    @property
    def scratch(self) -> Path:
        return self.root / "scratch"

    def place(self) -> Place:
        return copied(self.template, self.root / "try")


def main(name: str, folder: str, how: str, rule: str, share: str) -> None:
    """Interrupt an operation; write one line of JSON on all calls and one for each chosen one.

    Args:
        name: Of the operation.
        folder: Where to work.
        how: ``kill`` or ``fail``.
        rule: See ``chosen``.
        share: Which calls are this process's: ``0/2`` or ``1/2``.
    """
    with answers_kept() as answers:
        trial = prepared(OPERATIONS[name], Path(folder), how=how)
        place = trial.place()
        written = trial.operation.written(place)
        there = places_in(place.folder)
        dry = run_traced(trial.operation.commands(place), scratch=trial.scratch)
        calls = tuple(calls_of(dry.trace))
        points = [call for call in calls if call.place_in(written) is not None]
        header = {
            "code": dry.code,
            "calls": [f"{call.name} {call.place_in(written)}" for call in points],
            "unsynced": unsynced_at_answers(calls, folder=place.folder, there=there),
            "folder": str(place.folder),
            "there": there,
            "trace": dry.trace if rule == "every 0" else (),
        }
        answers.write(json.dumps(header) + "\n")
        number, of = (int(part) for part in share.split("/"))
        for call in chosen(points, how=how, rule=rule, written=written)[number::of]:
            started = time.monotonic()
            result = {
                "call": f"{call.name} {call.number} {call.place_in(written)}",
                "problems": list(interrupted(trial, call)),
                "seconds": round(time.monotonic() - started, 3),
            }
            answers.write(json.dumps(result) + "\n")


def answers_kept() -> TextIO:
    """Keep standard output for answers; what commands print goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def prepared(operation: Operation, root: Path, *, how: str) -> Trial:
    """Make what stands before an operation, and run it undisturbed."""
    template = Place(folder=root / "template")
    (root / "scratch").mkdir(parents=True)
    operation.prepare(template)
    expected = expected_of(operation, copied(template, root / "warm"))
    return Trial(operation=operation, template=template, root=root, expected=expected, how=how)


def places_in(folder: Path) -> tuple[str, ...]:
    """Return every file and folder below a folder."""
    return tuple(sorted(str(path.relative_to(folder)) for path in folder.rglob("*")))


def chosen(points: list[Call], *, how: str, rule: str, written: Path) -> list[Call]:
    """Choose calls: ``every 1`` all, ``every N`` the first of each shape and each N-th, 0 none.

    Calls of one name on files that differ only in a digest have one shape.
    """
    step = int(rule.removeprefix("every "))
    if not step:
        return []
    seen = set()
    kept = []
    for index, call in enumerate(points):
        if how == "fail" and _is_let_pass(call, written=written):
            continue
        shape = (call.name, _DIGEST.sub("#", str(call.place_in(written))))
        if shape not in seen or index % step == 0:
            kept.append(call)
        seen.add(shape)
    return kept


def _is_let_pass(call: Call, *, written: Path) -> bool:
    """Whether a failing call is not looked at.

    SQLite takes no notice of a folder that cannot be synced.
    """
    return call.name == "fdatasync" and str(call.place_in(written)) == "."


def interrupted(trial: Trial, call: Call) -> Iterator[str]:
    """Interrupt at one call, look at what is left, and give the command again."""
    operation, scratch = trial.operation, trial.scratch
    place = trial.place()
    there = places_in(place.folder)
    written = operation.written(place)
    commands = operation.commands(place)
    interrupt = run_killed_at if trial.how == "kill" else run_failed_at
    ended = interrupt(commands, scratch=scratch, name=call.name, number=call.number)
    if trial.how == "kill":
        before = tuple(calls_of(ended.trace))
        if not ended.was_killed:
            yield f"the call did not come: the command ended with {ended.code}"
            return
        if not before or before[-1].place_in(written) != call.place_in(written):
            yield "the run differs from the undisturbed one, so another call was reached"
    was_made = (written / DATABASE).exists()
    # Looked at in a copy, since looking heals, and what it syncs is not in the trace.
    yield from check_after_crash(operation, place, copy=trial.root / "copy", out=ended.out)
    again = run_traced(commands, scratch=scratch)
    was_done = was_made or (trial.how == "fail" and not ended.code)
    yield from check_repeated(
        operation, place, again=again, was_done=was_done, expected=trial.expected
    )
    both = (*calls_of(ended.trace), *calls_of(again.trace))
    yield from unsynced_at_answers(both, folder=place.folder, there=there, apart=HEALED)


if __name__ == "__main__":
    main(*sys.argv[1:])
