"""How much a reader may use: generous floors, and more for larger files."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What reading one file may use.

    Attributes:
        memory_bytes: Address space beyond what the bare process has, in bytes.
        cpu_seconds: Processor time, in seconds.
        wall_seconds: Time from request to answer, in seconds.
        output_bytes: Size of the encoded reading, in bytes.
    """

    memory_bytes: int
    cpu_seconds: int
    wall_seconds: int
    output_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From the size of a file to its allowance: a floor, and so much for every byte.

    Attributes:
        memory_floor: Bytes of memory for any file.
        memory_per_byte: Bytes of memory for each byte of the file.
        cpu_floor: Seconds of processor time for any file.
        cpu_per_mebibyte: Seconds of processor time for each mebibyte of the file.
        wall_floor: Seconds added to three times the processor time, for slow disks and
            busy machines.
        output_floor: Bytes of encoded reading for any file.
        output_per_byte: Bytes of encoded reading for each byte of the file.
    """

    memory_floor: int = 1024 * MEBIBYTE
    memory_per_byte: int = 64
    cpu_floor: int = 60
    cpu_per_mebibyte: int = 10
    wall_floor: int = 60
    output_floor: int = 64 * MEBIBYTE
    output_per_byte: int = 128

    def allowance(self, size: int) -> Allowance:
        """Return what a file may use.

        Args:
            size: Size of the file, in bytes.

        Example:
            >>> Limits().allowance(0).cpu_seconds, Limits().allowance(30 * MEBIBYTE).cpu_seconds
            (60, 360)
        """
        cpu_seconds = self.cpu_floor + self.cpu_per_mebibyte * size // MEBIBYTE
        return Allowance(
            memory_bytes=self.memory_floor + self.memory_per_byte * size,
            cpu_seconds=cpu_seconds,
            wall_seconds=self.wall_floor + 3 * cpu_seconds,
            output_bytes=self.output_floor + self.output_per_byte * size,
        )
