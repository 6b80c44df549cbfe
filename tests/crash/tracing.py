"""Reading what strace wrote: calls in order, which of them change a case, and what was synced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    *("write", "writev", "pwrite64", "pwritev", "fallocate", "copy_file_range", "sendfile"),
    *("fsync", "fdatasync", "ftruncate", "truncate"),
    *("open", "openat", "creat", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    *("chmod", "fchmod", "fchmodat"),
)
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)$")
_RESULT = re.compile(r"\) += (-?\d+|\?)[^\"]*$")
_FIRST = re.compile(r"^(\d+)<([^>]*)>")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_UNIQUE = re.compile(r"\.\d+-\d+\.part$")
_WRITES = {"write", "writev", "pwrite64", "pwritev", "fallocate", "ftruncate", "fchmod"}
_SYNCS = {"fsync", "fdatasync"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One system call.

    Attributes:
        name: Its name.
        number: Which call of that name it was, from 1; what strace's ``when`` counts.
        descriptor: File descriptor it was made on, or None.
        paths: Absolute paths it names, the descriptor's first.
        creates: Whether it opens a file that may be made by it.
        succeeded: Whether it returned without an error.
    """

    name: str
    number: int
    descriptor: int | None
    paths: tuple[str, ...]
    creates: bool
    succeeded: bool

    def place_in(self, folder: Path) -> str | None:
        """Return which file below a folder the call changes or syncs, or None.

        Not asked of is the shared memory of SQLite's write-ahead log, made anew after a crash.
        """
        if self.name in ("open", "openat") and not self.creates:
            return None
        for path in reversed(self.paths):
            if path.endswith("-shm"):
                return None
            if path == str(folder) or path.startswith(f"{folder}/"):
                return _UNIQUE.sub(".part", path.removeprefix(str(folder)).lstrip("/")) or "."
        return None


def calls_of(lines: Iterable[str]) -> Iterator[Call]:
    """Read the calls of one process from what ``strace -y -s 0`` wrote."""
    numbers: dict[str, int] = {}
    for line in lines:
        match = _LINE.match(line)
        if match is None:
            continue
        name, rest = match.groups()
        numbers[name] = numbers.get(name, 0) + 1
        first = _FIRST.match(rest)
        result = _RESULT.search(rest)
        paths = [first.group(2)] if first else []
        if name not in _WRITES:
            # A name beside a folder's descriptor, as in unlinkat, is one below that folder.
            above = Path(paths.pop()) if first and name.endswith("at") else Path("/")
            paths += [str(above / quoted) for quoted in _QUOTED.findall(rest)]
        yield Call(
            name=name,
            number=numbers[name],
            descriptor=int(first.group(1)) if first else None,
            paths=tuple(paths),
            creates="O_CREAT" in rest,
            succeeded=result is not None and not result.group(1).startswith(("-", "?")),
        )


def unsynced_at_answers(
    calls: Iterable[Call], *, folder: Path, there: Iterable[str], apart: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Find what an answer on standard output relied on and a power cut could have taken.

    A file's bytes are safe after ``fsync`` or ``fdatasync`` on it that follows the last
    write; a name is safe after ``fsync`` on its folder that follows its making. The
    shared memory of SQLite's write-ahead log is made anew after a crash and not asked of.

    Args:
        calls: Of one process, or of several that ran one after the other.
        folder: The case.
        there: Places in the case that were safe before the first call.
        apart: Folders no answer relies on.

    Returns:
        One sentence for each thing not synced at an answer.
    """
    cut = PowerCut(folder, there=there, apart=apart)
    found = []
    answers = 0
    for call in calls:
        if call.name == "write" and call.descriptor == 1:
            answers += 1
            found += [f"answer {answers}: {text}" for text in cut.could_take()]
        elif call.succeeded:
            cut.happened(call)
    return tuple(found)


class PowerCut:
    """What a power cut could take at this moment."""

    def __init__(self, folder: Path, *, there: Iterable[str], apart: tuple[str, ...] = ()) -> None:
        self._folder = folder
        self._apart = apart
        self._there = {*there, "."}
        self._contents: set[str] = set()
        self._names: set[str] = set()
        self._empty: set[str] = set()

    def could_take(self) -> tuple[str, ...]:
        """Return in words what is not synced."""
        contents = [f"the bytes of {place}" for place in sorted(self._contents)]
        # A write-ahead log without a frame holds nothing; SQLite makes it anew.
        names = sorted(n for n in self._names if not (n.endswith("-wal") and n in self._empty))
        return (*contents, *(f"the name {name}" for name in names))

    def happened(self, call: Call) -> None:
        """Note a call that succeeded."""
        places = [place for path in call.paths if (place := self._place(path)) is not None]
        if not places:
            return
        first, last = places[0], places[-1]
        if call.name in _SYNCS:
            self._contents.discard(first)
            self._names = {name for name in self._names if parent_of(name) != first}
        elif call.name in _WRITES:
            self._contents.add(first)
            self._empty.discard(first)
        elif call.name.startswith("rename"):
            self._renamed(first, last)
        elif call.name.startswith(("unlink", "rmdir")):
            for held in (self._contents, self._names, self._there):
                held.discard(last)
        elif (call.name.startswith("mkdir") or call.creates) and last not in self._there:
            self._there.add(last)
            self._names.add(last)
            self._empty.add(last)

    def _renamed(self, old: str, new: str) -> None:
        """Move what is not synced of a file with its name."""
        self._contents.discard(new)
        if old in self._contents:
            self._contents.remove(old)
            self._contents.add(new)
        self._names.discard(old)
        self._names.add(new)
        self._there.discard(old)
        self._there.add(new)

    def _place(self, path: str) -> str | None:
        """Return a path's place in the case, or None outside and for shared memory."""
        if path == str(self._folder):
            return "."
        inside = path.removeprefix(f"{self._folder}/")
        if inside == path or path.endswith("-shm") or inside.startswith(self._apart):
            return None
        return inside


def parent_of(place: str) -> str:
    """Return the folder of a place."""
    return place.rpartition("/")[0] or "."
