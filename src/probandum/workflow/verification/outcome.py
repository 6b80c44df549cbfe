"""What a verification found, and the exact words on what it does not cover."""

from __future__ import annotations

from dataclasses import dataclass, field

NOT_COVERED = (
    "whether anything recorded is true",
    "who typed a name: names are not authenticated before personal keys are registered",
    "when things happened: the moments are this machine's clock until they are stamped outside",
    "an older copy of the whole case put back in its place, unless you give a root noted elsewhere",
    "free space, indexes' order and other bytes of the database file that hold no row",
    "the job table, thumbnails and other derived files, which nothing relies on",
    "whether an original that was never added was left out",
)
FAST_ONLY = (
    "originals, texts, rows, outputs of runs and projections (give --full to check them)",
    "entries before the newest ones, except their hashes",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The state of one office's log.

    Attributes:
        office: The office.
        size: Entries.
        root: RFC 6962 root over them, in hexadecimal.
    """

    office: str
    size: int
    root: str


@dataclass(slots=True)
class Tally:
    """Problems, notes and counts while they are gathered.

    Attributes:
        problems: What is broken.
        notes: What a reader should know and is not broken.
        counts: How many of what were checked.
        heads: State of each log.
    """

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)

    def count(self, name: str, number: int = 1) -> None:
        """Count something that was checked."""
        self.counts[name] = self.counts.get(name, 0) + number


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a verification found.

    Attributes:
        heads: State of each log.
        problems: What is broken; nothing may be built on the case while there is one.
        notes: What a reader should know and is not broken.
        counts: Sorted pairs of what was checked and how many.
        not_covered: What was not checked.
    """

    heads: tuple[Head, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    not_covered: tuple[str, ...]

    @property
    def is_intact(self) -> bool:
        """Whether nothing that was checked is broken."""
        return not self.problems


def outcome_of(tally: Tally, *, not_covered: tuple[str, ...]) -> Verification:
    """Freeze what was gathered."""
    return Verification(
        heads=tuple(tally.heads),
        problems=tuple(dict.fromkeys(tally.problems)),
        notes=tuple(dict.fromkeys(tally.notes)),
        counts=tuple(sorted(tally.counts.items())),
        not_covered=not_covered,
    )
