"""Long work as rows: queued, claimed once, given up by the silent, ended once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from probandum import api
from probandum.errors import NotFoundError, RefusedDecisionError
from probandum.workflow.jobs import (
    SILENT_AFTER,
    JobState,
    beat,
    claim,
    enqueue,
    fail,
    finish,
    job_named,
    jobs,
)
from probandum.workflow.surroundings import FixedChance, Surroundings

START = datetime(2026, 1, 2, tzinfo=UTC)


class Hand:
    """A clock turned by hand."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self.moment


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def case(tmp_path: Path, clock: Hand) -> Iterator[api.Case]:
    surroundings = Surroundings(clock=clock, chance=FixedChance("jobs"))
    with api.create(tmp_path / "case", question="Who?", surroundings=surroundings) as made:
        yield made


def test_a_job_is_queued_with_sorted_arguments(case: api.Case) -> None:
    queued = enqueue(case, "extract", arguments=(("b", "2"), ("a", "1")))
    assert (queued,) == jobs(case.store)
    assert ((("a", "1"), ("b", "2")), JobState.QUEUED, START) == (
        queued.arguments,
        queued.state,
        queued.created,
    )


def test_the_oldest_is_taken_first_and_each_once(case: api.Case, clock: Hand) -> None:
    first = enqueue(case, "extract")
    clock.moment += timedelta(seconds=1)
    second = enqueue(case, "assess")
    taken = [claim(case), claim(case), claim(case)]
    assert [first.id, second.id, None] == [job.id if job else None for job in taken]


def test_no_job_means_nothing_to_take(case: api.Case) -> None:
    assert claim(case) is None


def test_a_job_whose_worker_fell_silent_is_taken_again(case: api.Case, clock: Hand) -> None:
    enqueue(case, "extract")
    first = claim(case)
    assert first is not None
    clock.moment += SILENT_AFTER
    assert claim(case) is None
    clock.moment += timedelta(seconds=1)
    again = claim(case)
    assert again is not None
    assert (first.id, clock.moment) == (again.id, again.started)


def test_a_sign_of_life_keeps_a_job_and_its_last_word(case: api.Case, clock: Hand) -> None:
    job = enqueue(case, "extract").id
    claim(case)
    clock.moment += SILENT_AFTER
    beat(case, job, progress="3 of 9")
    clock.moment += SILENT_AFTER
    beat(case, job)
    clock.moment += SILENT_AFTER
    assert claim(case) is None
    assert "3 of 9" == job_named(case.store, job).progress


def test_a_job_ends_once(case: api.Case, clock: Hand) -> None:
    done, failed = enqueue(case, "extract").id, enqueue(case, "assess").id
    claim(case)
    claim(case)
    clock.moment += timedelta(seconds=5)
    finish(case, done)
    fail(case, failed, message="the disk is full")
    assert (JobState.DONE, clock.moment, None) == _end(case, done)
    assert (JobState.FAILED, clock.moment, "the disk is full") == _end(case, failed)
    for end in (finish, beat):
        with pytest.raises(RefusedDecisionError, match=f"job {done} is done, not running"):
            end(case, done)
    assert claim(case) is None


def test_a_job_that_waits_cannot_end(case: api.Case) -> None:
    job = enqueue(case, "extract").id
    with pytest.raises(RefusedDecisionError, match="is queued, not running"):
        finish(case, job)


def test_an_unknown_job_is_refused(case: api.Case) -> None:
    with pytest.raises(NotFoundError, match="no job job-hq-0 in this case"):
        beat(case, "job-hq-0")


def test_jobs_are_no_evidence_and_leave_no_entry(case: api.Case) -> None:
    before = case.store.size("hq")
    enqueue(case, "extract")
    claim(case)
    assert before == case.store.size("hq")
    assert () == api.verify_everything(case).problems


def _end(case: api.Case, job: str) -> tuple[JobState, datetime | None, str | None]:
    found = job_named(case.store, job)
    return found.state, found.finished, found.message
