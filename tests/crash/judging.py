"""What a case must be after a crash, and what is the same however often it crashed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from probandum.model.decision import Decision
from probandum.model.run import Run
from probandum.model.source import Instance, Passage, Source
from probandum.model.statement import Statement
from probandum.workflow.case import Case, open_case
from probandum.workflow.surroundings import system_surroundings
from probandum.workflow.verifying import verify_all

UNFINISHED = ("*.part", "case.db.new*")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A case as a reader of it sees it, without what chance or the clock decides.

    Attributes:
        problems: What ``verify`` finds.
        sources: Ids with name and evidence code, sorted.
        statements: Ids of the current statements, sorted.
        passages: Ids of the current passages, sorted.
        runs: Step and unit of every run, sorted; one stands twice if it was done twice.
        targets: What was decided on, sorted.
        decisions: Ids of the decisions.
        instances: Sources that were found again, sorted.
    """

    problems: tuple[str, ...]
    sources: tuple[tuple[str, str, str], ...]
    statements: tuple[str, ...]
    passages: tuple[str, ...]
    runs: tuple[tuple[str, str], ...]
    targets: tuple[str, ...]
    decisions: tuple[str, ...]
    instances: tuple[str, ...]

    @property
    def content(self) -> tuple[object, ...]:
        """What must be equal after any crash, once the command was repeated to its end."""
        return (
            self.sources,
            self.statements,
            self.passages,
            self.runs,
            tuple(sorted(set(self.targets))),
            self.instances,
        )

    def doubled(self) -> tuple[str, ...]:
        """Return what stands twice and must not."""
        codes = [code for _, _, code in self.sources]
        ids = [source for source, _, _ in self.sources]
        listed = (*codes, *ids, *self.statements, *self.passages, *self.runs, *self.decisions)
        return tuple(f"{what} stands {n} times" for what, n in Counter(listed).items() if n > 1)


def state_of(folder: Path) -> State:
    """Open a case, which heals it, verify every byte, and note what it holds."""
    with open_case(folder, surroundings=system_surroundings()) as case:
        verification = verify_all(case)
        problems = (*verification.problems, *_missing(case))
        store = case.store
        sources = [row.value(Source) for row in store.rows("source")]
        runs = [row.value(Run) for row in store.rows("run")]
        decisions = [row.value(Decision) for row in store.rows("decision")]
        instances = [row.value(Instance).source for row in store.rows("instance")]
        statements = [row.value(Statement).id for row in store.current_rows("statement")]
        passages = [row.value(Passage).id for row in store.current_rows("passage")]
    return State(
        problems=problems,
        sources=tuple(sorted((s.id, s.name, s.evidence_code) for s in sources)),
        statements=tuple(sorted(statements)),
        passages=tuple(sorted(passages)),
        runs=tuple(sorted((run.step, run.unit) for run in runs)),
        targets=tuple(sorted(decision.target for decision in decisions)),
        decisions=tuple(decision.id for decision in decisions),
        instances=tuple(sorted(instances)),
    )


def lost(answers: str, *, state: State) -> tuple[str, ...]:
    """Return the acknowledged ids that a case does not hold.

    Args:
        answers: What ``add`` and ``decide`` printed on standard output; a line without an
            end was not printed.
        state: The case after the crash.
    """
    sources = {source: code for source, _, code in state.sources}
    missing = []
    for line in answers.splitlines(keepends=True):
        cells = line.rstrip("\n").split("\t")
        if not line.endswith("\n"):
            continue
        if len(cells) == 3 and sources.get(cells[1]) != cells[0]:
            missing.append(f"acknowledged source {cells[0]} is not in the case")
        if cells[0].startswith("decision-") and cells[0] not in state.decisions:
            missing.append(f"acknowledged decision {cells[0]} is not in the case")
    return tuple(missing)


def leftovers(folder: Path) -> tuple[str, ...]:
    """Return unfinished files below a folder."""
    found = (path for pattern in UNFINISHED for path in folder.rglob(pattern))
    return tuple(f"{path.relative_to(folder)} was left behind" for path in sorted(found))


def _missing(case: Case) -> tuple[str, ...]:
    """Return the sources whose original is not there; said here again, not by ``verify``."""
    sources = [row.value(Source) for row in case.store.rows("source")]
    return tuple(
        f"the original of {source.evidence_code} is not there"
        for source in sources
        if case.originals.digest_now(source.sha256) != source.sha256
    )
