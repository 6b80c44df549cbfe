"""Long work as rows of the job table: queued, claimed by a child process, with a heartbeat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from probandum.errors import NotFoundError, RefusedDecisionError
from probandum.model.codec import decode, encode
from probandum.model.identity import random_id
from probandum.model.log import rfc3339
from probandum.store.protocol import Reading, Record, Transaction
from probandum.store.tables import JOB
from probandum.workflow.case import Case

SILENT_AFTER = timedelta(seconds=60)


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of long work.

    Attributes:
        id: Random, carrying the office.
        kind: What to do, such as ``"extract"``.
        arguments: With what, sorted pairs.
        state: Where it stands.
        created: Moment it was queued.
        started: Moment it was claimed last, or None.
        heartbeat: Last sign of life, or None.
        finished: Moment it ended, or None.
        progress: What the worker said last, or None.
        message: Why it failed, or None.
    """

    id: str
    kind: str
    arguments: tuple[tuple[str, str], ...] = ()
    state: JobState
    created: datetime
    started: datetime | None = None
    heartbeat: datetime | None = None
    finished: datetime | None = None
    progress: str | None = None
    message: str | None = None


def enqueue(case: Case, kind: str, *, arguments: tuple[tuple[str, str], ...] = ()) -> Job:
    """Queue a job; it is acknowledged when this returns."""
    job = Job(
        id=random_id("job", office=case.store.office, chance=case.surroundings.chance),
        kind=kind,
        arguments=tuple(sorted(arguments)),
        state=JobState.QUEUED,
        created=case.surroundings.clock.now(),
    )
    with case.store.write(case.surroundings.chance) as transaction:
        _put(transaction, job)
    return job


def claim(case: Case) -> Job | None:
    """Take the oldest job that waits, or whose worker fell silent; None if there is none.

    Two workers never take the same job: the choice and the mark are one write.
    """
    now = case.surroundings.clock.now()
    with case.store.write(case.surroundings.chance) as transaction:
        waiting = [job for job in jobs(transaction) if _is_free(job, now=now)]
        if not waiting:
            return None
        oldest = min(waiting, key=lambda job: (job.created, job.id))
        taken = replace(oldest, state=JobState.RUNNING, started=now, heartbeat=now)
        _put(transaction, taken)
        return taken


def beat(case: Case, job: str, *, progress: str | None = None) -> None:
    """Give a sign of life."""
    with case.store.write(case.surroundings.chance) as transaction:
        kept = _running(transaction, job)
        now = case.surroundings.clock.now()
        _put(transaction, replace(kept, heartbeat=now, progress=progress or kept.progress))


def finish(case: Case, job: str) -> None:
    """Mark a job as done."""
    _end(case, job, state=JobState.DONE, message=None)


def fail(case: Case, job: str, *, message: str) -> None:
    """Mark a job as failed, with a plain reason."""
    _end(case, job, state=JobState.FAILED, message=message)


def jobs(reading: Reading) -> tuple[Job, ...]:
    """Return all jobs, by id."""
    return tuple(_job(record) for record in reading.records(JOB))


def job_named(reading: Reading, job: str) -> Job:
    """Return one job.

    Raises:
        NotFoundError: There is none of that id.
    """
    for record in reading.records(JOB, id=job):
        return _job(record)
    raise NotFoundError(f"no job {job} in this case")


def _end(case: Case, job: str, *, state: JobState, message: str | None) -> None:
    """End a running job."""
    with case.store.write(case.surroundings.chance) as transaction:
        kept = _running(transaction, job)
        now = case.surroundings.clock.now()
        _put(transaction, replace(kept, state=state, finished=now, message=message))


def _running(reading: Reading, job: str) -> Job:
    """Return a job that runs, or refuse."""
    kept = job_named(reading, job)
    if kept.state is not JobState.RUNNING:
        raise RefusedDecisionError(f"job {job} is {kept.state}, not running")
    return kept


def _is_free(job: Job, *, now: datetime) -> bool:
    """Whether a job may be taken."""
    if job.state is JobState.QUEUED:
        return True
    is_silent = job.heartbeat is None or now - job.heartbeat > SILENT_AFTER
    return job.state is JobState.RUNNING and is_silent


def _put(transaction: Transaction, job: Job) -> None:
    """Write a job's row."""
    moments = {
        name: None if (moment := getattr(job, name)) is None else rfc3339(moment)
        for name in ("created", "started", "heartbeat", "finished")
    }
    transaction.put(
        JOB,
        id=job.id,
        kind=job.kind,
        arguments=encode(job.arguments),
        state=job.state.value,
        progress=job.progress,
        message=job.message,
        **moments,
    )


def _job(record: Record) -> Job:
    """Read a job's row."""
    content = {**record, "arguments": decode(str(record["arguments"]), object)}
    return decode(encode(content), Job)
