"""What this process and its worker say to each other: one line of JSON each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from probandum.workflow.isolation.protection import Layer, Protection

LONGEST_LINE = 1024 * 1024
LONGEST_REFUSAL = 64 * 1024


class Outcome(IntEnum):
    """Exit codes of a child; any other is a reader that failed."""

    READ = 0
    FAILED = 80
    REFUSED = 81
    LACKING = 82
    MEMORY = 83


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a worker is started with.

    Attributes:
        control: Number of its end of the socket pair.
        registers: Packages whose modules are readers.
        layers: Walls it is to raise where the system has them.
        readable: Files and folders that stay readable.
        scratch: Path of a file that does not exist, in a folder where anyone may write:
            the worker tries to make it, to see that it cannot.
    """

    control: int
    registers: tuple[str, ...]
    layers: tuple[Layer, ...]
    readable: tuple[str, ...]
    scratch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """What a worker says when it is ready.

    Attributes:
        protection: The walls that stand.
        readers: Names of the readers it has.
        lacking: Sorted pairs of a reader that lacks a library and what to do.
    """

    protection: Protection
    readers: tuple[str, ...]
    lacking: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One file to read; its bytes and the pipe for the answer go along as descriptors.

    Attributes:
        reader: Name of the reader.
        memory_bytes: Address space beyond what the worker has, in bytes.
        cpu_seconds: Processor time, in seconds.
        wall_seconds: Time, in seconds, after which the child ends by itself.
    """

    reader: str
    memory_bytes: int
    cpu_seconds: int
    wall_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a child ended.

    Attributes:
        exit_code: Its exit code, 0 when a signal ended it.
        signal: The signal that ended it, or 0.
        cpu_milliseconds: Processor time it used.
    """

    exit_code: int
    signal: int
    cpu_milliseconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What a child says instead of a reading.

    Attributes:
        error: Name of the error's class.
        message: Its message; empty unless the reader refused on purpose.
    """

    error: str
    message: str
