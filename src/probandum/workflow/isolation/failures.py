"""How reading in isolation can fail, one error for each fact, and the gap each one leaves."""

from __future__ import annotations

from probandum.errors import ProbandumError, UnreadableSourceError
from probandum.model.run import GapKind
from probandum.sources.refusals import EmptySourceError, NoReaderError


class IsolationError(ProbandumError):
    """The process that reads in isolation cannot be started."""


class LimitExceededError(UnreadableSourceError):
    """Reading the source needs more than it is allowed."""


class MemoryLimitError(LimitExceededError):
    """Reading needs more memory than it is allowed."""


class ProcessorLimitError(LimitExceededError):
    """Reading needs more processor time than it is allowed."""


class TimeLimitError(LimitExceededError):
    """Reading takes longer than it is allowed."""


class OutputLimitError(LimitExceededError):
    """The reading is larger than it is allowed to be."""


class ReaderFailedError(UnreadableSourceError):
    """The reader met something it does not know how to refuse."""


class ReaderCrashedError(UnreadableSourceError):
    """The reader's process was ended by a signal."""


class WorkerDiedError(UnreadableSourceError):
    """The process that starts readers ended while a source was read."""


def gap_kind_of(error: UnreadableSourceError) -> GapKind:
    """Return the sort of gap a source leaves that could not be read.

    Example:
        >>> gap_kind_of(MemoryLimitError()).value
        'limit exceeded'
        >>> gap_kind_of(ReaderFailedError()).value
        'unreadable'
    """
    kinds = (
        (LimitExceededError, GapKind.LIMIT_EXCEEDED),
        (EmptySourceError, GapKind.EMPTY),
        (NoReaderError, GapKind.NO_READER),
    )
    return next((kind for class_, kind in kinds if isinstance(error, class_)), GapKind.UNREADABLE)
