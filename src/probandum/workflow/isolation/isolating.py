"""Reading files one by one behind walls: what the steps of the program use."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from probandum.errors import MissingDependencyError, UnknownDropInError
from probandum.registry import READERS
from probandum.sources.reader import Reading
from probandum.workflow.isolation.asking import Answer, ask
from probandum.workflow.isolation.judging import reading_of
from probandum.workflow.isolation.limits import Limits
from probandum.workflow.isolation.protection import Layer, Protection
from probandum.workflow.isolation.protocol import Outcome
from probandum.workflow.isolation.starting import Worker, start, stop

ALL_LAYERS = frozenset(Layer)


class Isolation:
    """A warm worker that reads each file in a child process of its own.

    Use it as a context manager, from one thread; several threads use several. The worker
    ends with the thread that started it. After any end but a reading or a plain refusal a
    new worker takes its place, so that one hostile file never touches the next.

    Example:
        >>> with Isolation() as isolation:
        ...     isolation.read("txt", b"one line").text
        'one line'
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        registers: tuple[str, ...] = (READERS.package,),
        layers: frozenset[Layer] = ALL_LAYERS,
    ) -> None:
        """Prepare; nothing is started yet.

        Args:
            limits: What readers may use; the usual limits when None.
            registers: Packages whose modules are readers.
            layers: Walls that may be used; limits always stand.
        """
        self._limits = limits if limits is not None else Limits()
        self._registers = registers
        self._layers = layers
        self._worker: Worker | None = None

    def __enter__(self) -> Self:
        """Start the worker.

        Raises:
            IsolationError: It does not start.
        """
        self._running()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the worker and what it started."""
        self._drop()

    @property
    def protection(self) -> Protection:
        """The walls that stand around readers, as tried out from inside."""
        return self._running().hello.protection

    def read(self, reader: str, content: bytes) -> Reading:
        """Read one file.

        Args:
            reader: Name of the reader.
            content: The bytes.

        Raises:
            UnreadableSourceError: The reader refused, failed or crashed, or a limit
                stopped it; messages hold no content.
            UnknownDropInError: There is no reader of that name.
            MissingDependencyError: The reader lacks a library.
            IsolationError: A new worker was needed and does not start.
        """
        worker = self._running()
        self._check(reader, worker=worker)
        allowance = self._limits.allowance(len(content))
        answer: Answer | None = None
        try:
            answer = ask(worker, reader=reader, content=content, allowance=allowance)
        finally:
            if answer is None or not _is_orderly(answer):
                self._drop()
        return reading_of(answer, reader=reader, allowance=allowance)

    def _running(self) -> Worker:
        """Return the worker, a new one when there is none or it ended between two files."""
        worker = self._worker
        if worker is not None and worker.process.poll() is not None:
            self._drop()
        if self._worker is None:
            self._worker = start(registers=self._registers, layers=self._layers)
        return self._worker

    def _check(self, reader: str, *, worker: Worker) -> None:
        """Refuse a reader the worker does not have."""
        lacking = dict(worker.hello.lacking)
        if reader in lacking:
            raise MissingDependencyError(lacking[reader])
        if reader not in worker.hello.readers:
            known = ", ".join(worker.hello.readers) or "none"
            raise UnknownDropInError(f"no reader {reader!r}; there are {known}")

    def _drop(self) -> None:
        """End the worker, if there is one."""
        if self._worker is not None:
            stop(self._worker)
            self._worker = None


def _is_orderly(answer: Answer) -> bool:
    """Whether a child ended as one does that nothing took over."""
    orderly = (Outcome.READ, Outcome.REFUSED, Outcome.LACKING)
    return answer.ending.signal == 0 and answer.ending.exit_code in orderly
