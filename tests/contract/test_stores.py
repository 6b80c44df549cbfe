"""What every store promises, held by each of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from probandum.errors import (
    IntegrityError,
    InvalidValueError,
    NotFoundError,
    RefusedDecisionError,
    UndecodableError,
)
from probandum.language.tokens import parse_query
from probandum.model.codec import decode, encode, field_values
from probandum.model.decision import Decision
from probandum.model.log import commitment, read_entry
from probandum.model.merkle import leaf_hash
from probandum.model.source import Passage, Source
from probandum.model.statement import Statement
from probandum.store.backends.memory import MemoryStore
from probandum.store.backends.sqlite import create_sqlite
from probandum.store.protocol import Draft, Store, open_bodies
from probandum.store.tables import (
    CELL,
    COLUMNS,
    CURRENT_RUN,
    DIRTY,
    JOB,
    MEMBER,
    OUTPUT_KINDS,
    REVIEW,
    SEARCH,
    TABLES,
)
from tests.building import (
    Counting,
    decision,
    draft_of,
    gap,
    index,
    instance,
    outputs,
    passage,
    plain_draft,
    run,
    source,
    statement,
)

Make = Callable[[str], Store]


@pytest.fixture(params=["memory", "sqlite"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    made: list[Store] = []

    def new(office: str) -> Store:
        if request.param == "memory":
            store = cast("Store", MemoryStore(office=office))
        else:
            store = cast("Store", create_sqlite(tmp_path / f"{len(made)}.db", office=office))
        made.append(store)
        return store

    yield new
    for store in made:
        store.close()


@pytest.fixture
def store(make: Make) -> Store:
    return make("hq")


def append(store: Store, *drafts: Draft) -> None:
    with store.write(Counting(store.size(store.office) * 100)) as transaction:
        for draft in drafts:
            transaction.append(draft)


def put_out(store: Store, run_id: str, *values: object) -> None:
    with store.write(Counting()) as transaction:
        transaction.put_outputs(run_id, outputs(*values))


# -------------------------------------------------------------- entries and rows


def test_an_empty_store_says_so(store: Store) -> None:
    assert ((), 0) == (store.offices(), store.size("hq"))
    assert [] == list(store.entries("hq"))
    assert () == store.fields("hq", 0)
    assert () == store.problems()
    for kind in COLUMNS:
        assert (0, []) == (store.count(kind), list(store.rows(kind)))
    for table in TABLES:
        assert [] == list(store.records(table))
    assert () == store.member_counts("c")
    assert () == store.search(parse_query("camp"), limit=9)


def test_entries_are_numbered_kept_as_bytes_and_read_from_any_number(store: Store) -> None:
    append(store, plain_draft(("a", "1")), draft_of(source(1)), plain_draft())
    entries = list(store.entries("hq"))
    assert (["hq"] * 3, [0, 1, 2]) == ([e.office for e in entries], [e.seq for e in entries])
    assert [leaf_hash(entry.content) for entry in entries] == [entry.leaf for entry in entries]
    for entry in entries:
        header, commitments = read_entry(entry.content)
        assert (entry.office, entry.seq) == (header.office, header.seq)
        fields = store.fields("hq", entry.seq)
        assert list(commitments) == sorted(
            commitment(f.name, value=f.value or "", salt=f.salt or b"") for f in fields
        )
    assert entries[1:] == list(store.entries("hq", start=1))
    assert [] == list(store.entries("hq", start=3))
    assert [] == list(store.entries("other"))
    assert (("hq",), 3, 0) == (store.offices(), store.size("hq"), store.size("other"))


def test_fields_held_in_a_row_are_filled_in(store: Store) -> None:
    values = (source(1), run("run-1"), decision(1), instance(1, of=source(1)))
    append(store, *map(draft_of, values))
    for seq, value in enumerate(values):
        fields = store.fields("hq", seq)
        assert field_values(value) == tuple((field.name, field.value) for field in fields)
        assert all(field.is_open for field in fields)
        assert len(fields) == len({field.salt for field in fields})


def test_plain_fields_are_kept_sorted_by_name(store: Store) -> None:
    append(store, plain_draft(("b", '"é"'), ("a", "null"), ("ab", "{}")))
    found = [(field.name, field.value) for field in store.fields("hq", 0)]
    assert [("a", "null"), ("ab", "{}"), ("b", '"é"')] == found


def test_rows_are_found_by_their_columns_in_the_order_stored(store: Store) -> None:
    values = [source(3), source(1), dataclasses.replace(source(2), media_type="text/html")]
    append(store, *map(draft_of, values))
    assert values == [row.value(Source) for row in store.rows("source")]
    plain = list(store.rows("source", media_type="text/plain"))
    assert values[:2] == [row.value(Source) for row in plain]
    assert [("hq", 0), ("hq", 1)] == [(row.office, row.seq) for row in plain]
    assert [encode(value) for value in values[:2]] == [row.body for row in plain]
    assert {(None, None, None, None)} == {
        (row.run, row.position, row.salt, row.leaf) for row in plain
    }
    both: dict[str, Any] = {"media_type": "text/plain", "size": 1}
    assert [source(1)] == [row.value(Source) for row in store.rows("source", **both)]
    assert (3, 2, 1) == (
        store.count("source"),
        store.count("source", media_type="text/plain"),
        store.count("source", size=3),
    )


def test_rows_are_found_by_every_column_there_is(store: Store) -> None:
    append(store, draft_of(source(1)), draft_of(run("run-1")), draft_of(decision(1)))
    put_out(store, "run-1", passage("p1", speaker="Danil"), statement("s1"), gap("g1"))
    for kind in ("source", "run", "decision", "passage", "statement", "gap"):
        (row,) = store.rows(kind)
        content = decode(row.body or "", dict[str, object])
        for column in COLUMNS[kind]:
            cell = cast("str | int | None", content[column])
            assert [row] == list(store.rows(kind, **{column: cell})), (kind, column)
            assert [] == list(store.rows(kind, **{column: "no such content"}))


def test_empty_columns_are_found_as_empty(store: Store) -> None:
    put_out(store, "run-1", passage("p1", speaker="Danil"), passage("p2"))
    assert ["p2"] == [row.value(Passage).id for row in store.rows("passage", speaker=None)]


@pytest.mark.parametrize("kind", ["verdict", "person", "document", 'source"; --'])
def test_a_kind_that_is_not_stored_is_refused(store: Store, kind: str) -> None:
    for ask in (store.rows, store.count, store.current_rows):
        with pytest.raises(InvalidValueError, match=r"is not (stored|put out by a run)"):
            ask(kind)
    with pytest.raises(InvalidValueError, match="is not stored; stored are source, instance"):
        store.get(kind, "x")


def test_a_column_that_is_not_there_is_refused_and_those_there_are_named(store: Store) -> None:
    for ask in (store.rows, store.count):
        with pytest.raises(InvalidValueError, match="source has no column 'colour'; it has"):
            ask("source", colour="red")
        with pytest.raises(InvalidValueError, match="source has no column 'run'"):
            ask("source", run="red")
    with pytest.raises(InvalidValueError, match=r"gap has no column 'colour'; it has .*, run,"):
        store.current_rows("gap", colour="red")


def test_an_id_nobody_has_is_not_found(store: Store) -> None:
    for kind in COLUMNS:
        with pytest.raises(NotFoundError, match=f"no {kind} x in this case; list what there is"):
            store.get(kind, "x")


def test_what_is_already_kept_is_never_overwritten(store: Store) -> None:
    append(store, draft_of(source(1)), draft_of(run("run-1")), draft_of(decision(1)))
    for again in (source(1), run("run-1", step="extract"), decision(1, target="s2")):
        with (
            pytest.raises(InvalidValueError, match="of that id is already kept; nothing is over"),
            store.write(Counting(500)) as transaction,
        ):
            transaction.append(draft_of(again))
    assert 3 == store.size("hq")
    put_out(store, "run-1", gap("g1"))
    with (
        pytest.raises(InvalidValueError, match="a gap at that place of the run is already kept"),
        store.write(Counting()) as transaction,
    ):
        transaction.put_outputs("run-1", outputs(gap("g2")))
    assert ["g1"] == [decode(row.body or "", dict[str, object])["id"] for row in store.rows("gap")]


def test_only_values_with_an_entry_of_their_own_are_appended_as_rows(store: Store) -> None:
    with (
        pytest.raises(InvalidValueError, match="a gap has no entry of its own"),
        store.write(Counting()) as transaction,
    ):
        transaction.append(dataclasses.replace(plain_draft(), row=gap("g1")))
    assert ((), 0) == (store.offices(), store.size("hq"))


# -------------------------------------------------------------- machine values


def test_outputs_keep_their_place_salt_and_leaf(store: Store) -> None:
    given = outputs(passage("p1"), statement("s1"), statement("s2"))
    with store.write(Counting()) as transaction:
        transaction.put_outputs("run-1", given)
    found = [*store.rows("passage"), *store.rows("statement")]
    assert [0, 1, 2] == [row.position for row in found]
    assert [output.body for output in given] == [row.body for row in found]
    assert [output.salt for output in given] == [row.salt for row in found]
    assert [leaf_hash(o.salt + o.body.encode()) for o in given] == [row.leaf for row in found]
    assert {("run-1", None, None)} == {(row.run, row.office, row.seq) for row in found}
    assert 2 == store.count("statement", run="run-1")
    assert 0 == store.count("statement", run="run-2")


def test_only_machine_kinds_are_put_out(store: Store) -> None:
    with (
        pytest.raises(InvalidValueError, match="a source is not put out by a run"),
        store.write(Counting()) as transaction,
    ):
        transaction.put_outputs("run-1", outputs(gap("g1"), source(1)))
    assert 0 == store.count("gap")


def test_the_newest_of_equal_values_is_returned(store: Store) -> None:
    put_out(store, "run-9", statement("s1", quote="old words"))
    put_out(store, "run-1", statement("s1", quote="new words"))
    assert "new words" == store.get("statement", "s1").value(Statement).quote
    assert ["run-1", "run-9"] == [row.run for row in store.rows("statement", id="s1")]


def test_current_rows_are_those_of_current_runs_each_once(store: Store) -> None:
    put_out(store, "run-1", passage("p1"), gap("g1"))
    put_out(store, "run-2", passage("p2"), gap("g2", subject="other"))
    put_out(store, "run-3", passage("p3"))
    with store.write(Counting()) as transaction:
        transaction.put(CURRENT_RUN, step="read", unit="a", run="run-2", memory="m")
        transaction.put(CURRENT_RUN, step="read", unit="b", run="run-2", memory="m")
        transaction.put(CURRENT_RUN, step="read", unit="c", run="run-3", memory="m")
        transaction.put(CURRENT_RUN, step="read", unit="d", run=None, memory=None)
    assert ["p2", "p3"] == [row.value(Passage).id for row in store.current_rows("passage")]
    assert ["p3"] == [row.value(Passage).id for row in store.current_rows("passage", id="p3")]
    assert [] == list(store.current_rows("passage", id="p1"))
    assert [] == list(store.current_rows("gap", subject="s"))
    assert ["run-2"] == [row.run for row in store.current_rows("gap", run="run-2")]


@pytest.mark.parametrize("kind", ["source", "run", "decision", "instance"])
def test_rows_that_no_run_puts_out_are_never_current(store: Store, kind: str) -> None:
    with pytest.raises(InvalidValueError, match=f"a {kind} is not put out by a run"):
        store.current_rows(kind)


# -------------------------------------------------------------- records


def test_a_record_replaces_the_one_with_its_key_and_only_that(store: Store) -> None:
    with store.write(Counting()) as transaction:
        for cell, side, accepted in (("b", "for", 1), ("a", "for", 2), ("a", "against", 3)):
            transaction.put(
                CELL, cell=cell, side=side, accepted=accepted, suggested=0,
                origins_accepted=0, origins_suggested=None,
            )  # fmt: skip
        transaction.put(
            CELL, cell="a", side="for", accepted=9, suggested=1,
            origins_accepted=1, origins_suggested=None,
        )  # fmt: skip
    found = [(r["cell"], r["side"], r["accepted"]) for r in store.records(CELL)]
    assert [("a", "against", 3), ("a", "for", 9), ("b", "for", 1)] == found
    (one,) = store.records(CELL, cell="a", accepted=9)
    expected = {
        "cell": "a", "side": "for", "accepted": 9, "suggested": 1,
        "origins_accepted": 1, "origins_suggested": None,
    }  # fmt: skip
    assert expected == one
    assert 3 == len(list(store.records(CELL, origins_suggested=None)))


def test_records_are_removed_by_any_columns(store: Store) -> None:
    with store.write(Counting()) as transaction:
        for number in range(6):
            transaction.put(DIRTY, projection="abc"[number % 3], key=str(number))
        transaction.remove(DIRTY, projection="a")
        transaction.remove(DIRTY, projection="b", key="1")
        transaction.remove(DIRTY, projection="c", key="1")
    assert ["4", "2", "5"] == [record["key"] for record in store.records(DIRTY)]
    with store.write(Counting()) as transaction:
        transaction.remove(DIRTY)
    assert [] == list(store.records(DIRTY))


def test_a_record_of_another_form_is_refused(store: Store) -> None:
    with store.write(Counting()) as transaction:
        with pytest.raises(InvalidValueError, match="a record of dirty needs projection, key"):
            transaction.put(DIRTY, projection="a")
        with pytest.raises(InvalidValueError, match="dirty has no column more; it has proj"):
            transaction.put(DIRTY, projection="a", key="b", more="c")
        with pytest.raises(InvalidValueError, match="needs content in projection, key"):
            transaction.put(DIRTY, projection="a", key=None)
        with pytest.raises(InvalidValueError, match="search_entry needs content in passage, words"):
            transaction.put(SEARCH, passage="p", words="a", characters=None)
        with pytest.raises(InvalidValueError, match="dirty has no column more"):
            transaction.remove(DIRTY, more="c")
        with pytest.raises(InvalidValueError, match="dirty has no column more"):
            list(transaction.records(DIRTY, more="c"))
    assert [] == list(store.records(DIRTY))


def test_members_of_a_cell_are_counted_by_side_and_status(store: Store) -> None:
    members = [
        ("c", "s1", "for", "accepted", "x", "a", None),
        ("c", "s2", "for", "accepted", "y", "a", None),
        ("c", "s3", "for", "accepted", "z", "b", None),
        ("c", "s4", "for", "suggested", "z", "b", None),
        ("c", "s5", "against", "accepted", "x", "a", None),
        ("d", "s1", "for", "accepted", "x", "z", None),
    ]
    with store.write(Counting()) as transaction:
        for values in members:
            transaction.put(MEMBER, **dict(zip(MEMBER.all_columns, values, strict=True)))
    expected = (
        ("against", "accepted", 1, 1),
        ("for", "accepted", 3, 2),
        ("for", "suggested", 1, 1),
    )
    assert expected == store.member_counts("c")
    assert (("for", "accepted", 1, 1),) == store.member_counts("d")


# -------------------------------------------------------------- transactions


class StoppedError(Exception):
    """What a test raises to break a write."""


@pytest.mark.parametrize("error", [StoppedError, KeyboardInterrupt])
def test_a_write_that_raises_leaves_nothing(store: Store, error: type[BaseException]) -> None:
    append(store, draft_of(source(1)))
    put_out(store, "run-1", passage("p1"))
    with store.write(Counting()) as transaction:
        index(transaction, "p1", "old words")
    before = picture(store)

    def change_much() -> None:
        with store.write(Counting(900)) as transaction:
            transaction.append(draft_of(source(2)))
            transaction.put_outputs("run-2", outputs(passage("p2"), gap("g1")))
            transaction.put(DIRTY, projection="a", key="b")
            transaction.remove(SEARCH, passage="p1")
            index(transaction, "p2", "new words")
            transaction.erase_field("hq", 0, "name")
            transaction.erase_output("run-1", 0)
            assert 2 == transaction.size("hq")
            assert ("p2",) == transaction.search(parse_query("new"), limit=9)
            raise error("enough")

    with pytest.raises(error, match="enough"):
        change_much()
    assert before == picture(store)
    append(store, draft_of(source(2)))
    assert 2 == store.size("hq")


def picture(store: Store) -> dict[str, object]:
    """Everything a store can be asked."""
    return {
        "entries": {office: list(store.entries(office)) for office in store.offices()},
        "fields": [
            store.fields(office, seq)
            for office in store.offices()
            for seq in range(store.size(office))
        ],
        "rows": {kind: list(store.rows(kind)) for kind in COLUMNS},
        "records": {table.name: list(store.records(table)) for table in TABLES},
        "found": [store.search(parse_query(word), limit=9) for word in ("old", "new", "words")],
    }


def test_a_write_sees_itself_and_others_see_it_when_it_is_done(store: Store) -> None:
    with store.write(Counting()) as transaction:
        transaction.put(DIRTY, projection="a", key="b")
        assert 1 == len(list(transaction.records(DIRTY)))
    assert 1 == len(list(store.records(DIRTY)))
    with store.snapshot() as reading:
        assert 1 == len(list(reading.records(DIRTY)))


# -------------------------------------------------------------- erasing


def test_an_erased_field_is_gone_and_the_others_stay(store: Store) -> None:
    append(store, plain_draft(("a", '"Ilva"'), ("b", '"2"')), draft_of(source(1, name="Ilva.txt")))
    before = list(store.entries("hq"))
    with store.write(Counting()) as transaction:
        transaction.erase_field("hq", 0, "a")
        transaction.erase_field("hq", 1, "name")
    assert before == list(store.entries("hq"))
    first, second = store.fields("hq", 0)
    assert ("a", None, None) == (first.name, first.value, first.salt)
    assert second.is_open
    fields = {field.name: field for field in store.fields("hq", 1)}
    assert (None, None) == (fields["name"].value, fields["name"].salt)
    assert all(field.is_open for name, field in fields.items() if name != "name")
    row = store.get("source", source(1).id)
    assert "Ilva" not in (row.body or "")
    assert "[erased]" == row.value(Source).name
    assert 0 == store.count("source", name="Ilva.txt")
    assert 1 == store.count("source", name="[erased]")
    _, commitments = read_entry(before[1].content)
    open_ones = {
        commitment(f.name, value=f.value or "", salt=f.salt or b"")
        for f in fields.values()
        if f.is_open
    }
    assert open_ones < set(commitments)


ERASABLE = [
    ("reason", "she said so", None),
    ("basis", ("s2", "s3"), ()),
    ("target", "s1", "[erased]"),
]


@pytest.mark.parametrize(("name", "content", "blank"), ERASABLE)
def test_what_is_erased_is_blank_and_the_rest_can_still_be_read(
    store: Store, name: str, content: object, blank: object
) -> None:
    before = dataclasses.replace(decision(1), **{name: content})  # type: ignore[arg-type]
    append(store, draft_of(before))
    for _ in range(2):
        with store.write(Counting()) as transaction:
            transaction.erase_field("hq", 0, name)
    (row,) = store.rows("decision")
    assert dataclasses.replace(before, **{name: blank}) == row.value(Decision)  # type: ignore[arg-type]
    assert [None] == [field.value for field in store.fields("hq", 0) if not field.is_open]


@pytest.mark.parametrize("name", ["value", "at", "kind", "actor"])
def test_what_a_row_cannot_be_read_without_is_refused_and_stays(store: Store, name: str) -> None:
    append(store, draft_of(decision(1)))
    before = picture(store)
    with (
        pytest.raises(RefusedDecisionError, match=f"field '{name}' of a decision cannot be erased"),
        store.write(Counting()) as transaction,
    ):
        transaction.erase_field("hq", 0, name)
    assert before == picture(store)


@pytest.mark.parametrize(
    ("office", "seq", "name"), [("hq", 0, "no"), ("hq", 1, "reason"), ("x", 0, "reason")]
)
def test_a_field_that_is_not_there_is_not_found(
    store: Store, office: str, seq: int, name: str
) -> None:
    append(store, draft_of(decision(1)))
    with (
        pytest.raises(NotFoundError, match=f"entry {seq} of {office} has no field '{name}'"),
        store.write(Counting()) as transaction,
    ):
        transaction.erase_field(office, seq, name)


def test_an_erased_output_keeps_its_leaf_and_place_only(store: Store) -> None:
    put_out(store, "run-1", passage("p1", speaker="Ilva"), gap("g1"), passage("p2"))
    leaves = [row.leaf for row in store.rows("passage")]
    with store.write(Counting()) as transaction:
        transaction.erase_output("run-1", 0)
        for run_id, position in (("run-1", 3), ("run-2", 0)):
            with pytest.raises(NotFoundError, match=f"run {run_id} has no output {position}"):
                transaction.erase_output(run_id, position)
    first, second = store.rows("passage")
    assert (None, None, "run-1", 0) == (first.body, first.salt, first.run, first.position)
    assert leaves == [first.leaf, second.leaf]
    assert 1 == store.count("gap")
    assert 0 == store.count("passage", speaker="Ilva")
    assert ["p2"] == [value.id for value in open_bodies(store.rows("passage"), Passage)]
    with pytest.raises(NotFoundError, match="no passage p1"):
        store.get("passage", "p1")
    with pytest.raises(UndecodableError, match="data is not a Passage"):
        first.value(Passage)
    store.scrub()
    assert [first, second] == list(store.rows("passage"))


# -------------------------------------------------------------- restoring


def test_a_restored_store_is_the_same_in_every_byte(make: Make) -> None:
    old = make("hq")
    append(old, plain_draft(("a", '"1"')), draft_of(source(1)), draft_of(decision(1)))
    put_out(old, "run-1", passage("p1"), gap("g1"))
    with old.write(Counting()) as transaction:
        transaction.erase_field("hq", 1, "name")
        transaction.erase_field("hq", 0, "a")
        transaction.erase_output("run-1", 1)
    new = make("field-office")
    copy(old, new)
    assert picture(old) == picture(new)
    append(new, plain_draft())
    assert ("field-office", "hq") == new.offices()
    assert (1, 3) == (new.size("field-office"), new.size("hq"))


def copy(old: Store, new: Store) -> None:
    """Move everything but records from one store to another."""
    rows = {(row.office, row.seq): row for kind in ("source", "decision") for row in old.rows(kind)}
    with new.restore() as filling:
        for entry in old.entries("hq"):
            place = (entry.office, entry.seq)
            filling.entry(entry, old.fields(*place), rows.get(place))
        for kind in OUTPUT_KINDS:
            for row in old.rows(kind):
                filling.output(row)


def test_only_an_empty_store_is_filled(make: Make) -> None:
    store = make("hq")
    append(store, plain_draft())
    with pytest.raises(IntegrityError, match="already has a log; import into a new one"):
        copy(make("x"), store)
    assert 1 == store.size("hq")


def test_a_restore_that_raises_leaves_nothing(make: Make) -> None:
    old, new = make("hq"), make("hq")
    append(old, draft_of(source(1)))
    (entry,) = old.entries("hq")

    def begin() -> None:
        with new.restore() as filling:
            filling.entry(entry, old.fields("hq", 0), old.get("source", source(1).id))
            raise StoppedError("enough")

    with pytest.raises(StoppedError, match="enough"):
        begin()
    assert ((), 0) == (new.offices(), new.count("source"))


# -------------------------------------------------------------- searching

TEXTS = {
    "p1": "그는 요덕수용소에서 왔다",
    "p2": "수용 시설",
    "p3": "Guards at Hoeryŏng shot twelve people.",
    "p4": "نقلوا إلى المعتقل الكبير",
    "p5": "هذا معتقل آخر",
    "p6": "북한 사람 200,000 명",
    "p7": "former guard, then a former prisoner guard",
}
QUERIES = [
    ("수용소", ["p1"]),
    ("용소", ["p1"]),
    ("수용", ["p1", "p2"]),
    ("요덕", ["p1"]),
    ("북", ["p6"]),
    ("덕수", ["p1"]),
    ("요수", []),
    ("Hoeryong", ["p3"]),
    ("HOERYŎNG", ["p3"]),
    ("hoeryo\u0306ng", ["p3"]),
    ("معتقل", ["p4", "p5"]),
    ("المعتقل", ["p4", "p5"]),
    ("المعتقل الكبير", ["p4"]),
    ("200000", ["p6"]),
    ("guard", ["p7"]),
    ('"former guard"', ["p7"]),
    ('"then guard"', []),
    ("guards people", ["p3"]),
    ("guards 수용소", []),
]


@pytest.mark.parametrize(("asked", "expected"), QUERIES)
def test_a_passage_is_found_by_what_a_person_types(
    store: Store, asked: str, expected: list[str]
) -> None:
    with store.write(Counting()) as transaction:
        for passage_id, text in reversed(TEXTS.items()):
            index(transaction, passage_id, text)
    assert tuple(expected) == store.search(parse_query(asked), limit=9)
    assert tuple(expected[:1]) == store.search(parse_query(asked), limit=1)


def test_a_removed_passage_is_no_longer_found_and_a_changed_one_only_as_it_is(
    store: Store,
) -> None:
    with store.write(Counting()) as transaction:
        index(transaction, "p1", TEXTS["p1"])
        index(transaction, "p3", TEXTS["p3"])
    with store.write(Counting()) as transaction:
        transaction.remove(SEARCH, passage="p1")
        index(transaction, "p3", "Nobody was shot.")
    assert () == store.search(parse_query("수용소"), limit=9)
    assert () == store.search(parse_query("북"), limit=9)
    assert () == store.search(parse_query("Hoeryong"), limit=9)
    assert ("p3",) == store.search(parse_query("shot"), limit=9)
    with store.write(Counting()) as transaction:
        transaction.remove(SEARCH)
    assert () == store.search(parse_query("shot"), limit=9)


def test_a_query_as_long_as_a_page_is_answered(store: Store) -> None:
    text = " ".join(f"word{number}" for number in range(600))
    with store.write(Counting()) as transaction:
        index(transaction, "p1", text)
    assert ("p1",) == store.search(parse_query(text), limit=9)
    assert () == store.search(parse_query(f"{text} missing"), limit=9)


def test_records_about_reviews_and_jobs_come_back_as_written(store: Store) -> None:
    review = dict.fromkeys(REVIEW.all_columns, None) | {"statement": "s1", "passage": "p1"}
    job = dict.fromkeys(JOB.all_columns, None) | {"id": "j1", "state": "waiting"}
    with store.write(Counting()) as transaction:
        transaction.put(REVIEW, **review)
        transaction.put(JOB, **job)
    assert [review] == list(store.records(REVIEW, passage="p1"))
    assert [job] == list(store.records(JOB, state="waiting"))
    assert [] == list(store.records(REVIEW, passage=None))
