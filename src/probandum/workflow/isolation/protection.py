"""Which walls stand around a reader, in words a person can weigh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Layer(StrEnum):
    """One wall, the strongest first."""

    BUBBLEWRAP = "bubblewrap: a container of its own, with Python's files only, read-only"
    LANDLOCK = "Landlock: no file but Python's can be opened, none written"
    NAMESPACES = "namespaces: a network of its own, joined to nothing"
    SECCOMP = "seccomp: the kernel refuses sockets, other programs and writing"
    LIMITS = "limits on memory, processor time, time, size of files and of output"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """The walls that stand, as tried out from inside before the first file is read.

    Attributes:
        layers: Walls, the strongest first.
        is_network_closed: Whether no connection can be made.
        are_files_closed: Whether files other than Python's cannot be read.
        is_writing_closed: Whether no file can be made or changed.
    """

    layers: tuple[Layer, ...]
    is_network_closed: bool
    are_files_closed: bool
    is_writing_closed: bool

    @property
    def words(self) -> tuple[str, ...]:
        """One line per wall."""
        return tuple(layer.value for layer in self.layers)

    @property
    def warning(self) -> str | None:
        """What a hostile file could still do, or None when every way tried is closed."""
        ways = (
            ("reach the network", self.is_network_closed),
            ("read this user's files", self.are_files_closed),
            ("write files", self.is_writing_closed),
        )
        still_open = [way for way, is_closed in ways if not is_closed]
        if not still_open:
            return None
        return (
            f"a hostile file that takes over its reader could {', '.join(still_open)}; "
            "install bubblewrap, or use a Linux kernel with Landlock and seccomp"
        )
