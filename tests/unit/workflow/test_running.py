"""Runs are remembered: what did not change is not done again, what did is, and only that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from probandum.model.identity import Clock
from probandum.model.run import Gap, GapKind
from probandum.model.source import Source
from probandum.store.tables import CURRENT_RUN
from probandum.workflow.assessing import assess, matrix
from probandum.workflow.case import Case
from probandum.workflow.extracting import extract_source, tools_of
from probandum.workflow.isolation.isolating import Isolation
from probandum.workflow.reading import read_source, sources_to_read
from probandum.workflow.running import Unit, compute, is_remembered, keep
from probandum.workflow.verifying import verify_all
from tests.workflow_cases import (
    changed_code,
    fixed_surroundings,
    new_case,
    put_in,
    reading_process,
    reopened,
    runs_by_step,
    work_through,
)

THOUSAND = {
    f"note-{number:04d}.txt": f"Note {number}. Soldiers killed {number + 2} men.\n".encode()
    for number in range(1_000)
}
LEXICON = """
title = "Burning"
definition = "Somebody burns a house."
act = "burning"
huridocs = "010100000000"
source = "made up for this test"

[cues]
en = ["burned", "torched"]

"""


class PowerCutError(BaseException):
    """Stands for a kill: nothing in the program catches it."""


@pytest.fixture(scope="module")
def isolation() -> Iterator[Isolation]:
    with reading_process() as started:
        yield started


def _counts(case: Case) -> Counter[str]:
    return Counter({step: len(units) for step, units in runs_by_step(case).items()})


def _worked(case: Case, isolation: Isolation) -> Counter[str]:
    """Do everything, and count the runs that added, by step."""
    before = _counts(case)
    work_through(case, isolation=isolation)
    assess(case)
    return _counts(case) - before


# ---------------------------------------------------------------- one source more


def test_one_source_added_to_a_thousand_is_the_only_one_read_and_extracted(
    tmp_path: Path, isolation: Isolation
) -> None:
    case = new_case(tmp_path / "case")
    put_in(case, THOUSAND)
    assert Counter(read=1_000, extract=1_000, assess=3) == _worked(case, isolation)
    (taken,) = put_in(case, {"late.txt": b"Two boys were shot dead at the Tarsia border.\n"})
    before = runs_by_step(case)
    assert Counter(read=1, extract=1, assess=1) == _worked(case, isolation)
    after = runs_by_step(case)
    for step in ("read", "extract"):
        assert [taken.source] == after[step][len(before[step]) :]
    assert Counter() == _worked(case, isolation)
    assert 1_001 == sum(count.suggested for count in matrix(case))


# ---------------------------------------------------------------- killed and done again


def test_a_pass_killed_at_any_write_is_completed_without_doubling(
    tmp_path: Path, isolation: Isolation
) -> None:
    whole = new_case(tmp_path / "whole", surroundings=fixed_surroundings())
    put_in(whole)
    _worked(whole, isolation)
    expected = (_counts(whole), matrix(whole))
    for writes in (0, 1, 3, 6, 8, 11):
        folder = tmp_path / f"killed-{writes}"
        case = new_case(folder, surroundings=fixed_surroundings())
        put_in(case)
        with pytest.raises(PowerCutError, match="cut"):
            _killed(case, isolation, writes=writes)
        case.close()
        with reopened(folder) as again:
            _worked(again, isolation)
            assert expected == (_counts(again), matrix(again))
            assert () == verify_all(again).problems


class FailingClock:
    """A clock that is read so many times inside writes, and then the power goes."""

    def __init__(self, clock: Clock, *, readings: int) -> None:
        self._clock = clock
        self._left = readings

    def now(self) -> datetime:
        if not self._left:
            raise PowerCutError("cut")
        self._left -= 1
        return self._clock.now()


def _killed(case: Case, isolation: Isolation, *, writes: int) -> None:
    """Read and extract, and fail inside the write after so many."""
    clock = FailingClock(case.surroundings.clock, readings=writes)
    surroundings = replace(case.surroundings, clock=clock)
    work_through(replace(case, surroundings=surroundings), isolation=isolation)


def test_an_original_kept_before_a_kill_is_taken_in_by_adding_it_again(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    case.originals.put(b"They killed two men.\n")
    verification = verify_all(case)
    assert () == verification.problems
    assert any("belong to no source" in note for note in verification.notes)
    put_in(case, {"a.txt": b"They killed two men.\n"})
    assert () == verify_all(case).notes[1:]
    assert not any("belong to no source" in note for note in verify_all(case).notes)


# ---------------------------------------------------------------- what changed is done again


def test_a_changed_reader_reads_again_and_extracts_nothing_when_the_text_is_equal(
    tmp_path: Path, isolation: Isolation
) -> None:
    case = new_case(tmp_path / "case")
    put_in(case)
    _worked(case, isolation)
    with changed_code("probandum.sources.formats.txt"):
        assert Counter(read=4) == _worked(case, isolation)
    with changed_code("probandum.sources.formats.csv"):
        assert Counter(read=5) == _worked(case, isolation)  # the csv, and the txt ones back again
    assert () == verify_all(case).problems


def test_a_changed_extractor_extracts_again_and_reads_nothing(
    tmp_path: Path, isolation: Isolation
) -> None:
    case = new_case(tmp_path / "case")
    put_in(case)
    _worked(case, isolation)
    before = matrix(case)
    with changed_code("probandum.statements.extractors.rules"):
        assert Counter(extract=6) == _worked(case, isolation)
    assert before == matrix(case)
    assert () == verify_all(case).problems


def test_a_changed_layout_assesses_again_and_nothing_else(
    tmp_path: Path, isolation: Isolation
) -> None:
    case = new_case(tmp_path / "case")
    put_in(case)
    _worked(case, isolation)
    with changed_code("probandum.assessment.laying_out"):
        assert Counter(assess=3) == _worked(case, isolation)


def test_a_lexicon_of_the_case_extracts_again_and_reads_nothing(
    tmp_path: Path, isolation: Isolation
) -> None:
    case = new_case(tmp_path / "case")
    put_in(case, {"a.txt": b"They torched the mill. They killed a man.\n"})
    assert Counter(read=1, extract=1, assess=3) == _worked(case, isolation)
    (case.folder / "lexicons" / "burning.toml").write_text(LEXICON)
    assert 1 == case.log_files()
    assert Counter(extract=1) == _worked(case, isolation)
    assert 2 == case.store.count("statement") - 1
    (case.folder / "lexicons" / "burning.toml").write_text(LEXICON.replace("torched", "razed"))
    assert Counter(extract=1) == _worked(case, isolation)
    assert Counter() == _worked(case, isolation)
    assert 1 == case.log_files()
    assert () == verify_all(case).problems


# ---------------------------------------------------------------- equal inputs, equal values


def test_equal_inputs_give_equal_values_and_ids_in_two_cases_of_one_key(
    tmp_path: Path, isolation: Isolation
) -> None:
    found = []
    for name in ("one", "two"):
        case = new_case(tmp_path / name, surroundings=fixed_surroundings())
        put_in(case)
        _worked(case, isolation)
        kinds = ("text", "passage", "candidate", "statement", "assessment", "gap")
        found.append([row.body for kind in kinds for row in case.store.rows(kind)])
    assert found[0] == found[1]
    assert found[0]


def test_a_deterministic_step_done_again_gives_equal_ids(
    tmp_path: Path, isolation: Isolation
) -> None:
    case = new_case(tmp_path / "case")
    put_in(case)
    _worked(case, isolation)
    before = _ids(case)
    with case.write() as transaction:
        for step in ("read", "extract", "assess"):
            transaction.remove(CURRENT_RUN, step=step)
    assert Counter(read=6, extract=6, assess=3) == _worked(case, isolation)
    assert before == _ids(case)


def _ids(case: Case) -> dict[str, set[str]]:
    """Ids of what current runs put out, run ids left aside."""
    with_ids = {}
    for kind in ("text", "passage", "statement", "assessment", "gap"):
        rows = case.store.current_rows(kind)
        with_ids[kind] = {(row.body or "").partition('"id":"')[2].partition('"')[0] for row in rows}
    return with_ids


def test_a_unit_that_fails_leaves_a_gap_that_holds_no_words_of_the_error(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")

    def fail() -> tuple[object, ...]:
        raise KeyError("Zorban Quell")

    unit = Unit(
        step="extract",
        id="sha256:" + "0" * 64,
        inputs=(),
        code_sha256="0" * 64,
        subject_kind="source",
        compute=fail,
    )
    with case.write() as transaction:
        kept = keep(case, transaction, compute(unit))
    (gap,) = kept.values
    assert isinstance(gap, Gap)
    assert GapKind.FAILED_STEP is gap.kind
    assert "KeyError" in gap.reason
    assert "Quell" not in gap.reason
    assert is_remembered(case.store, unit)


def test_a_source_whose_reader_is_unknown_is_one_gap_and_is_not_tried_again(
    tmp_path: Path, isolation: Isolation
) -> None:
    case = new_case(tmp_path / "case")
    put_in(case, {"noise.bin": bytes(range(16)) * 20, "a.txt": b"They killed two men.\n"})
    assert Counter(read=2, extract=2, assess=3) == _worked(case, isolation)
    gaps = [row.value(Gap) for row in case.store.current_rows("gap") if row.body is not None]
    (unread,) = [gap for gap in gaps if gap.subject_kind == "source"]
    (noise,) = [s for s in sources_to_read(case) if s.name == "noise.bin"]
    assert noise.id == unread.subject
    assert Counter() == _worked(case, isolation)


def test_an_original_that_is_gone_is_a_gap_and_the_others_are_read(
    tmp_path: Path, isolation: Isolation
) -> None:
    case = new_case(tmp_path / "case")
    put_in(case, {"a.txt": b"They killed two men.\n", "b.txt": b"They killed three men.\n"})
    first: Source = sources_to_read(case)[0]
    next(case.folder.glob(f"originals/sha256/*/{first.sha256}")).unlink()
    assert Counter(read=2, extract=2, assess=3) == _worked(case, isolation)
    kept = [read_source(case, source, isolation=isolation) for source in sources_to_read(case)]
    assert [None, None] == kept
    tools = tools_of(case)
    assert all(extract_source(case, s, tools=tools) is None for s in sources_to_read(case))
    gaps = [row.value(Gap) for row in case.store.current_rows("gap") if row.body is not None]
    assert [first.id] == [gap.subject for gap in gaps if gap.subject_kind == "source"]
