"""One of several processes that kill work at random moments, and judge what is left."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.crash.driver import answers_kept
from tests.crash.forking import Ended, collect, run, run_killed_after, start, warm_up
from tests.crash.judging import State, leftovers, lost, state_of
from tests.crash.operations import BY, FILES, OPERATIONS, Place, copied

Commands = tuple[tuple[str, ...], ...]


def main(how: str, folder: str, seed: str, kills: str) -> None:
    """Kill as often as asked; write one line of JSON for each kill.

    Args:
        how: ``one`` process at work, or ``two``.
        folder: Where to work.
        seed: Of the moments.
        kills: How many.
    """
    root = Path(folder)
    for name in ("scratch", "scratch2"):
        (root / name).mkdir(parents=True)
    with answers_kept() as answers:
        template = Place(folder=root / "template")
        OPERATIONS["add"].prepare(template)
        chance = random.Random(seed)  # noqa: S311 - moments, no secrets
        kill = {"one": killed_one, "two": killed_two}[how]
        done = 0
        while done < int(kills):
            for result in kill(template, root=root, chance=chance):
                answers.write(json.dumps(result) + "\n")
                done += int(str(result["kills"]))
                if done >= int(kills):
                    break


def work(place: Place) -> Commands:
    """Return the command lines that take in, extract and accept."""
    statements = place.folder / "statements.json"
    accepted = json.loads(statements.read_text("utf-8")) if statements.exists() else []
    case = str(place.case)
    accept = (("decide", "accept", case, *accepted, *BY),) if accepted else ()
    return (("add", case, str(place.files)), ("extract", case, "--json"), *accept)


def killed_one(
    template: Place, *, root: Path, chance: random.Random
) -> Iterator[dict[str, object]]:
    """Kill one piece of work again and again until it happens to come to its end."""
    expected, seconds = _undisturbed(template, root=root)
    place = copied(template, root / "try")
    out = ""
    ended = None
    while ended is None or ended.was_killed:
        moment = chance.uniform(0, seconds)
        ended = run_killed_after(work(place), scratch=root / "scratch", seconds=moment)
        out += _whole_lines(ended.out)
        state = state_of(place.case)
        problems = [*state.problems, *state.doubled(), *lost(out, state=state)]
        if not ended.was_killed:
            problems += _unfinished(ended, place, state=state, expected=expected)
        yield {"kills": int(ended.was_killed), "moment": moment, "problems": problems}


def killed_two(
    template: Place, *, root: Path, chance: random.Random
) -> Iterator[dict[str, object]]:
    """Kill two processes that add to one case, then let both come to their end."""
    expected, seconds = _undisturbed(template, root=root)
    place = copied(template, root / "try")
    names = sorted(FILES)
    halves = (names[:3], names[2:])
    scratches = (root / "scratch", root / "scratch2")
    commands: list[Commands] = []
    for index, half in enumerate(halves):
        folder = place.folder / f"half{index}"
        folder.mkdir()
        for name in half:
            shutil.copy(place.files / name, folder / name)
        commands.append((("add", str(place.case), str(folder)),))
    out = ""
    for _ in range(3):
        ended = _both(commands, scratches, moments=[chance.uniform(0, seconds) for _ in "ab"])
        out += "".join(_whole_lines(each.out) for each in ended)
        state = state_of(place.case)
        problems = [*state.problems, *state.doubled(), *lost(out, state=state)]
        kills = sum(each.was_killed for each in ended)
        yield {"kills": kills, "moment": 0.0, "problems": problems}
    ended = _both(commands, scratches, moments=[None, None])
    state = state_of(place.case)
    problems = [f"ended with {e.code}: {e.words}" for e in ended if e.code]
    problems += [*state.problems, *state.doubled(), *leftovers(place.case)]
    if {source for source, _, _ in state.sources} != {s for s, _, _ in expected.sources}:
        problems.append("the case does not hold the five sources")
    yield {"kills": 0, "moment": 0.0, "problems": problems}


def _both(
    commands: list[Commands], scratches: tuple[Path, ...], *, moments: list[float | None]
) -> list[Ended]:
    """Run two pieces of work at once, and kill each at its moment, if it has one."""
    children = [start(each, scratch=s) for each, s in zip(commands, scratches, strict=True)]
    began = time.monotonic()
    for child in children:
        os.kill(child, signal.SIGCONT)
    pairs = [(m, c) for m, c in zip(moments, children, strict=True) if m is not None]
    for moment, child in sorted(pairs):
        time.sleep(max(0.0, began + moment - time.monotonic()))
        os.kill(child, signal.SIGKILL)
    pairs_of = zip(children, scratches, strict=True)
    return [collect(child, scratch=scratch, started=began) for child, scratch in pairs_of]


_KNOWN: dict[str, tuple[State, float]] = {}


def _undisturbed(template: Place, *, root: Path) -> tuple[State, float]:
    """Do the work once undisturbed, note what to accept, and measure how long it takes."""
    if "work" not in _KNOWN:
        warm = copied(template, root / "warm")
        warm_up(work(warm))
        state = state_of(warm.case)
        content = json.dumps(state.statements[:3])
        (template.folder / "statements.json").write_text(content, encoding="utf-8")
        place = copied(template, root / "warm")
        ended = run(work(place), scratch=root / "scratch")
        _KNOWN["work"] = (state_of(place.case), ended.seconds)
    return _KNOWN["work"]


def _unfinished(ended: Ended, place: Place, *, state: State, expected: State) -> Iterator[str]:
    """Say what is wrong after the work came to its end at last."""
    if ended.code:
        yield f"the work ended with {ended.code}: {ended.words.strip()[-300:]}"
    if state.content != expected.content:
        yield "the case is not what undisturbed work makes"
    yield from leftovers(place.case)


def _whole_lines(text: str) -> str:
    """Return the lines that were printed to their end."""
    return text[: text.rfind("\n") + 1]


if __name__ == "__main__":
    main(*sys.argv[1:])
