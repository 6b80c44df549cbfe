"""Bytes kept by their digest: written once, read-only, never half there."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from threading import get_ident
from typing import BinaryIO, Protocol

from probandum.errors import IntegrityError, NotFoundError
from probandum.model.canonical import sha256_hex
from probandum.model.identity import check_sha256

_CHUNK = 1 << 20
_UNFINISHED = re.compile(r"\.\d+-\d+\.part$")


class Blobs(Protocol):
    """A place that keeps bytes by their SHA-256 digest."""

    def put(self, content: bytes) -> str:
        """Keep bytes durably and return their digest; the same bytes are kept once."""
        ...

    def get(self, digest: str) -> bytes:
        """Return bytes, checked against their digest.

        Raises:
            NotFoundError: Nothing is kept under the digest.
            IntegrityError: What is kept is not what the digest says.
        """
        ...

    def digest_now(self, digest: str) -> str | None:
        """Return the digest of what is kept under ``digest`` now, or None if nothing is."""
        ...

    def has(self, digest: str) -> bool:
        """Whether something is kept under the digest."""
        ...

    def digests(self) -> Iterator[str]:
        """Return every digest something is kept under, sorted."""
        ...

    def sweep(self) -> int:
        """Remove unfinished writes and return how many there were. Never removes a blob."""
        ...


class FolderBlobs:
    """Blobs in a folder: ``ab/abcd…``, each file read-only.

    Assumes:
        Renaming within one folder is atomic, as POSIX promises.
    """

    def __init__(self, root: Path) -> None:
        """Use a folder, which must exist."""
        self._root = root

    def put(self, content: bytes) -> str:
        """Keep bytes durably and return their digest."""
        digest = sha256_hex(content)
        target = self._path(digest)
        target.parent.mkdir(exist_ok=True)
        # What is there already may not be durable yet: its writer is at it, or was killed.
        sync_folder(self._root)
        if target.exists():
            sync_folder(target.parent)
        else:
            write_durably(target, content, mode=0o400)
        return digest

    def get(self, digest: str) -> bytes:
        """Return bytes, checked against their digest."""
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError as error:
            raise NotFoundError(f"nothing is kept under {digest}; run verify") from error
        if sha256_hex(content) != digest:
            raise IntegrityError(f"what is kept under {digest} was changed; run verify --full")
        return content

    def digest_now(self, digest: str) -> str | None:
        """Return the digest of what is kept now, reading it in parts."""
        try:
            with self._path(digest).open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return None

    def has(self, digest: str) -> bool:
        """Whether something is kept under the digest."""
        return self._path(digest).exists()

    def digests(self) -> Iterator[str]:
        """Return every digest something is kept under, sorted."""
        for path in sorted(self._root.glob("[0-9a-f][0-9a-f]/*")):
            if "." not in path.name:
                yield path.name

    def sweep(self) -> int:
        """Remove unfinished writes, not those another process is at."""
        return sum(sweep_folder(path) for path in self._root.glob("[0-9a-f][0-9a-f]"))

    def _path(self, digest: str) -> Path:
        """Return where a digest's bytes are kept."""
        return self._root / check_sha256(digest)[:2] / digest


class MemoryBlobs:
    """Blobs in memory, for tests and for cases that leave nothing behind."""

    def __init__(self) -> None:
        """Begin empty."""
        self._kept: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        """Keep bytes and return their digest."""
        digest = sha256_hex(content)
        self._kept[digest] = content
        return digest

    def get(self, digest: str) -> bytes:
        """Return bytes."""
        if digest not in self._kept:
            raise NotFoundError(f"nothing is kept under {digest}; run verify")
        return self._kept[digest]

    def digest_now(self, digest: str) -> str | None:
        """Return the digest of what is kept now."""
        return sha256_hex(self._kept[digest]) if digest in self._kept else None

    def has(self, digest: str) -> bool:
        """Whether something is kept under the digest."""
        return digest in self._kept

    def digests(self) -> Iterator[str]:
        """Return every digest, sorted."""
        yield from sorted(self._kept)

    def sweep(self) -> int:
        """Return 0: nothing is ever half written."""
        return 0


def write_durably(target: Path, content: bytes, *, mode: int) -> None:
    """Write a file so that after a crash it is there whole or not at all.

    Args:
        target: Where it shall stand.
        content: Its bytes.
        mode: Permission bits.

    Source:
        Write to a temporary name, fsync the file, rename it, fsync the folder.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}-{get_ident()}.part")
    descriptor = _open_locked(part)
    try:
        with open(descriptor, "wb", closefd=False) as file:
            _write_all(file, content)
        os.fchmod(descriptor, mode)
        os.fsync(descriptor)
        Path(part).replace(target)
    finally:
        os.close(descriptor)
    sync_folder(target.parent)


def _open_locked(part: Path) -> int:
    """Open an unfinished file under a lock that keeps sweepers away."""
    while True:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)  # swept between opening and locking


def is_unfinished(name: str) -> bool:
    """Whether a file of that name is a durable write under way, or one that was killed.

    Example:
        >>> is_unfinished("case.toml.812-140.part"), is_unfinished("notes.part")
        (True, False)
    """
    return _UNFINISHED.search(name) is not None


def sweep_folder(folder: Path) -> int:
    """Remove what killed writes left in a folder, not what another process is at."""
    unfinished = [path for path in folder.iterdir() if is_unfinished(path.name)]
    return sum(_remove_abandoned(path) for path in unfinished)


def _remove_abandoned(part: Path) -> int:
    """Remove an unfinished file that nobody writes; return how many were removed."""
    try:
        with part.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
    except (FileNotFoundError, BlockingIOError):
        return 0
    return 1


def make_folder(folder: Path) -> None:
    """Make a folder for its owner's eyes only, and those above it; their names are durable."""
    if not folder.parent.exists():
        make_folder(folder.parent)
    folder.mkdir(exist_ok=True, mode=0o700)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make a folder's list of names durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(file: BinaryIO, content: bytes) -> None:
    """Write bytes in parts."""
    view = memoryview(content)
    for start in range(0, len(view), _CHUNK):
        file.write(view[start : start + _CHUNK])
