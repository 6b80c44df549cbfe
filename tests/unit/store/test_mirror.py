"""The text copy of the log follows the log, heals after a crash, and never covers up a difference."""

from __future__ import annotations

import fcntl
import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import pytest

from probandum.model.log import EntryKind, Field, Header, LogEntry, write_entry
from probandum.store.backends.sqlite import create_sqlite, open_sqlite
from probandum.store.mirror import Mirror
from tests.building import AT, Counting, plain_draft

ROOT = Path(__file__).resolve().parents[3]


def entry(seq: int, *, fields: int = 1, salt: int = 0) -> LogEntry:
    """Return an entry with a number of fields; another salt makes another entry."""
    header = Header(office="hq", seq=seq, kind=EntryKind.CASE, at=AT)
    chance = Counting(seq * 1000 + salt)
    named = [Field(name=str(n), value="1", salt=chance.token(32)) for n in range(fields)]
    return write_entry(header, fields=named)


class Log:
    """Entries, and which of them were asked for."""

    def __init__(self, *entries: LogEntry) -> None:
        self.entries = list(entries)
        self.asked: list[int] = []

    def __call__(self, start: int) -> Iterator[LogEntry]:
        self.asked.append(start)
        yield from self.entries[start:]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hq.jsonl"


def lines(*entries: LogEntry) -> bytes:
    return b"".join(each.content + b"\n" for each in entries)


def test_a_missing_file_is_written_whole(path: Path) -> None:
    log = Log(*map(entry, range(5)))
    assert 5 == Mirror(path).catch_up(log)
    assert lines(*log.entries) == path.read_bytes()
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert () == Mirror(path).problems(log.entries)
    assert [0, 1, 2, 3, 4] == [json.loads(line)["seq"] for line in path.read_bytes().splitlines()]


def test_only_what_is_missing_is_appended(path: Path) -> None:
    log = Log(*map(entry, range(3)))
    Mirror(path).catch_up(log)
    before = path.stat().st_ino
    log.entries += [entry(3), entry(4)]
    log.asked.clear()
    assert 2 == Mirror(path).catch_up(log)
    assert [2, 3] == log.asked
    assert lines(*log.entries) == path.read_bytes()
    assert before == path.stat().st_ino
    assert 0 == Mirror(path).catch_up(log)
    assert lines(*log.entries) == path.read_bytes()


def test_an_empty_log_makes_an_empty_file(path: Path) -> None:
    assert 0 == Mirror(path).catch_up(Log())
    assert b"" == path.read_bytes()
    assert () == Mirror(path).problems([])


def test_an_unfinished_last_line_is_cut_and_written_anew_wherever_it_broke(path: Path) -> None:
    log = Log(*map(entry, range(3)))
    whole = lines(*log.entries)
    start = len(lines(*log.entries[:2]))
    for cut in (*range(start - 2, start + 3), len(whole) - 2, len(whole) - 1):
        path.write_bytes(whole[:cut])
        Mirror(path).catch_up(log)
        assert whole == path.read_bytes()


def test_an_unfinished_line_after_the_whole_log_is_cut(path: Path) -> None:
    log = Log(*map(entry, range(3)))
    path.write_bytes(lines(*log.entries) + b'{"at":"2026' + b" " * 100_000)
    assert 0 == Mirror(path).catch_up(log)
    assert lines(*log.entries) == path.read_bytes()


def test_a_file_another_process_holds_is_waited_for(path: Path) -> None:
    log = Log(*map(entry, range(3)))
    with path.open("wb") as held, ThreadPoolExecutor(1) as pool:
        fcntl.flock(held, fcntl.LOCK_EX)
        waiting = pool.submit(Mirror(path).catch_up, log)
        assert set() == wait([waiting], timeout=0.3).done
        held.write(lines(*log.entries[:2]))
        held.flush()
        assert [] == log.asked
        fcntl.flock(held, fcntl.LOCK_UN)
        assert 1 == waiting.result(timeout=30)
    assert lines(*log.entries) == path.read_bytes()


@pytest.mark.parametrize("size", [600, 1000, 2000, 4000])
def test_lines_longer_than_any_block_are_followed_and_cut(path: Path, size: int) -> None:
    log = Log(entry(0), entry(1, fields=size), entry(2, fields=size))
    if size >= 1000:
        assert len(log.entries[1].content) > 1 << 16
    whole = lines(*log.entries)
    assert 3 == Mirror(path).catch_up(log)
    log.entries.append(entry(3))
    assert 1 == Mirror(path).catch_up(log)
    assert lines(*log.entries) == path.read_bytes()
    path.write_bytes(whole[:-1])
    assert 2 == Mirror(path).catch_up(log)
    assert lines(*log.entries) == path.read_bytes()
    path.write_bytes(whole[: len(log.entries[0].content)])
    assert 4 == Mirror(path).catch_up(log)
    assert () == Mirror(path).problems(log.entries)


def test_a_file_ahead_of_the_log_is_left_alone_and_reported(path: Path) -> None:
    full = [entry(seq) for seq in range(4)]
    path.write_bytes(lines(*full))
    log = Log(*full[:2])
    assert 0 == Mirror(path).catch_up(log)
    assert lines(*full) == path.read_bytes()
    (problem,) = Mirror(path).problems(log.entries)
    assert "has 4 entries and the log only 2: the log was cut" in problem


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_line_that_differs_is_left_alone_and_reported_by_number(path: Path, at: int) -> None:
    entries = [entry(seq) for seq in range(3)]
    other = [*entries[:at], entry(at, salt=500), *entries[at + 1 :]]
    path.write_bytes(lines(*other))
    Mirror(path).catch_up(Log(*entries))
    assert lines(*other) == path.read_bytes()
    expected = (f"entry {at} differs between the log and its text copy",)
    assert expected == Mirror(path).problems(entries)


@pytest.mark.parametrize("line", [b"", b"{}", b"\xff\xfe", b"nothing", b"[1]"])
def test_a_last_line_that_is_no_entry_is_left_alone_and_reported(path: Path, line: bytes) -> None:
    entries = [entry(seq) for seq in range(3)]
    content = lines(entries[0]) + line + b"\n"
    path.write_bytes(content)
    assert 0 == Mirror(path).catch_up(Log(*entries))
    assert content == path.read_bytes()
    expected = (
        "entry 1 differs between the log and its text copy",
        "the text copy of the log lacks entry 2 and later ones",
    )
    assert expected == Mirror(path).problems(entries)


def test_a_file_that_lags_or_is_missing_is_reported(path: Path) -> None:
    entries = [entry(seq) for seq in range(3)]
    expected = ("the text copy of the log lacks entry 0 and later ones",)
    assert expected == Mirror(path).problems(entries)
    path.write_bytes(lines(*entries[:2]) + entries[2].content)
    expected = ("the text copy of the log lacks entry 2 and later ones",)
    assert expected == Mirror(path).problems(entries)


FOLLOW = """
import sys
from pathlib import Path
from probandum.store.backends.sqlite import open_sqlite
from probandum.store.mirror import Mirror
from tests.building import Counting, plain_draft
store = open_sqlite(Path(sys.argv[1]), office="hq")
mirror = Mirror(Path(sys.argv[2]))
for number in range(30):
    with store.write(Counting(int(sys.argv[3]) + number * 100)) as transaction:
        transaction.append(plain_draft(("a", str(number))))
    mirror.catch_up(lambda start: store.entries("hq", start=start))
store.close()
"""


def test_processes_that_write_and_follow_at_once_leave_one_copy_in_order(
    tmp_path: Path, path: Path
) -> None:
    case = tmp_path / "case.db"
    with closing(create_sqlite(case, office="hq")) as store, store.write(Counting()) as writing:
        writing.append(plain_draft())
    environment = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    commands = [
        [sys.executable, "-c", FOLLOW, str(case), str(path), str(n)] for n in (10_000, 50_000)
    ]
    processes = [subprocess.Popen(command, env=environment) for command in commands]
    assert [0, 0] == [process.wait(timeout=60) for process in processes]
    with closing(open_sqlite(case, office="hq")) as store:
        entries = list(store.entries("hq"))
    assert 61 == len(entries)
    assert lines(*entries) == path.read_bytes()
    assert () == Mirror(path).problems(entries)


def test_two_processes_that_heal_the_same_file_write_it_once(tmp_path: Path, path: Path) -> None:
    entries = [entry(seq, fields=50) for seq in range(200)]
    source = tmp_path / "all"
    source.write_bytes(lines(*entries))
    environment = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    path.write_bytes(lines(*entries[:3]) + b'{"at":')
    processes = [
        subprocess.Popen([sys.executable, "-c", HEAL, source, path], env=environment)
        for _ in range(4)
    ]
    assert [0, 0, 0, 0] == [process.wait(timeout=60) for process in processes]
    assert lines(*entries) == path.read_bytes()


HEAL = """
import sys
from pathlib import Path
from probandum.model.log import LogEntry, read_entry
from probandum.model.merkle import leaf_hash
from probandum.store.mirror import Mirror
lines = Path(sys.argv[1]).read_bytes().splitlines()
entries = [
    LogEntry(office="hq", seq=read_entry(line)[0].seq, content=line, leaf=leaf_hash(line))
    for line in lines
]
Mirror(Path(sys.argv[2])).catch_up(lambda start: iter(entries[start:]))
"""
