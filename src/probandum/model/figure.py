"""Published numbers as objects: low, high, what they count, as of when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from probandum.errors import InvalidValueError
from probandum.model.canonical import LARGEST_INTEGER
from probandum.model.when import PartialDate


class Wording(StrEnum):
    """How exactly the speaker put the number."""

    EXACT = "exact"
    APPROXIMATE = "approximate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published number.

    Attributes:
        low: Lower end, or None when open ("up to 500").
        best: The one number given, or None when only ends are.
        high: Upper end, or None when open ("at least 500").
        unit: What is counted, such as ``"people"``; ``"percent"`` for a share.
        measure: In which sense: held at one time, died, fled, share of.
        population: Whom the number counts, as said.
        share_of: Of which whole, for a share, as said.
        place: As said.
        as_of: As said.
        wording: Exact or approximate.
    """

    low: int | float | None = None
    best: int | float | None = None
    high: int | float | None = None
    unit: str
    measure: str | None = None
    population: str | None = None
    share_of: str | None = None
    place: str | None = None
    as_of: PartialDate | None = None
    wording: Wording = Wording.EXACT

    def __post_init__(self) -> None:
        """Refuse a figure without a number, below zero, or with ends out of order.

        A whole number is kept as one, so that 5 and 5.0 are written alike.
        """
        given = [number for number in (self.low, self.best, self.high) if number is not None]
        if not given:
            raise InvalidValueError("a figure needs a low, best or high number")
        if not all(isfinite(number) and number <= LARGEST_INTEGER for number in given):
            raise InvalidValueError("a figure's number is not finite or beyond 2**53 - 1")
        if given != sorted(given) or given[0] < 0:
            raise InvalidValueError("a figure's low, best and high are out of order or below zero")
        for name in ("low", "best", "high"):
            number = getattr(self, name)
            if isinstance(number, float) and number.is_integer():
                object.__setattr__(self, name, int(number))
