"""The writes that are interrupted: what stands before each, and what must hold afterwards."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from probandum.workflow.case import DATABASE
from probandum.workflow.exporting import CHECKER
from tests.crash.forking import Ended, warm_up
from tests.crash.judging import State, leftovers, lost, state_of

FILES: Mapping[str, bytes] = {
    "report.txt": b"Velmora Watch.\n\nOn 3 May 2019 soldiers killed 12 villagers at Orsk-Dal.\n",
    "letter.txt": b"They killed my neighbour. I saw it from the mill.\n",
    "radio.txt": b"Orsk-Dal radio: two men were shot dead at the bridge.\n",
    "list.csv": b"name,what,place\nOna Berim,killed,Orsk-Dal\nSel Tarun,missing,Tarsia\n",
    "table.csv": b"place,killed\nOrsk-Dal,4\nTarsia,2\n",
}
_MADE = "already holds a case"
BY = ("--by", "Idra Velt")
INIT = ("--question", "Were civilians killed in Velmora?", "--office", "hq")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one try takes place: a folder with files, a case, and its export."""

    folder: Path

    @property
    def case(self) -> Path:
        return self.folder / "case"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def other(self) -> Path:
        return self.folder / "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A write that is interrupted.

    Attributes:
        name: Its name.
        prepare: Makes what stands before it, once.
        commands: The command lines that are interrupted.
        written: The folder that is written into; its durable calls are the crash points.
        is_made: Whether the write makes a new case, so that there may be none after a crash.
    """

    name: str
    prepare: Callable[[Place], None]
    commands: Callable[[Place], tuple[tuple[str, ...], ...]]
    written: Callable[[Place], Path]
    is_made: bool = False


def check_after_crash(
    operation: Operation, place: Place, *, copy: Path, out: str
) -> tuple[str, ...]:
    """Return what is wrong with what a crash left, looking at a copy of it."""
    place = copied(place, copy)
    if operation.is_made and not (operation.written(place) / DATABASE).exists():
        return ("the case was acknowledged and is not there",) if out.endswith("\n") else ()
    state = state_of(_case_of(operation, place))
    return (*state.problems, *state.doubled(), *lost(out, state=state))


def check_repeated(
    operation: Operation, place: Place, *, again: Ended, was_done: bool, expected: State
) -> tuple[str, ...]:
    """Return what is wrong after the interrupted command was given again.

    Args:
        operation: What was interrupted.
        place: Where.
        again: How the repetition ended.
        was_done: Whether the interrupted command had already made the new case, or was not
            stopped by the interruption.
        expected: The case after an undisturbed run.
    """
    found = []
    refusal = {"init": _MADE, "import": _MADE, "export": "is not empty"}.get(operation.name, "")
    is_refused = was_done and refusal and again.code == 1 and refusal in again.words
    if again.code and not is_refused:
        found.append(f"the repetition ended with {again.code}: {again.words.strip()}")
    state = state_of(_case_of(operation, place))
    if operation.name == "export":
        found += _export_problems(place)
    found += [*state.problems, *state.doubled(), *leftovers(operation.written(place))]
    if state.content != expected.content:
        found.append("the case is not what an undisturbed run makes")
    return tuple(found)


def expected_of(operation: Operation, place: Place) -> State:
    """Run an operation undisturbed, in this process, and return the case after it."""
    warm_up(operation.commands(place))
    return state_of(_case_of(operation, place))


def copied(template: Place, target: Path) -> Place:
    """Copy what stands before an operation."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(template.folder, target)
    return Place(folder=target)


def _case_of(operation: Operation, place: Place) -> Path:
    """Return the case an operation writes to, or reads."""
    return place.case if operation.name == "export" else operation.written(place)


def _export_problems(place: Place) -> list[str]:
    """Check an export by the checker it carries."""
    command = [sys.executable, "-I", str(place.other / CHECKER), str(place.other)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [f"the export does not verify: {done.stdout[-300:]}"] if done.returncode else []


def _files_only(place: Place) -> None:
    place.files.mkdir(parents=True)
    for name, content in FILES.items():
        (place.files / name).write_bytes(content)


def _with_case(place: Place) -> None:
    _files_only(place)
    warm_up([("init", str(place.case), *INIT)])


def _with_sources(place: Place) -> None:
    _with_case(place)
    warm_up(_adding(place))


def _with_statements(place: Place) -> None:
    _with_sources(place)
    warm_up(_extracting(place))


def _with_decisions(place: Place) -> None:
    _with_statements(place)
    warm_up(_accepting(place))


def _with_export(place: Place) -> None:
    _with_decisions(place)
    warm_up(_exporting(place))


def _making(place: Place) -> tuple[tuple[str, ...], ...]:
    return (("init", str(place.case), *INIT),)


def _adding(place: Place) -> tuple[tuple[str, ...], ...]:
    return (("add", str(place.case), str(place.files)),)


def _extracting(place: Place) -> tuple[tuple[str, ...], ...]:
    return (("extract", str(place.case), "--json"),)


def _accepting(place: Place) -> tuple[tuple[str, ...], ...]:
    statements = state_of(place.case).statements[:3]
    return (("decide", "accept", str(place.case), *statements, *BY),)


def _exporting(place: Place) -> tuple[tuple[str, ...], ...]:
    return (("export", str(place.case), "-o", str(place.other)),)


def _importing(place: Place) -> tuple[tuple[str, ...], ...]:
    return (("import", str(place.folder / "second"), str(place.other)),)


OPERATIONS = {
    operation.name: operation
    for operation in (
        Operation(
            name="init",
            prepare=_files_only,
            commands=_making,
            written=lambda place: place.case,
            is_made=True,
        ),
        Operation(
            name="add",
            prepare=_with_case,
            commands=_adding,
            written=lambda place: place.case,
        ),
        Operation(
            name="extract",
            prepare=_with_sources,
            commands=_extracting,
            written=lambda place: place.case,
        ),
        Operation(
            name="accept",
            prepare=_with_statements,
            commands=_accepting,
            written=lambda place: place.case,
        ),
        Operation(
            name="export",
            prepare=_with_decisions,
            commands=_exporting,
            written=lambda place: place.other,
        ),
        Operation(
            name="import",
            prepare=_with_export,
            commands=_importing,
            written=lambda place: place.folder / "second",
            is_made=True,
        ),
    )
}
