"""One flipped byte of an original, a text, an entry, its copy or the database is found."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probandum.errors import CaseError, IntegrityError
from probandum.workflow.deciding import accept
from probandum.workflow.verification.entries import OutsideRoot, check_hashes, check_mirror
from probandum.workflow.verification.outcome import Tally, Verification
from probandum.workflow.verification.outputs import check_originals, check_texts
from probandum.workflow.verification.projections import rebuild
from probandum.workflow.verifying import verify_all, verify_newest
from tests.workflow_cases import (
    BY,
    OFFICE,
    copy_case,
    full_case,
    opened_database,
    reopened,
    reviews,
    settle,
)

MANY = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
RAW_FLIPS = 100
PAGE_BYTES = 4096
TABLE_LEAF, INDEX_LEAF = 13, 10


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bytes")
    case = full_case(folder / "case", scratch=folder / "scratch")
    settle(case)
    return case.folder


@pytest.fixture(scope="module")
def workspace(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_case(kept, tmp_path_factory.mktemp("workspace") / "case")


@pytest.fixture
def damaged(kept: Path, tmp_path: Path) -> Path:
    return copy_case(kept, tmp_path / "damaged")


# ---------------------------------------------------------------- originals and texts


@pytest.mark.parametrize("which", ["originals", "texts"])
def test_every_flipped_byte_of_every_kept_file_is_found(workspace: Path, which: str) -> None:
    check = check_originals if which == "originals" else check_texts
    with reopened(workspace) as case:
        unseen = []
        for path in _files(workspace / which):
            content = path.read_bytes()
            path.chmod(0o600)
            for place in range(len(content)):
                path.write_bytes(_flipped(content, place))
                tally = Tally()
                check(case, tally=tally)
                if not any("was changed" in problem for problem in tally.problems):
                    unseen.append((path.name, place))
            path.write_bytes(content)
        assert [] == unseen
        assert verify_all(case).is_intact


@given(data=st.data())
@MANY
def test_a_flipped_bit_of_a_kept_file_is_found_by_the_full_verification(
    workspace: Path, data: st.DataObject
) -> None:
    files = [*_files(workspace / "originals"), *_files(workspace / "texts")]
    path = data.draw(st.sampled_from(files))
    content = path.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    bit = data.draw(st.integers(0, 7))
    path.chmod(0o600)
    path.write_bytes(_flipped(content, place, mask=1 << bit))
    try:
        assert any("was changed" in problem for problem in _verified(workspace).problems)
    finally:
        path.write_bytes(content)


@pytest.mark.parametrize("which", ["originals", "texts"])
def test_a_kept_file_that_is_longer_shorter_missing_or_a_folder_is_found(
    damaged: Path, which: str
) -> None:
    path = _files(damaged / which)[0]
    content = path.read_bytes()
    path.chmod(0o600)
    for other in (content + b"\n", content[:-1], b""):
        path.write_bytes(other)
        assert any("was changed" in problem for problem in _verified(damaged).problems)
    path.unlink()
    assert any("is missing" in problem for problem in _verified(damaged).problems)
    path.mkdir()
    assert any("is missing" in problem for problem in _verified(damaged).problems)


def test_a_file_among_the_texts_that_is_none_is_found_and_the_others_are_still_checked(
    damaged: Path,
) -> None:
    first = _files(damaged / "texts")[0]
    (first.parent / "note").write_text("left here by hand")
    first.chmod(0o600)
    first.write_bytes(b"other words")
    problems = _verified(damaged).problems
    assert any("no extracted texts" in problem for problem in problems)
    assert any("was changed" in problem for problem in problems)


# ---------------------------------------------------------------- entries and their text copy


def test_every_flipped_byte_of_an_entry_is_found(workspace: Path, kept: Path) -> None:
    _put_back(kept, workspace)
    unseen = []
    with reopened(workspace) as case, opened_database(workspace) as database:
        database.execute("PRAGMA synchronous = OFF")
        last = case.store.size(OFFICE) - 1
        (entry,) = case.store.entries(OFFICE, start=last)
        for place in range(len(entry.content)):
            database.execute(
                "UPDATE log_entry SET bytes = ? WHERE seq = ?",
                (_flipped(entry.content, place), last),
            )
            tally = Tally()
            check_hashes(case.store, OFFICE, tally=tally, outside=None)
            if not tally.problems:
                unseen.append(place)
    assert [] == unseen


@given(data=st.data())
@MANY
def test_a_flipped_bit_of_any_entry_is_found_by_both_verifications(
    workspace: Path, kept: Path, data: st.DataObject
) -> None:
    _put_back(kept, workspace)
    with opened_database(workspace) as database:
        entries = database.execute("SELECT seq, bytes FROM log_entry ORDER BY seq").fetchall()
        seq, content = data.draw(st.sampled_from(entries))
        place = data.draw(st.integers(0, len(content) - 1))
        mask = 1 << data.draw(st.integers(0, 7))
        database.execute(
            "UPDATE log_entry SET bytes = ? WHERE seq = ?",
            (_flipped(content, place, mask=mask), seq),
        )
    with reopened(workspace) as case:
        for verification in (verify_all(case), verify_newest(case)):
            assert any("bytes were changed" in problem for problem in verification.problems)


def test_a_flipped_byte_of_the_text_copy_is_found(workspace: Path, kept: Path) -> None:
    _put_back(kept, workspace)
    path = workspace / "log" / f"{OFFICE}.jsonl"
    content = path.read_bytes()
    unseen = []
    with reopened(workspace) as case:
        for place in {*range(0, len(content), 17), len(content) - 1}:
            path.write_bytes(_flipped(content, place))
            tally = Tally()
            check_mirror(case.store, OFFICE, mirror=case.mirror(), tally=tally)
            if not tally.problems:
                unseen.append(place)
    path.write_bytes(content)
    assert [] == unseen


@given(data=st.data())
@MANY
def test_a_flipped_bit_of_the_text_copy_is_found_or_healed_when_the_case_is_opened(
    workspace: Path, kept: Path, data: st.DataObject
) -> None:
    _put_back(kept, workspace)
    path = workspace / "log" / f"{OFFICE}.jsonl"
    content = path.read_bytes()
    line_ends = [place for place, byte in enumerate(content) if byte == 10]
    place = data.draw(
        st.one_of(st.integers(0, len(content) - 1), st.sampled_from(line_ends)),
    )
    path.write_bytes(_flipped(content, place, mask=1 << data.draw(st.integers(0, 7))))
    verification = _verified(workspace)
    is_healed = path.read_bytes() == content
    assert is_healed == verification.is_intact
    assert not is_healed or place == len(content) - 1


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[]",
        b'{"seq":1}',
        b'{"at":"2026-01-01T00:00:00Z","commitments":[],"key":"none","kind":"case",'
        b'"office":"hq","sealed":0,"seq":1e400,"v":1}',
        b"[" * 5000,
        b"\xff\xfe",
    ],
)
def test_a_line_that_is_no_entry_at_the_end_of_the_text_copy_is_found(
    damaged: Path, line: bytes
) -> None:
    path = damaged / "log" / f"{OFFICE}.jsonl"
    path.write_bytes(path.read_bytes() + line + b"\n")
    assert any("text copy" in problem for problem in _verified(damaged).problems)


# ---------------------------------------------------------------- cut, and put back


@pytest.fixture
def newer(kept: Path, tmp_path: Path) -> tuple[Path, OutsideRoot]:
    """The case with one more decision, and the root someone noted after it."""
    folder = copy_case(kept, tmp_path / "newer")
    case = reopened(folder)
    waiting = sorted(name for name, status in reviews(case).items() if status == "suggested")
    accept(case, waiting[0], by=BY)
    (head,) = verify_all(case).heads
    settle(case)
    return folder, OutsideRoot(office=head.office, size=head.size, root=head.root)


def test_a_log_cut_with_its_rows_is_told_by_its_text_copy(
    newer: tuple[Path, OutsideRoot],
) -> None:
    folder, _ = newer
    _cut_last(folder)
    _rebuild(folder)
    problems = _verified(folder).problems
    assert any("the log was cut" in problem for problem in problems)


def test_a_log_cut_with_its_rows_and_text_copy_is_told_only_by_a_root_noted_elsewhere(
    newer: tuple[Path, OutsideRoot],
) -> None:
    folder, outside = newer
    _cut_last(folder)
    path = folder / "log" / f"{OFFICE}.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    _rebuild(folder)
    assert _verified(folder).is_intact
    problems = _verified(folder, outside=outside).problems
    assert any("was cut or an older copy was put back" in problem for problem in problems)


def test_an_older_copy_of_the_whole_case_is_told_only_by_a_root_noted_elsewhere(
    kept: Path, newer: tuple[Path, OutsideRoot]
) -> None:
    _, outside = newer
    assert _verified(kept).is_intact
    for verify in (verify_all, verify_newest):
        with reopened(kept) as case:
            problems = verify(case, outside=outside).problems
        assert any("was cut or an older copy was put back" in problem for problem in problems)


def test_a_log_that_went_another_way_is_told_by_a_root_noted_elsewhere(
    kept: Path, tmp_path: Path, newer: tuple[Path, OutsideRoot]
) -> None:
    _, outside = newer
    folder = copy_case(kept, tmp_path / "other")
    with reopened(folder) as case:
        waiting = sorted(name for name, status in reviews(case).items() if status == "suggested")
        accept(case, waiting[-1], by=BY)
        accept(case, waiting[0], by=BY)
        assert verify_all(case).is_intact
        problems = verify_all(case, outside=outside).problems
    assert any("do not have the root" in problem for problem in problems)


def test_the_newer_case_itself_has_the_root_noted_elsewhere(
    newer: tuple[Path, OutsideRoot],
) -> None:
    folder, outside = newer
    assert _verified(folder, outside=outside).is_intact


def test_a_database_older_than_the_text_copy_is_found_without_any_root(
    kept: Path, newer: tuple[Path, OutsideRoot]
) -> None:
    folder, _ = newer
    shutil.copyfile(kept / "case.db", folder / "case.db")
    problems = _verified(folder).problems
    assert any("older copy was put in its place" in problem for problem in problems)


# ---------------------------------------------------------------- the database file itself


def test_a_flipped_bit_of_the_database_file_changes_no_row_or_is_found(
    workspace: Path, kept: Path
) -> None:
    chance = random.Random(20260102)  # noqa: S311 - draws places to damage
    content = (kept / "case.db").read_bytes()
    expected = _dump(kept)
    pages = [
        page
        for page in range(len(content) // PAGE_BYTES)
        if page == 0 or content[page * PAGE_BYTES] in (TABLE_LEAF, INDEX_LEAF)
    ]
    found = 0
    for _ in range(RAW_FLIPS):
        place = chance.choice(pages) * PAGE_BYTES + chance.randrange(PAGE_BYTES)
        _put_back(kept, workspace)
        (workspace / "case.db").write_bytes(_flipped(content, place, mask=1 << chance.randrange(8)))
        try:
            verification = _verified(workspace)
            is_intact = verification.is_intact and not verification.notes
        except (CaseError, IntegrityError):
            is_intact = False
        if is_intact:
            assert expected == _dump(workspace), f"byte {place}"
        found += not is_intact
    assert 10 < found < RAW_FLIPS


def _dump(folder: Path) -> dict[str, list[str]]:
    """All stored columns of all rows that mean something."""
    found = {}
    with opened_database(folder) as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_words%'"
        ).fetchall()
        for (table,) in tables:
            info = database.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
            names = ", ".join(f'"{name}"' for _, name, _, _, _, _, hidden in info if hidden == 0)
            rows = database.execute(f'SELECT {names} FROM "{table}"').fetchall()
            found[table] = sorted(map(repr, rows))
    return found


def _cut_last(folder: Path) -> None:
    """Take the last entry and its rows out of the database."""
    with opened_database(folder) as database:
        (last,) = database.execute("SELECT max(seq) FROM log_entry").fetchone()
        for table in ("decision", "log_field", "log_entry"):
            assert database.execute(f"DELETE FROM {table} WHERE seq = ?", (last,)).rowcount


def _verified(folder: Path, *, outside: OutsideRoot | None = None) -> Verification:
    with reopened(folder) as case:
        return verify_all(case, outside=outside)


def _rebuild(folder: Path) -> None:
    """Make the projections anew, as whoever cuts a log would."""
    with reopened(folder) as case:
        rebuild(case)


def _put_back(kept: Path, workspace: Path) -> None:
    for path in workspace.glob("case.db*"):
        path.unlink()
    shutil.copyfile(kept / "case.db", workspace / "case.db")
    shutil.copyfile(kept / "log" / "hq.jsonl", workspace / "log" / "hq.jsonl")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _flipped(content: bytes, place: int, *, mask: int = 1) -> bytes:
    return content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]
