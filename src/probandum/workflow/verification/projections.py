"""Projections made anew from values and decisions, and compared with what is stored."""

from __future__ import annotations

from collections.abc import Iterator

from probandum.errors import ProbandumError
from probandum.language.tokens import index_characters, index_tokens
from probandum.model.codec import decode
from probandum.model.log import EntryKind, read_entry
from probandum.model.run import Run
from probandum.model.source import Instance, Passage, Source
from probandum.store.held import ERASED
from probandum.store.protocol import Reading, Record, Transaction
from probandum.store.tables import (
    CELL,
    CURRENT_RUN,
    DIRTY,
    LOGGED_FILE,
    MEMBER,
    ORIGIN,
    REVIEW,
    SEARCH,
    SETTING,
    Table,
)
from probandum.workflow.case import Case
from probandum.workflow.intake import code_start, file_id
from probandum.workflow.law import cells_digest, cells_of
from probandum.workflow.placing import CELLS, place_all, refresh_cells
from probandum.workflow.reading import text_of
from probandum.workflow.running import memory_of
from probandum.workflow.verification.outcome import Tally
from probandum.workflow.weighing import groups_now


class _RolledBackError(ProbandumError):
    """Raised to undo the rebuilding that was only done to compare."""


def check_projections(case: Case, *, tally: Tally) -> None:
    """Compare every projection with the one made anew; the case is left as it was."""
    cells = cells_of(case)
    stored = [record["value"] for record in case.store.records(SETTING, name=CELLS)]
    is_asked_anew = stored != [cells_digest(cells)]
    if is_asked_anew:
        tally.notes.append("frameworks or bindings changed; the next assess counts the cells anew")
    _check_current_runs(case, tally=tally, unsettled=("assess",) if is_asked_anew else ())
    _compare(tally, LOGGED_FILE, case.store, expected=_logged_files(case))
    _compare(tally, ORIGIN, case.store, expected=_origins(case.store))
    _compare(tally, SEARCH, case.store, expected=_search_entries(case, tally=tally))
    _check_settings(case, tally=tally)
    waiting = {str(record["key"]) for record in case.store.records(DIRTY, projection="cell")}
    if waiting:
        tally.notes.append("some cells wait to be counted; the next assess does it")
    before = {table.name: list(case.store.records(table)) for table in (REVIEW, MEMBER, CELL)}
    tables = (REVIEW,) if is_asked_anew else (REVIEW, MEMBER, CELL)
    try:
        with case.store.write(case.surroundings.chance) as transaction:
            place_all(transaction, cells=cells)
            refresh_cells(transaction)
            for table in tables:
                made = list(transaction.records(table))
                _compare_lists(tally, table, stored=before[table.name], made=made, waiting=waiting)
            raise _RolledBackError("the comparison is done")
    except _RolledBackError:
        return


def rebuild(case: Case) -> None:
    """Make every projection anew from values and decisions, and keep it."""
    with case.write() as transaction:
        _replace(transaction, CURRENT_RUN, _current_runs(case))
        _replace(transaction, LOGGED_FILE, _logged_files(case))
        _replace(transaction, ORIGIN, _origins(transaction))
        _replace(transaction, SEARCH, tuple(_search_entries(case, tally=Tally())))
        for start, number in _codes(case).items():
            transaction.put(SETTING, name=start, value=str(number))
        cells = cells_of(case)
        place_all(transaction, cells=cells)
        transaction.put(SETTING, name=CELLS, value=cells_digest(cells))
        refresh_cells(transaction)


def _replace(transaction: Transaction, table: Table, records: tuple[Record, ...]) -> None:
    """Put records in the place of all that a table holds."""
    transaction.remove(table)
    for record in records:
        transaction.put(table, **record)


def _compare_lists(
    tally: Tally, table: Table, *, stored: list[Record], made: list[Record], waiting: set[str]
) -> None:
    """Compare the review, the members or the counts with those made anew.

    The counts of cells that wait to be counted may be old; who stands in them may not.
    """
    tally.count("projected records", len(made))
    if table is CELL:
        stored = [record for record in stored if record["cell"] not in waiting]
        made = [record for record in made if record["cell"] not in waiting]
    if stored != made:
        tally.problems.append(f"the projection {table.name} is not what the decisions make it")


def _compare(
    tally: Tally, table: Table, reading: Reading, *, expected: Iterator[Record] | tuple[Record, ...]
) -> None:
    """Compare a table with what it should hold."""
    made = {tuple(str(record[name]) for name in table.key): record for record in expected}
    stored = {
        tuple(str(record[name]) for name in table.key): record for record in reading.records(table)
    }
    tally.count("projected records", len(made))
    if made != stored:
        tally.problems.append(f"the projection {table.name} is not what the values make it")


def _check_current_runs(case: Case, *, tally: Tally, unsettled: tuple[str, ...]) -> None:
    """Compare the current runs with the newest of each unit.

    Args:
        case: The case.
        tally: Where it is noted.
        unsettled: Steps whose units changed and were not done since.
    """
    made = {(str(r["step"]), str(r["unit"])): r for r in _current_runs(case)}
    stored = {
        (str(r["step"]), str(r["unit"])): r
        for r in case.store.records(CURRENT_RUN)
        if r["step"] not in unsettled
    }
    tally.count("projected records", len(made))
    absent = {key for key in set(made) - set(stored) if key[0] not in unsettled}
    if absent - _untold(case) or any(made.get(key) != record for key, record in stored.items()):
        tally.problems.append("the projection current_run is not what the values make it")


def _untold(case: Case) -> set[tuple[str, str]]:
    """Return refusals that a file taken in later may have made good: its name was erased."""
    last = max((seq for name, seq in _names(case) if name == ERASED), default=-1)
    refusals = case.store.rows("run", step="preserve")
    return {("preserve", row.value(Run).unit) for row in refusals if (row.seq or 0) < last}


def _current_runs(case: Case) -> tuple[Record, ...]:
    """Return the newest run of each unit that the case still has."""
    cells = {cell.id for cell in cells_of(case)}
    taken = {file_id(case, name): seq for name, seq in _names(case)}
    found: dict[tuple[str, str], Record] = {}
    for row in case.store.rows("run"):
        run = row.value(Run)
        if run.step == "assess" and run.unit not in cells:
            continue
        if run.step == "preserve" and (row.seq or 0) < taken.get(run.unit, -1):
            continue
        found[(run.step, run.unit)] = {
            "step": run.step,
            "unit": run.unit,
            "run": run.id,
            "memory": memory_of(run),
        }
    return tuple(found.values())


def _names(case: Case) -> tuple[tuple[str, int], ...]:
    """Return the file names of sources and instances with their entries' numbers, in order."""
    found = [(row.value(Source).name, row.seq or 0) for row in case.store.rows("source")]
    found += [(row.value(Instance).name, row.seq or 0) for row in case.store.rows("instance")]
    return tuple(sorted(found, key=lambda pair: pair[1]))


def _origins(reading: Reading) -> tuple[Record, ...]:
    """Return what each source counts under, by the groups as they stand."""
    return tuple(
        {"source": member, "origin": group.id}
        for group in groups_now(reading)
        for member in group.members
    )


def _logged_files(case: Case) -> tuple[Record, ...]:
    """Return the case's own data files as logged last."""
    found: dict[str, Record] = {}
    for office in case.store.offices():
        for entry in case.store.entries(office):
            if read_entry(entry.content)[0].kind not in (EntryKind.CASE, EntryKind.FILE):
                continue
            fields = {field.name: field.value for field in case.store.fields(office, entry.seq)}
            path = decode(fields.get("path") or "null", str)
            digest = decode(fields.get("sha256") or "null", object)
            found.pop(path, None)
            if isinstance(digest, str):
                found[path] = {"path": path, "sha256": digest}
    return tuple(found.values())


def _search_entries(case: Case, *, tally: Tally) -> Iterator[Record]:
    """Return the search tokens of every current passage."""
    for row in case.store.current_rows("passage"):
        if row.body is None:
            continue
        passage = row.value(Passage)
        try:
            text = text_of(case, passage.text_sha256)[passage.start : passage.end]
        except (ProbandumError, OSError, UnicodeDecodeError):
            tally.problems.append(f"{passage.id} lies in a text that cannot be read")
            continue
        yield {
            "passage": passage.id,
            "words": " ".join(index_tokens(text)),
            "characters": " ".join(index_characters(text)),
        }


def _codes(case: Case) -> dict[str, int]:
    """Return the last number of each sort of evidence code."""
    found: dict[str, int] = {}
    for row in case.store.rows("source"):
        start, _, number = row.value(Source).evidence_code.rpartition("-")
        if number.isdecimal():
            found[code_start(start)] = max(found.get(code_start(start), 0), int(number))
    return found


def _check_settings(case: Case, *, tally: Tally) -> None:
    """Check that the next evidence codes are free, and that nothing else is set."""
    made = {name: str(number) for name, number in _codes(case).items()}
    stored = {str(record["name"]): record["value"] for record in case.store.records(SETTING)}
    stored.pop(CELLS, None)
    if stored != made:
        tally.problems.append("the next evidence code is not what the sources make it")
