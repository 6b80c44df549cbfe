"""Where time and chance come from: the machine's, or fixed ones for repeatable work."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from probandum.model.identity import Chance, Clock


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC, to the second."""
        return datetime.now(UTC).replace(microsecond=0)


class SystemChance:
    """The operating system's random bytes."""

    def token(self, size: int) -> bytes:
        """Return ``size`` random bytes."""
        return secrets.token_bytes(size)


class FixedClock:
    """A clock that advances one second each time it is read."""

    def __init__(self, start: datetime) -> None:
        """Begin at a moment, aware."""
        self._next = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the next second."""
        moment = self._next
        self._next = moment + timedelta(seconds=1)
        return moment


class FixedChance:
    """A repeatable stream of bytes, for golden tests; never for a real case."""

    def __init__(self, seed: str) -> None:
        """Begin the stream a seed names."""
        self._seed = seed.encode()
        self._drawn = 0

    def token(self, size: int) -> bytes:
        """Return the next ``size`` bytes of the stream."""
        drawn = b""
        while len(drawn) < size:
            drawn += hmac.digest(self._seed, self._drawn.to_bytes(8, "big"), "sha256")
            self._drawn += 1
        return drawn[:size]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a workflow needs from outside.

    Attributes:
        clock: Where the time comes from.
        chance: Where random bytes come from.
    """

    clock: Clock
    chance: Chance


def system_surroundings() -> Surroundings:
    """Return the machine's own clock and chance."""
    return Surroundings(clock=SystemClock(), chance=SystemChance())
