"""Hostile readers, and an isolation that has them under tight limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from probandum.workflow.isolation.isolating import ALL_LAYERS, Isolation
from probandum.workflow.isolation.limits import MEBIBYTE, Limits
from probandum.workflow.isolation.protection import Layer

TIGHT = Limits(
    memory_floor=256 * MEBIBYTE,
    cpu_floor=1,
    wall_floor=1,
    output_floor=MEBIBYTE,
)
Start = Callable[..., Isolation]

# It raises when it is imported: that is what it is for.
collect_ignore = ["hostile/broken_library.py"]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start isolations with hostile readers; all are ended after the test."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    started: list[Isolation] = []

    def begin(
        *, layers: frozenset[Layer] = ALL_LAYERS - {Layer.BUBBLEWRAP}, limits: Limits = TIGHT
    ) -> Isolation:
        isolation = Isolation(
            limits=limits,
            registers=("hostile.readers", "probandum.sources.formats"),
            layers=layers,
        )
        started.append(isolation.__enter__())
        return isolation

    yield begin
    for isolation in started:
        isolation.__exit__(None, None, None)
