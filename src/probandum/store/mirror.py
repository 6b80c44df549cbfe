"""The log as a text file beside the store, one entry a line, for any eye and any tool."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from probandum.errors import InvalidValueError
from probandum.model.log import LogEntry, read_entry
from probandum.store.blobs import sync_folder

_BLOCK = 1 << 16


class Mirror:
    """The text copy of one office's log.

    It is written after the commit, so it can be behind the log after a crash and is
    then healed; it can never rightly be ahead of it, or differ from it.
    """

    def __init__(self, path: Path) -> None:
        """Use a file, which need not exist yet."""
        self._path = path

    def catch_up(self, entries_from: Callable[[int], Iterator[LogEntry]]) -> int:
        """Append what the log has and the file lacks; return how many entries that was.

        Several processes may do so at once; a lock on the file puts them in a row. An
        unfinished last line is cut off first. A file whose last line is not the log's
        entry of that number is left as it is: that is for ``verify`` to report.

        Args:
            entries_from: Returns the log's entries from a number on.
        """
        with self._locked() as descriptor:
            end = _end_of_lines(descriptor)
            if os.fstat(descriptor).st_size != end:
                os.ftruncate(descriptor, end)
            known = 0
            if end:
                last = _last_line(descriptor, end)
                number = _number(last)
                same = None if number is None else next(entries_from(number), None)
                if same is None or same.content != last:
                    return 0
                known = same.seq + 1
            missing = list(entries_from(known))
            if missing:
                _write(descriptor, (entry.content + b"\n" for entry in missing), at=end)
            return len(missing)

    def problems(self, entries: Iterable[LogEntry]) -> tuple[str, ...]:
        """Return in words where the file contradicts the log."""
        found = []
        count = 0
        with self._lines() as lines:
            for entry in entries:
                line = next(lines, None)
                if line is None:
                    found.append(f"the text copy of the log lacks entry {entry.seq} and later ones")
                    return tuple(found)
                count += 1
                if line != entry.content:
                    found.append(f"entry {entry.seq} differs between the log and its text copy")
            beyond = sum(1 for _ in lines)
        if beyond:
            found.append(
                f"the text copy of the log has {count + beyond} entries and the log only {count}: "
                "the log was cut, or an older copy was put in its place"
            )
        return tuple(found)

    @contextmanager
    def _lines(self) -> Iterator[Iterator[bytes]]:
        """Read the complete lines, without their ends."""
        if not self._path.exists():
            yield iter(())
            return
        with self._path.open("rb") as file:
            yield (line[:-1] for line in file if line.endswith(b"\n"))

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """Open the file and hold its lock."""
        is_new = not self._path.exists()
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if is_new:
                sync_folder(self._path.parent)
            yield descriptor
        finally:
            os.close(descriptor)


def _write(descriptor: int, lines: Iterable[bytes], *, at: int) -> None:
    """Write lines from a place on, and make them durable."""
    for line in lines:
        left = line
        while left:
            done = os.pwrite(descriptor, left, at)
            left, at = left[done:], at + done
    os.fsync(descriptor)


def _end_of_lines(descriptor: int) -> int:
    """Return where the last complete line ends."""
    end = os.fstat(descriptor).st_size
    while end:
        start = max(0, end - _BLOCK)
        found = os.pread(descriptor, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _last_line(descriptor: int, end: int) -> bytes:
    """Return the line that ends at ``end``, without its end."""
    block = _BLOCK
    while True:
        start = max(0, end - block)
        content = os.pread(descriptor, end - 1 - start, start)
        found = content.rfind(b"\n")
        if found >= 0 or start == 0:
            return content[found + 1 :]
        block *= 2


def _number(line: bytes) -> int | None:
    """Return the number of the entry on a line, or None when it is none."""
    try:
        return read_entry(line)[0].seq
    except InvalidValueError:
        return None
