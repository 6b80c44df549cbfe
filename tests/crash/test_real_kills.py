"""Kills at random moments, of one process and of two that write to one case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash.driving import AT_ONCE, answers_of, problems_in

# Together with every system call in the soak run, 10,000 kills.
SOAK_KILLS = 7_500
AMOUNTS = [30, pytest.param(SOAK_KILLS, marks=pytest.mark.soak)]
PAIR_AMOUNTS = [12, pytest.param(500, marks=pytest.mark.soak)]


def kills_in(how: str, folder: Path, *, amount: int) -> tuple[int, list[float], list[str]]:
    """Kill as often as asked, by two processes; return how often, when, and the problems."""
    rows = [
        (how, str(folder / str(share)), f"velmora {share}", str(-(-amount // AT_ONCE)))
        for share in range(AT_ONCE)
    ]
    results = [result for answers in answers_of("killing.py", rows) for result in answers]
    moments = [result["moment"] for result in results if result["kills"]]
    return sum(result["kills"] for result in results), moments, problems_in(results)


@pytest.mark.parametrize("amount", AMOUNTS)
def test_kills_at_random_moments_lose_nothing(
    amount: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    kills, moments, problems = kills_in("one", tmp_path, amount=amount)
    record_property("kills", kills)
    record_property("last moment in seconds", max(moments))
    assert kills >= amount
    assert problems == []


@pytest.mark.parametrize("amount", PAIR_AMOUNTS)
def test_two_processes_that_are_killed_while_both_add_lose_nothing(
    amount: int, tmp_path: Path
) -> None:
    kills, _, problems = kills_in("two", tmp_path, amount=amount)
    assert kills >= amount
    assert problems == []
