"""Lists that overlap, and estimates of those on none of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from probandum.errors import InvalidValueError
from probandum.model.run import Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureHistories:
    """How many documented people are on which lists, as a table of patterns.

    Attributes:
        id: Id over the content.
        run: Run that counted them.
        lists: Names of the lists, in order.
        stratum: Sorted pairs that name the stratum, empty for all.
        patterns: Per row one 0 or 1 per list, never all 0; sorted, each once.
        counts: People per row, shape ``(rows,)``.
    """

    id: str = ""
    run: str = ""
    lists: tuple[str, ...]
    stratum: Pairs = ()
    patterns: tuple[tuple[int, ...], ...]
    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse a table that is not one."""
        if len(self.patterns) != len(self.counts):
            raise InvalidValueError("every pattern needs one count")
        if list(self.patterns) != sorted(set(self.patterns)):
            raise InvalidValueError("patterns must be sorted and each stand once")
        for pattern in self.patterns:
            if len(pattern) != len(self.lists) or not set(pattern) <= {0, 1} or not any(pattern):
                raise InvalidValueError("a pattern has one 0 or 1 per list, and not only 0")
        if any(count < 0 for count in self.counts):
            raise InvalidValueError("a count cannot be below zero")

    @property
    def observed(self) -> int:
        """People on at least one list."""
        return sum(self.counts)


class EstimateStatus(StrEnum):
    """Whether the estimate may be used."""

    OK = "ok"
    REFUSED = "refused"
    NOT_CONVERGED = "not converged"


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationEstimate:
    """How many people there were, documented or not, under a stated assumption.

    Attributes:
        id: Id over the content.
        run: Run that estimated it.
        histories: Id of the capture histories.
        method: Name of the estimator.
        assumption: What must hold, in words a judge can read.
        total: People, or None when refused.
        low: Lower end of the interval.
        high: Upper end of the interval.
        level: Coverage the interval aims at, between 0 and 1.
        status: Whether it may be used.
        warnings: What the method noticed.
    """

    id: str = ""
    run: str = ""
    histories: str
    method: str
    assumption: str
    total: float | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    status: EstimateStatus
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a refused estimate with a number and ends out of order."""
        numbers = (self.low, self.total, self.high)
        if self.status is EstimateStatus.REFUSED and any(n is not None for n in numbers):
            raise InvalidValueError("a refused estimate has no number")
        given = [number for number in numbers if number is not None]
        if not all(isfinite(number) for number in given):
            raise InvalidValueError(
                "an estimate's number is not finite; leave out what has no limit"
            )
        if given != sorted(given):
            raise InvalidValueError("an estimate's low, total and high are out of order")
        if self.level is not None and not 0 < self.level < 1:
            raise InvalidValueError("a level lies between 0 and 1")
