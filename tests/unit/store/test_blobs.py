"""Blobs are kept once, read-only, whole or not at all, and never under another digest."""

from __future__ import annotations

import fcntl
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from probandum.errors import IntegrityError, InvalidValueError, NotFoundError
from probandum.store.blobs import Blobs, FolderBlobs, MemoryBlobs, write_durably

ROOT = Path(__file__).resolve().parents[3]
CONTENTS = [b"", b"\0", b"witness", "요덕".encode(), bytes(range(256)) * 9000]


@pytest.fixture(params=["folder", "memory"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    return FolderBlobs(tmp_path) if request.param == "folder" else MemoryBlobs()


@pytest.fixture
def folder(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path)


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def place(root: Path, name: str) -> Path:
    return root / name[:2] / name


@pytest.mark.parametrize("content", CONTENTS, ids=len)
def test_bytes_come_back_by_their_digest(blobs: Blobs, content: bytes) -> None:
    assert digest(content) == blobs.put(content)
    assert content == blobs.get(digest(content))
    assert blobs.has(digest(content))
    assert digest(content) == blobs.digest_now(digest(content))


def test_the_same_bytes_are_kept_once_and_digests_are_sorted(blobs: Blobs) -> None:
    for content in (*CONTENTS, *CONTENTS):
        blobs.put(content)
    assert sorted(map(digest, CONTENTS)) == list(blobs.digests())
    assert 0 == blobs.sweep()
    assert sorted(map(digest, CONTENTS)) == list(blobs.digests())


def test_what_is_not_kept_is_not_found(blobs: Blobs) -> None:
    nothing = digest(b"nothing")
    assert [] == list(blobs.digests())
    assert not blobs.has(nothing)
    assert blobs.digest_now(nothing) is None
    with pytest.raises(NotFoundError, match=f"nothing is kept under {nothing}; run verify"):
        blobs.get(nothing)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "/.."])
def test_a_name_that_is_no_digest_never_becomes_a_path(folder: FolderBlobs, name: str) -> None:
    for ask in (folder.get, folder.has, folder.digest_now):
        with pytest.raises(InvalidValueError, match="64 lower-case hexadecimal digits"):
            ask(name)


def test_a_changed_file_is_never_given_out(folder: FolderBlobs, tmp_path: Path) -> None:
    name = folder.put(b"witness")
    path = place(tmp_path, name)
    path.chmod(0o600)
    for changed in (b"Witness", b"witness ", b""):
        path.write_bytes(changed)
        with pytest.raises(IntegrityError, match=f"what is kept under {name} was changed"):
            folder.get(name)
        assert digest(changed) == folder.digest_now(name)
        assert folder.has(name)


def test_a_blob_is_read_only_and_stands_where_its_digest_says(
    folder: FolderBlobs, tmp_path: Path
) -> None:
    name = folder.put(b"witness")
    assert 0o400 == stat.S_IMODE(place(tmp_path, name).stat().st_mode)
    assert [place(tmp_path, name)] == [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_unfinished_write_is_swept_and_never_listed(folder: FolderBlobs, tmp_path: Path) -> None:
    kept = folder.put(b"witness")
    unfinished = place(tmp_path, kept).with_name(f"{digest(b'other')}.123-45.part")
    unfinished.write_bytes(b"oth")
    assert [kept] == list(folder.digests())
    assert 1 == folder.sweep()
    assert not unfinished.exists()
    assert b"witness" == folder.get(kept)
    assert 0 == folder.sweep()


@pytest.mark.parametrize("name", ["notes.part", "a.123.part", "a.1-2.part.txt"])
def test_a_file_that_is_no_unfinished_write_is_never_removed(
    folder: FolderBlobs, tmp_path: Path, name: str
) -> None:
    strange = place(tmp_path, folder.put(b"witness")).with_name(name)
    strange.write_bytes(b"somebody's")
    assert 0 == folder.sweep()
    assert b"somebody's" == strange.read_bytes()
    assert [digest(b"witness")] == list(folder.digests())


def test_a_write_somebody_is_at_is_not_swept(folder: FolderBlobs, tmp_path: Path) -> None:
    kept = folder.put(b"witness")
    unfinished = place(tmp_path, kept).with_name(f"{digest(b'other')}.123-45.part")
    with unfinished.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert 0 == folder.sweep()
        assert unfinished.exists()
    assert 1 == folder.sweep()


def test_a_folder_that_cannot_be_written_leaves_no_blob(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="missing"):
        FolderBlobs(tmp_path / "missing").put(b"witness")
    assert [] == list(tmp_path.iterdir())


def test_a_durable_write_replaces_the_whole_file_or_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    write_durably(target, b"long content" * 1000, mode=0o600)
    write_durably(target, b"short", mode=0o644)
    assert b"short" == target.read_bytes()
    assert 0o644 == stat.S_IMODE(target.stat().st_mode)
    assert [target] == list(tmp_path.iterdir())


def test_threads_that_keep_the_same_bytes_at_once_do_not_spoil_them(
    folder: FolderBlobs, tmp_path: Path
) -> None:
    content = os.urandom(3_000_000)
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(folder.put, [content] * 8))
    assert {digest(content)} == set(names)
    assert content == folder.get(digest(content))
    assert [digest(content)] == [path.name for path in tmp_path.rglob("*") if path.is_file()]


PUT = """
import sys
from pathlib import Path
from probandum.store.blobs import FolderBlobs
blobs = FolderBlobs(Path(sys.argv[1]))
for number in range(40):
    blobs.put(b"%d" % number * 2000)
    blobs.sweep()
"""


def test_processes_that_keep_and_sweep_at_once_lose_nothing(
    folder: FolderBlobs, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", PUT, str(tmp_path)]
    environment = {"PYTHONPATH": str(ROOT / "src")}
    processes = [subprocess.Popen(command, env=environment) for _ in range(3)]
    assert [0, 0, 0] == [process.wait(timeout=60) for process in processes]
    expected = sorted(digest(b"%d" % number * 2000) for number in range(40))
    assert expected == list(folder.digests())
    for name in expected:
        folder.get(name)
    assert 0 == folder.sweep()
