"""Runs: a step done for one unit, remembered by what went in, kept with what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from probandum.errors import ProbandumError, UnreadableSourceError
from probandum.model.canonical import digest_of
from probandum.model.codec import encode, stamped
from probandum.model.identity import machine_id
from probandum.model.kinds import kind_of
from probandum.model.log import EntryKind
from probandum.model.merkle import root_of
from probandum.model.run import Gap, GapKind, Pairs, Run
from probandum.store.protocol import Draft, Reading, Row, Transaction, output_of
from probandum.store.tables import CURRENT_RUN, OUTPUT_KINDS
from probandum.workflow.case import Case
from probandum.workflow.isolation.failures import gap_kind_of

_NO_DIGEST = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a step is done for once, and how.

    Attributes:
        step: Name of the step.
        id: Id of the unit: a source, a cell.
        inputs: Sorted pairs of an input's name and its digest.
        code_sha256: Digest of the code and data files the step uses.
        parameters: Sorted pairs of parameter and value.
        versions: Sorted pairs of library and version.
        subject_kind: Kind of value the unit is, for the gap when it fails.
        compute: Does the work, outside any transaction.
    """

    step: str
    id: str
    inputs: Pairs
    code_sha256: str
    parameters: Pairs = ()
    versions: Pairs = ()
    subject_kind: str
    compute: Callable[[], Sequence[object]]

    @property
    def memory(self) -> str:
        """Digest of all that decides the outcome; equal memory, equal result."""
        return digest_of([self.step, self.id, self.inputs, self.code_sha256, self.parameters])


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What a unit put out, before it is stored.

    Attributes:
        unit: The unit.
        values: What came out: its values, or the gap it left.
    """

    unit: Unit
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A stored run with what it put out and what it took the place of.

    Attributes:
        run: The run.
        values: Its outputs, stamped with id and run.
        replaced: Id of the run that was current before, or None.
    """

    run: Run
    values: tuple[object, ...]
    replaced: str | None


def is_remembered(reading: Reading, unit: Unit) -> bool:
    """Whether the unit's current run was made from the same inputs, code and parameters."""
    for record in reading.records(CURRENT_RUN, step=unit.step, unit=unit.id):
        return record["memory"] == unit.memory
    return False


def compute(unit: Unit) -> Computed:
    """Do a unit's work; a failure becomes a gap, and the batch goes on.

    This is the one place that catches every exception: a hostile source must not be
    able to stop the work on the others, whatever it makes a library raise.
    """
    try:
        values = tuple(unit.compute())
    except OSError:
        raise  # the disk or the machine failed, not the unit: nothing may be remembered of it
    except UnreadableSourceError as error:
        values = (_gap(unit, kind=gap_kind_of(error), reason=str(error)),)
    except ProbandumError as error:
        values = (_gap(unit, kind=GapKind.FAILED_STEP, reason=str(error)),)
    except Exception as error:  # noqa: BLE001 - the unit runner; see above
        reason = f"the step stopped with {type(error).__name__}; report it with the source's format"
        values = (_gap(unit, kind=GapKind.FAILED_STEP, reason=reason),)
    return Computed(unit=unit, values=values)


def keep(case: Case, transaction: Transaction, computed: Computed) -> Kept:
    """Store a run and its outputs, and make it the unit's current run."""
    unit = computed.unit
    bare = Run(
        step=unit.step,
        unit=unit.id,
        at=case.surroundings.clock.now(),
        inputs=unit.inputs,
        code_sha256=unit.code_sha256,
        parameters=unit.parameters,
        versions=unit.versions,
        outputs=0,
        outputs_root=_NO_DIGEST,
    )
    number = transaction.size(case.store.office)
    run_id = machine_id("run", key=case.key, content=f"{number} {encode(bare)}".encode())
    values = _stamped(case, computed.values, run=run_id)
    outputs = [
        output_of(value, kind=kind_of(value).name, chance=case.surroundings.chance)
        for value in values
    ]
    root = root_of(output.leaf for output in outputs).hex()
    run = replace(bare, id=run_id, outputs=len(outputs), outputs_root=root)
    transaction.append(Draft(kind=EntryKind.RUN, at=run.at, row=run))
    transaction.put_outputs(run_id, outputs)
    replaced = current_run(transaction, step=unit.step, unit=unit.id)
    transaction.put(CURRENT_RUN, step=unit.step, unit=unit.id, run=run_id, memory=unit.memory)
    return Kept(run=run, values=values, replaced=replaced)


def current_run(reading: Reading, *, step: str, unit: str) -> str | None:
    """Return the id of a unit's current run, or None."""
    for record in reading.records(CURRENT_RUN, step=step, unit=unit):
        return str(record["run"])
    return None


def outputs_of(reading: Reading, run: str) -> tuple[Row, ...]:
    """Return the rows a run put out, in the order its root was computed over."""
    rows = [row for kind in OUTPUT_KINDS for row in reading.rows(kind, run=run)]
    return tuple(sorted(rows, key=lambda row: row.position or 0))


def memory_of(run: Run) -> str:
    """Compute a stored run's memory, for rebuilding the projection."""
    return digest_of([run.step, run.unit, run.inputs, run.code_sha256, run.parameters])


def _stamped(case: Case, values: Iterable[object], *, run: str) -> tuple[object, ...]:
    """Give values their ids and run, each id once, in the order of kind and id."""
    found: dict[tuple[str, str], object] = {}
    for value in values:
        marked: Any = stamped(value, key=case.key, run=run)
        found[(kind_of(value).name, marked.id)] = marked
    return tuple(found[key] for key in sorted(found))


def _gap(unit: Unit, *, kind: GapKind, reason: str) -> Gap:
    """Make the gap a failed unit leaves."""
    return Gap(
        kind=kind, subject_kind=unit.subject_kind, subject=unit.id, step=unit.step, reason=reason
    )
