"""Every store answers alike, whatever was written, erased, removed or taken back."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.errors import ProbandumError
from probandum.language.tokens import index_characters, index_tokens, parse_query
from probandum.store.backends.memory import MemoryStore
from probandum.store.backends.sqlite import create_sqlite
from probandum.store.protocol import Reading, Store, Transaction
from probandum.store.tables import (
    CELL,
    COLUMNS,
    CURRENT_RUN,
    DIRTY,
    ENTRY_KINDS,
    MEMBER,
    OUTPUT_KINDS,
    REVIEW,
    SEARCH,
    TABLES,
    Table,
)
from tests.building import (
    Counting,
    decision,
    draft_of,
    gap,
    instance,
    outputs,
    passage,
    plain_draft,
    run,
    source,
    statement,
)

EXAMPLES = 500 if os.environ.get("PROBANDUM_SOAK") == "1" else 60

Change = Callable[[Transaction], object]

names = st.sampled_from(["a", "b", "é", "요덕", "A", "a b", "", "'\"%_"])
runs = st.sampled_from(["run-1", "run-2", "run-3"])
passages = st.sampled_from(["p1", "p2", "p3"])
numbers = st.integers(0, 3)
sentences = st.lists(
    st.sampled_from(
        ["요덕수용소에서", "수용", "Hoeryŏng", "المعتقل", "معتقل", "former", "guard", "북", "22"]
    ),
    max_size=5,
).map(" ".join)
values = st.one_of(
    st.builds(passage, passages, speaker=st.one_of(st.none(), names)),
    st.builds(statement, st.sampled_from(["s1", "s2"]), passage_id=passages),
    st.builds(gap, st.sampled_from(["g1", "g2"]), subject=names),
)
entries = st.one_of(
    st.builds(source, numbers, name=names),
    st.builds(run, runs, step=names, unit=names),
    st.builds(decision, numbers, target=names, reason=st.one_of(st.none(), names)),
    st.builds(instance, numbers, of=st.builds(source, numbers)),
)


def _append(value: object) -> Change:
    return lambda transaction: transaction.append(draft_of(value))


def _append_plain(pairs: dict[str, str]) -> Change:
    draft = plain_draft(*((name, f'"{value}"') for name, value in pairs.items()))
    return lambda transaction: transaction.append(draft)


def _put_out(run_id: str, found: list[Any]) -> Change:
    placed = [dataclasses.replace(value, run=run_id) for value in found]
    given_ = outputs(*placed)
    return lambda transaction: transaction.put_outputs(run_id, given_)


def _put(table: Table, record: dict[str, Any]) -> Change:
    return lambda transaction: transaction.put(table, **record)


def _remove(table: Table, equal: dict[str, Any]) -> Change:
    return lambda transaction: transaction.remove(table, **equal)


def _erase_field(seq: int, name: str) -> Change:
    return lambda transaction: transaction.erase_field("hq", seq, name)


def _erase_output(run_id: str, position: int) -> Change:
    return lambda transaction: transaction.erase_output(run_id, position)


def _index(passage_id: str, text: str) -> Change:
    tokens, characters = " ".join(index_tokens(text)), " ".join(index_characters(text))
    return lambda transaction: transaction.put(
        SEARCH, passage=passage_id, words=tokens, characters=characters
    )


def _cells(table: Table) -> dict[str, st.SearchStrategy[Any]]:
    """Return strategies for the columns of a table: keys always filled, other columns not."""
    other = {CELL: numbers, CURRENT_RUN: runs}.get(table, names)
    keyed = dict.fromkeys(table.key, names)
    return keyed | {name: st.one_of(st.none(), other) for name in table.columns}


def _records(table: Table) -> st.SearchStrategy[Change]:
    cells = _cells(table)
    return st.one_of(
        st.builds(_put, st.just(table), st.fixed_dictionaries(cells)),
        st.builds(_remove, st.just(table), st.fixed_dictionaries({}, optional=cells)),
    )


changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(_append, entries),
    st.builds(_append_plain, st.dictionaries(names, names, max_size=3)),
    st.builds(_put_out, runs, st.lists(values, max_size=3)),
    *[_records(table) for table in (CELL, CURRENT_RUN, DIRTY, MEMBER, REVIEW)],
    st.builds(_erase_field, numbers, st.sampled_from(["name", "reason", "a", "value", "size"])),
    st.builds(_erase_output, runs, numbers),
    st.builds(_index, passages, sentences),
    st.builds(_index, passages, sentences),
    st.builds(_remove, st.just(SEARCH), st.fixed_dictionaries({}, optional={"passage": passages})),
)


class BrokenError(Exception):
    """What breaks a write on purpose."""


@dataclasses.dataclass(frozen=True)
class Write:
    """Changes made in one transaction."""

    changes: list[Change]
    is_broken: bool
    scrubs: bool


writes = st.builds(
    Write,
    changes=st.lists(changes, min_size=1, max_size=5),
    is_broken=st.sampled_from([False, False, False, True]),
    scrubs=st.sampled_from([False, False, False, False, True]),
)


def _carry_out(store: Store, write: Write, *, seed: int) -> str:
    """Carry out a write and say how it ended."""
    try:
        with store.write(Counting(seed)) as transaction:
            for change in write.changes:
                change(transaction)
            if write.is_broken:
                raise BrokenError
    except (ProbandumError, BrokenError) as error:
        return f"{type(error).__name__}: {error}"
    finally:
        if write.scrubs:
            store.scrub()
    return "done"


def _ask(ask: Callable[[], object]) -> object:
    """Ask a question, an error being an answer."""
    try:
        return ask()
    except ProbandumError as error:
        return f"{type(error).__name__}: {error}"


def _columns_of(reading: Reading, kind: str) -> list[dict[str, Any]]:
    """Return questions about rows of a kind."""
    shared: list[dict[str, Any]] = [{}, {"id": "p1"}, {"id": None}]
    own: dict[str, list[dict[str, Any]]] = {
        "source": [{"name": "요덕"}, {"name": "[erased]"}, {"size": 2, "media_type": "text/plain"}],
        "passage": [{"speaker": None}, {"speaker": "é", "run": "run-1"}, {"number": 1}],
        "statement": [{"passage": "p1"}, {"quote": "fled"}, {"start": 0, "run": "run-2"}],
        "decision": [{"target": "a"}, {"target": "'\"%_"}],
        "run": [{"step": "A"}, {"step": "a", "unit": ""}],
        "gap": [{"subject": "a b"}, {"subject": ""}],
    }
    return shared + own.get(kind, [])


def _rows(reading: Reading) -> dict[str, object]:
    found: dict[str, object] = {}
    for kind in COLUMNS:
        for number, equal in enumerate(_columns_of(reading, kind)):
            found[f"{kind} {number}"] = list(reading.rows(kind, **equal))
            found[f"{kind} {number} count"] = reading.count(kind, **equal)
            if kind in OUTPUT_KINDS:
                found[f"{kind} {number} current"] = list(reading.current_rows(kind, **equal))
        ids = ["p1", "p2", "s1", "g1", "run-1", "decision-hq-1", source(1).id, ""]
        found[f"{kind} by id"] = [_ask(lambda i=i, k=kind: reading.get(k, i)) for i in ids]  # type: ignore[misc]
    return found


def _picture(reading: Reading) -> dict[str, object]:
    """Everything a store can be asked."""
    size = reading.size("hq")
    queries = ["수용소", "수용", "북", "hoeryong", "معتقل", '"former guard"', "guard 22", "요"]
    return {
        "offices": reading.offices(),
        "sizes": [reading.size(office) for office in ("hq", "other")],
        "entries": [list(reading.entries("hq", start=start)) for start in (0, 1, size)],
        "fields": [reading.fields("hq", seq) for seq in range(size + 1)],
        "records": {table.name: list(reading.records(table)) for table in TABLES},
        "by column": [
            list(reading.records(REVIEW, passage="a")),
            list(reading.records(REVIEW, status=None, lane="é")),
            list(reading.records(CELL, accepted=1)),
            list(reading.records(MEMBER, statement="요덕")),
        ],
        "counts": [reading.member_counts(cell) for cell in ("a", "b", "é", "", "no")],
        "found": [reading.search(parse_query(q), limit=n) for q in queries for n in (1, 9)],
        **_rows(reading),
    }


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(writes, max_size=6))
def test_stores_cannot_be_told_apart(given_: list[Write]) -> None:
    memory = cast("Store", MemoryStore(office="hq"))
    with tempfile.TemporaryDirectory() as folder:
        sqlite = cast("Store", create_sqlite(Path(folder) / "case.db", office="hq"))
        try:
            for number, write in enumerate(given_):
                seed = number * 10_000
                expected = _carry_out(memory, write, seed=seed)
                assert expected == _carry_out(sqlite, write, seed=seed)
            assert _picture(memory) == _picture(sqlite)
            with memory.snapshot() as one, sqlite.snapshot() as other:
                assert _picture(one) == _picture(other)
            assert () == sqlite.problems()
        finally:
            sqlite.close()


def test_every_stored_kind_is_bound_to_an_entry_or_a_run() -> None:
    assert set(COLUMNS) == {*ENTRY_KINDS, *OUTPUT_KINDS}
    assert set() == set(ENTRY_KINDS) & set(OUTPUT_KINDS)
