"""What was erased cannot be found or guessed, and the log still verifies."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from probandum.errors import NotFoundError, RefusedDecisionError
from probandum.language.tokens import index_tokens, parse_query
from probandum.model.codec import encode
from probandum.model.log import commitment, read_entry
from probandum.model.run import Run
from probandum.model.source import Acquisition, Passage, Source
from probandum.model.statement import Statement
from probandum.store.protocol import Row
from probandum.store.tables import REVIEW, SEARCH
from probandum.workflow.assessing import matrix
from probandum.workflow.case import Case
from probandum.workflow.deciding import accept, undo
from probandum.workflow.erasing import erase_field, erase_output
from probandum.workflow.intake import Stated, preserve, preserve_file
from probandum.workflow.reading import passages_of, sources_to_read
from probandum.workflow.verifying import verify_all
from tests.workflow_cases import (
    BY,
    OFFICE,
    decided_case,
    new_case,
    opened_database,
    put_in,
    reading_process,
    reopened,
    reviews,
    statement_about,
    work_through,
)

COLLECTOR = "Ilse Marrowen"
NOTE = "handed over in Orsk-Dal by Zorban Quell"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    with reading_process() as isolation:
        return decided_case(tmp_path / "case", isolation=isolation)


# ---------------------------------------------------------------- fields


def test_an_erased_name_is_counted_and_the_log_keeps_its_root(case: Case) -> None:
    (before,) = verify_all(case).heads
    seq = erase_field(case, office=OFFICE, seq=1, name="name", by=BY, reason="asked for")
    verification = verify_all(case)
    assert () == verification.problems
    assert 1 == dict(verification.counts)["erased fields"]
    assert before.size == seq
    (after,) = verification.heads
    assert before.size + 1 == after.size


def test_an_erased_collector_can_be_guessed_before_and_not_after(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    preserve(case, b"words", name="a.txt", stated=Stated(collector=COLLECTOR))
    with opened_database(case.folder) as database:
        assert COLLECTOR in _confirmed(database)
    erase_field(case, office=OFFICE, seq=1, name="acquisition", by=BY, reason="asked for")
    with opened_database(case.folder) as database:
        assert [] == _confirmed(database)
    assert verify_all(case).is_intact


def _confirmed(database: sqlite3.Connection) -> list[str]:
    """Which of 1,000 names the commitments of entry 1 confirm, with all salts that are left."""
    (content,) = database.execute("SELECT bytes FROM log_entry WHERE seq = 1").fetchone()
    commitments = set(read_entry(content)[1])
    (body,) = database.execute("SELECT body FROM source").fetchone()
    salts = [salt for (salt,) in database.execute("SELECT salt FROM log_field") if salt]
    held = Row(kind="source", body=body).value(Source).acquisition
    found = []
    for name in (*(f"Person {number}" for number in range(999)), COLLECTOR):
        guess = encode(
            Acquisition(collector=name, at=held.at, tool=_tool(database), url=None, note=None)
        )
        hits = (commitment("acquisition", value=guess, salt=salt) in commitments for salt in salts)
        if any(hits):
            found.append(name)
    return found


def _tool(database: sqlite3.Connection) -> str:
    """The program's name stands in every acquisition, so a guesser knows it."""
    from probandum.workflow.intake import TOOL

    assert database.execute("SELECT 1 FROM source").fetchone()
    return TOOL


def test_the_bytes_of_an_erased_field_are_in_no_file_of_the_case(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    preserve(case, b"words", name="a.txt", stated=Stated(collector=COLLECTOR, note=NOTE))
    words = [COLLECTOR, NOTE, *index_tokens("marrowen zorban quell")]
    assert {COLLECTOR, NOTE} <= set(_found_in_files(case.folder, words))
    erase_field(case, office=OFFICE, seq=1, name="acquisition", by=BY, reason="asked for")
    assert [] == _found_in_files(case.folder, words)
    case.close()
    assert [] == _found_in_files(case.folder, words)
    with reopened(case.folder) as again:
        assert verify_all(again).is_intact


def test_the_reason_of_a_decision_can_be_erased_and_the_decision_stands(case: Case) -> None:
    made = accept(case, statement_about(case, "two men"), by=BY, reason="Zorban Quell confirmed it")
    erase_field(case, office=OFFICE, seq=made.seq, name="reason", by=BY, reason="asked for")
    assert [] == _found_in_files(case.folder, ["Zorban Quell"])
    assert "accepted" == reviews(case)[made.decision.target]
    assert verify_all(case).is_intact


def test_erasing_twice_or_what_holds_no_text_is_refused(case: Case) -> None:
    erase_field(case, office=OFFICE, seq=1, name="name", by=BY, reason="asked for")
    size = case.store.size(OFFICE)
    for name in ("name", "size", "restriction", "author"):
        with pytest.raises(RefusedDecisionError, match=r"could be erased|erased by itself"):
            erase_field(case, office=OFFICE, seq=1, name=name, by=BY, reason="asked for")
    assert size == case.store.size(OFFICE)
    assert verify_all(case).is_intact


def test_what_a_row_cannot_be_read_without_is_not_erased(case: Case) -> None:
    (accepted, *_) = list(case.store.rows("decision", kind="accept"))
    for seq, name in ((1, "id"), (accepted.seq or 0, "value"), (accepted.seq or 0, "actor")):
        with pytest.raises(RefusedDecisionError, match="cannot be erased by itself"):
            erase_field(case, office=OFFICE, seq=seq, name=name, by=BY, reason="asked for")
    assert verify_all(case).is_intact


def test_what_was_erased_where_cannot_itself_be_erased(case: Case) -> None:
    seq = erase_field(case, office=OFFICE, seq=1, name="name", by=BY, reason="asked for")
    with pytest.raises(RefusedDecisionError, match="needed to verify"):
        erase_field(case, office=OFFICE, seq=seq, name="target", by=BY, reason="asked for")
    with pytest.raises(RefusedDecisionError, match="needed to verify"):
        erase_field(case, office=OFFICE, seq=0, name="sha256", by=BY, reason="asked for")
    erase_field(case, office=OFFICE, seq=seq, name="reason", by=BY, reason="asked for")
    assert verify_all(case).is_intact


def test_a_field_that_is_not_there_is_not_erased(case: Case) -> None:
    with pytest.raises(NotFoundError, match="has no field"):
        erase_field(case, office=OFFICE, seq=1, name="nothing", by=BY, reason="asked for")
    with pytest.raises(NotFoundError, match="has no field"):
        erase_field(case, office=OFFICE, seq=9_999, name="name", by=BY, reason="asked for")


def test_a_name_erased_after_its_refusal_was_made_good_raises_no_alarm(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    (tmp_path / "letter.txt").symlink_to(tmp_path / "nowhere")
    preserve_file(case, tmp_path / "letter.txt", stated=Stated())
    preserve(case, b"words", name="letter.txt", stated=Stated())
    assert verify_all(case).is_intact
    erase_field(case, office=OFFICE, seq=2, name="name", by=BY, reason="asked for")
    assert verify_all(case).is_intact


# ---------------------------------------------------------------- outputs


def test_an_erased_statement_leaves_the_matrix_and_the_review(case: Case) -> None:
    statement = statement_about(case, "two men")
    before = _suggested(case)
    place = _place_of(case, "statement", statement)
    erase_output(case, run=place[0], position=place[1], by=BY, reason="asked for")
    assert statement not in reviews(case)
    assert before - 1 == _suggested(case)
    verification = verify_all(case)
    assert () == verification.problems
    assert 1 == dict(verification.counts)["erased outputs"]
    with opened_database(case.folder) as database:
        bodies = database.execute("SELECT body FROM statement").fetchall()
    assert not any("two men were shot dead" in body for (body,) in bodies if body is not None)


def test_an_erased_statement_that_was_decided_on_stays_as_decided(case: Case) -> None:
    statement = statement_about(case, "12 villagers")
    place = _place_of(case, "statement", statement)
    erase_output(case, run=place[0], position=place[1], by=BY, reason="asked for")
    assert "accepted" == reviews(case)[statement]
    assert verify_all(case).is_intact


def test_taking_back_a_decision_on_an_erased_statement_takes_it_out(case: Case) -> None:
    statement = statement_about(case, "two men")
    made = accept(case, statement, by=BY)
    place = _place_of(case, "statement", statement)
    erase_output(case, run=place[0], position=place[1], by=BY, reason="asked for")
    undo(case, made.decision.id, by=BY)
    assert statement not in reviews(case)
    assert verify_all(case).is_intact


def test_an_erased_passage_cannot_be_searched_any_more(case: Case) -> None:
    (source,) = [s for s in sources_to_read(case) if s.name == "quiet.txt"]
    (passage,) = passages_of(case, source.id)
    query = parse_query("harvest")
    assert (passage.id,) == case.store.search(query, limit=9)
    place = _place_of(case, "passage", passage.id)
    erase_output(case, run=place[0], position=place[1], by=BY, reason="asked for")
    assert () == case.store.search(query, limit=9)
    assert [] == list(case.store.records(SEARCH, passage=passage.id))
    assert verify_all(case).is_intact
    with opened_database(case.folder) as database:
        blocks = database.execute("SELECT block FROM search_words_data").fetchall()
    assert not any(b"harvest" in block for (block,) in blocks)


def test_statements_of_an_erased_passage_lose_their_source_and_raise_no_alarm(case: Case) -> None:
    statement = statement_about(case, "two men")
    (record,) = case.store.records(REVIEW, statement=statement)
    place = _place_of(case, "passage", str(record["passage"]))
    erase_output(case, run=place[0], position=place[1], by=BY, reason="asked for")
    (after,) = case.store.records(REVIEW, statement=statement)
    assert "" == after["source"]
    assert verify_all(case).is_intact


def test_an_output_that_is_not_there_is_not_erased(case: Case) -> None:
    with pytest.raises(NotFoundError, match="has no output"):
        erase_output(case, run="run-none", position=0, by=BY, reason="asked for")


def test_erased_sources_do_not_stop_the_next_pass(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    put_in(case)
    with reading_process() as isolation:
        work_through(case, isolation=isolation)
        erase_field(case, office=OFFICE, seq=1, name="name", by=BY, reason="asked for")
        assert () == work_through(case, isolation=isolation).read
    assert verify_all(case).is_intact


def _suggested(case: Case) -> int:
    return sum(count.suggested for count in matrix(case))


def _place_of(case: Case, kind: str, value: str) -> tuple[str, int]:
    """Run and position of the current row of a machine value."""
    type_ = {"statement": Statement, "passage": Passage}[kind]
    for row in case.store.current_rows(kind, id=value):
        assert row.value(type_)
        assert row.run is not None
        assert row.position is not None
        assert case.store.get("run", row.run).value(Run).outputs > row.position
        return row.run, row.position
    pytest.fail(f"no {kind} {value}")


def _found_in_files(folder: Path, words: list[str]) -> list[str]:
    """Which words stand in any file of a case, as UTF-8."""
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return [word for word in words if any(word.encode() in content for content in contents)]
