"""From a child's end to a reading or to the error that says what happened."""

from __future__ import annotations

import signal
import unicodedata

from probandum.errors import (
    MissingDependencyError,
    ProbandumError,
    UndecodableError,
    UnreadableSourceError,
)
from probandum.model.codec import decode
from probandum.sources.reader import Reading
from probandum.sources.refusals import refusal_named
from probandum.workflow.isolation.asking import Answer
from probandum.workflow.isolation.carrying import reading_from
from probandum.workflow.isolation.failures import (
    MemoryLimitError,
    ProcessorLimitError,
    ReaderCrashedError,
    ReaderFailedError,
    TimeLimitError,
)
from probandum.workflow.isolation.limits import Allowance
from probandum.workflow.isolation.protocol import LONGEST_REFUSAL, Outcome, Refusal

LONGEST_MESSAGE = 500
_RAISE = "raise the limit or split the file"


def reading_of(answer: Answer, *, reader: str, allowance: Allowance) -> Reading:
    """Return the reading, or raise what the child's end means.

    Args:
        answer: What came back.
        reader: Name of the reader.
        allowance: What reading was allowed to use.

    Raises:
        UnreadableSourceError: The reader refused, failed, or was stopped by a limit.
        MissingDependencyError: The reader lacks a library.
    """
    ending = answer.ending
    if ending.signal:
        raise _ended_by_signal(answer, reader=reader, allowance=allowance)
    if ending.exit_code == Outcome.READ:
        try:
            return reading_from(answer.output)
        except UndecodableError as error:
            raise ReaderFailedError(
                f"reader {reader!r} put out something that is no reading; report it"
            ) from error
    raise _without_reading(answer, reader=reader, allowance=allowance)


def _without_reading(answer: Answer, *, reader: str, allowance: Allowance) -> ProbandumError:
    """Say why a child that ended by itself gave no reading."""
    if answer.ending.exit_code == Outcome.MEMORY:
        return _memory(allowance)
    refusal = _refusal(answer.output)
    message = visible(refusal.message)
    if answer.ending.exit_code == Outcome.REFUSED and message:
        return refusal_named(refusal.error)(message)
    if answer.ending.exit_code == Outcome.LACKING and message:
        return MissingDependencyError(message)
    if refusal.error == MemoryError.__name__:
        return _memory(allowance)
    name = refusal.error if refusal.error.isidentifier() else "an error without a name"
    return ReaderFailedError(
        f"reader {reader!r} failed with {name[:80]}; the file may be damaged, otherwise report it"
    )


def visible(message: str) -> str:
    """Return a message on one line, without control and direction characters, and not too long.

    A reader that a hostile file took over may say anything.

    Example:
        >>> visible("two" + chr(10) + "lines" + chr(0x202E))
        'two lines'
    """
    words = " ".join(message.split())
    shown = "".join(char for char in words if unicodedata.category(char)[0] != "C")
    return shown[:LONGEST_MESSAGE]


def _ended_by_signal(answer: Answer, *, reader: str, allowance: Allowance) -> UnreadableSourceError:
    """Say why a child was ended."""
    number = answer.ending.signal
    is_spent = answer.ending.cpu_milliseconds >= 1000 * allowance.cpu_seconds
    if number == signal.SIGXCPU or (number == signal.SIGKILL and is_spent):
        return ProcessorLimitError(
            f"reading used more than {allowance.cpu_seconds} seconds of processor time and was "
            f"stopped; {_RAISE}"
        )
    if number == signal.SIGALRM:
        return TimeLimitError(
            f"reading took longer than {allowance.wall_seconds} seconds and was stopped; {_RAISE}"
        )
    return ReaderCrashedError(
        f"reader {reader!r} was ended by {_signal_name(number)}; the file may be damaged or "
        "hostile, or the machine short of memory"
    )


def _memory(allowance: Allowance) -> MemoryLimitError:
    return MemoryLimitError(
        f"reading needs more than {allowance.memory_bytes} bytes of memory and was stopped; "
        f"{_RAISE}"
    )


def _refusal(output: bytearray) -> Refusal:
    """Read a refusal; one that is none says nothing."""
    try:
        return decode(bytes(output[:LONGEST_REFUSAL]), Refusal)
    except UndecodableError:
        return Refusal(error="", message="")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
