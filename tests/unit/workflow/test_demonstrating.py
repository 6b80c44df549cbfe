"""The demonstration: the invented case worked through, the same each time, and verified."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from probandum import api
from probandum.errors import CaseError
from probandum.model.statement import ReviewStatus
from probandum.workflow.demonstrating import Demonstrated, demonstrate
from probandum.workflow.surroundings import FixedChance, FixedClock, Surroundings


def work(folder: Path, *, told: list[str]) -> Demonstrated:
    """Run the demonstration with a fixed clock and chance."""
    surroundings = Surroundings(
        clock=FixedClock(datetime(2026, 1, 2, tzinfo=UTC)), chance=FixedChance("demo")
    )
    return demonstrate(folder, surroundings=surroundings, tell=told.append)


def test_the_demonstration_is_verified_to_its_last_byte(tmp_path: Path) -> None:
    told: list[str] = []
    done = work(tmp_path / "demo", told=told)
    assert () == done.verification.problems
    assert () == done.travelled.report.stale_findings
    assert "0 problems found when every byte was verified" == told[-1]
    with api.open_existing(done.travelled.case) as case:
        statuses = [item.status for item in api.statements_of(case)]
        sources = api.sources_of(case)
    assert done.travelled.extracted.statements == len(statuses)
    assert {ReviewStatus.SUGGESTED} == set(statuses)
    assert 16 <= len(sources)


def test_the_demonstration_is_the_same_each_time(tmp_path: Path) -> None:
    reports = [
        work(tmp_path / name, told=[]).travelled.report.sha256 for name in ("first", "second")
    ]
    assert reports[0] == reports[1]


def test_it_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(CaseError, match="is not empty; choose a new folder with --output"):
        work(tmp_path, told=[])
    assert ["mine.txt"] == [path.name for path in tmp_path.iterdir()]


def test_nobody_real_and_no_name_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    work(tmp_path / "demo", told=told)
    assert [] == [line for line in told if "Ana" in line or "Velt" in line]
