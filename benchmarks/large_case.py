"""A case of 100,000 statements: time, memory and query plans, beside what else one could do.

    python3 dev.py bench large_case [--statements N] [--keep FOLDER]

Sources of 100 invented sentences each go through the real ``add`` and ``extract``; each phase
runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from probandum import api
from probandum.model.identity import Actor, ActorKind
from probandum.store.tables import MEMBER, REVIEW
from probandum.workflow import assessing, deciding, looking
from probandum.workflow.case import Case

SENTENCES = 100
REPEATS = 50
VILLAGES = ("Tarn", "Upper Dal", "Lower Dal", "Belka", "Sorn", "Mirev", "Kaldo")
REVIEWER = Actor(kind=ActorKind.PERSON, name="Ana Tibor (invented)", office="hq")
Result = dict[str, Any]


def main() -> None:
    """Run every phase and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="folder to leave the case in")
    parser.add_argument("--phase", choices=list(PHASES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.phase:
        result = PHASES[options.phase](options.folder)
        used = resource.getrusage(resource.RUSAGE_SELF)
        result["processor seconds of this process"] = round(used.ru_utime + used.ru_stime, 1)
        result["peak megabytes"] = round(used.ru_maxrss / 1024, 1)
        print(json.dumps(result))
        return
    if options.keep:
        options.keep.mkdir(parents=True)
        measure(options.keep, statements=options.statements)
        return
    with tempfile.TemporaryDirectory(prefix="probandum-bench-") as folder:
        measure(Path(folder), statements=options.statements)


def measure(folder: Path, *, statements: int) -> None:
    """Run the phases on a tenth of the statements and on all of them, and compare."""
    small, whole = folder / "tenth", folder / "whole"
    tenth = {phase: run(phase, small, statements // 10) for phase in PHASES}
    full = {phase: run(phase, whole, statements) for phase in PHASES}
    print("\npeak memory, a tenth against all")
    for phase in PHASES:
        before, after = tenth[phase]["peak megabytes"], full[phase]["peak megabytes"]
        print(f"  {phase:10} {before:8} MB {after:8} MB   ratio {after / before:.2f}")
    print("\nagainst what a user would take instead, on the same rows in the same run")
    ours, theirs = full["decide"], full["instead"]
    for name, own in (
        ("seconds per accept", ours["seconds per accept"]),
        ("seconds per matrix", ours["seconds per matrix"]),
    ):
        for tool, seconds in theirs[name].items():
            print(f"  {name}: {own:.4f} ours, {seconds:.4f} {tool}; {seconds / own:.2f} times")


def run(phase: str, folder: Path, statements: int) -> Result:
    """Run one phase in a process of its own and print its result."""
    if phase == "add":
        write_sources(folder, statements=statements)
    command = [sys.executable, __file__, "--phase", phase, "--folder", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: Result = json.loads(done.stdout)
    print(f"\n{phase}, {statements} statements")
    for name, content in result.items():
        if isinstance(content, list):
            print(f"  {name}")
            for line in content:
                print(f"    {line}")
        else:
            print(f"  {name}: {content}")
    return result


def write_sources(folder: Path, *, statements: int) -> None:
    """Write text files of invented sentences, every one different."""
    (folder / "sources").mkdir(parents=True)
    for number in range(statements // SENTENCES):
        lines = [
            f"On {1 + line % 28} May 2019 soldiers killed {line + 2} villagers at "
            f"{VILLAGES[(number + line) % len(VILLAGES)]}, house {number * SENTENCES + line}.\n"
            for line in range(SENTENCES)
        ]
        path = folder / "sources" / f"report-{number:05d}.txt"
        path.write_text("".join(lines), encoding="utf-8")


def add(folder: Path) -> Result:
    """Preserve and read every file."""
    moments = [time.monotonic()]
    with api.create(folder / "case", question="Were villagers killed?") as case:
        done = api.add(
            case,
            [folder / "sources"],
            acknowledge=lambda taken: moments.append(time.monotonic()),
        )
        seconds = time.monotonic() - moments[0]
    return {
        "sources": done.read,
        "seconds": round(seconds, 1),
        "milliseconds per source": round(1000 * seconds / done.read, 1),
        **_drift("intake", moments),
    }


def extract(folder: Path) -> Result:
    """Find every statement."""
    moments = [time.monotonic()]
    with api.open_existing(folder / "case") as case:
        done = api.extract(case, progress=lambda count, total: moments.append(time.monotonic()))
    seconds = moments[-1] - moments[0]
    return {
        "statements": done.statements,
        "seconds": round(seconds, 1),
        "milliseconds per source": round(1000 * seconds / done.extracted, 1),
        **_drift("extraction", moments),
    }


def decide(folder: Path) -> Result:
    """Accept statements one by one, and ask for the matrix."""
    with api.open_existing(folder / "case") as case:
        step = sum(1 for _ in case.store.records(REVIEW)) // (REPEATS + 2)
        spread = itertools.islice(case.store.records(REVIEW), 0, step * (REPEATS + 2), step)
        warm, watched, *chosen = [str(record["statement"]) for record in spread]
        asked: list[str] = []
        deciding.accept(case, warm, by=REVIEWER)
        with _watched(case, asked):
            deciding.accept(case, watched, by=REVIEWER)
        accept_asked, asked[:] = list(asked), []
        accepting = _median(
            lambda name: deciding.accept(case, name, by=REVIEWER, reason="read"), chosen
        )
        naming = _median(lambda name: looking.statement_named(case, name), chosen)
        beginning = _median(lambda name: looking.statement_named(case, name[:-4]), chosen)
        with _watched(case, asked):
            assessing.matrix(case)
        counting = _median(lambda name: assessing.matrix(case), chosen)
    return {
        "seconds per accept": accepting,
        "seconds to find a statement by its id": naming,
        "seconds to find a statement by its id's beginning": beginning,
        "seconds per matrix": counting,
        "SQL statements per accept": len(accept_asked),
        "SQL statements per matrix": len(asked),
        "query plans of accept": _plans(folder, accept_asked),
        "query plans of matrix": _plans(folder, asked),
    }


def assess(folder: Path) -> Result:
    """Lay out every cell, then again with nothing changed."""
    with api.open_existing(folder / "case") as case:
        first = _seconds(lambda: api.assess(case))
        again = _seconds(lambda: api.assess(case))
    return {"seconds": round(first, 2), "seconds with nothing changed": round(again, 3)}


def instead(folder: Path) -> Result:
    """Do the same with a JSONL file and with a plain SQLite table: no log, no cites, no review."""
    with api.open_existing(folder / "case") as case:
        names = _write_plain(case, folder)
    names = names[:: max(1, len(names) // REPEATS)][:REPEATS]
    path = folder / "plain.jsonl"
    connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    counts = (
        "SELECT cell, side, status, count(*), count(DISTINCT source) FROM member GROUP BY 1, 2, 3"
    )

    def update(name: str) -> None:
        connection.execute("UPDATE member SET status = 'accepted' WHERE statement = ?", (name,))
        connection.execute(counts).fetchall()

    few = names[:5]
    return {
        "seconds per accept": {
            "rewriting a JSONL file and counting": _median(lambda n: _rewrite(path, n), few),
            "a plain SQLite table, updated and counted": _median(update, names),
        },
        "seconds per matrix": {
            "scanning a JSONL file": _median(lambda n: _scan(path), few),
            "GROUP BY on a plain SQLite table": _median(
                lambda n: connection.execute(counts).fetchall(), names
            ),
        },
    }


PHASES: dict[str, Callable[[Path], Result]] = {
    "add": add,
    "extract": extract,
    "decide": decide,
    "assess": assess,
    "instead": instead,
}


def _write_plain(case: Case, folder: Path) -> list[str]:
    """Write who stands where as a JSONL file and as a table with an index; return the ids."""
    connection = sqlite3.connect(folder / "plain.db")
    connection.execute("CREATE TABLE member (cell, statement, side, status, source)")
    names: dict[str, None] = {}
    with (folder / "plain.jsonl").open("w", encoding="utf-8") as file:
        for record in case.store.records(MEMBER):
            names[str(record["statement"])] = None
            file.write(json.dumps(record) + "\n")
            connection.execute(
                "INSERT INTO member VALUES (:cell, :statement, :side, :status, :source)", record
            )
    connection.execute("CREATE INDEX by_statement ON member (statement)")
    connection.execute("CREATE INDEX by_cell ON member (cell, side, status, source)")
    connection.commit()
    connection.close()
    return sorted(names)


def _scan(path: Path) -> int:
    """Count statements and sources of a JSONL file, as a script would."""
    statements: dict[tuple[str, ...], int] = {}
    sources: dict[tuple[str, ...], set[str]] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            key = (record["cell"], record["side"], record["status"])
            statements[key] = statements.get(key, 0) + 1
            sources.setdefault(key, set()).add(record["source"])
    return len(statements)


def _rewrite(path: Path, name: str) -> None:
    """Accept one statement in a JSONL file, and count again."""
    fresh = path.with_suffix(".new")
    with path.open(encoding="utf-8") as old, fresh.open("w", encoding="utf-8") as new:
        for line in old:
            record = json.loads(line)
            if record["statement"] == name:
                record["status"] = "accepted"
            new.write(json.dumps(record) + "\n")
    fresh.replace(path)
    _scan(path)


def _seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    started = time.monotonic()
    work()
    return time.monotonic() - started


def _median(work: Callable[[str], object], names: list[str]) -> float:
    """Return the median of the seconds something takes for each name."""
    return round(statistics.median(_seconds(lambda n=name: work(n)) for name in names), 5)  # type: ignore[misc]


def _drift(name: str, moments: list[float]) -> Result:
    """Compare the last tenth of a long work with the first: is it flat?"""
    taken = [after - before for before, after in itertools.pairwise(moments)]
    tenth = max(1, len(taken) // 10)
    first, last = statistics.median(taken[:tenth]), statistics.median(taken[-tenth:])
    return {
        f"milliseconds per {name}, first and last tenth": [
            f"{1000 * first:.1f} and {1000 * last:.1f}"
        ]
    }


class _watched:  # noqa: N801 - used as a verb
    """Writes down each SQL statement while its block runs."""

    def __init__(self, case: Case, asked: list[str]) -> None:
        """Watch a case's connection."""
        self._connection: sqlite3.Connection = case.store._connection  # type: ignore[attr-defined] # noqa: SLF001 - to count
        self._asked = asked

    def __enter__(self) -> None:
        """Begin."""
        self._connection.set_trace_callback(self._asked.append)

    def __exit__(self, *error: object) -> None:
        """End."""
        self._connection.set_trace_callback(None)


def _plans(folder: Path, asked: list[str]) -> list[str]:
    """Return the plan of each different question."""
    connection = sqlite3.connect(folder / "case" / "case.db")
    plans = {}
    for sql in asked:
        shape = _shape(sql)
        if sql.startswith(("SELECT", "DELETE", "UPDATE")) and shape not in plans:
            rows = connection.execute(f"EXPLAIN QUERY PLAN {sql}")
            plans[shape] = "; ".join(str(row[3]) for row in rows)
    connection.close()
    return list(_pairs(plans))


def _pairs(plans: dict[str, str]) -> Iterator[str]:
    """Yield each question with its plan."""
    for shape, plan in plans.items():
        yield f"{shape[:110]}"
        yield f"    {plan or 'nothing is searched'}"


def _shape(sql: str) -> str:
    """Return a question without its values."""
    return re.sub(r"'(?:[^']|'')*'", "?", " ".join(sql.split()))


if __name__ == "__main__":
    main()
