"""Ordinary work raises no alarm, and no damage stops a verification from answering."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probandum.errors import CaseError, IntegrityError
from probandum.model.log import EntryKind, Header, write_entry
from probandum.store.tables import CELL, CURRENT_RUN, LOGGED_FILE, MEMBER, REVIEW, SEARCH, SETTING
from probandum.workflow.assessing import assess, matrix
from probandum.workflow.case import Case
from probandum.workflow.deciding import accept
from probandum.workflow.verification.projections import rebuild
from probandum.workflow.verifying import verify_all, verify_newest
from tests.workflow_cases import (
    BY,
    changed_code,
    decided_case,
    new_case,
    opened_database,
    reading_process,
    reopened,
    settle,
    statement_about,
    work_through,
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with reading_process() as isolation:
        yield decided_case(tmp_path / "case", isolation=isolation)


def _frameworks(case: Case, *names: str) -> Case:
    """Let a person edit which frameworks the case has, and open it again."""
    path = case.folder / "case.toml"
    listed = ", ".join(f'"{name}"' for name in names)
    lines = [
        f"frameworks = [{listed}]" if line.startswith("frameworks") else line
        for line in path.read_text().splitlines()
    ]
    path.write_text("\n".join(lines) + "\n")
    case.close()
    again = reopened(case.folder)
    again.log_files()
    return again


# ---------------------------------------------------------------- no false alarm


def test_a_new_case_is_intact(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    assert () == verify_all(case).problems
    assert () == verify_newest(case).problems


def test_an_edited_setting_is_a_note_until_it_is_logged(case: Case) -> None:
    path = case.folder / "case.toml"
    path.write_text(path.read_text() + "# a remark\n")
    verification = verify_all(case)
    assert () == verification.problems
    assert any("case.toml changed" in note for note in verification.notes)
    assert 1 == case.log_files()
    assert not any("case.toml changed" in note for note in verify_all(case).notes)


def test_a_data_file_that_is_gone_is_a_problem_until_that_is_logged(case: Case) -> None:
    path = case.folder / "lexicons" / "own.toml"
    path.write_text('title = "own"\n')
    case.log_files()
    path.unlink()
    assert any("own.toml is missing" in problem for problem in verify_all(case).problems)
    case.log_files()
    assert () == verify_all(case).problems


def test_a_framework_taken_out_and_put_back_raises_no_alarm_at_any_step(case: Case) -> None:
    (case.folder / "frameworks" / "other.toml").write_text(
        'title = "Other"\nkind = "crime"\ninstrument = "invented"\nsource = "invented"\n'
        '[[elements]]\nid = "o.1"\ntitle = "One"\nwords = "One."\ncites = "1"\nrole = "conduct"\n'
        'acts = ["killing"]\n'
    )
    first = case.settings.frameworks[0]
    for names in ((first, "other"), ("other",), (first, "other"), (first,)):
        case = _frameworks(case, *names)
        assert () == verify_all(case).problems
        matrix(case)
        assert () == verify_all(case).problems
        assert () == verify_all(case).notes
    assess(case)
    assert () == verify_all(case).problems


def test_a_newer_program_is_a_note_and_no_problem(case: Case) -> None:
    with changed_code("probandum.assessment.laying_out"):
        verification = verify_all(case)
        assert () == verification.problems
        assert any("counts the cells anew" in note for note in verification.notes)
        assess(case)
        assert () == verify_all(case).notes


def test_projections_made_anew_are_those_that_were_there(case: Case) -> None:
    tables = (CURRENT_RUN, REVIEW, MEMBER, CELL, SEARCH, LOGGED_FILE, SETTING)
    before = {table.name: list(case.store.records(table)) for table in tables}
    rebuild(case)
    assert before == {table.name: list(case.store.records(table)) for table in tables}
    assert all(before.values())
    assert () == verify_all(case).problems


def test_projections_that_were_lost_are_made_anew(case: Case) -> None:
    tables = (CURRENT_RUN, REVIEW, MEMBER, CELL, SEARCH, LOGGED_FILE, SETTING)
    before = {table.name: list(case.store.records(table)) for table in tables}
    with case.write() as transaction:
        for table in tables:
            transaction.remove(table)
    assert verify_all(case).problems
    rebuild(case)
    assert before == {table.name: list(case.store.records(table)) for table in tables}
    assert () == verify_all(case).problems


def test_verifying_changes_nothing(case: Case) -> None:
    settle(case)
    before = (case.folder / "case.db").read_bytes()
    with reopened(case.folder) as again:
        verify_all(again)
        verify_newest(again)
    with opened_database(case.folder) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    after = (case.folder / "case.db").read_bytes()
    assert before[100:] == after[100:]  # the header counts writes


def test_another_process_may_decide_between_two_verifications(case: Case) -> None:
    with reopened(case.folder) as other:
        accept(other, statement_about(other, "two men"), by=BY)
    assert () == verify_all(case).problems


def test_a_text_copy_that_is_behind_is_healed_when_the_case_is_opened(case: Case) -> None:
    path = case.folder / "log" / "hq.jsonl"
    content = path.read_bytes()
    for kept in (b"", content[:1000], content[:-1]):
        path.write_bytes(kept)
        with reopened(case.folder) as again:
            assert content == path.read_bytes()
            assert () == verify_all(again).problems


# ---------------------------------------------------------------- always an answer


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM log_field WHERE name = 'path'",
        "DELETE FROM log_field",
        "DELETE FROM log_entry",
        "DELETE FROM source",
        "DELETE FROM run",
        "UPDATE log_field SET name = 'target' || name",
        "UPDATE log_entry SET bytes = x'00'",
        "UPDATE log_entry SET bytes = cast('[' || bytes AS BLOB)",
        "UPDATE decision SET body = '{}'",
        "UPDATE statement SET body = '[]'",
        "UPDATE passage SET body = json_set(body, '$.start', 99999999999)",
        "UPDATE text SET body = json_set(body, '$.text_sha256', '../../case.key')",
        "UPDATE source SET body = json_set(body, '$.id', 'sha256:../x')",
        "UPDATE run SET body = json_set(body, '$.at', 'never')",
        "UPDATE run SET seq = seq + 1000",
        "UPDATE current_run SET run = NULL",
        "UPDATE review SET decision = 'decision-hq-none'",
        "UPDATE setting SET value = 'many'",
        "UPDATE logged_file SET path = '../../x'",
        "UPDATE gap SET salt = x''",
        "UPDATE assessment SET position = -position - 1",
    ],
)
def test_a_verification_answers_whatever_the_tables_hold(case: Case, statement: str) -> None:
    settle(case)
    with opened_database(case.folder) as database:
        for index in ("source_by_id", "run_by_id", "decision_by_id"):
            database.execute(f"DROP INDEX {index}")
        assert database.execute(statement).rowcount > 0
    with reopened(case.folder) as again:
        assert len(verify_all(again).problems) > 3  # more than the three indexes
        verify_newest(again)


@pytest.mark.parametrize("keep", [0, 100, 4096, 50_000])
def test_a_database_cut_short_is_refused_or_found(case: Case, keep: int) -> None:
    settle(case)
    path = case.folder / "case.db"
    path.write_bytes(path.read_bytes()[:keep])
    try:
        with reopened(case.folder) as again:
            problems = verify_all(again).problems
    except (CaseError, IntegrityError) as error:
        problems = (str(error),)
    assert problems


def test_a_key_or_a_case_file_that_is_gone_is_refused_in_words(case: Case) -> None:
    settle(case)
    for path in (case.folder / "sealed" / "case.key", case.folder / "case.toml"):
        content = path.read_bytes()
        path.unlink()
        with pytest.raises(CaseError, match=r"restore it from a backup|holds no case.toml"):
            reopened(case.folder)
        path.write_bytes(content)
    with reopened(case.folder) as again:
        assert () == verify_all(again).problems


def test_another_key_is_found(case: Case) -> None:
    settle(case)
    path = case.folder / "sealed" / "case.key"
    content = path.read_bytes()
    path.chmod(0o600)
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with reopened(case.folder) as again:
            assert any("key in sealed/" in problem for problem in verify_all(again).problems)


def test_a_log_of_another_office_without_anything_to_hold_it_is_told(case: Case) -> None:
    settle(case)
    header = Header(
        office="ghost", seq=0, kind=EntryKind.MIGRATION, at=datetime(2026, 1, 2, tzinfo=UTC)
    )
    entry = write_entry(header, fields=())
    with opened_database(case.folder) as database:
        database.execute(
            "INSERT INTO log_entry (office, seq, bytes, leaf) VALUES ('ghost', 0, ?, ?)",
            (entry.content, entry.leaf),
        )
    with reopened(case.folder) as again:
        assert any("the log of ghost" in note for note in verify_all(again).notes)


def test_ordinary_work_after_a_verification_goes_on(case: Case) -> None:
    verify_all(case)
    with reading_process() as isolation:
        steps = work_through(case, isolation=isolation)
    assert ((), ()) == (steps.read, steps.extracted)
